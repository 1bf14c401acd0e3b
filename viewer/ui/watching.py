"""Sees when a file is changed by another program: the open brief, or the user's own names."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.patience import in_time
from viewer.ui.tasks import Task

WATCH_INTERVAL = 1000  # milliseconds
_MISSED = 3  # looks: between two steps of an editor that replaces the file, there is none

Signature = tuple[int, int, int]


class FileWatch(QObject):
    """Looks at one file again and again, on another thread: asking works where file systems send no word, and a share
    that does not answer must not hold up the window.

    Signals: `changed()` once a changed file has stayed the same from one look to the next, so that it is whole;
    `gone()` when a file that was there is not, for longer than an editor takes to replace it. A file that is not there
    yet may be watched too.
    """

    changed = Signal()
    gone = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._known: Signature | None = None
        self._last: Signature | None = None
        self._is_known = True  # else the disk has not answered, and the next look says how the file is now
        self._missed = 0  # looks in a row that found no file
        self._looking: Task | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(WATCH_INTERVAL)
        self._timer.timeout.connect(self.look)

    def watch(self, path: Path) -> None:
        """Watch this file, as it is now, and no other any more."""
        self._path = path
        found = in_time(lambda: [_signature(path)], [])
        self._known = self._last = found[0] if found else None
        self._is_known = bool(found)
        self._looking = None
        self._timer.start()

    def stop(self) -> None:
        self._path = None
        self._timer.stop()

    def look(self) -> None:
        """Look now."""
        path = self._path
        if path is None or self._looking:
            return
        self._looking = Task(lambda: _signature(path), self)
        self._looking.done.connect(lambda found: self._seen(path, found))
        self._looking.start()

    def _seen(self, path: Path, found: Signature | None) -> None:
        if path != self._path:
            return
        self._looking = None
        if not self._is_known:
            self._known = self._last = found
            self._is_known = True
            return
        self._missed = 0 if found else self._missed + 1
        if found is None:
            if self._missed == _MISSED and self._known:
                self.gone.emit()
            return
        settled, self._last = found == self._last, found
        if settled and found != self._known:
            self._known = found
            self.changed.emit()


def _signature(path: Path) -> Signature | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
