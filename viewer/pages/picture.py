"""Our SVG pictures as PNG, by Qt's own reader of SVG: one drawing for every format."""

from __future__ import annotations

from math import sqrt
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from viewer.language import tr
from viewer.report.errors import ReportError
from viewer.report.whole_file import whole_file

_SCALE = 2.0
#: Pixels. A picture with more is drawn smaller: it would take half a gigabyte, and few programs would open it.
_MOST = 64_000_000


def write_png(target: Path, svg: str) -> None:
    """Write a picture at twice its size. Needs a QGuiApplication. Raises `ReportError`."""
    # Not by Qt into the file: it does not say what the disk said.
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not drawn(svg).save(buffer, "PNG"):  # type: ignore[call-overload]
        raise ReportError(tr("{file} was not written: the picture could not be saved.", file=target.name))
    with whole_file(target) as temporary:
        temporary.write_bytes(buffer.data().data())


def drawn(svg: str, scale: float = _SCALE) -> QImage:
    """A picture, `scale` times as large as it says."""
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    size = renderer.defaultSize()
    scale = min(scale, sqrt(_MOST / max(1, size.width() * size.height())))
    image = QImage(size * scale, QImage.Format.Format_RGB32)
    # For viewers that go by it: a picture of two pixels to one is not meant to be shown twice as large.
    image.setDotsPerMeterX(round(3780 * scale))
    image.setDotsPerMeterY(round(3780 * scale))
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    return image
