"""Whole processes, as a person waits for them: `python -m bench.whole [RUNS]`.

Medians of at least five runs, and the largest memory (of the program; the parsing process is gone by then and counted
apart). The window is measured on whatever platform QT_QPA_PLATFORM names, Xvfb's included.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.texts import write_brief
from viewer.resource_files import shipped_briefs

_ROOT = Path(__file__).resolve().parent.parent
_MIB = 1 << 20


def measure(command: Sequence[str], runs: int) -> tuple[list[float], float, list[str]]:
    """Run a command; returns the seconds of each run, the largest memory in MiB, and what each run printed.

    "STARTED" in the command becomes the time at which it is started.
    """
    times, memory, printed = [], 0.0, []
    for _ in range(runs):
        start = time.time()
        words = [str(start) if word == "STARTED" else word for word in command]
        process = subprocess.Popen(words, cwd=_ROOT, stdout=subprocess.PIPE, text=True)
        assert process.stdout
        out = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        times.append(time.time() - start)
        if status:
            raise SystemExit(f"{' '.join(words)} failed with {status}")
        # Linux counts KiB, macOS bytes.
        memory = max(memory, usage.ru_maxrss / (_MIB if sys.platform == "darwin" else 1024))
        printed.append(out)
    return times, memory, printed


def main() -> None:
    runs = max(5, int(sys.argv[1]) if len(sys.argv) > 1 else 5)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    congo = str(next(path for path in shipped_briefs() if path.name.startswith("congo")))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
            os.environ[variable] = name
        small = write_brief(folder / "small.brief.md", 20_000)
        large = write_brief(folder / "large.brief.md", _MIB)
        python = sys.executable
        times, memory, _ = measure([python, "main.py", "mentions", congo], runs + 1)
        print(f"mentions, Congo brief: {statistics.median(times[1:]):.2f} s, {memory:.0f} MiB")
        for label, brief in (("20 kB", small), ("1 MB", large)):
            probe = [python, "-m", "bench.window_probe", str(brief), "STARTED"]
            _, memory, printed = measure(probe, runs)
            first, whole = ([float(line.split()[number]) for line in printed] for number in (0, 1))
            print(
                f"window, {label}: first page {statistics.median(first):.2f} s, "
                f"whole {statistics.median(whole):.2f} s, {memory:.0f} MiB"
            )


if __name__ == "__main__":
    main()
