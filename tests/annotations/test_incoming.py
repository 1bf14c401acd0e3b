"""Other people's notes brought in: what came is told, what is theirs is left alone, what is ours is never lost."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.annotations.conftest import do
from tests.conftest import ROOT, Main
from viewer.annotations.conflicts import conflicts
from viewer.annotations.edits import Edit
from viewer.annotations.errors import LoadError
from viewer.annotations.incoming import Incoming, Summary, bring_in, read_file
from viewer.annotations.jsonld import Page, read_page, write_page
from viewer.annotations.model import Annotation
from viewer.annotations.store import AnnotationStore

Notes = dict[str, Annotation]


def of(*notes: Annotation) -> Notes:
    return {note.id: note for note in notes}


@pytest.fixture
def theirs(tmp_path: Path) -> Callable[..., Path]:
    """Writes a colleague's file."""

    def write(*notes: Annotation, name: str = "theirs.annotations.jsonld") -> Path:
        path = tmp_path / "mail" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(write_page(Page(of(*notes))))
        return path

    return write


def test_everything_comes_in_as_one_edit_that_can_be_undone(store: Any, make: Any, clock: Any) -> None:
    same, mine, both, old = make("same"), make("mine"), make("both"), make("old")
    store.annotations.apply(Edit.adding("Add", [same, mine, both.with_note("my view", clock), old]))
    before = dict(store.annotations)
    new, newer = make("new"), old.with_note("newer", clock)
    edit = bring_in(store.annotations, [Incoming(of(same, both.with_note("their view", clock), newer, new))])
    store.annotations.apply(edit)
    came = Summary.of(edit)
    assert (came.added, came.changed, came.deleted, len(came.conflicts)) == ((new.id,), (old.id,), (), 1)
    assert str(came) == "1 note added, 1 changed, 1 in conflict (both versions are kept)"
    assert list(conflicts(store.annotations)) == [both.id]
    assert not bring_in(store.annotations, [Incoming(of(same, newer, new))])
    store.annotations.apply(edit.inverse())
    assert dict(store.annotations) == before


def test_with_the_version_that_was_sent_deletions_come_in_too(make: Any, clock: Any) -> None:
    sent = of(make("deleted"), make("left"), make("edited here"))
    deleted, left, edited = sent.values()
    ours = {**sent, edited.id: edited.with_note("mine", clock)}
    edit = bring_in(ours, [Incoming(of(left))], sent)
    assert Summary.of(edit) == Summary(deleted=(deleted.id,))
    assert not bring_in(ours, [Incoming(of(left))])
    assert not bring_in(ours, [Incoming(of(left), 1, whole=False)], sent), "what is missing may have been torn off"


def test_nothing_says_so() -> None:
    assert str(Summary.of(Edit("x", {}))) == "No notes changed"


def test_a_file_and_what_lies_in_its_journal_is_read_and_left_as_it_is(brief: Path, store: Any, make: Any) -> None:
    do(store, Edit.adding("Add", [make("a")]))
    store.fold()
    do(store, Edit.adding("Add", [make("b")]))
    before = {path.name: path.read_bytes() for path in brief.parent.iterdir()}
    for path in (brief, store.sidecar):
        assert [note.note for note in read_file(path).notes.values()] == ["a", "b"]
    assert {path.name: path.read_bytes() for path in brief.parent.iterdir()} == before


def test_what_cannot_be_read_is_counted(theirs: Any, make: Any) -> None:
    path = theirs(make("a"), make("b"))
    whole = path.read_bytes()
    path.write_bytes(whole[:-60])
    found = read_file(path)
    assert ([note.note for note in found.notes.values()], found.unreadable, found.whole) == (["a"], 1, False)
    path.write_bytes(whole[:-3])  # torn just behind a line
    assert (read_file(path).unreadable, read_file(path).whole) == (1, False)
    path.write_bytes(whole.replace(b'"items": [', b'"items": ["http://iri",'))
    assert (len(read_file(path).notes), read_file(path).unreadable) == (2, 1)


@pytest.mark.parametrize("content", [None, b"", b"\x00\xff" * 50, b"# A brief\n"])
def test_what_holds_no_notes_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.annotations.jsonld"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(LoadError):
        read_file(path)


class TestMerge:
    @pytest.fixture
    def noted(self, brief: Path, run_main: Main) -> Path:
        done = run_main("annotate", brief, "--quote", "Cobalt", "--note", "mine")
        assert done.returncode == 0
        return brief

    def test_says_what_came_in(self, noted: Path, theirs: Any, make: Any, run_main: Main) -> None:
        other = theirs(make("new"), make("newer"))
        before = (noted.with_name("b.annotations.jsonld").read_bytes(), other.read_bytes())
        dry = run_main("merge", noted, other, "--dry-run")
        assert (dry.returncode, dry.stdout) == (0, "2 notes added; nothing was saved\n")
        assert noted.with_name("b.annotations.jsonld").read_bytes() == before[0]
        done = run_main("merge", noted, other)
        assert (done.returncode, done.stdout, done.stderr) == (0, "2 notes added\n", "")
        again = run_main("merge", noted, other, "--json")
        expected = {"added": [], "changed": [], "deleted": [], "conflicts": [], "unreadable": 0, "dry_run": False}
        assert json.loads(again.stdout) == expected
        listed = json.loads(run_main("annotations", noted, "--json").stdout)
        assert sorted(row["note"] for row in listed) == ["mine", "new", "newer"]
        assert other.read_bytes() == before[1] and [path.name for path in other.parent.iterdir()] == [other.name]

    def test_of_a_brief_and_a_file_with_a_conflict(self, noted: Path, tmp_path: Path, run_main: Main) -> None:
        (mine,) = read_page(noted.with_name("b.annotations.jsonld").read_bytes()).annotations.values()
        copy = tmp_path / "copy" / "b.brief.md"
        copy.parent.mkdir()
        shutil.copy(noted, copy)
        for path, text, day in ((noted, "my view", 1), (copy, "their view", 2)):
            note = Annotation.of({**mine.with_note(text).json(), "modified": f"2090-01-0{day}T00:00:00Z"})
            path.with_name("b.annotations.jsonld").write_bytes(write_page(Page(of(note))))
        came = json.loads(run_main("merge", noted, copy, "--json").stdout)
        assert [one["of"] for one in came["conflicts"]] == [mine.id] and not came["changed"]
        listed = json.loads(run_main("annotations", noted, "--json").stdout)
        assert sorted(row["note"] for row in listed) == ["my view", "their view"]
        (noted.parent / "x.annotations.jsonld").write_bytes(b'{"items": [')
        done = run_main("merge", noted, noted.parent / "x.annotations.jsonld")
        assert done.returncode == 1 and "no notes that can be read" in done.stderr and done.stderr.count("\n") == 1

    def test_of_something_that_is_not_there(self, noted: Path, run_main: Main) -> None:
        done = run_main("merge", noted, "missing.annotations.jsonld")
        assert done.returncode == 1 and "no notes" in done.stderr and "Traceback" not in done.stderr


def test_a_lost_file_is_named_on_standard_error(brief: Path, run_main: Main) -> None:
    run_main("annotate", brief, "--quote", "Cobalt")
    new = brief.rename(brief.with_name("new.brief.md"))
    for arguments in (("annotations", new), ("export", new, "--to", "md", "-o", "-")):
        done = run_main(*arguments)
        assert done.returncode == 0 and "lie in b.annotations.jsonld" in done.stderr


class TestGitMerge:
    @pytest.fixture
    def merge(self, tmp_path: Path, run_main: Main) -> Callable[..., Any]:
        """Runs the driver on these contents of %O %A %B; returns the process and what %A is then."""

        def run(*contents: bytes | None) -> Any:
            paths = [tmp_path / f".merge_file_{name}" for name in "OAB"]
            for path, content in zip(paths, contents, strict=True):
                path.unlink(missing_ok=True)
                if content is not None:
                    path.write_bytes(content)
            done = run_main("git-merge", *paths, cwd=tmp_path)
            left = {path.name for path in tmp_path.iterdir() if path.name.startswith(".")}
            assert left <= {path.name for path in paths}
            return done, paths[1].read_bytes() if paths[1].exists() else None

        return run

    def test_merges_into_ours(self, merge: Any, make: Any, clock: Any) -> None:
        a, b, c, d = make("a"), make("b"), make("c"), make("d")
        base, ours = Page(of(a, b)), Page(of(a.with_note("A", clock), b, c), {"label": "ours"})
        done, merged = merge(*(write_page(page) for page in (base, ours, Page(of(a, d)))))
        assert (done.returncode, done.stderr) == (0, "")
        page = read_page(merged)
        assert sorted(note.note for note in page.annotations.values()) == ["A", "c", "d"]
        assert page.fields["label"] == "ours"

    def test_keeps_both_versions_of_a_note(self, merge: Any, make: Any, clock: Any) -> None:
        base = make("base")
        sides = [write_page(Page(of(one))) for one in (base, *(base.with_note(text, clock) for text in "xy"))]
        done, merged = merge(*sides)
        assert done.returncode == 0 and list(conflicts(read_page(merged).annotations)) == [base.id]
        assert merge(sides[0], sides[2], sides[1])[1] == merged == merge(b"", sides[1], sides[2])[1]

    @pytest.mark.parametrize("side", [1, 2])
    @pytest.mark.parametrize("bad", [b"", b"\xff\x00", "torn", "newer", None])
    def test_leaves_ours_where_a_side_cannot_be_read(self, merge: Any, make: Any, side: int, bad: Any) -> None:
        good = write_page(Page(of(make("a"), make("b"))))
        special = {"torn": good[:-3], "newer": write_page(Page(of(make("c")), {"briefing:schema": 2}))}
        contents = [good, good, write_page(Page(of(make("x"))))]
        contents[side] = special.get(bad, bad)
        done, merged = merge(*contents)
        assert done.returncode == 1 and merged == contents[1]
        assert done.stderr.count("\n") == 1 and "Traceback" not in done.stderr

    @pytest.mark.skipif(not shutil.which("git"), reason="needs git")
    def test_git_calls_it(self, tmp_path: Path, make: Any, clock: Any) -> None:
        """Two branches that edit neighbouring lines, which Git alone takes for a conflict."""

        def git(*arguments: str) -> subprocess.CompletedProcess[str]:
            names = ["-c", "user.name=t", "-c", "user.email=t@t", "-c", "init.defaultBranch=main"]
            return subprocess.run(
                ["git", *names, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
            )

        notes = [make(text) for text in "abc"]
        sidecar = tmp_path / "b.annotations.jsonld"

        def commit(*changed: Annotation) -> None:
            sidecar.write_bytes(write_page(Page({**of(*notes), **of(*changed)})))
            assert git("add", ".").returncode == 0 and git("commit", "-m", "x").returncode == 0

        git("init")
        git("config", "merge.briefing.driver", f'"{sys.executable}" "{ROOT / "main.py"}" git-merge %O %A %B')
        (tmp_path / ".gitattributes").write_text("*.annotations.jsonld merge=briefing\n")
        commit()
        git("checkout", "-b", "theirs")
        commit(notes[1].with_note("theirs", clock), notes[2].with_note("their view", clock))
        git("checkout", "main")
        commit(notes[0].with_note("mine", clock), notes[2].with_note("my view", clock))
        done = git("merge", "theirs")
        assert done.returncode == 0, done.stdout + done.stderr
        page = read_page(sidecar.read_bytes())
        assert sorted(note.note for note in page.annotations.values()) == ["mine", "my view", "their view", "theirs"]
        assert git("status", "--porcelain").stdout == ""


def test_a_merge_is_saved_like_any_edit(brief: Path, store: AnnotationStore, make: Any, reopen: Any) -> None:
    edit = bring_in(store.annotations, [Incoming(of(make("a"), make("b")))])
    do(store, edit)
    assert len(reopen().annotations) == 2
