"""`main.py export` in every format, with every option."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Main
from viewer.commands.leaving import FORMATS as CHOICES
from viewer.report.formats import FORMATS

TEXT = "---\ntitle: Test\nactors:\n  - m23\n---\n# Offer\n\nThe M23 took Goma and 😀 more.\n"
TEXTS = [chosen.id for chosen in FORMATS.values() if chosen.is_text]


@pytest.fixture
def brief(write_brief: Callable[..., Path], run_main: Main) -> Path:
    """A brief with two notes."""
    path = write_brief(TEXT)
    run_main("annotate", path, "--quote", "took Goma", "--note", "=Really?", "--tag", "a b", "--author", "Ana")
    run_main("annotate", path, "--quote", "more", "--note", "Other.", "--colour", "pink", "--author", "Bo Bell")
    return path


def test_the_choices_are_the_formats() -> None:
    assert set(CHOICES) == set(FORMATS)


@pytest.mark.parametrize("to", [id for id in FORMATS if id != "pdf"])
def test_each_format_is_written_beside_the_brief(run_main: Main, brief: Path, to: str) -> None:
    done = run_main("export", brief, "--to", to)
    target = brief.parent / ("b" + FORMATS[to].suffix)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{target}\n", "")
    data = target.read_bytes()
    if to == "docx":
        data = zipfile.ZipFile(target).read("word/comments.xml")
    assert b"=Really?" in data
    assert not list(brief.parent.glob(".*.part"))


@pytest.mark.parametrize("to", TEXTS)
def test_texts_go_to_standard_output(run_main: Main, brief: Path, to: str) -> None:
    done = run_main("export", brief, "--to", to, "-o", "-")
    assert (done.returncode, done.stderr) == (0, "")
    assert "=Really?" in done.stdout
    assert len(list(brief.parent.iterdir())) == 2


@pytest.mark.parametrize("to", ["docx", "pdf"])
def test_what_is_no_text_does_not(run_main: Main, brief: Path, to: str) -> None:
    done = run_main("export", brief, "--to", to, "-o", "-")
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot go to standard output" in done.stderr


@pytest.mark.parametrize(
    ("only", "notes"),
    [
        (["colour=pink"], ["Other."]),
        (["colour=pink", "colour=yellow"], ["'=Really?", "Other."]),
        (["author=bo bell"], ["Other."]),
        (["tag=a b", "author=Ana"], ["'=Really?"]),
        (["tag=a b", "author=Bo Bell"], []),
        (["state=placed"], ["'=Really?", "Other."]),
        (["type=claim"], []),
    ],
)
def test_only(run_main: Main, brief: Path, only: list[str], notes: list[str]) -> None:
    terms = [part for term in only for part in ("--only", term)]
    done = run_main("export", brief, "--to", "csv", "-o", "-", *terms)
    table = csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff"), newline=""))
    assert [row["note"] for row in table] == notes


@pytest.mark.parametrize("term", ["colour", "colour=", "=x", "size=1", "colour:pink"])
def test_only_something_else(run_main: Main, brief: Path, term: str) -> None:
    done = run_main("export", brief, "--to", "csv", "-o", "-", "--only", term)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"`{term}` is not" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("to", "option"),
    [
        ("csv", ["--flatten"]), ("md", ["--archive"]), ("json", ["--page", "a4"]), ("html", ["--flatten"]),
        ("docx", ["--archive"]), ("jsonld", ["--no-appendices"]),
    ],
)  # fmt: skip
def test_options_that_a_format_does_not_know(run_main: Main, brief: Path, to: str, option: list[str]) -> None:
    done = run_main("export", brief, "--to", to, *option)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"knows no {option[0]}" in done.stderr
    assert len(list(brief.parent.iterdir())) == 2


def test_options_that_it_does(run_main: Main, brief: Path) -> None:
    page = run_main("export", brief, "--to", "html", "-o", "-", "--page", "letter", "--no-appendices").stdout
    assert "size: letter" in page and 'id="entities"' not in page
    assert 'id="entities"' in run_main("export", brief, "--to", "html", "-o", "-").stdout


def test_share_safely(run_main: Main, brief: Path) -> None:
    done = run_main("export", brief, "--to", "json", "-o", "-", "--share-safely", "--only", "author=Ana")
    (note,) = json.loads(done.stdout)["notes"]
    assert note["note"] == "=Really?"
    assert "Ana" not in done.stdout and "Bell" not in done.stdout


def test_the_pdf_is_told_what_was_asked(monkeypatch: pytest.MonkeyPatch, brief: Path, tmp_path: Path) -> None:
    from viewer import commands
    from viewer.commands import leaving

    reports = []
    monkeypatch.setattr(leaving, "_draw_pdf", lambda report, target: reports.append(report))
    arguments = [
        "--page",
        "letter",
        "--no-appendices",
        "--flatten",
        "--archive",
        "--share-safely",
        "-o",
        str(tmp_path / "x"),
    ]
    assert commands.run(commands.read(["export", str(brief), "--to", "pdf", *arguments])) == 0
    options = reports[0].options
    assert (options.page, options.appendices, options.underline_mentions) == ("letter", False, True)
    assert options.flatten and options.archive and options.share_safely


def test_the_same_moment_gives_the_same_bytes(run_main: Main, brief: Path, tmp_path: Path) -> None:
    for to in ("html", "docx", "json"):
        for name in ("1", "2"):
            run_main("export", brief, "--to", to, "-o", tmp_path / name, env={"SOURCE_DATE_EPOCH": "1742733000"})
        assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
