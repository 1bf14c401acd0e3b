"""What the mouse and the keys do on the page: choose, select, drag an annotation's ends, point at things."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QAccessible, QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from viewer.mentions.model import Mention
from viewer.pages.theme import Theme
from viewer.ui.accessible import add_parts
from viewer.ui.accessible_reader import ReaderVoice
from viewer.ui.footnotes import Footnotes
from viewer.ui.margin_card import MarginNote
from viewer.ui.reader_boundaries import End, moved_end
from viewer.ui.reader_marks import Mark
from viewer.ui.reader_view import ReaderView
from viewer.ui.wording import plain_tip

__all__ = ["MarginNote", "Mark", "Reader"]

_CLICK = 4  # pixels that a click may waver


class Reader(ReaderView):
    """Shows one brief.

    Signals: `mention_clicked(Mention)`, `mark_clicked(str)` with an annotation's id, `mark_resized(str, int, int)` with
    an id and the range (code points) to which its ends were dragged, `edit_asked(str)` for the note whose card was
    double-clicked, `link_clicked(str)` with the target as the brief writes it, `words_changed()` when another stretch
    of text is selected, and `words_chosen()` when the mouse has done selecting; `menu_asked(QPoint)` where a context
    menu is wanted, after what is under the mouse was chosen.
    """

    mention_clicked = Signal(object)
    mark_clicked = Signal(str)
    mark_resized = Signal(str, int, int)
    edit_asked = Signal(str)
    blank_clicked = Signal()
    link_clicked = Signal(str)
    words_changed = Signal()
    words_chosen = Signal()
    menu_asked = Signal(QPoint)
    back_asked = Signal()
    forward_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.viewport().setMouseTracking(True)
        self.describe: Callable[[Mention], str] = lambda mention: mention.entity
        self._pressed: QPoint | None = None  # where the button went down; None once Esc has undone that
        self._repeated: tuple[QPointF, Sequence[str]] = (QPointF(), ())
        self.voice = ReaderVoice(self, self._scene, self.margin.note, self.mention_clicked.emit, self.mark_clicked.emit)
        self._spoken_page = add_parts(self.viewport(), QAccessible.Role.Grouping, self.voice.parts)
        self.selectionChanged.connect(self.words_changed)
        self._handles.resized.connect(self.mark_resized)
        self.margin.chosen.connect(self._choose_card)
        self.margin.edit_asked.connect(self.edit_asked)
        self.margin.pointed.connect(self._point_at)

    def mark_beside(self, id: str, forward: bool) -> Mark | None:
        """The annotation after or before one in the text; without one, after or before what is being read."""
        marks, offset = self._scene.marks, self.reading_offset()
        here = marks.get(id)
        return marks.after(here, offset) if forward else marks.before(here, offset)

    def reading_offset(self) -> int:
        """The code point from which somebody reads on: that of the caret if it is in view, else that at the top."""
        top, bottom = self.visible_range()
        return self.caret() if top <= self.caret() <= bottom else self.top_offset()

    def moved_end(self, id: str, which: End, forward: bool) -> tuple[int, int] | None:
        """The range (code points) of an annotation whose `start` or `end` has gone a word forward or back; None where
        there is no word to go to, or nothing would be left."""
        mark = self._scene.marks.get(id)
        return moved_end(self._page, mark.start, mark.end, which, forward) if mark else None

    # What is under the mouse

    def mention_under(self, point: QPointF) -> Mention | None:
        """The mention under a point of the viewport."""
        where = self._on_page(point)
        offset = self._places.under(where)
        # A hit on the right half of a glyph gives the place behind it.
        for near in () if offset is None else (offset, max(0, offset - 1)):
            mention = self._scene.mention_at(near)
            if mention and self._places.covers(mention.start, mention.end, near, where):
                return mention
        return None

    def marks_under(self, point: QPointF) -> list[str]:
        """The ids of the annotations under a point of the viewport, the innermost first."""
        where = self._on_page(point)
        offset = self._places.under(where)
        if offset is None:
            return []
        marks = self._scene.marks.around(max(0, offset - 1), offset + 1)
        return [mark.id for mark in marks if self._places.covers(mark.start, mark.end, offset, where)]

    def mark_under(self, point: QPointF) -> str:
        """The id of the innermost annotation under a point of the viewport, or ""."""
        return next(iter(self.marks_under(point)), "")

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton):
            back = event.button() == Qt.MouseButton.BackButton
            (self.back_asked if back else self.forward_asked).emit()
            return
        self._pressed = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and self._handles.press(event.position()):
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        near = (event.position().toPoint() - self._pressed).manhattanLength() < _CLICK
        if self._handles.held and event.button() == Qt.MouseButton.LeftButton:
            if near:
                self._handles.cancel()
                self._click(event.position())
            else:
                self._handles.release()
            return
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self.textCursor().hasSelection():
            self.words_chosen.emit()
        elif near:
            self._click(event.position())

    def _click(self, point: QPointF) -> None:
        number = Footnotes(self._page).number_under(self._on_page(point))
        if number is not None:
            self._go_back_from(number)
        elif link := self._link_under(point):
            self.link_clicked.emit(link)
        else:
            self._choose(point)

    def _choose(self, point: QPointF) -> None:
        """Choose what is under a point: an annotation, a mention, or neither."""
        mention, marks = self.mention_under(point), self.marks_under(point)
        if marks:
            self.mark_clicked.emit(self._next_of(marks, point))
        if mention:
            self.mention_clicked.emit(mention)
        if not marks and not mention:
            self.blank_clicked.emit()

    def _enter(self) -> bool:
        """Do what a click would where the caret is: follow a link, go back from a footnote, open a wide table."""
        if not self._page.blocks or self.textCursor().hasSelection():
            return False
        notes, caret = Footnotes(self._page), self.caret()
        if link := notes.link_at(caret):
            self.link_clicked.emit(link)
            if place := notes.place(link):
                self._put_caret(*place)
            return True
        return self._go_back_from(caret) or self.open_table(self._page.index_at(caret))

    def _go_back_from(self, offset: int) -> bool:
        """Go from a footnote to where it is referred to."""
        if place := Footnotes(self._page).reference(offset):
            self.reveal(*place)
            self._put_caret(*place)
        return place is not None

    def _next_of(self, marks: Sequence[str], point: QPointF) -> str:
        """Which of the annotations under a click it means: the innermost, and clicked again, the next one out."""
        before, same = self._repeated
        self._repeated = point, marks
        again = same == marks and (point - before).manhattanLength() < 2 * _CLICK and self._scene.mark in marks
        return marks[(marks.index(self._scene.mark) + 1) % len(marks)] if again else marks[0]

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # Where annotations overlap, a quick second click goes on to the next one, as a slow one does.
        if event.button() == Qt.MouseButton.LeftButton and len(self.marks_under(event.position())) > 1:
            self._pressed = event.position().toPoint()
            return
        super().mouseDoubleClickEvent(event)

    def _choose_card(self, id: str) -> None:
        self.mark_clicked.emit(id)
        if mark := self._scene.marks.get(id):
            self.reveal(mark.start, mark.end, series="note")

    def _point_at(self, id: str) -> None:
        self.margin.point_at(id)
        self.viewport().update()

    def _over_number(self, point: QPointF) -> bool:
        return Footnotes(self._page).number_under(self._on_page(point)) is not None

    def _link_under(self, point: QPointF) -> str:
        return self._places.link(self._on_page(point))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._handles.held:
            self._handles.move(point)
            return
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton:
            mark = self.mark_under(point)
            if self._handles.under(point):
                shape = Qt.CursorShape.SizeHorCursor
            elif mark or self._link_under(point) or self.mention_under(point) or self._over_number(point):
                shape = Qt.CursorShape.PointingHandCursor
            else:
                shape = Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(shape)
            self._point_at(mark)
            self.point_at_table(self._on_page(point))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._handles.held and event.key() == Qt.Key.Key_Escape:
            self._handles.cancel()
            self._pressed = None
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self._enter():
            return
        caret = self.caret() if QAccessible.isActive() else None
        super().keyPressEvent(event)
        if caret is not None and not self.textCursor().hasSelection():
            self.voice.caret_moved(caret)

    def event(self, event: QEvent) -> bool:
        # While a handle is held, Esc lets it go instead of doing what the window has it do.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._handles.held:
            event.setAccepted(event.key() == Qt.Key.Key_Escape)
            return True
        if isinstance(event, QWheelEvent):
            # Beside the column too, where a scroll area lets the wheel pass.
            self.wheelEvent(event)
            return event.isAccepted()
        return super().event(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if event.key() == Qt.Key.Key_Shift and self.textCursor().hasSelection():
            self.words_chosen.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        point = QPointF(self.viewport().mapFromGlobal(event.globalPos()))
        if not self.textCursor().hasSelection():
            self._choose(point)
        self.menu_asked.emit(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mention = self.mention_under(QPointF(event.pos()))
            if note := Footnotes(self._page).note(self._link_under(QPointF(event.pos()))):
                QToolTip.showText(event.globalPos(), plain_tip(note), self.viewport())
            elif mention:
                QToolTip.showText(event.globalPos(), plain_tip(self.describe(mention)), self.viewport())
            else:
                QToolTip.hideText()
            return True
        if event.type() == QEvent.Type.Leave:
            self._point_at("")
        return super().viewportEvent(event)
