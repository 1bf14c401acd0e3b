"""The colours of a theme as the text formats write them, `#RRGGBB`, and what can be read on what."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from viewer.resource_files import resource

#: What WCAG 2 asks for at level AAA, and this program of any text.
CONTRAST: Final = 7.0
_STEPS: Final = 100


@dataclass(frozen=True)
class Palette:
    """The colours of a theme file. Highlights are laid on the paper at `opacity`, 0 to 1."""

    colours: Mapping[str, str]
    groups: Mapping[str, str]
    highlights: Mapping[str, str]
    opacity: float
    code: Mapping[str, str]

    def __getitem__(self, role: str) -> str:
        return self.colours[role]

    def shade(self, share: float) -> str:
        """A cell whose count is this share of the highest (0 to 1): the more, the deeper; nothing is the paper. Never
        so deep that a number in ink on it would be hard to read."""
        deepest = _deepest(self["paper"], self["accent"], self["ink"])
        return mixed(self["paper"], self["accent"], deepest * (0.15 + 0.85 * share) if share > 0 else 0.0)

    def token(self, token: str) -> str:
        """The key in `code` of a Pygments token class: its own or that of its first letter, "" for ink."""
        return next((name for name in (token, token[:1]) if name in self.code), "")


@cache
def load_palette(name: str) -> Palette:
    """The colours of the theme `light` or `dark`, which comes with the program."""
    data = tomllib.loads(resource("themes", f"{name}.toml").read_text("utf-8"))
    opacity = float(data["highlight_opacity"])
    return Palette(data["colours"], data["groups"], data["highlights"], opacity, data["code"])


def mixed(ground: str, colour: str, share: float) -> str:
    """`colour` laid on `ground` at an opacity of 0 to 1."""
    pairs = zip(_channels(ground), _channels(colour), strict=True)
    return "#" + "".join(f"{round(one + (other - one) * share):02X}" for one, other in pairs)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 defines it, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@cache
def _deepest(paper: str, colour: str, ink: str) -> float:
    shares = (step / _STEPS for step in range(_STEPS, 0, -1))
    return next((share for share in shares if contrast(mixed(paper, colour, share), ink) >= CONTRAST), 1 / _STEPS)


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _luminance(colour: str) -> float:
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
