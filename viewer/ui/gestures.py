"""What the reader does with words, mentions and notes, translated for the session."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from viewer.language import tr
from viewer.pages.theme import COLOURS
from viewer.ui.entity_chooser import Scope
from viewer.ui.reader import Reader
from viewer.ui.session import Session


class Gestures(QObject):
    """Acts on the open session, if there is one.

    Signals: `editing_asked(str, str)`: an annotation's id, and `note` or `tags`, where the caret is wanted;
    `annotated(str)`: the annotation that a highlight made or changed; `identity_asked(int, int)`: words (code points)
    for which an entity is to be chosen; `no_mention_said(int, int, str)`: words that name nobody,
    and how far that holds; `tags_asked(list)`: ids of several to be tagged; `highlighted_all(int)`: of how many places;
    `deleted(int)`: how many notes.

    `neighbour` tells which note comes after some in the list.
    """

    editing_asked = Signal(str, str)
    annotated = Signal(str)
    identity_asked = Signal(int, int)
    tags_asked = Signal(object)
    highlighted_all = Signal(int)
    deleted = Signal(int)
    no_mention_said = Signal(int, int, str)

    def __init__(
        self,
        session: Callable[[], Session | None],
        reader: Reader,
        neighbour: Callable[[Sequence[str]], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._reader = reader
        self._neighbour = neighbour
        self._colour = COLOURS[0]  # of the last highlight; a note on fresh words takes it too

    def highlight(self, colour: str) -> None:
        """Highlight the selected words, or recolour what is chosen."""
        self._colour = colour
        session = self._session()
        if session and (ids := self._annotations()):
            session.recolour(ids, colour)
            self.annotated.emit(ids[-1])

    def underline(self, style: str = "") -> None:
        """Draw what is chosen as an `underline`, or as a `fill`; without a style, the other of the two."""
        session = self._session()
        if session and (ids := self._annotations()):
            is_line = all(session.annotations[id].style == "underline" for id in ids)
            session.restyle(ids, style or ("fill" if is_line else "underline"))
            self.annotated.emit(ids[-1])

    def highlight_all(self) -> None:
        """Highlight the selected words, or those of the annotation or mention at hand, wherever the brief has them."""
        session, span = self._session(), self._span()
        if session and span:
            self.highlighted_all.emit(session.highlight_all(*span, self._colour))
            self._reader.clear_words()

    def edit(self, what: str) -> None:
        """Write a `note` or `tags` on the selected words, or on what is chosen."""
        ids = self._annotations()
        if what == "tags" and len(ids) > 1:
            self.tags_asked.emit(list(ids))
        elif ids:
            self.editing_asked.emit(ids[-1], what)

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
        if session and session.mention:
            return session.mention.start, session.mention.end
        where = session.placed(session.annotation) if session and session.annotation else None
        return (where.start, where.end) if where and where.start is not None and where.end is not None else None

    def delete(self) -> None:
        """Delete what is chosen."""
        session = self._session()
        if session and session.annotation:
            ids = session.chosen or (session.annotation,)
            following = self._neighbour(ids)
            session.delete(ids)
            if following:
                session.select_annotation(following)
            self.deleted.emit(len(ids))

    def move_end(self, which: str, forward: bool) -> None:
        """Move the `start` or the `end` of the annotation at hand by a word."""
        session = self._session()
        if session and session.annotation:
            span = self._reader.moved_end(session.annotation, which, forward)
            if span:
                self.resize(session.annotation, *span)

    def resize(self, id: str, start: int, end: int) -> None:
        """Let an annotation be about the words between two code points."""
        session = self._session()
        if session and id in session.annotations:
            before = session.placed(id)
            wider = (end - start) > (before.end or 0) - (before.start or 0)
            session.aim(id, start, end, tr("extend note") if wider else tr("shrink note"))

    def _annotations(self) -> tuple[str, ...]:
        """The annotation on the selected words, made if there is none, else all that are chosen."""
        session, words = self._session(), self._reader.words()
        if session is None:
            return ()
        if not words:
            return session.chosen or ((session.annotation,) if session.annotation else ())
        id = session.at(*words) or session.annotate(*words, colour=self._colour)
        self._reader.clear_words()
        return (id,)

    def step(self, forward: bool) -> None:
        """Go to the next or previous mention."""
        if session := self._session():
            session.step(forward, self._reader.reading_offset())
            self._tell_mention()

    def _tell_mention(self) -> None:
        session = self._session()
        if session and session.mention:
            self._reader.voice.tell_mention(session.mention)

    def step_note(self, forward: bool) -> None:
        """Go to the next or previous note."""
        session = self._session()
        mark = self._reader.mark_beside(session.annotation, forward) if session else None
        if mark:
            self.choose_annotation(mark.id)
            self._reader.voice.tell_mark(mark)

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
            self._tell_mention()

    def choose_annotation(self, id: str) -> None:
        """Choose an annotation and go to its words."""
        session = self._session()
        if session is None:
            return
        # What is done next is meant for the note.
        self._reader.clear_words()
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
