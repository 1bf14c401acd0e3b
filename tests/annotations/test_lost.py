"""Notes left behind by a renamed brief: found by the text, and taken along without being torn or lost."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from tests.annotations.conftest import TEXT, do
from tests.annotations.test_faults import CALLS, Faulty
from viewer.annotations.disk import Disk
from viewer.annotations.edits import Edit
from viewer.annotations.errors import MoveError
from viewer.annotations.jsonld import TEXT_DIGEST, Page, briefs_of, read_page, sidecar_path, write_page
from viewer.annotations.lost import find_lost, take_along
from viewer.annotations.model import Annotation
from viewer.annotations.store import AnnotationStore
from viewer.annotations.texts import text_digest

DIGEST = text_digest(TEXT)

posix = pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")


@pytest.fixture
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


def annotated(brief: Path, data: Path, note: Annotation, *, close: bool = True) -> Path:
    """Gives a brief a note; unless closed, it is in the journal only."""
    store = AnnotationStore.open(brief, data, text_digest=DIGEST)
    do(store, Edit.adding("Add", [note]))
    if close:
        store.close()
    return store.sidecar


def shown(brief: Path, data: Path) -> list[str]:
    return [note.note for note in AnnotationStore.open(brief, data).annotations.values()]


def test_the_file_names_its_text_and_changes_with_it_only(brief: Path, data: Path, make: Any) -> None:
    sidecar = annotated(brief, data, make("a"))
    assert read_page(sidecar.read_bytes()).text_digest == DIGEST
    assert sidecar.read_text().startswith('{"@context"') and TEXT_DIGEST in sidecar.read_text().splitlines()[0]
    before = sidecar.read_bytes()
    AnnotationStore.open(brief, data, text_digest="0" * 32).close()
    assert sidecar.read_bytes() == before
    annotated(brief, data, make("b"))
    after = sidecar.read_bytes().splitlines()
    assert after[0] == before.splitlines()[0] and len(after) == len(before.splitlines()) + 1
    store = AnnotationStore.open(brief, data)  # by someone who does not know the text
    do(store, Edit.adding("Add", [make("c")]))
    store.close()
    assert read_page(sidecar.read_bytes()).text_digest == DIGEST


@pytest.mark.parametrize("close", [True, False])
def test_a_renamed_brief_finds_its_notes(brief: Path, data: Path, make: Any, close: bool) -> None:
    sidecar = annotated(brief, data, make("a"), close=close)
    new = brief.rename(brief.with_name("new.brief.md"))
    assert find_lost(new, DIGEST) == sidecar
    assert take_along(sidecar, new, data) == new.with_name("new.annotations.jsonld")
    assert shown(new, data) == ["a"] and find_lost(new, DIGEST) is None
    assert {path.name for path in brief.parent.iterdir()} == {"new.brief.md", "new.annotations.jsonld"}


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a", "b.c.brief.md"])
def test_any_kind_of_brief_is_known_by_its_file(tmp_path: Path, data: Path, make: Any, name: str) -> None:
    brief = tmp_path / name
    assert brief in briefs_of(sidecar_path(brief))
    assert {sidecar_path(one) for one in briefs_of(sidecar_path(brief))} == {sidecar_path(brief)}
    brief.write_text("x")
    sidecar = annotated(brief, data, make("a"))
    other = tmp_path / "other.brief.md"
    other.write_text("x")
    assert find_lost(other, DIGEST) is None
    brief.unlink()
    assert find_lost(other, DIGEST) == sidecar


def test_what_is_not_lost_is_not_found(brief: Path, data: Path, make: Any) -> None:
    annotated(brief, data, make("a", start=0, end=0))
    new = brief.with_name("new.brief.md")
    shutil.copy(brief, new)
    assert find_lost(new, DIGEST) is None, "its brief is there"
    brief.unlink()
    assert find_lost(new, "0" * 32) is None and find_lost(new, "") is None, "another text"
    annotated(new, data, make("b"), close=False)
    assert find_lost(new, DIGEST) is None, "it has notes of its own"


def test_of_several_the_one_changed_last_is_found(tmp_path: Path, data: Path, make: Any) -> None:
    new = tmp_path / "new.brief.md"
    new.write_text("x")
    for age, name in enumerate("xyz"):
        sidecar = annotated(tmp_path / f"{name}.brief.md", data, make(name))
        os.utime(sidecar, (10_000 - age, 10_000 - age))
    assert find_lost(new, DIGEST) == tmp_path / "x.annotations.jsonld"


def test_a_moved_brief_finds_its_notes_through_the_recent_ones(brief: Path, data: Path, make: Any) -> None:
    sidecar = annotated(brief, data, make("a"))
    folder = brief.parent / "elsewhere"
    folder.mkdir()
    new = folder / "moved.brief.md"
    recents = [(brief.with_name("never.brief.md"), DIGEST), (brief, DIGEST)]
    shutil.copy(brief, new)
    assert find_lost(new, DIGEST, recents) is None, "a copy, not a move"
    brief.unlink()
    assert find_lost(new, DIGEST, [(brief, "0" * 32)]) is None
    assert find_lost(new, DIGEST, recents) == sidecar
    take_along(sidecar, new, data)
    assert shown(new, data) == ["a"] and not sidecar.exists()


def test_notes_in_the_data_folder_come_along(brief: Path, data: Path, make: Any) -> None:
    store = AnnotationStore.open(brief, data, text_digest=DIGEST)
    store._go_away("Read-only.")
    do(store, Edit.adding("Add", [make("away")]))
    new = brief.rename(brief.with_name("new.brief.md"))
    assert find_lost(new, DIGEST, [(brief, DIGEST)]) is None
    assert find_lost(new, DIGEST, [(brief, DIGEST)], data) == store.sidecar
    take_along(store.sidecar, new, data)
    assert shown(new, data) == ["away"] and not list(data.iterdir())


def test_what_stands_there_is_never_overwritten(brief: Path, data: Path, make: Any) -> None:
    lost = annotated(brief, data, make("mine"))
    new = brief.with_name("new.brief.md")
    theirs = annotated(new, data, make("theirs"))
    before = lost.read_bytes(), theirs.read_bytes()
    with pytest.raises(MoveError, match="has notes already"):
        take_along(lost, new, data)
    assert (lost.read_bytes(), theirs.read_bytes()) == before


def test_a_damaged_file_is_kept_byte_for_byte(brief: Path, data: Path, make: Any) -> None:
    lost = annotated(brief, data, make("a"))
    torn = lost.read_bytes()[:-3] + b"\xff\n{"
    lost.write_bytes(torn)
    new = brief.rename(brief.with_name("new.brief.md"))
    assert find_lost(new, DIGEST) == lost
    take_along(lost, new, data)
    assert shown(new, data) == ["a"]
    assert new.with_name("new.annotations.jsonld.damaged-1").read_bytes() == torn


def test_a_file_as_another_tool_laid_it_out_is_moved_byte_for_byte(brief: Path, data: Path, make: Any) -> None:
    lost = sidecar_path(brief)
    text = b' [ "http://iri",\n' + make("a").text.encode() + b"]\n"
    lost.write_bytes(text)
    lost.chmod(0o640)
    new = brief.rename(brief.with_name("new.brief.md"))
    take_along(lost, new, data)
    assert sidecar_path(new).read_bytes() == text
    assert sys.platform == "win32" or sidecar_path(new).stat().st_mode & 0o777 == 0o640


def test_the_file_of_a_newer_version_is_not_rewritten(brief: Path, data: Path, make: Any) -> None:
    lost = sidecar_path(brief)
    annotated(brief, data, make("a"), close=False)
    lost.write_bytes(write_page(Page({}, {"briefing:schema": 2})))
    with pytest.raises(MoveError, match="newer version"):
        take_along(lost, brief.with_name("new.brief.md"), data)
    assert lost.exists() and not brief.with_name("new.annotations.jsonld").exists()


def test_what_another_program_changes_meanwhile_is_left(brief: Path, data: Path, make: Any) -> None:
    lost = annotated(brief, data, make("a"))
    new = brief.rename(brief.with_name("new.brief.md"))
    late = make("late")

    class Meanwhile(Disk):
        def link(self, source: Path, target: Path) -> None:
            lost.write_bytes(write_page(Page({late.id: late})))
            super().link(source, target)

    take_along(lost, new, data, Meanwhile())
    assert shown(new, data) == ["a"] and list(read_page(lost.read_bytes()).annotations) == [late.id]


def test_a_disk_that_wrote_something_else_is_found_out(brief: Path, data: Path, make: Any) -> None:
    lost = annotated(brief, data, make("a"))
    before = lost.read_bytes()

    class Lying(Disk):
        def write(self, fd: int, data: bytes) -> int:
            return super().write(fd, data[:-9] + b"\x00" * 9)

    new = brief.with_name("new.brief.md")
    with pytest.raises(MoveError, match="left where they are"):
        take_along(lost, new, data, Lying())
    assert lost.read_bytes() == before and not sidecar_path(new).exists()


@pytest.mark.parametrize("busy", ["b", "new"])
def test_a_file_that_is_being_saved_is_not_moved(brief: Path, data: Path, make: Any, busy: str) -> None:
    lost = annotated(brief, data, make("a"))
    new = brief.rename(brief.with_name("new.brief.md"))
    with FileLock(brief.with_name(f".{busy}.annotations.lock")), pytest.raises(MoveError, match="another program"):
        take_along(lost, new, data)
    assert take_along(lost, new, data).exists()


@posix
@pytest.mark.parametrize("trap", ["link", "fifo", "folder", "garbage"])
def test_traps_in_the_folder_are_passed_over(brief: Path, data: Path, make: Any, tmp_path: Path, trap: str) -> None:
    secret = tmp_path / "secret" / "s.annotations.jsonld"
    secret.parent.mkdir()
    secret.write_bytes(write_page(Page({}, {TEXT_DIGEST: DIGEST})))
    path = tmp_path / "gone.annotations.jsonld"
    if trap == "link":
        path.symlink_to(secret)
    elif trap == "fifo":
        os.mkfifo(path)
    elif trap == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"[" * 100_000 + DIGEST.encode())
    assert find_lost(brief, DIGEST) is None


@pytest.mark.parametrize("error", [errno.EIO, errno.EPERM])
@pytest.mark.parametrize("lasting", [False, True])
@pytest.mark.parametrize("name", [*CALLS, "close", "unlink", "link"])
def test_no_fault_on_the_way_loses_or_tears_anything(
    tmp_path: Path, data: Path, make: Any, name: str, error: int, lasting: bool
) -> None:
    for at in range(60):
        folder = tmp_path / str(at)
        folder.mkdir()
        old, new = folder / "old.brief.md", folder / "new.brief.md"
        first, second = make("first"), make("second")
        lost = annotated(old, data, first)
        annotated(old, data, second, close=False)
        new.write_text("x")
        disk = Faulty(name, error, lasting=lasting)
        disk.arm(at)
        try:
            take_along(lost, new, data, disk)
            moved = True
        except MoveError as failure:
            assert "left where they are" in str(failure)
            moved = False
        places = [place for place in (old, new) if sorted(shown(place, data)) == ["first", "second"]]
        assert new in places if moved else places
        assert sorted(shown(new, data)) in ([], ["first", "second"])
        assert not list(folder.glob("*.tmp")) and not list(folder.glob(".*.tmp"))
        if not moved and new not in places:
            take_along(lost, new, data)
            assert sorted(shown(new, data)) == ["first", "second"]
        if not disk.failed:
            break
    else:
        pytest.fail(f"{name} is called without end")
