"""What a painter does to a page of a PDF: paths, images and lines of text as operators (ISO 32000-1, 8)."""

from __future__ import annotations

import weakref
from collections.abc import Iterable
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

_CAPS = {Qt.PenCapStyle.FlatCap: 0, Qt.PenCapStyle.RoundCap: 1, Qt.PenCapStyle.SquareCap: 2}
_JOINS = {Qt.PenJoinStyle.RoundJoin: 1, Qt.PenJoinStyle.BevelJoin: 2}
_Dirty = QPaintEngine.DirtyFlag
# As numbers: an enumeration takes ten times as long, and is asked at each stroke.
_TRANSFORM, _PEN, _BRUSH, _OPACITY = (
    flag.value for flag in (_Dirty.DirtyTransform, _Dirty.DirtyPen, _Dirty.DirtyBrush, _Dirty.DirtyOpacity)
)
_CLIP_REGION, _CLIP_PATH, _CLIP_ENABLED = (
    flag.value for flag in (_Dirty.DirtyClipRegion, _Dirty.DirtyClipPath, _Dirty.DirtyClipEnabled)
)
_CLIPPED = _CLIP_REGION | _CLIP_PATH | _CLIP_ENABLED


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
        self._opacity = 1.0
        self._clips: list[str] = []
        self.forget()

    def forget(self) -> None:
        """A page begins, with nothing set."""
        self._written_clips: list[str] = []
        self._said: dict[str, str] = {}

    def closed(self) -> Iterable[str]:
        """What puts an end to clipping."""
        if self._written_clips:
            yield "Q"

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
        if dirty & _OPACITY:
            self._opacity = state.opacity()
        if dirty & _CLIPPED:
            self._clip(state, dirty)

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
        self._begin({"gs": self._alpha(1)})
        self._canvas.draw([f"q {width:.2f} 0 0 {height:.2f} {corner} cm /{name} Do Q"])

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

    def _clip(self, state: QPaintEngineState, dirty: int) -> None:
        operation = state.clipOperation()
        if operation == Qt.ClipOperation.NoClip or (dirty & _CLIP_ENABLED and not state.isClipEnabled()):
            self._clips = []
            return
        path = QPainterPath()
        if dirty & _CLIP_PATH:
            path = state.clipPath()
        elif dirty & _CLIP_REGION:
            path.addRegion(state.clipRegion())
        else:
            return
        shape = path_operators(path, self._point) or "0 0 m"
        self._clips = [*(self._clips if operation == Qt.ClipOperation.IntersectClip else ()), shape]

    def _paint(self, shape: str, *, filled: bool = True, even_odd: bool = False) -> None:
        filled = filled and self._brush.style() != Qt.BrushStyle.NoBrush
        stroked = self._pen.style() != Qt.PenStyle.NoPen
        if not shape or not (filled or stroked):
            return
        settings: dict[str, str] = {}
        if filled:
            settings["rg"] = f"{colour(self._brush.color())} rg"
            settings["gs"] = self._alpha(self._brush.color().alphaF())
        if stroked:
            settings |= self._stroke()
        operator = ("B" if stroked else "f") + ("*" if even_odd else "") if filled else "S"
        self._begin(settings)
        self._canvas.draw([f"{shape} {operator}"])

    def _stroke(self) -> dict[str, str]:
        pen = self._pen
        width = (pen.widthF() or 1.0) * (1.0 if pen.isCosmetic() else abs(self._transform.m11())) / SCALE
        dashes = " ".join(f"{dash * width:.2f}" for dash in pen.dashPattern())
        return {
            "w": f"{width:.2f} w",
            "d": f"[{dashes}] 0 d",
            "J": f"{_CAPS.get(pen.capStyle(), 0)} J",
            "j": f"{_JOINS.get(pen.joinStyle(), 0)} j",
            "RG": f"{colour(pen.color())} RG",
            "gs": self._alpha(pen.color().alphaF()),
        }

    def _alpha(self, share: float) -> str:
        """What sets the opacity."""
        share *= self._opacity
        if share == 1 and "gs" not in self._said:
            return ""
        return f"/{self._canvas.opacity(share)} gs"

    def _begin(self, settings: dict[str, str]) -> None:
        """Say what was not said before."""
        out: list[str] = []
        if self._clips != self._written_clips:
            if self._written_clips:
                out.append("Q")
            if self._clips:
                out.append("q " + " ".join(f"{clip} W n" for clip in self._clips))
            self._written_clips = self._clips
            self._said = {}
        for key, value in settings.items():
            if value and self._said.get(key) != value:
                out.append(value)
                self._said[key] = value
        self._canvas.draw(out)


def colour(one: QColor) -> str:
    """Three numbers for red, green and blue."""
    return f"{one.redF():.4g} {one.greenF():.4g} {one.blueF():.4g}"


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
