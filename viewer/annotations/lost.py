"""Annotations left behind when a brief was renamed or moved without them: found by its text, and taken along.

An annotations file says which text it was last saved beside, and each annotation which text it was made on (see
`texts`). Nothing is ever guessed from names.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from viewer.annotations.disk import Disk, held, read_whole
from viewer.annotations.errors import BusyError, LoadError, MoveError, reason
from viewer.annotations.journal import Journal
from viewer.annotations.jsonld import SUFFIX, Page, briefs_of, read_page, sidecar_path, write_page
from viewer.annotations.merge import replay
from viewer.annotations.sidecar import (
    LARGEST,
    Reading,
    Sidecar,
    away_journal,
    home_journal,
    lock_of,
    real_sidecar,
    temporary,
)
from viewer.language import tr
from viewer.patience import in_time

_JOURNAL = ".annotations.journal"


def find_lost(
    brief_path: Path,
    text_digest: str,
    recents: Iterable[tuple[Path, str]] = (),
    fallback_dir: Path | None = None,
    disk: Disk | None = None,
) -> Path | None:
    """The annotations file that belongs to a brief with this text but stands beside none; None if there is none, or if
    the brief has annotations. It may be that only a journal of that file is there.

    Looks in the folder of the brief, then beside the briefs in `recents` that are there no more: their paths with the
    digests of the texts that they had. Of several in the folder, the one changed last. Links are passed over.
    """
    places = _Places(disk or Disk(), fallback_dir)
    try:
        mine = real_sidecar(brief_path)
        if not text_digest or places.time_of(mine) is not None:
            return None
        found = [(time, path) for path in _beside(mine.parent) if (time := places.time_of(path)) is not None]
    except (OSError, LoadError):
        return None
    for _, path in sorted(found, reverse=True):
        if not any(os.path.lexists(brief) for brief in briefs_of(path)) and places.is_about(path, text_digest):
            return path
    for brief, digest in recents:
        # It may have been on a share whose server is gone: a copy of it elsewhere is opened all the same.
        if digest == text_digest and in_time(partial(places.is_left_by, brief), False):
            return sidecar_path(brief)
    return None


def take_along(lost: Path, brief_path: Path, fallback_dir: Path, disk: Disk | None = None) -> Path:
    """Moves what `find_lost` found to the brief, with all that the journals hold; returns the annotations file.

    At every moment either the old files are whole or the new one is, and is on the disk. A file that stands there
    already is never overwritten. Raises MoveError; the old files are then as they were.
    """
    disk = disk or Disk()
    try:
        new = real_sidecar(brief_path)
        with ExitStack() as locks:
            # Out of a folder that may not be written to, they are copied.
            for sidecar in (lost, new) if disk.may_write(lost.parent) else (new,):
                locks.enter_context(held(disk, lock_of(sidecar), os.O_RDWR | os.O_CREAT, remove=True))
            _move(lost, new, fallback_dir, disk)
    except FileExistsError:
        raise MoveError(
            tr(
                "{file} has notes already. Those in {other} are left where they are.",
                file=brief_path.name,
                other=lost.name,
            )
        ) from None
    except (OSError, BusyError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise MoveError(
            tr(
                "The notes in {file} cannot be taken along: {why}. They are left where they are.",
                file=lost.name,
                why=why,
            )
        ) from error
    return new


def _move(lost: Path, new: Path, fallback_dir: Path, disk: Disk) -> None:
    old, target = Sidecar(lost, disk), Sidecar(new, disk)
    if disk.stat(new):
        raise FileExistsError
    reading = old.read(Reading())
    data = read_whole(disk, lost, LARGEST) if reading.stat else b""
    journals = [(journal, journal.read()) for journal in _Places(disk, fallback_dir).journals(lost)]
    merged = replay(reading.page.annotations, [change for _, entries in journals for change in entries.changes])
    if reading.page.damage or merged != reading.page.annotations:
        if reading.page.is_newer:
            raise MoveError(
                tr("{file} was saved by a newer version of this program and is left where it is.", file=lost.name)
            )
        if reading.page.damage:
            target.keep_copy(new.name, data, 0o600)
        data = write_page(reading.page.holding(merged))
    for journal, entries in journals:
        if entries.bad:
            target.keep_copy(journal.path.name.lstrip("."), entries.data, 0o600)
    target.create(data, reading.stat, temporary(new))
    # The notes are safe in their new place. What stays in the old one if something fails now does no harm.
    with suppress(OSError, BusyError):
        if reading.stat and not old.has_changed(reading):
            disk.unlink(lost)
        for journal, entries in journals:
            journal.drop(entries, remove=True)
        disk.sync_folder(lost.parent)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where notes may lie: an annotations file, the journal beside it, and the one in the data folder."""

    disk: Disk
    fallback_dir: Path | None

    def journals(self, sidecar: Path) -> list[Journal]:
        away = [away_journal(sidecar, self.fallback_dir)] if self.fallback_dir else []
        return [Journal(path, self.disk) for path in (home_journal(sidecar), *away)]

    def time_of(self, sidecar: Path) -> float | None:
        """When the notes were changed, None if there are none. Raises OSError."""
        found = (self.disk.stat(path) for path in (sidecar, *(one.path for one in self.journals(sidecar))))
        return max((one.st_mtime for one in found if one and one.st_size), default=None)

    def is_left_by(self, brief: Path) -> bool:
        """Whether there are notes of a brief that is gone. Raises OSError."""
        return not os.path.lexists(brief) and self.time_of(sidecar_path(brief)) is not None

    def is_about(self, sidecar: Path, text_digest: str) -> bool:
        try:
            data = read_whole(self.disk, sidecar, LARGEST) if self.disk.stat(sidecar) else b""
            journals = [journal.read() for journal in self.journals(sidecar)]
        except (OSError, BusyError):
            return False
        wanted = text_digest.encode()
        if wanted not in data and not any(wanted in journal.data for journal in journals):
            return False  # not worth taking apart
        page = read_page(data) if data else Page()
        notes = replay(page.annotations, [change for journal in journals for change in journal.changes])
        return page.text_digest == text_digest or any(note.text_digest == text_digest for note in notes.values())


def _beside(folder: Path) -> Iterator[Path]:
    """The annotations files of a folder, those included of which only the journal is there."""
    names = {path.name for path in folder.iterdir()}
    journals = (name for name in names if name.startswith(".") and name.endswith(_JOURNAL))
    names |= {name[1:].removesuffix(_JOURNAL) + SUFFIX for name in journals}
    return (folder / name for name in names if name.endswith(SUFFIX))
