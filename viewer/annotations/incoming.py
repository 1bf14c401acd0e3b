"""Annotations of other people brought in: their files read and left as they are, ours changed by one edit."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from viewer.annotations.disk import Disk
from viewer.annotations.edits import Edit
from viewer.annotations.errors import BusyError, LoadError, reason
from viewer.annotations.journal import Journal
from viewer.annotations.merge import replay
from viewer.annotations.model import Annotation
from viewer.annotations.sidecar import Reading, Sidecar, home_journal, real_sidecar
from viewer.annotations.three_way import merge_notes
from viewer.language import mark, tr, trn


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a file holds, and how much of it could not be read: lines, entries of its journal, items that are no
    annotations. Where it is not `whole`, a note that is missing was not deleted."""

    notes: Mapping[str, Annotation]
    unreadable: int = 0
    whole: bool = True


def read_file(path: Path, disk: Disk | None = None) -> Incoming:
    """The annotations in a file, or in the one beside a brief, with what its journal holds. Writes nothing.

    Raises LoadError if there is no such file, or one that cannot be read at all.
    """
    disk = disk or Disk()
    sidecar = Path(os.path.realpath(path)) if path.suffix == ".jsonld" else real_sidecar(path)
    try:
        journal = Journal(home_journal(sidecar), disk).read()
        reading = Sidecar(sidecar, disk).read(Reading())
    except (OSError, BusyError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise LoadError(tr("{path} cannot be read: {why}.", path=path, why=why)) from error
    if reading.stat is None and not journal.changes:
        raise LoadError(
            tr("There are no notes in {path}.", path=sidecar)
            if path == sidecar
            else tr("There are no notes beside {path}.", path=path)
        )
    page = reading.page
    lost = 0 if page.is_readable else max(1, page.damage.lost if page.damage else 0)
    if lost and not page.annotations:
        raise LoadError(tr("{path} holds no notes that can be read.", path=path))
    notes = replay(page.annotations, journal.changes)
    return Incoming(notes, lost + journal.bad + len(page.loose), whole=reading.is_trustworthy and not journal.bad)


def bring_in(
    ours: Mapping[str, Annotation],
    others: Sequence[Incoming],
    base: Mapping[str, Annotation] | None = None,
    label: str = mark("merge notes"),
) -> Edit:
    """The edit that brings the notes of others into ours. Without `base`, which all come from, it deletes none."""
    merged = dict(ours)
    for other in others:
        theirs = other.notes if other.whole else {**(base or {}), **other.notes}
        merged = merge_notes(merged, theirs, base)
    pairs = ((id, (ours.get(id), merged.get(id))) for id in dict.fromkeys([*ours, *merged]))
    return Edit(tr(label), {id: pair for id, pair in pairs if pair[0] != pair[1]})


@dataclass(frozen=True, slots=True)
class Summary:
    """What an edit brought in, by ids. `conflicts` are the ids of copies, which do not count as added."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()

    @classmethod
    def of(cls, edit: Edit) -> Summary:
        new = {id for id, (before, after) in edit.changes.items() if after and after.conflicts_with and not before}
        kinds: dict[str, list[str]] = {"added": [], "changed": [], "deleted": []}
        for id, (before, after) in edit.changes.items():
            if before != after and id not in new:
                kinds["added" if before is None else "deleted" if after is None else "changed"].append(id)
        # A note whose other version got its id is in conflict, and not changed.
        rivals = {after.conflicts_with for id, (_, after) in edit.changes.items() if id in new and after}
        changed = tuple(id for id in kinds["changed"] if id not in rivals)
        return cls(tuple(kinds["added"]), changed, tuple(kinds["deleted"]), tuple(sorted(new)))

    def __str__(self) -> str:
        """For a banner or a line of output: “3 notes added, 1 changed, 2 in conflict (both versions kept)”."""
        # The first says what is counted.
        counts = (
            (self.added, _added),
            (self.changed, _changed),
            (self.deleted, _deleted),
            (self.conflicts, _in_conflict),
        )
        parts = [(len(ids), words) for ids, words in counts if ids]
        if not parts:
            return tr("No notes changed")
        said = [words(count, number == 0) for number, (count, words) in enumerate(parts)]
        return ", ".join(said)


def _added(n: int, whole: bool) -> str:
    return trn("1 note added", "{n} notes added", n) if whole else trn("1 added", "{n} added", n)


def _changed(n: int, whole: bool) -> str:
    return trn("1 note changed", "{n} notes changed", n) if whole else trn("1 changed", "{n} changed", n)


def _deleted(n: int, whole: bool) -> str:
    return trn("1 note deleted", "{n} notes deleted", n) if whole else trn("1 deleted", "{n} deleted", n)


def _in_conflict(n: int, whole: bool) -> str:
    if whole:
        return trn("1 note in conflict (both versions are kept)", "{n} notes in conflict (both versions are kept)", n)
    return trn("1 in conflict (both versions are kept)", "{n} in conflict (both versions are kept)", n)
