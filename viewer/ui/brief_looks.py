"""What lists of briefs say of each: whether it is there, and its title. Its disk may not answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.brief.peek import peek_title, stem
from viewer.language import tr

_PATIENCE = 0.03  # seconds; what comes later is shown later
_INTERVAL = 500  # milliseconds between two questions whether a look is over
#: A brief, and a line about it, by default where it lies.
Listed = tuple[Path, str]


@dataclass(frozen=True, slots=True)
class BriefRow:
    """A brief as it is listed: its title, and a line about it."""

    path: Path
    title: str
    about: str
    gone: bool

    @classmethod
    def of(cls, path: Path, about: str = "") -> BriefRow:
        """`about` is by default where the brief lies; of a brief that is gone it says so."""
        if not _is_there(path):
            return cls(path, path.name, tr("Not there any more: {folder}", folder=path.parent), True)
        return cls(path, peek_title(path), about or _place(path), False)

    @classmethod
    def unseen(cls, path: Path, about: str = "") -> BriefRow:
        """What can be said without a look at the disk."""
        return cls(path, stem(path.name), about or _place(path), False)


def _place(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a folder that one may not look into, a server that is gone
        return False


class BriefLooks(QObject):
    """Looks at briefs, on a thread for each folder: one that does not answer holds up neither the window nor the rest,
    and is not asked again until it has.

    Signal: `late(list)` with rows that were not known in time.
    """

    late = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: dict[Path, _Look] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL)
        self._timer.timeout.connect(self._ask)

    def rows(self, briefs: Iterable[Listed]) -> list[BriefRow]:
        """The rows of these briefs, as far as they are known in time."""
        briefs = list(briefs)
        folders: dict[Path, list[Listed]] = {}
        for path, about in briefs:
            folders.setdefault(path.parent, []).append((path, about))
        looks = {folder: _Look(held) for folder, held in folders.items() if folder not in self._waiting}
        end = time.monotonic() + _PATIENCE
        found: dict[Path, BriefRow] = {}
        for folder, look in looks.items():
            look.join(max(0.0, end - time.monotonic()))
            if look.is_alive():
                self._waiting[folder] = look
                self._timer.start()
            else:
                found |= {row.path: row for row in look.rows}
        return [found.get(path) or BriefRow.unseen(path, about) for path, about in briefs]

    def _ask(self) -> None:
        for folder, look in [*self._waiting.items()]:
            if not look.is_alive():
                del self._waiting[folder]
                self.late.emit(look.rows)
        if not self._waiting:
            self._timer.stop()


class _Look(threading.Thread):
    """At the briefs of one folder; begins at once."""

    def __init__(self, briefs: list[Listed]) -> None:
        super().__init__(daemon=True)
        self.rows: list[BriefRow] = []
        self._briefs = briefs
        self.start()

    def run(self) -> None:
        self.rows = [BriefRow.of(path, about) for path, about in self._briefs]
