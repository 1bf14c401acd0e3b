"""Walks the reader through the notes of a session that moved, were lost or have two versions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from viewer.language import tr
from viewer.ui.cases import cases
from viewer.ui.reader import Reader
from viewer.ui.review import Review
from viewer.ui.session import Session


class Reviewing(QObject):
    """Connects a review to the session that is open, if there is one."""

    def __init__(self, review: Review, reader: Reader, session: Callable[[], Session | None], parent: QObject) -> None:
        super().__init__(parent)
        self._review = review
        self._reader = reader
        self._session = session
        review.shown.connect(self._go_to)
        review.accepted.connect(lambda id: self._with(lambda session: session.accept(id)))
        review.kept_lost.connect(lambda id: self._with(lambda session: session.keep_lost(id)))
        review.deleted.connect(lambda id: self._with(lambda session: session.delete([id])))
        review.kept_one.connect(lambda id: self._with(lambda session: session.settle(id)))
        review.kept_both.connect(lambda id: self._with(lambda session: session.settle_both(id)))
        review.reattach_asked.connect(self._reattach)
        review.closed.connect(self.close)

    def open(self, id: str = "") -> None:
        """Begin, with a certain note if it is among the cases."""
        session = self._session()
        found = cases(session) if session else []
        if found:
            self._review.show()
            self._review.show_cases(found, id)
            self.words_changed()

    def close(self) -> None:
        self._review.hide()
        self._reader.show_places(())

    def refresh(self) -> None:
        """What there is to review may be different now."""
        session = self._session()
        if self._review.isVisible():
            if session:
                self._review.show_cases(cases(session))
            else:
                self.close()

    def words_changed(self) -> None:
        """Other words are selected, or none."""
        self._review.set_words(self._reader.words() is not None)

    def _with(self, do: Callable[[Session], None]) -> None:
        if session := self._session():
            do(session)

    def _go_to(self, id: str) -> None:
        session = self._session()
        if session is None or id not in session.annotations:
            return
        where = session.placed(id)
        if where.start is None or where.end is None:
            self._reader.show_places(())
            session.select_annotation("")
            return
        session.select_annotation(id)
        self._reader.show_places([(where.start, where.end)])
        self._reader.reveal(where.start, where.end)

    def _reattach(self, id: str) -> None:
        session, words = self._session(), self._reader.words()
        if session and words:
            session.aim(id, *words, tr("re-attach note"))
            self._reader.clear_words()
