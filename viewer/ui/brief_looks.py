"""What lists of briefs say of each: whether it is there, and its title. Its disk may not answer."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from viewer.brief.peek import peek_title, stem
from viewer.language import tr
from viewer.ui.tasks import Task

_PATIENCE = 0.03  # seconds; what comes later is shown later
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
    """Looks at briefs, in a task for each folder: one that does not answer holds up neither the window nor the rest,
    and is not asked again until it has.

    Signal: `late(list)` with rows that were not known in time.
    """

    late = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: set[Path] = set()

    def rows(self, briefs: Iterable[Listed]) -> list[BriefRow]:
        """The rows of these briefs, as far as they are known in time."""
        briefs = list(briefs)
        folders: dict[Path, list[Listed]] = {}
        for path, about in briefs:
            folders.setdefault(path.parent, []).append((path, about))
        looks = {folder: self._begin_look(held) for folder, held in folders.items() if folder not in self._waiting}
        end = time.monotonic() + _PATIENCE
        found: dict[Path, BriefRow] = {}
        for folder, (task, rows) in looks.items():
            task.wait(max(0.0, end - time.monotonic()))
            found |= {row.path: row for row in rows}
            if not rows:
                self._waiting.add(folder)
                task.done.connect(partial(self._tell_late, folder))
                task.failed.connect(lambda _, folder=folder: self._tell_late(folder, []))
        return [found.get(path) or BriefRow.unseen(path, about) for path, about in briefs]

    def _begin_look(self, briefs: list[Listed]) -> tuple[Task, list[BriefRow]]:
        """A task that looks at briefs, and their rows, which are none until it is over."""
        rows: list[BriefRow] = []

        def look() -> list[BriefRow]:
            rows.extend([BriefRow.of(path, about) for path, about in briefs])
            return rows

        task = Task(look, self)
        task.done.connect(task.deleteLater)
        task.failed.connect(task.deleteLater)
        task.start()
        return task, rows

    def _tell_late(self, folder: Path, rows: list[BriefRow]) -> None:
        self._waiting.discard(folder)
        self.late.emit(rows)
