"""A brief as a QTextDocument, built block by block with a cursor: no HTML ever reaches Qt.

What the program adds (title, marking, sources) are blocks too, but no part of the canonical text.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
    QTextOption,
)

from viewer.brief.loader import Head
from viewer.brief.model import IMAGE_CHARACTER, Block, FrontMatter, Run
from viewer.language import tr
from viewer.pages.formats import CELL_PADDING, CELL_SIZE, GROUND_INSET, MEASURE, TIGHT_LINE, Formats, inset
from viewer.pages.images import BriefImages, Defer
from viewer.pages.long_layout import LongTextLayout
from viewer.pages.marking import tlp_colour
from viewer.pages.placed_document import CODE, PlacedDocument
from viewer.pages.quotes import QuoteBars
from viewer.pages.rhythm import gap, is_tight
from viewer.pages.tables import FittedTable
from viewer.pages.theme import Theme
from viewer.report.bidi import runs_right_to_left, visible
from viewer.report.front_words import about_line, source_words

_TITLE_SIZE = 32  # units
#: User states of QTextBlocks that are not in the brief; those that are carry their index in `Brief.blocks`.
CHROME = -1
SUMMARY_END = -2
SUMMARY_BEGIN = -3

#: How much is set in one go, so that it takes less than the window may be held up for.
PORTION = 8_000.0
# How long things take to be set and laid out, in code points of plain text.
_RUN, _CELL, _IMAGE = 8, 60, 200

#: A line break inside a QTextBlock.
LINE_SEPARATOR = "\u2028"


class BriefDocument(PlacedDocument):
    """Builds the document; where things stand in it, its base class knows.

    `unit` is the size of one unit (see `formats`) in pixels of the device. `folder` is where the brief's images are
    looked for; None shows none; `defer` decodes them (see `images`). Build with `begin`, any number of `append`, and
    `finish`.
    """

    def __init__(self, theme: Theme, unit: float, folder: Path | None, defer: Defer | None = None) -> None:
        super().__init__(_Document(), Formats(theme, unit))
        self.qt.setUndoRedoEnabled(False)
        self.qt.setDocumentMargin(0)
        self.qt.setDefaultFont(self.formats.body_font())
        option = QTextOption()
        # A word of a megabyte must break somewhere.
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.qt.setDefaultTextOption(option)
        self._images = BriefImages(folder, theme, unit, defer)
        self._placed_images: list[tuple[Block, Run, int]] = []  # with their positions
        self._cursor = QTextCursor(self.qt)
        self._fresh = True  # the last QTextBlock is empty and still to be used
        self._in_summary = False
        self._tight = False  # the list that is being built
        self._above: Block | None = None  # what the next block stands below; None for a table or what the program added
        self._tables: dict[int, FittedTable] = {}  # by their numbers in the brief
        self._width = float(MEASURE)  # of the column, in units
        self.bars = QuoteBars()
        #: Where the column begins, in pixels of the document.
        self.left = 0.0

    @property
    def theme(self) -> Theme:
        return self.formats.theme

    def set_margins(self, top: float, side: float, bottom: float) -> None:
        """Leave space around the column, in units. To be called before anything is built."""
        px = self.formats.px
        root = self.qt.rootFrame().frameFormat()
        root.setTopMargin(px(top))
        root.setBottomMargin(px(bottom))
        root.setLeftMargin(px(side))
        root.setRightMargin(px(side))
        self.qt.rootFrame().setFrameFormat(root)
        self.left = px(side)

    def fit(self, width: float) -> None:
        """Set the tables, and those to come, for a column of `width` pixels of the document."""
        fitted = self.is_fitted(width)
        before, self._width = self._width, max(1.0, width) / self.formats.unit
        if fitted:
            return
        self._forget_boxes()
        self._cursor.beginEditBlock()
        for table in self._tables.values():
            table.fit(self._width)
        cursor = QTextCursor(self.qt)
        for block, run, position in self._placed_images:
            cursor.setPosition(position)
            cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
            image = cursor.charFormat().toImageFormat()
            full = self.formats.px(min(self._room(block, before), self._room(block)))
            if image.width() >= full - 2:  # else it has room enough, before and now
                self._images.place(self.qt, image, run.image, run.alt, self._room(block))
                cursor.setCharFormat(image)
        self._cursor.endEditBlock()

    def is_fitted(self, width: float) -> bool:
        """Whether a column of `width` pixels leaves all that is set where it is."""
        same = self._width == max(1.0, width) / self.formats.unit
        return same or not (self._tables or self._placed_images)

    def _room(self, block: Block, width: float = 0) -> float:
        """The units that a block has for an image, of a column of `width` (without: as it is now)."""
        width = width or self._width
        ground = GROUND_INSET * ((block.box > 0) + (block.part == "summary"))
        columns = block.cell.columns if block.cell else 1
        return max(16.0, (width - inset(block) - ground) / columns - (2 * CELL_PADDING if block.cell else 0))

    def table(self, block: Block) -> FittedTable:
        """The table that a cell is in."""
        assert block.cell
        return self._tables[block.cell.table]

    @property
    def is_cramped(self) -> bool:
        """Whether there is a table in which words had to be broken."""
        return any(table.cramped for table in self._tables.values())

    def cell_padding(self, block: Block) -> float:
        """Around the words of a table cell, in pixels."""
        return self.formats.px(self.table(block).padding)

    def words_between(self, start: int, end: int) -> str:
        """The words between two positions in the QTextDocument, a line for each block that has words or is in the
        brief."""
        found = []
        qt_block = self.qt.findBlock(start)
        while qt_block.isValid() and qt_block.position() < max(end, start + 1):
            at, words = qt_block.position(), qt_block.text().encode("utf-16-le")
            words = words[2 * max(0, start - at) : 2 * max(0, end - at)]
            if words or qt_block.userState() >= 0:
                found.append(words.decode("utf-16-le", "replace").replace(LINE_SEPARATOR, "\n"))
            qt_block = qt_block.next()
        return "\n".join(found)

    # Building

    def begin(self, head: Head) -> None:
        """Marking, title, date line; the title only if it is not the brief's own first heading."""
        front = head.front
        if head.is_plain:
            self._long = LongTextLayout(self.qt)
            self.qt.setDocumentLayout(self._long)
        self.formats.language = front.language
        self.qt.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, head.title)
        if front.marking:
            self._marking(front.marking)
        if not head.is_titled_by_heading:
            self._title(head.title)
        line = about_line(front)
        if line:
            self._chrome(line, self.formats.spaced(0, 28), self.formats.chrome(15))

    def _title(self, title: str) -> None:
        characters = self.formats.chrome(_TITLE_SIZE, "ink", bold=True)
        made = self.formats.spaced(8, 8)
        # Lines of about one length: no word stands alone on the last one.
        length = QFontMetricsF(characters.font()).horizontalAdvance(title) / self.formats.unit
        lines = math.ceil(length / (0.96 * self._width))
        if 1 < lines < 5:
            spare = self._width - length / lines - _TITLE_SIZE * 2
            side = made.setLeftMargin if runs_right_to_left(title) else made.setRightMargin
            side(self.formats.px(max(0.0, spare)))
        self._chrome(title, made, characters, tight=True)

    def append(self, blocks: Sequence[Block]) -> None:
        """More of the brief, in reading order."""
        for _ in self.appending(blocks, math.inf):
            pass

    def appending(self, blocks: Sequence[Block], most: float = PORTION) -> Iterator[None]:
        """As `append`, about `most` (see `_weight`) at a time, and laid out so far whenever it waits. Tables that are
        longer than that are set as several, one below the other."""
        index, waiting = 0, 0.0
        self._cursor.beginEditBlock()
        while index < len(blocks):
            if waiting and waiting + _weight(blocks[index]) > most:
                self._cursor.endEditBlock()
                yield
                self._cursor.beginEditBlock()
                waiting = 0.0
            block, start = blocks[index], index
            self._part(block)
            if block.indent and not (self.blocks and self.blocks[-1].indent):
                self._tight = is_tight(blocks, index)
            if block.cell:
                if not (block.cell.row or block.cell.column):
                    cells = blocks[index : index + block.cell.rows * block.cell.columns]
                    self._tables[block.cell.table] = FittedTable(self.formats, cells, most / _CELL)
                index += self._table(blocks, index)
            else:
                self._block(block)
                index += 1
            waiting += sum(map(_weight, blocks[start:index]))
        self._cursor.endEditBlock()
        yield

    def finish(self, front: FrontMatter) -> None:
        """What follows the body: the sources that the front matter lists."""
        if not front.sources:
            return
        self._chrome(tr("Sources"), self.formats.spaced(40, 8), self.formats.chrome(17, "ink", bold=True))
        for source in front.sources:
            text = ", ".join(part for part in (source_words(source), source.url) if part)
            self._chrome(text, self.formats.spaced(0, 6), self.formats.chrome(14.5))

    def _part(self, block: Block) -> None:
        if block.part == "summary" and not self._in_summary:
            self._in_summary = True
            label = self.formats.spaced(GROUND_INSET, 4, GROUND_INSET)
            characters = self.formats.chrome(14.5, "accent", bold=True)
            self._chrome(tr("Key judgements"), label, characters, state=SUMMARY_BEGIN)
        elif block.part != "summary" and self._in_summary:
            self._in_summary = False
            end = self.formats.spaced(0, 28)
            self._chrome("", end, self.formats.chrome(4), state=SUMMARY_END, tight=True)

    def _marking(self, marking: str) -> None:
        characters = self.formats.chrome(14, "ink", bold=True, spacing=4)
        colour = tlp_colour(marking)
        if colour:
            characters.setForeground(colour)
            characters.setBackground(Qt.GlobalColor.black)
        block = self.formats.spaced(4, 20)
        block.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._chrome(f"\u00a0\u00a0{marking}\u00a0\u00a0", block, characters)

    def _chrome(
        self,
        text: str,
        block_format: QTextBlockFormat,
        characters: QTextCharFormat,
        *,
        tight: bool = False,
        state: int = CHROME,
    ) -> None:
        if tight:
            self.formats.set_line_height(block_format, TIGHT_LINE)
        block_format = self.formats.direction(block_format, runs_right_to_left(text))
        self._next_block(block_format, characters).setUserState(state)
        self._above = None
        self._cursor.insertText(text.replace("\n", " "), characters)

    def _next_block(self, block_format: QTextBlockFormat, characters: QTextCharFormat) -> QTextBlock:
        if self._fresh:
            self._cursor.setBlockFormat(block_format)
            self._cursor.setBlockCharFormat(characters)
        else:
            self._cursor.insertBlock(block_format, characters)
        self._fresh = False
        return self._cursor.block()

    def _block(self, block: Block) -> None:
        made = self.formats.block(block, self._gap(block))
        if block.kind != "code":
            made = self.formats.direction(made, runs_right_to_left(block.text))
        first = block.runs[0] if block.runs else None
        characters = self.formats.run(block, first) if first else self.formats.chrome(4 if block.kind == "rule" else 17)
        self._adopt(self._next_block(made, characters), block)
        self._insert(self._cursor, block)

    def _gap(self, block: Block) -> float:
        """The units above a block."""
        return gap(self._above, block, self._tight)

    def _adopt(self, qt_block: QTextBlock, block: Block) -> None:
        qt_block.setUserState(len(self.blocks))
        self.bars.enter(len(self.blocks), block)
        self._above = block
        self.blocks.append(block)
        self._starts.append(block.start)
        self._numbers.append(qt_block.blockNumber())

    def _insert(self, cursor: QTextCursor, block: Block, cell_size: float = CELL_SIZE) -> None:
        for run in block.runs:
            if run.style & CODE:
                self._with_code.add(len(self.blocks) - 1)
            if run.image:
                image = QTextImageFormat()
                image.merge(self.formats.run(block, run, cell_size))
                self._images.place(self.qt, image, run.image, run.alt, self._room(block))
                cursor.insertImage(image)
                self._placed_images.append((block, run, cursor.position() - 1))
            else:
                text = run.text.replace("\n", LINE_SEPARATOR)
                if run.link:
                    text = visible(text)
                cursor.insertText(text, self.formats.run(block, run, cell_size))

    def _table(self, blocks: Sequence[Block], index: int) -> int:
        """Set the next part of a table, which begins at an index; returns how many cells it has."""
        first = blocks[index].cell
        assert first
        fitted = self._tables[first.table]
        if not self._fresh:
            # Qt puts a table behind a block of its own; one that is nearly flat does not show.
            above = self._gap(blocks[index])
            self._next_block(QTextBlockFormat(), self.formats.chrome(1)).setUserState(CHROME)
            self._flatten(above)
        rows, columns, made = fitted.next_part(self._width)
        table = self._cursor.insertTable(rows, columns, made)
        cells = fitted.insert(table)
        for block in cells:
            cursor = fitted.cell(block).firstCursorPosition()
            cursor.setBlockFormat(self.formats.cell(block, fitted.right_to_left))
            self._adopt(cursor.block(), block)
            self._insert(cursor, block, fitted.size)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._cursor.block().setUserState(CHROME)
        self._fresh = True
        self._above = None
        self._flatten()
        return len(cells)

    def _flatten(self, above: float = 0) -> None:
        flat = QTextBlockFormat()
        flat.setTopMargin(self.formats.px(above))
        flat.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self._cursor.setBlockFormat(flat)


class _Document(QTextDocument):
    def loadResource(self, kind: int, url: object) -> object:
        # Qt would read local files and style sheets here. Images are given to the document before they are placed;
        # anything that is still asked for does not exist.
        return None


def _weight(block: Block) -> float:
    """About how long a block takes to be set and laid out, in code points of plain text."""
    images = sum(bool(run.image) for run in block.runs) if IMAGE_CHARACTER in block.text else 0
    return len(block.text) + _RUN * len(block.runs) + _IMAGE * images + (_CELL if block.cell else 0)
