"""The two handles of the annotation at hand: dragging one makes the annotation longer or shorter."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QObject, QPointF, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea

from viewer.pages.document import BriefDocument
from viewer.pages.theme import Theme
from viewer.ui.reader_boundaries import End, boundary_at, next_boundary
from viewer.ui.reader_marks import Mark
from viewer.ui.reader_painting import Scene
from viewer.ui.reader_places import Places

_RADIUS = 4.5
#: From a handle's middle to where it still can be got hold of: 18 pixels across, more than the 12 a mouse needs.
_REACH = 9.0


def _stems(page: BriefDocument, mark: Mark) -> dict[End, QLineF]:
    """The two lines along the edges of a mark's first and last character, from its knob on."""
    first = page.rectangles(mark.start, next_boundary(page, mark.start, True))
    last = page.rectangles(next_boundary(page, mark.end, False), mark.end)
    stems: dict[End, QLineF] = {}
    if first:
        stems["start"] = QLineF(first[0].left(), first[0].top() - _RADIUS, first[0].left(), first[0].bottom() + 2)
    if last:
        stems["end"] = QLineF(last[-1].right(), last[-1].bottom() + 2 + _RADIUS, last[-1].right(), last[-1].top())
    return stems


def handle_under(page: BriefDocument, mark: Mark, point: QPointF) -> End | None:
    """Which handle of a mark is at a point (pixels of the document): where both are, the nearer one."""
    near: list[tuple[float, End]] = []
    for which, stem in _stems(page, mark).items():
        box = QRectF(stem.p1(), stem.p2()).normalized().adjusted(-_REACH / 2, 0, _REACH / 2, 0)
        knob = QRectF(stem.x1() - _REACH, stem.y1() - _REACH, 2 * _REACH, 2 * _REACH)
        if knob.contains(point) or box.contains(point):
            near.append((QLineF(stem.p1(), point).length(), which))
    return min(near)[1] if near else None


def paint_handles(painter: QPainter, page: BriefDocument, mark: Mark, theme: Theme) -> None:
    """Draw the handles: the first one's knob above the words, the other's below them."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for stem in _stems(page, mark).values():
        painter.setPen(QPen(theme["accent"], 2))
        painter.drawLine(stem)
        # Ringed with paper, so that they show on every fill.
        painter.setPen(QPen(theme["paper"], 1.5))
        painter.setBrush(theme["accent"])
        painter.drawEllipse(stem.p1(), _RADIUS + 0.75, _RADIUS + 0.75)
    painter.restore()


class Handles(QObject):
    """Lets the mouse drag the handles of `scene`'s annotation at hand, in a scroll area whose page `places` knows.

    Signals: `previewed()` when the range that would result has changed, and `resized(str, int, int)` with the
    annotation's id and its new range (code points) when a handle is let go somewhere else.
    """

    previewed = Signal()
    resized = Signal(str, int, int)

    def __init__(self, scene: Scene, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self.places: Places | None = None
        self._scene = scene
        self._area = area
        self._held: tuple[Mark, End] | None = None
        self._mouse = QPointF()  # in pixels of the viewport
        self._offset = QPointF()
        self._scrolling = QTimer(self, interval=30)
        self._scrolling.timeout.connect(self._scroll)

    @property
    def held(self) -> bool:
        """Whether a handle is in somebody's hand."""
        return self._held is not None

    def under(self, point: QPointF) -> End | None:
        """Which handle is at a point of the viewport."""
        mark = self._scene.chosen()
        if mark is None or self.places is None:
            return None
        return handle_under(self.places.page, mark, self._on_page(point))

    def _on_page(self, point: QPointF) -> QPointF:
        return point + QPointF(0, self._area.verticalScrollBar().value())

    def press(self, point: QPointF) -> bool:
        """Take the handle at a point of the viewport, if there is one."""
        which, mark = self.under(point), self._scene.chosen()
        if which is None or mark is None or self.places is None:
            return False
        self._held, self._mouse = (mark, which), point
        # Who takes the knob, which is beside the line, still means the line.
        self._offset = _stems(self.places.page, mark)[which].center() - self._on_page(point)
        return True

    def move(self, point: QPointF) -> None:
        """Drag the handle to a point of the viewport; beyond its edge, the page scrolls."""
        self._mouse = point
        if 0 <= point.y() <= self._area.viewport().height():
            self._scrolling.stop()
        elif not self._scrolling.isActive():
            self._scrolling.start()
        self._follow()

    def _scroll(self) -> None:
        height = self._area.viewport().height()
        beyond = self._mouse.y() if self._mouse.y() < 0 else max(0.0, self._mouse.y() - height)
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + round(beyond / 3 + (4 if beyond > 0 else -4)))
        self._follow()

    def _follow(self) -> None:
        if self._held is None or self.places is None:
            return
        mark, which = self._held
        page = self.places.page
        height = self._area.viewport().height()
        inside = QPointF(self._mouse.x(), min(max(0.0, self._mouse.y()), height))
        offset = self.places.near(self._on_page(inside) + self._offset)
        # The other end stays, and at least a character stays between them.
        if which == "start":
            spot = (min(boundary_at(page, offset, False), next_boundary(page, mark.end, False)), mark.end)
        else:
            spot = (mark.start, max(boundary_at(page, offset, True), next_boundary(page, mark.start, True)))
        if spot != (self._scene.dragged or (mark.start, mark.end)):
            self._scene.dragged = spot
            self.previewed.emit()

    def release(self) -> None:
        """Let the handle go where it is."""
        held, spot = self._held, self._scene.dragged
        self.cancel()
        if held and spot and spot != (held[0].start, held[0].end):
            self.resized.emit(held[0].id, *spot)

    def cancel(self) -> None:
        """Put the handle back where it was."""
        self._held = None
        self._scrolling.stop()
        if self._scene.dragged:
            self._scene.dragged = None
            self.previewed.emit()
