"""What a painter does to a page of a PDF: paths, images and lines of text as operators (ISO 32000-1, 8)."""

from __future__ import annotations

import weakref
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QPaintEngine,
    QPaintEngineState,
    QPainterPath,
    QPen,
    QPixmap,
    QTextItem,
    QTransform,
)

from viewer.pages.pdf_sheet import SCALE

if TYPE_CHECKING:
    from viewer.pages.pdf_canvas import PdfCanvas

_Dirty = QPaintEngine.DirtyFlag
# As numbers: an enumeration takes ten times as long, and is asked at each stroke.
_TRANSFORM, _PEN, _BRUSH = (flag.value for flag in (_Dirty.DirtyTransform, _Dirty.DirtyPen, _Dirty.DirtyBrush))


class Engine(QPaintEngine):
    """Paints on a canvas. Brushes are plain colours, and of an ellipse or a point the path is drawn."""

    def __init__(self, canvas: PdfCanvas) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        # Weakly: in a cycle, the documents that are painted would be destroyed whenever, on whichever thread, Python
        # collects.
        self._canvas: PdfCanvas = weakref.proxy(canvas)
        self._pen = QPen(Qt.PenStyle.NoPen)
        self._brush = QBrush()
        self._transform = QTransform()

    # Called by QPainter.

    def begin(self, device: object) -> bool:
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, state: QPaintEngineState) -> None:
        dirty = state.state().value
        if dirty & _TRANSFORM:
            self._transform = state.transform()
        if dirty & _PEN:
            self._pen = state.pen()
        if dirty & _BRUSH:
            self._brush = state.brush()

    def drawPath(self, path: QPainterPath) -> None:
        even_odd = path.fillRule() == Qt.FillRule.OddEvenFill
        self._paint(path_operators(path, self._point), even_odd=even_odd)

    def drawRects(self, rectangles: Iterable[Any], *_count: int) -> None:
        for rectangle in rectangles:
            path = QPainterPath()
            path.addRect(QRectF(rectangle))
            self._paint(path_operators(path, self._point) + " h")

    def drawLines(self, lines: Iterable[Any], *_count: int) -> None:
        point = self._point
        shapes = (f"{point(line.x1(), line.y1())} m {point(line.x2(), line.y2())} l" for line in lines)
        self._paint("\n".join(shapes), filled=False)

    def drawPolygon(self, points: Iterable[Any], mode: Any, *_mode: Any) -> None:
        mode = _mode[0] if _mode else mode
        first, *others = (self._point(point.x(), point.y()) for point in points)
        shape = f"{first} m {' '.join(f'{other} l' for other in others)}"
        if mode == QPaintEngine.PolygonDrawMode.PolylineMode:
            self._paint(shape, filled=False)
        else:
            self._paint(f"{shape} h", even_odd=mode == QPaintEngine.PolygonDrawMode.OddEvenMode)

    def drawPixmap(self, target: Any, pixmap: QPixmap | QImage, source: Any) -> None:
        self.drawImage(target, pixmap.toImage() if isinstance(pixmap, QPixmap) else pixmap, source)

    def drawImage(self, target: Any, image: QImage, source: Any, *_flags: Any) -> None:
        target, wanted = QRectF(target), QRectF(source).toRect()
        if wanted != image.rect():
            image = image.copy(wanted)
        name = self._canvas.image(image)
        corner = self._point(target.left(), target.bottom())
        width = target.width() * self._transform.m11() / SCALE
        height = target.height() * self._transform.m22() / SCALE
        alpha = {"gs": self._canvas.alpha(1)}
        self._canvas.paint(f"q {width:.2f} 0 0 {height:.2f} {corner} cm /{name} Do Q", alpha)

    def drawTextItem(self, place: Any, item: QTextItem) -> None:
        x, y = self._mapped(place.x(), place.y())
        rtl = bool(item.renderFlags() & QTextItem.RenderFlag.RightToLeft)
        strings = self._canvas.shaper.strings(item.text(), item.font(), rtl)
        self._canvas.write(strings, colour(self._pen.color()), x, y)

    # Operators

    def _point(self, x: float, y: float) -> str:
        x, y = self._mapped(x, y)
        return f"{x / SCALE:.2f} {self._canvas.top - y / SCALE:.2f}"

    def _mapped(self, x: float, y: float) -> tuple[float, float]:
        """A place in pixels of the page."""
        return self._transform.map(float(x), float(y))  # type: ignore[return-value]

    def _paint(self, shape: str, *, filled: bool = True, even_odd: bool = False) -> None:
        filled = filled and self._brush.style() != Qt.BrushStyle.NoBrush
        stroked = self._pen.style() != Qt.PenStyle.NoPen
        if not shape or not (filled or stroked):
            return
        settings: dict[str, str] = {}
        if filled:
            settings["rg"] = f"{colour(self._brush.color())} rg"
            settings["gs"] = self._canvas.alpha(self._brush.color().alphaF())
        if stroked:
            settings |= self._canvas.stroke(self._pen, abs(self._transform.m11()))
        operator = ("B" if stroked else "f") + ("*" if even_odd else "") if filled else "S"
        self._canvas.paint(f"{shape} {operator}", settings)


def colour(one: QColor) -> str:
    """Three numbers for red, green and blue."""
    return _colour(one.rgb())


@lru_cache(maxsize=256)
def _colour(rgb: int) -> str:
    return " ".join(f"{(rgb >> shift & 0xFF) / 0xFF:.4g}" for shift in (16, 8, 0))


def path_operators(path: QPainterPath, point: Any) -> str:
    """The operators that construct a path (8.5.2); `point` writes a place."""
    kind = QPainterPath.ElementType
    out: list[str] = []
    curve: list[str] = []
    for index in range(path.elementCount()):
        element: Any = path.elementAt(index)
        said = point(element.x, element.y)
        if element.type == kind.MoveToElement:
            out.append(f"{said} m")
        elif element.type == kind.LineToElement:
            out.append(f"{said} l")
        else:
            curve.append(said)
            if len(curve) == 3:
                out.append(f"{' '.join(curve)} c")
                curve = []
    return "\n".join(out)
