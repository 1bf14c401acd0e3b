"""Lists of briefs: those opened lately, those that came with the program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QMenu, QStyledItemDelegate, QStyleOptionViewItem

from viewer.language import tr
from viewer.pages.theme import Theme
from viewer.ui.brief_looks import BriefLooks, BriefRow, Listed
from viewer.ui.icons import icon
from viewer.ui.row_list import Index, RowList, RowModel, paint_ground
from viewer.ui.wording import plain_tip

_ROW_HEIGHT = 48
_ICON = 20


class _Rows(RowModel[BriefRow]):
    def text(self, row: BriefRow) -> str:
        return row.title

    def described(self, row: BriefRow) -> str:
        return row.about

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.ToolTipRole:
            row = self.rows[index.row()]
            return plain_tip(f"{row.title}\n{row.path}" if not row.gone else f"{row.about}\n{row.path}")
        return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        usable = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags if self.rows[index.row()].gone else usable


class _Delegate(QStyledItemDelegate):
    def __init__(self, owner: BriefList) -> None:
        super().__init__(owner)
        self._owner = owner

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: BriefRow = index.data(Qt.ItemDataRole.UserRole)
        theme, box = self._owner.theme, QRect(option.rect)
        painter.save()
        if not row.gone:
            paint_ground(painter, option, theme)
        left = box.left() + self._owner.indent
        if self._owner.pictured:
            place = QRect(left, box.center().y() - _ICON // 2 + 1, _ICON, _ICON)
            icon("file-text", theme, "muted").paint(painter, place)
            left += _ICON + 10
        words = QRectF(left, box.top() + 6, box.right() - left - 8, 18)
        for text, role, share in ((row.title, "muted" if row.gone else "ink", 1.0), (row.about, "muted", 0.9)):
            font = QFont(option.font)
            font.setPointSizeF(font.pointSizeF() * share)
            painter.setFont(font)
            painter.setPen(theme[role])
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(words.width()))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
            words.translate(0, 18)
        painter.restore()


class BriefList(RowList):
    """A list of briefs, perhaps `pictured`, each row `indent` pixels from the left. One that is gone is grey, with the
    reason.

    Signals: `chosen(Path)`, and `wanted_beside(Path)` for a brief that is to have a tab of its own (a click with Ctrl
    or the middle button, Ctrl+Enter).
    """

    chosen = Signal(object)
    wanted_beside = Signal(object)

    def __init__(self, name: str, theme: Theme, *, indent: int, pictured: bool = False) -> None:
        self._rows = _Rows(None)
        super().__init__(name, self._rows)
        self._rows.setParent(self)
        self._looks = BriefLooks(self)
        self._looks.late.connect(self._add_late)
        self.theme = theme
        self.indent = indent
        self.pictured = pictured
        self.setItemDelegate(_Delegate(self))
        self._pressed = -1

    def show_briefs(self, briefs: Sequence[Listed], current: Path | None = None) -> None:
        """List briefs; the one that is open is selected."""
        rows = self._looks.rows(briefs)
        self._rows.set_rows(rows)
        self.show_current(next((number for number, row in enumerate(rows) if row.path == current), -1))

    def _add_late(self, late: Sequence[BriefRow]) -> None:
        """A disk has answered after all."""
        known, current = {row.path: row for row in late}, self._path(self.currentIndex().row())
        self._rows.set_rows([known.get(row.path, row) for row in self._rows.rows])
        self.show_current(next((number for number, row in enumerate(self._rows.rows) if row.path == current), -1))

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.viewport().update()

    def whole_height(self) -> int:
        """The pixels it takes to show every row."""
        return _ROW_HEIGHT * len(self._rows.rows) + 2 * self.frameWidth() + 4

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self.indexAt(event.position().toPoint()).row()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        number = self.indexAt(event.position().toPoint()).row()
        if number != self._pressed:
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(number, beside=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif event.button() == Qt.MouseButton.MiddleButton:
            self._choose(number, beside=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            number = self.currentIndex().row()
            self._choose(number, beside=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        path = self._path(self.indexAt(event.pos()).row())
        if path is None:
            return
        menu = QMenu(self)
        menu.addAction(tr("Open"), lambda: self.chosen.emit(path))
        menu.addAction(tr("Open in a new tab"), lambda: self.wanted_beside.emit(path))
        menu.addSeparator()
        folder = QUrl.fromLocalFile(str(path.parent))
        menu.addAction(tr("Show in folder"), lambda: QDesktopServices.openUrl(folder))
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _choose(self, number: int, *, beside: bool) -> None:
        if path := self._path(number):
            (self.wanted_beside if beside else self.chosen).emit(path)

    def _path(self, number: int) -> Path | None:
        rows = self._rows.rows
        return rows[number].path if 0 <= number < len(rows) and not rows[number].gone else None
