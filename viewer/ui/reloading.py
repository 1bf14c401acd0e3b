"""What is carried over when an open brief is read again: the passage on screen, and the history of edits."""

from __future__ import annotations

from dataclasses import dataclass

from viewer.annotations.anchors import Placer
from viewer.annotations.edits import History
from viewer.annotations.model import new_annotation
from viewer.annotations.target import Target
from viewer.language import tr, trn
from viewer.ui.session import Session

_PASSAGE = 200  # code points at the top of the view by which it is found again


@dataclass(frozen=True, slots=True)
class Reloading:
    """`text` is what the brief was, `top` the code point of it that stood at the top of the view, `annotation` the
    id of the note at hand, `entity` that of the chosen entity. `why` is a sentence that says why the brief is read
    again; "" where that needs no saying."""

    text: str
    top: int
    history: History
    annotation: str
    entity: str
    why: str

    @classmethod
    def of(cls, session: Session, top: int, why: str) -> Reloading:
        return cls(session.brief.text, top, session.history, session.annotation, session.entity, why)

    def carry_over(self, session: Session) -> int:
        """Give the history to the session of the brief as it is now; returns the code point to go to."""
        session.history = self.history
        old, new = self.text, session.brief.text
        end = min(len(old), self.top + _PASSAGE)
        if self.top >= end:
            return 0
        passage = new_annotation("", Target.at(old, self.top, end))
        found = Placer(new, lambda _digest: old).place(passage)
        if found.start is not None:
            return found.start
        return round(self.top / len(old) * len(new))

    def choose_again(self, session: Session) -> None:
        """Choose what was chosen, as far as it is still there."""
        if self.entity in session.index.entities:
            session.select_entity(self.entity)
        if self.annotation in session.annotations:
            session.select_annotation(self.annotation)

    def sentence(self, session: Session) -> str:
        """What to tell the reader."""
        moved = sum(session.placed(id).state == "moved" for id in session.annotations)
        lost = sum(session.placed(id).state == "orphan" for id in session.annotations)
        doubts = [trn("1 moved", "{n} moved", moved)] * bool(moved) + [
            trn("1 not found", "{n} not found", lost)
        ] * bool(lost)
        return f"{self.why} {tr('Notes to review: {what}.', what=', '.join(doubts))}" if doubts else self.why
