"""Where everything of a brief stands in its QTextDocument.

Code points of the canonical text, positions in the document (UTF-16 units), and rectangles in its pixels: this is where
one is made of the other.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QTextBlock, QTextDocument, QTextLayout, QTextLine

from viewer.brief.model import Block, Style
from viewer.pages.boxes import BlockLines, Edges, KeptBoxes, line_boxes
from viewer.pages.formats import Formats
from viewer.pages.long_layout import LongTextLayout
from viewer.pages.utf16 import Utf16Map
from viewer.report.bidi import is_mixed

#: `Style.CODE` as a number: an enumeration takes ten times as long, and is asked for every run.
CODE = int(Style.CODE)
_FUZZY = Qt.HitTestAccuracy.FuzzyHit
_BETWEEN = QTextLine.CursorPosition.CursorBetweenCharacters


class PlacedDocument:
    """Answers questions of place. Who builds the document fills in `blocks`, `_numbers`, `_starts` and `_with_code`."""

    def __init__(self, qt: QTextDocument, formats: Formats) -> None:
        self.qt = qt
        self.formats = formats
        self.blocks: list[Block] = []
        self._numbers = array("I")  # of the QTextBlock of each block
        self._starts = array("I")  # of each block, in code points
        self._with_code: set[int] = set()  # indices of the blocks with code inside a line
        self._long: LongTextLayout | None = None  # instead of Qt's own layout
        self._kept: KeptBoxes | None = None
        self._near = 0  # the number of the QTextBlock that was last looked for by its height
        self._code_boxes: dict[int, list[QRectF]] = {}
        self._code_width = 0.0  # of the layout that these are of

    def _forget_boxes(self) -> None:
        """Something will stand elsewhere."""
        self._kept = None
        self._code_boxes.clear()

    def qt_block(self, index: int) -> QTextBlock:
        """The QTextBlock of the block with that index in the brief."""
        number = self._numbers[index]
        return self._kept.blocks[number] if self._kept else self.qt.findBlockByNumber(number)

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

    def edges_of(self, spans: Iterable[tuple[int, int]]) -> Iterator[list[Edges]]:
        """As `rectangles`, for many stretches: those that are in one block one after the other cost little."""
        block = lines = units = None
        for start, end in spans:
            if block is None or not block.start <= start < block.end:
                index = self.index_at(start)
                block = self.blocks[index] if self.blocks else None
                lines = None
                if block and not is_mixed(block.text):
                    qt_block, units = self.qt_block(index), Utf16Map(block.text)
                    layout = self.lines(qt_block)
                    corner = self.origin(qt_block)
                    lines = BlockLines(layout, corner.x(), corner.y())
            if block and lines and units and end <= block.end:
                yield lines.edges(units.to_qt(start - block.start), units.to_qt(end - block.start))
            else:
                yield [box.getCoords() for box in self.rectangles(start, end)]  # type: ignore[misc]

    def block_rectangles(self, index: int, start: int, end: int) -> list[QRectF]:
        """As `rectangles`, for code points counted from the start of one block."""
        block = self.blocks[index]
        qt_block = self.qt_block(index)
        units = Utf16Map(block.text)
        origin = self.origin(qt_block)
        boxes = line_boxes(self.lines(qt_block), units.to_qt(start), units.to_qt(end), is_mixed(block.text))
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
            layout, units, bidi = self.lines(self.qt_block(index)), Utf16Map(block.text), is_mixed(block.text)
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
        # Either lays the document out as far as this block, if that has not happened yet.
        if self._long:
            return self._long.box(qt_block)
        return self._kept[qt_block.blockNumber()] if self._kept else self.layout().blockBoundingRect(qt_block)

    def lines(self, qt_block: QTextBlock) -> QTextLayout:
        """The lines of a block; whoever holds them holds this, too."""
        return self._long.lines(qt_block) if self._long else qt_block.layout()

    def keep_boxes(self) -> None:
        """Lay everything out and ask Qt no more where the blocks are: for a document that does not change again."""
        self._kept = None
        blocks, boxes, layout = [], [], self.layout()
        qt_block = self.qt.begin()
        while qt_block.isValid():
            blocks.append(qt_block)
            boxes.append(layout.blockBoundingRect(qt_block))
            qt_block = qt_block.next()
        self._kept = KeptBoxes(blocks, boxes)

    def layout(self) -> QAbstractTextDocumentLayout:
        return self.qt.documentLayout()

    def blocks_between(self, top: float, bottom: float) -> Iterator[tuple[QTextBlock, QRectF]]:
        """The QTextBlocks with their bounding rectangles between two heights, in pixels of the document."""
        if self._kept:
            yield from self._kept.between(top, bottom)
            return
        block = self._last_begun(top)
        # It may be any cell of a row that another one makes high.
        for _ in range(self._row_length(block)):
            if block.previous().isValid():
                block = block.previous()
        while block.isValid():
            box = self.box(block)
            if box.top() > bottom:
                return
            if box.bottom() >= top:
                yield block, box
            block = block.next()

    def _last_begun(self, height: float) -> QTextBlock:
        """The last QTextBlock that begins at a height (pixels of the document) or above it; of a row, the last cell."""
        if self._long:
            return self.qt.findBlock(max(0, self.layout().hitTest(QPointF(0, max(0.0, height)), _FUZZY)))
        # From where it was last, in strides: what is below must not have to be laid out.
        low, high, stride = min(self._near, self.qt.blockCount() - 1), self.qt.blockCount(), 1
        if self._top(low) > height:
            while low and self._top(low) > height:
                low, high, stride = max(0, low - stride), low, 2 * stride
        else:
            while low + stride < high and self._top(low + stride) <= height:
                low, stride = low + stride, 2 * stride
            high = min(high, low + stride)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._top(middle) <= height else (low, middle)
        self._near = low
        block = self.qt.findBlockByNumber(low)
        # Qt puts the empty block behind a table beside its last row.
        behind = block.length() == 1 and block.userState() < 0 and self._row_length(block.previous()) > 1
        return block.previous() if behind else block

    def _top(self, number: int) -> float:
        return self.box(self.qt.findBlockByNumber(number)).top()

    def hit(self, point: QPointF, accuracy: Qt.HitTestAccuracy) -> int:
        """The position in the QTextDocument at a point (its pixels), as QAbstractTextDocumentLayout.hitTest has it.
        That asks every block down to the end of the document wherever a point lies between two."""
        if self._long:
            return self.layout().hitTest(point, accuracy)
        block = self._last_begun(point.y())
        box = self.box(block)
        while box.left() > point.x() and (cell := block.previous()).isValid() and self.box(cell).top() >= box.top():
            block, box = cell, self.box(cell)
        exact, lines, units = accuracy == Qt.HitTestAccuracy.ExactHit, block.layout(), 0
        place = point - box.topLeft()
        for number in range(lines.lineCount()):
            line = lines.lineAt(number)
            shape = line.naturalTextRect()
            if shape.top() > place.y():
                break
            if shape.bottom() > place.y():
                inside = block.length() > 1 and shape.left() <= place.x() <= shape.right()
                kind = QTextLine.CursorPosition.CursorOnCharacter if exact else _BETWEEN
                return block.position() + line.xToCursor(place.x(), kind) if inside or not exact else -1
            units = line.textStart() + line.textLength()
        if exact:
            return -1
        below = point.y() > box.bottom() and self._row_length(block) == 1 and block.next().isValid()
        return block.next().position() if below else block.position() + min(units, block.length() - 1)

    def _row_length(self, qt_block: QTextBlock) -> int:
        index = qt_block.userState()
        if 0 <= index < len(self.blocks):
            cell = self.blocks[index].cell
            if cell:
                return cell.columns + 1
        return 1
