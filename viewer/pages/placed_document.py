"""Where everything of a brief stands in its QTextDocument.

Code points of the canonical text, positions in the document (UTF-16 units), and rectangles in its pixels: this is where
one is made of the other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QTextBlock, QTextDocument

from viewer.brief.model import Block, Style
from viewer.pages.boxes import BlockLines, KeptBoxes, line_boxes
from viewer.pages.formats import Formats
from viewer.pages.utf16 import Utf16Map
from viewer.report.bidi import is_mixed

#: `Style.CODE` as a number: an enumeration takes ten times as long, and is asked for every run.
CODE = int(Style.CODE)


class PlacedDocument:
    """Answers questions of place. Who builds the document fills in `blocks`, `_numbers`, `_starts` and `_with_code`."""

    def __init__(self, qt: QTextDocument, formats: Formats) -> None:
        self.qt = qt
        self.formats = formats
        self.blocks: list[Block] = []
        self._numbers: list[int] = []  # of the QTextBlock of each block
        self._starts: list[int] = []  # of each block, in code points
        self._with_code: set[int] = set()  # indices of the blocks with code inside a line
        self._kept: KeptBoxes | None = None
        self._code_boxes: dict[int, list[QRectF]] = {}
        self._code_width = 0.0  # of the layout that these are of

    def _forget_boxes(self) -> None:
        """Something will stand elsewhere."""
        self._kept = None
        self._code_boxes.clear()

    def qt_block(self, index: int) -> QTextBlock:
        """The QTextBlock of the block with that index in the brief."""
        return self.qt.findBlockByNumber(self._numbers[index])

    def index_at(self, offset: int) -> int:
        """The index of the block that holds a code point."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def position(self, offset: int) -> int:
        """The position in the QTextDocument (UTF-16 units) of a code point of the canonical text."""
        qt_block, units = self.place(offset)
        return qt_block.position() + units

    def place(self, offset: int) -> tuple[QTextBlock, int]:
        """The QTextBlock of a code point, and the UTF-16 units before it there."""
        if not self.blocks:
            return self.qt.begin(), 0
        index = self.index_at(offset)
        block = self.blocks[index]
        return self.qt_block(index), Utf16Map(block.text).to_qt(min(max(0, offset - block.start), len(block.text)))

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

    def rectangles_of(self, spans: Iterable[tuple[int, int]]) -> Iterator[list[QRectF]]:
        """As `rectangles`, for many stretches: those that are in one block one after the other cost little."""
        block = lines = units = None
        for start, end in spans:
            if block is None or not block.start <= start < block.end:
                index = self.index_at(start)
                block = self.blocks[index] if self.blocks else None
                lines = None
                if block and not is_mixed(block.text):
                    qt_block, units = self.qt_block(index), Utf16Map(block.text)
                    lines = BlockLines(qt_block.layout(), self.origin(qt_block))
            if block and lines and units and end <= block.end:
                yield lines.boxes(units.to_qt(start - block.start), units.to_qt(end - block.start))
            else:
                yield self.rectangles(start, end)

    def block_rectangles(self, index: int, start: int, end: int) -> list[QRectF]:
        """As `rectangles`, for code points counted from the start of one block."""
        block = self.blocks[index]
        qt_block = self.qt_block(index)
        units = Utf16Map(block.text)
        origin = self.origin(qt_block)
        boxes = line_boxes(qt_block.layout(), units.to_qt(start), units.to_qt(end), is_mixed(block.text))
        return [box.translated(origin) for box in boxes]

    def code_boxes(self, index: int) -> list[QRectF]:
        """Where words of a block are set as code, in the coordinates of its layout."""
        if index not in self._with_code:
            return []
        if self._code_width != self.qt.textWidth():
            self._code_width = self.qt.textWidth()
            self._code_boxes.clear()
        boxes = self._code_boxes.get(index)
        if boxes is None:
            boxes = self._code_boxes[index] = []
            block, offset = self.blocks[index], 0
            layout, units, bidi = self.qt_block(index).layout(), Utf16Map(block.text), is_mixed(block.text)
            for run in block.runs:
                end = offset + len(run.text)
                if run.style & CODE:
                    boxes += line_boxes(layout, units.to_qt(offset), units.to_qt(end), bidi)
                offset = end
        return boxes

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
