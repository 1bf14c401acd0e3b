"""The list of one group's entities: who acts, or what is at stake, how often, and where in the brief."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QActionGroup, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.brief.model import Group
from viewer.mentions.folding import fold
from viewer.mentions.index import MentionIndex
from viewer.mentions.model import Entity
from viewer.pages.theme import Theme
from viewer.ui.icons import icon
from viewer.ui.row_list import Index, RowList, RowModel, paint_ground
from viewer.ui.strip import paint_strip, ticks_of
from viewer.ui.wording import GROUP_TITLES, count_label, kind_label

_ROW_HEIGHT = 48
_CHECK = 36  # pixels at the left of a row that switch its underlines


@dataclass(frozen=True, slots=True)
class _Row:
    entity: Entity
    count: int
    ticks: tuple[float, ...]  # where its mentions fall, 0 to 1


def _name_key(row: _Row) -> str:
    return fold(row.entity.name)


ORDERS = {"count": "By mentions", "first": "By first mention", "name": "By name", "kind": "By kind"}
_ORDER_KEYS: dict[str, Callable[[_Row], tuple[object, ...]]] = {
    "count": lambda row: (-row.count, _name_key(row)),
    # What is never named comes last.
    "first": lambda row: (not row.ticks, row.ticks[:1], _name_key(row)),
    "name": lambda row: (_name_key(row),),
    "kind": lambda row: (row.entity.kind, -row.count, _name_key(row)),
}


class _Entities(RowModel[_Row]):
    """The entities that pass the filter, most mentioned first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._all: list[_Row] = []
        self._filter = ""
        self._order = "count"
        self._only_declared = False

    def total(self) -> int:
        return len(self._all)

    def set_entities(self, rows: list[_Row]) -> None:
        self._all = rows
        self._choose()

    def set_filter(self, text: str) -> None:
        self._filter = fold(text.strip())
        self._choose()

    def set_order(self, order: str) -> None:
        self._order = order
        self._choose()

    def set_only_declared(self, only: bool) -> None:
        self._only_declared = only
        self._choose()

    def _choose(self) -> None:
        chosen = [row for row in self._all if self._passes(row.entity)]
        self.set_rows(sorted(chosen, key=_ORDER_KEYS[self._order]))

    def _passes(self, entity: Entity) -> bool:
        if self._only_declared and not entity.declared:
            return False
        texts = (entity.name, entity.kind, entity.role, entity.id, *entity.aliases)
        return not self._filter or any(self._filter in fold(text) for text in texts)

    def text(self, row: _Row) -> str:
        return row.entity.name

    def spoken(self, row: _Row) -> str:
        return f"{row.entity.name}, {kind_label(row.entity)}, {count_label(row.count)}"

    def row_of(self, entity: str) -> int:
        return next((number for number, row in enumerate(self.rows) if row.entity.id == entity), -1)


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
        title = GROUP_TITLES[group].lower()
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(f"Filter {title}")
        self._filter.setAccessibleName(f"Filter {title}")
        self._filter.setClearButtonEnabled(True)
        self._model = _Entities(self)
        self._order_button = QToolButton()
        self._order_button.setAccessibleName(f"Order of {title}")
        self._order_button.setToolTip("Order, and what is listed")
        self._order_button.setIcon(icon("sort-ascending", theme, "muted"))
        self._order_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._order_button.setMenu(self._order_menu())
        self._list = _EntityList(GROUP_TITLES[group], self._model)
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
        self._show_empty()

    def show_index(self, index: MentionIndex | None, length: int) -> None:
        """List the entities of an index over a text of `length` code points; None empties the list."""
        rows = []
        for entity in index.entities.values() if index else ():
            if entity.group == self.group:
                mentions = index.of(entity.id) if index else ()
                rows.append(_Row(entity, len(mentions), ticks_of([mention.start for mention in mentions], length)))
        self._model.set_entities(rows)
        self._show_empty()

    def _order_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for order, label in ORDERS.items():
            action = group.addAction(menu.addAction(label))
            action.setCheckable(True)
            action.setChecked(order == "count")
            action.triggered.connect(lambda _checked=False, order=order: self.order_by(order))
        menu.addSeparator()
        only = menu.addAction("Only what the brief declares")
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
        selection = self._list.selectionModel()
        selection.blockSignals(True)
        if row < 0:
            self._list.clearSelection()
            self._list.setCurrentIndex(QModelIndex())
        else:
            index = self._model.index(row)
            self._list.setCurrentIndex(index)
            self._list.scrollTo(index)
        selection.blockSignals(False)
        self._list.viewport().update()

    def choose(self, entity: str) -> None:
        """Choose an entity as a click on it does."""
        row = self._model.row_of(entity)
        if row >= 0 and row == self._list.currentIndex().row():
            self.entity_chosen.emit(entity)
        elif row >= 0:
            self._list.setCurrentIndex(self._model.index(row))

    def set_hidden(self, hidden: frozenset[str]) -> None:
        self._delegate.hidden = hidden
        self._list.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self._order_button.setIcon(icon("sort-ascending", theme, "muted"))
        self._list.viewport().update()

    def _filter_changed(self, text: str) -> None:
        self._model.set_filter(text)
        self._show_empty()
        self.filtered.emit(text)

    def _show_empty(self) -> None:
        title = GROUP_TITLES[self.group].lower()
        empty = not self._model.rows
        self._empty.setText(f"No {title} match." if self._filter.text() else f"This brief names no {title}.")
        self._empty.setVisible(empty)
        self._list.setVisible(not empty)

    def _current_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self.entity_chosen.emit(self._model.rows[current.row()].entity.id)

    def _box_clicked(self, index: QModelIndex) -> None:
        entity = self._model.rows[index.row()].entity.id
        self.hidden_toggled.emit(entity, entity not in self._delegate.hidden)

    def _activated(self, index: QModelIndex) -> None:
        self.entity_chosen.emit(self._model.rows[index.row()].entity.id)

    def _clicked(self, index: QModelIndex) -> None:
        # A click on what was chosen before says nothing through the selection model, but goes to the next place.
        if index.row() == self._list.row_before_press:
            self.entity_chosen.emit(self._model.rows[index.row()].entity.id)


class _EntityList(RowList):
    """A list whose rows have a check box at their left. Signal: `box_clicked(QModelIndex)`; such a click chooses
    nothing."""

    box_clicked = Signal(QModelIndex)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.position().x() < _CHECK:
            self.box_clicked.emit(index)
        else:
            super().mousePressEvent(event)


class _EntityDelegate(QStyledItemDelegate):
    """Draws a row: check box in the group's line style, name, kind, count, and the strip of places."""

    def __init__(self, theme: Theme, group: Group, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.hidden: frozenset[str] = frozenset()
        self._group = group

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: _Row = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        paint_ground(painter, option, self.theme)
        self._check(painter, box, row)
        self._texts(painter, option, box, row)
        painter.restore()

    def _check(self, painter: QPainter, box: QRectF, row: _Row) -> None:
        square = QRectF(box.left() + 12, box.top() + 9, 14, 14)
        shown = row.entity.id not in self.hidden
        colour = self.theme.groups[self._group]
        painter.setPen(QPen(colour if shown and row.count else self.theme["muted"], 1.2))
        painter.setBrush(colour if shown and row.count else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(square, 3, 3)
        if shown and row.count:
            painter.setPen(QPen(self.theme["panel"], 1.8))
            x, y = square.left(), square.top()
            painter.drawPolyline([QPointF(x + 3.4, y + 7.2), QPointF(x + 6, y + 10), QPointF(x + 10.6, y + 4.4)])

    def _texts(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, row: _Row) -> None:
        font = option.font
        metrics = painter.fontMetrics()
        count = str(row.count) if row.count else "–"
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
