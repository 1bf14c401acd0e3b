"""`matrix`, `entities` and `mentions --suggest`, as anybody would run them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from xml.etree import ElementTree

import pytest

Main = Callable[..., CompletedProcess[str]]

TEXT = """---
title: Ore & more
actors:
  - RWA
  - id: acme
    name: Acme
    kind: company
---
Rwanda sold tin. Mr. Robert Amisi of Walungu bought tin, and Rwanda gold. The Congo and the Republic of the Congo left.
"""


@pytest.fixture
def brief(write_brief: Callable[..., Path]) -> Path:
    return write_brief(TEXT)


def test_matrix_as_csv(run_main: Main, brief: Path) -> None:
    done = run_main("matrix", brief, "--to", "csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["sentences that name both,tin,gold", "Rwanda,2,1"]
    done = run_main("matrix", brief, "--to", "csv", "--by", "paragraph")
    assert done.stdout.splitlines()[1] == "Rwanda,1,1"


def test_matrix_as_svg_into_a_file(run_main: Main, brief: Path, tmp_path: Path) -> None:
    out = tmp_path / "m.svg"
    done = run_main("matrix", brief, "--to", "svg", "-o", out)
    assert (done.returncode, done.stdout.strip()) == (0, str(out))
    root = ElementTree.parse(out).getroot()
    assert root[0].text == "Ore & more"


@pytest.mark.parametrize("arguments", [["--to", "gif"], [], ["--to", "csv", "--by", "word"]])
def test_wrong_usage(arguments: list[str], run_main: Main, brief: Path) -> None:
    assert run_main("matrix", brief, *arguments).returncode == 2


def test_the_brief_is_never_the_target(run_main: Main, brief: Path) -> None:
    done = run_main("matrix", brief, "--to", "csv", "-o", brief)
    assert (done.returncode, "must not replace" in done.stderr) == (2, True)
    assert brief.read_text() == TEXT


def test_entities(run_main: Main, brief: Path) -> None:
    rows = {row["id"]: row for row in json.loads(run_main("entities", brief, "--json").stdout)}
    assert list(rows)[:2] == ["RWA", "acme"]
    assert (rows["RWA"]["count"], rows["acme"]["count"], rows["acme"]["declared"]) == (2, 0, True)
    assert len(rows["tin"]["passages"]) == 2
    assert rows["tin"]["facts"]["lists"]
    lines = run_main("entities", brief).stdout.splitlines()
    assert lines[0] == "2\tactor\tRWA\tstate\tRwanda"


def test_suggestions(run_main: Main, brief: Path) -> None:
    assert run_main("mentions", brief, "--suggest").stdout.splitlines() == [
        "1\tactor\tperson\tRobert Amisi\t",
        "1\tactor\torganisation\tWalungu\t",
    ]
    rows = json.loads(run_main("mentions", brief, "--suggest", "--json").stdout)
    assert [(row["name"], len(row["spans"])) for row in rows] == [("Robert Amisi", 1), ("Walungu", 1)]


def test_an_ambiguous_mention_says_so(run_main: Main, brief: Path) -> None:
    rows = json.loads(run_main("mentions", brief, "--json").stdout)
    assert [row.get("ambiguous") for row in rows if row["text"] == "Congo"] == [["COG"]]
