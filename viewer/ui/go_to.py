"""The box in which one types where to go: a heading, an entity, a note, another brief."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from viewer.language import tr
from viewer.pages.theme import Theme
from viewer.ui.destinations import Destination, Kind
from viewer.ui.icons import icon
from viewer.ui.ranking import best
from viewer.ui.row_list import Index, RowList, RowModel, paint_ground
from viewer.ui.search_field import SearchField
from viewer.ui.steps import Steps

_SHOWN = 200  # rows; a letter more shows others
_ROW = 32  # pixels
_WIDTH, _HEIGHT = 600, 460
_INDENT = 12  # pixels for a level of headings, where nothing is typed
_ICONS: dict[Kind, str] = {
    "place": "arrow-line-up",
    "heading": "text-h",
    "actor": "user",
    "mineral": "diamond",
    "placename": "map-pin",
    "note": "note",
    "brief": "file-text",
}
_GROUPS: dict[Kind, str] = {"actor": "actor", "mineral": "mineral", "placename": "place"}


class _Rows(RowModel[Destination]):
    def text(self, row: Destination) -> str:
        return f"{row.name}, {row.what}" if row.what else row.name


class GoTo(QFrame):
    """Floats over its parent while it is open, and closes when the keyboard goes elsewhere.

    Signals: `chosen(Destination)`; `closed()` when it was left without choosing, by Escape.
    """

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("goTo")
        self.setAccessibleName(tr("Go to"))
        self._all: list[Destination] = []
        self._steps = Steps(self)
        self._steps.paused.connect(self._arrived)
        self._rows = _Rows(self)
        self._field = SearchField()
        self._field.setPlaceholderText(tr("Go to a heading, a name, a note or a brief"))
        self._field.setAccessibleName(tr("Go to"))
        self._list = RowList(tr("Places to go to"), self._rows)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._delegate = _Delegate(theme, self._list)
        self._list.setItemDelegate(self._delegate)
        self._none = QLabel(tr("Nothing of that name"))
        self._none.setObjectName("muted")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self._field)
        column.addWidget(self._list, 1)
        column.addWidget(self._none, 1)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(32)
        shadow.setOffset(0, 4)
        self.setGraphicsEffect(shadow)
        self._field.textChanged.connect(self._filter)
        self._field.entered.connect(lambda _forward: self.choose(self._list.currentIndex().row()))
        self._field.moved.connect(self._move)
        self._field.left.connect(self._leave)
        self._list.clicked.connect(lambda index: self.choose(index.row()))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)
        parent.installEventFilter(self)
        self.set_theme(theme)
        self.hide()

    def open(self, destinations: Sequence[Destination], more: Iterator[Destination]) -> None:
        """Offer these, in this order as long as nothing is typed, and `more`, which are made between events."""
        self._all = list(destinations)
        self._field.clear()
        self._steps.start(self._take(more))
        self._filter("")
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def type(self, text: str) -> None:
        """Type this in the field."""
        self._field.setText(text)

    def rows(self) -> list[Destination]:
        """What is offered now, the likeliest first."""
        return self._rows.rows

    def choose(self, row: int) -> None:
        """Go where a row leads."""
        if 0 <= row < len(self._rows.rows):
            chosen = self._rows.rows[row]
            self.hide()
            self.chosen.emit(chosen)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self._list.viewport().update()

    def _take(self, more: Iterator[Destination]) -> Iterator[None]:
        for one in more:
            self._all.append(one)
            yield

    def _arrived(self) -> None:
        if self.isVisible() and not self._steps.is_busy:
            row = self._list.currentIndex().row()
            self._filter(self._field.text())
            if not self._field.text():
                self._list.setCurrentIndex(self._rows.index(row))

    def _filter(self, typed: str) -> None:
        names = [one.names for one in self._all]
        self._delegate.indents = not typed.strip()
        self._rows.set_rows([self._all[number] for number in best(names, typed, _SHOWN)])
        self._list.setCurrentIndex(self._rows.index(0) if self._rows.rows else QModelIndex())
        self._list.setVisible(bool(self._rows.rows))
        self._none.setVisible(not self._rows.rows)
        self._place()

    def _move(self, rows: int) -> None:
        if count := len(self._rows.rows):
            at = self._list.currentIndex().row() + rows
            # A single step goes round at the ends, a page stops there.
            at = at % count if abs(rows) == 1 else min(max(0, at), count - 1)
            self._list.setCurrentIndex(self._rows.index(at))

    def _leave(self) -> None:
        self.hide()
        self.closed.emit()

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.isVisible() and new is not None and not self.isAncestorOf(new):
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """In the middle, near the top, as high as there are rows."""
        area = self.parentWidget().rect()
        margins = self.layout().contentsMargins()
        around = margins.top() + self._field.sizeHint().height() + self.layout().spacing() + margins.bottom()
        height = min(around + _ROW * max(2, len(self._rows.rows)) + 2, _HEIGHT, area.height() - 96)
        width = min(_WIDTH, area.width() - 32)
        self.setGeometry(QRect((area.width() - width) // 2, 64, width, height))


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.indents = True  # whether headings stand as in an outline

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Destination = index.data(Qt.ItemDataRole.UserRole)
        theme = self.theme
        painter.save()
        paint_ground(painter, option, theme)
        area = option.rect.adjusted(12, 0, -12, 0)
        name = "arrow-line-down" if row.kind == "place" and row.value else _ICONS[row.kind]
        icon(name, theme, "muted").paint(painter, QRect(area.left(), area.top() + 8, 16, 16))
        indent = _INDENT * max(0, row.level - 1) if self.indents else 0
        area.adjust(28 + indent, 0, 0, 0)
        metrics = option.fontMetrics
        room = area.width() - (metrics.horizontalAdvance(row.what) + 16 if row.what else 0)
        group = _GROUPS.get(row.kind)
        painter.setPen(theme.groups[group] if group else theme["ink"])
        words = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.setPen(theme["muted"])
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.what)
        painter.restore()
