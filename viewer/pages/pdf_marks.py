"""How an annotation looks on paper: its colour, and the colour painted into a page where no annotation is to be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from viewer.annotations.model import Annotation
from viewer.pages.pdf_layout import Layout
from viewer.pages.pdf_sheet import SCALE, Box, Boxes, Sheet
from viewer.pages.theme import Theme

#: The thickness of an annotation drawn as a line, in points.
LINE = 1.8
#: A note without a colour: dark grey, thin.
_NEUTRAL_ROLE, _NEUTRAL_OPACITY = "muted", 0.22


class Look(NamedTuple):
    """A colour, how much of it is laid on the paper (0 to 1), and whether as a line below the words."""

    colour: QColor
    opacity: float
    is_line: bool

    def area(self, box: Box) -> Box:
        """The part of a box of words that takes the colour."""
        return Box(box.left, box.bottom, box.right, box.bottom + LINE) if self.is_line else box


class Fill(NamedTuple):
    """Colour for some areas of a page."""

    look: Look
    boxes: list[Box]


def look_of(stored: Annotation, theme: Theme) -> Look:
    """How an annotation looks."""
    is_line = stored.style == "underline"
    if stored.colour in theme.highlights:
        return Look(theme.highlights[stored.colour], 1 if is_line else theme.highlight_opacity, is_line)
    return Look(theme[_NEUTRAL_ROLE], 1 if is_line else _NEUTRAL_OPACITY, is_line)


def fills_of(layout: Layout) -> dict[int, list[Fill]]:
    """What is painted behind the words, by page: the quotes in the list of notes, in the body only if the marks are to
    be part of the pages."""
    found: dict[int, list[Fill]] = {}

    def add(look: Look, places: Boxes) -> None:
        for number, boxes in places.items():
            found.setdefault(number, []).append(Fill(look, boxes))

    theme = layout.body.document.theme
    looks = [look_of(note.annotation, theme) for note in layout.report.notes]
    if layout.report.options.flatten:
        for look, places in zip(looks, layout.places, strict=True):
            add(look, places)
    if layout.appendix and layout.behind:
        for look, quote in zip(looks, layout.appendix.quotes, strict=False):
            if quote:
                add(look, layout.behind.boxes(*quote))
    return found


def paint_fills_of(painter: QPainter, fills: Iterable[Fill], sheet: Sheet) -> None:
    """Lay the colours on a page, before its words."""
    for look, boxes in fills:
        colour = QColor(look.colour)
        colour.setAlphaF(look.opacity)
        for area in map(look.area, boxes):
            corner = area.left * SCALE, (sheet.height - area.top) * SCALE
            painter.fillRect(
                QRectF(*corner, (area.right - area.left) * SCALE, (area.top - area.bottom) * SCALE), colour
            )
