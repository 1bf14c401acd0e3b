"""What files would bring in: shown first, change by change, and then applied as one edit of those that are wanted."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Literal

from viewer.annotations.anchors import Placed
from viewer.annotations.edits import Change as Values
from viewer.annotations.edits import Edit
from viewer.annotations.model import Annotation
from viewer.language import mark, tr, trn

LABEL = mark("import notes")


@dataclass(frozen=True)
class Change:
    """One note that is added, changed or deleted.

    `before` is the note as it is here, `after` as the file has it. `values` is what taking the change does, by id:
    where both sides changed a note, the losing version comes along as a copy (see `annotations.conflicts`). `placed`
    says where the words stand in the brief, `place` where the file has them (“page 3”). A doubtful change is not to be
    taken unless the reader says so; `remark` is a sentence on what is special.
    """

    kind: Literal["added", "changed", "deleted"]
    id: str
    before: Annotation | None
    after: Annotation | None
    placed: Placed
    values: Mapping[str, Values] = field(repr=False)
    file: str = ""
    place: str = ""
    remark: str = ""
    is_doubtful: bool = False

    @property
    def note(self) -> Annotation:
        """The note to show: as it would be, or as it was if it would be gone."""
        note = self.after or self.before
        assert note is not None
        return note

    @property
    def is_conflict(self) -> bool:
        """Whether both versions are kept."""
        return any(id != self.id for id in self.values)

    @property
    def is_orphan(self) -> bool:
        """Whether it would be listed without a place."""
        return self.after is not None and self.placed.state == "orphan"


@dataclass(frozen=True)
class Proposal:
    """The changes in reading order, orphans last; how many notes are the same here and in the files; and in sentences
    what the files hold that is no note."""

    changes: tuple[Change, ...] = ()
    unchanged: int = 0
    left_out: tuple[str, ...] = ()

    def edit(self, chosen: Container[str] | None = None) -> Edit:
        """One edit of the changes with these ids; None takes all that are not doubtful. It starts from the notes that
        the proposal was made for."""
        values: dict[str, Values] = {}
        for change in self.changes:
            if change.id in chosen if chosen is not None else not change.is_doubtful:
                values |= change.values
        return Edit(tr(LABEL), values)

    def count(self, kind: str) -> int:
        return sum(change.kind == kind for change in self.changes)

    def __str__(self) -> str:
        """For a banner: “2 added, 1 changed, 1 deleted, 40 unchanged; 1 without a place”."""
        counts = (
            (trn("1 added", "{n} added", self.count("added")), self.count("added")),
            (trn("1 changed", "{n} changed", self.count("changed")), self.count("changed")),
            (trn("1 deleted", "{n} deleted", self.count("deleted")), self.count("deleted")),
        )
        parts = [words for words, number in counts if number]
        parts.append(trn("1 unchanged", "{n} unchanged", self.unchanged))
        doubtful, orphans = (
            sum(flag) for flag in ([one.is_doubtful for one in self.changes], [one.is_orphan for one in self.changes])
        )
        tail = [trn("1 without a place", "{n} without a place", orphans)] * bool(orphans)
        tail += [trn("1 doubtful", "{n} doubtful", doubtful)] * bool(doubtful)
        return reduce(lambda said, more: tr("{said}; {more}", said=said, more=more), tail, ", ".join(parts))
