"""The numbers of the notes in the margin of the body, which lead to the list behind it, on paper too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QPainter

from viewer.pages.fonts import serif
from viewer.pages.pdf_appendix import number_ranges
from viewer.pages.pdf_sheet import MARGIN, SCALE, Box, Boxes, Sheet
from viewer.pages.theme import Theme

# Points: type, its distance from the column, the least distance of two lines of it.
_SIZE, _GAP, _LEADING = 6.5, 6, 8
#: The part of a box of words that is below the base line.
_DESCENT = 0.28


class Label(NamedTuple):
    """The numbers of the notes that begin in one line of a page: those of the report, from 0. `baseline` in points."""

    baseline: float
    notes: tuple[int, ...]

    @property
    def text(self) -> str:
        ranges = number_ranges(number + 1 for number in self.notes)
        return ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in ranges)

    def box(self, sheet: Sheet) -> Box:
        """Where it stands, for a link."""
        left = sheet.width - MARGIN + _GAP
        return Box(
            left - 1, self.baseline - 2, min(left + 0.6 * _SIZE * len(self.text), sheet.width - 2), self.baseline + 6
        )


def make_labels(places: Sequence[Boxes], sheet: Sheet) -> dict[int, list[Label]]:
    """The labels by page. `places` are those of the notes; one that stands nowhere is numbered at the title."""
    found: dict[int, list[tuple[float, int]]] = {}
    for index, boxes in enumerate(places):
        if boxes:
            number, (first, *_) = min(boxes.items())
            found.setdefault(number, []).append((first.bottom + _DESCENT * (first.top - first.bottom), index))
        else:
            found.setdefault(0, []).append((sheet.height - MARGIN + _LEADING, index))
    return {number: _joined(sorted(heights, reverse=True)) for number, heights in found.items()}


def _joined(heights: Sequence[tuple[float, int]]) -> list[Label]:
    """From the top down, those that would touch made one."""
    labels: list[Label] = []
    for baseline, index in heights:
        if labels and labels[-1].baseline - baseline < _LEADING:
            labels[-1] = Label(labels[-1].baseline, (*labels[-1].notes, index))
        else:
            labels.append(Label(baseline, (index,)))
    return labels


def paint_labels(painter: QPainter, labels: Sequence[Label], sheet: Sheet, theme: Theme) -> None:
    """Set the numbers beside the column."""
    if not labels:
        return
    painter.save()
    painter.setPen(theme["muted"])
    room = (MARGIN - _GAP - 4) * SCALE
    size = _SIZE * SCALE
    font = serif(size)
    metrics = QFontMetricsF(font, painter.device())
    for label in labels:
        width = metrics.horizontalAdvance(label.text)
        # A dozen notes that begin in one line: smaller, but never cut.
        painter.setFont(font if width <= room else serif(size * room / width))
        painter.drawText(
            QPointF((sheet.width - MARGIN + _GAP) * SCALE, (sheet.height - label.baseline) * SCALE), label.text
        )
    painter.restore()
