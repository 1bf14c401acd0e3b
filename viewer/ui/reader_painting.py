"""What the reader paints behind and under the words, for the stretch of text that is on the screen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile
from operator import itemgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from viewer.mentions.model import Mention
from viewer.pages.decorations import UNDERLINE_STYLES, Band, line_colour, paint_fills, paint_underlines
from viewer.pages.document import BriefDocument
from viewer.pages.theme import Theme
from viewer.ui.reader_marks import Mark, Marks

if TYPE_CHECKING:
    from viewer.mentions.index import MentionIndex


@dataclass
class Scene:
    """What there is to paint. `entity` and `mention` are those at hand, `mark` the id of the annotation at hand, and
    `dragged` the range to which its ends are just being dragged; `found` tells what was found between two code points,
    and `found_at_hand` is the one of it that is at hand."""

    theme: Theme
    index: MentionIndex | None = None
    marks: Marks = field(default_factory=Marks)
    hidden: frozenset[str] = frozenset()
    entity: str = ""
    mention: Mention | None = None
    mark: str = ""
    places: Sequence[tuple[int, int]] = ()
    dragged: tuple[int, int] | None = None
    found: Callable[[int, int], Sequence[tuple[int, int]]] | None = None
    found_at_hand: tuple[int, int] | None = None

    def chosen(self) -> Mark | None:
        """The annotation at hand, as it stands while its ends are dragged."""
        mark = self.marks.get(self.mark)
        return replace(mark, start=self.dragged[0], end=self.dragged[1]) if mark and self.dragged else mark

    def mention_at(self, offset: int) -> Mention | None:
        """The mention that shows at a code point."""
        mention = self.index.at(offset) if self.index else None
        return mention if mention and mention.entity not in self.hidden else None

    def paint_behind(self, painter: QPainter, page: BriefDocument, start: int, end: int) -> None:
        """Lay the fills between two code points behind the words."""
        paint_fills(painter, page, self._fills(start, end))

    def paint_over(self, painter: QPainter, page: BriefDocument, start: int, end: int) -> None:
        """Draw the lines between two code points, the signs of notes, and what frames the things at hand."""
        marks = self._marks(start, end)
        paint_underlines(painter, page, self._lines_of(marks, start, end))
        paint_underlines(painter, page, self._mentions(start, end))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in marks:
            if mark.note and start < mark.end <= end:
                self._sign(painter, page, mark)
        self._frame(painter, page, start, end)

    def _marks(self, start: int, end: int) -> list[Mark]:
        """The annotations in a range, the one at hand as it is dragged, and last."""
        marks = self.marks.between(start, end)
        chosen = self.chosen()
        if chosen and self.dragged:
            marks = [*(mark for mark in marks if mark.id != chosen.id), chosen]
        return marks

    def _fills(self, start: int, end: int) -> Iterator[Band]:
        if self.entity and self.index:
            for mention in self.index.in_range(start, end):
                if mention.entity == self.entity:
                    yield Band(mention.start, mention.end, _faded(self.theme.groups[mention.group], 0.16))
        first = bisect_right(self.places, start, key=itemgetter(1))
        for place in takewhile(lambda place: place[0] < end, islice(self.places, first, None)):
            yield Band(*place, _faded(self.theme["accent"], 0.2))
        for mark in self._marks(start, end):
            if mark.colour and mark.style == "fill":
                yield Band(max(mark.start, start), min(mark.end, end), self.theme.fill(mark.colour))
        # Over the annotations, so that what was found in one shows too.
        tint = _faded(self.theme["accent"], 0.24)
        for hit in self.found(start, end) if self.found else ():
            yield Band(*hit, tint)

    def _lines_of(self, marks: Sequence[Mark], start: int, end: int) -> Iterator[Band]:
        for mark in marks:
            span = max(mark.start, start), min(mark.end, end)
            if mark.colour and mark.style == "underline":
                yield Band(*span, line_colour(self.theme, mark.colour), "thick")
            elif not mark.colour:
                # A note without a colour still has to show where it belongs.
                yield Band(*span, self.theme["accent"], "dashed")

    def _mentions(self, start: int, end: int) -> Iterator[Band]:
        for mention in self.index.in_range(start, end) if self.index else ():
            if mention.entity in self.hidden:
                continue
            colour = self.theme.groups[mention.group]
            if self.entity and mention.entity != self.entity:
                colour = _faded(colour, 0.3)
            yield Band(mention.start, mention.end, colour, UNDERLINE_STYLES[mention.group])

    def _sign(self, painter: QPainter, page: BriefDocument, mark: Mark) -> None:
        """Turn down the corner of the last word: there is something to read."""
        boxes = page.rectangles(mark.end - 1, mark.end)
        if not boxes:
            return
        corner, size = boxes[-1].topRight(), page.formats.px(5.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(line_colour(self.theme, mark.colour) if mark.colour else self.theme["accent"])
        painter.drawPolygon(QPolygonF([corner, corner - QPointF(size, 0), corner + QPointF(0, size)]))

    def _frame(self, painter: QPainter, page: BriefDocument, start: int, end: int) -> None:
        """Outline the mention or annotation that is at hand."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if mention := self.mention:
            painter.setPen(self.theme.groups[mention.group])
            for box in page.rectangles(max(start, mention.start), min(end, mention.end)):
                painter.drawRoundedRect(box.adjusted(-2, -1, 2, 3), 3, 3)
        if mark := self.chosen():
            painter.setPen(self.theme["muted"])
            for box in page.rectangles(max(start, mark.start), min(end, mark.end)):
                painter.drawRect(box)
        if hit := self.found_at_hand:
            painter.setPen(QPen(self.theme["accent"], 2))
            for box in page.rectangles(max(start, hit[0]), min(end, hit[1])):
                painter.drawRoundedRect(box.adjusted(-2, -1, 2, 2), 3, 3)

    def paint_lead(self, painter: QPainter, page: BriefDocument, height: float, edge: float) -> None:
        """Draw the thin line that leads to a card, at some height, as far as `edge`. It begins beside the column: under
        words it would look like one more underline."""
        painter.setPen(QPen(self.theme["muted"], 1))
        painter.drawLine(QPointF(page.qt.textWidth() - page.left, height), QPointF(edge, height))


def _faded(colour: QColor, opacity: float) -> QColor:
    colour = QColor(colour)
    colour.setAlphaF(opacity)
    return colour
