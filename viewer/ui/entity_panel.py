"""The list of one group's entities: who acts, or what is at stake, how often, and where in the brief."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from viewer.brief.model import Group
from viewer.language import mark, tr
from viewer.mentions.index import MentionIndex
from viewer.pages.theme import Theme
from viewer.ui.entity_rows import ORDERS, EntityRow, EntityRows
from viewer.ui.icons import icon
from viewer.ui.order_menu import menu_button, order_menu
from viewer.ui.row_list import Index, RowList, paint_check, paint_ground
from viewer.ui.strip import paint_strip, ticks_of
from viewer.ui.wording import group_title, kind_label, number

_ROW_HEIGHT = 48
_CHECK = 36  # pixels at the left of a row that switch its underlines


_FILTER: dict[Group, str] = {
    "actor": mark("Filter actors"),
    "mineral": mark("Filter minerals"),
    "place": mark("Filter places"),
}
_ORDER: dict[Group, str] = {
    "actor": mark("Order of actors"),
    "mineral": mark("Order of minerals"),
    "place": mark("Order of places"),
}
_NO_MATCH: dict[Group, str] = {
    "actor": mark("No actors match."),
    "mineral": mark("No minerals match."),
    "place": mark("No places match."),
}
_NONE: dict[Group, str] = {
    "actor": mark("This brief names no actors."),
    "mineral": mark("This brief names no minerals."),
    "place": mark("This brief names no places."),
}


class EntityPanel(QWidget):
    """The entities of one group, with a filter.

    Signals: `entity_chosen(str)`, `hidden_toggled(str, bool)` when an entity's underlines are switched off or on, and
    `filtered(str)` when something else is typed into the filter.
    """

    entity_chosen = Signal(str)
    filtered = Signal(str)
    hidden_toggled = Signal(str, bool)

    def __init__(self, group: Group, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group: Group = group
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(tr(_FILTER[group]))
        self._filter.setAccessibleName(tr(_FILTER[group]))
        self._filter.setClearButtonEnabled(True)
        self._is_known = False  # who is named
        self._model = EntityRows(self)
        self._order_button = menu_button(tr(_ORDER[group]), tr("Order, and what is listed"))
        self._order_button.setIcon(icon("sort-ascending", theme, "muted"))
        self._order_button.setMenu(self._order_menu())
        self._list = _EntityList(group_title(group), self._model)
        self._delegate = _EntityDelegate(theme, group, self._list)
        self._list.setItemDelegate(self._delegate)
        self._list.setUniformItemSizes(True)
        self._empty = QLabel()
        self._empty.setObjectName("muted")
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(12, 12, 12, 12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        filter_row = QHBoxLayout()
        filter_row.setContentsMargins(12, 0, 12, 0)
        filter_row.setSpacing(4)
        filter_row.addWidget(self._filter)
        filter_row.addWidget(self._order_button)
        layout.addLayout(filter_row)
        layout.addWidget(self._empty)
        layout.addWidget(self._list, 1)
        layout.addStretch(0)
        self._filter.textChanged.connect(self._filter_changed)
        self._list.selectionModel().currentChanged.connect(self._current_changed)
        self._list.clicked.connect(self._clicked)
        self._list.activated.connect(self._activated)
        self._list.box_clicked.connect(self._box_clicked)
        self._model.toggled.connect(self._box_clicked)
        self._show_empty()

    def show_index(self, index: MentionIndex | None, length: int) -> None:
        """List the entities of an index over a text of `length` code points; None empties the list."""
        rows = []
        for entity in index.entities.values() if index else ():
            if entity.group == self.group:
                starts = index.of(entity.id).starts if index else ()
                rows.append(EntityRow(entity, len(starts), ticks_of(starts, length)))
        self._model.set_entities(rows)
        self._is_known = index is not None
        self._show_empty()

    def _order_menu(self) -> QMenu:
        menu = order_menu(self, ORDERS, "count", self.order_by)
        menu.addSeparator()
        only = menu.addAction(tr("Only what the brief declares"))
        only.setCheckable(True)
        only.toggled.connect(self.only_declared)
        return menu

    def order_by(self, order: str) -> None:
        """Order the list by `count`, `first` mention, `name` or `kind`."""
        self._model.set_order(order)

    def only_declared(self, only: bool) -> None:
        """List only the entities that the brief declares, or those of the gazetteer too."""
        self._model.set_only_declared(only)
        self._show_empty()

    def count(self) -> int:
        """How many entities there are, whatever the filter."""
        return self._model.total()

    def names(self) -> list[tuple[str, int]]:
        """What the list shows: (name, number of mentions), from top to bottom."""
        return [(row.entity.name, row.count) for row in self._model.rows]

    def filter(self, text: str) -> None:
        """List only what matches."""
        self._filter.setText(text)

    def select(self, entity: str) -> None:
        """Show an entity as selected, without saying so; "" for none."""
        row = self._model.row_of(entity)
        if row < 0 and entity and self._filter.text():
            self._filter.clear()
            row = self._model.row_of(entity)
        self._list.show_current(row)

    def choose(self, entity: str) -> None:
        """Choose an entity as a click on it does."""
        row = self._model.row_of(entity)
        if row >= 0 and row == self._list.currentIndex().row():
            self.entity_chosen.emit(entity)
        elif row >= 0:
            self._list.setCurrentIndex(self._model.index(row))

    def set_hidden(self, hidden: frozenset[str]) -> None:
        self._model.set_hidden(hidden)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self._order_button.setIcon(icon("sort-ascending", theme, "muted"))
        self._list.viewport().update()

    def _filter_changed(self, text: str) -> None:
        self._model.set_filter(text)
        self._show_empty()
        self.filtered.emit(text)

    def _show_empty(self) -> None:
        empty = not self._model.rows
        self._empty.setText(tr((_NO_MATCH if self._filter.text() else _NONE)[self.group]))
        self._empty.setVisible(empty and self._is_known)
        self._list.setVisible(not empty)

    def _current_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self.entity_chosen.emit(self._model.rows[current.row()].entity.id)

    def _box_clicked(self, index: QModelIndex) -> None:
        entity = self._model.rows[index.row()].entity.id
        self.hidden_toggled.emit(entity, entity not in self._model.hidden)

    def _activated(self, index: QModelIndex) -> None:
        self.entity_chosen.emit(self._model.rows[index.row()].entity.id)

    def _clicked(self, index: QModelIndex) -> None:
        # A click on what was chosen before says nothing through the selection model, but goes to the next place.
        if index.row() == self._list.row_before_press:
            self.entity_chosen.emit(self._model.rows[index.row()].entity.id)


class _EntityList(RowList):
    """A list whose rows have a check box at their left. Signal: `box_clicked(QModelIndex)`, for the space bar too;
    such a click chooses nothing."""

    box_clicked = Signal(QModelIndex)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.position().x() < _CHECK:
            self.box_clicked.emit(index)
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.box_clicked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class _EntityDelegate(QStyledItemDelegate):
    """Draws a row: check box in the group's line style, name, kind, count, and the strip of places."""

    def __init__(self, theme: Theme, group: Group, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._group = group

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: EntityRow = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        paint_ground(painter, option, self.theme)
        checked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        square = QRectF(box.left() + 12, box.top() + 9, 14, 14)
        paint_check(painter, square, self.theme, self.theme.groups[self._group] if checked else None)
        self._texts(painter, option, box, row)
        painter.restore()

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        # The list has taken the click on the box, which is not where Qt believes it to be.
        return False

    def _texts(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, row: EntityRow) -> None:
        font = option.font
        metrics = painter.fontMetrics()
        count = number(row.count) if row.count else "–"
        right = box.right() - 12
        count_width = metrics.horizontalAdvance(count)
        left = box.left() + _CHECK
        painter.setFont(font)
        painter.setPen(self.theme["ink"] if row.count else self.theme["muted"])
        name_box = QRectF(left, box.top() + 6, right - left - count_width - 8, 20)
        name = metrics.elidedText(row.entity.name, Qt.TextElideMode.ElideRight, int(name_box.width()))
        painter.drawText(name_box, Qt.AlignmentFlag.AlignVCenter, name)
        count_box = QRectF(right - count_width - 2, box.top() + 6, count_width + 2, 20)
        painter.drawText(count_box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        small = option.font
        small.setPointSizeF(max(7.0, font.pointSizeF() * 0.88))
        painter.setFont(small)
        painter.setPen(self.theme["muted"])
        strip_width = min(96.0, box.width() * 0.36)
        kind_box = QRectF(left, box.top() + 25, right - left - strip_width - 8, 18)
        kind = painter.fontMetrics().elidedText(
            kind_label(row.entity), Qt.TextElideMode.ElideRight, int(kind_box.width())
        )
        painter.drawText(kind_box, Qt.AlignmentFlag.AlignVCenter, kind)
        strip = QRectF(right - strip_width, box.top() + 33, strip_width, 1)
        paint_strip(painter, strip, row.ticks, self.theme["line"], self.theme.groups[self._group])
