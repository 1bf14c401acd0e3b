"""Fits a table to the column: words stay whole as long as smaller type and less padding can do it.

Where they cannot, the longest words are broken, and the table says that it is `cramped`. A table of little text is as
wide as that; one of much text as wide as the column, each of its columns according to what it holds.

Of dozens of columns none would have room for a word: then each row is folded, into several lines of cells.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFontMetricsF, QTextCursor, QTextLength, QTextTable, QTextTableCell, QTextTableFormat

from viewer.brief.model import Block
from viewer.pages.fonts import serif
from viewer.pages.formats import CELL_PADDING, CELL_SIZE, GROUND_INSET, MEASURE, Formats, inset
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
_NARROW = 20  # units: where columns would be narrower, rows are folded
_FOLDED = 12  # columns at most
_MEASURED = 40  # texts of a column at most, the longest


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a table is set: which of `_STEPS`, and the widths of its columns in units, if Qt is not to choose them."""

    step: int = 0
    widths: tuple[float, ...] = ()
    cramped: bool = False


class FittedTable:
    """A table of a document, and the cells (blocks of the brief) that are in it. It is set as one QTextTable, or, if it
    has more than `most` cells, as several one below the other: Qt lays each of them out in one go."""

    def __init__(self, formats: Formats, cells: Sequence[Block], most: float = math.inf) -> None:
        self._formats = formats
        self._cells = cells
        first = cells[0]
        assert first.cell
        self._columns = first.cell.columns
        self._rows = first.cell.rows
        self._rows_a_part = self._rows if len(cells) <= most else max(1, int(most / self._columns))
        self._lines = 1  # of cells, in which each row is set
        self.right_to_left = runs_right_to_left(" ".join(cell.text for cell in cells[: self._columns]))
        self._left = inset(first)
        self._right = GROUND_INSET * ((first.box > 0) + (first.part == "summary"))
        self._letters = self._by_letters()
        # Type is set in whole pixels, which at small sizes makes a difference.
        self._sizes = [max(1, round(formats.px(size))) / formats.unit for size, _ in _STEPS]
        self._exact: list[tuple[float, float]] | None = None
        self._fit = _Fit()
        self._parts: list[QTextTable] = []

    @property
    def cramped(self) -> bool:
        """Whether words had to be broken, or rows be folded."""
        return self._fit.cramped or self._lines > 1

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
        """Whether its type had to be smaller, or its rows be folded."""
        return self._fit.step > 0 or self._lines > 1

    @property
    def comfortable_width(self) -> float:
        """Units that the table takes in type of the usual size, with lines of a good length in its cells."""
        columns = [max(least, min(most, _LONGEST_LINE)) for least, most in self._measured()]
        return max(
            1.25 * self._least(self._letters, 0), sum(columns) * CELL_SIZE + 2 * CELL_PADDING * self._columns + 1
        )

    def next_part(self, width: float) -> tuple[int, int, QTextTableFormat]:
        """The rows and columns of the QTextTable to be inserted next into a column of `width` units, and its format."""
        if not self._parts:
            if self._columns * _NARROW > max(MEASURE, width):
                self._lines = math.ceil(self._columns / _FOLDED)
            self._fit = self._fitted(width - self._left - self._right)
        done = len(self._parts) * self._rows_a_part
        rows = min(self._rows_a_part, self._rows - done)
        return rows * self._lines, self._across, self._format(width, len(self._parts))

    def insert(self, table: QTextTable) -> Sequence[Block]:
        """This is the next part; returns the cells whose text, in type of `size`, belongs into it."""
        most = self._rows_a_part * self._columns
        start = len(self._parts) * most
        self._parts.append(table)
        return self._cells[start : start + most]

    def cell(self, block: Block) -> QTextTableCell:
        """Where a cell stands."""
        where = block.cell
        assert where
        part, row = divmod(where.row, self._rows_a_part)
        line, column = divmod(where.column, self._across)
        return self._parts[part].cellAt(row * self._lines + line, column)

    @property
    def _across(self) -> int:
        """How many cells stand side by side."""
        return math.ceil(self._columns / self._lines)

    def fit(self, width: float) -> None:
        """Set the table anew for a column of `width` units."""
        before, self._fit = self._fit, self._fitted(width - self._left - self._right)
        if not self._parts or self._fit == before:
            return
        for number, part in enumerate(self._parts):
            part.setFormat(self._format(width, number))
        if self._fit.step != before.step:
            for cell in self._cells[: len(self._parts) * self._rows_a_part * self._columns]:
                self._set(cell)

    def _set(self, block: Block) -> None:
        """Set a cell in the size that the table has now."""
        cursor = self.cell(block).firstCursorPosition()
        start, units, offset = cursor.position(), Utf16Map(block.text), 0
        for run in block.runs:
            cursor.setPosition(start + units.to_qt(offset))
            offset += len(run.text)
            cursor.setPosition(start + units.to_qt(offset), QTextCursor.MoveMode.KeepAnchor)
            if not run.image:
                cursor.setCharFormat(self._formats.run(block, run, self.size))

    def _format(self, width: float, part: int) -> QTextTableFormat:
        px = self._formats.px
        made = QTextTableFormat()
        made.setCellPadding(px(self.padding))
        made.setCellSpacing(0)
        made.setBorder(0)
        left, right = (self._right, self._left) if self.right_to_left else (self._left, self._right)
        made.setLeftMargin(px(left))
        made.setRightMargin(px(right))
        last = (part + 1) * self._rows_a_part >= self._rows
        made.setBottomMargin(px(20 if last else 0))
        made.setHeaderRowCount(0 if part else self._lines)
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
        # Parts must be told their columns, or each would choose its own.
        in_parts = self._rows_a_part < self._rows
        if not in_parts and self._least(self._across_of(self._letters), 0) < 0.8 * room:
            return _Fit()
        measured = self._across_of(self._measured())
        for step in range(len(_STEPS)):
            size, padding = self._sizes[step], _STEPS[step][1]
            spare = room - self._least(measured, step)
            if spare < 0:
                continue
            if not step and not in_parts:
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

    def _across_of(self, columns: Sequence[tuple[float, float]]) -> Sequence[tuple[float, float]]:
        """What the columns ask for, of which some stand one below the other if rows are folded."""
        below = (columns[start :: self._across] for start in range(self._across))
        return [(max(least for least, _ in one), max(most for _, most in one)) for one in below]

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
            for number in range(self._columns):
                header, *body = self._cells[number :: self._columns]
                is_bold = bool(header.cell and header.cell.header)
                for bold, texts in ((is_bold, (header.text,)), (False, _longest(block.text for block in body))):
                    for text in texts:
                        least, most = columns[number]
                        words = sorted(filter(None, _BREAK.split(text)), key=len)[-3:]
                        width = max((faces[bold].horizontalAdvance(word) for word in words), default=0) / _PROBE
                        whole = max(faces[bold].horizontalAdvance(line) for line in text.split("\n")) / _PROBE
                        columns[number] = max(least, min(width, _LONGEST_WORD)), max(most, whole)
            # A hair more: what is set at another size is not exactly proportional.
            self._exact = [(least + 0.1, max(least, most) + 0.1) for least, most in columns]
        return self._exact


def _longest(texts: Iterable[str]) -> Sequence[str]:
    """The texts that may be the widest, or hold the widest word. Of thousands, not every one is measured."""
    distinct = list(dict.fromkeys(texts))
    if len(distinct) <= _MEASURED:
        return distinct
    by_words = sorted(distinct, key=lambda text: max(map(len, text.split()), default=0))
    return [*sorted(distinct, key=len)[-_MEASURED // 2 :], *by_words[-_MEASURED // 2 :]]


def _levelled(widths: Sequence[float], room: float) -> list[float]:
    """`widths` made to fit by cutting down the widest alone."""
    level = room
    left = sorted(widths)
    while left and left[0] * len(left) <= room:
        room -= left.pop(0)
    if left:
        level = room / len(left)
    return [min(width, level) for width in widths]
