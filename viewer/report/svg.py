"""Text in our pictures (SVG 1.1, and no more of it than SVG Tiny 1.2 and Qt know): its width, and how it is written.

Widths are estimated on the wide side (DejaVu Sans), as nobody knows what face the picture will meet: room may be left
over, but no label runs into another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

FONT: Final = "'Source Sans 3', 'Segoe UI', Helvetica, Arial, sans-serif"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
#: Advances in em of what is not as wide as most letters.
_ADVANCES: Final = {
    **dict.fromkeys("iljIJ.,:;'|! ’‘·", 0.33),
    **dict.fromkeys('ftr()[]-/"“”', 0.43),
    **dict.fromkeys("scz", 0.56),
    **dict.fromkeys("ABEFKLPRSTVXYZ", 0.71),
    **dict.fromkeys("CDGHMNOQU&w", 0.87),
    **dict.fromkeys("mW@%…—", 1.02),
}


def begin(width: float, height: float, size: float, title: str) -> Iterator[str]:
    """The opening of a picture of so many pixels, its text `size` pixels high. `</svg>` is to follow in the end."""
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="{FONT}" font-size="{size:g}">'
    )
    yield f"<title>{clean(shortened(title, 200))}</title>"


def text(x: float, y: float, words: str, **attributes: object) -> str:
    """Words on a base line; `text_anchor="middle"` and the like become attributes."""
    more = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f'<text x="{x:.1f}" y="{y:.1f}"{more}>{clean(words)}</text>'


def clean(words: str) -> str:
    """Words as XML has them: on one line, and without the characters that XML cannot hold."""
    return escape(_NOT_IN_XML.sub("\ufffd", " ".join(words.split())))


def width(words: str, size: float) -> float:
    """Pixels that words on one line take at most, or nearly so."""
    return size * sum(map(_advance, words))


def shortened(words: str, longest: int) -> str:
    """Words on one line, of at most so many characters."""
    words = " ".join(words.split())
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def wrapped(words: str, size: float, limit: float, lines: int) -> tuple[str, ...]:
    """Words on at most so many lines, each at most `limit` pixels wide. What goes beyond is cut, with an ellipsis."""
    made: list[str] = []
    rest = words.split()
    while rest and len(made) < lines:
        line = rest.pop(0)
        if width(line, size) > limit:
            fitting = _fitting(line, size, limit)
            line, tail = line[:fitting], line[fitting:]
            rest.insert(0, tail)
        while rest and width(f"{line} {rest[0]}", size) <= limit:
            line = f"{line} {rest.pop(0)}"
        made.append(line)
    if rest:
        last = made[-1]
        while last and width(f"{last}…", size) > limit:
            last = last[:-1]
        made[-1] = f"{last.rstrip()}…"
    return tuple(made)


def _fitting(word: str, size: float, limit: float) -> int:
    """How many characters of a word fit; at least one."""
    total = 0.0
    for number, character in enumerate(word):
        total += size * _advance(character)
        if total > limit:
            return max(1, number)
    return len(word)


def _advance(character: str) -> float:
    """The width of a character in em."""
    known = _ADVANCES.get(character)
    if known is not None:
        return known
    if character.isascii():
        return 0.65
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.3
    return 0.9
