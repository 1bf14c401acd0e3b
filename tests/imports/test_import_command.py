"""`main.py import-notes`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import Main
from tests.imports.papers import add, delete, edited, find, parts
from viewer.annotations.incoming import read_file

TEXT = "# Deals\n\nThe offer names cobalt and copper.\n\nAn office in Goma was opened, and closed again.\n"


@pytest.fixture
def brief(write_brief: Callable[..., Path], run_main: Main) -> Path:
    path = write_brief(TEXT)
    for quote in ("cobalt", "copper", "Goma"):
        done = run_main("annotate", path, "--quote", quote, "--note", f"on {quote}", "--author", "Ann")
        assert done.returncode == 0, done.stderr
    return path


def sent_round(brief: Path, run_main: Main) -> Path:
    out = brief.with_name("sent.pdf")
    assert run_main("export", brief, "--to", "pdf", "-o", out).returncode == 0
    notes = {note.exact: note for note in read_file(brief).notes.values()}

    def change(pdf: pikepdf.Pdf) -> None:
        parts(pdf, notes["cobalt"])[0][1].Contents = "how much?"
        delete(pdf, notes["copper"])
        add(pdf, find(out, "closed again"), Contents="when?")

    return edited(out, change)


def test_what_came_back_is_shown_then_taken(brief: Path, run_main: Main) -> None:
    back = sent_round(brief, run_main)
    before = read_file(brief).notes
    shown = run_main("import-notes", brief, back, "--dry-run", "--json")
    assert shown.returncode == 0, shown.stderr
    told = json.loads(shown.stdout)
    assert sorted((row["kind"], row["quote"]) for row in told["changes"]) == [
        ("added", "closed again"),
        ("changed", "cobalt"),
        ("deleted", "copper"),
    ]
    assert (told["unchanged"], told["dry_run"]) == (1, True)
    (changed,) = (row for row in told["changes"] if row["kind"] == "changed")
    assert (changed["before"]["note"], changed["after"]["note"]) == ("on cobalt", "how much?")
    assert read_file(brief).notes == before

    taken = run_main("import-notes", brief, back)
    assert taken.stdout.splitlines()[-1] == "1 added, 1 changed, 1 deleted, 1 unchanged"
    assert {note.note for note in read_file(brief).notes.values()} == {"how much?", "on Goma", "when?"}
    assert run_main("import-notes", brief, back).stdout.splitlines()[-1] == "3 unchanged"


def test_several_files_at_once_and_what_cannot_be_read(brief: Path, run_main: Main, tmp_path: Path) -> None:
    table, other = tmp_path / "a.csv", tmp_path / "b.csv"
    table.write_text("quote,note\nclosed again,when?\nnot there,lost\n", "utf-8")
    other.write_text("quote,note\nThe offer,whose?\nclosed again,when?\n", "utf-8")
    done = run_main("import-notes", brief, table, other)
    assert done.stdout.splitlines()[-1] == "3 added, 0 unchanged; 1 without a place"
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 nothing")
    notes = read_file(brief).notes
    refused = run_main("import-notes", brief, table, bad)
    assert refused.returncode == 1 and "bad.pdf" in refused.stderr and "Traceback" not in refused.stderr
    assert read_file(brief).notes == notes
    assert run_main("import-notes", brief).returncode == 2
