"""Puts right what Qt leaves undone in the fonts that it embeds.

Its subsets lack the tag that tells them from whole fonts (ISO 32000-1, 9.6.4), and the glyph of the space, which is
also that of the tab, says that it is a tab (9.10.3): copied text would be full of tabs.
"""

from __future__ import annotations

import pikepdf
from pikepdf import Name

_TAB, _SPACE = b"<0009>", b"<0020>"


def mend_fonts(pdf: pikepdf.Pdf) -> None:
    """Tag the subsets and let spaces be spaces."""
    for number, font in enumerate(_fonts(pdf)):
        descendant = font.DescendantFonts[0]
        name = Name(f"/{_tag(number)}+{str(font.BaseFont)[1:]}")
        font.BaseFont = descendant.BaseFont = descendant.FontDescriptor.FontName = name
        codes = font.ToUnicode.read_bytes()
        head, mark, ranges = codes.partition(b"endcodespacerange")
        # Only in brackets are glyphs named one by one; elsewhere the same digits may be a glyph's number.
        parts = ranges.split(b"[")
        mended = [part.replace(_TAB, _SPACE, 1) if _before_bracket(part, _TAB) else part for part in parts[1:]]
        font.ToUnicode.write(head + mark + b"[".join([parts[0], *mended]))


def _fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """The fonts that Qt embedded, each once, in the order in which the pages use them."""
    found: dict[tuple[int, int], pikepdf.Object] = {}
    for page in pdf.pages:
        for font in page.Resources.get("/Font", {}).values():
            if font.get("/Subtype") == Name.Type0 and "/ToUnicode" in font:
                found.setdefault(font.objgen, font)
    return list(found.values())


def _before_bracket(part: bytes, code: bytes) -> bool:
    return 0 <= part.find(code) < part.find(b"]")


def _tag(number: int) -> str:
    """Six capital letters."""
    letters = ""
    for _ in range(6):
        number, rest = divmod(number, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
