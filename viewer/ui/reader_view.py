"""The page as it shows: a brief's words, with mentions underlined and annotations filled behind them.

A read-only QTextEdit does selection, caret, copying and accessibility. What lies behind and under the words is painted
here, for what is on screen only, from the index of mentions and the placed annotations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from viewer.brief.loader import Head
from viewer.brief.model import Block, FrontMatter
from viewer.language import tr
from viewer.mentions.model import Mention
from viewer.pages.decorations import paint_structure
from viewer.pages.document import BriefDocument
from viewer.pages.formats import MEASURE
from viewer.pages.theme import Theme
from viewer.ui.margin import Margin, good_width, least_width
from viewer.ui.margin_card import MarginNote, spoken
from viewer.ui.overview_ruler import WIDTH as RULER_WIDTH
from viewer.ui.overview_ruler import OverviewRuler
from viewer.ui.pictures import PictureQueue
from viewer.ui.reader_handles import Handles, paint_handles
from viewer.ui.reader_marks import Mark, Marks
from viewer.ui.reader_page import AIR, ReaderPage, View
from viewer.ui.reader_painting import Scene
from viewer.ui.reader_places import Places
from viewer.ui.resetting import Resetting
from viewer.ui.steps import Steps
from viewer.ui.table_window import TableButton, TableWindow, cells_of, squeezed

if TYPE_CHECKING:
    from viewer.mentions.index import MentionIndex

_SIDE = 32  # units beside the column, for list numbers and for a selection that begins a little left of a line
_TOP = 24
_ARRIVING = 0.03  # seconds in which it is set in one go: after each, the window is painted
_SETTLES = 120  # milliseconds in which a page that is being laid out does not grow
_BOTTOM = 160
_MARGIN_OVERLAP = 24  # units of the space beside the column that the margin's notes may take


class ReaderView(ReaderPage):
    """Shows one brief, its notes in the `margin`, and where things are in the `ruler`. What the mouse and the keys do
    with it is in `Reader`.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("reader")
        self.setAccessibleName(tr("Brief"))
        self._head: Head | None = None
        self._folder: Path | None = None
        self._finished: FrontMatter | None = None
        self._pictures = PictureQueue(self)
        self._pictures.arrived.connect(self.viewport().update)
        self._scene = Scene(theme)
        self._handles = Handles(self._scene, self)
        self._handles.previewed.connect(self.viewport().update)
        self.margin = Margin(theme, self)
        self.ruler = OverviewRuler(self._scene, self._say_note, self)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLES)
        self._settled.timeout.connect(self._measure)
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self._settled.start())
        self.verticalScrollBar().valueChanged.connect(self.margin.set_scroll)
        self._arriving = Steps(self, _ARRIVING)
        self._resetting = Resetting(self)
        self._resetting.built.connect(self._show_built)
        self._resetting.settled.connect(self._settle)
        self._table_button = TableButton(self.viewport(), theme)
        self._table_button.clicked.connect(lambda: self.open_table(self._table_button.index))
        self.verticalScrollBar().valueChanged.connect(lambda _: self._offer_table())

    # Content

    def begin(self, head: Head, folder: Path) -> None:
        """Start showing a brief, whose blocks follow."""
        self._arriving.stop()
        self._resetting.stop()
        self._head, self._folder, self._finished = head, folder, None
        scene = self._scene
        scene.index, scene.marks, scene.entity, scene.mention, scene.mark = None, Marks(), "", None, ""
        scene.places = ()
        scene.found = scene.found_at_hand = None
        self.margin.select("")
        self.margin.set_notes(())
        self._put(self._begun())

    def append(self, blocks: Sequence[Block]) -> None:
        """More blocks, in reading order. They are set a little at a time, between events."""
        self._arriving.finish()
        self._arriving.start(self._page.appending(blocks))

    @property
    def is_busy(self) -> bool:
        """Whether it has not yet set all that it was given."""
        return self._arriving.is_busy

    def finish(self, front: FrontMatter, index: MentionIndex) -> None:
        """The brief is whole: show its sources and underline its mentions."""
        self._arriving.finish()
        self._finished, self._scene.index = front, index
        self._page.finish(front)
        self._relaid()

    def set_index(self, index: MentionIndex) -> None:
        self._scene.index = index
        self._repaint("mentions")

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show these annotations and no others."""
        self._handles.cancel()
        self._scene.marks = Marks(marks)
        self._repaint("marks")

    def change_marks(self, changed: Mapping[str, Mark | None]) -> None:
        """Show these annotations, by id, as they are now; None for one that is gone."""
        self._handles.cancel()
        if self._scene.marks.change(changed):
            self._repaint("marks")

    def mark(self, id: str) -> Mark | None:
        """How an annotation is drawn; None if it is not."""
        return self._scene.marks.get(id)

    def set_notes(self, notes: Sequence[MarginNote]) -> None:
        """Show these notes, and no others, beside their words. Each should have its mark."""
        had_notes = self.margin.has_notes
        self.margin.set_notes(notes)
        if self.margin.has_notes != had_notes:
            self._centre()

    def change_notes(self, changed: Mapping[str, MarginNote | None]) -> None:
        """Show these notes, by id, as they are now; None for one that is gone."""
        had_notes = self.margin.has_notes
        self.margin.change_notes(changed)
        if self.margin.has_notes != had_notes:
            self._centre()

    def show_found(
        self, found: Callable[[int, int], Sequence[tuple[int, int]]] | None, at_hand: tuple[int, int] | None
    ) -> None:
        """Tint what was found, of which `found` tells what is between two code points, and frame the one at hand."""
        self._scene.found, self._scene.found_at_hand = found, at_hand
        self.viewport().update()
        self.ruler.update()

    def set_hidden(self, entities: frozenset[str]) -> None:
        """Do not underline these entities."""
        self._scene.hidden = entities
        self.viewport().update()

    def select_entity(self, entity: str) -> None:
        """Make an entity's mentions stand out and fade the others; "" for none."""
        self._scene.entity = entity
        self._repaint("mentions")

    def select_mention(self, mention: Mention | None) -> None:
        """Frame one mention and bring it into view."""
        self._scene.mention = mention
        if mention:
            self._put_caret(mention.start, mention.end)
            self.reveal(mention.start, mention.end, series=f"mention {mention.entity}")
        self.viewport().update()
        self.ruler.update()

    def show_places(self, places: Sequence[tuple[int, int]]) -> None:
        """Tint the words between some pairs of code points, in reading order."""
        self._scene.places = places
        self.viewport().update()

    def select_mark(self, id: str) -> None:
        """Frame one annotation and give it handles; "" for none."""
        self._handles.cancel()
        mark = self._scene.marks.get(id)
        if mark and id != self._scene.mark:
            self._put_caret(mark.start, mark.end)
        self._scene.mark = id
        self.margin.select(id)
        self.viewport().update()
        self.ruler.update()

    def _repaint(self, kind: str) -> None:
        self.viewport().update()
        self.ruler.refresh(kind)

    def _say_note(self, id: str) -> str:
        note = self.margin.note(id)
        return spoken(note) if note else ""

    # Look

    def set_theme(self, theme: Theme) -> None:
        self._theme = self._scene.theme = theme
        self._table_button.set_theme(theme)
        self._rebuild()

    def set_zoom(self, zoom: float) -> None:
        """Set type and column `zoom` times as large."""
        self._zoom = zoom
        self._rebuild()

    def _rebuild(self) -> None:
        """Set the brief anew, keeping the place and the selection."""
        self._arriving.finish()
        blocks, finished = self._page.blocks, self._finished
        if finished and self._resetting.is_long():
            self._resetting.build(self._begun(), blocks, finished)
            return
        words, place = self.words(), self.top_offset()
        self._put(self._begun())
        self._page.append(blocks)
        if finished:
            self._page.finish(finished)
        self.restore(place)
        if words:
            self.select_words(*words)

    def _begun(self) -> BriefDocument:
        """A page with what stands above the brief's text, of which nothing is shown yet."""
        page = BriefDocument(self._theme, self._zoom, self._folder, self._pictures.defer)
        page.set_margins(_TOP, _SIDE, _BOTTOM)
        page.fit(self._column())
        if self._head:
            page.begin(self._head)
        return page

    def _put(self, page: BriefDocument) -> None:
        self._pictures.clear()
        self._handles.cancel()
        self.ruler.clear()
        self.setDocument(page.qt)
        self._page = page
        self._places = self._handles.places = Places(page)
        self.margin.set_look(self._theme, self._zoom)
        self._centre()

    def _show_built(self, page: BriefDocument) -> None:
        words = self.words()
        self._resetting.settle(lambda: self._put(page))
        if words:
            self.select_words(*words)

    @property
    def is_settling(self) -> bool:
        """Whether the words do not yet stand where they will."""
        return self._resetting.is_settling

    def top_offset(self) -> int:
        return self._resetting.place if self._resetting.is_settling else super().top_offset()

    def view(self) -> View:
        return View(self._resetting.place, AIR) if self._resetting.is_settling else super().view()

    def come_to(self, offset: int) -> None:
        """Go to a code point of a brief that has just been opened, and may not be laid out that far."""
        if self._resetting.is_long():
            self.ruler.clear()
            self._resetting.settle(lambda: None, offset)
        else:
            self.restore(offset)

    def _settle(self, place: int) -> None:
        self._relaid()
        self.restore(place)

    def _relaid(self) -> None:
        """The words stand elsewhere now."""
        if self._resetting.is_settling:
            return  # where, will be known
        self.margin.set_places(self._places)
        self.margin.set_scroll(self.verticalScrollBar().value())
        self._settled.start()
        self._offer_table()
        self.viewport().update()

    def _column(self) -> float:
        """The width of the text in pixels."""
        return min(MEASURE * self._zoom, self.width() - self._beside() - 2 * _SIDE * self._zoom)

    def _beside(self) -> int:
        """The width of the scroll bar and the ruler."""
        return self.verticalScrollBar().sizeHint().width() + RULER_WIDTH

    def _spare(self) -> int:
        """The width that neither these nor the column need."""
        return max(0, int(self.width() - self._beside() - (MEASURE + 2 * _SIDE) * self._zoom))

    def point_at_table(self, point: QPointF) -> None:
        """Offer to show the table at a point of the page by itself, if the column is too narrow for it."""
        seen = self._page.blocks_between(point.y(), point.y()) if self._page.blocks else ()
        index = next((qt_block.userState() for qt_block, _ in seen), -1)
        self._table_button.point_at(self._page, index, self.verticalScrollBar().value())
        if self._table_button.index < 0:
            self._offer_table()

    def _offer_table(self) -> None:
        """Offer to show the first table in view in which words are broken; until something else is pointed at."""
        self._table_button.hide()
        if not self._page.is_cramped:
            return
        top = self.verticalScrollBar().value()
        for qt_block, _ in self._page.blocks_between(top, top + self.viewport().height()):
            index = qt_block.userState()
            block = self._page.blocks[index] if 0 <= index < len(self._page.blocks) else None
            if block and block.cell and not block.cell.row and self._page.table(block).cramped:
                self._table_button.point_at(self._page, index, top)
                return

    def open_table(self, index: int) -> bool:
        """Show the table that a block (index) is in by itself; False if the column has room for it, or it is none."""
        if not squeezed(self._page, self._page.blocks[index]):
            return False
        TableWindow(self._page, cells_of(self._page, index), self._scene, self).show()
        return True

    def _measure(self) -> None:
        """Let the ruler know the page. Its height is the scroll bar's to tell: asked itself, the page would be laid out
        to its end first, which Qt otherwise does bit by bit."""
        if self._resetting.is_settling:
            return
        self.ruler.set_places(self._places, self.verticalScrollBar().maximum() + self.viewport().height())

    def _centre(self) -> None:
        """Put the column in the middle, or, where notes are to stand beside it, as near to that as leaves them room."""
        bar, spare = self._beside(), self._spare()
        overlap = round(_MARGIN_OVERLAP * self._zoom)
        right = spare // 2
        wide = self.margin.has_notes and spare + overlap >= least_width(self._zoom)
        if wide:
            right = max(right, min(spare, round(good_width(self._zoom)) - overlap))
        # The column is as wide with notes as without: nothing is laid out anew when the first one comes.
        self.setViewportMargins(spare - right, 0, right + RULER_WIDTH, 0)
        if not (self._resetting.is_settling and self._finished):  # else what is long would be laid out at once
            self._page.fit(self._column())
        self.ruler.setGeometry(self.width() - bar, 0, RULER_WIDTH, self.height())
        beside = self.width() - bar - right - overlap
        # Level with the page, which a style's frame may have moved.
        view = self.viewport().geometry()
        self.margin.setGeometry(beside, view.top(), overlap + (right if wide else 0), view.height())
        self.margin.set_wide(wide)
        self.margin.setVisible(self.margin.has_notes)
        self._relaid()

    def resizeEvent(self, event: QResizeEvent) -> None:
        def resize() -> None:
            self._centre()
            told = event
            if int(self._page.qt.textWidth()) == self.viewport().width():
                # The column is what it was: QTextEdit would lay it out anew all the same.
                told = QResizeEvent(event.size(), QSize(event.size().width(), event.oldSize().height()))
            super(ReaderView, self).resizeEvent(told)
            self._relaid()

        width = self.width() - self._beside() - self._spare()
        if self._resetting.is_long() and int(self._page.qt.textWidth()) != width:
            self.ruler.clear()  # it asks where things stand, which would lay everything out at once
            self._resetting.settle(resize)
            if not self._page.is_fitted(self._column()):
                self._rebuild()
        elif int(self._page.qt.textWidth()) != width and self.verticalScrollBar().value():
            place = self.top_offset()
            resize()
            self.restore(place)
        else:
            resize()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._resetting.is_settling:
            return  # behind the curtain; to be painted, it would all have to be laid out at once
        if not self._page.blocks:
            super().paintEvent(event)
            return
        clip = event.rect()
        scroll = self.verticalScrollBar().value()
        painter = QPainter(self.viewport())
        if self._page.theme != self._theme:
            painter.fillRect(clip, self._page.theme["paper"])  # a long one, as it was until it is made anew
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
        edge = self.margin.x() - self.viewport().x()
        for height in self.margin.leads():
            self._scene.paint_lead(painter, self._page, height, edge)
        if mark := self._scene.chosen():
            paint_handles(painter, self._page, mark, self._theme)
        painter.end()
