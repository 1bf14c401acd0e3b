"""Sets a long brief anew, in another look or another width, without keeping the window from answering.

QTextDocument lays out all that stands above what it is asked about, at once, and goes on in steps of up to 200,000
characters. Here it is asked a little at a time, between events, while a curtain shows the page as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from viewer.brief.model import Block, FrontMatter
from viewer.pages.document import BriefDocument
from viewer.ui.reader_page import ReaderPage
from viewer.ui.steps import Steps

_LONG = 60_000  # code points; what is shorter is set before anybody notices
_BLOCKS = 1_000  # as many take as long
_PORTION = 1_000  # code points


class Resetting(QObject):
    """Sets the page of a `view`.

    Signals: `built(BriefDocument)` with a page that is made, but laid out nowhere; `settled(int)` when the page of the
    view is laid out, with the code point that is to stand at the top of it.
    """

    built = Signal(object)
    settled = Signal(int)

    def __init__(self, view: ReaderPage) -> None:
        super().__init__(view)
        self._view = view
        self._steps = Steps(self)
        self._curtain = _Curtain(view.viewport())
        self._place: int | None = None

    @property
    def place(self) -> int:
        """The code point at the top of the view, or the one that is to stand there as soon as it can."""
        return ReaderPage.top_offset(self._view) if self._place is None else self._place

    @property
    def is_settling(self) -> bool:
        """Whether the words of the page do not yet stand where they will."""
        return self._place is not None

    def is_long(self) -> bool:
        """Whether the page takes so long to lay out that it is done a little at a time."""
        blocks = self._view.page.blocks
        return len(blocks) > _BLOCKS or (bool(blocks) and blocks[-1].end > _LONG)

    def build(self, page: BriefDocument, blocks: list[Block], front: FrontMatter | None) -> None:
        """Fill a page that has begun, and tell when it is `built`."""
        self._steps.start(self._fill(page, blocks, front))

    def _fill(self, page: BriefDocument, blocks: list[Block], front: FrontMatter | None) -> Iterator[None]:
        yield from page.appending(blocks)
        if front:
            page.finish(front)
        self.built.emit(page)

    def settle(self, change: Callable[[], None], place: int | None = None) -> None:
        """Make a change after which everything stands elsewhere, and lay the page out; then it is `settled`, at another
        code point than the one at the top if `place` says so."""
        place = self.place if place is None else place
        self._curtain.fall()
        # Qt would lay out all above the place of the scroll bar, at once.
        bar = self._view.verticalScrollBar()
        bar.blockSignals(True)
        bar.setValue(0)
        bar.blockSignals(False)
        self._place = place
        change()
        self._view.page.layout().installEventFilter(self)
        self._steps.start(self._lay_out())

    def _lay_out(self) -> Iterator[None]:
        page = self._view.page
        layout = page.layout()
        laid_out = 0
        for index, block in enumerate(page.blocks):
            if block.end - laid_out > _PORTION or block.cell:
                laid_out = block.end
                page.box(page.qt_block(index))
                yield
        layout.documentSize()
        layout.removeEventFilter(self)
        place, self._place = self.place, None
        self._curtain.rise()
        self.settled.emit(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Qt's own steps, which are too long, wait meanwhile.
        return event.type() == QEvent.Type.Timer

    def stop(self) -> None:
        """Another brief is shown: leave it be."""
        self._steps.stop()
        self._place = None
        self._curtain.rise()


class _Curtain(QWidget):
    """Shows what was there when it fell."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._picture = QPixmap()
        self._fallen = False
        # What the mouse points at is not where it seems to be.
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.hide()

    def fall(self) -> None:
        if not self._fallen:
            self._fallen = True  # before: to be grabbed, the page may first be told of a new size, and settle again
            self._picture = self._over.grab()
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()

    def rise(self) -> None:
        self._fallen = False
        self._picture = QPixmap()
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().base())
        painter.drawPixmap(0, 0, self._picture)
