"""Back and forward through the places that one has jumped to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from viewer.ui.reader import Reader
from viewer.ui.reader_page import AIR, View

_MOST = 200  # places


@dataclass(frozen=True, slots=True)
class Place:
    """A code point of a brief, and how far under the top of the view it stood (see `View`). It stays true when the
    page is laid out anew."""

    path: Path
    offset: int
    above: float = AIR


class Trail:
    """The places where one has been, and which of them one is at."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = 0
        self._series = ""  # of the last jump

    def jump(self, start: Place, to: Place, series: str = "", *, stayed: bool = True) -> None:
        """Remember a jump from what was in view. Steps of one series count as one jump, as long as one has `stayed`
        where the last led."""
        if self._places and series and series == self._series and stayed and self._at == len(self._places) - 1:
            self._places[self._at] = to
            return
        self._leave(start)
        self._places[self._at + 1 :] = [to]
        self._places = self._places[-_MOST:]
        self._at = len(self._places) - 1
        self._series = series

    def _leave(self, place: Place) -> None:
        # What is in view takes the place of where a jump led: scrolling is no jump, and one comes back to what one saw.
        if self._places:
            self._places[self._at] = place
        else:
            self._places.append(place)

    def back(self, here: Place) -> Place | None:
        """The place before, if there is one; `here` is remembered."""
        return self._step(-1, here)

    def forward(self, here: Place) -> Place | None:
        """The place behind, if one has come back from it."""
        return self._step(1, here)

    def _step(self, by: int, here: Place) -> Place | None:
        if not 0 <= self._at + by < len(self._places):
            return None
        self._leave(here)
        self._at += by
        self._series = ""
        return self._places[self._at]

    @property
    def place(self) -> Place | None:
        """Where the last jump led."""
        return self._places[self._at] if self._places else None

    @property
    def can_go_back(self) -> bool:
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        return self._at + 1 < len(self._places)


class Jumps(QObject):
    """Remembers the jumps that a reader makes in the briefs of one window, and goes back through them.

    Signals: `changed()` when it can go elsewhere than before; `brief_asked(Path)`: another brief is to be opened, after
    which `opened` is to be called.
    """

    changed = Signal()
    brief_asked = Signal(object)

    def __init__(self, reader: Reader, parent: QObject) -> None:
        super().__init__(parent)
        self._reader = reader
        self._trail = Trail()
        self._path: Path | None = None
        self._left: Place | None = None  # where one was in the brief that has been closed
        self._going: Place | None = None  # in a brief that is on its way
        reader.jumped.connect(self._jumped)

    def opened(self, path: Path, offset: int) -> int:
        """A brief is shown, to be read from a code point on. The place to go to in it, which may be another."""
        self._path = path
        if self._going and self._going.path == path:
            offset = self._going.offset
        elif self._left and self._left.path != path:
            self._trail.jump(self._left, Place(path, offset))
        self._left = self._going = None
        self.changed.emit()
        return offset

    def closed(self) -> None:
        """The brief is shown no longer."""
        if here := self._here():
            self._left = here
        self._path = None
        self.changed.emit()

    @property
    def can_go_back(self) -> bool:
        return self._path is not None and self._trail.can_go_back

    @property
    def can_go_forward(self) -> bool:
        return self._path is not None and self._trail.can_go_forward

    def back(self) -> None:
        """Go to where one was before the last jump."""
        if here := self._here():
            self._go(self._trail.back(here))

    def forward(self) -> None:
        """Go to where one has come back from."""
        if here := self._here():
            self._go(self._trail.forward(here))

    def _here(self) -> Place | None:
        return Place(self._path, *self._reader.view()) if self._path else None

    def _go(self, place: Place | None) -> None:
        if place is None:
            return
        if place.path == self._path:
            self._reader.restore(place.offset, place.above)
        else:
            self._going = place
            self.brief_asked.emit(place.path)
        self.changed.emit()

    def _jumped(self, view: View, to: int, series: str) -> None:
        if self._path is None:
            return
        place = self._trail.place
        # The view has moved already: asked for is whether the place was near where it was.
        stayed = place is not None and place.path == self._path and self._near(place.offset, view.offset)
        self._trail.jump(Place(self._path, *view), Place(self._path, to), series, stayed=stayed)
        self.changed.emit()

    def _near(self, offset: int, top: int) -> bool:
        """Whether a code point was in view when another stood at the top of it."""
        page = self._reader.page
        boxes = [page.rectangles(one, one + 1) or page.rectangles(one - 1, one) for one in (top, offset)]
        if not all(boxes):
            return offset == top
        return -40 <= boxes[1][0].top() - boxes[0][0].top() <= self._reader.viewport().height()
