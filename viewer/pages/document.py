"""A brief as a QTextDocument, built block by block with a cursor: no HTML ever reaches Qt.

`BriefDocument` knows where each word stands: code points of the canonical text, positions in the document, rectangles.
What the program adds (title, marking, sources) are blocks too, but no part of the canonical text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
    QTextLength,
    QTextOption,
    QTextTableFormat,
)

from viewer.brief.loader import Head
from viewer.brief.model import Block, FrontMatter
from viewer.pages.bidi import visible
from viewer.pages.boxes import KeptBoxes, line_boxes
from viewer.pages.formats import CELL_PADDING, MEASURE, TIGHT_LINE, Formats
from viewer.pages.images import BriefImages, Defer
from viewer.pages.marking import tlp_colour
from viewer.pages.theme import Theme
from viewer.pages.utf16 import Utf16Map

#: User states of QTextBlocks that are not in the brief; those that are carry their index in `Brief.blocks`.
CHROME = -1
SUMMARY_END = -2

_STRONG_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LINE_SEPARATOR = "\u2028"  # a line break inside a QTextBlock


class BriefDocument:
    """Builds the document and answers questions of place.

    `unit` is the size of one unit (see `formats`) in pixels of the device. `folder` is where the brief's images are
    looked for; None shows none; `defer` decodes them (see `images`). Build with `begin`, any number of `append`, and
    `finish`.
    """

    def __init__(self, theme: Theme, unit: float, folder: Path | None, defer: Defer | None = None) -> None:
        self.formats = Formats(theme, unit)
        self.blocks: list[Block] = []
        self.qt = _Document()
        self.qt.setUndoRedoEnabled(False)
        self.qt.setDocumentMargin(0)
        self.qt.setDefaultFont(self.formats.body_font())
        option = QTextOption()
        # A word of a megabyte must break somewhere.
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.qt.setDefaultTextOption(option)
        self._images = BriefImages(folder, theme, self.formats.px(MEASURE), defer)
        self._cursor = QTextCursor(self.qt)
        self._fresh = True  # the last QTextBlock is empty and still to be used
        self._numbers: list[int] = []  # of the QTextBlock of each block
        self._starts: list[int] = []  # of each block, in code points
        self._kept: KeptBoxes | None = None
        self._in_summary = False
        #: Where the column begins, in pixels of the document.
        self.left = 0.0

    @property
    def theme(self) -> Theme:
        return self.formats.theme

    def set_margins(self, top: float, side: float, bottom: float) -> None:
        """Leave space around the column, in units. To be called before anything is built."""
        px = self.formats.px
        root = self.qt.rootFrame().frameFormat()
        root.setTopMargin(px(top))
        root.setBottomMargin(px(bottom))
        root.setLeftMargin(px(side))
        root.setRightMargin(px(side))
        self.qt.rootFrame().setFrameFormat(root)
        self.left = px(side)

    # Building

    def begin(self, head: Head) -> None:
        """Marking, title, date line; the title only if it is not the brief's own first heading."""
        front = head.front
        self.qt.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, head.title)
        if front.marking:
            self._marking(front.marking)
        if not head.is_titled_by_heading:
            self._chrome(head.title, self.formats.spaced(16, 4), self.formats.chrome(34, "ink", bold=True), tight=True)
        line = " · ".join(part for part in (long_date(front.date), front.author, front.organisation) if part)
        if line:
            self._chrome(line, self.formats.spaced(0, 24), self.formats.chrome(15))

    def append(self, blocks: Sequence[Block]) -> None:
        """More of the brief, in reading order."""
        self._cursor.beginEditBlock()
        index = 0
        while index < len(blocks):
            block = blocks[index]
            self._part(block)
            if block.cell:
                end = index
                while end < len(blocks) and (cell := blocks[end].cell) and cell.table == block.cell.table:
                    end += 1
                self._table(blocks[index:end])
                index = end
            else:
                self._block(block)
                index += 1
        self._cursor.endEditBlock()

    def finish(self, front: FrontMatter) -> None:
        """What follows the body: the sources that the front matter lists."""
        if not front.sources:
            return
        self._chrome("Sources", self.formats.spaced(36, 8), self.formats.chrome(17, "ink", bold=True))
        for source in front.sources:
            parts = (source.publisher, source.title, long_date(source.date), source.url)
            text = ", ".join(part for part in parts if part)
            self._chrome(text, self.formats.spaced(0, 4), self.formats.chrome(14.5))

    def _part(self, block: Block) -> None:
        if block.part == "summary" and not self._in_summary:
            self._in_summary = True
            self._chrome("Key judgements", self.formats.spaced(8, 8), self.formats.chrome(14.5, "accent", bold=True))
        elif block.part != "summary" and self._in_summary:
            self._in_summary = False
            self._chrome("", self.formats.spaced(8, 16), self.formats.chrome(4), state=SUMMARY_END)

    def _marking(self, marking: str) -> None:
        characters = self.formats.chrome(14, "ink", bold=True, spacing=4)
        colour = tlp_colour(marking)
        if colour:
            characters.setForeground(colour)
            characters.setBackground(Qt.GlobalColor.black)
        block = self.formats.spaced(4, 20)
        block.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._chrome(f"\u00a0\u00a0{marking}\u00a0\u00a0", block, characters)

    def _chrome(
        self,
        text: str,
        block_format: QTextBlockFormat,
        characters: QTextCharFormat,
        *,
        tight: bool = False,
        state: int = CHROME,
    ) -> None:
        if tight:
            self.formats.set_line_height(block_format, TIGHT_LINE)
        self._next_block(block_format, characters).setUserState(state)
        self._cursor.insertText(text.replace("\n", " "), characters)

    def _next_block(self, block_format: QTextBlockFormat, characters: QTextCharFormat) -> QTextBlock:
        if self._fresh:
            self._cursor.setBlockFormat(block_format)
            self._cursor.setBlockCharFormat(characters)
        else:
            self._cursor.insertBlock(block_format, characters)
        self._fresh = False
        return self._cursor.block()

    def _block(self, block: Block) -> None:
        above = self.formats.extra_above(self.blocks[-1], block) if self.blocks else 0
        made = self.formats.direction(self.formats.block(block, above), _runs_right_to_left(block.text))
        first = block.runs[0] if block.runs else None
        characters = self.formats.run(block, first) if first else self.formats.chrome(4 if block.kind == "rule" else 17)
        self._adopt(self._next_block(made, characters), block)
        self._insert(self._cursor, block)

    def _adopt(self, qt_block: QTextBlock, block: Block) -> None:
        qt_block.setUserState(len(self.blocks))
        self.blocks.append(block)
        self._starts.append(block.start)
        self._numbers.append(qt_block.blockNumber())

    def _insert(self, cursor: QTextCursor, block: Block) -> None:
        for run in block.runs:
            if run.image:
                image = QTextImageFormat()
                image.merge(self.formats.run(block, run))
                self._images.place(self.qt, image, run.image, run.alt)
                cursor.insertImage(image)
            else:
                text = run.text.replace("\n", _LINE_SEPARATOR)
                if run.link:
                    text = visible(text)
                cursor.insertText(text, self.formats.run(block, run))

    def _table(self, cells: Sequence[Block]) -> None:
        first = cells[0].cell
        assert first
        px = self.formats.px
        made = QTextTableFormat()
        made.setCellPadding(px(CELL_PADDING))
        made.setCellSpacing(0)
        made.setBorder(0)
        made.setBottomMargin(px(20))
        made.setHeaderRowCount(1)
        made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        if not self._fresh:
            # Qt puts a table behind a block of its own; one that is nearly flat does not show.
            self._next_block(QTextBlockFormat(), self.formats.chrome(1)).setUserState(CHROME)
            self._flatten()
        table = self._cursor.insertTable(first.rows, first.columns, made)
        for block in cells:
            where = block.cell
            assert where
            cursor = table.cellAt(where.row, where.column).firstCursorPosition()
            cursor.setBlockFormat(self.formats.cell(block))
            self._adopt(cursor.block(), block)
            self._insert(cursor, block)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._cursor.block().setUserState(CHROME)
        self._fresh = True
        self._flatten()

    def _flatten(self) -> None:
        flat = QTextBlockFormat()
        flat.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self._cursor.setBlockFormat(flat)

    # Places

    def qt_block(self, index: int) -> QTextBlock:
        """The QTextBlock of the block with that index in the brief."""
        return self.qt.findBlockByNumber(self._numbers[index])

    def index_at(self, offset: int) -> int:
        """The index of the block that holds a code point."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def position(self, offset: int) -> int:
        """The position in the QTextDocument (UTF-16 units) of a code point of the canonical text."""
        if not self.blocks:
            return 0
        index = self.index_at(offset)
        block = self.blocks[index]
        inside = min(max(0, offset - block.start), len(block.text))
        return self.qt_block(index).position() + Utf16Map(block.text).to_qt(inside)

    def offset(self, position: int) -> int:
        """The code point at a position in the QTextDocument; in what the program added, the next one behind it."""
        qt_block = self.qt.findBlock(position)
        while qt_block.isValid():
            index = qt_block.userState()
            if 0 <= index < len(self.blocks):
                block = self.blocks[index]
                units = max(0, min(position - qt_block.position(), qt_block.length() - 1))
                return block.start + Utf16Map(block.text).to_text(units)
            qt_block = qt_block.next()
            position = 0
        return self.blocks[-1].end if self.blocks else 0

    def rectangles(self, start: int, end: int) -> list[QRectF]:
        """Where the words between two code points stand, a rectangle a line (in bidirectional text, a run), in pixels
        of the document. They hug the type, not the line's full height."""
        found: list[QRectF] = []
        for index in range(self.index_at(start), len(self.blocks)):
            block = self.blocks[index]
            if block.start >= end:
                break
            inner_start, inner_end = max(start, block.start) - block.start, min(end, block.end) - block.start
            if inner_start < inner_end:
                found += self.block_rectangles(index, inner_start, inner_end)
        return found

    def block_rectangles(self, index: int, start: int, end: int) -> list[QRectF]:
        """As `rectangles`, for code points counted from the start of one block."""
        block = self.blocks[index]
        qt_block = self.qt_block(index)
        units = Utf16Map(block.text)
        origin = self.origin(qt_block)
        bidi = _STRONG_RTL.search(block.text) is not None
        boxes = line_boxes(qt_block.layout(), units.to_qt(start), units.to_qt(end), bidi)
        return [box.translated(origin) for box in boxes]

    def origin(self, qt_block: QTextBlock) -> QPointF:
        """Where the coordinates of a block's layout begin, in pixels of the document."""
        return self.box(qt_block).topLeft()

    def box(self, qt_block: QTextBlock) -> QRectF:
        """The bounding rectangle of a block, in pixels of the document."""
        # blockBoundingRect lays the document out as far as this block, if that has not happened yet.
        return self._kept[qt_block.blockNumber()] if self._kept else self.layout().blockBoundingRect(qt_block)

    def keep_boxes(self) -> None:
        """Lay everything out and ask Qt no more where the blocks are: for a document that does not change again."""
        self._kept = None
        boxes = []
        qt_block = self.qt.begin()
        while qt_block.isValid():
            boxes.append(self.layout().blockBoundingRect(qt_block))
            qt_block = qt_block.next()
        self._kept = KeptBoxes(boxes)

    def layout(self) -> QAbstractTextDocumentLayout:
        return self.qt.documentLayout()

    def blocks_between(self, top: float, bottom: float) -> Iterator[tuple[QTextBlock, QRectF]]:
        """The QTextBlocks with their bounding rectangles between two heights, in pixels of the document."""
        if self._kept:
            for number in self._kept.between(top, bottom):
                yield self.qt.findBlockByNumber(number), self._kept[number]
            return
        layout = self.layout()
        position = layout.hitTest(QPointF(0, max(0.0, top)), Qt.HitTestAccuracy.FuzzyHit)
        block = self.qt.findBlock(max(0, position))
        # The hit may be the second cell of a row, or lie in the space below a block.
        for _ in range(self._row_length(block)):
            if block.previous().isValid():
                block = block.previous()
        while block.isValid():
            box = layout.blockBoundingRect(block)
            if box.top() > bottom and self._row_length(block) == 1:
                return
            if box.bottom() >= top and box.top() <= bottom:
                yield block, box
            elif box.top() > bottom + self.formats.px(2000):
                return  # inside a long table, rows below the screen
            block = block.next()

    def _row_length(self, qt_block: QTextBlock) -> int:
        index = qt_block.userState()
        if 0 <= index < len(self.blocks):
            cell = self.blocks[index].cell
            if cell:
                return cell.columns + 1
        return 1


class _Document(QTextDocument):
    def loadResource(self, kind: int, url: object) -> object:
        # Qt would read local files and style sheets here. Images are given to the document before they are placed;
        # anything that is still asked for does not exist.
        return None


def _runs_right_to_left(text: str) -> bool:
    """Whether the first strong character of a paragraph is right-to-left (rule P2 of Unicode's UAX #9, in short)."""
    match = _STRONG_RTL.search(text)
    return match is not None and not any(character.isalpha() for character in text[: match.start()])


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def long_date(date: str) -> str:
    """`2025-03-23` as `23 March 2025`; anything that is no full ISO date as it stands."""
    match = re.match(r"(\d{4})-(\d{2})-(\d{2})$", date)
    if match and 1 <= int(match[2]) <= 12:
        return f"{int(match[3])} {_MONTHS[int(match[2]) - 1]} {match[1]}"
    return date
