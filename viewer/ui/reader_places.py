"""What of a brief is where on its page: from points and heights (pixels of the document) to code points, and back."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextCursor

from viewer.pages.document import BriefDocument


class Places:
    """Answers for one page as it is laid out. Its cost follows what is asked about, not the brief."""

    def __init__(self, page: BriefDocument) -> None:
        self.page = page

    def near(self, point: QPointF) -> int:
        """The code point between whose neighbours a caret set at a point would stand."""
        return self.page.offset(self.page.hit(point, Qt.HitTestAccuracy.FuzzyHit))

    def under(self, point: QPointF) -> int | None:
        """The code point whose glyph is at a point, or None. On the right half of a glyph it is the one behind it."""
        if not self.page.blocks:
            return None
        position = self.page.hit(point, Qt.HitTestAccuracy.ExactHit)
        return self.page.offset(position) if position >= 0 else None

    def between(self, top: float, bottom: float) -> tuple[int, int]:
        """The code points from the first to the last block that stands between two heights."""
        blocks = self.page.blocks
        if not blocks:
            return 0, 0
        first = self.page.index_at(self.near(QPointF(0, top)))
        # The hit is in one cell of a row; the row's other cells are in view too.
        while first and (cell := blocks[first].cell) and cell.column:
            first -= 1
        last = self.page.index_at(self.near(QPointF(self.page.qt.textWidth(), bottom)))
        return blocks[first].start, blocks[last].end

    def covers(self, start: int, end: int, offset: int, point: QPointF) -> bool:
        """Whether a point is on the words between two code points; `offset` is what is under it."""
        # Looked at near the point alone: an annotation may be as long as the brief.
        boxes = self.page.rectangles(max(start, offset - 2), min(end, offset + 2))
        return any(box.adjusted(0, -2, 0, 4).contains(point) for box in boxes)

    def first_line(self, start: int, end: int) -> QRectF:
        """Where the first line of the words between two code points stands; an empty box if they have none."""
        block = self.page.blocks[self.page.index_at(start)]
        boxes = self.page.rectangles(start, max(start + 1, min(end, block.end)))
        return boxes[0] if boxes else QRectF()

    def link(self, point: QPointF) -> str:
        """The target of the link at a point, or ""."""
        position = self.page.hit(point, Qt.HitTestAccuracy.ExactHit)
        if position < 0:
            return ""
        cursor = QTextCursor(self.page.qt)
        cursor.setPosition(min(position + 1, self.page.qt.characterCount() - 1))  # a cursor tells what is before it
        return cursor.charFormat().anchorHref()
