"""What a long brief takes: `python -m bench.big`. Markdown and plain text from 10 kB to 10 MB, a process for each.

Bytes of memory for each byte of text, at the peak and when it is quiet, above the same window without a brief; and
milliseconds of the window's own thread, for the slowest key of some words that are looked for and for the longest time
that it does not answer while they are. (10 MB of Markdown is over its limit and opens as plain text.)
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic, thread_time

from bench.texts import write_brief

_SIZES = {"10 kB": 10_000, "100 kB": 100_000, "1 MB": 1 << 20, "10 MB": 10 << 20}
_KEYS = "cobalt"
_QUIET = 2.0  # seconds with less work than a tenth of them
_PATIENCE = 300.0


def main() -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # what is measured here is the same without a screen
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("brief: to be read, to be quiet (CPU s); peak, quiet (bytes a byte); slowest key, longest block (ms)")
        for size, length in _SIZES.items():
            for suffix in (".brief.md", ".txt"):
                brief = write_brief(folder / f"brief{suffix}", length)
                command = [sys.executable, "-m", "bench.big", str(brief), str(folder)]
                print(f"  {size:>6} {suffix:9} {subprocess.check_output(command, text=True).strip()}", flush=True)


def _measure(brief: Path, folder: Path) -> None:
    import time

    from PySide6.QtTest import QTest

    from tests.ui.watchdog import Watchdog
    from viewer.folders import Folders
    from viewer.mentions.gazetteer import load_gazetteer
    from viewer.ui.application import Application
    from viewer.ui.preferences import Preferences
    from viewer.ui.settings import Settings
    from viewer.ui.shell import Shell
    from viewer.ui.tasks import Later
    from viewer.ui.window import MainWindow

    app = Application(sys.argv[:1])
    settings = Settings(folder / "settings.ini")
    folders = Folders(folder / "config", folder / "data", folder / "cache")
    gazetteer = Later(lambda: load_gazetteer(cache_dir=folder / "cache"))
    gazetteer()
    preferences = Preferences(settings, folders)
    shell = Shell(preferences, lambda: MainWindow(settings, folders, gazetteer, preferences))
    shell.resize(1280, 800)
    shell.show()

    def settle() -> None:
        since, worked, end = monotonic(), time.process_time(), monotonic() + _PATIENCE
        while monotonic() - since < _QUIET and monotonic() < end:
            QTest.qWait(50)
            if time.process_time() - worked > _QUIET / 10:
                since, worked = monotonic(), time.process_time()

    settle()
    size = brief.stat().st_size
    empty, start, end = _memory(), time.process_time(), monotonic() + _PATIENCE
    shell.open_path(brief)
    while not shell.current.session and monotonic() < end:
        QTest.qWait(20)
    read = time.process_time() - start
    settle()
    quiet = time.process_time() - start
    peak, now = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, _memory()
    window = shell.current
    window.actions_["find"].trigger()
    QTest.qWait(300)
    watchdog, keys = Watchdog(), []
    for letter in _KEYS:
        before = thread_time()
        watchdog.during(letter, lambda letter=letter: window.find_bar._field.insert(letter))
        keys.append(1000 * (thread_time() - before))
        settle()
    block = watchdog.blocks[0][0]
    above = ((max(peak, now) - empty) / size, (now - empty) / size)
    print(f"{read:6.2f} {quiet:6.2f}  {above[0]:7.1f} {above[1]:7.1f}  {max(keys):6.1f} {block:6.1f}")
    sys.stdout.flush()
    app.exit()


def _memory() -> int:
    return int(Path("/proc/self/statm").read_text("utf-8").split()[1]) * resource.getpagesize()


if __name__ == "__main__":
    if len(sys.argv) > 2:
        _measure(Path(sys.argv[1]), Path(sys.argv[2]))
    else:
        main()
