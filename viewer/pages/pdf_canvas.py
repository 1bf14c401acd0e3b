"""Pages of a PDF as a paint device: what is painted on it becomes content streams (ISO 32000-1, 8 and 9).

Qt's own writer has a text object for each glyph and cannot say what many of them stand for. Here the words of a line
are one string, and on each page what is drawn comes first and then the words, in the order of reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtGui import QImage, QPaintDevice, QPaintEngine

from viewer.pages.pdf_engine import Engine
from viewer.pages.pdf_file import PdfFile
from viewer.pages.pdf_image import write_image
from viewer.pages.pdf_shaping import Shaper, Strings
from viewer.pages.pdf_sheet import SCALE, Sheet

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

    def draw(self, operators: Iterable[str]) -> None:
        """Add what is no text."""
        self._drawn += operators

    def image(self, image: QImage) -> str:
        """The name of an image in the resources of this page."""
        key = image.cacheKey()
        if key not in self._images:
            self._images[key] = write_image(self._file, image)
        name = f"I{self._images[key]}"
        self._resources.setdefault("XObject", {})[name] = f"{self._images[key]} 0 R"
        return name

    def opacity(self, share: float) -> str:
        """The name of a graphics state with an opacity, 0 to 1."""
        name = f"A{round(1000 * share)}"
        self._resources.setdefault("ExtGState", {})[name] = f"<</ca {share:.4g}/CA {share:.4g}>>"
        return name

    def end_page(self) -> None:
        """Hand over what was painted since the page began."""
        content = "\n".join((*self._drawn, *self._engine.closed(), *self._text())).encode("ascii")
        for font in sorted({words.font for words in self._words}):
            self._resources.setdefault("Font", {})[font] = f"{self.shaper.faces.fonts[font]} 0 R"
        resources = "".join(
            f"/{kind}<<{''.join(f'/{name} {value}' for name, value in named.items())}>>"
            for kind, named in self._resources.items()
        )
        self._ended(content, f"<<{resources}>>")

    def _begin(self) -> None:
        self._drawn, self._leads, self._words, self._resources = [], None, [], {}
        self._engine.forget()

    def _text(self) -> Iterable[str]:
        """All the words in one text object, each string with its own place."""
        for lead in reversed(self._leads or ()):
            at = next((at for at, words in enumerate(self._words) if abs(words.y - lead.y) < 1), 0)
            self._words.insert(at, lead)
        if not self._words:
            return
        yield "BT"
        font = colour = ""
        for words in self._words:
            chosen = f"/{words.font} {words.size:g} Tf"
            if chosen != font:
                yield (font := chosen)
            if words.colour != colour:
                yield f"{(colour := words.colour)} rg"
            yield f"1 0 0 1 {words.x:.2f} {words.y:.2f} Tm[<{words.codes}>]TJ"
        yield "ET"
