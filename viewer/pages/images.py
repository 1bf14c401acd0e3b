"""Images of a brief on the page, or a placeholder that says why one is not shown: the rules are `report.pictures`'."""

from __future__ import annotations

import stat
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QImageReader,
    QPainter,
    QPen,
    QTextDocument,
    QTextImageFormat,
)

from viewer.language import tr
from viewer.pages.fonts import serif
from viewer.pages.theme import Theme
from viewer.patience import ask_disk
from viewer.report.pictures import BYTE_LIMIT, PIXEL_LIMIT, PictureRefusedError, locate

#: Units. A page of print has 1,100.
TALLEST = 1000
_PLACEHOLDER_WIDTH = 400


def find_image(folder: Path, target: str) -> tuple[Path, bytes, QSize]:
    """The file, its format and its size in pixels. Raises `PictureRefusedError`; never opens anything but a regular
    file inside `folder`."""
    path, expected = locate(folder, target)
    try:
        status = path.stat()
    except (OSError, ValueError):
        raise PictureRefusedError("file not found") from None
    if not stat.S_ISREG(status.st_mode):
        raise PictureRefusedError("not a regular file")
    if status.st_size > BYTE_LIMIT:
        raise PictureRefusedError("file too large")
    # The decoder is chosen by us and not guessed from the bytes.
    image_format = expected.lower().encode()
    reader = QImageReader(str(path), image_format)
    size = reader.size()
    if not size.isValid() or size.isEmpty():
        raise PictureRefusedError("damaged file")
    if size.width() * size.height() > PIXEL_LIMIT:
        raise PictureRefusedError("more than 20 megapixels")
    return path, image_format, size


def _found_or_refused(folder: Path, target: str) -> tuple[Path, bytes, QSize] | PictureRefusedError:
    try:
        return find_image(folder, target)
    except PictureRefusedError as refused:
        return refused


#: Takes what decodes a picture, and what is to be done with it; decides when, and on which thread.
Defer = Callable[[Callable[[], QImage], Callable[[QImage], None]], None]


class BriefImages:
    """Gives a document the images of the brief in `folder`; a pixel of an image is one unit, `unit` pixels of the
    device, where there is room.

    With `defer`, an image takes its room at once and shows when it is decoded; without, decoding is waited for.
    """

    def __init__(self, folder: Path | None, theme: Theme, unit: float, defer: Defer | None = None) -> None:
        self._defer = defer
        self._folder = folder
        self._theme = theme
        self._unit = unit
        self._count = 0
        self._stalled = False

    def place(self, document: QTextDocument, image: QTextImageFormat, target: str, alt: str, room: float) -> None:
        """Fill in `image`'s name, width (at most `room` units) and height, and give `document` the picture of that
        name. An image that has a name keeps it."""
        if not image.name():
            self._count += 1
            image.setName(f"brief-image:{self._count}")
        url = QUrl(image.name())
        try:
            if self._folder is None:
                raise PictureRefusedError(tr("images are off"))
            path, image_format, own_size = self._found(self._folder, target)
        except PictureRefusedError as reason:
            picture = self._placeholder(room, alt, str(reason))
            size = picture.size()
            self._give(document, url, picture)
        else:
            size = self._shown_size(own_size, room)
            # As fine as the screen: it may have several dots to a pixel.
            fine = QSizeF(size) * QGuiApplication.instance().devicePixelRatio()  # type: ignore[union-attr]
            decode = partial(self._decode, path, image_format, own_size, fine.toSize(), room, alt)
            if self._defer:
                self._give(document, url, self._ground(size))
                self._defer(decode, partial(self._give, document, url))
            else:
                self._give(document, url, decode())
        image.setWidth(size.width())
        image.setHeight(size.height())

    def _found(self, folder: Path, target: str) -> tuple[Path, bytes, QSize]:
        """As `find_image`, which on a page that must not wait has a moment for all pictures that a disk owes."""
        if self._defer is None:
            return find_image(folder, target)
        answer = None if self._stalled else ask_disk(folder, lambda: _found_or_refused(folder, target), None)
        if answer is None:
            self._stalled = True
            raise PictureRefusedError(tr("the disk does not answer"))
        if isinstance(answer, PictureRefusedError):
            raise answer
        return answer

    @staticmethod
    def _give(document: QTextDocument, url: QUrl, picture: QImage) -> None:
        document.addResource(QTextDocument.ResourceType.ImageResource, url, picture)

    def _shown_size(self, size: QSize, room: float) -> QSize:
        shown = QSizeF(size) * self._unit
        limit = QSizeF(room, TALLEST) * self._unit
        if shown.width() > limit.width() or shown.height() > limit.height():
            shown.scale(limit, Qt.AspectRatioMode.KeepAspectRatio)
        return shown.toSize().expandedTo(QSize(1, 1))

    def _decode(self, path: Path, image_format: bytes, own_size: QSize, size: QSize, room: float, alt: str) -> QImage:
        reader = QImageReader(str(path), image_format)
        reader.setAutoTransform(True)
        if size.width() < own_size.width():
            reader.setScaledSize(size)
        picture = reader.read()
        return self._placeholder(room, alt, tr("damaged file")) if picture.isNull() else picture

    def _ground(self, size: QSize) -> QImage:
        picture = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(self._theme["panel"])
        return picture

    def _placeholder(self, room: float, alt: str, reason: str) -> QImage:
        """What the image shows, in words, and why it is not seen."""
        font = serif(14 * self._unit)
        text = f"{alt or tr('Image')}\n{reason}"
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        padding = 12 * self._unit
        width = min(room, _PLACEHOLDER_WIDTH) * self._unit
        limit = QRectF(0, 0, width - 2 * padding, TALLEST * self._unit / 4)
        needed = QFontMetricsF(font).boundingRect(limit, int(flags), text).size()
        size = QSizeF(width, min(needed.height(), limit.height()) + 2 * padding).toSize()
        picture = self._ground(size.expandedTo(QSize(1, 1)))
        painter = QPainter(picture)
        painter.setPen(QPen(self._theme["line"], self._unit))
        painter.drawRect(0, 0, size.width() - 1, size.height() - 1)
        painter.setPen(self._theme["muted"])
        painter.setFont(font)
        inside = QRectF(QPointF(), QSizeF(size)).adjusted(padding, padding, -padding, -padding)
        painter.drawText(inside, int(flags), text)
        painter.end()
        return picture
