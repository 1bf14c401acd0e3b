"""Pages of a PDF as a paint device: what is painted on it becomes content streams (ISO 32000-1, 8 and 9).

Qt's own writer has a text object for each glyph and cannot say what many of them stand for. Here the words of a line
are one string, and on each page what is drawn comes first and then the words, in the order of reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPaintDevice, QPaintEngine, QPen

from viewer.pages.pdf_engine import Engine, colour
from viewer.pages.pdf_file import PdfFile
from viewer.pages.pdf_image import write_image
from viewer.pages.pdf_shaping import Shaper, Strings
from viewer.pages.pdf_sheet import SCALE, Sheet

_CAPS = {Qt.PenCapStyle.FlatCap: 0, Qt.PenCapStyle.RoundCap: 1, Qt.PenCapStyle.SquareCap: 2}
_JOINS = {Qt.PenJoinStyle.RoundJoin: 1, Qt.PenJoinStyle.BevelJoin: 2}

#: Takes the content of a page and its resources, as a dictionary.
Ended = Callable[[bytes, str], None]


class _Words(NamedTuple):
    """A string on a page: its font and that one's size, its colour, where it begins (all in points), its codes."""

    font: str
    size: float
    colour: str
    x: float
    y: float
    codes: str


class PdfCanvas(QPaintDevice):
    """The pages of a file, one after the other, each `SCALE` pixels to a point; `ended` is given each as it ends."""

    def __init__(self, file: PdfFile, shaper: Shaper, sheet: Sheet, ended: Ended) -> None:
        super().__init__()
        self.shaper = shaper
        #: Of the page, in points.
        self.top = float(sheet.height)
        self._sheet = sheet
        self._file = file
        self._ended = ended
        self._images: dict[int, int] = {}
        self._engine = Engine(self)
        self._drawn: list[str] = []
        self._said: dict[str, str] = {}
        self._leads: list[_Words] | None = None
        self._words: list[_Words] = []
        self._resources: dict[str, dict[str, str]] = {}

    def paintEngine(self) -> QPaintEngine:
        return self._engine

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        asked = QPaintDevice.PaintDeviceMetric
        if metric in (asked.PdmWidth, asked.PdmHeight):
            return (self._sheet.width if metric == asked.PdmWidth else self._sheet.height) * SCALE
        if metric == asked.PdmDevicePixelRatioScaled:
            return int(self.devicePixelRatioFScale())
        return 72 * SCALE if "Dpi" in metric.name else 1

    def newPage(self) -> None:
        """End a page and begin the next one."""
        self.end_page()
        self._begin()

    def words_follow(self) -> None:
        """Say that what comes are the words of the page. What was written before, the markers of lists, goes before the
        words on the same base line, so that a reader finds both together."""
        if self._leads is None:
            self._leads = self._words
            self._words = []

    def write(self, strings: Strings, colour: str, x: float, y: float) -> None:
        """Set some strings, from a place in pixels of the page."""
        for font, size, dx, dy, codes in strings:
            words = _Words(font, size / SCALE, colour, (x + dx) / SCALE, self.top - (y + dy) / SCALE, codes)
            self._words.append(words)

    def paint(self, shape: str, settings: Mapping[str, str]) -> None:
        """Add what is no text. `settings` are operators that it needs, by what they set: those are written that were
        not before."""
        for key, value in settings.items():
            if value and self._said.get(key) != value:
                self._drawn.append(value)
                self._said[key] = value
        self._drawn.append(shape)

    def clip(self, shape: str) -> None:
        """Show what is no text only within a shape, until `unclip`."""
        self._drawn.append(f"q {shape} W n")
        self._said = {}

    def unclip(self) -> None:
        """Show everything again."""
        self._drawn.append("Q")
        self._said = {}

    def stroke(self, pen: QPen, scale: float = 1.0) -> dict[str, str]:
        """What sets a pen whose width is in pixels, `scale` of the page's."""
        width = (pen.widthF() or 1.0) * (1.0 if pen.isCosmetic() else scale) / SCALE
        dashes = " ".join(f"{dash * width:.2f}" for dash in pen.dashPattern())
        made = pen.color()
        return {
            "w": f"{width:.2f} w",
            "d": f"[{dashes}] 0 d",
            "J": f"{_CAPS.get(pen.capStyle(), 0)} J",
            "j": f"{_JOINS.get(pen.joinStyle(), 0)} j",
            "RG": f"{colour(made)} RG",
            "gs": self.alpha(made.alphaF()),
        }

    def alpha(self, share: float) -> str:
        """What sets an opacity, 0 to 1."""
        if share == 1 and "gs" not in self._said:
            return ""
        name = f"A{round(1000 * share)}"
        self._resources.setdefault("ExtGState", {})[name] = f"<</ca {share:.4g}/CA {share:.4g}>>"
        return f"/{name} gs"

    def image(self, image: QImage) -> str:
        """The name of an image in the resources of this page."""
        key = image.cacheKey()
        if key not in self._images:
            self._images[key] = write_image(self._file, image)
        name = f"I{self._images[key]}"
        self._resources.setdefault("XObject", {})[name] = f"{self._images[key]} 0 R"
        return name

    def end_page(self) -> None:
        """Hand over what was painted since the page began."""
        content = "\n".join((*self._drawn, *self._text())).encode("ascii")
        for font in sorted({words.font for words in self._words}):
            self._resources.setdefault("Font", {})[font] = f"{self.shaper.faces.fonts[font]} 0 R"
        resources = "".join(
            f"/{kind}<<{''.join(f'/{name} {value}' for name, value in named.items())}>>"
            for kind, named in self._resources.items()
        )
        self._ended(content, f"<<{resources}>>")

    def _begin(self) -> None:
        self._drawn, self._said, self._leads, self._words, self._resources = [], {}, None, [], {}

    def _text(self) -> Iterable[str]:
        """All the words in one text object, each string with its own place."""
        for lead in reversed(self._leads or ()):
            at = next((at for at, words in enumerate(self._words) if abs(words.y - lead.y) < 1), 0)
            self._words.insert(at, lead)
        if not self._words:
            return
        yield "BT"
        last_font, last_size, last_ink = "", 0.0, ""
        for font, size, ink, x, y, codes in self._words:
            if font != last_font or size != last_size:
                last_font, last_size = font, size
                yield f"/{font} {size:g} Tf"
            if ink != last_ink:
                last_ink = ink
                yield f"{ink} rg"
            yield f"1 0 0 1 {x:.2f} {y:.2f} Tm[<{codes}>]TJ"
        yield "ET"
