"""What the program remembers between two runs: window, look, keys, author, recent briefs and the place in each."""

from __future__ import annotations

import getpass
import json
import os
import re
from contextlib import suppress
from math import isfinite
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from viewer.language import tr, trn
from viewer.pages.paper import local_paper
from viewer.untrusted import read_regular

_ESCAPE = re.compile(rb"\\x([0-9a-fA-F]{1,4})")
_RECENT_LIMIT = 20
_LARGEST = 1 << 20  # bytes of the file that are looked through for whole lines
ZOOM_STEPS = (0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.4, 1.6, 1.8, 2.0, 2.5, 3.0)
#: Pixels of the body's type at 100 %.
TYPE_SIZES = range(13, 29)
USUAL_TYPE_SIZE = 17


class Settings(QObject):
    """An INI file, so that it can be read, mended and deleted. A value that makes no sense reads as its default.

    `notice` is a sentence if the file was broken, and is now kept beside the new one; else "".
    Signal: `changed(str)`, the name of the property that has another value: `theme`, `type_size`, `author`, `page`,
    `language`.
    """

    changed = Signal(str)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self.notice = ""
        whole, broken = _whole_lines(path)
        if not broken:
            self._store = _opened(path)
        if broken or self._store.status() == QSettings.Status.FormatError:
            self._mend(whole, broken)

    def _mend(self, whole: list[bytes], broken: int) -> None:
        """Go on with the lines that are whole; the file as it was is kept aside, as writing anything drops the rest."""
        path, kept = self.path, _free(self.path)
        try:
            path.replace(kept)
            path.write_bytes(b"".join(whole))
        except OSError:
            kept = path
        self._store = _opened(path)
        if self._store.status() == QSettings.Status.NoError:
            self.notice = trn(
                "1 line of the settings could not be read, and was left out. The file as it was is kept in {file}.",
                "{n} lines of the settings could not be read, and were left out. The file as it was is kept in {file}.",
                broken,
                file=kept,
            )
            return
        with suppress(OSError):
            path.unlink()
        self._store = _opened(path)
        self.notice = tr(
            "The settings could not be read and are as they come with the program. What was there is kept in {file}.",
            file=kept,
        )

    @property
    def theme(self) -> str:
        """`system`, the id of a theme that comes with the program, or the file name of one of the reader's own. There
        may be no such theme."""
        return str(self._store.value("window/theme", "system"))

    @theme.setter
    def theme(self, theme: str) -> None:
        self._set("theme", theme, "window/theme")

    @property
    def zoom(self) -> float:
        """The reader's zoom, one of `ZOOM_STEPS`."""
        try:
            zoom = float(str(self._store.value("window/zoom", 1.0)))
        except ValueError:
            return 1.0
        return min(ZOOM_STEPS, key=lambda step: abs(step - zoom)) if isfinite(zoom) else 1.0

    @zoom.setter
    def zoom(self, zoom: float) -> None:
        self._store.setValue("window/zoom", zoom)

    @property
    def type_size(self) -> int:
        """The size of the body's type at 100 %, in pixels, one of `TYPE_SIZES`."""
        try:
            size = int(str(self._store.value("window/type_size", USUAL_TYPE_SIZE)))
        except ValueError:
            return USUAL_TYPE_SIZE
        return min(max(size, TYPE_SIZES[0]), TYPE_SIZES[-1])

    @type_size.setter
    def type_size(self, size: int) -> None:
        self._set("type_size", size, "window/type_size")

    @property
    def type_scale(self) -> float:
        """By how much the reader's zoom is multiplied because of the type size."""
        return self.type_size / USUAL_TYPE_SIZE

    @property
    def author(self) -> str:
        """Who signs the notes; by default the name of the account."""
        author = str(self._store.value("author", "")).strip()
        return author or account()

    @author.setter
    def author(self, author: str) -> None:
        self._set("author", author.strip(), "author")

    @property
    def page(self) -> Literal["a4", "letter"]:
        """The paper that exports begin with; by default that of the country."""
        page = self._store.value("page", "")
        return page if page in ("a4", "letter") else local_paper()  # type: ignore[return-value]

    @page.setter
    def page(self, page: str) -> None:
        self._set("page", page, "page")

    @property
    def language(self) -> str:
        """The code of the language (`fr`), or `system`."""
        return str(self._store.value("language", "system"))

    @language.setter
    def language(self, language: str) -> None:
        self._set("language", language, "language")

    @property
    def keys(self) -> dict[str, str]:
        """The keys that the reader has given to actions, by the action's id."""
        value = self._json("keys")
        return {id: keys for id, keys in value.items() if isinstance(keys, str)}

    @keys.setter
    def keys(self, keys: dict[str, str]) -> None:
        self._store.setValue("keys", json.dumps(keys))

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
        return self._json("export")

    @export.setter
    def export(self, choices: dict[str, object]) -> None:
        self._store.setValue("export", json.dumps(choices))

    def sync(self) -> None:
        """Write now what has been set."""
        self._store.sync()

    def _set(self, name: str, value: object, key: str) -> None:
        before = getattr(self, name)
        self._store.setValue(key, value)
        if getattr(self, name) != before:
            self.changed.emit(name)

    def _json(self, key: str) -> dict[str, object]:
        try:
            value = json.loads(str(self._store.value(key, "{}")))
        except (ValueError, RecursionError):
            return {}
        return value if isinstance(value, dict) else {}

    def _places(self) -> list[tuple[str, int, str]]:
        try:
            entries = json.loads(str(self._store.value("recent", "[]")))
        except (ValueError, RecursionError):
            return []
        places = []
        for entry in entries if isinstance(entries, list) else []:
            # One that makes no sense costs no other.
            with suppress(ValueError, TypeError, OverflowError):
                path, place, *digest = entry  # before there were digests, entries had two parts
                os.fsencode(path)
                places.append((str(path), max(0, int(place)), str(digest[0]) if digest else ""))
        return places


def account() -> str:
    """The name of the account; "" where it has none, as in some containers."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _opened(path: Path) -> QSettings:
    store = QSettings(str(path), QSettings.Format.IniFormat)
    store.allKeys()  # it is only now that Qt reads the file
    return store


def _whole_lines(path: Path) -> tuple[list[bytes], int]:
    """The lines that Qt can read, and how many it cannot. A file larger than any of ours counts as one that ends."""
    try:
        lines = read_regular(path, _LARGEST).splitlines(keepends=True)
    except OSError:
        return [], 0
    whole = [line for line in lines if _is_whole(line.strip())]
    return whole, len(lines) - len(whole)


def _is_whole(line: bytes) -> bool:
    if not line or line[:1] == b";":
        return True
    if line[:1] == b"[":
        return line[-1:] == b"]"
    # We write none of these; Qt makes objects of them, of whatever type they say, and aborts if there is none such.
    plain = _ESCAPE.sub(lambda match: bytes([int(match[1], 16) & 0xFF]), line)
    ends = (len(line) - len(line.rstrip(b"\\"))) % 2 == 0
    return b"=" in line and ends and b"@Variant(" not in plain and b"@DateTime(" not in plain


def _free(path: Path) -> Path:
    """A name beside the file that nothing has."""
    names = (path.with_name(f"{path.stem}.broken{number or ''}{path.suffix}") for number in range(1000))
    return next(name for name in names if not name.exists())
