"""Where the pages of a continuous layout end: between lines, and not where a reader would stumble.

A heading stays with the first two lines of what follows, no paragraph leaves one line alone on either side of a break,
a table row is not cut unless it is taller than a page, and a table that goes on has its header again. All heights are
in pixels of the document.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtGui import QFont, QTextBlock

from viewer.brief.model import Block
from viewer.pages.decorations import GROUND_PADDING, has_ground, share_ground
from viewer.pages.document import CHROME, SUMMARY_END, BriefDocument


class Head(NamedTuple):
    """The header row of a table: two heights."""

    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """What of the document stands on one page: two heights, and the blocks of the brief (indices) between them; above
    that the header of a table that began on an earlier page. `drop` is how much of the page another document takes."""

    top: float
    bottom: float
    blocks: range
    head: Head | None = None
    drop: float = 0.0

    @property
    def lead(self) -> float:
        """How far everything is pushed down, by the repeated header too."""
        return self.drop + (self.head.bottom - self.head.top if self.head else 0.0)


class _Strip(NamedTuple):
    """A piece that is not cut. `first` and `last` are its blocks' indices in the brief, negative for what the program
    added; `keep` says that the page does not end behind it. `head` is repeated on a page that begins with it."""

    top: float
    bottom: float
    first: int
    last: int
    keep: bool
    head: Head | None = None

    def room(self, height: float) -> float:
        """What a page that begins here has of its height."""
        return height - (self.head.bottom - self.head.top if self.head else 0.0)


def paginate(document: BriefDocument, height: float, taken: float = 0.0) -> list[Page]:
    """The pages of a laid-out document, none of them taller than `height`. Takes time linear in its lines. Of a page
    whose upper part is `taken`, the rest is the first page, if what begins there can also end there."""
    strips = list(_strips(document, height))
    pages: list[Page] = []
    first = allowed = 0  # strips: the first on this page, and the last one before which the page may end
    for number, strip in enumerate(strips):
        if number > first and not strips[number - 1].keep:
            allowed = number
        while strip.bottom - strips[first].top > strips[first].room(height) - taken:
            if taken and allowed == first:
                taken = 0.0
                continue
            if number == first:
                break
            # Where nothing may be parted and yet must be, it is parted here.
            end = allowed if allowed > first else number
            pages += _pages(strips[first:end], height, taken)
            first, taken = end, 0.0
    pages += _pages(strips[first:], height, taken)
    return pages or [Page(0, height, range(0))]


def _pages(strips: Sequence[_Strip], height: float, drop: float) -> Iterator[Page]:
    """The page of some strips; several for a single strip that is taller than a page."""
    if not strips:
        return
    top, bottom = strips[0].top, strips[-1].bottom
    own = [strip for strip in strips if strip.first >= 0]
    blocks = range(own[0].first, own[-1].last + 1) if own else range(0)
    room = strips[0].room(height)
    for piece in range(max(1, math.ceil((bottom - top) / room))):
        yield Page(top + piece * room, min(bottom, top + (piece + 1) * room), blocks, strips[0].head, drop)


def _strips(document: BriefDocument, height: float) -> Iterator[_Strip]:
    blocks = document.blocks
    head: tuple[int, Head | None] = (-1, None)  # of the table with that number
    qt_block = document.qt.begin()
    while qt_block.isValid():
        index = qt_block.userState()
        block = blocks[index] if 0 <= index < len(blocks) else None
        if block is not None and block.cell:
            row, qt_block = _row(document, qt_block)
            strips = list(_row_strips(document, row, height, head[1] if head[0] == block.cell.table else None))
            if block.cell.header:
                tall = strips[-1].bottom - strips[0].top
                head = block.cell.table, Head(strips[0].top, strips[0].top + tall) if tall <= height / 4 else None
            yield from strips
            continue
        if block is not None or qt_block.length() > 1 or index == SUMMARY_END:
            # What is left are the empty blocks that Qt wants around tables.
            yield from _line_strips(document, qt_block, index, block)
        qt_block = qt_block.next()


def _line_strips(document: BriefDocument, qt_block: QTextBlock, index: int, block: Block | None) -> Iterator[_Strip]:
    """The lines of a block, kept so that none of them stands alone."""
    bounds = _lines(document, qt_block)
    last = len(bounds) - 1
    padding = document.formats.px(GROUND_PADDING)
    begins, ends = _ground_edges(document.blocks, index) if block else (False, False)
    for number, (top, bottom) in enumerate(bounds):
        if number == last:
            keep = _introduces(qt_block, block) or _is_signed(document.blocks, index)
        else:
            keep = number in (0, last - 1) or (block is not None and block.kind == "heading")
        above, below = padding * (begins and number == 0), padding * (ends and number == last)
        yield _Strip(top - above, bottom + below, index, index, keep)


def _ground_edges(blocks: Sequence[Block], index: int) -> tuple[bool, bool]:
    """Whether the ground of a box or of code begins at this block, and whether it ends with it."""
    if not has_ground(blocks[index]):
        return False, False
    begins = index == 0 or not share_ground(blocks[index - 1], blocks[index])
    ends = index + 1 == len(blocks) or not share_ground(blocks[index], blocks[index + 1])
    return begins, ends


def _introduces(qt_block: QTextBlock, block: Block | None) -> bool:
    """Whether a block makes no sense as the last one on a page."""
    if block is not None:
        return block.kind in ("heading", "term", "label")
    # Of what the program adds, the lines in bold are titles: "Key judgements", "Sources".
    return qt_block.userState() == CHROME and qt_block.charFormat().fontWeight() >= QFont.Weight.DemiBold


def _is_signed(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block of a note is followed by the line that says whose it is."""
    if not 0 <= index < len(blocks) - 1:
        return False
    block, below = blocks[index : index + 2]
    return block.part != "notes" and below.part == "notes" and below.indent > 0 and not below.marker


def _row(document: BriefDocument, qt_block: QTextBlock) -> tuple[list[QTextBlock], QTextBlock]:
    """The QTextBlocks of a table row, and the one behind them."""
    first = document.blocks[qt_block.userState()].cell
    assert first
    row: list[QTextBlock] = []
    while qt_block.isValid():
        index = qt_block.userState()
        cell = document.blocks[index].cell if 0 <= index < len(document.blocks) else None
        if cell is None or (cell.table, cell.row) != (first.table, first.row):
            break
        row.append(qt_block)
        qt_block = qt_block.next()
    return row, qt_block


def _row_strips(document: BriefDocument, row: list[QTextBlock], height: float, head: Head | None) -> Iterator[_Strip]:
    """The row as one strip; if it is taller than a page, cut where no cell has a line."""
    first, last = row[0].userState(), row[-1].userState()
    padding = document.cell_padding(document.blocks[first])
    cell = document.blocks[first].cell
    keep = cell is not None and cell.header
    bounds = sorted(bound for qt_block in row for bound in _lines(document, qt_block))
    boxes = [document.box(qt_block) for qt_block in row]
    top, bottom = min(box.top() for box in boxes) - padding, max(box.bottom() for box in boxes) + padding
    whole = _Strip(top, bottom, first, last, keep, head)
    if bottom - top <= whole.room(height):
        yield whole
        return
    reach = bounds[0][1]
    for line_top, line_bottom in bounds:
        if line_top >= reach:
            yield _Strip(top, reach, first, last, False, head)
            top = line_top
        reach = max(reach, line_bottom)
    yield _Strip(top, bottom, first, last, keep, head)


def _lines(document: BriefDocument, qt_block: QTextBlock) -> list[tuple[float, float]]:
    """The upper and lower edge of each line; where lines are set closer than the face has it, they still do not
    overlap."""
    origin = document.origin(qt_block).y()
    layout = qt_block.layout()
    lines = [layout.lineAt(number) for number in range(layout.lineCount())]
    tops = [origin + line.y() for line in lines]
    ends = [top + line.height() for top, line in zip(tops, lines, strict=True)]
    return [(top, min(end, following)) for top, end, following in zip(tops, ends, [*tops[1:], math.inf], strict=True)]
