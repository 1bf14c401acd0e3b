"""How each kind of block and run is set: block and character formats, in multiples of one unit (see `rhythm` for the
space between blocks).

One unit is the 17th part of the body's type size, which makes it a pixel on a plain screen at 100 %. All spacing is a
multiple of four units.
"""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat

from viewer.brief.model import IMAGE_CHARACTER, Block, Run, Style
from viewer.pages.fonts import mono, serif
from viewer.pages.theme import Theme

BODY_SIZE = 17  # units
NOTES_SIZE = 14.5
CELL_SIZE = 15.0
#: A line of the body holds 60 to 75 characters at this width.
MEASURE = 576  # units
INDENT = 28
QUOTE_INDENT = 20
#: Beside the words of a box, of code or of the summary.
GROUND_INSET = 16
CELL_PADDING = 8
#: Deeper nesting is drawn as if it were this deep: nobody can count 250 levels, and the words would leave the page.
DEEPEST = 8

#: Between the words of a box or of code and the edge of its ground, in units.
GROUND_PADDING = 12

_HEADING_SIZES = {1: 27, 2: 22, 3: 19, 4: 17, 5: 17, 6: 15}
# Line heights, in multiples of the type size.
OPEN_LINE = 1.55
TIGHT_LINE = 1.3
CODE_LINE = 1.6

_ALIGNMENT = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


class Formats:
    """Makes and keeps the formats of one document. `unit` is in pixels of the device that it is laid out for."""

    def __init__(self, theme: Theme, unit: float) -> None:
        self.theme = theme
        self.unit = unit
        #: Of the brief (BCP 47); to be set before anything is made.
        self.language = ""
        self._characters: dict[tuple[object, ...], QTextCharFormat] = {}
        self._blocks: dict[tuple[object, ...], QTextBlockFormat] = {}
        self._markers: dict[float, QFont] = {}

    def px(self, units: float) -> float:
        """A length in device pixels."""
        return units * self.unit

    def body_font(self) -> QFont:
        return serif(self.px(BODY_SIZE))

    def marker_font(self, block: Block) -> QFont:
        """The face of a list item's or a footnote's marker."""
        size = NOTES_SIZE if block.part == "notes" else BODY_SIZE
        # One for all: there are thousands, and making a font takes longer than setting two letters in it.
        if size not in self._markers:
            self._markers[size] = serif(self.px(size))
        return self._markers[size]

    @cached_property
    def turn_font(self) -> QFont:
        """The face of the sign before code that goes on."""
        return mono(self.px(BODY_SIZE * 0.82))

    # Characters

    def run(self, block: Block, run: Run, cell_size: float = CELL_SIZE) -> QTextCharFormat:
        """The format of a run in its block; a table cell's type is `cell_size` units large."""
        key = self.key(block, run, cell_size)
        made = self._characters.get(key)
        if made is None:
            made = self._characters[key] = self._make_run(block, run, cell_size)
        if not run.link or _link_role(run.link) == "entity":
            return made
        # The target is part of the format, and every target is another one.
        linked = QTextCharFormat(made)
        linked.setAnchor(True)
        linked.setAnchorHref(run.link)
        return linked

    def key(self, block: Block, run: Run, cell_size: float = CELL_SIZE) -> tuple[object, ...]:
        """What the format of a run depends on, but for the target of a link."""
        cell = block.cell and (block.cell.header, cell_size)
        return block.kind, block.level, block.part, cell, run.style, run.token, _link_role(run.link)

    def _make_run(self, block: Block, run: Run, cell_size: float) -> QTextCharFormat:
        size, bold = self._size(block)
        if block.cell:
            size = cell_size
        is_code = block.kind == "code" or bool(run.style & Style.CODE)
        raised = bool(run.style & (Style.SUPERSCRIPT | Style.SUBSCRIPT))
        if is_code:
            font = mono(self.px(size * 0.82))
        else:
            font = serif(self.px(size), bold=bold or bool(run.style & Style.BOLD), language=self.language)
        font.setItalic(bool(run.style & Style.ITALIC) != (block.kind == "heading" and block.level == 5))
        font.setStrikeOut(bool(run.style & Style.STRIKE))
        made = QTextCharFormat()
        made.setFont(font)
        if raised:
            # Qt draws these at two thirds of the size by itself.
            up = bool(run.style & Style.SUPERSCRIPT)
            alignment = QTextCharFormat.VerticalAlignment
            made.setVerticalAlignment(alignment.AlignSuperScript if up else alignment.AlignSubScript)
        if block.kind == "code":
            made.setForeground(self.theme.token(run.token))
        elif _link_role(run.link) == "link":
            made.setForeground(self.theme["accent"])
        else:
            quiet = block.kind == "label" or (block.kind == "heading" and block.level == 6)
            made.setForeground(self.theme["muted"] if quiet else self.theme["ink"])
        return made

    def _size(self, block: Block) -> tuple[float, bool]:
        if block.kind == "heading":
            return _HEADING_SIZES[block.level], True
        if block.part == "notes":
            return NOTES_SIZE, False
        if block.kind == "label":
            return 14.5, True
        if block.kind == "cell":
            return CELL_SIZE, bool(block.cell and block.cell.header)
        return BODY_SIZE, block.kind == "term"

    def chrome(self, size: float, role: str = "muted", *, bold: bool = False, spacing: float = 0.0) -> QTextCharFormat:
        """Characters that the program adds: title, date line, labels. `spacing` is in percent of the glyphs' width."""
        key = ("chrome", size, role, bold, spacing)
        made = self._characters.get(key)
        if made is None:
            font = serif(self.px(size), bold=bold, language=self.language)
            if spacing:
                font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 + spacing)
            made = self._characters[key] = QTextCharFormat()
            made.setFont(font)
            made.setForeground(self.theme[role])
        return QTextCharFormat(made)

    # Blocks

    def block(self, block: Block, above: float = 0) -> QTextBlockFormat:
        """The format of a block that is no table cell, with `above` units above it."""
        key = (block.kind, block.level, block.quote, block.indent, bool(block.box), block.part, above,
               block.text == IMAGE_CHARACTER)  # fmt: skip
        made = self._blocks.get(key)
        if made is None:
            made = self._blocks[key] = self._make_block(block, above)
        return made

    def _make_block(self, block: Block, above: float) -> QTextBlockFormat:
        made = self.spaced(above, 0, inset(block) + (GROUND_INSET if block.kind == "code" else 0))
        made.setRightMargin(self.px(bool(block.box) * GROUND_INSET + (block.kind == "code") * GROUND_INSET
                                    + (block.part == "summary") * GROUND_INSET))  # fmt: skip
        if block.kind in ("heading", "code"):
            self.set_line_height(made, TIGHT_LINE if block.kind == "heading" else CODE_LINE)
        elif block.text == IMAGE_CHARACTER:
            # The percentage would be of the picture's height.
            made.setLineHeight(100, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if block.kind == "heading":
            made.setHeadingLevel(block.level)
        return made

    def spaced(self, above: float, below: float, left: float = 0) -> QTextBlockFormat:
        """A paragraph with space above, below and at its left, in units."""
        made = QTextBlockFormat()
        made.setTopMargin(self.px(above))
        made.setBottomMargin(self.px(below))
        made.setLeftMargin(self.px(left))
        self.set_line_height(made, OPEN_LINE)
        return made

    def set_line_height(self, made: QTextBlockFormat, height: float) -> None:
        """Set lines `height` times as high as the body's type is large."""
        # Qt takes a percentage of the face's own line, which is 1.26 to 1.4 times the type size already. The
        # percentage, unlike a fixed height, leaves room for images and for taller scripts.
        kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        made.setLineHeight(100 * height / self._natural_height, kind)

    @cached_property
    def _natural_height(self) -> float:
        """The height of the face's own line, in multiples of the type size."""
        return QFontMetricsF(self.body_font()).height() / self.px(BODY_SIZE)

    def cell(self, block: Block, right_to_left: bool) -> QTextBlockFormat:
        """The format of the one block in a table cell, of a table that runs from right to left if `right_to_left`."""
        made = QTextBlockFormat()
        self.set_line_height(made, TIGHT_LINE)
        # In a paragraph that runs from right to left, Qt takes left for its beginning.
        made.setAlignment(_ALIGNMENT[block.cell.align if block.cell else "left"])
        if right_to_left:
            made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        return made

    def direction(self, made: QTextBlockFormat, right_to_left: bool) -> QTextBlockFormat:
        """`made`, for a paragraph that runs from right to left if `right_to_left`."""
        if right_to_left:
            left, right = made.leftMargin(), made.rightMargin()
            made = QTextBlockFormat(made)
            made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            made.setLeftMargin(right)
            made.setRightMargin(left)
        return made


def inset(block: Block) -> float:
    """Units between the edge of the column and a block's words, without the padding of code."""
    return (
        min(block.indent, DEEPEST) * INDENT
        + min(block.quote, DEEPEST) * QUOTE_INDENT
        + (GROUND_INSET if block.box else 0)
        + (GROUND_INSET if block.part == "summary" else 0)
    )


def _link_role(link: str) -> str:
    if not link:
        return ""
    return "entity" if link.startswith(("actor:", "mineral:", "place:", "not:")) else "link"
