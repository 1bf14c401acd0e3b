"""Images of a brief: only from the brief's folder, only small ones of four well-known formats, and by what they are,
not by what they are called. Here they are got ready to be embedded in a file that leaves the program."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from viewer.language import tr
from viewer.untrusted import NotRegularError, read_regular

PIXEL_LIMIT: Final = 20_000_000
BYTE_LIMIT: Final = 32 << 20
#: All the images of one file that leaves the program, in bytes.
TOTAL_LIMIT: Final = 64 << 20
# SVG is left out, as it can load other files.
_SUFFIXES: Final = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP", ".gif": "GIF"}


class PictureRefusedError(Exception):
    """Why an image is left out, in a few words."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image file. `format` is `png`, `jpeg`, `webp` or `gif`, which is also the second half of its MIME type."""

    data: bytes
    format: str
    width: int
    height: int


class Pictures:
    """The images of one document, each read once. `bare`: without what a camera or an editor wrote into them, where and
    when and by whom they were made. `formats` are those that the document can hold; others become PNG."""

    def __init__(
        self, folder: Path | None, *, bare: bool = False, formats: tuple[str, ...] = ("png", "jpeg", "webp", "gif")
    ) -> None:
        self._folder = folder
        self._bare = bare
        self._formats = formats
        self._known: dict[str, Picture | str] = {}
        self._total = 0

    def find(self, target: str) -> Picture:
        """The image that a brief calls `target`. Raises `PictureRefusedError`."""
        if target not in self._known:
            try:
                self._known[target] = self._read(target)
            except PictureRefusedError as reason:
                self._known[target] = str(reason)
        known = self._known[target]
        if isinstance(known, str):
            raise PictureRefusedError(known)
        return known

    def _read(self, target: str) -> Picture:
        if self._folder is None:
            raise PictureRefusedError(tr("images are off"))
        data, expected = _file(self._folder, target)
        picture = _checked(data, expected)
        if self._bare or picture.format not in self._formats:
            picture = _repainted(picture)
        self._total += len(picture.data)
        if self._total > TOTAL_LIMIT:
            raise PictureRefusedError(tr("too many images for one file"))
        return picture


def locate(folder: Path, target: str) -> tuple[Path, str]:
    """The file inside `folder` that a brief calls `target`, which may not be there, and the format that its name
    promises. Raises `PictureRefusedError`."""
    if "://" in target or target.lower().startswith(("data:", "file:", "//", "\\\\")):
        raise PictureRefusedError(tr("not in the brief's folder"))
    try:
        path = (folder / unquote(target)).resolve()
        is_inside = path.is_relative_to(folder.resolve())
    except (OSError, ValueError):
        raise PictureRefusedError(tr("file not found")) from None
    if not is_inside:
        raise PictureRefusedError(tr("not in the brief's folder"))
    expected = _SUFFIXES.get(path.suffix.lower())
    if expected is None:
        raise PictureRefusedError(tr("not a PNG, JPEG, WebP or GIF"))
    return path, expected


def _file(folder: Path, target: str) -> tuple[bytes, str]:
    path, expected = locate(folder, target)
    try:
        data = read_regular(path, BYTE_LIMIT)
    except NotRegularError:
        raise PictureRefusedError(tr("not a regular file")) from None
    except (OSError, ValueError):
        raise PictureRefusedError(tr("file not found")) from None
    if len(data) > BYTE_LIMIT:
        raise PictureRefusedError(tr("file too large"))
    return data, expected


def _checked(data: bytes, expected: str) -> Picture:
    # Imported when a brief has an image: it takes 40 ms.
    from PIL import Image

    try:
        with warnings.catch_warnings(), Image.open(BytesIO(data), formats=[expected]) as image:
            warnings.simplefilter("ignore")  # of a bomb: we have a limit of our own
            width, height = image.size
            if width * height > PIXEL_LIMIT:
                raise PictureRefusedError(tr("more than 20 megapixels"))
            image.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise PictureRefusedError(tr("damaged file")) from None
    return Picture(data, expected.lower(), width, height)


def _repainted(picture: Picture) -> Picture:
    """The same picture, the right way up, and nothing else that its file says."""
    from PIL import Image, ImageOps

    with Image.open(BytesIO(picture.data), formats=[picture.format.upper()]) as image:
        is_photo = picture.format == "jpeg"
        upright = ImageOps.exif_transpose(image)
        upright = upright.convert("RGB" if is_photo else "RGBA")
        plain = Image.new(upright.mode, upright.size)
        plain.paste(upright)
    out = BytesIO()
    plain.save(out, "JPEG" if is_photo else "PNG", quality=92)
    return Picture(out.getvalue(), "jpeg" if is_photo else "png", *plain.size)
