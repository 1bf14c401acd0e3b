"""Fits a table to the column: words stay whole as long as smaller type and less padding can do it.

Where they cannot, the longest words are broken, and the table says that it is `cramped`. A table of little text is as
wide as that; one of much text as wide as the column, each of its columns according to what it holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFontMetricsF, QTextCursor, QTextLength, QTextTable, QTextTableFormat

from viewer.brief.model import Block
from viewer.pages.fonts import serif
from viewer.pages.formats import CELL_PADDING, CELL_SIZE, GROUND_INSET, Formats, inset
from viewer.pages.utf16 import Utf16Map
from viewer.report.bidi import runs_right_to_left

#: Type size and padding, in units, in the order in which they are tried.
_STEPS = ((CELL_SIZE, CELL_PADDING), (13.5, 6), (12.5, 5), (11.5, 4), (11, 3))
# Where Qt may end a line: at white space, behind hyphens and slashes, between ideographs and kana.
_BREAK = re.compile("\\s+|(?<=[-–—/])|(?<=[\u3000-\u9fff\uf900-\ufaff])")
_LONGEST_WORD = 16  # ems; what is longer, an address or a path, may be broken
_LONGEST_LINE = 20
_EM = 0.5  # the width of an average letter in ems
_PROBE = 100.0  # pixels: a size to measure at


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a table is set: which of `_STEPS`, and the widths of its columns in units, if Qt is not to choose them."""

    step: int = 0
    widths: tuple[float, ...] = ()
    cramped: bool = False


class FittedTable:
    """A table of a document, and the cells (blocks of the brief) that are in it."""

    def __init__(self, formats: Formats, cells: Sequence[Block]) -> None:
        self._formats = formats
        self._cells = cells
        first = cells[0]
        assert first.cell
        self._columns = first.cell.columns
        self.right_to_left = runs_right_to_left(" ".join(cell.text for cell in cells[: self._columns]))
        self._left = inset(first)
        self._right = GROUND_INSET * ((first.box > 0) + (first.part == "summary"))
        self._letters = self._by_letters()
        # Type is set in whole pixels, which at small sizes makes a difference.
        self._sizes = [max(1, round(formats.px(size))) / formats.unit for size, _ in _STEPS]
        self._exact: list[tuple[float, float]] | None = None
        self._fit = _Fit()
        self._table: QTextTable | None = None

    @property
    def cramped(self) -> bool:
        """Whether words had to be broken."""
        return self._fit.cramped

    @property
    def padding(self) -> float:
        """Around the words of a cell, in units."""
        return _STEPS[self._fit.step][1]

    @property
    def size(self) -> float:
        """The type size in units."""
        return _STEPS[self._fit.step][0]

    @property
    def squeezed(self) -> bool:
        """Whether its type had to be smaller."""
        return self._fit.step > 0

    @property
    def comfortable_width(self) -> float:
        """Units that the table takes in type of the usual size, with lines of a good length in its cells."""
        columns = [max(least, min(most, _LONGEST_LINE)) for least, most in self._measured()]
        return max(
            1.25 * self._least(self._letters, 0), sum(columns) * CELL_SIZE + 2 * CELL_PADDING * self._columns + 1
        )

    def format(self, width: float) -> QTextTableFormat:
        """The format of the table, to be inserted into a column of `width` units."""
        self._fit = self._fitted(width - self._left - self._right)
        return self._format(width)

    def insert(self, table: QTextTable) -> None:
        """This is the table; what is in it was set in type of `size`."""
        self._table = table

    def fit(self, width: float) -> None:
        """Set the table anew for a column of `width` units."""
        before, self._fit = self._fit, self._fitted(width - self._left - self._right)
        if self._table is None or self._fit == before:
            return
        self._table.setFormat(self._format(width))
        if self._fit.step != before.step:
            for cell in self._cells:
                self._set(cell)

    def _set(self, block: Block) -> None:
        """Set a cell in the size that the table has now."""
        assert self._table and block.cell
        cursor = self._table.cellAt(block.cell.row, block.cell.column).firstCursorPosition()
        start, units, offset = cursor.position(), Utf16Map(block.text), 0
        for run in block.runs:
            cursor.setPosition(start + units.to_qt(offset))
            offset += len(run.text)
            cursor.setPosition(start + units.to_qt(offset), QTextCursor.MoveMode.KeepAnchor)
            if not run.image:
                cursor.setCharFormat(self._formats.run(block, run, self.size))

    def _format(self, width: float) -> QTextTableFormat:
        px = self._formats.px
        made = QTextTableFormat()
        made.setCellPadding(px(self.padding))
        made.setCellSpacing(0)
        made.setBorder(0)
        left, right = (self._right, self._left) if self.right_to_left else (self._left, self._right)
        made.setLeftMargin(px(left))
        made.setRightMargin(px(right))
        made.setBottomMargin(px(20))
        made.setHeaderRowCount(1)
        if self._fit.widths:
            fixed = QTextLength.Type.FixedLength
            made.setColumnWidthConstraints([QTextLength(fixed, px(width)) for width in self._fit.widths])
        elif self._asks_for(width):
            made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        return made

    def _asks_for(self, width: float) -> bool:
        """Whether the table has text for most of the column, or could not stand at its right side otherwise."""
        most = sum(most for _, most in self._letters) * CELL_SIZE
        wide = most + 2 * CELL_PADDING * self._columns
        return self.right_to_left or wide > 0.6 * (width - self._left - self._right)

    def _fitted(self, room: float) -> _Fit:
        if self._least(self._letters, 0) < 0.8 * room:
            return _Fit()
        measured = self._measured()
        for step in range(len(_STEPS)):
            size, padding = self._sizes[step], _STEPS[step][1]
            spare = room - self._least(measured, step)
            if spare < 0:
                continue
            if not step:
                return _Fit()
            wants = [size * (most - least) for least, most in measured]
            share = spare / max(sum(wants), 0.01)
            if not self.right_to_left:
                share = min(1.0, share)
            widths = [
                size * least + 2 * padding + want * share for (least, _), want in zip(measured, wants, strict=True)
            ]
            return _Fit(step, tuple(widths))
        least = [size * least + 2 * padding for least, _ in measured]
        return _Fit(step, tuple(_levelled(least, room)), cramped=True)

    def _least(self, columns: Sequence[tuple[float, float]], step: int) -> float:
        size, padding = self._sizes[step], _STEPS[step][1]
        return sum(least for least, _ in columns) * size + 2 * padding * len(columns)

    def _by_letters(self) -> list[tuple[float, float]]:
        """As `_measured`, estimated: exact enough for the tables that have room to spare, which are most."""
        columns = [(0, 0)] * self._columns
        for number, block in enumerate(self._cells):
            least, most = columns[number % self._columns]
            text = block.text
            if len(text) > least:
                longest = max(map(len, text.split()), default=0)
                columns[number % self._columns] = max(least, longest), max(most, len(text))
        return [(_EM * least, _EM * most) for least, most in columns]

    def _measured(self) -> list[tuple[float, float]]:
        """The width of each column's longest word and of its longest text, in ems."""
        if self._exact is None:
            columns = [(1.0, 1.0)] * self._columns
            faces = {bold: QFontMetricsF(serif(_PROBE, bold=bold)) for bold in (False, True)}
            for number, block in enumerate(self._cells):
                face = faces[bool(block.cell and block.cell.header)]
                least, most = columns[number % self._columns]
                words = sorted(filter(None, _BREAK.split(block.text)), key=len)[-3:]
                width = max((face.horizontalAdvance(word) for word in words), default=0) / _PROBE
                whole = max(face.horizontalAdvance(line) for line in block.text.split("\n")) / _PROBE
                columns[number % self._columns] = max(least, min(width, _LONGEST_WORD)), max(most, whole)
            # A hair more: what is set at another size is not exactly proportional.
            self._exact = [(least + 0.1, max(least, most) + 0.1) for least, most in columns]
        return self._exact


def _levelled(widths: Sequence[float], room: float) -> list[float]:
    """`widths` made to fit by cutting down the widest alone."""
    level = room
    left = sorted(widths)
    while left and left[0] * len(left) <= room:
        room -= left.pop(0)
    if left:
        level = room / len(left)
    return [min(width, level) for width in widths]
