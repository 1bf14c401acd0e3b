"""The central states of the window look as they did when somebody last looked at them.

`./check tests/ui/test_pictures.py --approve-pictures` takes the pictures of now for right: look at them before. What
differs is saved in build/pictures/, with the difference beside it.

The pictures are compared by the mean of each tile of 20 by 20 pixels, as machines differ in how they smooth letters: a
line that is elsewhere, a colour, an icon or a part that is missing changes some tile by far, and a letter that stands a
pixel further does not. The faces are fixed, see tools/screenshots.py.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat

from tests.conftest import ROOT
from tools.screenshots import STATES

REFERENCES = ROOT / "tests" / "pictures"
FAILURES = ROOT / "build" / "pictures"
#: By how much references are made smaller, and the sides of a tile in what is left.
SMALLER, TILE = 2, 10
#: By how much one tile may differ, and the whole in the mean, of 255. A row that is missing makes a tile differ by 28,
#: everything a pixel further by 13.
TILE_LIMIT, MEAN_LIMIT = 18.0, 2.0


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pictures of now, drawn in a process of its own, which no other test has touched."""
    folder = tmp_path_factory.mktemp("pictures")
    command = [sys.executable, "-m", "tools.screenshots", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def kept(picture: Image.Image) -> Image.Image:
    return picture.convert("RGB").reduce(SMALLER)


def differences(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """The largest difference of a tile, and the mean of all, of 255."""
    tiles = ImageChops.difference(one.reduce(TILE), other.reduce(TILE))
    return max(high for _, high in tiles.getextrema()), sum(ImageStat.Stat(tiles).mean) / 3


def are_alike(one: Image.Image, other: Image.Image) -> bool:
    if one.size != other.size:
        return False
    tile, mean = differences(one, other)
    return tile <= TILE_LIMIT and mean <= MEAN_LIMIT


@pytest.mark.parametrize("state", STATES)
def test_it_looks_as_it_did(state: str, drawn: Path, request: pytest.FixtureRequest) -> None:
    picture = Image.open(drawn / f"{state}.png")
    reference = REFERENCES / f"{state}.png"
    if request.config.getoption("--approve-pictures"):
        kept(picture).save(reference, optimize=True)
        return
    now, before = kept(picture), Image.open(reference).convert("RGB")
    if are_alike(now, before):
        return
    FAILURES.mkdir(parents=True, exist_ok=True)
    picture.save(FAILURES / f"{state}.png")
    before.save(FAILURES / f"{state}-before.png")
    ImageChops.difference(now, before.resize(now.size)).point(lambda value: min(255, value * 4)).save(
        FAILURES / f"{state}-difference.png"
    )
    tile, mean = differences(now, before.resize(now.size))
    pytest.fail(
        f"{state} differs, by {tile} of 255 in one place and {mean:.1f} in the mean: see {FAILURES / state}*.png. "
        "If it is as it should be: ./check tests/ui/test_pictures.py --approve-pictures",
        pytrace=False,
    )


@pytest.fixture
def reading() -> Image.Image:
    return Image.open(REFERENCES / "reading.png").convert("RGB")


def test_what_smoothing_does_to_letters_is_let_pass(reading: Image.Image) -> None:
    large = reading.resize((reading.width * SMALLER, reading.height * SMALLER), Image.Resampling.BICUBIC)
    for right, down in ((1, 0), (0, 1)):
        assert are_alike(kept(ImageChops.offset(large, right, down)), kept(large))


def test_a_part_that_is_missing_is_noticed(reading: Image.Image) -> None:
    without = reading.copy()
    # One row of the list at the left, and its ground instead.
    ImageDraw.Draw(without).rectangle((4, 56, 100, 80), fill=reading.getpixel((10, 360)))
    assert not are_alike(without, reading)


def test_another_ground_is_noticed(reading: Image.Image) -> None:
    assert not are_alike(reading.point(lambda value: max(0, value - 3)), reading)


def test_lines_that_moved_are_noticed(reading: Image.Image) -> None:
    lower = reading.copy()
    lower.paste(ImageChops.offset(reading.crop((120, 120, 440, 380)), 0, 6), (120, 120))
    assert not are_alike(lower, reading)
