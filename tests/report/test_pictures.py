"""Which images of a brief may leave with it."""

from __future__ import annotations

import os
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from viewer.report import pictures
from viewer.report.pictures import PictureRefusedError, Pictures


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a brief, with a picture in it and one outside."""
    inside = tmp_path / "briefs"
    inside.mkdir()
    Image.new("RGB", (4, 3), "red").save(inside / "a b.png")
    Image.new("RGB", (4, 3)).save(tmp_path / "secret.png")
    return inside


def why_not(folder: Path | None, target: str) -> str:
    with pytest.raises(PictureRefusedError) as refused:
        Pictures(folder).find(target)
    return str(refused.value)


def test_a_picture_in_the_folder(folder: Path) -> None:
    found = Pictures(folder).find("./a%20b.png")
    assert (found.data, found.format, found.width, found.height) == ((folder / "a b.png").read_bytes(), "png", 4, 3)


@pytest.mark.parametrize(
    "target",
    [
        "../secret.png",
        "link.png",
        "/etc/hostname.png",
        "file:///x.png",
        "http://a/b.png",
        "data:image/png;base64,x",
        "//a/b.png",
    ],
)
def test_nothing_from_elsewhere(folder: Path, target: str) -> None:
    (folder / "link.png").symlink_to(folder.parent / "secret.png")
    assert why_not(folder, target) in ("not in the brief's folder", "file not found")


def test_by_what_it_is_and_not_by_its_name(folder: Path) -> None:
    (folder / "x.png").write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")
    (folder / "x.svg").write_bytes(b"<svg/>")
    Image.new("RGB", (1, 1)).save(folder / "real.gif")
    (folder / "gif.png").write_bytes((folder / "real.gif").read_bytes())
    (folder / "cut.png").write_bytes((folder / "a b.png").read_bytes()[:40])
    assert why_not(folder, "x.svg") == "not a PNG, JPEG, WebP or GIF"
    assert {why_not(folder, name) for name in ("x.png", "gif.png", "cut.png")} == {"damaged file"}


def test_what_is_no_file(folder: Path) -> None:
    os.mkfifo(folder / "pipe.png")
    (folder / "folder.png").mkdir()
    assert why_not(folder, "pipe.png") == "not a regular file"
    assert why_not(folder, "folder.png") in ("not a regular file", "file not found")
    assert why_not(folder, "none.png") == "file not found"
    assert why_not(folder, "a\0.png") == "file not found"
    assert why_not(None, "a b.png") == "images are off"


def test_a_bomb_is_measured_before_it_goes_off(folder: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    (folder / "bomb.png").write_bytes(
        b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )
    assert why_not(folder, "bomb.png") in ("more than 20 megapixels", "damaged file")


def test_limits_of_size(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = (folder / "a b.png").stat().st_size
    monkeypatch.setattr(pictures, "BYTE_LIMIT", size - 1)
    assert why_not(folder, "a b.png") == "file too large"
    monkeypatch.setattr(pictures, "BYTE_LIMIT", size)
    monkeypatch.setattr(pictures, "TOTAL_LIMIT", size)
    Image.new("RGB", (4, 3), "red").save(folder / "c.png")
    found = Pictures(folder)
    assert found.find("a b.png") is found.find("a b.png")
    with pytest.raises(PictureRefusedError, match="too many"):
        found.find("c.png")


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp"])
def test_bare_ones_say_nothing_of_who_and_when(folder: Path, suffix: str) -> None:
    exif = Image.Exif()
    exif[0x013B], exif[0x0132], exif[0x0112] = "Ann Bell", "2025:03:23 12:30:00", 6
    Image.new("RGB", (4, 3), "red").save(folder / f"x.{suffix}", exif=exif)
    assert b"Ann Bell" in Pictures(folder).find(f"x.{suffix}").data
    bare = Pictures(folder, bare=True).find(f"x.{suffix}")
    assert b"Ann Bell" not in bare.data and b"2025" not in bare.data
    # It stands upright, now that nothing says that it is to be turned.
    with Image.open(BytesIO(bare.data)) as image:
        assert image.size == (bare.width, bare.height) == (3, 4)
