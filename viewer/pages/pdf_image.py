"""An image of a PDF (ISO 32000-1, 8.9): as JPEG or without loss, whichever takes less."""

from __future__ import annotations

import zlib

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from viewer.pages.pdf_file import PdfFile

#: Of a hundred: no difference can be seen.
_QUALITY = 94


def write_image(file: PdfFile, image: QImage) -> int:
    """Write an image; returns its number."""
    entries = f"/Type/XObject/Subtype/Image/Width {image.width()}/Height {image.height()}/BitsPerComponent 8"
    mask = ""
    if image.hasAlphaChannel():
        alpha = _rows(image.convertToFormat(QImage.Format.Format_Alpha8), 1)
        mask = f"/SMask {file.stream(f'{entries}/ColorSpace/DeviceGray', alpha)} 0 R"
    colours = image.convertToFormat(QImage.Format.Format_RGB888)
    whole, jpeg = zlib.compress(_rows(colours, 3), 5), _jpeg(colours)
    kind, data = ("DCTDecode", jpeg) if len(jpeg) < len(whole) else ("FlateDecode", whole)
    return file.stream(f"{entries}/ColorSpace/DeviceRGB{mask}/Filter/{kind}", data, compress=False)


def _rows(image: QImage, channels: int) -> bytes:
    """The pixels without what Qt fills its rows up with."""
    data, length, stride = bytes(image.constBits()), image.width() * channels, image.bytesPerLine()
    return b"".join(data[at : at + length] for at in range(0, stride * image.height(), stride))


def _jpeg(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", _QUALITY)  # type: ignore[call-overload]
    return bytes(buffer.data().data())
