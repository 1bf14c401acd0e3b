"""What the themes promise about colours, computed from their files."""

from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from viewer.pages.theme import COLOURS, Theme, ThemeError, load_theme, read_theme
from viewer.resource_files import resource

NAMES = ("light", "dark")

# Viénot, Brettel and Mollon (1999): what is left of linear RGB with one kind of cone missing.
_BLIND = {
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
}


def linear(colour: QColor) -> tuple[float, float, float]:
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    return tuple(v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in channels)  # type: ignore[return-value]


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2's contrast ratio."""
    lights = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def over(fill: QColor, paper: QColor) -> QColor:
    share = fill.alphaF()
    mixed = [a * share + b * (1 - share) for a, b in zip(fill.getRgbF()[:3], paper.getRgbF()[:3], strict=True)]
    return QColor.fromRgbF(*mixed)


def lab(rgb: tuple[float, float, float]) -> tuple[float, float, float]:
    r, g, b = rgb
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (max(0.0, v) for v in xyz))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: QColor, other: QColor, blindness: str) -> float:
    """CIE 1976 colour difference, as somebody with that blindness sees it."""
    seen = []
    for colour in (one, other):
        rgb = linear(colour)
        seen.append(lab(tuple(sum(m * c for m, c in zip(row, rgb, strict=True)) for row in _BLIND[blindness])))  # type: ignore[arg-type]
    return sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5


@pytest.fixture(params=NAMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


def test_ink_on_every_fill_is_readable(theme: Theme) -> None:
    grounds = [theme["paper"], theme["selection"], *(over(theme.fill(c), theme["paper"]) for c in COLOURS)]
    assert min(contrast(theme["ink"], ground) for ground in grounds) >= 7


def test_secondary_texts_are_readable(theme: Theme) -> None:
    for role in ("muted", "accent", "warning", "danger"):
        for ground in ("paper", "panel", "raised"):
            assert contrast(theme[role], theme[ground]) >= 4.5, (role, ground)


def test_underlines_show_on_paper(theme: Theme) -> None:
    for colour in theme.groups.values():
        assert contrast(colour, theme["paper"]) >= 3


@pytest.mark.parametrize("blindness", list(_BLIND))
def test_fills_stay_apart_for_the_colour_blind(theme: Theme, blindness: str) -> None:
    fills = {colour: over(theme.fill(colour), theme["paper"]) for colour in COLOURS}
    for one, other in combinations(COLOURS, 2):
        assert distance(fills[one], fills[other], blindness) >= 3, (one, other)


@pytest.mark.parametrize(
    ("old", "new"),
    [("#FCFBF8", "paper-ish"), ('pink = "#E98BB0"\n', ""), ("[colours]", "[colours"), ("dark = false\n", "")],
)
def test_a_broken_theme_is_refused_with_its_name(tmp_path: Path, old: str, new: str) -> None:
    text = resource("themes", "light.toml").read_text("utf-8")
    broken = tmp_path / "mine.toml"
    broken.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ThemeError, match=r"mine\.toml"):
        read_theme(broken)
