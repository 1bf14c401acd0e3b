"""The power goes at any moment: every state that the disk may then be in has whole files and all promised notes.

A model of a disk that keeps what POSIX promises and no more: what was written to a file is there for certain after
fsync of that file, a name after fsync of its folder; of what came later any part may be there, cut off or filled with
zeros.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.annotations.killing import KEPT, Figures, allowed, look
from tests.annotations.writer import WORK, note
from viewer.annotations.disk import Disk
from viewer.annotations.edits import Edit
from viewer.annotations.jsonld import Page, write_page
from viewer.annotations.lost import find_lost, take_along
from viewer.annotations.store import AnnotationStore

#: States tried at each moment, besides those in which nothing and everything of what is uncertain is there.
GUESSES = 6


@dataclass(eq=False)
class File:
    """What was done to a file: (size it was cut to, None) or (where, what was written)."""

    data: bytes = b""
    done: list[tuple[int, bytes | None]] = field(default_factory=list)
    certain: int = 0

    def after(self, count: int, torn: int | None = None, *, zeros: bool = False) -> bytes:
        """The content when so many of the changes are there, `torn` bytes of the last if it was a write."""
        content = self.data
        for number, (at, what) in enumerate(self.done[:count]):
            if what is not None and torn is not None and number == count - 1:
                what = what[:torn] + (b"\x00" * (len(what) - torn) if zeros else b"")
            content = content[:at] + (what or b"")
        return content


@dataclass
class Names:
    """What was done to the names in a folder: (name, file), None for a name that was taken away. Some go together."""

    first: dict[str, File]
    done: list[list[tuple[str, File | None]]] = field(default_factory=list)
    certain: int = 0


class Watched(Disk):
    """The real disk, and the model beside it. `moments` calls back before each call that changes anything."""

    def __init__(self, folder: Path, before: Any) -> None:
        self.now = {path.name: File(path.read_bytes()) for path in folder.iterdir()}
        self.names = Names(dict(self.now))
        self.files = list(self.now.values())
        self.folder, self.before = folder, before
        self.open_files: dict[int, File] = {}

    def _name(self, *changes: tuple[str, File | None]) -> None:
        self.names.done.append(list(changes))
        for name, file in changes:
            self.now.pop(name, None) if file is None else self.now.update({name: file})

    def open(self, path: Path, flags: int, mode: int = 0o666) -> int:
        fd = super().open(path, flags, mode)
        if path.parent == self.folder:
            if path.name not in self.now:
                self.files.append(File())
                self._name((path.name, self.files[-1]))
            self.open_files[fd] = self.now[path.name]
        return fd

    def write(self, fd: int, data: bytes) -> int:
        self.before()
        file = self.open_files[fd]
        file.done.append((len(file.after(len(file.done))), data))
        return super().write(fd, data)

    def truncate(self, fd: int, size: int) -> None:
        self.before()
        self.open_files[fd].done.append((size, None))
        super().truncate(fd, size)

    def sync(self, fd: int) -> None:
        self.before()
        super().sync(fd)
        if file := self.open_files.get(fd):
            file.certain = len(file.done)

    def sync_data(self, fd: int) -> None:
        self.sync(fd)

    def sync_folder(self, folder: Path) -> None:
        self.before()
        Disk.sync_folder(Disk(), folder)
        if folder == self.folder:
            self.names.certain = len(self.names.done)

    def replace(self, source: Path, target: Path) -> None:
        self.before()
        super().replace(source, target)
        self._name((target.name, self.now[source.name]), (source.name, None))

    def link(self, source: Path, target: Path) -> None:
        self.before()
        super().link(source, target)
        self._name((target.name, self.now[source.name]))

    def unlink(self, path: Path) -> None:
        self.before()
        super().unlink(path)
        if path.name in self.now:
            self._name((path.name, None))

    def states(self, moments: random.Random) -> Iterator[dict[str, bytes]]:
        """What may be found when the power comes back."""
        for guess in range(GUESSES + 2):
            contents = {}
            for file in self.files:
                uncertain = len(file.done) - file.certain
                count = (0, uncertain)[guess] if guess < 2 else moments.randint(0, uncertain)
                torn = None
                if guess >= 2 and count and (written := file.done[file.certain + count - 1][1]) is not None:
                    torn = moments.randint(0, len(written))
                contents[file] = file.after(file.certain + count, torn, zeros=moments.random() < 0.5)
            there = dict(self.names.first)
            for number, changes in enumerate(self.names.done):
                if number < self.names.certain or guess == 1 or (guess >= 2 and moments.random() < 0.5):
                    for name, named in changes:
                        there.pop(name, None) if named is None else there.update({name: named})
            yield {name: contents[file] for name, file in there.items()}


@pytest.mark.skipif(os.name == "nt", reason="the model is of POSIX")
@pytest.mark.parametrize("work", WORK)
def test_no_state_after_a_power_cut_lacks_a_promised_note(tmp_path: Path, work: str) -> None:
    folder, data, file = tmp_path / "folder", tmp_path / "data", tmp_path / "promises"
    folder.mkdir()
    brief = folder / "b.brief.md"
    brief.with_name("b.annotations.jsonld").write_bytes(write_page(Page({"old": note("old", "old")})))
    store = AnnotationStore.open(brief, data)
    edit = Edit.adding("Add", [note("journal", "journal")])
    store.annotations.apply(edit)
    store.append(edit)
    file.write_text("! old old\n! journal journal\n")
    moments, figures, seen = random.Random(work), Figures(), 0

    def look_at_all_states() -> None:
        nonlocal seen
        for state in disk.states(moments):
            seen += 1
            place = tmp_path / "states" / str(seen)
            place.mkdir(parents=True)
            for name, content in state.items():
                (place / name).write_bytes(content)
            if work == "moving":
                taken_along(place, data, figures)
            else:
                look(place / brief.name, data, allowed(file), figures)

    disk = Watched(folder, look_at_all_states)
    with file.open("ab", buffering=0) as promises:
        WORK[work](brief, data, promises.fileno(), disk)
    look_at_all_states()
    assert seen > 80 and figures.harm == 0, figures


def taken_along(place: Path, data: Path, figures: Figures) -> None:
    """The notes are in the new place, or are found where they were."""
    new, old = place / "new.brief.md", place / "b.annotations.jsonld"
    expected = {id: {id} for id in ("old", "journal")}
    if not new.with_name("new.annotations.jsonld").exists():
        look(place / "b.brief.md", data, expected, figures, {path.name for path in place.iterdir()})
        take_along(old, new, data)
    assert find_lost(new, "0" * 32) is None
    look(new, data, expected, figures, {*KEPT, "new.annotations.jsonld", ".b.annotations.lock"})
