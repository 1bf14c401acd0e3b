"""A screen of our own to watch programs on from outside, all in the same way: Xvfb, and its frame buffer as a file."""

from __future__ import annotations

import mmap
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_WIDTH, _HEIGHT = 1280, 800
# Where the page is in any reader: columns and rows of the screen.
_LEFT, _RIGHT, _TOP, _BOTTOM = 480, 860, 240, 720
_LIGHT = bytes(range(120, 256))
_TEXT = 0.01  # of the pixels there are dark once there is text
_CHANGE = 40  # pixels; less is a caret that blinks
_QUIET = 1.5  # seconds without a change and without work: it has settled
_WORK = 0.05  # CPU seconds; less is a caret that blinks
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Shown:
    """Seconds from the start until text stood in the middle of the screen, and until nothing changed there any more and
    the program had no work left; CPU seconds and the largest memory in MiB, of the program itself without the processes
    that it starts."""

    first: float
    settled: float
    cpu: float
    memory: float


def is_there() -> bool:
    """Whether there can be such a screen."""
    return shutil.which("Xvfb") is not None


@contextmanager
def screen() -> Iterator[Screen]:
    """A screen, for as long as it is needed."""
    with tempfile.TemporaryDirectory() as folder:
        read, write = os.pipe()
        size = f"{_WIDTH}x{_HEIGHT}x24"
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-fbdir", folder, "-nolisten", "tcp"],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        try:
            with os.fdopen(read) as told:
                display = f":{told.readline().strip()}"
            yield Screen(display, Path(folder) / "Xvfb_screen0")
        finally:
            server.terminate()
            server.wait()


class Screen:
    """One program at a time is on it, at its top left."""

    def __init__(self, display: str, frame: Path) -> None:
        self.display = display
        with frame.open("rb") as file:
            self._frame = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        # The XWD format: a header of big-endian words, the colour map, the picture.
        header = struct.unpack(">25I", self._frame[:100])
        self._start = header[0] + 12 * header[19]
        self._line = header[12]

    def show(self, command: Sequence[str], environment: Mapping[str, str]) -> Shown:
        """Start a program, watch it until it has settled, and end it."""
        with tempfile.TemporaryFile() as errors:
            before = self._middle()
            start = time.monotonic()
            process = subprocess.Popen(
                command,
                env={**os.environ, **environment, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"},
                stdout=subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,
            )
            first, changed, worked = 0.0, start, 0.0
            while time.monotonic() - start < _PATIENCE and (not first or time.monotonic() - changed < _QUIET):
                time.sleep(0.005)
                work = _cpu_seconds(process.pid)
                if work - worked > _WORK:
                    worked, changed = work, time.monotonic()
                now = self._middle()
                if sum(a != b for a, b in zip(now, before, strict=True)) and _pixels(now, before) > _CHANGE:
                    before, changed = now, time.monotonic()
                    if not first and _share_of_dark(now) > _TEXT:
                        first = changed
            os.killpg(process.pid, signal.SIGTERM)
            _, _, usage = os.wait4(process.pid, 0)
            process.returncode = 0
            if not first:
                errors.seek(0)
                raise SystemExit(f"{command[0]} showed nothing: {errors.read()[-500:].decode(errors='replace')}")
        memory = usage.ru_maxrss / ((1 << 20) if sys.platform == "darwin" else 1024)
        return Shown(first - start, changed - start, usage.ru_utime + usage.ru_stime, memory)

    def _middle(self) -> list[bytes]:
        """One colour of every third line of the page."""
        starts = (self._start + row * self._line for row in range(_TOP, _BOTTOM, 3))
        return [self._frame[start + 4 * _LEFT + 1 : start + 4 * _RIGHT + 1 : 4] for start in starts]


def _cpu_seconds(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0  # not Linux: then the picture alone tells
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _pixels(now: list[bytes], before: list[bytes]) -> int:
    return sum(x != y for a, b in zip(now, before, strict=True) if a != b for x, y in zip(a, b, strict=True))


def _share_of_dark(lines: list[bytes]) -> float:
    dark = sum(len(line.translate(None, _LIGHT)) for line in lines)
    return dark / sum(map(len, lines)) if dark < 0.5 * sum(map(len, lines)) else 0.0
