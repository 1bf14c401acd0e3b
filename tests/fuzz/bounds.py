"""How long an input may take, and where a target may write."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

CORPUS = Path(__file__).with_name("corpus")
#: Seconds of processor time that one input may take.
PATIENCE = 5


class _EndedError(BaseException):
    """The program would have ended it."""


class HangError(AssertionError):
    """Nothing would have ended it."""


@contextmanager
def limited(seconds: float, error: type[BaseException]) -> Iterator[None]:
    """Raises `error` in what is not done in time; may stand within another."""
    if sys.platform == "win32":
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise error

    # Processor time, so that a busy machine finds nothing; and not SIGALRM, which libFuzzer has for itself.
    before = signal.signal(signal.SIGVTALRM, ring)
    left, _ = signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, left)
        signal.signal(signal.SIGVTALRM, before)


@contextmanager
def ended(seconds: float) -> Iterator[None]:
    """What is not done in time is given up, as the program gives it up; nothing is wrong then."""
    with suppress(_EndedError), limited(seconds, _EndedError):
        yield


@contextmanager
def folder_in_memory() -> Iterator[Path]:
    """A folder in memory where there is one."""
    shared = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(dir=shared if os.access(shared, os.W_OK) else None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
