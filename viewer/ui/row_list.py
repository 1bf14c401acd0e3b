"""What the lists of the panels have in common: rows of our own drawing, from a Python list."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from viewer.pages.theme import Theme

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")


class RowModel(QAbstractListModel, Generic[Row]):
    """A list of values; delegates get them as `Qt.UserRole`. `text` and `spoken` are for whoever does not draw."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def set_rows(self, rows: list[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def text(self, row: Row) -> str:
        """A row in a few words."""
        raise NotImplementedError

    def spoken(self, row: Row) -> str:
        """A row as a screen reader says it."""
        return self.text(row)

    def described(self, row: Row) -> str:
        """What else a screen reader can say of a row."""
        return ""

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.described(row)
        return None


class RowList(QListView):
    """A list that scrolls by the pixel and remembers which row was current before a click."""

    def __init__(self, name: str, model: QAbstractListModel) -> None:
        super().__init__()
        self.row_before_press = -1
        self.setAccessibleName(name)
        self.setModel(model)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_current(self, row: int) -> None:
        """Show a row as chosen, -1 for none, without saying so."""
        selection = self.selectionModel()
        selection.blockSignals(True)
        if row < 0:
            self.clearSelection()
        self.setCurrentIndex(self.model().index(row, 0))
        self.scrollTo(self.currentIndex())
        selection.blockSignals(False)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt makes the first row current when Tab comes by; passing through must choose nothing.
        blocked = self.selectionModel().blockSignals(not self.currentIndex().isValid())
        super().focusInEvent(event)
        self.selectionModel().blockSignals(blocked)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.row_before_press = self.currentIndex().row()
        super().mousePressEvent(event)


def paint_check(painter: QPainter, square: QRectF, theme: Theme, colour: QColor | None) -> None:
    """The box that a row is ticked with: filled with `colour`, or empty."""
    painter.setPen(QPen(colour or theme["muted"], 1.2))
    painter.setBrush(colour or Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(square, 3, 3)
    if colour:
        painter.setPen(QPen(theme["panel"], 1.8))
        x, y = square.left(), square.top()
        painter.drawPolyline([QPointF(x + 3.4, y + 7.2), QPointF(x + 6, y + 10), QPointF(x + 10.6, y + 4.4)])


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
    """The ground of a row: selected, under the mouse, or none."""
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(QRectF(option.rect), theme["selection"])
        if theme.contrast:
            painter.setPen(theme["ink"])
            painter.drawRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        hover = QColor(theme["ink"])
        hover.setAlphaF(0.15 if theme.contrast else 0.05)
        painter.fillRect(QRectF(option.rect), hover)
