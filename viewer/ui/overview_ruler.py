"""The strip beside the scroll bar that tells where in the brief things are.

Each kind has a lane and a shape of its own, so that colour alone tells nothing: the chosen entity's mentions at the
left, drawn as they are underlined; annotations in the middle, squares, and discs where there is something to read; what
was found at the right, thin lines. What is at hand goes right across. Cost follows the pixels, not the brief.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QToolTip, QWidget

from viewer.language import tr, trn
from viewer.mentions.mentions import NONE, Mentions
from viewer.mentions.model import Mention
from viewer.pages.decorations import line_colour
from viewer.pages.formats import CELL_PADDING
from viewer.ui.reader_marks import Mark
from viewer.ui.reader_painting import Scene
from viewer.ui.reader_places import Places
from viewer.ui.steps import Steps
from viewer.ui.wording import plain_tip

if TYPE_CHECKING:
    from viewer.ui.finding import Search

WIDTH = 16  # pixels
_FOOT = 20  # pixels at the end for the sign of notes that have no place
_REACH = 3  # pixels beside a tick that still are on it
_MENTIONS, _MARKS, _FOUND = 1.0, 7.0, 13.0  # where the lanes begin, in pixels
_TIP_NOTES = 3


class OverviewRuler(QWidget):
    """Shows what `scene` has. `note` says what a note says, by its id.

    Signals: `place_chosen(int)`, a code point; `mention_chosen(Mention)`; `mark_chosen(str)`, an annotation's id;
    `lost_chosen()`: the sign of the notes that have no place.
    """

    place_chosen = Signal(int)
    mention_chosen = Signal(object)
    mark_chosen = Signal(str)
    lost_chosen = Signal()

    def __init__(self, scene: Scene, note: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("overview")
        self.setAccessibleName(tr("Overview"))
        self.setMouseTracking(True)
        self._scene = scene
        self._note = note
        self._search: Search | None = None
        self._count = 0  # of what that has found
        self._lost = 0
        #: The code points at which the rows of pixels begin, and behind them the end of the brief.
        self._bounds: Sequence[int] = ()
        self._coming: list[int] = []
        #: What was painted of each kind of thing, as long as it holds. What is at hand is painted each time.
        self._layers: dict[str, QPixmap] = {}
        self._steps = Steps(self)
        self._steps.paused.connect(self._measured)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 100)

    def clear(self) -> None:
        """Show nothing until there is another page."""
        self._steps.stop()
        self._bounds = ()
        self.refresh()

    def set_places(self, places: Places, tall: float) -> None:
        """The page, when it has been laid out; `tall` is its height in pixels. The ruler asks between events where its
        rows are."""
        self._coming = []
        self._steps.start(self._measure(places, max(tall, self.height())))

    def set_search(self, search: Search | None) -> None:
        """Show what this search has found so far; None for nothing."""
        count = search.count if search else 0
        if (search, count) != (self._search, self._count):
            self._search, self._count = search, count
            self.refresh("found")

    def refresh(self, *kinds: str) -> None:
        """Show the scene as it is now, where only some kinds of things (`found`, `marks`, `mentions`) have changed,
        these. After a change of what is at hand alone, `update` is enough."""
        for kind in kinds or tuple(self._layers):
            self._layers.pop(kind, None)
        self.update()

    def set_lost(self, count: int) -> None:
        """Say that so many notes have no place."""
        if count != self._lost:
            self._lost = count
            self.refresh()

    def _measure(self, places: Places, tall: float) -> Iterator[None]:
        """Ask which words stand at the height of each row."""
        rows = self._rows_high()
        edge = places.page.left + places.page.formats.px(CELL_PADDING) + 1
        for row in range(rows if places.page.blocks else 0):
            # At the left edge of the lines, and of the first cell of a table: a row ends where the next line begins.
            self._coming.append(places.near(QPointF(edge, tall * row / rows)))
            yield
        if self._coming:
            self._coming[0] = 0
            self._coming.append(places.page.blocks[-1].end + 1)

    def _measured(self) -> None:
        if not self._steps.is_busy:
            self._bounds = self._coming
            self.refresh()

    @property
    def is_measured(self) -> bool:
        """Whether it knows where everything is; it finds out between events."""
        return not self._steps.is_busy and len(self._bounds) > 1

    def _rows_high(self) -> int:
        return max(1, self.height() - (_FOOT if self._lost else 0))

    # What is where

    def _row(self, offset: int) -> float:
        """The height of a code point, in pixels of this widget."""
        rows = len(self._bounds) - 1
        row = min(rows - 1, max(0, bisect_left(self._bounds, offset + 1) - 1))
        return row * self._rows_high() / rows

    def _span(self, y: float) -> tuple[int, int]:
        """The code points of the rows near a height."""
        rows = len(self._bounds) - 1
        row = y * rows / self._rows_high()
        first, last = int(max(0, row - _REACH)), int(min(rows, row + _REACH + 1))
        return self._bounds[min(first, rows)], self._bounds[max(last, 0)]

    def mentions_at(self, y: float) -> Sequence[Mention]:
        """The chosen entity's mentions at a height."""
        start, end = self._span(y)
        return _between(self._mentions(), start, end)

    def marks_at(self, y: float) -> Sequence[Mark]:
        """The annotations that begin at a height."""
        return self._scene.marks.beginning(*self._span(y))

    def found_at(self, y: float) -> Sequence[tuple[int, int]]:
        """What was found at a height."""
        start, end = self._span(y)
        return [hit for hit in self._search.between(start, end) if hit[0] >= start] if self._search else ()

    def is_lost_sign(self, y: float) -> bool:
        """Whether the sign of notes without a place is at a height."""
        return bool(self._lost) and y >= self.height() - _FOOT

    def _mentions(self) -> Mentions:
        scene = self._scene
        return scene.index.of(scene.entity) if scene.index and scene.entity else NONE

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._scene.theme, QPainter(self)
        painter.fillRect(self.rect(), theme["paper"])
        painter.fillRect(QRectF(0, 0, 1, self.height()), theme["line"])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if len(self._bounds) > 1:
            painter.drawPixmap(0, 0, self._layer("found", self._paint_found))
            painter.drawPixmap(0, 0, self._layer("marks", self._paint_marks))
            painter.drawPixmap(0, 0, self._layer("mentions", self._paint_mentions))
            self._paint_at_hand(painter)
        if self._lost:
            self._paint_lost(painter)
        painter.end()

    def _layer(self, kind: str, paint: Callable[[QPainter], None]) -> QPixmap:
        ratio, layer = self.devicePixelRatioF(), self._layers.get(kind)
        if layer is None or layer.size() != self.size() * ratio:
            layer = self._layers[kind] = QPixmap(self.size() * ratio)
            layer.setDevicePixelRatio(ratio)
            layer.fill(Qt.GlobalColor.transparent)
            painter = QPainter(layer)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint(painter)
            painter.end()
        return layer

    def _rows(self) -> Iterator[tuple[float, int, int]]:
        """The rows: height, and the code points that begin there."""
        scale = self._rows_high() / (len(self._bounds) - 1)
        for row, (start, end) in enumerate(zip(self._bounds, self._bounds[1:], strict=False)):
            if start < end:
                yield row * scale, start, end

    def _paint_mentions(self, painter: QPainter) -> None:
        mentions = self._mentions()
        if not mentions:
            return
        group = mentions[0].group
        colour = self._scene.theme.groups[group]
        free = -1.0
        for y, start, end in self._rows():
            first = bisect_left(mentions.starts, start)
            if y < free or first == len(mentions) or mentions.starts[first] >= end:
                continue
            free = y + 3
            if group == "actor":
                painter.fillRect(QRectF(_MENTIONS + 1, y, 5, 2), colour)
            elif group == "mineral":
                painter.fillRect(QRectF(_MENTIONS + 1, y - 1, 5, 1), colour)
                painter.fillRect(QRectF(_MENTIONS + 1, y + 1, 5, 1), colour)
            else:
                painter.fillRect(QRectF(_MENTIONS + 1, y, 2, 2), colour)
                painter.fillRect(QRectF(_MENTIONS + 4, y, 2, 2), colour)

    def _paint_marks(self, painter: QPainter) -> None:
        free = -1.0
        # There are hundreds: those of one look one after the other.
        alike: dict[tuple[str, bool], list[float]] = {}
        for y, start, end in self._rows():
            if y >= free and (marks := self._scene.marks.beginning(start, end)):
                free = y + 4
                mark = next((mark for mark in marks if mark.note), marks[0])
                alike.setdefault((mark.colour, mark.note), []).append(y)
        for (colour, note), heights in alike.items():
            self._paint_alike(painter, colour, note, heights)

    def _paint_alike(self, painter: QPainter, colour: str, note: bool, heights: Sequence[float]) -> None:
        theme = self._scene.theme
        edge = line_colour(theme, colour) if colour else theme["accent"]
        painter.setPen(QPen(edge, 1))
        painter.setBrush(QColor(theme.highlights.get(colour, theme["paper"])) if colour else edge)
        draw = painter.drawEllipse if note else painter.drawRect
        for y in heights:
            draw(QRectF(_MARKS + 0.5, y - 1.5, 4, 4))

    def _paint_found(self, painter: QPainter) -> None:
        if not self._search:
            return
        colour = self._scene.theme["accent"]
        for (y, _, _), found in zip(self._rows(), self._search.begins_between(self._distinct()), strict=True):
            if found:
                painter.fillRect(QRectF(_FOUND, y, 3, 1.5), colour)

    def _distinct(self) -> list[int]:
        return [*(start for _, start, _ in self._rows()), self._bounds[-1]]

    def _paint_at_hand(self, painter: QPainter) -> None:
        """What is at hand: a line right across, with a head at the left."""
        scene = self._scene
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if scene.found_at_hand:
            self._line(painter, scene.found_at_hand[0], scene.theme["accent"])
        if scene.mention:
            self._line(painter, scene.mention.start, scene.theme.groups[scene.mention.group])
        if mark := scene.marks.get(scene.mark):
            y = self._row(mark.start)
            self._paint_alike(painter, mark.colour, mark.note, [y])
            painter.setPen(QPen(scene.theme["ink"], 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(2, y - 4, WIDTH - 3, 9), 3, 3)

    def _line(self, painter: QPainter, offset: int, colour: QColor) -> None:
        y = self._row(offset)
        painter.fillRect(QRectF(1, y, WIDTH - 1, 2), colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon([QPointF(1, y - 3), QPointF(6, y + 1), QPointF(1, y + 5)])

    def _paint_lost(self, painter: QPainter) -> None:
        middle = QPointF(WIDTH / 2 + 0.5, self.height() - _FOOT / 2)
        painter.setPen(QPen(self._scene.theme["danger"], 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        corners = [QPointF(0, -5), QPointF(5, 0), QPointF(0, 5), QPointF(-5, 0)]
        painter.drawPolygon([middle + corner for corner in corners])
        painter.drawLine(middle - QPointF(0, 2), middle + QPointF(0, 0.5))
        painter.drawPoint(middle + QPointF(0, 2.5))

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        x, y = event.position().x(), event.position().y()
        if self.is_lost_sign(y):
            self.lost_chosen.emit()
            return
        if len(self._bounds) < 2:
            return
        place = self._bounds[min(len(self._bounds) - 2, int(y * (len(self._bounds) - 1) / self._rows_high()))]

        def distance(one: Mention | Mark) -> int:
            return abs(one.start - place)

        mention = min(self.mentions_at(y), key=distance, default=None)
        mark = min(self.marks_at(y), key=distance, default=None)
        hit = min(self.found_at(y), key=lambda one: abs(one[0] - place), default=None)
        if hit and (x >= _FOUND - 1 or not (mention or mark)):
            self.place_chosen.emit(hit[0])
        elif mark and (x >= _MARKS - 1 or not mention):
            self.mark_chosen.emit(mark.id)
        elif mention:
            self.mention_chosen.emit(mention)
        else:
            self.place_chosen.emit(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        there = bool(self.tip(event.position().y()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if there else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            if words := self.tip(event.pos().y()):
                QToolTip.showText(event.globalPos(), plain_tip(words), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def tip(self, y: float) -> str:
        """What is said about a height: a line for each kind of thing that is there."""
        if self.is_lost_sign(y):
            return trn("1 note has no place in this text", "{n} notes have no place in this text", self._lost)
        if len(self._bounds) < 2:
            return ""
        lines = []
        if mentions := self.mentions_at(y):
            assert self._scene.index
            name = self._scene.index.entities[mentions[0].entity].name
            lines.append(trn("{name}: 1 mention", "{name}: {n} mentions", len(mentions), name=name))
        if marks := self.marks_at(y):
            said = [words for mark in marks[:_TIP_NOTES] if (words := self._note(mark.id))]
            lines.append(trn("1 annotation", "{n} annotations", len(marks)))
            lines += said
        if found := self.found_at(y):
            lines.append(trn("1 place found", "{n} places found", len(found)))
        return "\n".join(lines)


def _between(mentions: Mentions, start: int, end: int) -> Mentions:
    first = bisect_left(mentions.starts, start)
    return mentions[first : bisect_left(mentions.starts, end, first)]
