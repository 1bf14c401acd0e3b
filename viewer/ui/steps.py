"""Long work that needs the window's own thread, done a little at a time between events."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

_BURST = 0.006  # seconds: with it, a frame still takes less than 16 ms


class Steps(QObject):
    """Goes on with an iterator whenever nothing else is to be done, `burst` seconds in one go, until it ends.

    Signals: `paused()` after each burst of work, the last one included.
    """

    paused = Signal()

    def __init__(self, parent: QObject, burst: float = _BURST) -> None:
        super().__init__(parent)
        self._burst = burst
        self._work: Iterator[object] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_busy(self) -> bool:
        return self._work is not None

    def start(self, work: Iterator[object]) -> None:
        """Do this, instead of what is being done; the first burst of it at once."""
        self._work = work
        self._timer.start(0)
        self._go_on()

    def stop(self) -> None:
        """Leave the rest undone."""
        self._work = None
        self._timer.stop()

    def finish(self) -> None:
        """Do the rest at once."""
        work = self._work
        if work is not None:
            self.stop()
            for _ in work:
                pass
            self.paused.emit()

    def _go_on(self) -> None:
        work, enough = self._work, perf_counter() + self._burst
        if work is None:
            return
        for _ in work:
            if perf_counter() > enough:
                break
        else:
            if self._work is work:  # else the end of it was the start of something else
                self.stop()
        self.paused.emit()
