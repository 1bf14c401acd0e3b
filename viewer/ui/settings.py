"""What the program remembers between two runs: window, theme, zoom, author, recent briefs and the place in each."""

from __future__ import annotations

import getpass
import json
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

_RECENT_LIMIT = 20
ZOOM_STEPS = (0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.4, 1.6, 1.8, 2.0, 2.5, 3.0)


class Settings:
    """An INI file, so that it can be read, mended and deleted. A value that makes no sense reads as its default."""

    def __init__(self, path: Path) -> None:
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def theme(self) -> str:
        """`light`, `dark` or `system`."""
        theme = str(self._store.value("window/theme", "system"))
        return theme if theme in ("light", "dark", "system") else "system"

    @theme.setter
    def theme(self, theme: str) -> None:
        self._store.setValue("window/theme", theme)

    @property
    def zoom(self) -> float:
        """The reader's zoom, one of `ZOOM_STEPS`."""
        try:
            zoom = float(str(self._store.value("window/zoom", 1.0)))
        except ValueError:
            return 1.0
        return min(ZOOM_STEPS, key=lambda step: abs(step - zoom))

    @zoom.setter
    def zoom(self, zoom: float) -> None:
        self._store.setValue("window/zoom", zoom)

    @property
    def author(self) -> str:
        """Who signs the notes; by default the name of the account."""
        author = str(self._store.value("author", "")).strip()
        if author:
            return author
        try:
            return getpass.getuser()
        except (OSError, KeyError):  # an account without a name, as in some containers
            return ""

    @author.setter
    def author(self, author: str) -> None:
        self._store.setValue("author", author.strip())

    def state(self, name: str) -> QByteArray | None:
        """The stored geometry or state of a part of the window."""
        value = self._store.value(f"window/{name}")
        return value if isinstance(value, QByteArray) else None

    def set_state(self, name: str, value: QByteArray) -> None:
        self._store.setValue(f"window/{name}", value)

    def recent(self) -> list[Path]:
        """The briefs opened last, newest first."""
        return [Path(path) for path, _, _ in self._places()]

    def recent_texts(self) -> list[tuple[Path, str]]:
        """The briefs opened last with the digests of their texts, where those are known."""
        return [(Path(path), digest) for path, _, digest in self._places() if digest]

    def remember(self, path: Path, offset: int, digest: str) -> None:
        """Put a brief first among the recent ones, with the place (a code point) that the reader has reached, and the
        digest of its text."""
        places = [place for place in self._places() if Path(place[0]) != path]
        self._store.setValue("recent", json.dumps([(str(path), offset, digest), *places][:_RECENT_LIMIT]))

    def place(self, path: Path) -> int:
        """The code point at which `path` was last left; 0 if it was never open."""
        return next((place for old, place, _ in self._places() if Path(old) == path), 0)

    def clear_recent(self) -> None:
        self._store.remove("recent")

    @property
    def export(self) -> dict[str, object]:
        """The choices of the last export, as they were kept; empty if there was none."""
        try:
            value = json.loads(str(self._store.value("export", "{}")))
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}

    @export.setter
    def export(self, choices: dict[str, object]) -> None:
        self._store.setValue("export", json.dumps(choices))

    def sync(self) -> None:
        """Write now what has been set."""
        self._store.sync()

    def _places(self) -> list[tuple[str, int, str]]:
        try:
            places = json.loads(str(self._store.value("recent", "[]")))
            # Before there were digests, entries had two parts.
            return [
                (str(path), max(0, int(place)), str(digest[0]) if digest else "") for path, place, *digest in places
            ]
        except (ValueError, TypeError):
            return []
