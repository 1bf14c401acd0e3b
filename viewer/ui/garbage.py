"""Collects cyclic garbage in the window's thread, and only there.

Python collects in whichever thread happens to allocate. A widget or a document caught in a cycle would then be
destroyed in a thread that Qt has not made it in, which ends in warnings at best.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_INTERVAL = 1000  # milliseconds
_THOROUGH = 5  # so often, of the times that old objects are looked at, all of them are


class GarbageCollector(QObject):
    """While it lives, Python does not collect by itself. The young objects are looked at every second, the old ones
    when Python would have done so: those that have come to be old since then, and now and then all."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thorough = 0
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL)
        self._timer.timeout.connect(self._collect)
        self._timer.start()
        self.destroyed.connect(gc.enable)

    def _collect(self) -> None:
        young, middle, old = gc.get_count()
        limits = gc.get_threshold()
        if old > (limits[2] or 10):
            # What has survived is not looked at again and again: that takes longer with every brief that is open.
            self._thorough = (self._thorough + 1) % _THOROUGH
            if not self._thorough:
                gc.unfreeze()
            gc.collect()
            gc.freeze()
        elif middle > limits[1] or young > limits[0]:
            gc.collect(1 if middle > limits[1] else 0)
