"""How long it takes to find the mentions of a brief again after a correction, and to suggest undeclared names.

    python -m bench.correcting

A brief of 100 kB. Medians and best of 30 in milliseconds, beside a fixed piece of work that tells how busy the machine
is (about 1 ms on one that is not).
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.texts import write_brief
from viewer.brief.loader import load_brief
from viewer.mentions.corrections import Corrections, Occurrence
from viewer.mentions.gazetteer import load_gazetteer
from viewer.mentions.index import Indexer
from viewer.mentions.suggest import suggest

SIZE = 100_000  # bytes
ROUNDS = 30


def correcting_speed() -> None:
    """Prints the figures."""
    with tempfile.TemporaryDirectory() as folder:
        brief = load_brief(write_brief(Path(folder) / "b.brief.md", SIZE))
    gazetteer = load_gazetteer()
    indexer = Indexer(brief, gazetteer)
    index = indexer.index()
    number = iter(range(10**6))
    work: dict[str, Callable[[], object]] = {
        "the fixed piece of work": lambda: sum(range(100_000)),
        "index a brief that was just opened": lambda: Indexer(brief, gazetteer).index(),
        "after a correction of one occurrence": lambda: indexer.index(Corrections((_place(next(number)),))),
        "after one of the whole brief": lambda: indexer.index(Corrections(aliases={f"name {next(number)}": "m23"})),
        "suggest undeclared names": lambda: suggest(brief, index),
    }
    print(f"{len(brief.text):,} code points, {len(index.mentions):,} mentions")
    for what, run in work.items():
        times = [_timed(run) for _ in range(ROUNDS)]
        print(f"{what:40} {statistics.median(times) * 1000:6.1f} ms (best {min(times) * 1000:.1f})")


def _place(number: int) -> Occurrence:
    return Occurrence(number, number + 5, "m23")


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    correcting_speed()
