"""Measures for how long the window does not answer."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_BEAT = 5  # milliseconds


class Watchdog(QObject):
    """A heart that beats in the event loop. `blocks` are the stretches between two beats, longest first, as the
    milliseconds that the window's own thread worked in them, and what was being done. Work, not time on the clock: a
    machine that is busy with something else must not count."""

    def __init__(self) -> None:
        super().__init__()
        self._doing = "starting"
        self._gaps: list[tuple[float, str]] = []
        self._last = time.thread_time()
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def during(self, what: str, act: Callable[[], object]) -> None:
        """Do something of which the script says what it is. Its own work counts as one stretch."""
        self._beat()
        self._doing = what
        act()
        self._beat()

    @property
    def blocks(self) -> list[tuple[float, str]]:
        return sorted(((round(gap * 1000, 1), what) for gap, what in self._gaps), reverse=True)

    def _beat(self) -> None:
        now = time.thread_time()
        self._gaps.append((now - self._last, self._doing))
        self._last = now
