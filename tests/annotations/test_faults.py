"""Every call to the disk fails, once or from then on: old or new, never neither, never a false "saved"."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from viewer.annotations.disk import Disk
from viewer.annotations.edits import Edit
from viewer.annotations.errors import LoadError, SaveError
from viewer.annotations.jsonld import Page, read_page, write_page
from viewer.annotations.model import Annotation
from viewer.annotations.store import AnnotationStore

CALLS = [
    "open",
    "read",
    "write",
    "truncate",
    "sync",
    "sync_data",
    "sync_folder",
    "replace",
    "copy_mode",
    "stat",
    "lock",
]


class Faulty(Disk):
    """A disk that fails at the n-th of the calls named, counted from `arm`, and with `lasting` at all that follow."""

    def __init__(self, name: str, error: int, *, lasting: bool) -> None:
        self.name, self.error, self.lasting = name, error, lasting
        self.left = -1
        self.failed = False

    def arm(self, after: int) -> None:
        self.left, self.failed = after, False

    def heal(self) -> None:
        self.left = -1

    def due(self, name: str) -> bool:
        if name != self.name or self.left < 0:
            return False
        if self.left > 0:
            self.left -= 1
            return False
        self.left = 0 if self.lasting else -1
        self.failed = True
        return True


def _failing(name: str) -> Callable[..., Any]:
    real = getattr(Disk, name)

    def call(self: Faulty, *arguments: Any) -> Any:
        if self.due(name):
            raise OSError(self.error, os.strerror(self.error))
        return real(self, *arguments)

    return call


for _name in [*CALLS, "close", "unlink", "link"]:
    setattr(Faulty, _name, _failing(_name))


def _close(self: Faulty, fd: int) -> None:
    """The system frees the descriptor even when it reports an error."""
    Disk.close(self, fd)
    if self.due("close"):
        raise OSError(self.error, os.strerror(self.error))


def _write(self: Faulty, fd: int, data: bytes) -> int:
    if not self.due("write"):
        return Disk.write(self, fd, data)
    if self.error:
        Disk.write(self, fd, data[: len(data) // 2])
        raise OSError(self.error, os.strerror(self.error))
    return Disk.write(self, fd, data[: len(data) // 2])


Faulty.close = _close  # type: ignore[method-assign]
Faulty.write = _write  # type: ignore[method-assign]


def notes_on_disk(brief: Path, data: Path) -> dict[str, Annotation]:
    """What a program that starts now would show."""
    return dict(AnnotationStore.open(brief, data).annotations)


FAULTS = [
    (name, error, lasting)
    for name in [*CALLS, "close", "unlink"]
    for error in (errno.EIO, errno.ENOSPC)
    for lasting in (False, True)
]
FAULTS += [("write", 0, False), ("write", 0, True)]


@pytest.mark.parametrize(("name", "error", "lasting"), FAULTS)
def test_no_fault_loses_a_note_or_claims_one(
    tmp_path: Path, make: Any, do: Any, name: str, error: int, lasting: bool
) -> None:
    old, mine, late = make("old"), make("mine"), make("late")
    outside = make("outside")
    at = 0
    while True:
        folder = tmp_path / str(at)
        folder.mkdir()
        brief, data = folder / "b.brief.md", folder / "data"
        sidecar = folder / "b.annotations.jsonld"
        sidecar.write_bytes(write_page(Page({old.id: old})))
        disk = Faulty(name, error, lasting=lasting)
        store = AnnotationStore.open(brief, data, disk)
        promised = {old.id: old}
        disk.arm(at)

        def attempt(edit: Edit) -> None:
            store.annotations.apply(edit)  # noqa: B023
            try:
                store.append(edit)  # noqa: B023
                promised.update({id: after for id, (_, after) in edit.changes.items() if after})  # noqa: B023
            except SaveError as failure:
                assert str(failure).startswith("Not saved")
                assert store.unsaved  # noqa: B023

        attempt(Edit.adding("Add", [mine]))
        assert notes_on_disk(brief, data).items() >= promised.items()
        folded = False
        try:
            store.fold()
            folded = True
        except SaveError as failure:
            assert str(failure).startswith("Not saved")
        page = read_page(sidecar.read_bytes())
        assert not page.damage
        assert dict(page.annotations) in ([] if folded else [{old.id: old}]) + [{old.id: old, mine.id: mine}]
        attempt(Edit.adding("Later", [late]))
        found = notes_on_disk(brief, data)
        assert found.items() >= promised.items()
        assert found.keys() <= {old.id, mine.id, late.id}

        disk.heal()
        sidecar.write_bytes(write_page(Page({**read_page(sidecar.read_bytes()).annotations, outside.id: outside})))
        store.fold()
        store.absorb()
        store.close()
        everything = {note.id: note for note in (old, mine, late, outside)}
        assert dict(store.annotations) == everything == notes_on_disk(brief, data)
        assert dict(read_page(sidecar.read_bytes()).annotations) == everything
        assert not [path for path in folder.iterdir() if path.suffix in (".tmp", ".lock")] or name == "unlink"
        if not disk.failed:
            assert at > 0, f"{name} is never called"
            break
        at += 1


@pytest.mark.parametrize("name", ["open", "read", "stat", "lock", "close"])
def test_opening_fails_in_a_sentence_or_succeeds_in_full(tmp_path: Path, make: Any, do: Any, name: str) -> None:
    brief = tmp_path / "b.brief.md"
    first = AnnotationStore.open(brief, tmp_path / "data")
    a, b = make("a"), make("b")
    do(first, Edit.adding("A", [a]))
    first.fold()
    do(first, Edit.adding("B", [b]))
    for at in range(20):
        disk = Faulty(name, errno.EIO, lasting=False)
        disk.arm(at)
        try:
            assert dict(AnnotationStore.open(brief, tmp_path / "data", disk).annotations) == {a.id: a, b.id: b}
        except LoadError as failure:
            assert "left as it is" in str(failure)
        if not disk.failed:
            break
    assert at > 0


def test_the_sentence_says_why_and_where_the_notes_are(brief: Path, make: Any, do: Any) -> None:
    disk = Faulty("write", errno.ENOSPC, lasting=True)
    store = AnnotationStore.open(brief, brief.parent, disk)
    disk.arm(0)
    with pytest.raises(SaveError, match=r"Not saved: the disk is full\. Your notes are kept in memory"):
        do(store, Edit.adding("Add", [make("a")]))
    disk.heal()
    store.retry()
    disk.arm(0)
    with pytest.raises(
        SaveError, match=r"b\.annotations\.jsonld: the disk is full\. Your notes are safe in the journal"
    ):
        store.fold()
    assert not store.unsaved


class Recording(Disk):
    """Notes the calls by which something becomes durable, in order."""

    def __init__(self) -> None:
        self.calls: list[str] = []


def _recorded(name: str) -> Callable[..., Any]:
    real = getattr(Disk, name)

    def call(self: Recording, *arguments: Any) -> Any:
        self.calls.append(name)
        return real(self, *arguments)

    return call


for _name in ["write", "sync_data", "sync_folder", "replace", "truncate"]:
    setattr(Recording, _name, _recorded(_name))


def test_each_step_is_durable_before_the_next_relies_on_it(brief: Path, make: Any, do: Any) -> None:
    """No test can cut the power; this holds the order that withstood it (see the design document on saving)."""
    disk = Recording()
    store = AnnotationStore.open(brief, brief.parent, disk)
    do(store, Edit.adding("Add", [make("a")]))
    assert disk.calls == ["write", "sync_data", "sync_folder"]
    do(store, Edit.adding("Add", [make("b")]))
    assert disk.calls[3:] == ["write", "sync_data"]
    store.fold()
    assert disk.calls[5:] == ["write", "replace", "sync_folder", "truncate"]


@pytest.mark.parametrize("name", ["sync", "write", "replace"])
def test_a_file_that_is_not_surely_on_the_disk_replaces_nothing(
    brief: Path, make: Any, do: Any, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    store = AnnotationStore.open(brief, brief.parent)
    do(store, Edit.adding("Add", [make("a")]))
    store.fold()
    before = store.sidecar.read_bytes()
    do(store, Edit.adding("Add", [make("b")]))
    journal = store._home.path.read_bytes()

    def failing(*arguments: Any) -> int:
        raise OSError(errno.EIO, "the disk is ill")

    with monkeypatch.context() as patch:
        patch.setattr(Disk, name, failing)
        with pytest.raises(SaveError, match="the disk reported an error"):
            store.fold()
    assert (store.sidecar.read_bytes(), store._home.path.read_bytes()) == (before, journal)
    assert {path.name for path in brief.parent.iterdir()} == {brief.name, store.sidecar.name, store._home.path.name}
    store.fold()
    assert len(read_page(store.sidecar.read_bytes()).annotations) == 2


@pytest.mark.skipif(not hasattr(os, "fdatasync"), reason="only where a folder is synced by its descriptor")
@pytest.mark.parametrize("error", [errno.ENOTSUP, errno.EINVAL])
def test_a_folder_that_cannot_be_synced_is_let_off(
    brief: Path, make: Any, do: Any, reopen: Any, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    fsync = os.fsync

    def refusing(fd: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{fd}"):  # noqa: PTH112
            raise OSError(error, os.strerror(error))
        fsync(fd)

    monkeypatch.setattr(os, "fsync", refusing)
    store = reopen()
    do(store, Edit.adding("Add", [make("a")]))
    store.close()
    assert len(read_page(store.sidecar.read_bytes()).annotations) == 1
