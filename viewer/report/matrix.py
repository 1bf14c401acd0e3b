"""The matrix of actors and minerals as a table of numbers (CSV, RFC 4180) and as a picture (SVG 1.1)."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

from viewer.mentions.matrix import Matrix

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

# Pixels.
_CELL: Final = 34
_TEXT: Final = 13
_CHARACTER: Final = 7.2  # the width of one, on average
_MARGIN: Final = 16
_LONGEST: Final = 40  # characters of a label
_FONT: Final = "'Source Sans 3', 'Segoe UI', Helvetica, Arial, sans-serif"


def matrix_csv(matrix: Matrix) -> str:
    """A line of minerals, then one for each actor. What a spreadsheet would take for a formula gets a `'` before it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([f"{matrix.unit}s that name both", *(_cell(mineral.name) for mineral in matrix.minerals)])
    for actor in matrix.actors:
        writer.writerow([_cell(actor.name), *(matrix.count(actor.id, mineral.id) for mineral in matrix.minerals)])
    return out.getvalue()


def matrix_svg(matrix: Matrix, title: str = "") -> str:
    """The same as a picture: the more passages name both, the darker the square. It needs no font or file besides."""
    return "\n".join(_svg(matrix, title)) + "\n"


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _svg(matrix: Matrix, title: str) -> Iterator[str]:
    left = _MARGIN + max([_width(actor.name) for actor in matrix.actors], default=0) + 8
    slant = max([_width(mineral.name) for mineral in matrix.minerals], default=0) * 0.71
    top = _MARGIN + (2 * _TEXT if title else 0) + slant + 10
    width = max(left + _CELL * len(matrix.minerals) + slant, 2 * _MARGIN + _width(title, 200)) + _MARGIN
    height = top + _CELL * len(matrix.actors) + _MARGIN
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="{_FONT}" font-size="{_TEXT}">'
    )
    yield f"<title>{_text(title or 'Actors and minerals', 200)}</title>"
    yield f'<rect width="{width:.0f}" height="{height:.0f}" fill="white"/>'
    if title:
        yield f'<text x="{_MARGIN}" y="{_MARGIN + _TEXT}" font-weight="bold">{_text(title, 200)}</text>'
    for column, mineral in enumerate(matrix.minerals):
        x, y = left + _CELL * (column + 0.5), top - 8
        yield f'<text transform="translate({x:.1f} {y:.1f}) rotate(-45)">{_text(mineral.name)}</text>'
    for row, actor in enumerate(matrix.actors):
        y = top + _CELL * row
        yield f'<text x="{left - 8:.1f}" y="{y + _CELL / 2 + 4.5:.1f}" text-anchor="end">{_text(actor.name)}</text>'
        for column, mineral in enumerate(matrix.minerals):
            yield from _square(left + _CELL * column, y, matrix.count(actor.id, mineral.id), matrix.most)
    yield "</svg>"


def _square(x: float, y: float, count: int, most: int) -> Iterator[str]:
    shade = 0.12 + 0.88 * count / most if count else 0.0
    yield (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{_CELL}" height="{_CELL}" fill="steelblue" '
        f'fill-opacity="{shade:.2f}" stroke="lightgrey"/>'
    )
    if count:
        colour = "white" if shade > 0.55 else "black"
        at = f'x="{x + _CELL / 2:.1f}" y="{y + _CELL / 2 + 4.5:.1f}"'
        yield f'<text {at} text-anchor="middle" fill="{colour}">{count}</text>'


def _text(text: str, longest: int = _LONGEST) -> str:
    return escape(_NOT_IN_XML.sub("\ufffd", _shortened(text, longest)))


def _shortened(text: str, longest: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _width(text: str, longest: int = _LONGEST) -> float:
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in _shortened(text, longest))
    return _CHARACTER * (len(_shortened(text, longest)) + wide)
