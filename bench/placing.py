"""How well and how fast notes find their places again, beside the engine of Hypothesis' client.

    python -m bench.placing [SEED …]

1,000 notes in 1 MB, nine kinds of edit. Right: an overlap of at least half (of both ranges together) with where the
words are now; where less than half of the words is left, an orphan is right too. Wrong: anywhere else. The rest are
orphans that should not be. Node.js and its package `approx-string-match` (MIT) are asked for Hypothesis' part if the
variable APPROX_STRING_MATCH names the folder in which `npm install approx-string-match` was run.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.placing_edits import KINDS, Case, Truth, make_case
from viewer.annotations.anchors import Placed, place_all

_SCRIPT = Path(__file__).with_name("hypothesis_engine.mjs")
#: Fewer of the words than this, and the note may be an orphan.
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of the notes, 0..1, and the time for all in ms. `orphan`: those that should not be."""

    right: float
    wrong: float
    orphan: float
    ms: float


def is_right(placed: Placed, truth: Truth) -> bool | None:
    """Whether a note is where it belongs; None for an orphan that should not be one."""
    if placed.start is None or placed.end is None:
        return True if truth.kept < _HALF else None
    if truth.start is None or truth.end is None:
        return False
    shared = min(placed.end, truth.end) - max(placed.start, truth.start)
    together = max(placed.end, truth.end) - min(placed.start, truth.start)
    return shared > 0 and (truth.kept < _HALF or shared >= together / 2)


def judge(case: Case, placed: Sequence[Placed], ms: float) -> Score:
    """The score of one engine in one case."""
    verdicts = [is_right(found, truth) for found, truth in zip(placed, case.truth, strict=True)]
    count = len(verdicts)
    return Score(verdicts.count(True) / count, verdicts.count(False) / count, verdicts.count(None) / count, ms)


def with_old_text(case: Case) -> list[Placed]:
    found = place_all(case.notes, case.new, lambda digest: case.old)
    return [found[note.id] for note in case.notes]


def selectors_only(case: Case) -> list[Placed]:
    found = place_all(case.notes, case.new)
    return [found[note.id] for note in case.notes]


def timed(engine: Callable[[Case], list[Placed]], case: Case, rounds: int = 3) -> Score:
    """The score with the median time of some rounds."""
    times = []
    found: list[Placed] = []
    for _ in range(rounds):
        gc.collect()
        start = time.perf_counter()
        found = engine(case)
        times.append((time.perf_counter() - start) * 1000)
    return judge(case, found, sorted(times)[rounds // 2])


def hypothesis_score(case: Case, modules: Path) -> Score:
    """What Hypothesis' order of attempts makes of it, in Node.js; the time is for the matching alone."""
    data = {
        "text": case.new,
        "notes": [
            {"exact": note.exact, "prefix": note.prefix, "suffix": note.suffix, "start": note.start, "end": note.end}
            for note in case.notes
        ],
    }
    assert case.new.isascii() or max(case.new) < "\U00010000", "offsets of Node.js would be others"
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / _SCRIPT.name
        shutil.copy(_SCRIPT, script)
        (Path(folder) / "node_modules").symlink_to(modules / "node_modules")
        run = subprocess.run(["node", script], input=json.dumps(data), capture_output=True, text=True, check=True)
    answer = json.loads(run.stdout)
    places = [Placed("moved", *place) if place else Placed("orphan") for place in answer["places"]]
    return judge(case, places, answer["ms"])


def main() -> None:
    seeds = [int(word) for word in sys.argv[1:]] or [20_261_123]
    modules = os.environ.get("APPROX_STRING_MATCH")
    engines: dict[str, Callable[[Case], Score]] = {
        "with the old text": lambda case: timed(with_old_text, case),
        "selectors only": lambda case: timed(selectors_only, case),
    }
    if modules and shutil.which("node"):
        engines["Hypothesis"] = lambda case: hypothesis_score(case, Path(modules))
    print("right % (wrong place %, orphaned %) ms for 1,000 notes in 1 MB")
    print(f"{'':30}" + "".join(f"{name:32}" for name in engines))
    for kind in KINDS:
        for seed in seeds:
            case = make_case(kind, seed)
            cells = []
            for engine in engines.values():
                score = engine(case)
                shares = f"{score.right * 100:5.1f} ({score.wrong * 100:4.1f}, {score.orphan * 100:4.1f})"
                cells.append(f"{shares} {score.ms:9.1f} ms  ")
            print(f"{kind:30}" + "".join(f"{cell:32}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
