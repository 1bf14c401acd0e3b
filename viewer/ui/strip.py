"""The strip beside a name: where in the brief it falls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

_MOST = 400  # ticks; more than a strip has pixels


def ticks_of(places: Sequence[int], length: int) -> tuple[float, ...]:
    """Places (code points) in a text of `length` code points, as parts of it from 0 to 1."""
    return tuple(place / max(1, length) for place in places[:: max(1, len(places) // _MOST)])


def paint_strip(painter: QPainter, box: QRectF, ticks: Sequence[float], line: QColor, colour: QColor) -> None:
    """A line with ticks across it; `box` is where the line goes."""
    painter.fillRect(box, line)
    painter.setPen(QPen(colour, 1.4))
    # Where many fall together, one for each half pixel is seen.
    apart = {round(2 * tick * box.width()): box.left() + tick * box.width() for tick in ticks}
    painter.drawLines([QLineF(x, box.top() - 4, x, box.top() + 4) for x in apart.values()])
