"""Real processes: killed at random moments, and two at once on one file."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from viewer.annotations.jsonld import read_page
from viewer.annotations.store import AnnotationStore

ROOT = Path(__file__).parents[2]
ROUNDS, KILLS = 10, 10


def start(brief: Path, data: Path, prefix: str, count: int) -> subprocess.Popen[bytes]:
    arguments = [sys.executable, str(Path(__file__).with_name("writer.py")), str(brief), str(data), prefix, str(count)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)})


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_no_promised_note_is_lost_to_a_kill(brief: Path, tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    data = tmp_path_factory.mktemp("data")
    sidecar = brief.with_name("b.annotations.jsonld")
    moments = random.Random(seed)
    promised: set[str] = set()
    # The next process starts while this one works: it saves time, and now and then they meet.
    coming = [start(brief, data, f"life{life}", 0) for life in range(2)]
    for life in range(KILLS):
        process = coming.pop(0)
        if life + 2 < KILLS:
            coming.append(start(brief, data, f"life{life + 2}", 0))
        assert process.stdout is not None and process.stdout.readline() == b"ready\n"
        time.sleep(moments.uniform(0, 0.06))
        process.send_signal(signal.SIGKILL)
        output = process.stdout.read()
        process.wait()
        process.stdout.close()
        promised |= set(output.decode().split("\n")[:-1])
        assert not sidecar.exists() or not read_page(sidecar.read_bytes()).damage
    store = AnnotationStore.open(brief, data)
    assert not store.notices
    assert promised <= set(store.annotations) and len(promised) > KILLS
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
