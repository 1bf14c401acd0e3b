"""Puts right what Qt leaves undone in the fonts that it embeds.

Its subsets lack the tag that tells them from whole fonts (ISO 32000-1, 9.6.4). And where a face uses one glyph for
several characters, Qt has the glyph stand for the first of them in Unicode (9.10.3): a space for a tab, an apostrophe
for U+02BC, so that a search for “world’s” finds nothing. Here it stands for the one that the text has.
For characters above U+FFFF see `pdf_astral`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pikepdf
from pikepdf import Name
from PySide6.QtGui import QFont, QRawFont, QTextDocument

from viewer.pages.fonts import mono, serif, serif_families
from viewer.pages.pdf_astral import astral_glyphs, astral_ranges

_RANGE = re.compile(rb"(<[0-9A-F]+> <[0-9A-F]+> )(?:(<[0-9A-F]+>)|\[([^\]]*)\])")
_CODE = re.compile(rb"<([0-9A-F]+)>")


def mend_fonts(pdf: pikepdf.Pdf, used: frozenset[str], documents: Iterable[QTextDocument] = ()) -> None:
    """Tag the subsets, and have their glyphs stand for characters that are `used` in the documents."""
    twins: dict[str, str] = {}
    astral = astral_glyphs(documents) if max(used, default="") > "\uffff" else {}
    for number, font in enumerate(_fonts(pdf)):
        descendant = font.DescendantFonts[0]
        name = Name(f"/{_tag(number)}+{str(font.BaseFont)[1:]}")
        font.BaseFont = descendant.BaseFont = descendant.FontDescriptor.FontName = name
        head, mark, ranges = font.ToUnicode.read_bytes().partition(b"endcodespacerange")
        said = {_character(code) for found in _RANGE.finditer(ranges) for code in _CODE.findall(found[2] or found[3])}
        strange = said - used - twins.keys()
        if strange:
            twins |= _twins(strange, used)
        more = astral_ranges(font, _codes(ranges), astral) if astral else b""
        font.ToUnicode.write(head + mark + _mended(ranges, twins).replace(b"endcmap", more + b"endcmap", 1))


def _codes(ranges: bytes) -> set[int]:
    """The codes that have a meaning."""
    found: set[int] = set()
    for match in _RANGE.finditer(ranges):
        first, last = (int(number, 16) for number in _CODE.findall(match[1]))
        found.update(range(first, last + 1))
    return found


def _mended(ranges: bytes, twins: dict[str, str]) -> bytes:
    """The ranges of a font with better characters; the two numbers at the head of each are glyphs and stay."""

    def better(code: re.Match[bytes]) -> bytes:
        character = _character(code[1])
        return b"<%04X>" % ord(twins[character]) if character in twins else code[0]

    def mended(found: re.Match[bytes]) -> bytes:
        return found[1] + (_CODE.sub(better, found[2]) if found[2] else b"[" + _CODE.sub(better, found[3]) + b"]")

    return _RANGE.sub(mended, ranges)


def _twins(strange: set[str], used: frozenset[str]) -> dict[str, str]:
    """For characters that the text does not have: the one it has that shares their glyph in some face of ours."""
    ours = "".join(sorted(one for one in used if one <= "\uffff"))
    theirs = "".join(sorted(one for one in strange if one and one <= "\uffff"))
    found: dict[str, str] = {}
    for face in map(QRawFont.fromFont, _faces()):
        # Reversed, so that of several the first in Unicode wins.
        known = dict(zip(reversed(face.glyphIndexesForString(ours)), reversed(ours), strict=False))
        known.pop(0, None)
        for character, glyph in zip(theirs, face.glyphIndexesForString(theirs), strict=False):
            if glyph in known:
                found.setdefault(character, known[glyph])
    return found


def _faces() -> Iterator[QFont]:
    for bold in (False, True):
        for italic in (False, True):
            yield serif(100, bold=bold, italic=italic)
    yield mono(100)
    yield from (QFont(family) for family in serif_families()[1:])


def _fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """The fonts that Qt embedded, each once, in the order in which the pages use them."""
    found: dict[tuple[int, int], pikepdf.Object] = {}
    for page in pdf.pages:
        for font in page.Resources.get("/Font", {}).values():
            if font.get("/Subtype") == Name.Type0 and "/ToUnicode" in font:
                found.setdefault(font.objgen, font)
    return list(found.values())


def _character(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be", errors="ignore")


def _tag(number: int) -> str:
    """Six capital letters."""
    letters = ""
    for _ in range(6):
        number, rest = divmod(number, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
