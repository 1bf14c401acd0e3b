"""What the themes promise about colours, computed from their files."""

from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from viewer.pages.theme import COLOURS, SHIPPED, Theme, ThemeError, load_theme, read_theme
from viewer.resource_files import resource

GROUNDS = ("paper", "panel", "raised")

# What is left of linear RGB with one kind of cone missing: Viénot, Brettel and Mollon (1999); for tritanopia, which
# theirs does not cover, Machado, Oliveira and Fernandes (2009) at severity 1.
_BLIND = {
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
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


@pytest.fixture(params=SHIPPED)
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


def test_ink_is_readable_on_every_ground_and_fill(theme: Theme) -> None:
    grounds = [theme[ground] for ground in (*GROUNDS, "selection")]
    grounds += [over(theme.fill(colour), theme["paper"]) for colour in COLOURS]
    assert min(contrast(theme["ink"], ground) for ground in grounds) >= 7


def test_secondary_texts_are_readable(theme: Theme) -> None:
    for role in ("muted", "accent", "warning", "danger"):
        for ground in GROUNDS:
            assert contrast(theme[role], theme[ground]) >= 4.5, (role, ground)
    assert contrast(theme["muted"], theme["selection"]) >= 4.5


def test_code_is_readable_on_its_ground(theme: Theme) -> None:
    for token, colour in theme.code.items():
        assert contrast(colour, theme["panel"]) >= 4.5, token


def test_controls_and_focus_show(theme: Theme) -> None:
    for role in ("control", "focus"):
        for ground in GROUNDS:
            assert contrast(theme[role], theme[ground]) >= 3, (role, ground)


def test_underlines_show_on_paper(theme: Theme) -> None:
    for colour in theme.groups.values():
        assert contrast(colour, theme["paper"]) >= 3


def test_high_contrast_is_high() -> None:
    for theme in map(load_theme, ("contrast-light", "contrast-dark")):
        assert theme.contrast
        for ground in GROUNDS:
            assert contrast(theme["ink"], theme[ground]) == pytest.approx(21)
            for role in ("muted", "accent", "warning", "danger", "control", "focus"):
                assert contrast(theme[role], theme[ground]) >= 7, (theme.name, role)
            assert contrast(theme["line"], theme[ground]) >= 3
            assert contrast(theme["selection"], theme[ground]) >= 2.7  # a frame adds to it
        assert all(contrast(colour, theme["paper"]) >= 7 for colour in theme.groups.values())


@pytest.mark.parametrize("blindness", list(_BLIND))
def test_fills_stay_apart_for_the_colour_blind(theme: Theme, blindness: str) -> None:
    fills = {colour: over(theme.fill(colour), theme["paper"]) for colour in COLOURS}
    for one, other in combinations(COLOURS, 2):
        assert distance(fills[one], fills[other], blindness) >= 5, (one, other)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("#FCFBF8", "paper-ish", ":12: paper"),
        ("#FCFBF8", "#FCFBF880", ":12: paper"),
        ('pink = "#E98BB0"\n', "", ":30: .highlights. lacks pink"),
        ("[colours]", "[colours", ":11:"),
        ("dark = false\n", "dark = 0\n", ":7: dark"),
        ("highlight_opacity = 0.45", "highlight_opacity = nan", ":9: highlight_opacity"),
        ('danger = "', 'dnager = "', r":22: \[colours\] has no dnager"),
        ("[groups]", "[[groups]]", ":25: groups must be a table"),
        ("#1E2024", "#FCFBF8", ":12: ink cannot be read on paper"),
        ("[colours]", 'base = "mine"\n[colours]', ":11: base must be one of light, dark"),
    ],
)
def test_a_broken_theme_is_refused_with_its_name_and_place(tmp_path: Path, old: str, new: str, place: str) -> None:
    text = resource("themes", "light.toml").read_text("utf-8")
    broken = tmp_path / "mine.toml"
    broken.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ThemeError, match=r"mine\.toml" + place):
        read_theme(broken)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"\x00", b"[" * 50_000, b'a = "' + b"x" * 70_000 + b'"', b"colours = 1", b'base = ["dark"]'],
)
def test_rubbish_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "mine.toml").write_bytes(content)
    with pytest.raises(ThemeError, match=r"^mine\.toml"):
        read_theme(tmp_path / "mine.toml")


@pytest.mark.parametrize("path", ["gone.toml", "."])
def test_what_is_no_file_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(ThemeError):
        read_theme(tmp_path / path)


def test_a_theme_may_give_only_what_differs(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('base = "dark"\n[colours]\naccent = "#FF00FF"\n[code]\nzz = "#123456"\n', "utf-8")
    theme, dark = read_theme(mine), load_theme("dark")
    assert (theme.name, theme.dark, theme["accent"].name()) == ("mine", True, "#ff00ff")
    assert theme["paper"] == dark["paper"] and theme.highlights == dark.highlights
    assert theme.token("zz").name() == "#123456" and theme.token("k") == dark.token("k")
    assert theme.palette["accent"] == "#FF00FF"
