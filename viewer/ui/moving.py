"""How one moves through a brief and from one to another: find, go to, the overview ruler, back and forward."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from viewer.ui.brief_looks import BriefLooks
from viewer.ui.destinations import Destination, destinations, notes
from viewer.ui.find_bar import FindBar
from viewer.ui.finder import Finder
from viewer.ui.gestures import Gestures
from viewer.ui.go_to import GoTo
from viewer.ui.jumps import Jumps
from viewer.ui.reader import Reader
from viewer.ui.session import Session


class Moving(QObject):
    """Moves the reader of one window. `briefs` tells which other briefs are at hand.

    Signals: `brief_asked(Path)`: another brief is to be opened; `changed()` when one can go back or forward otherwise
    than before.
    """

    brief_asked = Signal(object)
    changed = Signal()

    def __init__(
        self,
        reader: Reader,
        find_bar: FindBar,
        go_to: GoTo,
        gestures: Gestures,
        briefs: Callable[[], Sequence[Path]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._reader = reader
        self._go_to = go_to
        self._gestures = gestures
        self._briefs = briefs
        self._looks = BriefLooks(self)
        self._session: Session | None = None
        self.finder = Finder(find_bar, reader, self)
        self.finder.found.connect(lambda: reader.ruler.set_search(self.finder.search))
        self.jumps = Jumps(reader, self)
        self.jumps.changed.connect(self.changed)
        self.jumps.brief_asked.connect(self.brief_asked)
        go_to.chosen.connect(self._go)
        go_to.closed.connect(reader.setFocus)
        reader.back_asked.connect(self.jumps.back)
        reader.forward_asked.connect(self.jumps.forward)
        ruler = reader.ruler
        ruler.place_chosen.connect(lambda offset: reader.go_to(offset, series="overview"))
        ruler.mark_chosen.connect(gestures.choose_annotation)
        ruler.mention_chosen.connect(lambda mention: self._session and self._session.select_mention(mention))

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the actions do, by their ids."""
        return {
            "find": self.finder.open,
            "find_next": lambda: self.finder.step(True),
            "find_previous": lambda: self.finder.step(False),
            "go_to": self.open_go_to,
            "back": self.jumps.back,
            "forward": self.jumps.forward,
        }

    def opened(self, session: Session, place: int) -> int:
        """A brief is shown, to be read from a code point on. The place to go to in it, which may be another."""
        self._session = session
        self.finder.set_brief(session.brief)
        self.notes_changed()
        return self.jumps.opened(session.path, place)

    def closed(self) -> None:
        """The brief is shown no longer."""
        self.jumps.closed()
        self.finder.set_brief(None)
        self._session = None
        self._reader.ruler.set_lost(0)

    def notes_changed(self) -> None:
        """Other notes than before may have no place."""
        if session := self._session:
            lost = sum(session.placed(id).state == "orphan" for id in session.annotations)
            self._reader.ruler.set_lost(lost)

    def open_go_to(self) -> None:
        """Ask where to go."""
        session = self._session
        briefs = self._looks.rows((path, "") for path in self._briefs())
        self._go_to.open(destinations(session, briefs), notes(session) if session else iter(()))

    def _go(self, to: Destination) -> None:
        if isinstance(to.value, Path):
            self.brief_asked.emit(to.value)
            return
        self._reader.setFocus()
        if isinstance(to.value, int):
            self._reader.go_to(to.value)
        elif to.kind == "note":
            self._gestures.choose_annotation(to.value)
        else:
            self._gestures.choose_entity(to.value)
