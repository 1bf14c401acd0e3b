"""The connections of the relations view as a list: the same as the drawing, for the keyboard and for screen readers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from viewer.language import tr
from viewer.mentions.relations import Edge, Graph
from viewer.pages.theme import Theme
from viewer.ui.row_list import Index, RowList, RowModel, paint_ground
from viewer.ui.wording import counted, plain_tip

_SAMPLE = 44  # pixels for the sample of a line


@dataclass(frozen=True, slots=True)
class _Row:
    number: int  # of the edge in its graph
    edge: Edge
    source: str
    target: str
    said: str
    count: str

    @property
    def sign(self) -> str:
        return " → " if self.edge.declared else " – "


class _Model(RowModel[_Row]):
    def text(self, row: _Row) -> str:
        return tr("{names}: {said}", names=f"{row.source}{row.sign}{row.target}", said=row.said)

    def spoken(self, row: _Row) -> str:
        return f"{self.text(row)}, {row.count}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.text(self.rows[index.row()]))
        return super().data(index, role)


class EdgeList(RowList):
    """Lists edges.

    Signal: `edge_chosen(int)`, the number of the edge in its graph, when another one is current, and when the current
    one is clicked or entered.
    """

    edge_chosen = Signal(int)

    def __init__(self, theme: Theme, owner: QWidget) -> None:
        self._model = _Model(owner)
        super().__init__(tr("Connections"), self._model)
        self._delegate = _Delegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.clicked.connect(self._clicked)
        self.activated.connect(lambda index: self.edge_chosen.emit(self._model.rows[index.row()].number))

    def show_edges(self, graph: Graph, of: str = "") -> None:
        """List the edges of a graph, or only those of one node."""
        names = {node.id: node.name for node in graph.nodes}
        rows = []
        for number, edge in enumerate(graph.edges):
            if not of or edge.touches(of):
                said, count = edge.label or tr("named together"), counted(len(edge.passages), graph.unit)
                rows.append(_Row(number, edge, names[edge.source], names[edge.target], said, count))
        self._model.set_rows(rows)

    def select(self, number: int) -> None:
        """Make an edge current, without saying so; -1 for none."""
        rows = [row.number for row in self._model.rows]
        self.show_current(rows.index(number) if number in rows else -1)

    def numbers(self) -> list[int]:
        """The numbers of the edges that are listed, from top to bottom."""
        return [row.number for row in self._model.rows]

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.viewport().update()

    def _current_changed(self, current: QModelIndex, before: QModelIndex) -> None:
        if current.isValid():
            self.edge_chosen.emit(self._model.rows[current.row()].number)

    def _clicked(self, index: QModelIndex) -> None:
        if index.row() == self.row_before_press:
            self.edge_chosen.emit(self._model.rows[index.row()].number)


def _ends(row: _Row, metrics: QFontMetrics, room: int) -> str:
    """Both names in so many pixels; a long one is cut first."""
    room -= metrics.horizontalAdvance(row.sign)
    wide = [metrics.horizontalAdvance(name) for name in (row.source, row.target)]
    limits = (max(room // 2, room - wide[1]), max(room // 2, room - wide[0]))
    cut = Qt.TextElideMode.ElideRight
    return f"{metrics.elidedText(row.source, cut, limits[0])}{row.sign}{metrics.elidedText(row.target, cut, limits[1])}"


class _Delegate(QStyledItemDelegate):
    """Draws a row: a sample of the line, the two ends, and what is said of them."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, 2 * option.fontMetrics.lineSpacing() + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: _Row = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, self.theme)
        area = QRectF(option.rect).adjusted(12, 6, -12, -6)
        self._sample(painter, row.edge.declared, area.left(), area.top() + option.fontMetrics.lineSpacing() / 2)
        area.setLeft(area.left() + _SAMPLE)
        metrics = option.fontMetrics
        painter.setFont(option.font)
        painter.setPen(self.theme["ink"])
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(area, flags, _ends(row, metrics, int(area.width())))
        area.setTop(area.top() + metrics.lineSpacing())
        painter.setPen(self.theme["muted"])
        said = metrics.elidedText(f"{row.said} · {row.count}", Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(area, flags, said)
        painter.restore()

    def _sample(self, painter: QPainter, declared: bool, x: float, y: float) -> None:
        end = x + 30
        if declared:
            painter.setPen(QPen(self.theme["ink"], 1.8))
            painter.drawLine(QPointF(x, y), QPointF(end - 6, y))
            painter.setBrush(self.theme["ink"])
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawPolygon(QPolygonF([QPointF(end, y), QPointF(end - 9, y - 4), QPointF(end - 9, y + 4)]))
            return
        pen = QPen(self.theme["muted"], 2)
        pen.setDashPattern([2.5, 2.5])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, y), QPointF(end, y))
