"""The matrix of actors and minerals as a table of numbers (CSV, RFC 4180) and as a picture (SVG 1.1)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from viewer.language import mark, tr
from viewer.mentions.matrix import Matrix, Unit
from viewer.report.csv_notes import sealed
from viewer.report.palette import Palette, load_palette
from viewer.report.svg import begin, clean, shortened, text, width

# Pixels.
_CELL: Final = 34
_TEXT: Final = 13
_MARGIN: Final = 16
_LONGEST: Final = 40  # characters of a label
_LONGEST_TITLE: Final = 120
_SLANT: Final = 0.7072  # of 45 degrees
_CAPTIONS: Final[dict[Unit, str]] = {
    "sentence": mark("Sentences that name both"),
    "paragraph": mark("Paragraphs that name both"),
}


def matrix_csv(matrix: Matrix) -> str:
    """A line of minerals, then one for each actor. What a spreadsheet would take for a formula gets a `'` before it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([f"{matrix.unit}s that name both", *(sealed(mineral.name) for mineral in matrix.minerals)])
    for actor in matrix.actors:
        writer.writerow([sealed(actor.name), *(matrix.count(actor.id, mineral.id) for mineral in matrix.minerals)])
    return out.getvalue()


def matrix_svg(matrix: Matrix, title: str = "", marking: str = "", palette: Palette | None = None) -> str:
    """The same as a picture: the more passages name both, the darker the square. It needs no font or file besides."""
    return "\n".join(_svg(matrix, title, marking, palette or load_palette("light"))) + "\n"


def _svg(matrix: Matrix, title: str, marking: str, palette: Palette) -> Iterator[str]:
    actors = [shortened(actor.name, _LONGEST) for actor in matrix.actors]
    minerals = [shortened(mineral.name, _LONGEST) for mineral in matrix.minerals]
    title = shortened(title, _LONGEST_TITLE)
    caption = " · ".join(part for part in (tr(_CAPTIONS[matrix.unit]), marking) if part)
    left = _MARGIN + max([width(name, _TEXT) for name in actors], default=0) + 8
    slants = [width(name, _TEXT) * _SLANT for name in minerals]
    head = _MARGIN + (2 if title else 1) * 1.5 * _TEXT
    top = head + max(slants, default=0) + 18
    # A slanted name reaches to the right of its column.
    right = max([left + _CELL * (column + 0.5) + slant for column, slant in enumerate(slants)], default=left)
    right = max(right, left + _CELL * len(minerals), _MARGIN + width(title, _TEXT * 1.15), width(caption, _TEXT))
    total, height = right + _MARGIN, top + _CELL * len(actors) + _MARGIN
    yield from begin(total, height, _TEXT, title or tr("Actors and minerals"))
    yield f'<rect width="{total:.0f}" height="{height:.0f}" fill="{palette["paper"]}"/>'
    if title:
        yield text(_MARGIN, _MARGIN + _TEXT, title, font_weight="bold", fill=palette["ink"])
    yield text(_MARGIN, head - 0.5 * _TEXT, caption, fill=palette["muted"])
    for column, name in enumerate(minerals):
        x, y = left + _CELL * (column + 0.5) + 4, top - 8
        turned = f'transform="translate({x:.1f} {y:.1f}) rotate(-45)"'
        yield f'<text {turned} fill="{palette["ink"]}">{clean(name)}</text>'
    for row, (actor, name) in enumerate(zip(matrix.actors, actors, strict=True)):
        y = top + _CELL * row
        yield text(left - 8, y + _CELL / 2 + 4.5, name, text_anchor="end", fill=palette["ink"])
        for column, mineral in enumerate(matrix.minerals):
            count = matrix.count(actor.id, mineral.id)
            yield from _square(left + _CELL * column, y, count, matrix.most, palette)
    yield "</svg>"


def _square(x: float, y: float, count: int, most: int, palette: Palette) -> Iterator[str]:
    fill = palette.shade(count / most if most else 0.0)
    yield (f'<rect x="{x:.1f}" y="{y:.1f}" width="{_CELL}" height="{_CELL}" fill="{fill}" stroke="{palette["line"]}"/>')
    if count:
        yield text(x + _CELL / 2, y + _CELL / 2 + 4.5, str(count), text_anchor="middle", fill=palette["ink"])
