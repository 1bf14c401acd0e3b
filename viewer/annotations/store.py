"""The annotations of one brief on the disk: loaded at open, appended to the journal, folded into the file.

The truth on the disk is the annotations file with the journal replayed onto it. Folding works from these two alone,
never from memory, so it can run in another thread and whoever folds brings home what every window has appended.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from viewer.annotations.disk import Disk, held
from viewer.annotations.edits import AnnotationSet, Edit
from viewer.annotations.errors import UNWRITABLE, BusyError, LoadError, not_appended, not_folded, reason
from viewer.annotations.journal import Entries, Journal
from viewer.annotations.merge import replay
from viewer.annotations.model import Annotation
from viewer.annotations.sidecar import Reading, Sidecar, away_journal, home_journal, lock_of, real_sidecar, temporary
from viewer.language import mark, tr

#: How often folding starts again when the file changes under its hands.
_ATTEMPTS = 5

_READ_ONLY = mark("The folder of this brief may not be written to.")


class AnnotationStore:
    """Keeps `annotations` on the disk. Make one with `open`.

    `annotations` belongs to the thread that edits: it calls `append` and `absorb`. `fold` may run in any thread.
    `append` never waits for the slow part of a fold.
    """

    def __init__(self, sidecar: Path, away: Path, disk: Disk) -> None:
        self.sidecar = sidecar
        #: Of the text that the notes are about, if known: kept in the file, so that a renamed brief is found again.
        self.text_digest = ""
        self.annotations = AnnotationSet()
        self._disk = disk
        self._home = Journal(home_journal(sidecar), disk)
        self._away = Journal(away, disk)
        self._lock = lock_of(sidecar)
        self._writes_home = True
        self._why_away = ""
        self._notices: list[str] = []
        self._file = Sidecar(sidecar, disk)
        self._read = Reading()
        #: False while a fold is under way or has failed half-way: the next one may not think there is nothing to do.
        self._settled = True
        #: What memory holds as far as the disk was told, or will be: changes together with the journal, under `_guard`.
        self._known: dict[str, Annotation] = {}
        self._pending: list[Edit] = []
        self._news: dict[str, tuple[Annotation | None, Annotation | None]] = {}
        self._guard = threading.Lock()
        self._folding = threading.Lock()

    @classmethod
    def open(
        cls, brief_path: Path, fallback_dir: Path, disk: Disk | None = None, *, text_digest: str = ""
    ) -> AnnotationStore:
        """Loads what is there. Raises LoadError if there is something that cannot be read and must not be overwritten.

        Where the folder of the brief may not be written to, edits go to a journal in `fallback_dir`; it is brought home
        when the folder can be written to again.
        """
        sidecar = real_sidecar(brief_path)
        store = cls(sidecar, away_journal(sidecar, fallback_dir), disk or Disk())
        store.text_digest = text_digest
        try:
            store._load()
        except OSError as error:
            raise LoadError(
                tr("{file} cannot be read: {why}. It is left as it is.", file=sidecar.name, why=reason(error))
            ) from error
        except BusyError as error:
            raise LoadError(tr("The notes cannot be read now: {why}. Try again in a moment.", why=error)) from error
        return store

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences for a banner: what was damaged, what was rescued, where the notes are kept."""
        return tuple(self._notices)

    @property
    def notice(self) -> str:
        """Where the notes are kept if that is not beside the brief, or ""."""
        return "" if self._writes_home else self._away_sentence()

    @property
    def unsaved(self) -> bool:
        """Whether some edit is in memory only."""
        return bool(self._pending)

    def append(self, edit: Edit) -> None:
        """Saves an edit that was applied to `annotations`: it is on the disk when this returns.

        Raises SaveError if it is not. The edit is then remembered and goes with the next `append`, `retry` or `fold`.
        """
        with self._guard:
            self._pending.append(edit)
            for id, (_, after) in edit.changes.items():
                _set(self._known, id, after)
            self._flush()

    def retry(self) -> None:
        """Saves what could not be saved before. Raises SaveError as `append` does."""
        with self._guard:
            self._flush()

    def fold(self) -> bool:
        """Brings the journal into the annotations file, and takes in what others wrote there.

        True if something came from outside: then call `absorb` in the thread that owns `annotations`. Does nothing when
        nothing changed. Raises SaveError; the old file and the journal are then intact, and it can be called again.
        """
        with self._folding:
            self.retry()
            try:
                if self._is_stale():
                    self._fold()
            except (OSError, BusyError) as error:
                raise not_folded(error, self.sidecar) from error
            return bool(self._news)

    def take_in(self) -> bool:
        """Like `fold`, if the file seems to have been changed by others; otherwise one look at the disk and no more."""
        try:
            if not self._file.has_changed(self._read):
                return False
        except OSError:
            return False  # told as soon as there is something to save
        return self.fold()

    def absorb(self) -> Edit:
        """Applies to `annotations` what the last folds found changed from outside, and returns it as an edit.

        The edit is on the disk already; it belongs neither in `append` nor in the history. A note that was edited here
        since the fold is left out: the next fold sees two versions and keeps both.
        """
        with self._guard:
            news, self._news = self._news, {}
            edit = Edit(
                tr("Change from outside"), {id: c for id, c in news.items() if self.annotations.get(id) == c[0]}
            )
            self.annotations.apply(edit)
            for id, (_, after) in edit.changes.items():
                _set(self._known, id, after)
        return edit

    def close(self) -> None:
        """Folds, and leaves no empty journal behind. Raises SaveError like `fold`; the store can still be used then."""
        self.fold()
        for journal in (self._home, self._away):
            # An empty journal does no harm.
            with suppress(OSError, BusyError), self._guard:
                journal.drop(Entries(), remove=True)

    def _load(self) -> None:
        self._sweep()
        # The journal before the file: what is folded in between is then seen twice, which is harmless, and not never.
        home, away = self._home.read(), self._away.read()
        self._take_in_file()
        self._known = replay(self._read.page.annotations, home.changes + away.changes)
        self.annotations = AnnotationSet(self._known.values())
        if bad := home.bad + away.bad:
            self._notices.append(
                tr(
                    "The journal of {file} is damaged: {bad} of its entries cannot be read.",
                    file=self.sidecar.name,
                    bad=bad,
                )
            )
        if self._writes_home and not self._may_write_home():
            self._go_away(tr(_READ_ONLY))

    def _sweep(self) -> None:
        """Takes away the temporary files and the lock that killed processes left, unless somebody is folding now."""
        name = re.compile(re.escape(self._lock.stem) + r"\.([0-9a-f]{8}\.tmp|lock)")
        with suppress(OSError, BusyError):
            strays = [path for path in self._lock.parent.iterdir() if name.fullmatch(path.name)]
            if strays:
                with held(self._disk, self._lock, os.O_RDWR | os.O_CREAT, remove=True):
                    for path in strays:
                        if path != self._lock:
                            self._disk.unlink(path)

    def _may_write_home(self) -> bool:
        there = self._disk.stat(self.sidecar)
        return self._disk.may_write(self.sidecar.parent) and (there is None or self._disk.may_write(self.sidecar))

    def _go_away(self, why: str) -> None:
        self._writes_home, self._why_away = False, why
        self._notices.append(self._away_sentence())

    def _away_sentence(self) -> str:
        return tr("{why} Your notes are kept in {path}.", why=self._why_away, path=self._away.path.parent)

    def _is_homeless(self) -> bool:
        return self._disk.stat(self.sidecar.parent) is None

    def _move_out(self) -> None:
        """The folder is gone, and with it the file and the journal: everything in memory is to be saved elsewhere.

        Call with `_guard` held, and `_flush` after it.
        """
        changes: dict[str, tuple[Annotation | None, Annotation | None]]
        changes = {id: (None, note) for id, note in self._known.items()}
        for edit in reversed(self._pending):
            changes |= {id: (before, self._known.get(id)) for id, (before, _) in edit.changes.items()}
        self._pending = [Edit(tr("Folder gone"), changes)] if changes else []
        self._go_away(tr("The folder of this brief is gone."))

    def _flush(self) -> None:
        """Appends what is pending, in one write. Call with `_guard` held."""
        if not self._pending:
            return
        try:
            self._append_pending()
        except (OSError, BusyError) as error:
            raise not_appended(error) from error
        self._pending.clear()

    def _append_pending(self) -> None:
        if self._writes_home:
            try:
                mode = self._read.stat.st_mode & 0o666 if self._read.stat else 0o666
                return self._home.append(self._pending, mode)
            except OSError as error:
                if error.errno not in UNWRITABLE:
                    raise
                if self._is_homeless():
                    self._move_out()
                else:
                    self._go_away(tr(_READ_ONLY))
        self._away.path.parent.mkdir(parents=True, exist_ok=True)
        return self._away.append(self._pending, 0o600)

    def _is_stale(self) -> bool:
        """Whether there is anything to fold or to take in, at the price of three looks at the disk."""
        return (
            (not self._settled)
            or self._file.has_changed(self._read)
            or any((found := self._disk.stat(j.path)) and found.st_size > 0 for j in (self._home, self._away))
        )

    def _fold(self) -> None:
        if self._writes_home and self._is_homeless():
            with self._guard:
                self._move_out()
                self._flush()
        if not self._writes_home:
            # The journal in the data folder is replayed at every open; the file cannot be written.
            self._merge(lambda home, away, merged: True)
            return
        with held(self._disk, self._lock, os.O_RDWR | os.O_CREAT, remove=True):
            for _ in range(_ATTEMPTS):
                if self._merge(self._save):
                    return
        raise BusyError(tr("the file is being changed again and again"))

    def _merge(self, save: Callable[[Entries, Entries, dict[str, Annotation]], bool]) -> bool:
        """Merges the file and the journals, hands the result to `save`, and notes what differs from memory."""
        with self._guard:
            self._flush()
            home, away = self._home.read(), self._away.read()
            known = dict(self._known)
        self._settled = False
        self._take_in_file()
        stored = self._read.page.annotations
        if not self._read.is_trustworthy:
            stored = {**known, **stored}
        merged = replay(stored, home.changes + away.changes)
        if not save(home, away, merged):
            return False
        pairs = ((id, (known.get(id), merged.get(id))) for id in known.keys() | merged.keys())
        news = {id: pair for id, pair in pairs if pair[0] is not pair[1] and pair[0] != pair[1]}
        with self._guard:
            self._news = news
        self._settled = True
        return True

    def _save(self, home: Entries, away: Entries, merged: dict[str, Annotation]) -> bool:
        """Writes the file if it does not say this already, then empties the journals. False if it changed meanwhile."""
        if not self._writes_home:
            return True
        both = ((self._home, home), (self._away, away))
        for journal, entries in both:
            if entries.bad:
                self._file.keep_copy(journal.path.name.lstrip("."), entries.data, 0o600)
        if merged != self._read.page.annotations:
            page = self._read.page.holding(merged).of_text(self.text_digest)
            written = self._file.replace(self._read, page, temporary(self.sidecar))
            if written is None:
                return False
            self._read = written
        for journal, entries in both:
            if entries.end:
                with self._guard:
                    journal.drop(entries)
        return True

    def _take_in_file(self) -> None:
        before, self._read = self._read, self._file.read(self._read)
        if self._read.page.damage and self._read.page is not before.page:
            self._notices.append(self._read.page.damage.sentence(self.sidecar.name))
        if self._writes_home and self._read.page.is_newer:
            self._go_away(
                tr("{file} was saved by a newer version of this program and is left as it is.", file=self.sidecar.name)
            )


def _set(held: dict[str, Annotation], id: str, value: Annotation | None) -> None:
    if value is None:
        held.pop(id, None)
    else:
        held[id] = value
