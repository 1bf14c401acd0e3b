"""What the reader sees when the disk, the folder or somebody else gets in the way, and that nothing is lost.

What becomes of the files in each case is shown in tests/annotations, call by call.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.ui.desk import Desk
from viewer.annotations.disk import Disk
from viewer.annotations.jsonld import Page, read_page, write_page
from viewer.annotations.model import Annotation, new_annotation
from viewer.annotations.store import AnnotationStore
from viewer.mentions.gazetteer import Gazetteer
from viewer.ui import dialogs, saving
from viewer.ui.saving import SaveState
from viewer.ui.window import MainWindow


@pytest.fixture
def desk(qtbot: Any, tmp_path: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(saving, "WATCH_INTERVAL", 50)
    monkeypatch.setattr(saving, "FOLD_DELAY", 50)
    return Desk(qtbot, tmp_path, gazetteer)


@pytest.fixture
def brief(desk: Desk) -> Path:
    folder = desk.folder / "case"
    folder.mkdir()
    return Path(shutil.copy(desk.congo, folder / "b.brief.md"))


@pytest.fixture
def window(desk: Desk, brief: Path) -> MainWindow:
    return desk.reading(brief)


def add(window: MainWindow, note: str) -> str:
    assert window.session
    return window.session.annotate(0, 5, colour="green", note=note)


def said(window: MainWindow) -> tuple[str, str]:
    """The word in the status bar, and the message over the page."""
    return window.status.saved.text(), window.banner.text()


def on_disk(brief: Path) -> list[str]:
    """The notes that a program finds that starts now."""
    data = brief.parent.parent / "notes"
    return sorted(note.note for note in AnnotationStore.open(brief, data).annotations.values())


def theirs(brief: Path, *notes: str) -> Page:
    made = [new_annotation(brief.name, note=note, new_id=lambda note=note: f"urn:{note}") for note in notes]
    return Page({note.id: note for note in made})


def sidecar(brief: Path) -> Path:
    return brief.with_name("b.annotations.jsonld")


@pytest.mark.parametrize(
    ("name", "error", "why"),
    [
        ("write", errno.ENOSPC, "the disk is full"),
        ("write", errno.EDQUOT, "your share of the disk is used up"),
        ("sync_data", errno.EIO, "the disk reported an error"),
        ("open", errno.EMFILE, "Too many open files"),
    ],
)
def test_what_is_not_on_the_disk_is_never_called_saved(
    desk: Desk, window: MainWindow, brief: Path, monkeypatch: pytest.MonkeyPatch, name: str, error: int, why: str
) -> None:
    add(window, "before")
    assert said(window) == ("Saved ✓", "")

    def failing(*_: Any, **__: Any) -> None:
        raise OSError(error, os.strerror(error))

    with monkeypatch.context() as patch:
        patch.setattr(Disk, name, failing)
        add(window, "during")
        word, message = said(window)
        assert word == "Not saved"
        assert message.startswith(f"Not saved: {why}. Your notes are kept in memory; put this right and save again")
    assert on_disk(brief) == ["before"]
    window.banner.act()
    assert said(window) == ("Saved ✓", "") and on_disk(brief) == ["before", "during"]


def test_leaving_with_notes_that_are_not_saved_is_asked_first(
    desk: Desk, window: MainWindow, brief: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "ask_discard", lambda message, _parent: asked.append(message) or False)

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(Disk, "write", full)
        add(window, "kept")
        assert not window.close()
    assert len(asked) == 1 and "the disk is full" in asked[0]
    window.banner.act()
    assert on_disk(brief) == ["kept"] and window.close()


def test_a_disk_that_does_not_answer_holds_nobody_up(
    desk: Desk, window: MainWindow, brief: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A network drive that stalls. Were the window to wait for it, this would never end."""
    answers = threading.Event()
    real = Disk.sync_data

    def stalled(disk: Disk, fd: int) -> None:
        assert answers.wait(60)
        real(disk, fd)

    monkeypatch.setattr(Disk, "sync_data", stalled)
    for note in ("one", "two", "three"):
        add(window, note)
    word, message = said(window)
    assert word == "Not saved" and message.startswith("Not saved yet: the disk does not answer.")
    assert window.session and window.session.saver.state is SaveState.FAILED
    answers.set()
    desk.bot.waitUntil(lambda: said(window) == ("Saved ✓", ""))
    desk.bot.waitUntil(lambda: on_disk(brief) == ["one", "three", "two"])


def test_leaving_while_the_disk_does_not_answer_is_asked(
    desk: Desk, window: MainWindow, brief: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "LAST_PATIENCE", 0.1)
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "ask_discard", lambda message, _parent: asked.append(message) or False)
    answers = threading.Event()
    real = Disk.sync_data

    def stalled(disk: Disk, fd: int) -> None:
        assert answers.wait(60)
        real(disk, fd)

    with monkeypatch.context() as patch:
        patch.setattr(Disk, "sync_data", stalled)
        add(window, "kept")
        assert not window.close()
        answers.set()
        desk.bot.waitUntil(lambda: said(window)[0] == "Saved ✓")
    assert "does not answer" in asked[0] and on_disk(brief) == ["kept"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_told(desk: Desk, brief: Path) -> None:
    brief.parent.chmod(0o500)
    try:
        window = desk.reading(brief)
        add(window, "elsewhere")
        assert "may not be written to. Your notes are kept in" in said(window)[1] and said(window)[0] == "Saved ✓"
    finally:
        brief.parent.chmod(0o700)


def test_a_read_only_folder_is_told_to_root_too(desk: Desk, brief: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Disk, "may_write", lambda *_: False)
    window = desk.reading(brief)
    assert "The folder of this brief may not be written to. Your notes are kept in" in said(window)[1]
    add(window, "elsewhere")
    assert said(window)[0] == "Saved ✓" and not sidecar(brief).exists()
    assert on_disk(brief) == ["elsewhere"]


def test_a_folder_deleted_while_open_is_told(desk: Desk, window: MainWindow, brief: Path) -> None:
    add(window, "before")
    desk.bot.waitUntil(sidecar(brief).exists)
    shutil.rmtree(brief.parent)
    desk.bot.waitUntil(lambda: "folder of this brief is gone" in window.banner.text())
    add(window, "after")
    assert said(window)[0] == "Saved ✓" and on_disk(brief) == ["after", "before"]


def test_two_windows_on_one_brief_end_up_with_the_same(desk: Desk, window: MainWindow, brief: Path) -> None:
    other = desk.reading(brief)
    add(window, "mine")
    add(other, "yours")
    for one in (window, other):
        desk.bot.waitUntil(lambda one=one: len(one.session.annotations) == 2)
    assert on_disk(brief) == ["mine", "yours"]


def test_an_edit_from_outside_comes_in_with_a_word(desk: Desk, window: MainWindow, brief: Path) -> None:
    add(window, "mine")
    desk.bot.waitUntil(sidecar(brief).exists)
    page = read_page(sidecar(brief).read_bytes())
    sidecar(brief).write_bytes(write_page(page.holding({**page.annotations, **theirs(brief, "theirs").annotations})))
    desk.bot.waitUntil(lambda: "1 note added, by another program or person." in window.banner.text())
    assert window.session and {note.note for note in window.session.annotations.values()} == {"mine", "theirs"}


@pytest.mark.parametrize(
    "name", ["b.annotations (Ann's conflicted copy).jsonld", "b.annotations.sync-conflict-1.jsonld"]
)
def test_a_sync_client_that_moves_the_file_aside_takes_no_note_along(
    desk: Desk, window: MainWindow, brief: Path, name: str
) -> None:
    """It puts another version in its place, as Dropbox and Syncthing do."""
    add(window, "mine")
    desk.bot.waitUntil(sidecar(brief).exists)
    sidecar(brief).rename(brief.with_name(name))
    sidecar(brief).write_bytes(write_page(theirs(brief, "theirs")))
    add(window, "later")
    desk.bot.waitUntil(lambda: len(window.session.annotations) >= 2)  # type: ignore[union-attr]
    desk.close(window)
    assert {"theirs", "later"} <= set(on_disk(brief))
    # What its version lacks was deleted there, as far as anybody can tell; the copy has it, and can be imported.
    assert "mine" in on_disk(brief) or [
        note.note for note in read_page(brief.with_name(name).read_bytes()).annotations.values()
    ] == ["mine"]


@pytest.mark.parametrize("content", [b"", b"{", b"\x00" * 500], ids=["empty", "torn", "zeros"])
def test_a_damaged_file_is_told_and_kept(desk: Desk, brief: Path, content: bytes) -> None:
    page = write_page(theirs(brief, "a", "c"))
    sidecar(brief).write_bytes(page[: len(page) // 2] if content == b"{" else content)
    window = desk.reading(brief)
    if content:
        assert "b.annotations.jsonld is damaged" in said(window)[1]
    add(window, "mine")
    desk.close(window)
    assert "mine" in on_disk(brief)
    if content:
        (kept,) = brief.parent.glob("*damaged*")
        assert kept.read_bytes() == (page[: len(page) // 2] if content == b"{" else content)


def test_a_damaged_journal_is_told_and_kept(desk: Desk, window: MainWindow, brief: Path) -> None:
    add(window, "good")
    journal = brief.with_name(".b.annotations.journal")
    data = journal.read_bytes() or b"x"
    desk.close(window)
    journal.write_bytes(data + b"0000 nonsense\n" + data[:-9])
    again = desk.reading(brief)
    assert "journal" in said(again)[1] and "damaged" in said(again)[1]
    assert on_disk(brief) == ["good"]


def test_a_newer_format_is_shown_and_left_alone(desk: Desk, brief: Path) -> None:
    data = write_page(Page(theirs(brief, "old").annotations, {"briefing:schema": 2}))
    sidecar(brief).write_bytes(data)
    window = desk.reading(brief)
    assert "newer version" in said(window)[1]
    add(window, "mine")
    desk.close(window)
    assert sidecar(brief).read_bytes() == data and on_disk(brief) == ["mine", "old"]


@pytest.mark.parametrize("content", [b"", b"4711\n"])
def test_a_stale_lock_keeps_nobody_waiting(desk: Desk, brief: Path, content: bytes) -> None:
    brief.with_name(".b.annotations.lock").write_bytes(content)
    window = desk.reading(brief)
    add(window, "mine")
    desk.bot.waitUntil(sidecar(brief).exists)
    assert said(window) == ("Saved ✓", "")


def test_a_clock_set_back_reverts_nothing(desk: Desk, window: MainWindow, brief: Path) -> None:
    id = add(window, "first")
    desk.bot.waitUntil(sidecar(brief).exists)
    os.utime(sidecar(brief), (0, 0))
    os.utime(brief.parent, (0, 0))
    assert window.session
    window.session.set_note(id, "second")
    desk.close(window)
    assert on_disk(brief) == ["second"]


@pytest.mark.parametrize("stamp", ["1999-01-01T00:00:00Z", "2999-01-01T00:00:00Z", "yesterday"])
def test_an_edit_by_a_clock_that_is_wrong_comes_in_and_can_be_edited(
    desk: Desk, window: MainWindow, brief: Path, stamp: str
) -> None:
    """What is newer is told by what a version was made from, not by clocks."""
    id = add(window, "first")
    desk.bot.waitUntil(lambda: b'"first"' in (sidecar(brief).read_bytes() if sidecar(brief).exists() else b""))
    page = read_page(sidecar(brief).read_bytes())
    note = page.annotations[id].with_note("by their clock")
    theirs = Annotation.of({**note.json(), "modified": stamp})
    sidecar(brief).write_bytes(write_page(page.holding({id: theirs})))
    assert window.session
    desk.bot.waitUntil(lambda: window.session.annotations[id].note == "by their clock")  # type: ignore[union-attr]
    assert "1 note changed, by another program or person." in window.banner.text()
    window.session.set_note(id, "after")
    desk.close(window)
    assert on_disk(brief) == ["after"]


GIT = shutil.which("git")


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    named = ["-c", "user.name=t", "-c", "user.email=t@t", "-c", "init.defaultBranch=main", "-c", "pull.rebase=false"]
    return subprocess.run(["git", *named, *words], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not GIT, reason="needs git")
@pytest.mark.parametrize("driver", [False, True], ids=["plain Git", "with our merge driver"])
@pytest.mark.parametrize("conflict", [False, True], ids=["apart", "the same note"])
def test_git_pull_while_the_brief_is_open(desk: Desk, brief: Path, driver: bool, conflict: bool) -> None:
    folder, clone = brief.parent, brief.parent.with_name("clone")

    def version(folder: Path, *notes: Annotation) -> None:
        page = read_page((folder / sidecar(brief).name).read_bytes())
        changed = {**page.annotations, **{note.id: note for note in notes}}
        (folder / sidecar(brief).name).write_bytes(write_page(page.holding(changed)))
        assert git(folder, "commit", "-qam", "x").returncode == 0

    start = theirs(brief, *"abcdefgh")
    sidecar(brief).write_bytes(write_page(start))
    (folder / ".gitattributes").write_text("*.annotations.jsonld merge=briefing\n" if driver else "")
    git(folder, "init", "-q")
    git(folder, "add", "-f", sidecar(brief).name, brief.name, ".gitattributes")
    assert git(folder, "commit", "-qm", "x").returncode == 0
    git(folder.parent, "clone", "-q", str(folder), "clone")
    git(folder, "config", "merge.briefing.driver", f'"{sys.executable}" "{ROOT / "main.py"}" git-merge %O %A %B')
    window = desk.reading(brief)
    assert window.session
    version(clone, start.annotations["urn:c"].with_note("there"))
    mine = "urn:c" if conflict else "urn:g"  # neither beside the first line, which changes too
    window.session.set_note(mine, "here")
    desk.bot.waitUntil(lambda: b'"here"' in sidecar(brief).read_bytes())
    git(folder, "commit", "-qam", "mine")
    pulled = git(folder, "pull", "-q", str(clone), "main")
    assert (pulled.returncode == 0) is (driver or not conflict)
    desk.bot.waitUntil(lambda: window.banner.text() != "")
    desk.bot.waitUntil(lambda: {"there", "here"} <= {note.note for note in window.session.annotations.values()})
    add(window, "after")  # what Git left half done is whole with the next save
    desk.close(window)
    page = read_page(sidecar(brief).read_bytes())
    assert not page.damage and {"there", "here"} <= {note.note for note in page.annotations.values()}
    assert {"a", "b", "d", "e", "f", "h", "after"} <= {note.note for note in page.annotations.values()}
