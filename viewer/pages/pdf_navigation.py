"""The ways around in a PDF: bookmarks of the headings, and links to the web and inside the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from viewer.brief.model import Block
from viewer.pages.pdf_annotations import AnnotationWriter
from viewer.pages.pdf_appendix import TO_BODY, Appendix
from viewer.pages.pdf_file import PdfFile
from viewer.pages.pdf_layout import Layout
from viewer.pages.pdf_sheet import SCALE, Print
from viewer.pages.pdf_text import literal, web_address


class _Bookmark:
    """A line of the outline: its title and place, and the lines below it."""

    def __init__(self, title: str, place: str) -> None:
        self.title = title
        self.place = place
        self.children: list[_Bookmark] = []

    @property
    def below(self) -> int:
        """How many lines there are below it, all of them open."""
        return sum(1 + child.below for child in self.children)


def write_bookmarks(file: PdfFile, layout: Layout, pages: Sequence[int]) -> int:
    """One bookmark a heading, nested as the headings are, and one for each appendix (ISO 32000-1, 12.3.3). Returns the
    outline's number, 0 if there is nothing for one."""
    root = _Bookmark("", "")
    # What a heading's bookmark goes into: the last one of a lower level.
    above: list[tuple[int, _Bookmark]] = [(0, root)]
    for heading in layout.report.brief.headings:
        place = _destination(pages, heading, layout.body)
        made = _Bookmark(" ".join(heading.text.split()) or "–", place)
        while above[-1][0] >= heading.level:
            above.pop()
        above[-1][1].children.append(made)
        above.append((heading.level, made))
    if layout.behind and layout.appendix:
        titles = layout.appendix.titles
        root.children += [_Bookmark(title.text, _destination(pages, title, layout.behind)) for title in titles]
    if not root.children:
        return 0
    number = file.number()
    file.put(f"<</Type/Outlines{_write_children(file, root, number)}>>", number)
    return number


def _write_children(file: PdfFile, parent: _Bookmark, parent_number: int) -> str:
    """The bookmarks below one that has a number; returns that one's keys for them. Headings have six levels."""
    if not parent.children:
        return ""
    numbers = file.numbers(len(parent.children))
    for at, child in enumerate(parent.children):
        beside = f"/Prev {numbers[at - 1]} 0 R" if at else ""
        beside += f"/Next {numbers[at + 1]} 0 R" if at + 1 < len(numbers) else ""
        file.put(
            f"<</Title{literal(child.title)}/Parent {parent_number} 0 R{beside}/Dest{child.place}"
            f"{_write_children(file, child, numbers[at])}>>",
            numbers[at],
        )
    return f"/First {numbers[0]} 0 R/Last {numbers[-1]} 0 R/Count {parent.below}"


def add_links(layout: Layout, writer: AnnotationWriter) -> None:
    """Links to http, https and mailto addresses and inside the file; nothing else gets an action (12.6.4.7)."""
    body = layout.body
    anchors = {block.anchor: block for block in reversed(body.document.blocks) if block.anchor}
    for start, end, link in _linked(body.document.blocks):
        address = web_address(link)
        target = anchors.get(unquote(link[1:])) if link.startswith("#") else None
        if address:
            action = _web(address)
        elif target is not None:
            action = f"/Dest{_destination(writer.pages, target, body)}"
        else:
            continue
        for number, boxes in body.boxes(start, end).items():
            writer.link(number, boxes, action)
    if layout.appendix and layout.behind:
        _link_appendix(layout, layout.appendix, layout.behind, writer)


def _link_appendix(layout: Layout, appendix: Appendix, behind: Print, writer: AnnotationWriter) -> None:
    """From page numbers to the words there, and from the numbers in the margin to the notes."""
    links = list(_linked(appendix.blocks))
    for (_, _, link), places in zip(links, behind.boxes_of((start, end) for start, end, _ in links), strict=True):
        if link.startswith(TO_BODY):
            target = f"/Dest{_place(writer.pages, layout.body, int(link.removeprefix(TO_BODY)))}"
        elif address := web_address(link):  # in a note
            target = _web(address)
        else:
            continue
        for number, boxes in places.items():
            writer.link(number, boxes, target)
    for number, labels in layout.labels.items():
        for label in labels:
            entry = appendix.entries[label.notes[0]]
            place = _destination(writer.pages, entry, behind)
            writer.link(number, [label.box(layout.body.sheet)], f"/Dest{place}")


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


def _web(address: str) -> str:
    return f"/A<</S/URI/URI{literal(address)}>>"


def _destination(pages: Sequence[int], block: Block, printed: Print) -> str:
    return _place(pages, printed, block.start)


def _place(pages: Sequence[int], printed: Print, offset: int) -> str:
    """The place of a code point, at the reader's own zoom (12.3.2.2)."""
    number, top = printed.point(offset)
    above = printed.document.formats.px(16) / SCALE
    return f"[{pages[number]} 0 R/XYZ 0 {min(top + above, printed.sheet.height):.1f} null]"
