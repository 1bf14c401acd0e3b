"""Colours by role, read from resources/themes/*.toml. No other file holds one, but for the
colours of the TLP labels, which are not ours to choose.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QColor

from viewer.errors import ViewerError
from viewer.resource_files import resource

COLOURS = ("yellow", "green", "blue", "pink", "orange")


class ThemeError(ViewerError):
    """A theme file that cannot be used."""


@dataclass(frozen=True)
class Theme:
    """A theme. `highlights` are the pure colours; `fill()` is what lies behind the words."""

    name: str
    dark: bool
    highlight_opacity: float
    colours: dict[str, QColor]
    groups: dict[str, QColor]
    highlights: dict[str, QColor]
    code: dict[str, QColor]

    def __getitem__(self, role: str) -> QColor:
        return self.colours[role]

    def fill(self, colour: str) -> QColor:
        """The translucent colour behind annotated words; yellow for a colour that we do not know."""
        fill = QColor(self.highlights.get(colour, self.highlights["yellow"]))
        fill.setAlphaF(self.highlight_opacity)
        return fill

    def token(self, token: str) -> QColor:
        """The colour of a Pygments token class."""
        return self.code.get(token) or self.code.get(token[:1]) or self.colours["ink"]


def load_theme(name: str) -> Theme:
    """The theme `light` or `dark`. Raises `ThemeError`."""
    return read_theme(resource("themes", f"{name}.toml"))


def read_theme(path: Path) -> Theme:
    """The theme in a file. Raises `ThemeError` where one is missing, broken or lacks a colour."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        theme = Theme(
            name=str(data["name"]),
            dark=bool(data["dark"]),
            highlight_opacity=float(data["highlight_opacity"]),
            **{table: _colours(data[table]) for table in ("colours", "groups", "highlights", "code")},
        )
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise ThemeError(f"The theme {path.name} cannot be used: {error}.") from None
    missing = [colour for colour in COLOURS if colour not in theme.highlights]
    if missing:
        raise ThemeError(f"The theme {path.name} lacks the highlight colours {', '.join(missing)}.")
    return theme


def _colours(table: dict[str, str]) -> dict[str, QColor]:
    colours = {key: QColor(value) for key, value in table.items()}
    for key, colour in colours.items():
        if not colour.isValid():
            raise ValueError(f"{key} is no colour")
    return colours
