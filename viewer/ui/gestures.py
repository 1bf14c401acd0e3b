"""What the reader does with words, mentions and notes, translated for the session."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from viewer.pages.theme import COLOURS
from viewer.ui.entity_chooser import Scope
from viewer.ui.reader import Reader
from viewer.ui.session import Session


class Gestures(QObject):
    """Acts on the open session, if there is one.

    Signals: `editing_asked(str, str)`: an annotation's id, and `note` or `tags`, where the caret is wanted;
    `annotated(str)`: the annotation that a highlight made or changed; `identity_asked(int, int)`: words (code points)
    for which an entity is to be chosen; `no_mention_said(int, int, str)`: words that name nobody,
    and how far that holds.
    """

    editing_asked = Signal(str, str)
    annotated = Signal(str)
    identity_asked = Signal(int, int)
    no_mention_said = Signal(int, int, str)

    def __init__(self, session: Callable[[], Session | None], reader: Reader, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._reader = reader
        self._colour = COLOURS[0]  # of the last highlight; a note on fresh words takes it too

    def highlight(self, colour: str) -> None:
        """Highlight the selected words, or recolour the annotation at hand."""
        self._colour = colour
        session, id = self._session(), self._annotation()
        if session and id:
            annotation = session.annotations[id]
            if annotation.exact and annotation.colour != colour:
                session.recolour(id, colour)
            self.annotated.emit(id)

    def edit(self, what: str) -> None:
        """Write a `note` or `tags` on the selected words, or on the annotation at hand."""
        if id := self._annotation():
            self.editing_asked.emit(id, what)

    def note_on_brief(self) -> None:
        if session := self._session():
            self.editing_asked.emit(session.annotate_brief(), "note")

    def identify(self) -> None:
        """Ask what the selected words, or the mention at hand, are."""
        if span := self._span():
            self.identity_asked.emit(*span)

    def no_mention(self, scope: Scope) -> None:
        """Say that the selected words, or the mention at hand, name nobody, and how far that holds."""
        if span := self._span():
            self.no_mention_said.emit(*span, scope)

    def _span(self) -> tuple[int, int] | None:
        session = self._session()
        if words := self._reader.words():
            return words
        return (session.mention.start, session.mention.end) if session and session.mention else None

    def delete(self) -> None:
        """Delete the annotation at hand."""
        session = self._session()
        if session and session.annotation:
            session.delete(session.annotation)

    def _annotation(self) -> str:
        """The id of the annotation on the selected words, made if there is none, else of the one at hand, or ""."""
        session, words = self._session(), self._reader.words()
        if session is None:
            return ""
        if not words:
            return session.annotation
        id = session.at(*words) or session.annotate(*words, colour=self._colour)
        self._reader.clear_words()
        return id

    def step(self, forward: bool) -> None:
        """Go to the next or previous mention."""
        if session := self._session():
            session.step(forward, self._reader.top_offset())

    def choose_entity(self, entity: str) -> None:
        """Choose an entity and go to its nearest mention; chosen again, go to the next one."""
        session = self._session()
        if session is None:
            return
        if entity == session.entity:
            self.step(True)
            return
        session.select_suggestion(None)
        session.select_entity(entity)
        nearest = session.index.nearest(entity, self._reader.top_offset())
        if nearest:
            session.select_mention(nearest)

    def choose_annotation(self, id: str) -> None:
        """Choose an annotation and go to its words."""
        session = self._session()
        if session is None:
            return
        session.select_annotation(id)
        where = session.placed(id)
        if where.start is not None and where.end is not None:
            self._reader.reveal(where.start, where.end)

    def deselect(self) -> None:
        """Let go of words, mention, entity and annotation, and give the keyboard back to the reader."""
        self._reader.setFocus()
        self._reader.clear_words()
        if session := self._session():
            session.select_mention(None)
            session.select_entity("")
            session.select_suggestion(None)
            session.select_annotation("")
