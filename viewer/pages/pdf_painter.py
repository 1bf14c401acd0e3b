"""Paints pages of a PDF: what our own code paints becomes operators at once (ISO 32000-1, 8).

What Qt paints by itself, the few lines of text that `pdf_words` leaves to it, goes through `pdf_engine`. That way costs
some forty times as much: through the painter in C++ and back into Python, with an object for each state.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLine

from viewer.pages.pdf_canvas import PdfCanvas
from viewer.pages.pdf_engine import colour
from viewer.pages.pdf_sheet import SCALE

#: How far the control points of a quarter of a circle are from its ends, in radii.
_ARC = 0.5523


def edges(area: QRectF) -> tuple[float, float, float, float]:
    """Left, top, width and height, for which Qt need be asked only once."""
    return area.getRect()  # type: ignore[return-value]


class PagePainter(QPainter):
    """A painter on a canvas, for as much of QPainter's face as `pdf_paint` and what it calls need."""

    def __init__(self, canvas: PdfCanvas) -> None:
        super().__init__(canvas)
        self.canvas = canvas
        self._top = canvas.top
        self._pen: QPen = QPen()
        self._brush: QColor | None = None
        self._font = QFont()
        #: Where the coordinates begin, in pixels of the page.
        self.dx = self.dy = 0.0
        self._is_clipped = False
        self._saved: list[tuple[QPen, QColor | None, QFont, float, float, bool]] = []

    def save(self) -> None:
        self._saved.append((self._pen, self._brush, self._font, self.dx, self.dy, self._is_clipped))
        self._is_clipped = False

    def restore(self) -> None:
        if self._is_clipped:
            self.canvas.unclip()
        self._pen, self._brush, self._font, self.dx, self.dy, self._is_clipped = self._saved.pop()

    def translate(self, *place: Any) -> None:
        x, y = place if len(place) == 2 else place[0].toTuple()
        self.dx += x
        self.dy += y

    def draw_line(self, line: QTextLine, corner: QPointF) -> None:
        """Have Qt paint a line of a block that begins at a corner."""
        super().translate(self.dx, self.dy)
        line.draw(self, corner)
        super().resetTransform()

    def setRenderHint(self, *_hint: Any) -> None:
        pass

    def setPen(self, pen: Any) -> None:
        self._pen = pen if isinstance(pen, QPen) else QPen(pen)

    def setBrush(self, brush: Any) -> None:
        self._brush = None if brush == Qt.BrushStyle.NoBrush else QColor(brush)

    def setFont(self, font: Any) -> None:
        self._font = font

    def font(self) -> QFont:
        return self._font

    def setClipRect(self, area: Any, *_more: Any) -> None:
        self.canvas.clip(self._rectangle(area))
        self._is_clipped = True

    def fillRect(self, area: Any, brush: Any, *_more: Any) -> None:
        self.canvas.paint(f"{self._rectangle(area)} f", self._fill(QColor(brush)))

    def drawLine(self, *ends: Any) -> None:
        (x, y), (to_x, to_y) = (end.toTuple() for end in ends)
        self._stroke(f"{self._point(x, y)} m {self._point(to_x, to_y)} l S")

    def drawLines(self, lines: Any, *_more: Any) -> None:
        dx, dy = self.dx, self._top * SCALE - self.dy
        shapes = []
        for line in lines:
            x, y, to_x, to_y = line.toTuple()
            shapes.append(f"{(x + dx) / SCALE:.2f} {(dy - y) / SCALE:.2f} m "
                          f"{(to_x + dx) / SCALE:.2f} {(dy - to_y) / SCALE:.2f} l")  # fmt: skip
        if shapes:
            self._stroke("\n".join(shapes) + " S")

    def drawPolyline(self, points: Any, *_more: Any) -> None:
        first, *others = (self._point(*point.toTuple()) for point in points)
        self._stroke(f"{first} m {' '.join(f'{other} l' for other in others)} S")

    def drawRoundedRect(self, area: Any, x_radius: Any, *_more: Any) -> None:
        x, y, width, height = area.getRect()
        radius = min(x_radius, width / 2, height / 2)
        near, right, bottom = radius * (1 - _ARC), x + width, y + height
        point = self._point
        shape = (
            f"{point(x + radius, y)} m {point(right - radius, y)} l {point(right - near, y)} {point(right, y + near)} "
            f"{point(right, y + radius)} c {point(right, bottom - radius)} l {point(right, bottom - near)} "
            f"{point(right - near, bottom)} {point(right - radius, bottom)} c {point(x + radius, bottom)} l "
            f"{point(x + near, bottom)} {point(x, bottom - near)} {point(x, bottom - radius)} c "
            f"{point(x, y + radius)} l {point(x, y + near)} {point(x + near, y)} {point(x + radius, y)} c h"
        )
        filled = self._fill(self._brush) if self._brush else {}
        if self._pen.style() != Qt.PenStyle.NoPen:
            self.canvas.paint(f"{shape} {'B' if filled else 'S'}", filled | self.canvas.stroke(self._pen))
        elif filled:
            self.canvas.paint(f"{shape} f", filled)

    def drawText(self, place: Any, text: Any, *_more: Any) -> None:  # type: ignore[override]
        if not text:
            return
        codes = self.canvas.shaper.words(self._font).set(text)
        if codes is None:
            super().setFont(self._font)
            super().setPen(self._pen)
            super().translate(self.dx, self.dy)
            super().drawText(place, text)
            super().resetTransform()
            return
        x, y = place.toTuple()
        self.canvas.write([codes], colour(self._pen.color()), x + self.dx, y + self.dy)

    # Operators

    def _point(self, x: float, y: float) -> str:
        return f"{(x + self.dx) / SCALE:.2f} {self._top - (y + self.dy) / SCALE:.2f}"

    def _rectangle(self, area: QRectF) -> str:
        x, y, width, height = edges(area)
        return f"{self._point(x, y + height)} {width / SCALE:.2f} {height / SCALE:.2f} re"

    def _fill(self, made: QColor) -> dict[str, str]:
        return {"rg": f"{colour(made)} rg", "gs": self.canvas.alpha(made.alphaF())}

    def _stroke(self, shape: str) -> None:
        self.canvas.paint(shape, self.canvas.stroke(self._pen))
