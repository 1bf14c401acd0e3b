"""The store: durable when it says so, folded without loss, polite to what others wrote."""

from __future__ import annotations

import errno
import json
import os
import stat
import sys
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from viewer.annotations.disk import Disk
from viewer.annotations.edits import Edit
from viewer.annotations.errors import LoadError, SaveError
from viewer.annotations.jsonld import Page, read_page, write_page
from viewer.annotations.store import AnnotationStore

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and links of POSIX")


def on_disk(store: AnnotationStore) -> dict[str, Any]:
    return dict(read_page(store.sidecar.read_bytes()).annotations)


def folder(brief: Path) -> set[str]:
    return {path.name for path in brief.parent.iterdir()}


def test_appended_is_saved_before_any_fold(store: Any, reopen: Any, do: Any, make: Any) -> None:
    a = make("a")
    do(store, Edit.adding("Add", [a]))
    assert not store.sidecar.exists()
    assert dict(reopen().annotations) == {a.id: a}


def test_folding_and_closing_leave_one_file(store: Any, reopen: Any, do: Any, make: Any, brief: Path) -> None:
    a, b = make("a"), make("b")
    do(store, Edit.adding("Add", [a, b]))
    assert store.fold() is False
    do(store, Edit.removing("Remove", [a]))
    store.close()
    assert on_disk(store) == {b.id: b} == dict(reopen().annotations)
    assert folder(brief) == {"b.brief.md", "b.annotations.jsonld"}


def test_looking_leaves_no_trace(reopen: Any, brief: Path) -> None:
    store = reopen()
    assert store.fold() is False
    store.close()
    assert folder(brief) == {"b.brief.md"}


def test_nothing_changed_nothing_written(store: Any, reopen: Any, do: Any, make: Any) -> None:
    """A file laid out by another tool stays byte for byte until a note changes."""
    a = make("a")
    store.sidecar.write_text(json.dumps({"label": "L", "items": [a.json(), "http://iri"]}, indent=3))
    before = (store.sidecar.read_bytes(), store.sidecar.stat().st_mtime_ns)
    again = reopen()
    do(again, Edit.changing("There", a, a.with_note("b")))
    do(again, Edit.changing("and back", a.with_note("b"), a))
    again.fold()
    again.close()
    assert (store.sidecar.read_bytes(), store.sidecar.stat().st_mtime_ns) == before
    do(again, Edit.changing("Change", a, a.with_note("c")))
    again.close()
    value = json.loads(store.sidecar.read_bytes())
    assert value["label"] == "L" and "http://iri" in value["items"] and "“" not in value


def test_a_crash_after_the_rename_is_harmless(store: Any, reopen: Any, do: Any, make: Any) -> None:
    a, b = make("a"), make("b")
    do(store, Edit.adding("Add", [a, b]))
    do(store, Edit("Both", {a.id: (a, None), b.id: (b, b.with_note("B"))}))
    journal = store._home.path.read_bytes()
    store.fold()
    folded = store.sidecar.read_bytes()
    store._home.path.write_bytes(journal)
    again = reopen()
    assert [note.note for note in again.annotations.values()] == ["B"]
    again.close()
    assert again.sidecar.read_bytes() == folded


def test_an_outside_edit_and_mine_both_stay(store: Any, do: Any, make: Any) -> None:
    mine, theirs, gone = make("mine"), make("theirs"), make("gone")
    do(store, Edit.adding("Add", [mine, theirs, gone]))
    store.fold()
    outside, new = theirs.with_note("outside"), make("new")
    page = Page({note.id: note for note in (mine, outside, new)}, {"label": "theirs"})
    store.sidecar.write_bytes(write_page(page))
    edited = mine.with_note("edited")
    do(store, Edit.changing("Change", mine, edited))
    assert store.fold() is True
    edit = store.absorb()
    assert edit.changes == {theirs.id: (theirs, outside), gone.id: (gone, None), new.id: (None, new)}
    assert dict(store.annotations) == {edited.id: edited, outside.id: outside, new.id: new} == on_disk(store)
    assert json.loads(store.sidecar.read_bytes())["label"] == "theirs"
    assert store.fold() is False and not store.absorb()


def test_both_versions_of_a_note_changed_on_two_sides_stay(store: Any, do: Any, make: Any) -> None:
    note = make("base")
    do(store, Edit.adding("Add", [note]))
    store.fold()
    store.sidecar.write_bytes(write_page(Page({note.id: note.with_note("outside")})))
    do(store, Edit.changing("Change", note, note.with_note("mine")))
    assert store.fold() is True
    store.absorb()
    assert sorted(found.note for found in store.annotations.values()) == ["mine", "outside"]
    assert [found.conflicts_with for found in store.annotations.values() if found.note == "mine"] == [note.id]
    assert dict(store.annotations) == on_disk(store)


def test_a_note_edited_between_fold_and_absorb_is_not_overwritten(store: Any, do: Any, make: Any) -> None:
    note = make("base")
    do(store, Edit.adding("Add", [note]))
    store.fold()
    store.sidecar.write_bytes(write_page(Page({note.id: note.with_note("outside")})))
    assert store.fold() is True
    do(store, Edit.changing("Change", note, note.with_note("mine")))
    assert not store.absorb()
    store.fold()
    store.absorb()
    assert sorted(found.note for found in store.annotations.values()) == ["mine", "outside"]


def test_two_windows_see_each_other(reopen: Any, do: Any, make: Any) -> None:
    one, two = reopen(), reopen()
    a, b = make("a"), make("b")
    do(one, Edit.adding("A", [a]))
    do(two, Edit.adding("B", [b]))
    assert one.fold() is True
    assert two.fold() is True
    one.absorb(), two.absorb()
    assert dict(one.annotations) == dict(two.annotations) == {a.id: a, b.id: b}
    one.close(), two.close()
    assert dict(reopen().annotations) == {a.id: a, b.id: b}


@pytest.mark.parametrize("what", ["gone", "empty", "torn", "garbage"])
def test_a_file_that_vanishes_or_tears_meanwhile_takes_no_note_along(store: Any, do: Any, make: Any, what: str) -> None:
    notes = [make(str(number)) for number in range(5)]
    do(store, Edit.adding("Add", notes))
    store.fold()
    data = store.sidecar.read_bytes()
    if what == "gone":
        store.sidecar.unlink()
    else:
        store.sidecar.write_bytes({"empty": b"", "torn": data[: len(data) // 2], "garbage": b"\xff" * 99}[what])
    store.fold()
    assert not store.absorb()
    assert on_disk(store) == {note.id: note for note in notes}
    assert bool(store.notices) == (what != "gone")


def test_a_damaged_file_is_kept_before_it_is_mended(reopen: Any, store: Any, do: Any, make: Any, brief: Path) -> None:
    notes = [make(str(number)) for number in range(4)]
    damaged = write_page(Page({note.id: note for note in notes}))[:-200] + b"\x00\xff"
    store.sidecar.write_bytes(damaged)
    again = reopen()
    assert len(again.annotations) == 3 and "3 notes could be read" in again.notices[0]
    again.fold()
    assert store.sidecar.read_bytes() == damaged and len(folder(brief)) == 2
    do(again, Edit.adding("Add", [make("new")]))
    again.close()
    assert (brief.parent / "b.annotations.jsonld.damaged-1").read_bytes() == damaged
    assert len(on_disk(again)) == 4 and not reopen().notices
    store.sidecar.write_bytes(b"again")
    last = reopen()
    do(last, Edit.adding("Add", [make("newer")]))
    last.close()
    assert (brief.parent / "b.annotations.jsonld.damaged-1").read_bytes() == damaged
    assert (brief.parent / "b.annotations.jsonld.damaged-2").read_bytes() == b"again"


def test_bad_entries_of_a_journal_are_told_and_kept(store: Any, reopen: Any, do: Any, make: Any, brief: Path) -> None:
    a, b = make("a"), make("b")
    do(store, Edit.adding("A", [a]))
    do(store, Edit.adding("B", [b]))
    data = store._home.path.read_bytes().replace(b'"value": "a"', b'"value": "?"')
    store._home.path.write_bytes(data)
    again = reopen()
    assert "1 of its entries" in again.notices[0]
    again.close()
    assert on_disk(again) == {b.id: b}
    assert (brief.parent / "b.annotations.journal.damaged-1").read_bytes() == data


@posix
def test_mode_and_links_are_kept(reopen: Any, brief: Path, do: Any, make: Any, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere" / "notes.jsonld"
    real.parent.mkdir()
    real.write_bytes(write_page(Page()))
    real.chmod(0o640)
    link = brief.with_name("b.annotations.jsonld")
    link.symlink_to(real)
    store = reopen()
    do(store, Edit.adding("Add", [make("a")]))
    assert stat.S_IMODE(store._home.path.stat().st_mode) & ~0o640 == 0
    store.close()
    assert link.is_symlink() and len(on_disk(store)) == 1 and stat.S_IMODE(real.stat().st_mode) == 0o640
    assert {path.name for path in real.parent.iterdir()} == {"notes.jsonld"}


@posix
def test_a_brief_named_by_a_link_has_the_notes_of_the_brief(store: Any, do: Any, make: Any, tmp_path: Path) -> None:
    do(store, Edit.adding("Add", [make("a")]))
    store.close()
    (tmp_path / "desk").mkdir()
    link = tmp_path / "desk" / "shortcut.brief.md"
    link.symlink_to(tmp_path / "b.brief.md")
    assert len(AnnotationStore.open(link, tmp_path / "data").annotations) == 1


@posix
@pytest.mark.parametrize("trap", ["fifo", "folder", "foreign link", "loop"])
def test_what_is_no_annotations_file_is_refused_and_left(brief: Path, reopen: Any, trap: str) -> None:
    path = brief.with_name("b.annotations.jsonld")
    if trap == "fifo":
        os.mkfifo(path)
    elif trap == "folder":
        path.mkdir()
    else:
        path.symlink_to({"foreign link": brief, "loop": path}[trap])
    with pytest.raises(LoadError, match="left as it is"):
        reopen()
    assert brief.read_text() == "Cobalt prices rose."


class ReadOnly(Disk):
    """A folder that may not be written to, as the superuser that runs the tests cannot have it."""

    def __init__(self, folder: Path, *, announced: bool) -> None:
        self.folder, self.announced = folder, announced

    def may_write(self, path: Path) -> bool:
        return not (self.announced and path == self.folder)

    def open(self, path: Path, flags: int, mode: int = 0o666) -> int:
        if path.parent == self.folder and flags & (os.O_WRONLY | os.O_RDWR):
            raise OSError(errno.EROFS, "read-only")
        return super().open(path, flags, mode)


@pytest.mark.parametrize("announced", [True, False])
def test_a_read_only_folder_sends_notes_to_the_data_folder_and_back(
    brief: Path, tmp_path: Path, do: Any, make: Any, announced: bool
) -> None:
    a, b, c = make("a"), make("b"), make("c")
    sidecar, data = brief.with_name("b.annotations.jsonld"), tmp_path / "data" / "notes"
    sidecar.write_bytes(write_page(Page({a.id: a, c.id: c})))
    before = folder(brief)
    store = AnnotationStore.open(brief, data, ReadOnly(brief.parent, announced=announced))
    assert bool(store.notice) == announced
    do(store, Edit("Edit", {a.id: (a, a.with_note("A")), b.id: (None, b), c.id: (c, None)}))
    assert str(data) in store.notice and store.notice in store.notices
    store.fold()
    store.close()
    assert folder(brief) - {"data"} == before
    again = AnnotationStore.open(brief, data, ReadOnly(brief.parent, announced=True))
    expected = [note.text for note in store.annotations.values()]
    assert [note.text for note in again.annotations.values()] == expected
    home = AnnotationStore.open(brief, data)
    assert not home.notice
    home.close()
    assert [note.text for note in on_disk(home).values()] == expected
    assert not list(data.iterdir()) or sys.platform == "win32"


def test_strays_of_killed_processes_are_swept(brief: Path, reopen: Any) -> None:
    mine = [".b.annotations.0123abcd.tmp", ".b.annotations.lock"]
    others = [".b.annotations.x.annotations.0123abcd.tmp", "b.tmp", ".c.annotations.0123abcd.tmp"]
    for name in mine + others:
        brief.with_name(name).write_text("")
    reopen()
    assert folder(brief) == {"b.brief.md", *others}


def test_a_lock_held_by_another_delays_opening_by_a_second_at_most(brief: Path, reopen: Any) -> None:
    with FileLock(brief.with_name(".b.annotations.lock")):
        start = time.monotonic()
        store = reopen()
        assert time.monotonic() - start < 1.5
        store.append(Edit("Nothing", {}))
        with pytest.raises(SaveError, match="safe in the journal"):
            store.fold()
    store.fold()


class SlowReplace(Disk):
    """Stops before the new file takes its place until it is told to go on."""

    def __init__(self) -> None:
        self.reached, self.go_on = threading.Event(), threading.Event()

    def replace(self, source: Path, target: Path) -> None:
        self.reached.set()
        assert self.go_on.wait(10)
        super().replace(source, target)


def test_an_append_neither_waits_for_a_fold_nor_is_lost_by_it(brief: Path, do: Any, make: Any, reopen: Any) -> None:
    disk = SlowReplace()
    store = AnnotationStore.open(brief, brief.parent, disk)
    before, during = make("before"), make("during")
    do(store, Edit.adding("Before", [before]))
    worker = threading.Thread(target=store.fold)
    worker.start()
    assert disk.reached.wait(10)
    start = time.monotonic()
    do(store, Edit.adding("During", [during]))
    assert time.monotonic() - start < 0.2
    disk.go_on.set()
    worker.join()
    assert on_disk(store) == {before.id: before}
    expected = {before.id: before, during.id: during}
    assert dict(reopen().annotations) == expected
    store.close()
    assert on_disk(store) == expected


def test_a_file_changed_at_the_last_moment_is_read_again(brief: Path, do: Any, make: Any) -> None:
    late = make("late")

    class Meanwhile(Disk):
        writes = 0

        def sync(self, fd: int) -> None:
            super().sync(fd)
            if self.writes == 0 and stat.S_ISREG(os.fstat(fd).st_mode):
                self.writes = 1
                brief.with_name("b.annotations.jsonld").write_bytes(write_page(Page({late.id: late})))

    store = AnnotationStore.open(brief, brief.parent, Meanwhile())
    mine = make("mine")
    do(store, Edit.adding("Mine", [mine]))
    assert store.fold() is True
    assert on_disk(store) == {late.id: late, mine.id: mine}
    store.close()
    assert folder(brief) == {"b.brief.md", "b.annotations.jsonld"}


def test_what_is_folded_while_a_window_opens_is_seen(reopen: Any, brief: Path, do: Any, make: Any) -> None:
    other = reopen()
    a, b = make("a"), make("b")
    do(other, Edit.adding("A", [a]))
    other.fold()
    do(other, Edit.adding("B", [b]))

    class Meanwhile(Disk):
        def close(self, fd: int) -> None:
            super().close(fd)
            other.fold()

    assert dict(AnnotationStore.open(brief, brief.parent, Meanwhile()).annotations) == {a.id: a, b.id: b}


def test_a_vanished_file_is_restored_even_if_the_first_try_fails(
    store: Any, do: Any, make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    a = make("a")
    store.sidecar.write_bytes(write_page(Page({}, {"label": "L"})))
    do(store, Edit.adding("A", [a]))
    store.fold()
    store.sidecar.unlink()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", lambda *paths: (_ for _ in ()).throw(OSError(errno.EIO, "ill")))
        with pytest.raises(SaveError):
            store.fold()
    store.fold()
    assert on_disk(store) == {a.id: a}
    assert json.loads(store.sidecar.read_bytes())["label"] == "L"


def test_folding_all_the_time_in_another_thread(store: Any, reopen: Any, do: Any, make: Any) -> None:
    stop, failures = threading.Event(), []

    def fold() -> None:
        while not stop.is_set():
            try:
                if store.fold():
                    failures.append("news")
            except Exception as error:
                failures.append(error)

    worker = threading.Thread(target=fold)
    worker.start()
    notes = [make(str(number)) for number in range(150)]
    for note in notes:
        do(store, Edit.adding("Add", [note]))
        do(store, Edit.changing("Change", note, note.with_note("changed")))
    stop.set()
    worker.join()
    assert not failures
    store.close()
    assert dict(reopen().annotations) == dict(store.annotations) and len(store.annotations) == 150


class TestChangedFromOutside:
    def test_looking_takes_in_what_others_wrote_and_nothing_else(self, store: Any, do: Any, make: Any) -> None:
        mine, theirs = make("mine"), make("theirs")
        do(store, Edit.adding("Add", [mine]))
        assert store.take_in() is False and not store.sidecar.exists(), "the journal alone is no news"
        store.fold()
        assert store.take_in() is False
        store.sidecar.write_bytes(write_page(Page({mine.id: mine, theirs.id: theirs})))
        assert store.take_in() is True and store.absorb().changes == {theirs.id: (None, theirs)}
        assert store.take_in() is False

    def test_a_disk_that_cannot_be_asked_is_no_news(self, brief: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        store = AnnotationStore.open(brief, brief.parent)

        def failing(*arguments: Any) -> None:
            raise OSError(errno.EIO, "ill")

        monkeypatch.setattr(Disk, "stat", failing)
        assert store.take_in() is False

    @pytest.mark.parametrize("late", [False, True])
    def test_a_folder_that_is_deleted_takes_no_note_along(self, tmp_path: Path, do: Any, make: Any, late: bool) -> None:
        """Be it noticed by an edit or by looking; and if it was only away, it has everything when it is back."""
        brief, gone, data = tmp_path / "f" / "b.brief.md", tmp_path / "gone", tmp_path / "data"
        brief.parent.mkdir()
        store = AnnotationStore.open(brief, data)
        folded, deleted, changed, journal, new = (make(text) for text in ("folded", "deleted", "x", "journal", "new"))
        do(store, Edit.adding("Add", [folded, deleted, changed]))
        store.fold()
        do(store, Edit("Later", {journal.id: (None, journal)}))
        brief.parent.rename(gone)
        if late:
            store.fold()
        do(
            store,
            Edit(
                "More",
                {new.id: (None, new), deleted.id: (deleted, None), changed.id: (changed, changed.with_note("y"))},
            ),
        )
        assert "folder of this brief is gone" in store.notice and str(data) in store.notice
        store.close()
        expected = ["folded", "journal", "new", "y"]
        assert sorted(note.note for note in AnnotationStore.open(brief, data).annotations.values()) == expected
        gone.rename(brief.parent)
        back = AnnotationStore.open(brief, data)
        assert sorted(note.note for note in back.annotations.values()) == expected and not back.notice
        back.close()
        assert sorted(note.note for note in on_disk(back).values()) == expected


class TestNewerVersion:
    PAGE: Mapping[str, object] = {"briefing:schema": 2, "briefing:later": [{"x": 1}]}

    def test_its_file_is_shown_and_left_as_it_is(self, brief: Path, tmp_path: Path, do: Any, make: Any) -> None:
        old, new, data = make("old"), make("new"), tmp_path / "data"
        path = brief.with_name("b.annotations.jsonld")
        path.write_bytes(write_page(Page({old.id: old}, self.PAGE)))
        before = path.read_bytes()
        store = AnnotationStore.open(brief, data)
        assert "newer version" in store.notice and dict(store.annotations) == {old.id: old}
        do(store, Edit("Edit", {new.id: (None, new), old.id: (old, old.with_note("edited"))}))
        store.close()
        assert path.read_bytes() == before and folder(brief) - {"data"} == {brief.name, path.name}
        again = AnnotationStore.open(brief, data)
        assert sorted(note.note for note in again.annotations.values()) == ["edited", "new"]

    def test_it_may_come_while_the_brief_is_open(self, store: Any, do: Any, make: Any, reopen: Any) -> None:
        mine, theirs, late = make("mine"), make("theirs"), make("late")
        do(store, Edit.adding("Add", [mine]))
        store.fold()
        store.sidecar.write_bytes(write_page(Page({mine.id: mine, theirs.id: theirs}, self.PAGE)))
        before = store.sidecar.read_bytes()
        do(store, Edit.adding("Add", [late]))
        store.fold()
        store.absorb()
        assert "newer version" in store.notice and store.sidecar.read_bytes() == before
        do(store, Edit.removing("Delete", [mine]))
        store.close()
        assert store.sidecar.read_bytes() == before
        assert sorted(note.note for note in reopen().annotations.values()) == ["late", "theirs"]

    @pytest.mark.parametrize("value", ["2", None, 1.5, [1], 0])
    def test_a_version_that_makes_no_sense_counts_as_newer(self, value: object) -> None:
        assert Page(fields={"briefing:schema": value}).is_newer
        assert not Page().is_newer and not Page(fields={"briefing:schema": 1}).is_newer


def test_a_clock_set_back_loses_and_reverts_nothing(store: Any, reopen: Any, do: Any, make: Any) -> None:
    note = make("first")
    do(store, Edit.adding("Add", [note]))
    for year in (2026, 2001, 1970, 2040, 1999):
        before = store.annotations[note.id]
        after = before.with_note(f"in {year}", lambda year=year: datetime(year, 1, 1, tzinfo=UTC))
        do(store, Edit.changing("Change", before, after))
        if year == 2001:
            store.fold()
    os.utime(store.sidecar, (0, 0))
    store.close()
    assert [one.note for one in reopen().annotations.values()] == ["in 1999"]


@pytest.mark.parametrize("content", [b"", b"12345\n", b"\x00" * 9])
def test_the_lock_of_a_dead_process_delays_nobody(brief: Path, reopen: Any, do: Any, make: Any, content: bytes) -> None:
    lock = brief.with_name(".b.annotations.lock")
    lock.write_bytes(content)
    start = time.monotonic()
    store = reopen()
    assert time.monotonic() - start < 0.5 and not lock.exists()
    lock.write_bytes(content)
    do(store, Edit.adding("Add", [make("a")]))
    store.fold()
    assert time.monotonic() - start < 1 and len(on_disk(store)) == 1
