"""The notes as they would be, and the changes that lead there: what the files taken in so far come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from viewer.annotations.anchors import Placed
from viewer.annotations.model import Annotation, Clock
from viewer.brief.model import Brief
from viewer.imports.making import Maker
from viewer.imports.proposal import Change, Proposal

#: The place of a change until the ledger looks all of them up.
NOT_YET = Placed("orphan")


class Ledger:
    """`here` is what the notes would be, by id; `maker` makes new ones; `clock` is for what has no time of its own."""

    def __init__(
        self, ours: Mapping[str, Annotation], brief: Brief, placed: Mapping[str, Placed], clock: Clock
    ) -> None:
        self.here = dict(ours)
        self.maker = Maker(brief, clock)
        self.clock = clock
        self._placed = {note: placed[id] for id, note in ours.items() if id in placed}
        self._changes: dict[str, Change] = {}
        self._same: set[str] = set()

    def places(self, notes: Iterable[Annotation]) -> dict[str, Placed]:
        """Where notes stand, by id; those not known yet are looked for in few passes over the text."""
        wanted = {note.id: note for note in notes}
        self._placed |= self.maker.places([note for note in wanted.values() if note not in self._placed])
        return {id: self._placed[note] for id, note in wanted.items()}

    def same(self, id: str) -> None:
        """A note that a file says nothing new of."""
        self._same.add(id)

    def propose(self, change: Change) -> None:
        """Adds a change to those that earlier files make. A doubtful one is not built upon and replaces none."""
        earlier = self._changes.get(change.id)
        if earlier and not earlier.is_doubtful:
            if change.is_doubtful:
                return
            values = dict(change.values)
            for id, (before, after) in earlier.values.items():
                values[id] = before, values[id][1] if id in values else after
            kind = change.kind if earlier.before else "added"
            change = replace(change, kind=kind, before=earlier.before, values=values)
        self._changes[change.id] = change
        if not change.is_doubtful:
            for id, (_, after) in change.values.items():
                if after is None:
                    self.here.pop(id, None)
                else:
                    self.here[id] = after

    def proposal(self, left_out: tuple[str, ...]) -> Proposal:
        """What the files come to."""
        changes = [change for change in self._changes.values() if any(a != b for a, b in change.values.values())]
        places = self.places(change.note for change in changes)
        changes = sorted((replace(change, placed=places[change.note.id]) for change in changes), key=_reading_order)
        return Proposal(tuple(changes), len(self._same - {change.id for change in changes}), left_out)


def _reading_order(change: Change) -> tuple[bool, bool, int, str]:
    start = change.placed.start
    return change.is_orphan, start is not None, start or 0, change.id
