"""The words of a laid-out document in a PDF.

Most lines are plain: one direction, one glyph a letter, nothing but letters to be drawn. The words of these are known
from where they stood first, so that a line is put together from them; that it comes out as wide as Qt has it is
checked each time. All others Qt draws piece by piece.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPainter, QTextBlock, QTextCharFormat, QTextLine

from viewer.pages.document import BriefDocument
from viewer.pages.pagination import Page
from viewer.pages.pdf_canvas import PdfCanvas
from viewer.pages.pdf_engine import colour
from viewer.pages.pdf_faces import Face
from viewer.pages.pdf_shaping import Shaper
from viewer.report.bidi import is_mixed

_BREAKS = " \u2028"
#: Latin, Greek and Cyrillic letters, and marks with a width of their own; no soft hyphen, no combining letter.
_PLAIN = re.compile("[ -~\u00a0-\u00ac\u00ae-\u024f\u0370-\u0482\u048a-\u052f\u2010-\u2028\u2030-\u205e\u20a0-\u20bf]*")
#: How far the end of a line may be from where Qt has it, in pixels.
_NEAR = 0.8
#: As `pdf_shaping` corrects places.
_LEAST = 1.5


class _Known(dict[str, tuple[str, float]]):
    """The words set in one font: their codes, and their width in 1/1000 of the type size. A word that follows another
    has the space before it with it, as faces kern that too."""

    def __init__(self, font: QFont) -> None:
        super().__init__({"": ("", 0.0)})
        self.font = font
        #: Its name in the file, and its size in pixels, as soon as a word is known.
        self.name = ""
        self.size = 1.0
        #: Words that were only seen at the end of a line, so that their distance to what follows is a guess.
        self.ends: set[str] = set()


class _Style(NamedTuple):
    """What of a character format concerns words: whether they are all that is drawn, their colour and font."""

    is_plain: bool
    colour: str
    known: _Known


class WordSetter:
    """Sets the words of one document on a canvas."""

    def __init__(self, canvas: PdfCanvas, document: BriefDocument) -> None:
        self._canvas = canvas
        self._shaper: Shaper = canvas.shaper
        self._document = document
        self._styles: dict[int, _Style] = {}
        self._fonts: dict[str, _Known] = {}
        self._has_both_directions = any(is_mixed(block.text) for block in document.blocks)

    def set(self, painter: QPainter, page: Page) -> None:
        """Set the lines of a page, where the painter's coordinates are the document's."""
        self._canvas.words_follow()
        moved = painter.combinedTransform()
        for qt_block, box in self._document.blocks_between(page.top, page.bottom):
            origin = box.topLeft()
            layout = qt_block.layout()
            text = qt_block.text()
            stretches = self._stretches(qt_block, text)
            left, top = origin.x() + moved.dx(), origin.y() + moved.dy()
            is_whole = box.top() >= page.top and box.bottom() <= page.bottom
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                if not is_whole:
                    middle = origin.y() + line.y() + line.height() / 2
                    if not page.top <= middle < page.bottom:
                        continue
                if not stretches or not self._is_set(line, text, stretches, left, top):
                    line.draw(painter, origin)

    def _stretches(self, qt_block: QTextBlock, text: str) -> list[tuple[int, int, _Style]]:
        """The pieces of a block in one format each: start, end, style; none if the block is not plain."""
        if not _PLAIN.fullmatch(text):
            return []
        if self._has_both_directions and qt_block.textDirection() != Qt.LayoutDirection.LeftToRight:
            return []
        found: list[tuple[int, int, _Style]] = []
        start = 0
        pieces = qt_block.begin()
        while not pieces.atEnd():
            fragment = pieces.fragment()
            index = fragment.charFormatIndex()
            style = self._styles.get(index)
            if style is None:
                style = self._styles[index] = self._style(fragment.charFormat())
            found.append((start, start := start + fragment.length(), style))
            pieces += 1
        return found

    def _style(self, made: QTextCharFormat) -> _Style:
        is_plain = not (
            made.isImageFormat()
            or made.background().style() != Qt.BrushStyle.NoBrush
            or made.verticalAlignment() != QTextCharFormat.VerticalAlignment.AlignNormal
            or made.fontStrikeOut()
            or made.fontOverline()
            or made.underlineStyle() != QTextCharFormat.UnderlineStyle.NoUnderline
        )
        font = made.font()
        known = self._fonts.setdefault(font.key(), _Known(font))
        return _Style(is_plain, colour(made.foreground().color()), known)

    def _is_set(
        self, line: QTextLine, text: str, stretches: list[tuple[int, int, _Style]], left: float, top: float
    ) -> bool:
        """Set a line if it can be put together from words. `left` and `top` are of its block, in pixels of the page."""
        start = line.textStart()
        # Neither the spaces at which a line was broken nor what broke it are drawn.
        end = start + len(text[start : start + line.textLength()].rstrip(_BREAKS))
        found: list[tuple[_Style, float, str]] = []
        for number in range(bisect_right(stretches, start, key=lambda one: one[1]), len(stretches)):
            first, last, style = stretches[number]
            if first >= end:
                break
            first, last = max(first, start), min(last, end)
            x = _x(line, first)
            codes = self._codes(line, text, first, last, x, style.known) if style.is_plain else ""
            if not codes:
                return False
            found.append((style, x, codes))
        y = top + line.y() + line.ascent()
        for style, x, codes in found:
            self._canvas.write([(style.known.name, style.known.size, left + x, y, codes)], style.colour, 0, 0)
        return True

    def _codes(self, line: QTextLine, text: str, first: int, last: int, x: float, known: _Known) -> str:
        """The codes that show a piece of a line that begins at `x`; none if it cannot be put together."""
        end_x = _x(line, last)
        head, *others = text[first:last].split(" ")
        words = [head, *(f" {word}" for word in others)]
        for _ in range(2):
            try:
                found = [known[word] for word in words]
            except KeyError:
                pass
            else:
                width = sum(width for _, width in found) * known.size / 1000
                if abs(end_x - x - width) < _NEAR:
                    return "".join(codes for codes, _ in found)
            if not self._learn(line, words, first, last, known):
                break
        return ""

    def _learn(self, line: QTextLine, words: list[str], first: int, last: int, known: _Known) -> bool:
        """Look at how Qt sets some words; whether it does so in one face with a glyph for each letter."""
        runs = line.glyphRuns(first, last - first)
        if len(runs) != 1:
            return False
        (run,) = runs
        raw, glyphs = run.rawFont(), run.glyphIndexes()
        face = self._shaper.faces.face(raw, known.font)
        if len(glyphs) != last - first or not face.has_one_font:
            return False
        name = face.coded(glyphs[0], words[0][:1] or " ")[0]
        if known.name not in ("", name):
            return False
        known.name, known.size = name, raw.pixelSize()
        places = [place.x() * 1000 / known.size for place in run.positions()]
        at = 0
        for word in words:
            end = at + len(word)
            if word not in known or (word in known.ends and end < len(places)):
                known[word] = _put_together(face, word, glyphs[at:end], places[at : end + 1])
                (known.ends.discard if end < len(places) else known.ends.add)(word)
            at = end
        return True


def _put_together(face: Face, word: str, glyphs: Sequence[int], places: Sequence[float]) -> tuple[str, float]:
    """The codes of a word and its width. `places` are of its letters and of what follows, if anything does."""
    shown: list[str] = []
    x = places[0]
    for letter, glyph, place in zip_longest(word, glyphs, places):
        if place is not None and abs(x - place) > _LEAST:
            shown.append(f">{x - place:.0f}<")
            x -= round(x - place)
        if glyph is not None:
            _, code, advance = face.coded(glyph, letter)
            shown.append(code)
            x += advance
    return "".join(shown), x - places[0]


def _x(line: QTextLine, position: int) -> float:
    # PySide gives cursorToX's in-out parameter back as a tuple.
    return float(line.cursorToX(position)[0])  # type: ignore[index]
