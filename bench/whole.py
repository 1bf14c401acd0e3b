"""Whole programs, as a person waits for them: `python -m bench.whole [RUNS]`.

All are watched on one screen (`bench.screen`), taking turns, so that what else the machine does meets all alike: this
program on a second start, with and without its cache; an empty PySide6 window with a line of text, which is the floor;
Okular with its Markdown backend, if it is installed. Medians of at least five runs. Then what grows with the brief.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from shutil import which

from bench.screen import Screen, Shown, is_there, screen
from bench.texts import write_brief
from viewer.folders import Folders
from viewer.resource_files import shipped_briefs

_ROOT = Path(__file__).resolve().parent.parent
_MIB = 1 << 20
_SIZES = {"10 kB": 10_000, "20 kB": 20_000, "100 kB": 100_000, "1 MB": _MIB, "10 MB": 10 * _MIB}
_BESIDE = ("20 kB", "1 MB")  # where the others are measured, too
_FLOOR = """
import sys
from PySide6.QtWidgets import QApplication, QTextEdit
app = QApplication([])
window = QTextEdit("A line of text, " * 800)
window.resize(1280, 800)
window.show()
app.exec()
"""
_PARSE = """
import sys, time
from pathlib import Path
from viewer.brief import wire, worker
sys.setrecursionlimit(20_000)
start, first = time.process_time(), 0.0
for message in worker.parse(Path(sys.argv[1]), plain=False):
    wire.encode(message)
    first = first or (message["type"] == "blocks" and time.process_time() - start) or 0.0
print(first, time.process_time() - start)
"""


def main() -> None:
    runs = max(5, int(sys.argv[1]) if len(sys.argv) > 1 else 5)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # As on anybody's machine: compiled code is kept. Ours aside, so that the checkout stays clean.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
        for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
            os.environ[variable] = str(folder)
        briefs = {size: write_brief(folder / f"{size}.brief.md", bytes_) for size, bytes_ in _SIZES.items()}
        _print_command(runs)
        _print_parsing(briefs, runs)
        if not is_there():
            print("Xvfb is not installed: no windows are measured")
            return
        with screen() as watched:
            _print_windows(watched, briefs, folder, runs)


def _print_command(runs: int) -> None:
    congo = next(path for path in shipped_briefs() if path.name.startswith("congo"))
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        command = [sys.executable, "main.py", "mentions", str(congo)]
        subprocess.run(command, cwd=_ROOT, stdout=subprocess.DEVNULL, check=True)
        times.append(time.perf_counter() - start)
    print(f"mentions of the Congo brief, on the command line: {statistics.median(times[1:]):.2f} s")


def _print_parsing(briefs: dict[str, Path], runs: int) -> None:
    print("parsing: CPU seconds to the first blocks, to the end; ms per kB")
    for size, brief in briefs.items():
        command = [sys.executable, "-c", _PARSE, str(brief)]
        outs = [subprocess.run(command, cwd=_ROOT, capture_output=True, check=True).stdout for _ in range(runs)]
        first, whole = (statistics.median(float(out.split()[at]) for out in outs) for at in (0, 1))
        print(f"  {size:>6}  {first:6.3f}  {whole:6.3f}  {whole * 1e6 / brief.stat().st_size:6.2f}")


def _print_windows(watched: Screen, briefs: dict[str, Path], folder: Path, runs: int) -> None:
    ours = [sys.executable, str(_ROOT / "main.py")]
    # A file where our folder would be: others, such as that of the fonts, are kept as ever.
    uncached = folder / "uncached"
    uncached.mkdir(exist_ok=True)
    (uncached / Folders.of_user().cache.name).touch()
    nowhere = {"XDG_CACHE_HOME": str(uncached)}
    for size, brief in briefs.items():
        programs: dict[str, tuple[list[str], dict[str, str]]] = {
            "cached": ([*ours, str(brief)], {}),
            "not cached": ([*ours, str(brief)], nowhere),
        }
        if size in _BESIDE:
            programs["floor"] = ([sys.executable, "-c", _FLOOR], {})
            if which("okular"):
                programs["Okular"] = (["okular", str(brief)], {})
        shown: dict[str, list[Shown]] = {program: [] for program in programs}
        for run in range(runs + 1):
            for program, (command, environment) in programs.items():
                seen = watched.show(command, environment)
                if run:  # the first warms disk and caches
                    shown[program].append(seen)
        print(f"window, {size}: first text, settled, CPU (s); memory (MiB)")
        medians = {program: _median(seen) for program, seen in shown.items()}
        for program, seen in medians.items():
            print(f"  {program:12} {seen.first:6.2f} {seen.settled:6.2f} {seen.cpu:6.2f} {seen.memory:6.0f}")
        if peer := medians.get("Okular"):
            for program in ("cached", "not cached", "floor"):
                seen = medians[program]
                ratios = (seen.first / peer.first, seen.settled / peer.settled, seen.memory / peer.memory)
                print(f"  {program} / Okular: " + ", ".join(f"{ratio:.2f}" for ratio in ratios))


def _median(shown: list[Shown]) -> Shown:
    return Shown(
        *(statistics.median(getattr(seen, what) for seen in shown) for what in ("first", "settled", "cpu", "memory"))
    )


if __name__ == "__main__":
    main()
