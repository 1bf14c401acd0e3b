"""The user's own names, as the window uses them: read when they are needed, and again after the file was edited."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.mentions.gazetteer import Gazetteer
    from viewer.mentions.user_lexicon import FileChange, UserLexicon


@dataclass(frozen=True, slots=True)
class LexiconEdit:
    """A change of the user's own names among the edits that can be undone. It touches no annotation."""

    label: str
    change: FileChange

    @property
    def changes(self) -> Mapping[str, object]:
        return {}

    def inverse(self) -> LexiconEdit:
        return LexiconEdit(self.label, self.change.inverse())


class OwnNames:
    """The file of own names in the config folder. May be asked from any thread."""

    def __init__(self, folder: Path, gazetteer: Callable[[], Gazetteer]) -> None:
        self._folder = folder
        self._gazetteer = gazetteer
        self._lock = threading.Lock()
        self._signature: tuple[int, int] | None = None
        self._read: UserLexicon | None = None

    @cached_property
    def path(self) -> Path:
        from viewer.mentions.user_lexicon import FILE_NAME

        return self._folder / FILE_NAME

    def read(self) -> UserLexicon:
        """What the file says now, and what is wrong with it."""
        # Not before: the first page of a brief needs nothing of this.
        from viewer.mentions.user_lexicon import read_user_lexicon

        with self._lock:
            signature = self._now()
            if self._read is None or signature != self._signature:
                self._read = read_user_lexicon(self.path, self._gazetteer().entities)
                self._signature = signature
            return self._read

    def has_changed(self) -> bool:
        """Whether the file is another than the one read last."""
        return self._now() != self._signature

    def _now(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size
