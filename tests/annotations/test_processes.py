"""Real processes: killed at random moments and at every system call, and several at once on one file.

`KILLS=2000` makes it a night's work: as many kills, and 1,000 edits by each process.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.annotations.killing import Figures, at_every_call, at_random, killer, start
from tests.annotations.writer import SHARED, WORK, steps
from viewer.annotations.conflicts import versions
from viewer.annotations.jsonld import read_page

NIGHTLY = "KILLS" in os.environ
KILLS, ROUND = int(os.environ.get("KILLS", "100")), 20

kills = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")


@kills
@pytest.mark.parametrize("seed", range(-(-KILLS // ROUND)))
def test_no_kill_at_any_moment_costs_a_promised_note(brief: Path, seed: int) -> None:
    figures = Figures()
    with killer() as server:
        at_random(server, brief.parent, ROUND, seed, figures)
    assert figures.kills == ROUND < figures.promised and figures.harm == 0, figures


@kills
@pytest.mark.parametrize("work", WORK)
def test_no_kill_at_any_system_call_costs_a_promised_note(tmp_path: Path, work: str) -> None:
    figures = Figures()
    with killer() as server:
        at_every_call(server, work, tmp_path, figures)
    assert figures.kills > 20 and figures.harm == 0, figures


@pytest.mark.parametrize(("processes", "edits"), [(2, 1000), (4, 1000)] if NIGHTLY else [(2, 200), (4, 100)])
def test_processes_on_one_file_lose_nothing(
    brief: Path, tmp_path_factory: pytest.TempPathFactory, processes: int, edits: int
) -> None:
    """What each did to its own notes is so, and the last that each said in the note they share is there, unless one
    that started late has gone on from it."""
    prefixes = [f"p{number}" for number in range(processes)]
    running = [start(brief, tmp_path_factory.mktemp("data"), prefix, edits) for prefix in prefixes]
    replaced: set[str] = set()
    for process in running:
        output, _ = process.communicate(timeout=600)
        assert process.returncode == 0
        replaced |= {line.removeprefix(f"^ {SHARED} ") for line in output.splitlines() if line.startswith("^")}
    expected: dict[str, str] = {}
    shared = set()
    for prefix in prefixes:
        done = dict(steps(prefix, edits))
        shared |= {done.pop(SHARED)} - replaced
        expected |= {id: text for id, text in done.items() if text is not None}
    notes = read_page(brief.with_name("b.annotations.jsonld").read_bytes()).annotations
    rivals = versions(notes, SHARED)
    assert {one.note for one in rivals} >= shared
    assert {id: one.note for id, one in notes.items() if one not in rivals} == expected
    assert {path.name for path in brief.parent.iterdir()} <= {"b.brief.md", "b.annotations.jsonld"}
