"""Passages: the stretch of text around a mention, on one line, with the name in bold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from viewer.brief.model import Brief
from viewer.mentions.model import Mention
from viewer.pages.theme import Theme
from viewer.pages.utf16 import Utf16Map
from viewer.ui.row_list import Index, RowModel, paint_ground

_BEFORE = 34  # code points
_AFTER = 90
_PADDING = 8  # pixels above and below a passage
_LEADING = 2  # pixels between its lines
_SPARE = 16  # pixels that bold words may be wider


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of text; the name stands between two code points of it."""

    text: str
    start: int
    end: int


def passage_of(brief: Brief, mention: Mention) -> Passage:
    """The words around a mention in its block, cut at word boundaries."""
    text, start = _surroundings(brief, brief.block_at(mention.start))
    at, stop = mention.start - start, mention.end - start
    first = at - _BEFORE
    if first <= 0:
        lead = text[:at]
    else:
        space = text.find(" ", first, at)
        lead = "… " + text[(space + 1 if space >= 0 else first) : at]
    last = stop + _AFTER
    tail = text[stop:]
    if last < len(text):
        space = text.rfind(" ", stop, last)
        tail = text[stop : (space if space > stop else last)] + " …"
    name = text[at:stop]
    return Passage(lead + name + tail, len(lead), len(lead) + len(name))


def _surroundings(brief: Brief, index: int) -> tuple[str, int]:
    """The text of a block on one line, for a table's cell that of its row, and the code point at which it starts."""
    block = brief.blocks[index]
    if block.cell is None:
        return block.text.replace("\n", " "), block.start
    first = index - block.cell.column
    row = brief.blocks[first : first + block.cell.columns]
    # One character between two cells, as in the canonical text, so that offsets stay what they are.
    return "\u2003".join(cell.text.replace("\n", " ") for cell in row), row[0].start


class Passages(RowModel[Mention]):
    """The passages of some mentions, in reading order. There may be ten thousand: a passage is made when it is seen."""

    _brief: Brief

    def show(self, brief: Brief, mentions: Sequence[Mention]) -> None:
        self._brief = brief
        self.set_rows(list(mentions))

    def text(self, row: Mention) -> str:
        return passage_of(self._brief, row).text

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.UserRole:
            return passage_of(self._brief, self.rows[index.row()])
        return super().data(index, role)


class PassageDelegate(QStyledItemDelegate):
    """Draws a passage on two lines; what does not fit ends in "…"."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, 2 * option.fontMetrics.lineSpacing() + _LEADING + 2 * _PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        passage: Passage = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        paint_ground(painter, option, self.theme)
        layout = QTextLayout(passage.text, option.font)
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        units = Utf16Map(passage.text)
        bold = QTextLayout.FormatRange()
        bold.start = units.to_qt(passage.start)
        bold.length = units.to_qt(passage.end) - bold.start
        style = QTextCharFormat()
        style.setFontWeight(QFont.Weight.Bold)
        style.setForeground(self.theme["ink"])
        bold.format = style
        layout.setFormats([bold])
        area = QRectF(option.rect).adjusted(12, _PADDING, -12, -_PADDING)
        if cut := _second_line(layout, area.width(), option.fontMetrics):
            whole = passage.text[units.to_text(cut) :]
            shown = option.fontMetrics.elidedText(whole, Qt.TextElideMode.ElideRight, int(area.width()) - _SPARE)
            layout.setText(passage.text[: units.to_text(cut)] + shown)
            _second_line(layout, area.width(), option.fontMetrics)
        painter.setPen(self.theme["muted"])
        layout.draw(painter, area.topLeft())
        painter.restore()


def _second_line(layout: QTextLayout, width: float, metrics: QFontMetrics) -> int:
    """Lay two lines out. The UTF-16 unit at which the second begins, 0 if there is none."""
    layout.beginLayout()
    start = 0
    for number in range(2):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, number * (metrics.lineSpacing() + _LEADING)))
        start = line.textStart()
    layout.endLayout()
    return start
