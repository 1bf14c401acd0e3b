"""Rectangles of a laid-out document: of its blocks, and of words in a block."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextLayout

#: Left, upper, right and lower edge of a rectangle.
Edges = tuple[float, float, float, float]


class KeptBoxes:
    """The rectangles of all blocks of a document that stays as it is, by their numbers."""

    def __init__(self, blocks: list[QTextBlock], boxes: list[QRectF]) -> None:
        self.blocks = blocks
        self._boxes = boxes
        # The cells of a row stand side by side: with these bounds, heights ascend all the same.
        self._lowest = list(accumulate((box.bottom() for box in boxes), max))
        self._highest = list(accumulate((box.top() for box in reversed(boxes)), min))[::-1]

    def __getitem__(self, number: int) -> QRectF:
        return self._boxes[number]

    def between(self, top: float, bottom: float) -> Iterator[tuple[QTextBlock, QRectF]]:
        """The blocks that show between two heights, with their rectangles."""
        for number in range(bisect_left(self._lowest, top), bisect_right(self._highest, bottom)):
            box = self._boxes[number]
            if box.bottom() >= top and box.top() <= bottom:
                yield self.blocks[number], box


def line_boxes(layout: QTextLayout, start: int, end: int, bidi: bool) -> Iterator[QRectF]:
    """The rectangles of the UTF-16 units from `start` to `end` in a laid-out block, in the layout's coordinates."""
    for number in range(max(0, layout.lineForTextPosition(start).lineNumber()), layout.lineCount()):
        line = layout.lineAt(number)
        line_start = line.textStart()
        line_end = line_start + line.textLength()
        if line_start >= end:
            return
        first, last = max(start, line_start), min(end, line_end)
        # The face's own height without the added leading, whose share depends on the line's tallest glyph.
        top, height = line.y() + line.ascent() * 0.06, line.ascent() * 0.94 + line.descent()
        if bidi:
            runs = [run.boundingRect() for run in line.glyphRuns(first, last - first)]
            # A mark above or below a letter may be given a place of its own beside it.
            edge = line.naturalTextRect()
            spans = ((max(run.left(), edge.left()), min(run.right(), edge.right())) for run in runs)
            for left, right in _united(spans):
                yield QRectF(left, top, right - left, height)
            continue
        left, right = _x(line.cursorToX(first)), _x(line.cursorToX(last))
        if last == line_end:
            # The space at which a line was broken hangs over the margin: end with the last glyph.
            right = min(right, line.naturalTextRect().right())
        if right > left:
            yield QRectF(left, top, right - left, height)


class BlockLines:
    """The lines of a laid-out block that runs from left to right, for more than one question of where words stand."""

    def __init__(self, layout: QTextLayout, x: float, y: float) -> None:
        self._layout = layout  # without which its lines are none
        self._lines = [layout.lineAt(number) for number in range(layout.lineCount())]
        self._ends = [line.textStart() + line.textLength() for line in self._lines]
        self._x, self._y = x, y

    def edges(self, start: int, end: int) -> list[Edges]:
        """As `line_boxes`, but for the origin, which is the document's: left, upper, right, lower edge. A rectangle of
        Qt's takes as long as all the rest, and there are ten thousands."""
        found = []
        dx, dy = self._x, self._y
        for number in range(bisect_right(self._ends, start), len(self._lines)):
            line, line_end = self._lines[number], self._ends[number]
            first = max(start, self._ends[number - 1] if number else 0)
            if first >= end:
                break
            left, right, ascent = _x(line.cursorToX(first)), _x(line.cursorToX(min(end, line_end))), line.ascent()
            if end >= line_end:
                right = min(right, line.naturalTextRect().right())
            if right > left:
                y = dy + line.y()
                found.append((dx + left, y + ascent * 0.06, dx + right, y + ascent + line.descent()))
        return found


def _united(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Stretches that overlap or touch made one: Qt gives that of a direction once for every face in it."""
    united: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if united and left <= united[-1][1] + 0.01:
            united[-1] = (united[-1][0], max(united[-1][1], right))
        elif right > left:
            united.append((left, right))
    return united


def _x(value: object) -> float:
    # PySide gives cursorToX's in-out parameter back as a tuple.
    return float(value[0]) if isinstance(value, tuple) else float(value)  # type: ignore[arg-type]
