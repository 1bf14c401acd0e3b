"""Run by `bench.whole`: opens the window on a brief, prints how long its first page and the whole of it took, ends.

python -m bench.window_probe BRIEF STARTED
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from viewer import app
from viewer.ui.reader import Reader
from viewer.ui.window import MainWindow


def main() -> None:
    started = float(sys.argv[2])
    times: dict[str, float] = {}
    paint, opened = Reader.paintEvent, MainWindow._opened

    def timed_paint(self: Reader, event: QPaintEvent) -> None:
        paint(self, event)
        if self.page.blocks:
            times.setdefault("first", time.time() - started)

    def timed_opened(self: MainWindow, *arguments: object) -> None:
        opened(self, *arguments)  # type: ignore[arg-type]
        times["whole"] = time.time() - started
        QTimer.singleShot(300, QApplication.quit)

    Reader.paintEvent = timed_paint  # type: ignore[method-assign]
    MainWindow._opened = timed_opened  # type: ignore[method-assign, assignment]
    app._open_window(Path(sys.argv[1]))
    print(times["first"], times["whole"])


if __name__ == "__main__":
    main()
