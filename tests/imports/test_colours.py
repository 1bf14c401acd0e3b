from __future__ import annotations

import pytest

from viewer.imports.colours import nearest
from viewer.report.palette import load_palette


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ((1, 1, 0), "yellow"),
        ((1, 0.82, 0), "yellow"),
        ((0.47, 1, 0.2), "green"),
        ((0.2, 0.6, 1), "blue"),
        ((1, 0.75, 0.8), "pink"),
        ((1, 0.5, 0), "orange"),
        ((0, 0, 1, 0), "yellow"),
        ((0.5, 0.5, 0.5), ""),
        ((0.3,), ""),
        ((), ""),
        ((5, -3, 0), "orange"),
    ],
)
def test_the_nearest_hue(colour: tuple[float, ...], name: str) -> None:
    assert nearest(colour) == name


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_ours_are_themselves(theme: str) -> None:
    for name, text in load_palette(theme).highlights.items():
        assert nearest([int(text[at : at + 2], 16) / 255 for at in (1, 3, 5)]) == name
