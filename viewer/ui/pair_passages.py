"""The passages that name two entities: a list, with both names in bold."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from viewer.brief.model import Brief
from viewer.language import tr
from viewer.mentions.index import MentionIndex
from viewer.mentions.model import Mention
from viewer.pages.theme import Theme
from viewer.pages.utf16 import Utf16Map
from viewer.ui.row_list import Index, RowList, RowModel, paint_ground

_AROUND = 50  # code points that are shown before and behind a name, where a passage is long
_WHOLE = 260  # a passage of at most so many is shown whole
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PairPassage:
    """A passage on one line of text. `bold` are the names in it, in code points of `text`; `start` and `end` where it
    stands in the brief: from the first of the names to the end of the last, both named."""

    text: str
    bold: tuple[Range, ...]
    start: int
    end: int


def pair_passage(brief: Brief, index: MentionIndex, span: Range, ids: tuple[str, str]) -> PairPassage:
    """A sentence or paragraph that names both, cut to what is around the names if it is long."""
    names = [mention for mention in index.in_range(*span) if mention.entity in ids]
    near = _nearest(names, ids)
    pieces = [span] if span[1] - span[0] <= _WHOLE else _pieces(brief, span, near)
    text, bold = "", []
    for start, end in pieces:
        text += "… " if not text and start > span[0] else " … " if text else ""
        moved = len(text) - start
        bold += [
            (mention.start + moved, mention.end + moved)
            for mention in names
            if start <= mention.start and mention.end <= end
        ]
        text += _on_one_line(brief, start, end)
    text += " …" if pieces[-1][1] < span[1] else ""
    stands = (near[0].start, max(mention.end for mention in near)) if near else span
    return PairPassage(text, tuple(bold), *stands)


def _nearest(names: list[Mention], ids: tuple[str, str]) -> list[Mention]:
    """A mention of each of the two, as near to one another as any; in reading order."""
    best: list[Mention] = []
    last: dict[str, Mention] = {}
    for mention in names:
        last[mention.entity] = mention
        found = sorted(last.values())
        if len(found) == len(set(ids)) and (not best or found[-1].start - found[0].end < best[-1].start - best[0].end):
            best = found
    return best or names[:1]


def _pieces(brief: Brief, span: Range, names: list[Mention]) -> list[Range]:
    """The stretches around these names, from word to word, joined where they touch."""
    made: list[Range] = []
    text = brief.text
    for mention in names:
        start, end = max(span[0], mention.start - _AROUND), min(span[1], mention.end + _AROUND)
        if start > span[0]:
            space = text.find(" ", start, mention.start)
            start = space + 1 if space >= 0 else start
        if end < span[1]:
            space = text.rfind(" ", mention.end, end)
            end = space if space >= 0 else end
        if made and start <= made[-1][1] + 1:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made


def _on_one_line(brief: Brief, start: int, end: int) -> str:
    """The words, each break a space, between two cells of a table a wide one: offsets stay what they are."""
    words = brief.text[start:end]
    if "\n" not in words:
        return words
    starts = brief.starts

    def gap(at: int) -> str:
        number = bisect_left(starts, start + at + 1)
        return "\u2003" if number < len(starts) and starts[number] == start + at + 1 else " "

    return "".join(gap(at) if letter == "\n" else letter for at, letter in enumerate(words))


class _Model(RowModel[PairPassage]):
    def text(self, row: PairPassage) -> str:
        return row.text


class PairPassages(QWidget):
    """A heading and the passages below it. Signal: `passage_chosen(int, int)`, where the names stand in the brief, in
    code points, when a passage is clicked or entered."""

    passage_chosen = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._heading = QLabel()
        self._heading.setObjectName("section")
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._heading.setWordWrap(True)
        self._model = _Model(self)
        self._list = RowList(tr("Passages that name both"), self._model)
        self._delegate = _Delegate(theme, self._list)
        self._list.setItemDelegate(self._delegate)
        self._list.setResizeMode(RowList.ResizeMode.Adjust)
        # Rows differ in height, and a long brief may have thousands: the first ones are there at once.
        self._list.setLayoutMode(RowList.LayoutMode.Batched)
        self._list.clicked.connect(self._chosen)
        self._list.activated.connect(self._chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._heading)
        layout.addWidget(self._list, 1)

    def show_passages(self, heading: str, rows: list[PairPassage]) -> None:
        """List these, below a heading."""
        self._heading.setText(heading)
        self._model.set_rows(rows)

    @property
    def heading(self) -> str:
        return self._heading.text()

    @property
    def rows(self) -> list[PairPassage]:
        return self._model.rows

    def choose(self, number: int) -> None:
        """Choose a passage, from 0, as a click on it does."""
        self._chosen(self._model.index(number))

    def take_focus(self) -> None:
        """Put the keyboard at the first passage."""
        if self._model.rows:
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self._list.currentIndex().isValid():
                self._list.setCurrentIndex(self._model.index(0))

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self._list.viewport().update()

    def _chosen(self, index: QModelIndex) -> None:
        row = self._model.rows[index.row()]
        self.passage_chosen.emit(row.start, row.end)


class _Delegate(QStyledItemDelegate):
    """Draws a passage on as many lines as it takes: it was cut to the names before."""

    def __init__(self, theme: Theme, parent: RowList) -> None:
        super().__init__(parent)
        self.theme = theme
        self._view = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        wide = self._view.viewport().width()
        layout = self._laid_out(index.data(Qt.ItemDataRole.UserRole), option, wide - 24)
        return QSize(120, layout.lineCount() * option.fontMetrics.lineSpacing() + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        paint_ground(painter, option, self.theme)
        area = QRectF(option.rect).adjusted(12, 6, -12, -6)
        painter.setPen(self.theme["muted"])
        self._laid_out(index.data(Qt.ItemDataRole.UserRole), option, area.width()).draw(painter, area.topLeft())
        painter.restore()

    def _laid_out(self, row: PairPassage, option: QStyleOptionViewItem, wide: float) -> QTextLayout:
        layout = QTextLayout(row.text, option.font)
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        units = Utf16Map(row.text)
        style = QTextCharFormat()
        style.setFontWeight(QFont.Weight.Bold)
        style.setForeground(self.theme["ink"])
        formats = []
        for start, end in row.bold:
            one = QTextLayout.FormatRange()
            one.start = units.to_qt(start)
            one.length = units.to_qt(end) - one.start
            one.format = style
            formats.append(one)
        layout.setFormats(formats)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(40.0, wide))
            line.setPosition(QPointF(0, (layout.lineCount() - 1) * option.fontMetrics.lineSpacing()))
        layout.endLayout()
        return layout
