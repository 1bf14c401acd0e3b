"""Merging by annotation id: the changes of a journal brought onto whatever the file holds now.

Each change names the version it started from. So it can be told apart whether the file still holds that version,
already holds the change (a crash between writing the file and emptying the journal), or was changed by somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from viewer.annotations.conflicts import compete, drop_outdated
from viewer.annotations.model import Annotation


@dataclass(frozen=True, slots=True)
class Change:
    """One note in one edit. `base` is the digest of the version replaced, "" for none; `after` None is a deletion."""

    id: str
    base: str
    after: Annotation | None


@dataclass(slots=True)
class _Branch:
    """Changes of one note, each starting where the last ended: where they began, what they passed, where they are."""

    base: str
    tip: Annotation | None
    passed: set[str] = field(default_factory=set)

    def add(self, change: Change) -> None:
        self.tip = change.after
        self.passed |= {change.base, digest(change.after)}


def digest(annotation: Annotation | None) -> str:
    """The digest of a version, "" for an absent note."""
    return annotation.digest if annotation is not None else ""


def replay(stored: Mapping[str, Annotation], changes: Iterable[Change]) -> dict[str, Annotation]:
    """The stored notes with the changes made. Doing it twice is the same as doing it once.

    Where two sides changed one note, both versions stay (see `conflicts`). Between a deletion and a change the change
    wins: nothing that somebody wrote is lost.
    """
    merged = dict(stored)
    for id, branches in _branches(changes).items():
        for branch in branches:
            _bring(merged, id, branch)
    return merged


def _branches(changes: Iterable[Change]) -> dict[str, list[_Branch]]:
    """The changes sorted by note into lines of descent; more than one where two windows changed the same version."""
    by_id: dict[str, list[_Branch]] = {}
    for change in changes:
        branches = by_id.setdefault(change.id, [])
        after = digest(change.after)
        home = next((branch for branch in branches if digest(branch.tip) == change.base), None)
        if home is None:
            # Written a second time after a failed write whose bytes reached the disk all the same.
            if any({change.base, after} <= branch.passed for branch in branches):
                continue
            home = _Branch(change.base, change.after)
            branches.append(home)
        home.add(change)
    return by_id


def _bring(merged: dict[str, Annotation], id: str, branch: _Branch) -> None:
    current = merged.get(id)
    if digest(current) in branch.passed:
        if branch.tip is None:
            merged.pop(id, None)
        else:
            merged[id] = branch.tip
    elif branch.tip is None or digest(branch.tip) == branch.base:
        return
    elif current is None:
        merged[id] = branch.tip
    else:
        drop_outdated(merged, id, branch.passed)
        compete(merged, id, branch.tip)
