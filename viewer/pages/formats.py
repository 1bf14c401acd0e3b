"""How each kind of block and run is set: block and character formats, in multiples of one unit.

One unit is the 17th part of the body's type size, which makes it a pixel on a plain screen at 100 %. All spacing is a
multiple of four units.
"""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat, QTextFormat

from viewer.brief.model import Block, Run, Style
from viewer.pages.fonts import mono, serif
from viewer.pages.theme import Theme

BODY_SIZE = 17  # units
NOTES_SIZE = 14.5
#: A line of the body holds 60 to 75 characters at this width.
MEASURE = 640  # units
INDENT = 28
QUOTE_INDENT = 20
BOX_PADDING = 16
CELL_PADDING = 8
#: Deeper nesting is drawn as if it were this deep: nobody can count 250 levels, and the words would leave the page.
DEEPEST = 8

_HEADING_SIZES = {1: 27, 2: 22, 3: 19, 4: 17, 5: 17, 6: 16}
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

    # Characters

    def run(self, block: Block, run: Run) -> QTextCharFormat:
        """The format of a run in its block."""
        key = (block.kind, block.level, block.part, block.cell and block.cell.header, run.style, run.token,
               _link_role(run.link))  # fmt: skip
        made = self._characters.get(key)
        if made is None:
            made = self._characters[key] = self._make_run(block, run)
        if not run.link or _link_role(run.link) == "entity":
            return made
        # The target is part of the format, and every target is another one.
        linked = QTextCharFormat(made)
        linked.setAnchor(True)
        linked.setAnchorHref(run.link)
        return linked

    def _make_run(self, block: Block, run: Run) -> QTextCharFormat:
        size, bold = self._size(block)
        is_code = block.kind == "code" or bool(run.style & Style.CODE)
        raised = bool(run.style & (Style.SUPERSCRIPT | Style.SUBSCRIPT))
        if is_code:
            font = mono(self.px(size * 0.82))
        else:
            font = serif(self.px(size), bold=bold or bool(run.style & Style.BOLD))
        font.setItalic(bool(run.style & Style.ITALIC))
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
            made.setForeground(self.theme["muted"] if block.kind == "label" else self.theme["ink"])
        if run.style & Style.CODE:
            made.setBackground(self.theme["panel"])
        return made

    def _size(self, block: Block) -> tuple[float, bool]:
        if block.kind == "heading":
            return _HEADING_SIZES[block.level], True
        if block.part == "notes":
            return NOTES_SIZE, False
        if block.kind == "label":
            return 14.5, True
        if block.kind == "cell":
            return 15, bool(block.cell and block.cell.header)
        return BODY_SIZE, block.kind == "term"

    def chrome(self, size: float, role: str = "muted", *, bold: bool = False, spacing: float = 0.0) -> QTextCharFormat:
        """Characters that the program adds: title, date line, labels. `spacing` is in percent of the glyphs' width."""
        font = serif(self.px(size), bold=bold)
        if spacing:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 + spacing)
        made = QTextCharFormat()
        made.setFont(font)
        made.setForeground(self.theme[role])
        return made

    # Blocks

    @staticmethod
    def extra_above(before: Block, block: Block) -> float:
        """Units that a block wants above it because of what stands before: the end of a list, a box or a note."""
        if before.box and before.box != block.box:
            return 32
        if before.part == "notes" and block.part != "notes":
            return 14
        return 16 if before.indent and not block.indent else 0

    def block(self, block: Block, above: float = 0) -> QTextBlockFormat:
        """The format of a block that is no table cell, with at least `above` units above it."""
        key = (block.kind, block.level, block.quote, block.indent, bool(block.box), block.part, above)
        made = self._blocks.get(key)
        if made is None:
            made = self._blocks[key] = self._make_block(block)
            made.setTopMargin(max(made.topMargin(), self.px(above)))
        return made

    def _make_block(self, block: Block) -> QTextBlockFormat:
        above, below = _spacing(block)
        left = (
            min(block.indent, DEEPEST) * INDENT
            + min(block.quote, DEEPEST) * QUOTE_INDENT
            + (BOX_PADDING if block.box else 0)
            + (BOX_PADDING if block.kind == "code" else 0)
        )
        made = self.spaced(above, below, left)
        if block.box or block.kind == "code":
            made.setRightMargin(self.px(BOX_PADDING))
        if block.kind in ("heading", "code"):
            self.set_line_height(made, TIGHT_LINE if block.kind == "heading" else CODE_LINE)
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

    def cell(self, block: Block) -> QTextBlockFormat:
        """The format of the one block in a table cell."""
        made = QTextBlockFormat()
        self.set_line_height(made, TIGHT_LINE)
        made.setAlignment(_ALIGNMENT[block.cell.align if block.cell else "left"])
        return made

    def direction(self, made: QTextBlockFormat, right_to_left: bool) -> QTextBlockFormat:
        """`made`, for a paragraph that runs from right to left if `right_to_left`."""
        if right_to_left:
            made = QTextBlockFormat(made)
            made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            made.setProperty(QTextFormat.Property.BlockLeftMargin, made.rightMargin())
            made.setProperty(QTextFormat.Property.BlockRightMargin, self.px(INDENT))
        return made


def _link_role(link: str) -> str:
    if not link:
        return ""
    return "entity" if link.startswith(("actor:", "mineral:", "place:", "not:")) else "link"


def _spacing(block: Block) -> tuple[float, float]:
    """Units above and below a block."""
    if block.kind == "heading":
        return (36, 12) if block.level == 1 else (32, 8) if block.level == 2 else (24, 8)
    if block.kind == "rule":
        return 16, 16
    if block.kind == "term":
        return 8, 0
    if block.kind == "label":
        return 24, 4
    if block.kind == "code":
        return 20, 28
    if block.part == "notes":
        return 0, 4
    if block.indent:
        return 0, 8
    return 0, 16
