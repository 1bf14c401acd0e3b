"""The words under a mark on a page of a PDF, and beside it, as PDFium reads them.

All coordinates are points of the page's own, unrotated space, as annotations have them (ISO 32000-1, 8.3.2.3).
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ctypes import byref
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

#: left, bottom, right, top
Area = tuple[float, float, float, float]

#: Context on either side. More than an annotation keeps, as line ends and hyphens will go.
_CONTEXT = 64
#: Letters of a page that are looked at; a printed page has some 4,000.
_MOST_LETTERS = 60_000
#: How far above or below a line a note may lie and still be taken to speak of it.
_BESIDE = 14.0
#: White space and punctuation between letters that are under a mark.
_MOST_BETWEEN = 4
_SPACES, _LINE_ENDS = frozenset((0x20, 0xA0, 0x0A, 0x0D, 0x09, 0)), (0x0A, 0x0D)
#: How far from the ends of a mark its first and last letters may be, letters on a line, and what is higher than a line.
_NEAR, _LONGEST_LINE, _ONE_LINE = 6.0, 600, 1.7
_NOWHERE: Area = (0.0, 0.0, 0.0, 0.0)
#: A point to the side counts for so much less than one up or down, as notes lie in margins.
_SIDEWAYS = 0.1


class Words(NamedTuple):
    """Words with what stands before and behind them on the page, line ends and hyphens as they are printed."""

    exact: str = ""
    prefix: str = ""
    suffix: str = ""


class PdfText:
    """The text of a PDF, page by page; made by `opened`. No method raises: what cannot be read has no words.

    `is_cut`: time ran out, and what was asked for since has no words either.
    """

    def __init__(self, document: pypdfium2.PdfDocument | None, seconds: float = 60.0) -> None:
        self.is_cut = False
        self._document = document
        self._number = -1
        self._page = _PageText(None)
        self._end = time.monotonic() + seconds

    def under(self, page: int, areas: Sequence[Area]) -> Words:
        """The words whose middle lies in one of the areas."""
        return self._at(page).under(areas)

    def beside(self, page: int, area: Area) -> Words:
        """The line nearest to the area, none if that is far."""
        return self._at(page).beside(area)

    def close(self) -> None:
        self._page.close()
        if self._document:
            self._document.close()

    def _at(self, page: int) -> _PageText:
        """Marks come page by page, so one page is kept."""
        self.is_cut = self.is_cut or time.monotonic() > self._end
        if page != self._number or self.is_cut:
            self._page.close()
            self._number, self._page = page, _PageText(None if self.is_cut else _open(self._document, page))
        return self._page


@contextmanager
def opened(data: bytes, seconds: float) -> Iterator[PdfText]:
    """The text of a PDF, as much as can be read in so many seconds; none if PDFium cannot read it."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        document = None
    text = PdfText(document, seconds)
    try:
        yield text
    finally:
        text.close()


class _PageText:
    """The letters of a page and their boxes: across, what the letter takes; upright, the whole height of its line.

    A page has thousands and a mark is on some twenty, so each is asked for once it is needed.
    """

    def __init__(self, text: pypdfium2.PdfTextPage | None) -> None:
        self._text = text
        self._count = min(text.count_chars(), _MOST_LETTERS) if text else 0
        self._codes: dict[int, int] = {}
        self._boxes: dict[int, Area] = {}
        self._rect = pdfium.FS_RECTF()

    def close(self) -> None:
        if self._text:
            self._text.close()
            self._text.page.close()

    def under(self, areas: Sequence[Area]) -> Words:
        found: set[int] = set()
        for area in areas:
            on_line = self._on_line(area)
            found.update(self._anywhere(area) if on_line is None else on_line)
        return self._words(sorted(found))

    def beside(self, area: Area) -> Words:
        y, best, least = (area[1] + area[3]) / 2, -1, 1e9
        for index in range(self._count):
            left, bottom, right, top = self._box(index)
            up = max(bottom - y, y - top, 0.0)
            if up <= _BESIDE and not self._is_space(index):
                away = up + _SIDEWAYS * max(left - area[2], area[0] - right, 0.0)
                if away < least:
                    best, least = index, away
        if best < 0:
            return Words()
        _, bottom, _, top = self._box(best)
        first = last = best
        while first > 0 and self._continues(first - 1, bottom, top):
            first -= 1
        while last + 1 < self._count and self._continues(last + 1, bottom, top):
            last += 1
        return self._words([index for index in range(first, last + 1) if not self._is_space(index)])

    def _on_line(self, area: Area) -> list[int] | None:
        """The letters in an area as high as a line, between those that PDFium finds at its ends; None if that fails."""
        left, bottom, right, top = area
        first, last = (
            pdfium.FPDFText_GetCharIndexAtPos(self._text, x, (bottom + top) / 2, _NEAR, _NEAR) if self._text else -1
            for x in (left, right)
        )
        if not 0 <= first <= last < min(self._count, first + _LONGEST_LINE):
            return None
        box = self._box(first)
        if top - bottom > _ONE_LINE * (box[3] - box[1]):
            return None
        around = range(max(0, first - _MOST_BETWEEN), min(self._count, last + _MOST_BETWEEN + 1))
        return [index for index in around if self._is_in(index, area)]

    def _anywhere(self, area: Area) -> list[int]:
        return [index for index in range(self._count) if self._is_in(index, area)]

    def _is_in(self, index: int, area: Area) -> bool:
        left, bottom, right, top = self._box(index)
        is_across = area[0] <= (left + right) / 2 <= area[2]
        return is_across and area[1] <= (bottom + top) / 2 <= area[3] and not self._is_space(index)

    def _continues(self, index: int, bottom: float, top: float) -> bool:
        if self._is_space(index):
            return self._code(index) not in _LINE_ENDS
        box = self._box(index)
        return bottom <= (box[1] + box[3]) / 2 <= top

    def _words(self, indices: Sequence[int]) -> Words:
        """The letters with the white space and the punctuation between them; what else is skipped is a space."""
        if not indices:
            return Words()
        pieces: list[str] = []
        last = indices[0] - 1
        for index in indices:
            if index > last + 1:
                between = self._string(last + 1, index)
                # A mark that is drawn tightly around its letters may miss the middle of a line at a comma.
                is_close = index - last <= _MOST_BETWEEN + 1 and not any(map(str.isalnum, between))
                pieces.append(between if is_close else " ")
            pieces.append(self._string(index, index + 1))
            last = index
        before, behind = max(0, indices[0] - _CONTEXT), min(self._count, last + 1 + _CONTEXT)
        # PDFium counts in UTF-16 on some systems, so halves of a character are put together.
        parts = ("".join(pieces), self._string(before, indices[0]), self._string(last + 1, behind))
        return Words(*(part.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") for part in parts))

    def _string(self, start: int, end: int) -> str:
        return "".join(chr(code) for code in map(self._code, range(start, end)) if 0 < code < 0x110000)

    def _is_space(self, index: int) -> bool:
        return self._code(index) in _SPACES

    def _code(self, index: int) -> int:
        code = self._codes.get(index)
        if code is None:
            code = self._codes[index] = int(pdfium.FPDFText_GetUnicode(self._text, index))
        return code

    def _box(self, index: int) -> Area:
        box = self._boxes.get(index)
        if box is None:
            rect = self._rect
            has_box = pdfium.FPDFText_GetLooseCharBox(self._text, index, byref(rect))
            box = self._boxes[index] = (rect.left, rect.bottom, rect.right, rect.top) if has_box else _NOWHERE
        return box


def _open(document: pypdfium2.PdfDocument | None, number: int) -> pypdfium2.PdfTextPage | None:
    try:
        return document[number].get_textpage() if document else None
    except (pypdfium2.PdfiumError, IndexError):
        return None
