"""Reads a finished PDF back: are the pages and the notes there, and do the highlights lie on their words?

The words come from the file's own bytes (content streams, fonts, quads), by a reader that knows just what QPdfWriter
writes. PDFium would do it for any PDF, but needs longer for it than the whole export takes.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pikepdf
from pikepdf import Name

from viewer.pages.pdf_annotations import GROUP_KEY
from viewer.pages.pdf_layout import names_of
from viewer.report.errors import ReportError
from viewer.report.model import Report

_NUMBER = rb"(-?[0-9.]+)"
_MATRIX = rb" ".join([_NUMBER] * 6)
#: A piece of text: font, size, text matrix, place of the first glyph. It begins with letters that are quickly found.
_TEXT = re.compile(rb"BT\s/(\w+) [0-9.]+ Tf " + _MATRIX + rb" Tm\s+" + _NUMBER + rb" " + _NUMBER + rb" Td ")
_GLYPH = re.compile(rb"(?:" + _NUMBER + rb" " + _NUMBER + rb" Td )?<([0-9A-F]+)> Tj")
_RANGE = re.compile(rb"<([0-9A-F]+)> <[0-9A-F]+> (?:<([0-9A-F]+)>|\[([^\]]*)\])")
#: Letters and digits of Latin, Greek and Cyrillic, which the reading face has.
_SURE = re.compile("[0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff]")
#: QPdfWriter cannot tell readers of characters above U+FFFF: they show, but cannot be searched.
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


_PERSONAL = ("/T", "/M", "/CreationDate")
_PERSONAL_INFO = ("Author", "CreationDate", "ModDate")

#: What glyphs stand for, by font object and code.
_Codes = dict[tuple[int, int], dict[bytes, str]]
#: A piece of text on a page, in points: its base line; where each glyph starts, and what it stands for.
_Line = tuple[float, list[tuple[float, str]]]


def check_pdf(path: Path, report: Report, pages: int) -> None:
    """Raises `ReportError` unless the file holds what was to go into it, and nothing that was not."""
    options = report.options
    found: set[str] = set()
    words: dict[str, list[str]] = {}
    codes: _Codes = {}
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
            if options.archive:
                _no_missing_glyphs(page)
            highlights = [mark for mark in marks if mark.Subtype in (Name.Highlight, Name.Underline)]
            if highlights:
                texts = _texts_under(page, highlights, codes)
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


def _no_missing_glyphs(page: pikepdf.Page) -> None:
    """The empty box for a character that no face has is not allowed in PDF/A (ISO 19005-2, 6.2.11.8)."""
    if any(code == b"0000" for _, _, code in _GLYPH.findall(page.Contents.read_bytes())):
        raise ReportError(
            "The PDF was not written: PDF/A must not have characters for which there is no font on this computer. "
            "Install one, or leave out --archive."
        )


def same_words(quote: str, found: str) -> bool:
    """Whether what was found are the letters and digits of the quote.

    Those that our faces surely have must all be there, in order; of others some may be missing, as a face that Qt fell
    back on may lack them or join them, and scripts order their glyphs by rules of their own. Nothing else may be there.
    """
    wanted, got = _comparable(quote), _comparable(found)
    if wanted == got:
        return True
    sure, seen = _SURE.findall(_comparable(_ASTRAL.sub("", quote))), _SURE.findall(got)
    if _RIGHT_TO_LEFT.search(quote):
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


def _texts_under(page: pikepdf.Page, highlights: Iterable[pikepdf.Object], codes: _Codes) -> list[str]:
    """The words under the quads of each highlight, line by line."""
    quads = [_quads(mark) for mark in highlights]
    lines = list(_lines(page, [(low, high) for one in quads for _, low, _, high in one], codes))

    def text_under(left: float, low: float, right: float, high: float) -> str:
        # By place, and not line by line: a raised figure has a base line of its own.
        found = [
            glyph for y, glyphs in lines if low <= y <= high for glyph in glyphs if left - 0.1 <= glyph[0] < right - 0.1
        ]
        return "".join(letter for _, letter in sorted(found))

    return ["".join(text_under(*quad) for quad in one) for one in quads]


def _quads(mark: pikepdf.Object) -> list[tuple[float, float, float, float]]:
    points = [float(value) for value in mark.QuadPoints]
    # Upper left x, upper right x and y, lower left y.
    return [(points[at], points[at + 5], points[at + 2], points[at + 1]) for at in range(0, len(points), 8)]


def _lines(page: pikepdf.Page, bands: list[tuple[float, float]], codes: _Codes) -> Iterator[_Line]:
    """The pieces of text whose base line lies in one of the bands of height."""
    content = page.Contents.read_bytes()
    fonts = page.Resources.Font
    by_name: dict[bytes, dict[bytes, str]] = {}
    # Qt writes one transformation from its device to the page; then before each text, after a `q`, one from the
    # painter to the device, unless that is none.
    base = _matrix(content[: content.index(b" cm")])
    for text in _TEXT.finditer(content):
        before = content[content.rindex(b"\nq\n", 0, text.start()) + 3 : text.start()]
        matrix = _matrix(before.partition(b" cm")[0]) if b" cm" in before else (1, 0, 0, 1, 0, 0)
        to_page = _product(_product(tuple(map(float, text.group(2, 3, 4, 5, 6, 7))), matrix), base)
        height = _apply(to_page, float(text[8]), float(text[9]))[1]
        if not any(low <= height <= high for low, high in bands):
            continue
        if text[1] not in by_name:
            font = fonts[f"/{text[1].decode()}"]
            if font.objgen not in codes:
                codes[font.objgen] = _unicode(font)
            by_name[text[1]] = codes[font.objgen]
        letters = by_name[text[1]]
        a, _, c, _, x, _ = to_page
        glyphs = []
        start = text.start(8)
        for dx, dy, code in _GLYPH.findall(content, start, content.index(b"\nET", start)):
            if dx:
                x += a * float(dx) + (c * float(dy) if dy != b"0" else 0)
            glyphs.append((x, letters.get(code, "")))
        yield height, glyphs


def _matrix(before: bytes) -> tuple[float, ...]:
    """The six numbers at the end of some content."""
    return tuple(map(float, before.split()[-6:]))


def _unicode(font: pikepdf.Object) -> dict[bytes, str]:
    """What the glyphs of a font stand for, by code (ISO 32000-1, 9.10.3)."""
    found: dict[bytes, str] = {}
    if "/ToUnicode" not in font:
        return found
    codes = font.ToUnicode.read_bytes().partition(b"endcodespacerange")[2]
    for first, single, several in _RANGE.findall(codes):
        for number, text in enumerate(re.findall(rb"<([0-9A-F]+)>", several) or [single]):
            decoded = bytes.fromhex(text.decode()).decode("utf-16-be", errors="ignore")
            found[b"%04X" % (int(first, 16) + number)] = decoded.strip("\0")
    return found


def _product(first: tuple[float, ...], second: tuple[float, ...]) -> tuple[float, ...]:
    """The transformation that does `first` and then `second` (8.3.4)."""
    a, b, c, d, e, f = first
    x, y = _apply(second, e, f)
    g, h, i, j = second[:4]
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, x, y


def _apply(matrix: tuple[float, ...], x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _wrong(what: str) -> ReportError:
    return ReportError(f"The PDF was not written, because it did not come out right: {what}. Please report this.")
