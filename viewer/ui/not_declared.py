"""“Not declared”: names that nothing explains, under the list of the group that they seem to belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.brief.model import Group
from viewer.language import mark, tr
from viewer.mentions.folding import fold
from viewer.mentions.model import Suggestion
from viewer.pages.theme import Theme
from viewer.ui.icons import icon
from viewer.ui.row_list import Index, RowList, RowModel, paint_ground
from viewer.ui.strip import paint_strip, ticks_of
from viewer.ui.wording import count_label, kind_words, number, with_article

_ROW_HEIGHT = 44
_BUTTON = 28  # pixels; the width of each of the two at the right of a row

_TITLES: dict[Group, str] = {"actor": mark("Actors not declared"), "place": mark("Places not declared")}


@dataclass(frozen=True, slots=True)
class _Row:
    suggestion: Suggestion
    ticks: tuple[float, ...]


class _Names(RowModel[_Row]):
    def text(self, row: _Row) -> str:
        return row.suggestion.name

    def spoken(self, row: _Row) -> str:
        one = row.suggestion
        return tr(
            "{name}, not declared, perhaps {kind}, {count}",
            name=one.name,
            kind=with_article(kind_words(one.kind)),
            count=count_label(len(one.spans)),
        )


class NotDeclared(QWidget):
    """The suggestions of one group, under a heading that folds them away.

    Signals, each with a `Suggestion`: `chosen`, `declare_asked`, `ignore_asked`; and `copy_asked()`.
    """

    chosen = Signal(object)
    declare_asked = Signal(object)
    ignore_asked = Signal(object)

    def __init__(self, group: Group, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group: Group = group
        self._all: list[_Row] = []
        self._filter = ""
        self._last = 0  # the row chosen last
        self._fold_button = QToolButton()
        self._fold_button.setObjectName("sectionButton")
        self._fold_button.setCheckable(True)
        self._fold_button.setChecked(True)
        self._fold_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fold_button.setToolTip(tr("Names that neither the brief declares nor the gazetteer knows"))
        self._model = _Names(self)
        self._list = _SuggestionList(tr(_TITLES[group]), self._model)
        self._delegate = _Delegate(theme, group, self._list)
        self._list.setItemDelegate(self._delegate)
        self._list.setUniformItemSizes(True)
        self._none = QLabel(tr("No match."))
        self._none.setObjectName("muted")
        self._none.setContentsMargins(12, 4, 12, 8)
        head = QHBoxLayout()
        head.setContentsMargins(4, 4, 4, 0)
        head.addWidget(self._fold_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._none)
        layout.addWidget(self._list, 1)
        self._fold_button.toggled.connect(self._show_rows)
        self._list.clicked.connect(self._clicked)
        self._list.activated.connect(self._clicked)
        self._list.selectionModel().currentChanged.connect(self._clicked)
        self._list.button_clicked.connect(self._button_clicked)
        self.set_theme(theme)
        self.show_suggestions((), 0)

    def show_suggestions(self, suggestions: Sequence[Suggestion], length: int) -> None:
        """List those of this group, found in a text of `length` code points."""
        self._all = [
            _Row(one, ticks_of([start for start, _ in one.spans], length))
            for one in suggestions
            if one.group == self.group
        ]
        self._show_rows()

    def names(self) -> list[str]:
        """What is listed, from top to bottom."""
        return [row.suggestion.name for row in self._model.rows]

    def count(self) -> int:
        """How many there are, whatever the filter."""
        return len(self._all)

    def filter(self, text: str) -> None:
        """List only names that have `text` in them."""
        self._filter = fold(text.strip())
        self._show_rows()

    def select(self, suggestion: Suggestion | None) -> None:
        """Show one as selected, without saying so."""
        row = next((n for n, row in enumerate(self._model.rows) if row.suggestion == suggestion), -1)
        self._list.show_current(row)
        if row >= 0:
            self._last = row

    def choose_next(self) -> bool:
        """After the one chosen last is gone: choose what stands in its place, with the keyboard; False if none does."""
        if not self._model.rows or not self._list.isVisible():
            return False
        self._list.setFocus()
        self.choose(min(self._last, len(self._model.rows) - 1))
        return True

    def choose(self, number: int) -> None:
        """Choose a row, from 0, as a click on it does."""
        self._list.setCurrentIndex(self._model.index(number))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._delegate.set_theme(theme)
        self._show_arrow()
        self._list.viewport().update()

    def _show_rows(self) -> None:
        rows = [
            row for row in self._all if self._filter in fold(" ".join((row.suggestion.name, *row.suggestion.aliases)))
        ]
        if rows != self._model.rows:
            self._model.set_rows(rows)
        is_open = self._fold_button.isChecked()
        self._list.setVisible(is_open and bool(rows))
        self._none.setVisible(is_open and bool(self._all) and not rows)
        self._fold_button.setText(tr("Not declared {count}", count=len(self._all)))
        self.setVisible(bool(self._all))
        self.setSizePolicy(
            QSizePolicy.Policy.Preferred,
            QSizePolicy.Policy.Preferred if is_open and rows else QSizePolicy.Policy.Maximum,
        )
        self._show_arrow()

    def _show_arrow(self) -> None:
        self._fold_button.setIcon(
            icon("caret-down" if self._fold_button.isChecked() else "caret-right", self._theme, "muted")
        )

    def _clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._model.rows[index.row()].suggestion)

    def _button_clicked(self, index: QModelIndex, declares: bool) -> None:
        suggestion = self._model.rows[index.row()].suggestion
        (self.declare_asked if declares else self.ignore_asked).emit(suggestion)


class _SuggestionList(RowList):
    """Its rows have two buttons at the right. Signal: `button_clicked(QModelIndex, bool)`, True for the first, which
    declares."""

    button_clicked = Signal(QModelIndex, bool)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        button = _button_at(self.visualRect(index), point) if index.isValid() else -1
        if button >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.button_clicked.emit(index, button == 0)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        button = _button_at(self.visualRect(index), point) if index.isValid() else -1
        self.viewport().setToolTip((tr("Declare, for this reader"), tr("Ignore in this brief"), "")[button])
        self.viewport().update()


def _buttons(row: QRect) -> tuple[QRect, QRect]:
    top = row.top() + (row.height() - _BUTTON) // 2
    first = QRect(row.right() - 2 * _BUTTON - 8, top, _BUTTON, _BUTTON)
    return first, first.translated(_BUTTON, 0)


def _button_at(row: QRect, point: QPoint) -> int:
    return next((number for number, box in enumerate(_buttons(row)) if box.contains(point)), -1)


class _Delegate(QStyledItemDelegate):
    """Draws a row: a hollow circle for what is not known, name, guess, places, and the two buttons."""

    def __init__(self, theme: Theme, group: Group, parent: _SuggestionList) -> None:
        super().__init__(parent)
        self._list = parent
        self._group = group
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._icons = [icon("plus", theme), icon("x", theme, "muted")]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: _Row = index.data(Qt.ItemDataRole.UserRole)
        one = row.suggestion
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        paint_ground(painter, option, self._theme)
        painter.setPen(self._theme["muted"])
        painter.drawEllipse(QPointF(box.left() + 19, box.top() + 15), 5, 5)
        first, _ = _buttons(option.rect)
        left, right = box.left() + 36, float(first.left() - 8)
        painter.setPen(self._theme["ink"])
        count = number(len(one.spans))
        room = right - left - painter.fontMetrics().horizontalAdvance(count) - 8
        name = painter.fontMetrics().elidedText(one.name, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(left, box.top() + 5, room, 20), Qt.AlignmentFlag.AlignVCenter, name)
        right_of = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, box.top() + 5, right - left, 20), right_of, count)
        small = QFont(option.font)
        small.setPointSizeF(max(7.0, option.font.pointSizeF() * 0.88))
        painter.setFont(small)
        painter.setPen(self._theme["muted"])
        width = min(72.0, (right - left) * 0.36)
        guess = painter.fontMetrics().elidedText(
            tr("{kind}?", kind=kind_words(one.kind)), Qt.TextElideMode.ElideRight, int(right - left - width - 8)
        )
        painter.drawText(QRectF(left, box.top() + 23, right - left, 18), Qt.AlignmentFlag.AlignVCenter, guess)
        strip = QRectF(right - width, box.top() + 31, width, 1)
        paint_strip(painter, strip, row.ticks, self._theme["line"], self._theme["muted"])
        self._draw_buttons(painter, option)
        painter.restore()

    def _draw_buttons(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        under = self._list.viewport().mapFromGlobal(self._list.cursor().pos())
        is_over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        for box, picture in zip(_buttons(option.rect), self._icons, strict=True):
            if is_over and box.contains(under):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._theme["selection"])
                painter.drawRoundedRect(box, 4, 4)
            picture.paint(painter, box.adjusted(6, 6, -6, -6))
