"""Real processes: killed at random moments, and two at once on one file."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from viewer.annotations.jsonld import read_page
from viewer.annotations.store import AnnotationStore

ROOT = Path(__file__).parents[2]
ROUNDS, KILLS = 5, 20


def start(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, str(Path(__file__).with_name("writer.py")), *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True)


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_no_promised_note_is_lost_to_a_kill(brief: Path, tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    data = tmp_path_factory.mktemp("data")
    sidecar = brief.with_name("b.annotations.jsonld")
    file = data / "promises"
    moments = random.Random(seed)
    with start() as server:
        assert server.stdin is not None and server.stdout is not None
        for life in range(KILLS):
            print(brief, data, f"life{life}", file, sep="|", file=server.stdin, flush=True)
            time.sleep(moments.uniform(0.005, 0.06))
            print("now", file=server.stdin, flush=True)
            assert server.stdout.readline() == "killed\n"
            assert not sidecar.exists() or not read_page(sidecar.read_bytes()).damage
        server.stdin.close()
    promised = set(file.read_text().splitlines())
    assert len(promised) > KILLS
    store = AnnotationStore.open(brief, data)
    assert not store.notices
    assert promised <= set(store.annotations)
    left = {path.name for path in brief.parent.iterdir()}
    assert left <= {"b.brief.md", "b.annotations.jsonld", ".b.annotations.journal"}
    store.close()
    assert promised <= set(read_page(sidecar.read_bytes()).annotations)


def test_two_processes_on_one_file_lose_nothing(brief: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    data = tmp_path_factory.mktemp("data")
    processes = [start(brief, data, prefix, 200) for prefix in ("one", "two")]
    for process in processes:
        process.communicate(timeout=60)
        assert process.returncode == 0
    expected = {f"{prefix}:{number}" for prefix in ("one", "two") for number in range(200)}
    assert set(read_page(brief.with_name("b.annotations.jsonld").read_bytes()).annotations) == expected
    assert {path.name for path in brief.parent.iterdir()} <= {"b.brief.md", "b.annotations.jsonld"}
