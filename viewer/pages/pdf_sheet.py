"""A sheet of paper: its size, its margins, and the way from the document's pixels to the PDF's points.

In PDF a point is 1/72 inch and y grows upwards from the sheet's lower edge (ISO 32000-1, 8.3.2.3).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from PySide6.QtGui import QPageSize

from viewer.pages.document import BriefDocument
from viewer.pages.formats import BODY_SIZE
from viewer.pages.pagination import Page

#: Pixels of the document and of QPdfWriter in one point, which makes 720 dpi: advances are exact to 1/640 of a point,
#: and 4,000 pages one below the other still fit Qt's fixed-point heights.
SCALE = 10
#: Type size of the body in points, and one unit of `formats` in pixels.
BODY_POINTS = 10.5
UNIT = BODY_POINTS * SCALE / BODY_SIZE
#: 20 mm in points.
MARGIN = 20 / 25.4 * 72

_SIZES = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}


class Box(NamedTuple):
    """A rectangle on a page in points, in the order of a PDF `Rect`."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Sheet:
    """A paper size, `a4` or `letter`, upright. Lengths in points."""

    name: str

    @cached_property
    def size(self) -> QPageSize:
        return QPageSize(_SIZES[self.name])

    @cached_property
    def width(self) -> int:
        # Whole points, which is what QPdfWriter makes of the paper.
        return self.size.sizePoints().width()

    @cached_property
    def height(self) -> int:
        return self.size.sizePoints().height()

    @property
    def column(self) -> float:
        """The width of the text."""
        return self.width - 2 * MARGIN

    @property
    def room(self) -> float:
        """The height of the text."""
        return self.height - 2 * MARGIN


#: Where something stands: by page, a box a line.
Boxes = dict[int, list[Box]]


class Print:
    """A document on its pages: where on which page of the file (counted from 0) its words stand, in points.

    Its own `pages` are those of the file from `first` on.
    """

    def __init__(self, document: BriefDocument, sheet: Sheet, pages: Sequence[Page], first: int = 0) -> None:
        self.document = document
        self.sheet = sheet
        self.pages = pages
        self.first = first
        self._tops = [page.top for page in pages]

    def boxes(self, start: int, end: int) -> Boxes:
        """Where the words between two code points stand."""
        return next(self.boxes_of([(start, end)]))

    def boxes_of(self, spans: Iterable[tuple[int, int]]) -> Iterator[Boxes]:
        """As `boxes`, for many stretches in the order of the text."""
        for places in self.document.edges_of(spans):
            found: Boxes = {}
            for left, top, right, bottom in places:
                number = self._page_at((top + bottom) / 2)
                height = self._height(number, top)
                box = Box(MARGIN + left / SCALE, height - (bottom - top) / SCALE, MARGIN + right / SCALE, height)
                found.setdefault(number, []).append(box)
            yield found

    def point(self, offset: int) -> tuple[int, float]:
        """The page of a code point, and the upper edge of its line there."""
        document = self.document
        qt_block, units = document.place(offset)
        line = qt_block.layout().lineForTextPosition(units)
        y = document.origin(qt_block).y() + (line.y() if line.isValid() else 0)
        number = self._page_at(y + 1)
        return number, self._height(number, y)

    def page_of(self, offset: int) -> int:
        """The page of a code point."""
        numbers = self._pages_of_blocks.get(self.document.index_at(offset), ())
        # Most blocks stand on one page, and then Qt need not be asked for the line.
        return numbers[0] if len(numbers) == 1 else self.point(offset)[0]

    @cached_property
    def _pages_of_blocks(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for number, page in enumerate(self.pages, self.first):
            for index in page.blocks:
                found.setdefault(index, []).append(number)
        return found

    def _page_at(self, y: float) -> int:
        return self.first + max(0, bisect_right(self._tops, y) - 1)

    def _height(self, number: int, y: float) -> float:
        """On a page, of a height in the document."""
        page = self.pages[number - self.first]
        return self.sheet.height - MARGIN - (y - page.top + page.lead) / SCALE
