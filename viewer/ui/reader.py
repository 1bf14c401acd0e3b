"""The page: a brief's words, with mentions underlined and annotations filled behind them.

A read-only QTextEdit does selection, caret, copying and accessibility. What lies behind and under the words is painted
here, for what is on screen only, from the index of mentions and the placed annotations.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from operator import itemgetter
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from viewer.brief.loader import Head
from viewer.brief.model import Block, FrontMatter
from viewer.mentions.index import MentionIndex
from viewer.mentions.model import Mention
from viewer.pages.decorations import UNDERLINE_STYLES, Band, paint_fills, paint_structure, paint_underlines
from viewer.pages.document import BriefDocument
from viewer.pages.formats import MEASURE
from viewer.pages.theme import Theme
from viewer.ui.pictures import PictureQueue

_SIDE = 32  # units beside the column, for list numbers and for a selection that begins a little left of a line
_TOP = 24
_BOTTOM = 160


@dataclass(frozen=True, slots=True)
class Mark:
    """A placed annotation as the reader draws it, in code points; `colour` is empty for a note without highlight."""

    id: str
    start: int
    end: int
    colour: str


class Reader(QTextEdit):
    """Shows one brief.

    Signals: `mention_clicked(Mention)`, `mark_clicked(str)` with an annotation's id, `link_clicked(str)` with the
    target as the brief writes it, `words_changed()` when another stretch of text is selected, and `words_chosen()`
    when the mouse has done selecting; `menu_asked(QPoint)` where a context menu is wanted, after what is under the
    mouse was chosen.
    """

    mention_clicked = Signal(object)
    mark_clicked = Signal(str)
    blank_clicked = Signal()
    link_clicked = Signal(str)
    words_changed = Signal()
    words_chosen = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reader")
        self.setAccessibleName("Brief")
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(1)
        self.viewport().setMouseTracking(True)
        self._theme = theme
        self._zoom = 1.0
        self._head: Head | None = None
        self._folder: Path | None = None
        self._finished: FrontMatter | None = None
        self._index: MentionIndex | None = None
        self._marks: Sequence[Mark] = ()
        self._hidden: frozenset[str] = frozenset()
        self._entity = ""
        self._mention: Mention | None = None
        self._mark = ""
        self._places: Sequence[tuple[int, int]] = ()
        self._pressed = QPoint()
        self.describe: Callable[[Mention], str] = lambda mention: mention.entity
        self._pictures = PictureQueue(self)
        self._pictures.arrived.connect(self.viewport().update)
        self._page = BriefDocument(theme, 1.0, None)
        self.setDocument(self._page.qt)
        self.selectionChanged.connect(self.words_changed)

    # Content

    def begin(self, head: Head, folder: Path) -> None:
        """Start showing a brief, whose blocks follow."""
        self._head, self._folder, self._finished = head, folder, None
        self._index, self._marks, self._entity, self._mention, self._mark = None, (), "", None, ""
        self._places = ()
        self._new_page()

    def append(self, blocks: Sequence[Block]) -> None:
        """More blocks, in reading order."""
        self._page.append(blocks)

    def finish(self, front: FrontMatter, index: MentionIndex) -> None:
        """The brief is whole: show its sources and underline its mentions."""
        self._finished, self._index = front, index
        self._page.finish(front)
        self.viewport().update()

    def set_index(self, index: MentionIndex) -> None:
        self._index = index
        self.viewport().update()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show these annotations and no others."""
        self._marks = marks
        self.viewport().update()

    def set_hidden(self, entities: frozenset[str]) -> None:
        """Do not underline these entities."""
        self._hidden = entities
        self.viewport().update()

    def select_entity(self, entity: str) -> None:
        """Make an entity's mentions stand out and fade the others; "" for none."""
        self._entity = entity
        self.viewport().update()

    def select_mention(self, mention: Mention | None) -> None:
        """Frame one mention and bring it into view."""
        self._mention = mention
        if mention:
            self.reveal(mention.start, mention.end)
        self.viewport().update()

    def show_places(self, places: Sequence[tuple[int, int]]) -> None:
        """Tint the words between some pairs of code points, in reading order."""
        self._places = places
        self.viewport().update()

    def select_mark(self, id: str) -> None:
        """Frame one annotation; "" for none."""
        self._mark = id
        self.viewport().update()

    # Look

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._rebuild()

    def set_zoom(self, zoom: float) -> None:
        """Set type and column `zoom` times as large."""
        self._zoom = zoom
        self._rebuild()

    def _rebuild(self) -> None:
        """Set the brief anew, keeping the place and the selection."""
        words, place = self.words(), self.top_offset()
        blocks = self._page.blocks
        self._new_page()
        self._page.append(blocks)
        if self._finished:
            self._page.finish(self._finished)
        self.go_to(place)
        if words:
            self.select_words(*words)

    def _new_page(self) -> None:
        self._pictures.clear()
        page = BriefDocument(self._theme, self._zoom, self._folder, self._pictures.defer)
        page.set_margins(_TOP, _SIDE, _BOTTOM)
        if self._head:
            page.begin(self._head)
        self.setDocument(page.qt)
        self._page = page
        self._centre()

    def _centre(self) -> None:
        column = (MEASURE + 2 * _SIDE) * self._zoom
        bar = self.verticalScrollBar().sizeHint().width()
        spare = max(0, int((self.width() - bar - column) / 2))
        self.setViewportMargins(spare, 0, spare, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._centre()
        super().resizeEvent(event)

    # Places

    @property
    def page(self) -> BriefDocument:
        return self._page

    def words(self) -> tuple[int, int] | None:
        """The selected words (code points) without white space at their ends, or None."""
        cursor = self.textCursor()
        if not cursor.hasSelection() or not self._page.blocks:
            return None
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        if cursor.hasComplexSelection() and (table := cursor.currentTable()):
            # Cells of a table, of which Qt selects only whole ones: a note's words run from the first to the last.
            row, rows, column, columns = cursor.selectedTableCells()
            first = table.cellAt(row, column).firstPosition()
            last = table.cellAt(row + rows - 1, column + columns - 1).lastPosition()
        start, end = self._page.offset(first), self._page.offset(last)
        text = self._text(start, end)
        start += len(text) - len(text.lstrip())
        end -= len(text) - len(text.rstrip())
        return (start, end) if start < end else None

    def _text(self, start: int, end: int) -> str:
        first, last = self._page.index_at(start), self._page.index_at(end)
        blocks = self._page.blocks[first : last + 1]
        text = "\n".join(block.text for block in blocks)
        return text[start - blocks[0].start : end - blocks[0].start]

    def select_words(self, start: int, end: int) -> None:
        """Select the words between two code points, without moving the view."""
        cursor = self.textCursor()
        cursor.setPosition(self._page.position(start))
        cursor.setPosition(self._page.position(end), QTextCursor.MoveMode.KeepAnchor)
        self._set_cursor(cursor)

    def clear_words(self) -> None:
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.clearSelection()
            self._set_cursor(cursor)

    def _set_cursor(self, cursor: QTextCursor) -> None:
        # Qt scrolls to wherever the caret is put.
        place = self.verticalScrollBar().value()
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(place)

    def top_offset(self) -> int:
        """The code point at the top of the view."""
        return self._page.offset(self.cursorForPosition(QPoint(0, 4)).position()) if self._page.blocks else 0

    def visible_range(self) -> tuple[int, int]:
        """The code points between which the view lies."""
        return self._offsets(0, self.viewport().height())

    def go_to(self, offset: int) -> None:
        """Scroll so that a code point stands near the top; the first one with the title above it."""
        if not self._page.blocks or offset <= 0:
            self.verticalScrollBar().setValue(0)
            return
        block = self._page.qt_block(self._page.index_at(offset))
        top = self._page.layout().blockBoundingRect(block).top()
        boxes = self._page.rectangles(offset, offset + 1)
        self.verticalScrollBar().setValue(int((boxes[0].top() if boxes else top) - 12 * self._zoom))

    def reveal(self, start: int, end: int) -> None:
        """Scroll, if need be, so that the words between two code points stand in the upper third."""
        boxes = self._page.rectangles(start, max(end, start + 1))
        if not boxes:
            self.go_to(start)
            return
        top, bottom = self.verticalScrollBar().value(), self.verticalScrollBar().value() + self.viewport().height()
        margin = 48 * self._zoom
        if boxes[0].top() < top + margin / 2 or boxes[-1].bottom() > bottom - margin:
            self.verticalScrollBar().setValue(int(boxes[0].top() - self.viewport().height() / 3))

    def words_box(self) -> QRectF:
        """Where the last line of the selection stands, in pixels of this widget."""
        words = self.words()
        boxes = self._page.rectangles(*words) if words else []
        if not boxes:
            return QRectF()
        return boxes[-1].translated(self.viewport().x(), self.viewport().y() - self.verticalScrollBar().value())

    def _offsets(self, top: float, bottom: float) -> tuple[int, int]:
        start = self._page.offset(self.cursorForPosition(QPoint(0, int(top))).position())
        end_cursor = self.cursorForPosition(QPoint(self.viewport().width(), int(bottom)))
        start_block = self._page.index_at(start)
        # The hit is in one cell of a row; the row's other cells are in view too.
        while start_block and self._page.blocks[start_block].cell and self._page.blocks[start_block].cell.column:
            start_block -= 1
        end_block = self._page.index_at(self._page.offset(end_cursor.position()))
        return (self._page.blocks[start_block].start, self._page.blocks[end_block].end) if self._page.blocks else (0, 0)

    def _offset_under(self, point: QPointF) -> int | None:
        """The code point whose glyph is under a point of the viewport, or None."""
        if not self._page.blocks:
            return None
        position = self._page.layout().hitTest(
            point + QPointF(0, self.verticalScrollBar().value()), Qt.HitTestAccuracy.ExactHit
        )
        return self._page.offset(position) if position >= 0 else None

    def mention_under(self, point: QPointF) -> Mention | None:
        """The mention under a point of the viewport."""
        offset = self._offset_under(point)
        if offset is None or self._index is None:
            return None
        # A hit on the right half of a glyph gives the place behind it.
        for candidate in (self._index.at(offset), self._index.at(offset - 1) if offset else None):
            if (
                candidate
                and candidate.entity not in self._hidden
                and self._covers(candidate.start, candidate.end, point)
            ):
                return candidate
        return None

    def mark_under(self, point: QPointF) -> str:
        """The id of the shortest annotation under a point of the viewport, or ""."""
        offset = self._offset_under(point)
        if offset is None:
            return ""
        near = [mark for mark in self._marks if mark.start <= offset <= mark.end]
        for mark in sorted(near, key=lambda mark: mark.end - mark.start):
            if self._covers(mark.start, mark.end, point):
                return mark.id
        return ""

    def _covers(self, start: int, end: int, point: QPointF) -> bool:
        where = point + QPointF(0, self.verticalScrollBar().value())
        return any(box.adjusted(0, -2, 0, 4).contains(where) for box in self._page.rectangles(start, end))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._page.blocks:
            super().paintEvent(event)
            return
        clip = event.rect()
        scroll = self.verticalScrollBar().value()
        painter = QPainter(self.viewport())
        painter.translate(0, -scroll)
        top, bottom = clip.top() + scroll, clip.bottom() + scroll
        paint_structure(painter, self._page, top, bottom, self._page.qt.textWidth() - 2 * self._page.left)
        start, end = self._offsets(clip.top(), clip.bottom())
        paint_fills(painter, self._page, self._fills(start, end))
        painter.end()
        super().paintEvent(event)
        painter.begin(self.viewport())
        painter.translate(0, -scroll)
        paint_underlines(painter, self._page, self._underlines(start, end))
        self._frame(painter)
        painter.end()

    def _fills(self, start: int, end: int) -> list[Band]:
        bands = []
        if self._entity and self._index:
            for mention in self._index.in_range(start, end):
                if mention.entity == self._entity:
                    ground = QColor(self._theme.groups[mention.group])
                    ground.setAlphaF(0.16)
                    bands.append(Band(mention.start, mention.end, ground))
        ground = QColor(self._theme["accent"])
        ground.setAlphaF(0.2)
        first = bisect_right(self._places, start, key=itemgetter(1))
        for place in takewhile(lambda place: place[0] < end, islice(self._places, first, None)):
            bands.append(Band(*place, ground))
        for mark in self._marks:
            if mark.start < end and mark.end > start and mark.colour:
                bands.append(Band(max(mark.start, start), min(mark.end, end), self._theme.fill(mark.colour)))
        return bands

    def _underlines(self, start: int, end: int) -> list[Band]:
        bands = []
        for mention in self._index.in_range(start, end) if self._index else ():
            if mention.entity in self._hidden:
                continue
            colour = QColor(self._theme.groups[mention.group])
            if self._entity and mention.entity != self._entity:
                colour.setAlphaF(0.3)
            bands.append(Band(mention.start, mention.end, colour, UNDERLINE_STYLES[mention.group]))
        for mark in self._marks:
            if mark.start < end and mark.end > start and not mark.colour:
                # A note without a colour still has to show where it belongs.
                bands.append(Band(max(mark.start, start), min(mark.end, end), self._theme["accent"], "dotted"))
        return bands

    def _frame(self, painter: QPainter) -> None:
        """Outline the mention or annotation that is at hand."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._mention:
            painter.setPen(self._theme.groups[self._mention.group])
            for box in self._page.rectangles(self._mention.start, self._mention.end):
                painter.drawRoundedRect(box.adjusted(-2, -1, 2, 3), 3, 3)
        for mark in self._marks:
            if mark.id == self._mark:
                painter.setPen(self._theme["muted"])
                for box in self._page.rectangles(mark.start, mark.end):
                    painter.drawRect(box)

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self.textCursor().hasSelection():
            self.words_chosen.emit()
        elif (event.position().toPoint() - self._pressed).manhattanLength() < 4:
            self._click(event.position())

    def _click(self, point: QPointF) -> None:
        if link := self._link_under(point):
            self.link_clicked.emit(link)
        else:
            self._choose(point)

    def _choose(self, point: QPointF) -> None:
        """Choose what is under a point: an annotation, a mention, or neither."""
        mention, mark = self.mention_under(point), self.mark_under(point)
        if mark:
            self.mark_clicked.emit(mark)
        if mention:
            self.mention_clicked.emit(mention)
        if not mark and not mention:
            self.blank_clicked.emit()

    def _link_under(self, point: QPointF) -> str:
        return self._page.layout().anchorAt(point + QPointF(0, self.verticalScrollBar().value()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton:
            point = event.position()
            active = self._link_under(point) or self.mention_under(point) or self.mark_under(point)
            shape = Qt.CursorShape.PointingHandCursor if active else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(shape)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if event.key() == Qt.Key.Key_Shift and self.textCursor().hasSelection():
            self.words_chosen.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        point = QPointF(self.viewport().mapFromGlobal(event.globalPos()))
        if not self.textCursor().hasSelection():
            self._choose(point)
        self.menu_asked.emit(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mention = self.mention_under(QPointF(event.pos()))
            if mention:
                QToolTip.showText(event.globalPos(), self.describe(mention), self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)
