"""The drawing of the relations: our own SVG, which can be moved and enlarged, and whose parts can be pointed at."""

from __future__ import annotations

from math import atan2, hypot, pi

from PySide6.QtCore import QByteArray, QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QToolTip, QWidget

from viewer.language import tr, trn
from viewer.mentions.relations import Graph
from viewer.pages.theme import Theme
from viewer.report.graph_layout import Layout
from viewer.report.relations import bare_svg, legend_svg
from viewer.ui.accessible import Part, part_chosen
from viewer.ui.wording import counted, edge_words, kind_words, plain_tip

_MARGIN = 24  # pixels around the drawing
_EDGE = 12  # and around the legend
_NEAR = 6  # pixels from a line that still are on it
_LEAST, _MOST = 0.2, 4.0
ZOOM_STEP = 1.2
_DRAG = 4  # pixels that a click may waver
_EMPTY = Graph("sentence", (), ())

_ARROWS = {
    Qt.Key.Key_Right: 0.0,
    Qt.Key.Key_Down: pi / 2,
    Qt.Key.Key_Left: pi,
    Qt.Key.Key_Up: -pi / 2,
}


class RelationsCanvas(QWidget):
    """Shows a graph. Drag to move, wheel or `+` `-` to zoom, `0` to see all; arrow keys go from node to node.

    Signals: `node_chosen(str)` for a click or the arrow keys, "" beside everything or on Esc; `entity_chosen(str)` for
    a click or Enter; `edge_chosen(int)`, its number in the graph.
    """

    node_chosen = Signal(str)
    entity_chosen = Signal(str)
    edge_chosen = Signal(int)

    accessible_role = QAccessible.Role.Canvas

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Graph of relations"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._theme = theme
        self._renderer = QSvgRenderer(self)
        self._legend = QSvgRenderer(self)
        self.graph = _EMPTY
        self._layout = Layout(0, 0, {}, ())
        self.node = ""
        self.edge = -1
        self._hovered: str | int | None = None
        self._scale = 1.0
        self._origin = QPointF(_MARGIN, _MARGIN)
        self._fitted = True
        self._pressed: QPointF | None = None
        self._dragging = False

    def show_graph(self, graph: Graph, layout: Layout) -> None:
        """Show a graph as it is laid out."""
        self.graph, self._layout = graph, layout
        self.node = self.node if self.node in layout.spots else ""
        self.edge, self._hovered, self._fitted = -1, None, True
        self._draw()
        self._fit()

    def select(self, node: str) -> None:
        """Make a node stand out, with its neighbours; "" for none. Says nothing."""
        self.node, self.edge = node if node in self._layout.spots else "", -1
        self._describe()
        self._draw()

    def select_edge(self, number: int) -> None:
        """Make an edge stand out; -1 for none. Says nothing."""
        self.edge = number
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._draw()

    def sizeHint(self) -> QSize:
        return QSize(720, 600)

    def place(self, node: str) -> QPointF:
        """Where a node's glyph is, in pixels of this widget."""
        spot = self._layout.spots[node]
        return self._origin + QPointF(spot.x, spot.y) * self._scale

    def middle(self, number: int) -> QPointF:
        """Where an edge's label is, or its middle, in pixels of this widget."""
        line = self._layout.lines[number]
        box = line.label
        x, y = (box.left + box.width / 2, box.top + box.height / 2) if box else line.curve.at(0.5)
        return self._origin + QPointF(x, y) * self._scale

    # Zoom

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Enlarge by a factor, about a point of the widget."""
        about = about or QPointF(self.rect().center())
        scale = min(_MOST, max(_LEAST, self._scale * factor))
        self._origin = about - (about - self._origin) * (scale / self._scale)
        self._scale, self._fitted = scale, False
        self.update()

    def fit(self) -> None:
        """Show all of it."""
        self._fitted = True
        self._fit()

    def _fit(self) -> None:
        wide, high = max(1.0, self._layout.width), max(1.0, self._layout.height)
        room = self.height() - (self._legend.defaultSize().height() + _EDGE if self._layout.spots else 0)
        across, down = (self.width() - 2 * _MARGIN) / wide, (room - 2 * _MARGIN) / high
        self._scale = min(1.25, max(_LEAST, min(across, down)))
        self._origin = QPointF((self.width() - wide * self._scale) / 2, (room - high * self._scale) / 2)
        self.update()

    def _reveal(self, node: str) -> None:
        """Move, if need be, so that a node is in sight."""
        spot = self._layout.spots[node]
        left, top = self._origin.x() + spot.box.left * self._scale, self._origin.y() + spot.box.top * self._scale
        right, bottom = left + spot.box.width * self._scale, top + spot.box.height * self._scale
        x = max(0.0, _MARGIN - left) - max(0.0, right - self.width() + _MARGIN)
        y = max(0.0, _MARGIN - top) - max(0.0, bottom - self.height() + _MARGIN)
        self._origin += QPointF(x, y)

    # What is where

    def _on_page(self, point: QPointF) -> QPointF:
        return (point - self._origin) / self._scale

    def under(self, point: QPointF) -> str | int | None:
        """The id of the node, or the number of the edge, under a point of the widget."""
        page = self._on_page(point)
        for id, spot in self._layout.spots.items():
            if spot.glyph.holds(page.x(), page.y(), 2) or spot.label.holds(page.x(), page.y()):
                return id
        best: tuple[float, int] | None = None
        for number, line in enumerate(self._layout.lines):
            held = line.label is not None and line.label.holds(page.x(), page.y())
            distance = 0.0 if held else line.curve.distance(page.x(), page.y()) * self._scale
            if distance <= _NEAR and (best is None or distance < best[0]):
                best = (distance, number)
        return best[1] if best else None

    def describe(self, what: str | int) -> str:
        """A node or an edge in words."""
        if isinstance(what, str):
            node = self.graph.node(what)
            edges = sum(edge.touches(what) for edge in self.graph.edges)
            kind = kind_words(node.kind or node.group)
            tied = trn("tied to 1 other", "tied to {n} others", edges)
            return f"{node.name}\n{kind}, {counted(node.count, 'mention')}, {tied}"
        return edge_words(self.graph, self.graph.edges[what])

    def accessible_parts(self) -> list[Part]:
        """The nodes, for screen readers; the edges are in the list beside the drawing."""
        return [self._part(node.id) for node in self.graph.nodes if node.id in self._layout.spots]

    def _part(self, node: str) -> Part:
        return Part(
            node,
            lambda: self.describe(node).replace("\n", ", "),
            QAccessible.Role.Graphic,
            lambda: self._node_box(node),
            lambda: self._choose(node),
            lambda: node == self.node,
        )

    def _node_box(self, node: str) -> QRect:
        spot = self._layout.spots.get(node)
        if spot is None:
            return QRect()
        box = QRectF(spot.box.left, spot.box.top, spot.box.width, spot.box.height)
        return QRectF(self._origin + box.topLeft() * self._scale, box.size() * self._scale).toAlignedRect()

    # Painting

    def _draw(self) -> None:
        palette = self._theme.palette
        if self._layout.spots:
            self._renderer.load(QByteArray(bare_svg(self.graph, self._layout, palette, self.node).encode()))
            self._legend.load(QByteArray(legend_svg(self.graph, palette, self.width() - 2 * _EDGE).encode()))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme["paper"])
        if self._layout.spots:
            painter.save()
            painter.translate(self._origin)
            painter.scale(self._scale, self._scale)
            self._stress(painter)
            self._renderer.render(painter, QRectF(0, 0, round(self._layout.width), round(self._layout.height)))
            self._ring(painter)
            painter.restore()
            self._paint_legend(painter)
        if self.hasFocus():
            painter.setPen(QPen(self._theme["accent"], 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_legend(self, painter: QPainter) -> None:
        size = self._legend.defaultSize()
        ground = QColor(self._theme["paper"])
        ground.setAlphaF(0.9)
        top = self.height() - size.height() - _EDGE
        painter.fillRect(QRectF(0, top - 4, self.width(), self.height()), ground)
        self._legend.render(painter, QRectF(_EDGE, top, size.width(), size.height()))

    def _stress(self, painter: QPainter) -> None:
        """A band behind the edge that is chosen or pointed at."""
        for number in {self.edge, self._hovered if isinstance(self._hovered, int) else -1} - {-1}:
            curve = self._layout.lines[number].curve
            path = QPainterPath(QPointF(*curve.start))
            path.quadTo(QPointF(*curve.control), QPointF(*curve.end))
            colour = QColor(self._theme["accent"])
            colour.setAlphaF(0.45 if number == self.edge else 0.25)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, 9, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPath(path)

    def _ring(self, painter: QPainter) -> None:
        """A ring about the node that is chosen or pointed at."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for id, colour in ((self._hovered, "muted"), (self.node, "accent")):
            if isinstance(id, str) and id in self._layout.spots:
                spot = self._layout.spots[id]
                painter.setPen(QPen(self._theme[colour], 2.5))
                painter.drawEllipse(QPointF(spot.x, spot.y), spot.radius + 4, spot.radius + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()
        if self._fitted:
            self._fit()

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragging = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None:
            way = event.position() - self._pressed
            if self._dragging or hypot(way.x(), way.y()) > _DRAG:
                self._dragging, self._fitted = True, False
                self._origin += way
                self._pressed = event.position()
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self.update()
            return
        self._hover(self.under(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        dragged, self._pressed, self._dragging = self._dragging, None, False
        self.setCursor(Qt.CursorShape.ArrowCursor)
        if not dragged:
            self._click(self.under(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120
        if steps:
            self.zoom(ZOOM_STEP**steps, event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            what = self.under(QPointF(event.pos()))
            if what is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), plain_tip(self.describe(what)), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._step(_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.node:
                self.entity_chosen.emit(self.node)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(ZOOM_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / ZOOM_STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key == Qt.Key.Key_Escape and self.node:
            self._choose("")
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _hover(self, what: str | int | None) -> None:
        if what != self._hovered:
            self._hovered = what
            self.setCursor(Qt.CursorShape.ArrowCursor if what is None else Qt.CursorShape.PointingHandCursor)
            self.update()

    def _click(self, what: str | int | None) -> None:
        if isinstance(what, int):
            self.select_edge(what)
            self.edge_chosen.emit(what)
        else:
            self._choose(what or "")
            if what:
                self.entity_chosen.emit(what)

    def _choose(self, node: str) -> None:
        self.select(node)
        self.node_chosen.emit(node)

    def _step(self, direction: float) -> None:
        """Go on to the nearest node in about this direction; at first, to the one with the most mentions."""
        if self.node not in self._layout.spots:
            if self.graph.nodes:
                self._choose(max(self.graph.nodes, key=lambda node: node.count).id)
                part_chosen(self, self.node)
            return
        here = self._layout.spots[self.node]
        best: tuple[float, str] | None = None
        for id, spot in self._layout.spots.items():
            across, down = spot.x - here.x, spot.y - here.y
            off = abs((atan2(down, across) - direction + pi) % (2 * pi) - pi)
            if id == self.node or off > pi / 4 + 0.01:
                continue
            cost = hypot(across, down) * (1 + off)
            if best is None or cost < best[0]:
                best = (cost, id)
        if best:
            self._choose(best[1])
            self._reveal(best[1])
            part_chosen(self, best[1])

    def _describe(self) -> None:
        self.setAccessibleDescription(self.describe(self.node).replace("\n", ", ") if self.node else "")
