"""The page that one reads: where its words stand, which of them are selected, and what of them is in view."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from viewer.pages.document import BriefDocument
from viewer.pages.theme import Theme
from viewer.ui.reader_places import Places

_EAGER = 50_000  # UTF-16 units of which Qt makes HTML fast enough
AIR = 12.0  # units above what has been jumped to


class View(NamedTuple):
    """The code point at the top of the view, and how far under that its line begins, in units (see `pages.formats`)."""

    offset: int
    above: float


class ReaderPage(QTextEdit):
    """Words, selection and place, all in code points of the brief.

    Signal: `jumped(View, int, str)` when it has gone elsewhere in the brief at once: from which view, to which code
    point, and in which series of steps ("" for none).
    """

    jumped = Signal(object, int, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(1)
        self._theme = theme
        self._zoom = 1.0
        self._page = BriefDocument(theme, 1.0, None)
        self._places = Places(self._page)
        self.setDocument(self._page.qt)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied: without the empty lines that only stand between tables, and between parts of a long one."""
        copied, cursor = super().createMimeDataFromSelection(), self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        if last - first < _EAGER and cursor.currentFrame() == cursor.document().rootFrame():
            copied.text()  # has Qt fill it in, which else waits until somebody pastes, and would win
            copied.setText(self._page.words_between(first, last))
        return copied

    def changeEvent(self, event: QEvent) -> None:
        # The page has its own faces. QTextEdit would give it the window's, and lay all of it out anew.
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            QFrame.changeEvent(self, event)
        else:
            super().changeEvent(event)

    @property
    def page(self) -> BriefDocument:
        return self._page

    def caret(self) -> int:
        """The code point before which the caret stands."""
        return self._page.offset(self.textCursor().position()) if self._page.blocks else 0

    def _put_caret(self, start: int, end: int) -> None:
        """Go on reading with the keyboard from words between two code points, unless that would lose a selection."""
        if self._page.blocks and not self.textCursor().hasSelection() and not start <= self.caret() < end:
            cursor = self.textCursor()
            cursor.setPosition(self._page.position(start))
            self._set_cursor(cursor)

    def words(self) -> tuple[int, int] | None:
        """The selected words (code points) without white space at their ends, or None."""
        cursor = self.textCursor()
        if not cursor.hasSelection() or not self._page.blocks:
            return None
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        if cursor.hasComplexSelection() and (table := cursor.currentTable()):
            # Cells of a table, of which Qt selects only whole ones: a note's words run from the first to the last.
            row, rows, column, columns = cursor.selectedTableCells()
            first = table.cellAt(row, column).firstPosition()
            last = table.cellAt(row + rows - 1, column + columns - 1).lastPosition()
        start, end = self._page.offset(first), self._page.offset(last)
        text = self._text(start, end)
        start += len(text) - len(text.lstrip())
        end -= len(text) - len(text.rstrip())
        return (start, end) if start < end else None

    def _text(self, start: int, end: int) -> str:
        first, last = self._page.index_at(start), self._page.index_at(end)
        blocks = self._page.blocks[first : last + 1]
        text = "\n".join(block.text for block in blocks)
        return text[start - blocks[0].start : end - blocks[0].start]

    def select_words(self, start: int, end: int) -> None:
        """Select the words between two code points, without moving the view."""
        cursor = self.textCursor()
        cursor.setPosition(self._page.position(start))
        cursor.setPosition(self._page.position(end), QTextCursor.MoveMode.KeepAnchor)
        self._set_cursor(cursor)

    def clear_words(self) -> None:
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.clearSelection()
            self._set_cursor(cursor)

    def _set_cursor(self, cursor: QTextCursor) -> None:
        # Qt scrolls to wherever the caret is put.
        place = self.verticalScrollBar().value()
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(place)

    def top_offset(self) -> int:
        """The code point at the top of the view."""
        return self._places.near(QPointF(0, self.verticalScrollBar().value() + 4)) if self._page.blocks else 0

    def view(self) -> View:
        """What is in view, so that `restore` brings it back, also at another zoom."""
        offset = self.top_offset()
        above = self._line_top(offset) - self.verticalScrollBar().value() if offset else 0.0
        return View(offset, above / self._zoom)

    def visible_range(self) -> tuple[int, int]:
        """The code points between which the view lies."""
        top = self.verticalScrollBar().value()
        return self._places.between(top, top + self.viewport().height())

    def go_to(self, offset: int, *, series: str = "") -> None:
        """Jump to a code point, so that it stands near the top; `series` is for `jumped`."""
        before, scroll = self.view(), self.verticalScrollBar().value()
        self.restore(offset)
        if self.verticalScrollBar().value() != scroll:
            self.jumped.emit(before, offset, series)

    def restore(self, offset: int, above: float = AIR) -> None:
        """Scroll so that a code point stands near the top, with so many units above it; the first one with the title
        above it."""
        if not self._page.blocks or offset <= 0:
            self.verticalScrollBar().setValue(0)
            return
        self.verticalScrollBar().setValue(round(self._line_top(offset) - above * self._zoom))

    def _line_top(self, offset: int) -> float:
        """Where the line of a code point begins, in pixels of the document."""
        if boxes := self._page.rectangles(offset, offset + 1):
            return boxes[0].top()
        block = self._page.qt_block(self._page.index_at(offset))
        return self._page.box(block).top()

    def reveal(self, start: int, end: int, *, series: str = "") -> None:
        """Jump, if need be, so that the words between two code points stand in the upper third; `series` is for
        `jumped`."""
        boxes = self._page.rectangles(start, max(end, start + 1))
        if not boxes:
            self.go_to(start, series=series)
            return
        top, bottom = self.verticalScrollBar().value(), self.verticalScrollBar().value() + self.viewport().height()
        margin = 48 * self._zoom
        if boxes[0].top() < top + margin / 2 or boxes[-1].bottom() > bottom - margin:
            before = self.view()
            self.verticalScrollBar().setValue(int(boxes[0].top() - self.viewport().height() / 3))
            self.jumped.emit(before, start, series)

    def words_box(self) -> QRectF:
        """Where the last line of the selection stands, in pixels of this widget."""
        words = self.words()
        boxes = self._page.rectangles(*words) if words else []
        if not boxes:
            return QRectF()
        return boxes[-1].translated(self.viewport().x(), self.viewport().y() - self.verticalScrollBar().value())

    def _on_page(self, point: QPointF) -> QPointF:
        return point + QPointF(0, self.verticalScrollBar().value())
