"""Asking a disk that may not answer: a share whose server is gone keeps whoever asks waiting for minutes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

#: Seconds that the window waits for a disk: most answer in a thousandth of one, and nobody may feel a tenth.
PATIENCE = 0.08
#: Seconds for a disk that is there: a slow one is not a dead one.
_SLOW = 1.0

T = TypeVar("T")


def in_time(ask: Callable[[], T], otherwise: T, seconds: float = PATIENCE) -> T:
    """What `ask` returns, on a thread of its own; `otherwise` if that is not known in time, or if it raises OSError or
    ValueError."""
    answer: list[T] = []

    def run() -> None:
        with suppress(OSError, ValueError):
            answer.append(ask())

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    return answer[0] if answer else otherwise


def ask_disk(folder: Path, ask: Callable[[], T], otherwise: T) -> T:
    """As `in_time`, with a second's time if the disk with `folder` gives a sign of life."""
    return in_time(ask, otherwise, _SLOW) if answers(folder) else otherwise


def answers(folder: Path) -> bool:
    """Whether the disk that `folder` is to be on answers, if only that there is none such."""

    def look() -> bool:
        with suppress(OSError, ValueError):
            folder.stat()
        return True

    return in_time(look, False)
