"""The page as it shows: a brief's words, with mentions underlined and annotations filled behind them.

A read-only QTextEdit does selection, caret, copying and accessibility. What lies behind and under the words is painted
here, for what is on screen only, from the index of mentions and the placed annotations.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from viewer.brief.loader import Head
from viewer.brief.model import Block, FrontMatter
from viewer.mentions.index import MentionIndex
from viewer.mentions.model import Mention
from viewer.pages.decorations import paint_structure
from viewer.pages.document import BriefDocument
from viewer.pages.formats import MEASURE
from viewer.pages.theme import Theme
from viewer.ui.margin import Margin, good_width, least_width
from viewer.ui.margin_card import MarginNote
from viewer.ui.pictures import PictureQueue
from viewer.ui.reader_handles import Handles, paint_handles
from viewer.ui.reader_marks import Mark, Marks
from viewer.ui.reader_painting import Scene
from viewer.ui.reader_places import Places

_SIDE = 32  # units beside the column, for list numbers and for a selection that begins a little left of a line
_TOP = 24
_BOTTOM = 160
_MARGIN_OVERLAP = 24  # units of the space beside the column that the margin's notes may take


class ReaderView(QTextEdit):
    """Shows one brief, and its notes in the `margin`. What the mouse and the keys do with it is in `Reader`."""

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
        self._theme = theme
        self._zoom = 1.0
        self._head: Head | None = None
        self._folder: Path | None = None
        self._finished: FrontMatter | None = None
        self._pictures = PictureQueue(self)
        self._pictures.arrived.connect(self.viewport().update)
        self._scene = Scene(theme)
        self._handles = Handles(self._scene, self)
        self._handles.previewed.connect(self.viewport().update)
        self.margin = Margin(theme, self)
        self.verticalScrollBar().valueChanged.connect(self.margin.set_scroll)
        self._page = BriefDocument(theme, 1.0, None)
        self._places = Places(self._page)
        self.setDocument(self._page.qt)

    # Content

    def begin(self, head: Head, folder: Path) -> None:
        """Start showing a brief, whose blocks follow."""
        self._head, self._folder, self._finished = head, folder, None
        scene = self._scene
        scene.index, scene.marks, scene.entity, scene.mention, scene.mark = None, Marks(), "", None, ""
        scene.places = ()
        self.margin.select("")
        self.margin.set_notes(())
        self._new_page()

    def append(self, blocks: Sequence[Block]) -> None:
        """More blocks, in reading order."""
        self._page.append(blocks)

    def finish(self, front: FrontMatter, index: MentionIndex) -> None:
        """The brief is whole: show its sources and underline its mentions."""
        self._finished, self._scene.index = front, index
        self._page.finish(front)
        self._relaid()

    def set_index(self, index: MentionIndex) -> None:
        self._scene.index = index
        self.viewport().update()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show these annotations and no others."""
        self._handles.cancel()
        self._scene.marks = Marks(marks)
        self.viewport().update()

    def set_notes(self, notes: Sequence[MarginNote]) -> None:
        """Show these notes, and no others, beside their words. Each should have its mark."""
        had_notes = self.margin.has_notes
        self.margin.set_notes(notes)
        if self.margin.has_notes != had_notes:
            self._centre()

    def set_hidden(self, entities: frozenset[str]) -> None:
        """Do not underline these entities."""
        self._scene.hidden = entities
        self.viewport().update()

    def select_entity(self, entity: str) -> None:
        """Make an entity's mentions stand out and fade the others; "" for none."""
        self._scene.entity = entity
        self.viewport().update()

    def select_mention(self, mention: Mention | None) -> None:
        """Frame one mention and bring it into view."""
        self._scene.mention = mention
        if mention:
            self.reveal(mention.start, mention.end)
        self.viewport().update()

    def show_places(self, places: Sequence[tuple[int, int]]) -> None:
        """Tint the words between some pairs of code points, in reading order."""
        self._scene.places = places
        self.viewport().update()

    def select_mark(self, id: str) -> None:
        """Frame one annotation and give it handles; "" for none."""
        self._handles.cancel()
        self._scene.mark = id
        self.margin.select(id)
        self.viewport().update()

    # Look

    def set_theme(self, theme: Theme) -> None:
        self._theme = self._scene.theme = theme
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
        self._handles.cancel()
        page = BriefDocument(self._theme, self._zoom, self._folder, self._pictures.defer)
        page.set_margins(_TOP, _SIDE, _BOTTOM)
        if self._head:
            page.begin(self._head)
        self.setDocument(page.qt)
        self._page = page
        self._places = self._handles.places = Places(page)
        self.margin.set_look(self._theme, self._zoom)
        self._centre()

    def _relaid(self) -> None:
        """The words stand elsewhere now."""
        self.margin.set_places(self._places)
        self.margin.set_scroll(self.verticalScrollBar().value())
        self.viewport().update()

    def _centre(self) -> None:
        """Put the column in the middle, or, where notes are to stand beside it, as near to that as leaves them room."""
        bar = self.verticalScrollBar().sizeHint().width()
        spare = max(0, int(self.width() - bar - (MEASURE + 2 * _SIDE) * self._zoom))
        overlap = round(_MARGIN_OVERLAP * self._zoom)
        right = spare // 2
        wide = self.margin.has_notes and spare + overlap >= least_width(self._zoom)
        if wide:
            right = max(right, min(spare, round(good_width(self._zoom)) - overlap))
        # The column is as wide with notes as without: nothing is laid out anew when the first one comes.
        self.setViewportMargins(spare - right, 0, right, 0)
        beside = self.width() - bar - right - overlap
        self.margin.setGeometry(beside, 0, overlap + (right if wide else 0), self.height())
        self.margin.set_wide(wide)
        self.margin.setVisible(self.margin.has_notes)
        self._relaid()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._centre()
        super().resizeEvent(event)
        self._relaid()

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
        top = self.verticalScrollBar().value()
        return self._places.between(top, top + self.viewport().height())

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

    def _on_page(self, point: QPointF) -> QPointF:
        return point + QPointF(0, self.verticalScrollBar().value())

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
        start, end = self._places.between(top, bottom)
        self._scene.paint_behind(painter, self._page, start, end)
        painter.end()
        super().paintEvent(event)
        painter.begin(self.viewport())
        painter.translate(0, -scroll)
        self._scene.paint_over(painter, self._page, start, end)
        for id, line in self.margin.leads():
            self._scene.paint_lead(painter, id, line, self.viewport().width())
        if mark := self._scene.chosen():
            paint_handles(painter, self._page, mark, self._theme)
        painter.end()
