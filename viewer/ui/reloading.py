"""What is carried over when an open brief is read again: the passage on screen, and the history of edits."""

from __future__ import annotations

from dataclasses import dataclass

from viewer.annotations.anchors import Placer
from viewer.annotations.edits import History
from viewer.annotations.model import new_annotation
from viewer.annotations.target import Target
from viewer.ui.session import Session

_PASSAGE = 200  # code points at the top of the view by which it is found again


@dataclass(frozen=True, slots=True)
class Reloading:
    """`text` is what the brief was, `top` the code point of it that stood at the top of the view, `annotation` the
    id of the note at hand. `why` is a sentence that says why the brief is read again."""

    text: str
    top: int
    history: History
    annotation: str
    why: str

    @classmethod
    def of(cls, session: Session, top: int, why: str) -> Reloading:
        return cls(session.brief.text, top, session.history, session.annotation, why)

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

    def sentence(self, session: Session) -> str:
        """What to tell the reader."""
        moved = sum(session.placed(id).state == "moved" for id in session.annotations)
        lost = sum(session.placed(id).state == "orphan" for id in session.annotations)
        doubts = [f"{moved} moved"] * bool(moved) + [f"{lost} not found"] * bool(lost)
        return f"{self.why} Notes to review: {', '.join(doubts)}." if doubts else self.why
