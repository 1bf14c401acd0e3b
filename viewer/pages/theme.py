"""Colours by role, read from theme files: those in resources/themes/ and the reader's own. No other file holds a
colour, but for those of the TLP labels, which are not ours to choose.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtGui import QColor

from viewer.errors import ViewerError
from viewer.language import tr
from viewer.report.palette import Palette, contrast
from viewer.resource_files import resource

COLOURS = ("yellow", "green", "blue", "pink", "orange")
#: The themes that come with the program.
SHIPPED: Final = ("light", "dark", "sepia", "contrast-light", "contrast-dark")

_TABLES: Final = ("colours", "groups", "highlights", "code")
_LARGEST: Final = 64 * 1024  # bytes of a theme file
#: Below this contrast nobody could read the menu to choose another theme.
_LEAST_CONTRAST: Final = 3.0


class ThemeError(ViewerError):
    """A theme file that cannot be used: which, where in it, and what to do."""


@dataclass(frozen=True)
class Theme:
    """A theme. `contrast` asks for frames where others have shades. `highlights` are the pure colours; `fill()` is
    what lies behind the words. `palette` has the same colours for what knows nothing of Qt."""

    name: str
    dark: bool
    contrast: bool
    palette: Palette
    colours: Mapping[str, QColor]
    groups: Mapping[str, QColor]
    highlights: Mapping[str, QColor]
    code: Mapping[str, QColor]

    def __getitem__(self, role: str) -> QColor:
        return self.colours[role]

    @property
    def highlight_opacity(self) -> float:
        return self.palette.opacity

    def fill(self, colour: str) -> QColor:
        """The translucent colour behind annotated words; yellow for a colour that we do not know."""
        fill = QColor(self.highlights.get(colour, self.highlights["yellow"]))
        fill.setAlphaF(self.highlight_opacity)
        return fill

    def token(self, token: str) -> QColor:
        """The colour of a Pygments token class."""
        return self.code.get(self.palette.token(token), self.colours["ink"])


def load_theme(name: str) -> Theme:
    """One of the `SHIPPED` themes."""
    return read_theme(resource("themes", f"{name}.toml"))


def read_theme(path: Path) -> Theme:
    """The theme in a file, which may give no more than how it differs from its `base`. Raises `ThemeError`."""
    text, data = _read(path)
    try:
        return _theme(data, path.stem)
    except _FaultError as fault:
        raise ThemeError(f"{path.name}:{_line(text, fault.table, fault.key)}: {fault}") from None


class _FaultError(ValueError):
    """What is wrong with one key of a table; "" is the top of the file."""

    def __init__(self, table: str, key: str, what: str) -> None:
        super().__init__(what)
        self.table, self.key = table, key


def _read(path: Path) -> tuple[str, dict[str, Any]]:
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
        if len(raw) > _LARGEST:
            raise ThemeError(tr("{file} is too large for a theme: keep it under 64 kB.", file=path.name))
        text = raw.decode("utf-8-sig")
        return text, tomllib.loads(text)
    except OSError as error:
        why = error.strerror or str(error)
        raise ThemeError(tr("{file} cannot be read: {why}.", file=path.name, why=why)) from None
    except UnicodeDecodeError:
        raise ThemeError(tr("{file} is not text in UTF-8: save it as that.", file=path.name)) from None
    except (ValueError, RecursionError) as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        at = f"{place[1]}:{place[2]}: " if place else " "
        what = str(error).partition(" (at ")[0]
        told = tr('this is not TOML ({what}): write key = "value" in each line.', what=what)
        raise ThemeError(f"{path.name}:{at}{told}") from None


def _theme(data: dict[str, Any], stem: str) -> Theme:
    whole = _based(data)
    for key, kind in (("name", str), ("dark", bool), ("contrast", bool)):
        if not isinstance(whole.setdefault(key, stem if kind is str else False), kind):
            wanted = tr("text in quotes") if kind is str else tr("true or false")
            raise _FaultError("", key, tr("{key} must be {wanted}.", key=key, wanted=wanted))
    opacity = whole.get("highlight_opacity")
    if isinstance(opacity, bool) or not isinstance(opacity, int | float) or not 0.05 <= opacity <= 1:
        raise _FaultError("", "highlight_opacity", tr("highlight_opacity must be a number from 0.05 to 1."))
    _check(whole)
    palette = Palette(whole["colours"], whole["groups"], whole["highlights"], float(opacity), whole["code"])
    colours = {table: {key: QColor(value) for key, value in whole[table].items()} for table in _TABLES}
    return Theme(_one_line(whole["name"]) or stem, whole["dark"], whole["contrast"], palette, **colours)


def _based(data: dict[str, Any]) -> dict[str, Any]:
    """The data with what they leave out taken from the theme that they name as `base`."""
    for table in _TABLES:
        if not isinstance(data.get(table, {}), dict):
            raise _FaultError("", table, tr("{table} must be a table: begin it with [{table}].", table=table))
    if "base" not in data:
        return data
    if data["base"] not in SHIPPED:
        raise _FaultError("", "base", tr("base must be one of {themes}.", themes=", ".join(SHIPPED)))
    base = tomllib.loads(resource("themes", f"{data['base']}.toml").read_text("utf-8"))
    del base["name"]
    return {**base, **data, **{table: {**base[table], **data.get(table, {})} for table in _TABLES}}


def _check(data: dict[str, Any]) -> None:
    """That every colour is there and is one, that there is no other, and that the window can be read."""
    light = tomllib.loads(resource("themes", "light.toml").read_text("utf-8"))
    for table in _TABLES:
        given = data.get(table, {})
        for key, value in given.items():
            if not isinstance(value, str) or not re.fullmatch("#[0-9A-Fa-f]{6}", value):
                raise _FaultError(table, key, tr('{key} is no colour: write it as "#RRGGBB".', key=key))
            if table != "code" and key not in light[table]:
                known = ", ".join(light[table])
                raise _FaultError(
                    table, key, tr("[{table}] has no {key}, but {known}.", table=table, key=key, known=known)
                )
        if table != "code" and (missing := [key for key in light[table] if key not in given]):
            told = tr("[{table}] lacks {missing}. Add that, or a line base = \"light\" at the top.",
                      table=table, missing=", ".join(missing))  # fmt: skip
            raise _FaultError("", table, told)
    data.setdefault("code", {})
    colours = data["colours"]
    for ground in ("paper", "panel", "raised", "selection"):
        if contrast(colours["ink"], colours[ground]) < _LEAST_CONTRAST:
            raise _FaultError("colours", ground, tr("ink cannot be read on {ground}: choose colours further apart.",
                                               ground=ground))  # fmt: skip


def _line(text: str, table: str, key: str) -> int:
    """The line, from 1, in which a key of a table stands, or else the table begins, or else the file."""
    current, found = "", 1
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[+\s*\"?([\w-]+)", line):
            current = header[1]
            if current == (table or key):
                found = number
        elif current == table and re.match(rf"\s*\"?{re.escape(key)}\"?\s*=", line):
            return number
    return found


def _one_line(name: str) -> str:
    return " ".join(name.split())[:40]
