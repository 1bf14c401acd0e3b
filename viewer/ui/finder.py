"""Find in the open brief: what is typed in the bar is looked for between events, and shown in the reader."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from viewer.brief.model import Brief
from viewer.ui.find_bar import FindBar
from viewer.ui.finding import FoldedText, Hit, Query, Search
from viewer.ui.reader import Reader
from viewer.ui.steps import Steps

_SHORT = 200  # code points of a selection that is meant to be looked for


class Finder(QObject):
    """Connects the bar, the text and the reader.

    Signals: `found()` whenever more is known of what was found, or it is shown no longer.
    """

    found = Signal()

    def __init__(self, bar: FindBar, reader: Reader, parent: QObject) -> None:
        super().__init__(parent)
        self._bar = bar
        self._reader = reader
        self._brief: Brief | None = None
        self._text: FoldedText | None = None
        self._query = Query()
        self._search: Search | None = None
        self._at: Hit | None = None
        self._from = 0  # where the search began, in code points: as one types on, what is found stays in view
        self._wanted: tuple[int, bool] | None = None  # the hit to go to, as soon as it is known
        self._steps = Steps(self)
        self._steps.paused.connect(self._go_on)
        bar.sought.connect(self._look_for)
        bar.stepped.connect(self.step)
        bar.left.connect(self.close)

    def set_brief(self, brief: Brief | None) -> None:
        """Look in another text from now on."""
        self._steps.stop()
        self._brief, self._text, self._search, self._at = brief, None, None, None
        if brief and not self._bar.isHidden():
            self._from = self._reader.top_offset()
            self._look_for(self._query)
        self._show()

    @property
    def search(self) -> Search | None:
        """What is being looked for while the bar is open."""
        return None if self._bar.isHidden() else self._search

    def open(self) -> None:
        """Open the bar, with the selected words in its field if they are such as one looks for."""
        if self._brief is None:
            return
        words = self._reader.words()
        self._from = words[0] if words else self._reader.top_offset()
        text = self._brief.text[words[0] : words[1]] if words else ""
        self._bar.open(" ".join(text.split()) if len(text) <= _SHORT else "")
        self._look_for(self._bar.query())

    def close(self) -> bool:
        """Close the bar, and leave selected what was found. Whether it was open."""
        if self._bar.isHidden():
            return False
        self._bar.hide()
        self._wanted = None
        self._reader.setFocus()
        if self._at:
            self._reader.select_words(*self._at)
        self._show()
        return True

    def step(self, forward: bool = True) -> None:
        """Go to the next or previous place; with nothing to look for, ask for it."""
        if self._brief is None:
            return
        if not self._query.words.strip():
            self.open()
            return
        if self._search is None:
            self._begin()
        words = self._reader.words() if self.search is None else None
        here = words or self._at
        offset = (here[1] if forward else here[0]) if here else self._reader.top_offset()
        self._want(offset, forward)

    def _look_for(self, query: Query) -> None:
        if self._brief is None or (query == self._query and self._search):
            self._show()
            return
        self._query = query
        self._at = None
        self._begin()
        self._want(self._from, True)

    def _begin(self) -> None:
        assert self._brief
        if self._text is None or self._text.case != self._query.case:
            self._text = FoldedText(self._brief.text, self._query.case)
        self._search = Search(self._text, self._query, self._from)

    def _want(self, offset: int, forward: bool) -> None:
        assert self._search
        self._wanted = (offset, forward)
        self._show()
        self._steps.start(_steps_of(self._search))

    def _go_on(self) -> None:
        search = self._search
        if search and self._wanted:
            hit = search.following(*self._wanted)
            if hit or search.is_done:
                self._wanted = None
                self._go_to(hit)
                self._show()
        if search and search.is_done:
            self._show()

    def _go_to(self, hit: Hit | None) -> None:
        self._at = hit
        if hit is None:
            return
        self._reader.reveal(*hit, series="find")
        if self.search is None or self._reader.hasFocus():
            self._reader.select_words(*hit)

    def _show(self) -> None:
        search = self.search
        self._reader.show_found(search.between if search else None, self._at if search else None)
        if search:
            number = search.number(self._at) if self._at else 0
            self._bar.show_count(search.count, number, is_done=search.is_done)
        self.found.emit()


def _steps_of(search: Search) -> Iterator[None]:
    while not search.is_done:
        search.step()
        yield
