"""The ways around in a PDF: bookmarks of the headings, and links to the web and inside the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem

from viewer.brief.model import Block
from viewer.pages.pdf_annotations import AnnotationWriter
from viewer.pages.pdf_appendix import TO_BODY, Appendix
from viewer.pages.pdf_layout import Layout
from viewer.pages.pdf_sheet import SCALE, Print
from viewer.pages.pdf_text import plain, web_address


def add_bookmarks(pdf: pikepdf.Pdf, layout: Layout) -> None:
    """One bookmark a heading, nested as the headings are, and one for each appendix (ISO 32000-1, 12.3.3)."""
    brief = layout.report.brief
    titles = layout.appendix.titles if layout.appendix else ()
    if not brief.headings and not titles:
        return
    pages = [page.obj for page in pdf.pages]
    with pdf.open_outline(max_depth=7) as outline:
        # What a heading's bookmark goes into: the last one of a lower level.
        above: list[tuple[int, list[OutlineItem]]] = [(0, outline.root)]
        for heading in brief.headings:
            item = OutlineItem(plain(" ".join(heading.text.split())) or "–", _destination(pages, heading, layout.body))
            while above[-1][0] >= heading.level:
                above.pop()
            above[-1][1].append(item)
            above.append((heading.level, item.children))
        if layout.behind:
            outline.root.extend(OutlineItem(title.text, _destination(pages, title, layout.behind)) for title in titles)
    pdf.Root.PageMode = Name.UseOutlines


def add_links(layout: Layout, writer: AnnotationWriter) -> None:
    """Links to http, https and mailto addresses and inside the file; nothing else gets an action (12.6.4.7)."""
    body = layout.body
    anchors = {block.anchor: block for block in reversed(body.document.blocks) if block.anchor}
    for start, end, link in _linked(body.document.blocks):
        address = web_address(link)
        target = anchors.get(unquote(link[1:])) if link.startswith("#") else None
        if address:
            action = Dictionary(S=Name.URI, URI=pikepdf.String(address))
            for number, boxes in body.boxes(start, end).items():
                writer.link(number, boxes, action, "A")
        elif target is not None:
            destination = _destination(writer.pages, target, body)
            for number, boxes in body.boxes(start, end).items():
                writer.link(number, boxes, destination, "Dest")
    if layout.appendix and layout.behind:
        _link_appendix(layout, layout.appendix, layout.behind, writer)


def _link_appendix(layout: Layout, appendix: Appendix, behind: Print, writer: AnnotationWriter) -> None:
    """From page numbers to the words there, and from the numbers in the margin to the notes."""
    for start, end, link in _linked(appendix.blocks):
        destination = _place(writer.pages, layout.body, int(link.removeprefix(TO_BODY)))
        for number, boxes in behind.boxes(start, end).items():
            writer.link(number, boxes, destination, "Dest")
    for number, labels in layout.labels.items():
        for label in labels:
            entry = appendix.entries[label.notes[0]]
            writer.link(number, [label.box(layout.body.sheet)], _destination(writer.pages, entry, behind), "Dest")


def _linked(blocks: Iterable[Block]) -> Iterator[tuple[int, int, str]]:
    """Stretches of the text (code points) with their link, each as long as it goes."""
    for block in blocks:
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


def _destination(pages: Sequence[pikepdf.Object], block: Block, printed: Print) -> pikepdf.Array:
    return _place(pages, printed, block.start)


def _place(pages: Sequence[pikepdf.Object], printed: Print, offset: int) -> pikepdf.Array:
    """The place of a code point, at the reader's own zoom (12.3.2.2)."""
    number, _, top = printed.point(offset)
    above = printed.document.formats.px(16) / SCALE
    return Array([pages[number], Name.XYZ, 0, round(min(top + above, printed.sheet.height), 1), None])
