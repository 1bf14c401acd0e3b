"""The ways around in a PDF: bookmarks of the headings, and links to the web and inside the file."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem

from viewer.brief.model import Block, Brief
from viewer.pages.pdf_annotations import AnnotationWriter
from viewer.pages.pdf_sheet import Print
from viewer.pages.pdf_text import plain, web_address


def add_bookmarks(pdf: pikepdf.Pdf, brief: Brief, printed: Print) -> None:
    """One bookmark a heading, nested as the headings are (ISO 32000-1, 12.3.3)."""
    if not brief.headings:
        return
    with pdf.open_outline(max_depth=7) as outline:
        # What a heading's bookmark goes into: the last one of a lower level.
        above: list[tuple[int, list[OutlineItem]]] = [(0, outline.root)]
        for heading in brief.headings:
            item = OutlineItem(plain(" ".join(heading.text.split())) or "–", _destination(pdf, heading, printed))
            while above[-1][0] >= heading.level:
                above.pop()
            above[-1][1].append(item)
            above.append((heading.level, item.children))
    pdf.Root.PageMode = Name.UseOutlines


def add_links(pdf: pikepdf.Pdf, brief: Brief, printed: Print, writer: AnnotationWriter) -> None:
    """Links to http, https and mailto addresses and to `#anchor`; nothing else gets an action (12.6.4.7)."""
    anchors = {block.anchor: block for block in reversed(brief.blocks) if block.anchor}
    for start, end, link in _linked(brief):
        address = web_address(link)
        target = anchors.get(unquote(link[1:])) if link.startswith("#") else None
        if address:
            action = Dictionary(S=Name.URI, URI=pikepdf.String(address))
        elif target is None:
            continue
        for number, boxes in printed.boxes(start, end).items():
            if target is None:
                writer.link(number, boxes, action, "A")
            else:
                writer.link(number, boxes, _destination(pdf, target, printed), "Dest")


def _linked(brief: Brief) -> Iterator[tuple[int, int, str]]:
    """Stretches of the text (code points) with their link, each as long as it goes."""
    for block in brief.blocks:
        at = start = block.start
        link = ""
        for run in block.runs:
            if run.link != link:
                if link:
                    yield start, at, link
                start, link = at, run.link
            at += len(run.text)
        if link:
            yield start, at, link


def _destination(pdf: pikepdf.Pdf, block: Block, printed: Print) -> pikepdf.Array:
    """The place of a block, at the reader's own zoom (12.3.2.2)."""
    number, _, top = printed.point(block.start)
    above = printed.document.formats.px(16) / 10
    return Array([pdf.pages[number].obj, Name.XYZ, 0, round(min(top + above, printed.sheet.height), 1), None])
