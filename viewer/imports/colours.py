"""Which of our colours a colour from elsewhere is: by hue, since every program has its own lightness and saturation."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache

from viewer.report.palette import load_palette

#: Chroma in CIELAB below which a colour is a grey.
_GREY = 12.0
_D65 = (0.95047, 1.0, 1.08883)


def nearest(colour: Sequence[float]) -> str:
    """The name of our highlight colour with the nearest hue in CIELAB; "" for a grey.

    `colour` is grey, RGB or CMYK by its length, each 0 to 1, as in PDF (ISO 32000-1, Table 164); anything else is "".
    """
    rgb = _rgb(colour)
    if rgb is None:
        return ""
    hue, chroma = _hue(rgb)
    if chroma < _GREY:
        return ""
    return min(_hues(), key=lambda name: _apart(_hues()[name], hue))


def _rgb(colour: Sequence[float]) -> tuple[float, float, float] | None:
    values = [min(1.0, max(0.0, value)) for value in colour]
    if len(values) == 3:
        return values[0], values[1], values[2]
    if len(values) == 4:
        black = 1 - values[3]
        return (1 - values[0]) * black, (1 - values[1]) * black, (1 - values[2]) * black
    return None


@cache
def _hues() -> Mapping[str, float]:
    found = {}
    for name, text in load_palette("light").highlights.items():
        red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
        found[name] = _hue((red, green, blue))[0]
    return found


def _apart(one: float, other: float) -> float:
    return abs((one - other + 180) % 360 - 180)


def _hue(rgb: tuple[float, float, float]) -> tuple[float, float]:
    """Hue in degrees and chroma (CIE 1976 L*a*b*, D65) of an sRGB colour."""
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in rgb)
    xyz = (
        0.4124 * red + 0.3576 * green + 0.1805 * blue,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        0.0193 * red + 0.1192 * green + 0.9505 * blue,
    )
    x, y, z = (_cube(value / white) for value, white in zip(xyz, _D65, strict=True))
    a, b = 500 * (x - y), 200 * (y - z)
    return math.degrees(math.atan2(b, a)) % 360, math.hypot(a, b)


def _cube(value: float) -> float:
    return value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116
