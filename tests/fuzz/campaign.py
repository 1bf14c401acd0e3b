"""Fuzzing for hours: `./fuzz HOURS [TARGET...]`. The time is shared among the targets.

With atheris, where it is installed (`.venv/bin/pip install atheris`; Linux and macOS), inputs grow towards code that
was not reached; without it, Hypothesis makes them from the corpus. Each target runs in a process of its own, so that
one that dies takes nothing along. Finds lie in `build/fuzz/TARGET/`: the input, and beside it how it failed; one is
enough for each line that fails. To see one fail: `./fuzz --again build/fuzz/TARGET/FIND`. Exits with 1 if anything was
found.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build" / "fuzz"
_LONGEST = 4096  # bytes of an input
_MEMORY = 2500  # MB


def main(arguments: list[str]) -> int:
    """Run from the command line."""
    match arguments:
        case ["--one", target, seconds]:
            return _one(target, float(seconds))
        case ["--again", path]:
            from tests.fuzz.targets import check

            check(Path(path).parent.name, Path(path).read_bytes())
            print("It does not fail any more.")
            return 0
        case [hours, *targets]:
            return _all(float(hours) * 3600, targets)
        case _:
            print(__doc__)
            return 2


def _all(seconds: float, targets: list[str]) -> int:
    from tests.fuzz.targets import TARGETS

    found = 0
    print(f"{'':14}{'inputs':>10}{'minutes':>9}{'finds':>7}", flush=True)
    for target in targets or list(TARGETS):
        end = time.monotonic() + seconds / len(targets or TARGETS)
        start, inputs = time.monotonic(), 0
        while (left := end - time.monotonic()) > 1:
            command = [sys.executable, "-m", "tests.fuzz.campaign", "--one", target, str(left)]
            with (_place(target) / "log").open("ab") as log:
                subprocess.run(command, cwd=ROOT, stdout=log, stderr=log, check=False, timeout=left + 120)
            inputs += _told(target)
        finds = [
            path for path in _place(target).iterdir() if path.name.startswith(("find-", "crash-", "timeout-", "oom-"))
        ]
        finds = [path for path in finds if path.suffix != ".txt"]
        found += len(finds)
        print(f"{target:14}{inputs:>10}{(time.monotonic() - start) / 60:>9.1f}{len(finds):>7}", flush=True)
        for path in finds:
            print(f"  {path.relative_to(ROOT)}", flush=True)
    return int(found > 0)


def _place(target: str) -> Path:
    place = BUILD / target
    place.mkdir(parents=True, exist_ok=True)
    return place


def _told(target: str) -> int:
    """How many inputs the last process read."""
    try:
        return int(json.loads((_place(target) / "inputs.json").read_text()))
    except (OSError, ValueError):
        return 0


def _one(target: str, seconds: float) -> int:
    (_place(target) / "inputs.json").unlink(missing_ok=True)
    if importlib.util.find_spec("atheris"):
        _with_atheris(target, seconds)
    else:
        _with_hypothesis(target, seconds)
    return 0


def _noting(target: str) -> Callable[[bytes], None]:
    """The target, which goes on after a find and keeps the input."""
    from tests.fuzz.targets import check

    place, count, told = _place(target), 0, 0.0

    def read(data: bytes) -> None:
        nonlocal count, told
        count += 1
        if time.monotonic() - told > 2:
            told = time.monotonic()
            (place / "inputs.json").write_text(json.dumps(count))
        try:
            check(target, data)
        except Exception as error:
            frames = [
                frame for frame in traceback.extract_tb(error.__traceback__) if "fuzz/campaign" not in frame.filename
            ]
            where = f"{type(error).__name__} {frames[-1].filename}:{frames[-1].lineno}"
            find = place / f"find-{hashlib.sha256(where.encode()).hexdigest()[:12]}"
            if not find.exists():
                find.write_bytes(data)
                find.with_suffix(".txt").write_text("".join(traceback.format_exception(error)))

    return read


def _with_atheris(target: str, seconds: float) -> None:
    import atheris

    with atheris.instrument_imports(include=["viewer", "markdown"]):
        read = _noting(target)
    from tests.fuzz.targets import CORPUS, PATIENCE

    grown = _place(target) / "corpus"
    grown.mkdir(exist_ok=True)
    options = [
        f"-max_total_time={int(seconds)}",
        f"-timeout={PATIENCE * 10}",
        f"-max_len={_LONGEST}",
        f"-rss_limit_mb={_MEMORY}",
        f"-artifact_prefix={_place(target)}/",
        "-verbosity=0",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(grown), str(CORPUS / target)], read)
    atheris.Fuzz()


def _with_hypothesis(target: str, seconds: float) -> None:
    from hypothesis import HealthCheck, Phase, given, settings

    from tests.fuzz.mutating import inputs

    read = _noting(target)
    end = time.monotonic() + seconds

    @settings(
        max_examples=500, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(data=inputs(target))
    def run(data: bytes) -> None:
        if time.monotonic() < end:
            read(data)

    while time.monotonic() < end:
        run()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
