"""Reads a finished PDF back: are the pages and the notes there, and do the highlights lie on their words?

The words come from the file's own bytes (content streams, fonts, quads), by a reader that knows just what `pdf_canvas`
and `pdf_faces` write. PDFium would do it for any PDF, but takes as long as the whole export for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Name

from viewer.pages.pdf_layout import names_of
from viewer.report.bidi import is_mixed
from viewer.report.errors import ReportError
from viewer.report.model import Report
from viewer.report.note_words import GROUP_KEY

#: A font and its size; or where a string begins, and its codes with what corrects the places between them.
_SHOWN = re.compile(rb"/(\S+) (\S+) Tf|1 0 0 1 (\S+) (\S+) Tm\[<(.*)>\]TJ")
_CORRECTION = re.compile(rb">(-?[0-9]+)<")
_CHARACTER = re.compile(rb"<([0-9A-F]+)> <([0-9a-f]*)>")
#: Letters and digits of Latin, Greek and Cyrillic, which the reading face has.
_SURE = re.compile("[0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff]")

_PERSONAL = ("/T", "/M", "/CreationDate")
_PERSONAL_INFO = ("Author", "CreationDate", "ModDate")


class _Font:
    """What the codes of a font stand for, each so many hexadecimal digits, and their advances in 1/1000 of the type
    size."""

    def __init__(self, digits: int, codes: dict[bytes, tuple[str, float]]) -> None:
        self._digits = digits
        self._codes = codes
        self._parts: dict[bytes, tuple[str, float]] = {}

    def part(self, codes: bytes) -> tuple[str, float]:
        """What some codes stand for, and how far it is to their end. They are mostly parts of words, which recur."""
        found = self._parts.get(codes)
        if found is None:
            glyphs = list(self.glyphs(codes))
            whole = "".join(text for text, _ in glyphs), sum(advance for _, advance in glyphs)
            found = self._parts[codes] = whole
        return found

    def glyphs(self, codes: bytes) -> Iterator[tuple[str, float]]:
        for begin in range(0, len(codes), self._digits):
            yield self._codes.get(codes[begin : begin + self._digits], ("", 0.0))


_Fonts = dict[tuple[int, int], _Font]


class _Part(NamedTuple):
    """Some glyphs on a page, in points: where they begin and end, what they stand for, and what shows that."""

    left: float
    right: float
    text: str
    codes: bytes
    font: _Font
    unit: float


#: A string on a page: its base line in points, and its parts.
_Line = tuple[float, list[_Part]]


def check_pdf(path: Path, report: Report, pages: int) -> None:
    """Raises `ReportError` unless the file holds what was to go into it, and nothing that was not."""
    options = report.options
    found: set[str] = set()
    words: dict[str, list[str]] = {}
    fonts: _Fonts = {}
    with pikepdf.open(path) as pdf:
        if len(pdf.pages) != pages:
            raise _wrong(f"it has {len(pdf.pages)} pages and not {pages}")
        if options.share_safely and any(f"/{key}" in pdf.docinfo for key in _PERSONAL_INFO):
            raise _wrong("it says who made it or when")
        if options.share_safely and pdf.attachments:
            raise _wrong("it has an attachment")
        for page in pdf.pages:
            marks = [annotation for annotation in page.get("/Annots", ()) if GROUP_KEY in annotation]
            if options.share_safely and any(key in mark for mark in marks for key in _PERSONAL):
                raise _wrong("a note says who made it or when")
            found.update(str(mark[GROUP_KEY]) for mark in marks)
            highlights = [mark for mark in marks if mark.Subtype in (Name.Highlight, Name.Underline)]
            if highlights:
                texts = _texts_under(page, highlights, fonts)
                for mark, text in zip(highlights, texts, strict=True):
                    words.setdefault(str(mark[GROUP_KEY]), []).append(text)
    if options.flatten:
        if found:
            raise _wrong("it has annotations that were to be part of the pages")
        return
    for note, name in zip(report.notes, names_of(report), strict=True):
        if name not in found:
            raise _wrong(f"the note {name} is missing")
        if note.span and name in words and not same_words(report.brief.text[slice(*note.span)], "".join(words[name])):
            raise _wrong(f"the highlight {name} does not lie on its words {words[name]!r}")
    if len(found) != len(report.notes):
        raise _wrong(f"it has {len(found)} notes and not {len(report.notes)}")


def same_words(quote: str, found: str) -> bool:
    """Whether what was found are the letters and digits of the quote.

    Those of Latin, Greek and Cyrillic must all be there, in order; of others some may be missing, where a quad ends
    within letters that a script joins, and scripts order their glyphs by rules of their own. Nothing else may be there.
    """
    wanted, got = _comparable(quote), _comparable(found)
    if wanted == got:
        return True
    sure, seen = _SURE.findall(wanted), _SURE.findall(got)
    if is_mixed(quote):
        # Comes back in the order of the eye.
        sure, seen = sorted(sure), sorted(seen)
    return _is_part(sure, seen) and Counter(got) <= Counter(wanted)


def _comparable(text: str) -> str:
    """Letters and digits only, compatible forms made one. Faces use one glyph for several marks of punctuation."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text)))


def _is_part(part: Iterable[str], whole: Iterable[str]) -> bool:
    """Whether `part` is `whole` with some letters left out."""
    rest = iter(whole)
    return all(letter in rest for letter in part)


def _texts_under(page: pikepdf.Page, highlights: Iterable[pikepdf.Object], fonts: _Fonts) -> list[str]:
    """The words under the quads of each highlight, line by line."""
    quads = [_quads(mark) for mark in highlights]
    lines = list(_lines(page, [(low, high) for one in quads for _, low, _, high in one], fonts))

    def text_under(left: float, low: float, right: float, high: float) -> str:
        # By place, and not line by line: a raised figure has a base line of its own.
        parts = (part for y, line in lines if low <= y <= high for part in line)
        return "".join(text for _, text in sorted(_between(parts, left - 0.1, right - 0.1)))

    return ["".join(text_under(*quad) for quad in one) for one in quads]


def _between(parts: Iterable[_Part], left: float, right: float) -> Iterator[tuple[float, str]]:
    """What of some parts begins between two places, and where."""
    for part in parts:
        if part.right <= left or part.left >= right:
            continue
        if part.left >= left and part.right <= right:
            yield part.left, part.text
            continue
        at = part.left
        for text, advance in part.font.glyphs(part.codes):
            if left <= at < right:
                yield at, text
            at += advance * part.unit


def _quads(mark: pikepdf.Object) -> list[tuple[float, float, float, float]]:
    points = [float(value) for value in mark.QuadPoints]
    # Upper left x, upper right x and y, lower left y.
    return [(points[at], points[at + 5], points[at + 2], points[at + 1]) for at in range(0, len(points), 8)]


def _lines(page: pikepdf.Page, bands: list[tuple[float, float]], fonts: _Fonts) -> Iterator[_Line]:
    """The strings whose base line lies in one of the bands of height."""
    own: Any = page.Resources.get("/Font", {})
    font, unit = _Font(4, {}), 0.0
    for name, size, x, y, shown in _SHOWN.findall(page.Contents.read_bytes()):
        if name:
            made = own[f"/{name.decode()}"]
            if made.objgen not in fonts:
                fonts[made.objgen] = _read_font(made)
            font, unit = fonts[made.objgen], float(size) / 1000
            continue
        height, at = float(y), float(x)
        if not any(low <= height <= high for low, high in bands):
            continue
        parts = []
        for number, part in enumerate(_CORRECTION.split(shown)):
            if number % 2:
                at -= int(part) * unit
                continue
            text, width = font.part(part)
            parts.append(_Part(at, end := at + width * unit, text, part, font, unit))
            at = end
        yield height, parts


def _read_font(font: pikepdf.Object) -> _Font:
    """What its codes stand for (ISO 32000-1, 9.10.3), and how wide they are."""
    digits = 2 if font.Subtype == Name.Type3 else 4
    widths = font.Widths if digits == 2 else font.DescendantFonts[0].W[1]
    advances = {b"%0*X" % (digits, code): float(width) for code, width in enumerate(widths, 1)}
    texts = {
        code: bytes.fromhex(text.decode()).decode("utf-16-be", "ignore")
        for code, text in _CHARACTER.findall(font.ToUnicode.read_bytes().partition(b"endcodespacerange")[2])
    }
    return _Font(digits, {code: (texts.get(code, ""), advance) for code, advance in advances.items()})


def _wrong(what: str) -> ReportError:
    return ReportError(f"The PDF was not written, because it did not come out right: {what}. Please report this.")
