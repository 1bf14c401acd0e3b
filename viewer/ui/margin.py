"""The notes beside their words: cards where the window is wide, dots where it is not.

Only what is on the screen, and what may push it, is measured, laid out and painted: a brief may have 10,000 notes.
Everything that can be done with notes can be done in the Notes panel; this is its echo.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from viewer.language import tr, trn
from viewer.pages.theme import Theme
from viewer.ui.accessible import Part, part_chosen
from viewer.ui.margin_card import LINE, OPEN, Cards, MarginNote, paint_dot, spoken
from viewer.ui.margin_items import DOT_RADIUS, LEAD, Item, MarginItems
from viewer.ui.reader_places import Places
from viewer.ui.wording import counted, plain_tip

_EDGE = 8.0  # pixels behind the cards
_WIDEST, _GOOD, _NARROWEST = 320.0, 260.0, 220.0
_TIP_NOTES, _TIP_LENGTH = 6, 400


def type_scale(zoom: float) -> float:
    """How much larger the type of cards is at some zoom: it follows, but a card must still fit beside the column."""
    return min(1.4, max(0.9, zoom))


def least_width(zoom: float) -> float:
    """The pixels without which there are no cards."""
    return _NARROWEST * min(1.0, type_scale(zoom)) + LEAD + _EDGE


def good_width(zoom: float) -> float:
    """The pixels that cards take where the column can move for them."""
    return _GOOD * type_scale(zoom) + LEAD + _EDGE


def _lead(item: Item) -> float:
    """On the middle of a pixel, so that the line is thin."""
    return int(item.line.center().y()) + 0.5


class Margin(QWidget):
    """Shows notes at the height of their words.

    Signals: `chosen(str)` and `edit_asked(str)` with an annotation's id; `pointed(str)` with that of the one under the
    mouse, or "". Arrow keys go from note to note, Enter edits.
    """

    chosen = Signal(str)
    edit_asked = Signal(str)
    pointed = Signal(str)

    accessible_role = QAccessible.Role.List

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("margin")
        self.setAccessibleName(tr("Notes in the margin"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._theme = theme
        self._zoom = 1.0
        self._notes = MarginItems()
        self._wide = False
        self._scroll = 0
        self._chosen = ""
        self._pointed = ""
        self._pressed = ""
        self._cards: Cards | None = None
        self._arranged: list[Item] | None = None
        self.hide()

    # What it is told

    @property
    def has_notes(self) -> bool:
        return bool(self._notes.notes)

    def set_notes(self, notes: Sequence[MarginNote]) -> None:
        """Show these notes and no others."""
        self._notes.set_notes(notes)
        self._again()

    def change_notes(self, changed: Mapping[str, MarginNote | None]) -> None:
        """Show these notes, by id, as they are now; None for one that is gone."""
        self._notes.change_notes(changed)
        self._again()

    def set_look(self, theme: Theme, zoom: float) -> None:
        self._theme, self._zoom, self._cards = theme, zoom, None
        self._again()

    def set_places(self, places: Places) -> None:
        """Stand beside this page. To be called also when it is laid out anew."""
        self._notes.set_places(places)
        self._again()

    def set_wide(self, wide: bool) -> None:
        """Show cards, not dots."""
        if wide != self._wide:
            self._wide = wide
            self._again()

    def set_scroll(self, scroll: int) -> None:
        """The height of the page that is at the top of this widget, in pixels of the document."""
        self._scroll = scroll
        self._again()

    def select(self, id: str) -> None:
        """Open one note's card, at its words; "" for none. Says nothing."""
        self._chosen = id
        note = self._notes.get(id)
        self.setAccessibleDescription(spoken(note) if note else "")
        self._again()

    def point_at(self, id: str) -> None:
        """Make the card of the words under the mouse stand out; "" for none. Says nothing."""
        if id != self._pointed:
            self._pointed = id
            self.update()

    def _again(self) -> None:
        self._arranged = None
        self.update()

    # What it knows

    @property
    def is_wide(self) -> bool:
        return self._wide

    def boxes(self) -> dict[str, QRectF]:
        """Where the notes on the screen stand, by id, in pixels of this widget; several may share one box."""
        return {note.id: self._on_screen(item.box) for item in self._items() for note in item.notes}

    def leads(self) -> Iterator[float]:
        """The heights, in pixels of the document, at which a line leads from words to their card."""
        for item in self._items() if self._wide else ():
            if item.form is not None and item.notes[0].id in (self._chosen, self._pointed):
                yield _lead(item)

    def note(self, id: str) -> MarginNote | None:
        """The note with this id, if it has something to read."""
        return self._notes.get(id)

    def accessible_parts(self) -> list[Part]:
        """The notes on the screen, for screen readers."""
        return [self._part(item, note) for item in self._items() for note in item.notes]

    def _part(self, item: Item, note: MarginNote) -> Part:
        return Part(
            note.id,
            lambda: ". ".join(spoken(note).splitlines()),
            QAccessible.Role.ListItem,
            lambda: self._on_screen(item.box).toAlignedRect(),
            lambda: self.chosen.emit(note.id),
            lambda: note.id == self._chosen,
        )

    # Layout

    def _items(self) -> list[Item]:
        """What shows, worked out anew where something has changed."""
        if self._arranged is None:
            top, bottom = self._scroll, self._scroll + self.height()
            if self._wide:
                self._arranged = self._notes.cards(top, bottom, self._measure(), self._chosen)
            else:
                self._arranged = self._notes.dots(top, bottom, self.width())
        return self._arranged

    def _item_at(self, point: QPointF) -> Item | None:
        page = point + QPointF(0, self._scroll)
        return next((item for item in self._items() if item.box.contains(page)), None)

    def _measure(self) -> Cards:
        scale = type_scale(self._zoom)
        width = min(_WIDEST * scale, self.width() - LEAD - _EDGE)
        if self._cards is None or self._cards.width != width:
            self._cards = Cards(self._theme, QFont(self.font()), width, scale)
        return self._cards

    def _on_screen(self, box: QRectF) -> QRectF:
        return box.translated(0, -self._scroll)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self._scroll)
        for item in self._items():
            if item.form is None:
                self._paint_dots(painter, item)
            else:
                self._paint_card(painter, item, item.form)
        shown = self._wide and any(note.id == self._chosen for item in self._items() for note in item.notes)
        if self.hasFocus() and not shown:
            # No card on the screen shows that the keyboard is here.
            painter.setPen(QPen(self._theme["accent"], 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().translated(0, self._scroll).adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_card(self, painter: QPainter, item: Item, form: int) -> None:
        note, cards = item.notes[0], self._measure()
        chosen, pointed = note.id == self._chosen, note.id == self._pointed
        edge = QPen(self._theme["accent" if chosen else "muted" if pointed else "line"], 1)
        if chosen and self.hasFocus():
            edge.setWidthF(2)
        if chosen or pointed:
            y = _lead(item)
            card = min(max(y, item.box.top() + 6), item.box.bottom() - 6)
            painter.setPen(QPen(self._theme["muted"], 1))
            painter.drawPolyline([QPointF(0, y), QPointF(LEAD / 3, y), QPointF(LEAD, card)])
        cards.paint(painter, note, form, item.box, edge)

    def _paint_dots(self, painter: QPainter, item: Item) -> None:
        cards, dots = self._measure(), self._dots(item)
        for note, centre in dots:
            paint_dot(painter, note, cards.colour(note), centre, DOT_RADIUS)
            if note.id == self._chosen:
                painter.setPen(QPen(self._theme["accent"], 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(centre, DOT_RADIUS + 3, DOT_RADIUS + 3)
        count, behind = len(item.notes), dots[-1][1].x() + 2 * DOT_RADIUS
        label = str(count) if count > 1 else ""
        if self._wide:
            label = counted(count, "note") if count > 1 else cards.lines(item.notes[0], LINE)[0][0]
        cards.write(painter, label, QRectF(behind, item.box.top(), item.box.right() - behind, item.box.height()))

    def _dots(self, item: Item) -> list[tuple[MarginNote, QPointF]]:
        """The notes that have a dot of their own, and its middle. In a narrow margin one stands for all of a line."""
        if not self._wide:
            chosen = (note for note in item.notes if note.id == self._chosen)
            return [(next(chosen, item.notes[0]), QPointF(DOT_RADIUS + 3, item.box.center().y()))]
        room = max(1, int((item.box.width() - 100) / (3 * DOT_RADIUS)))
        left, y = item.box.left() + 2 * DOT_RADIUS, item.box.center().y()
        return [(note, QPointF(left + 3 * DOT_RADIUS * number, y)) for number, note in enumerate(item.notes[:room])]

    # Mouse and keys

    def note_under(self, point: QPointF) -> str:
        """The id of the note at a point of this widget, or ""; of several in one place, the one after the chosen."""
        item = self._item_at(point)
        if item is None:
            return ""
        if item.form is None and self._wide:
            for note, centre in self._dots(item):
                if abs(centre.x() - point.x()) <= 1.5 * DOT_RADIUS:
                    return note.id
        ids = [note.id for note in item.notes]
        return ids[(ids.index(self._chosen) + 1) % len(ids)] if self._chosen in ids else ids[0]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self.note_under(event.position())
        if event.button() != Qt.MouseButton.LeftButton or not self._pressed:
            event.ignore()
            return
        self.chosen.emit(self._pressed)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.setAccepted(bool(self._pressed))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The first click opened the card, and it may stand elsewhere now: what was pressed then is what is meant.
        if event.button() == Qt.MouseButton.LeftButton and self._pressed:
            self.edit_asked.emit(self._pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.note_under(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover("")

    def _hover(self, id: str) -> None:
        self.setCursor(Qt.CursorShape.PointingHandCursor if id else Qt.CursorShape.ArrowCursor)
        if id != self._pointed:
            self.point_at(id)
            self.pointed.emit(id)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            if words := self.tip(QPointF(event.pos())):
                QToolTip.showText(event.globalPos(), plain_tip(words), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def tip(self, point: QPointF) -> str:
        """What is said about a point of this widget: the notes there, if they do not show in full."""
        item = self._item_at(point)
        if item is None or item.form == OPEN:
            return ""
        words = [spoken(note) for note in item.notes[:_TIP_NOTES]]
        words = [text[:_TIP_LENGTH] + " …" if len(text) > _TIP_LENGTH else text for text in words]
        more = len(item.notes) - _TIP_NOTES
        return "\n\n".join([*words, trn("and 1 more", "and {n} more", more)] if more > 0 else words)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if reader := self.parentWidget():
            QCoreApplication.sendEvent(reader, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._step(key == Qt.Key.Key_Down)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen:
            self.edit_asked.emit(self._chosen)
        else:
            # The reader scrolls, and the window has its shortcuts.
            event.ignore()

    def _step(self, forward: bool) -> None:
        """Choose the next or previous note; at first, the first one on the screen."""
        notes, at = self._notes.notes, self._notes.number(self._chosen)
        if at < 0:
            if items := self._items():
                self._choose(items[0].notes[0].id)
        elif 0 <= (other := at + (1 if forward else -1)) < len(notes):
            self._choose(notes[other].id)

    def _choose(self, id: str) -> None:
        self.chosen.emit(id)
        part_chosen(self, id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
