"""Images of a brief: only from its own folder, only small and well-known ones, else a placeholder that says why."""

from __future__ import annotations

import stat
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


class BriefImages:
    """Gives a document the images of the brief in `folder`, none of them wider than `width` pixels."""

    def __init__(self, folder: Path | None, theme: Theme, width: float) -> None:
        self._folder = folder
        self._theme = theme
        self._width = width
        self._count = 0

    def place(self, document: QTextDocument, image: QTextImageFormat, target: str, alt: str) -> None:
        """Fill in `image`'s name, width and height, and give `document` the picture of that name."""
        self._count += 1
        name = f"brief-image:{self._count}"
        try:
            if self._folder is None:
                raise ImageRefusedError("images are off")
            picture, size = self._read(*find_image(self._folder, target))
        except ImageRefusedError as reason:
            picture, size = self._placeholder(alt, str(reason))
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), picture)
        image.setName(name)
        image.setWidth(size.width())
        image.setHeight(size.height())

    def _read(self, path: Path, image_format: bytes, size: QSize) -> tuple[QImage, QSize]:
        # A pixel of the picture is one unit, as far as the column and a page of print have room.
        unit = self._width / MEASURE
        shown = QSizeF(size) * unit
        room = QSizeF(self._width, TALLEST * unit)
        if shown.width() > room.width() or shown.height() > room.height():
            shown.scale(room, Qt.AspectRatioMode.KeepAspectRatio)
        needed = shown.toSize().expandedTo(QSize(1, 1))
        reader = QImageReader(str(path), image_format)
        reader.setAutoTransform(True)
        if needed.width() < size.width():
            reader.setScaledSize(needed)
        picture = reader.read()
        if picture.isNull():
            raise ImageRefusedError("damaged file")
        return picture, needed

    def _placeholder(self, alt: str, reason: str) -> tuple[QImage, QSize]:
        unit = self._width / MEASURE
        size = QSize(int(320 * unit), int(64 * unit))
        picture = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(self._theme["panel"])
        painter = QPainter(picture)
        painter.setPen(QColor(self._theme["line"]))
        painter.drawRect(0, 0, size.width() - 1, size.height() - 1)
        painter.setPen(self._theme["muted"])
        painter.setFont(serif(14 * unit))
        text = f"{alt or 'Image'}\n{reason}"
        painter.drawText(QRectF(0, 0, size.width(), size.height()), Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
        return picture, size
