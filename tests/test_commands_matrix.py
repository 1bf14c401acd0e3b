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


def test_pictures_need_no_display(run_main: Main, brief: Path, tmp_path: Path) -> None:
    nowhere = {"DISPLAY": None, "WAYLAND_DISPLAY": None, "QT_QPA_PLATFORM": None}
    done = run_main("matrix", brief, "--to", "png", env=nowhere)
    assert (done.returncode, done.stdout.strip()) == (0, str(brief.parent / "b.matrix.png")), done.stderr
    assert (brief.parent / "b.matrix.png").read_bytes().startswith(b"\x89PNG")
    out = tmp_path / "r.png"
    assert run_main("relations", brief, "--to", "png", "-o", out, env=nowhere).returncode == 0
    assert out.read_bytes().startswith(b"\x89PNG")


def test_a_png_never_goes_to_standard_output(run_main: Main, brief: Path) -> None:
    done = run_main("relations", brief, "--to", "png", "-o", "-")
    assert (done.returncode, done.stdout) == (2, "")


def test_relations_as_csv_and_svg(run_main: Main, write_brief: Callable[..., Path], tmp_path: Path) -> None:
    declared = "relations: [{from: RWA, to: tin, type: sells, note: by train}]\n---\n"
    path = write_brief(TEXT.replace("---\nRwanda sold", f"{declared}Rwanda sold"))
    lines = run_main("relations", path, "--to", "csv").stdout.splitlines()
    assert lines[0] == "from,relation,to,declared,sentences that name both,notes"
    assert lines[1] == "Rwanda,sells,tin,yes,2,by train"
    assert "Rwanda,named together,gold,no,1," in lines
    out = tmp_path / "r.svg"
    assert run_main("relations", path, "--to", "svg", "-o", out).returncode == 0
    texts = ["".join(element.itertext()) for element in ElementTree.parse(out).getroot().iter()]
    assert {"sells", "Rwanda", "gold", "declared in the brief"} <= set(texts)


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
