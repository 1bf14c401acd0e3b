"""Images of a brief: only from its own folder, only small and well-known ones, else a placeholder that says why."""

from __future__ import annotations

import stat
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import unquote

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QTextDocument, QTextImageFormat

from viewer.pages.fonts import serif
from viewer.pages.formats import MEASURE
from viewer.pages.theme import Theme

PIXEL_LIMIT = 20_000_000
BYTE_LIMIT = 32 * 1024 * 1024
#: Units. A page of print has 1,100.
TALLEST = 1000
# The decoder is chosen by us and not guessed from the bytes; SVG is left out, as it can load other files.
_FORMATS = {".png": b"png", ".jpg": b"jpeg", ".jpeg": b"jpeg", ".webp": b"webp", ".gif": b"gif"}


class ImageRefusedError(Exception):
    """Why an image is not shown, in a few words."""


def find_image(folder: Path, target: str) -> tuple[Path, bytes, QSize]:
    """The file, its format and its size in pixels. Raises `ImageRefusedError`; never opens anything but a regular file
    inside `folder`."""
    if "://" in target or target.lower().startswith(("data:", "file:", "//", "\\\\")):
        raise ImageRefusedError("not in the brief's folder")
    try:
        path = (folder / unquote(target)).resolve()
        image_format = _FORMATS.get(path.suffix.lower())
        if not path.is_relative_to(folder.resolve()):
            raise ImageRefusedError("not in the brief's folder")
        if image_format is None:
            raise ImageRefusedError("not a PNG, JPEG, WebP or GIF")
        status = path.stat()
    except (OSError, ValueError):
        raise ImageRefusedError("file not found") from None
    if not stat.S_ISREG(status.st_mode):
        raise ImageRefusedError("not a regular file")
    if status.st_size > BYTE_LIMIT:
        raise ImageRefusedError("file too large")
    reader = QImageReader(str(path), image_format)
    size = reader.size()
    if not size.isValid() or size.isEmpty():
        raise ImageRefusedError("damaged file")
    if size.width() * size.height() > PIXEL_LIMIT:
        raise ImageRefusedError("more than 20 megapixels")
    return path, image_format, size


#: Takes what decodes a picture, and what is to be done with it; decides when, and on which thread.
Defer = Callable[[Callable[[], QImage], Callable[[QImage], None]], None]


class BriefImages:
    """Gives a document the images of the brief in `folder`, none of them wider than `width` pixels.

    With `defer`, an image takes its room at once and shows when it is decoded; without, decoding is waited for.
    """

    def __init__(self, folder: Path | None, theme: Theme, width: float, defer: Defer | None = None) -> None:
        self._defer = defer
        self._folder = folder
        self._theme = theme
        self._width = width
        self._count = 0

    def place(self, document: QTextDocument, image: QTextImageFormat, target: str, alt: str) -> None:
        """Fill in `image`'s name, width and height, and give `document` the picture of that name."""
        self._count += 1
        url = QUrl(f"brief-image:{self._count}")
        try:
            if self._folder is None:
                raise ImageRefusedError("images are off")
            path, image_format, own_size = find_image(self._folder, target)
        except ImageRefusedError as reason:
            size = self._placeholder_size()
            self._give(document, url, self._placeholder(size, alt, str(reason)))
        else:
            size = self._shown_size(own_size)
            decode = partial(self._decode, path, image_format, own_size, size, alt)
            if self._defer:
                self._give(document, url, self._ground(size))
                self._defer(decode, partial(self._give, document, url))
            else:
                self._give(document, url, decode())
        image.setName(url.toString())
        image.setWidth(size.width())
        image.setHeight(size.height())

    @staticmethod
    def _give(document: QTextDocument, url: QUrl, picture: QImage) -> None:
        document.addResource(QTextDocument.ResourceType.ImageResource, url, picture)

    def _shown_size(self, size: QSize) -> QSize:
        # A pixel of the picture is one unit, as far as the column and a page of print have room.
        unit = self._width / MEASURE
        shown = QSizeF(size) * unit
        room = QSizeF(self._width, TALLEST * unit)
        if shown.width() > room.width() or shown.height() > room.height():
            shown.scale(room, Qt.AspectRatioMode.KeepAspectRatio)
        return shown.toSize().expandedTo(QSize(1, 1))

    def _decode(self, path: Path, image_format: bytes, own_size: QSize, size: QSize, alt: str) -> QImage:
        reader = QImageReader(str(path), image_format)
        reader.setAutoTransform(True)
        if size.width() < own_size.width():
            reader.setScaledSize(size)
        picture = reader.read()
        return self._placeholder(size, alt, "damaged file") if picture.isNull() else picture

    def _placeholder_size(self) -> QSize:
        unit = self._width / MEASURE
        return QSize(int(320 * unit), int(64 * unit))

    def _ground(self, size: QSize) -> QImage:
        picture = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(self._theme["panel"])
        return picture

    def _placeholder(self, size: QSize, alt: str, reason: str) -> QImage:
        picture = self._ground(size)
        painter = QPainter(picture)
        painter.setPen(QColor(self._theme["line"]))
        painter.drawRect(0, 0, size.width() - 1, size.height() - 1)
        painter.setPen(self._theme["muted"])
        painter.setFont(serif(14 * self._width / MEASURE))
        text = f"{alt or 'Image'}\n{reason}"
        painter.drawText(QRectF(0, 0, size.width(), size.height()), Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
        return picture
