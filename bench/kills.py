"""What kills cost: `python -m bench.kills [KILLS]`. SIGKILL at random moments in one and two processes, then at every
system call of saving and of taking notes along. All figures but the first three columns have to be 0; exits with 1 if
one is not."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.annotations.killing import Figures, at_every_call, at_random, killer
from tests.annotations.writer import WORK

#: Kills of the same file's writers, before a new file is begun.
ROUND = 20
COLUMNS = ("kills", "promised", "found", "torn", "lost", "came_back", "strays", "notices")


def main() -> int:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    harm = 0
    print(f"{'':24}", *(f"{column:>9}" for column in COLUMNS), f"{'seconds':>9}")
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder, killer() as server:
        start, figures = time.monotonic(), Figures()
        promised = found = 0
        for seed in range(-(-kills // ROUND)):
            place = Path(folder) / f"round-{seed}"
            place.mkdir()
            at_random(server, place, ROUND, seed, figures)
            promised, found = promised + figures.promised, found + figures.found
        figures.promised, figures.found = promised, found
        harm += report("at random moments", figures, start)
        for work in WORK:
            start, figures = time.monotonic(), Figures()
            place = Path(folder) / work
            place.mkdir()
            at_every_call(server, work, place, figures)
            harm += report(f"at every call, {work}", figures, start)
    return int(harm > 0)


def report(what: str, figures: Figures, start: float) -> int:
    numbers = [getattr(figures, column) for column in COLUMNS]
    print(f"{what:24}", *(f"{number:9}" for number in numbers), f"{time.monotonic() - start:9.0f}", flush=True)
    print(*figures.what, sep="\n", end="\n" if figures.what else "")
    return figures.harm


if __name__ == "__main__":
    sys.exit(main())
