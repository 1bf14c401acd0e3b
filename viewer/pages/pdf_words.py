"""The words of a laid-out document in a PDF.

Most lines are plain: one direction, one glyph a letter, nothing but letters to be drawn. The words of these are known
from where they stood first, so that a line is put together from them; that it comes out as wide as Qt has it is
checked each time. All others Qt draws piece by piece.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextLine

from viewer.brief.model import Block
from viewer.pages.document import BriefDocument
from viewer.pages.pagination import Page
from viewer.pages.pdf_engine import colour
from viewer.pages.pdf_painter import PagePainter, edges
from viewer.pages.pdf_shaping import PLAIN, Words, words_of
from viewer.report.bidi import is_mixed

_BREAKS = " \u2028"
#: How far the end of a line may be from where Qt has it, in pixels.
_NEAR = 0.8


class _Style(NamedTuple):
    """What of a character format concerns words: whether they are all that is drawn, their colour and font."""

    is_plain: bool
    colour: str
    words: Words


#: A piece of a block in one format: start, end, style.
_Stretch = tuple[int, int, _Style]


class WordSetter:
    """Sets the words of one document."""

    def __init__(self, painter: PagePainter, document: BriefDocument) -> None:
        self._painter = painter
        self._canvas = painter.canvas
        self._document = document
        #: By the index of a format in Qt's document, and by what `Formats.run` makes one of.
        self._styles: dict[object, _Style] = {}
        self._has_both_directions = any(is_mixed(block.text) for block in document.blocks)

    def set(self, page: Page) -> None:
        """Set the lines of a page, where the painter's coordinates are the document's."""
        self._canvas.words_follow()
        dx, dy = self._painter.dx, self._painter.dy
        page_top, page_bottom = page.top, page.bottom
        for qt_block, box in self._document.blocks_between(page_top, page_bottom):
            left, top, _, height = edges(box)
            layout = qt_block.layout()
            text = qt_block.text()
            stretches = self._stretches(qt_block, text)
            is_whole = top >= page_top and top + height <= page_bottom
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                if not is_whole and not page_top <= top + line.y() + line.height() / 2 < page_bottom:
                    continue
                if not stretches or not self._is_set(line, text, stretches, left + dx, top + dy):
                    self._painter.draw_line(line, box.topLeft())

    def _stretches(self, qt_block: QTextBlock, text: str) -> list[_Stretch]:
        """The pieces of a block; none if it is not plain."""
        if not PLAIN.fullmatch(text):
            return []
        if self._has_both_directions and qt_block.textDirection() != Qt.LayoutDirection.LeftToRight:
            return []
        index = qt_block.userState()
        if 0 <= index < len(self._document.blocks):
            block = self._document.blocks[index]
            if len(block.text) == len(text):
                return self._runs(block)
        found: list[_Stretch] = []
        start = 0
        pieces = qt_block.begin()
        while not pieces.atEnd():
            fragment = pieces.fragment()
            number = fragment.charFormatIndex()
            style = self._styles.get(number)
            if style is None:
                style = self._styles[number] = self._style(fragment.charFormat())
            found.append((start, start := start + fragment.length(), style))
            pieces += 1
        return found

    def _runs(self, block: Block) -> list[_Stretch]:
        """The pieces of a block as it was set; Qt takes ten times as long to say which they are."""
        found: list[_Stretch] = []
        start = 0
        formats, styles = self._document.formats, self._styles
        size = self._document.table(block).size if block.cell else 0.0
        for run in block.runs:
            if run.image:
                return []
            key = formats.key(block, run, size)
            style = styles.get(key)
            if style is None:
                style = styles[key] = self._style(formats.run(block, run, size))
            end = start + len(run.text)
            if found and found[-1][2] == style:
                # A link to an entity looks like nothing of its own: words next to it are set with it.
                found[-1] = found[-1][0], end, style
            else:
                found.append((start, end, style))
            start = end
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
        return _Style(is_plain, colour(made.foreground().color()), self._canvas.shaper.words(made.font()))

    def _is_set(self, line: QTextLine, text: str, stretches: list[_Stretch], left: float, top: float) -> bool:
        """Set a line if it can be put together from words. `left` and `top` are of its block, in pixels of the page."""
        start = line.textStart()
        # Neither the spaces at which a line was broken nor what broke it are drawn.
        end = start + len(text[start : start + line.textLength()].rstrip(_BREAKS))
        found: list[tuple[_Style, float, str]] = []
        x = None
        for first, last, style in stretches:
            if last <= start:
                continue
            if first >= end:
                break
            if not style.is_plain:
                return False
            first, last = max(first, start), min(last, end)
            x = _x(line, first) if x is None else x
            end_x = _x(line, last)
            codes = _codes(line, text, first, last, end_x - x, style.words)
            if not codes:
                return False
            found.append((style, left + x, codes))
            x = end_x
        y = top + line.y() + line.ascent()
        for style, x, codes in found:
            self._canvas.write([(style.words.name, style.words.size, x, y, codes)], style.colour, 0, 0)
        return True


def _codes(line: QTextLine, text: str, first: int, last: int, width: float, words: Words) -> str:
    """The codes that show a piece of a line that is so wide; none if it cannot be put together."""
    wanted = words_of(text[first:last])
    known = words.known
    for _ in range(2):
        try:
            found = [known[word] for word in wanted]
        except KeyError:
            pass
        else:
            wide = 0.0
            for _, own in found:
                wide += own
            if abs(width - wide * words.size / 1000) < _NEAR:
                return "".join([codes for codes, _ in found])
        if not words.learn(line, wanted, first, last):
            break
    return ""


def _x(line: QTextLine, position: int) -> float:
    # PySide gives cursorToX's in-out parameter back as a tuple.
    return line.cursorToX(position)[0]  # type: ignore[index, no-any-return]
