"""A brief on its way into the window: parsed by the worker, indexed and placed on a thread, told as it comes."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from viewer.annotations.anchors import Placer
from viewer.annotations.errors import LoadError
from viewer.annotations.lost import find_lost
from viewer.annotations.notes_folder import notes_folder
from viewer.annotations.store import AnnotationStore
from viewer.annotations.texts import TextStore, text_digest
from viewer.brief.cache import BriefCache
from viewer.brief.loader import BriefLoading, Head
from viewer.brief.model import Brief
from viewer.errors import ViewerError
from viewer.folders import Folders
from viewer.language import tr
from viewer.mentions.gazetteer import Gazetteer
from viewer.mentions.index import Indexer
from viewer.report.corrections import corrections_of
from viewer.ui.mailbox import mailbox
from viewer.ui.own_names import OwnNames
from viewer.ui.session import Opened

#: How many portions of a brief from the cache may be under way to the window.
_AHEAD = 2


class Opener(QObject):
    """Opens one brief at a time: what a cancelled opening said before is on its way through the event loop, and does
    not get further than here.

    Signals as those of `Opening`.
    """

    head = Signal(object)
    blocks = Signal(object)
    opened = Signal(object)
    failed = Signal(str)

    def __init__(
        self, gazetteer: Callable[[], Gazetteer], own: OwnNames, folders: Folders, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._gazetteer = gazetteer
        self._own = own
        self._folders = folders
        self._current: Opening | None = None

    @property
    def path(self) -> Path | None:
        """The brief that is being opened."""
        return self._current.path if self._current else None

    def open(self, path: Path, loading: BriefLoading | None = None, recents: Sequence[tuple[Path, str]] = ()) -> None:
        """Open a brief, which `loading` may have begun to parse already, and nothing else any more.

        `recents` are briefs that were open lately, with the digests of their texts: their notes may have stayed behind.
        """
        self.cancel()
        loading = loading or BriefLoading(path, cache=BriefCache(self._folders.briefs))
        opening = Opening(path, loading, self._gazetteer, self._own, self._folders, recents, self)
        self._current = opening
        for signal, ends in (("head", False), ("blocks", False), ("opened", True), ("failed", True)):
            getattr(opening, signal).connect(self._passing_on(opening, signal, ends))
        opening.start()

    def cancel(self) -> None:
        """Open nothing any more."""
        if self._current:
            self._current.cancel()
            self._current = None

    def _passing_on(self, opening: Opening, signal: str, ends: bool) -> Callable[[object], None]:
        def pass_on(value: object) -> None:
            if self._current is opening:
                if ends:
                    self._current = None
                getattr(self, signal).emit(value)

        return pass_on


class Opening(QObject):
    """Opens one brief.

    Signals, in this order: `head(Head)`, `blocks(list)` as often as there are any, `opened(Opened)`. A second `head`
    starts over. Or `failed(str)` at any time. After `cancel` there are none. Between any two of them the window gets to
    paint and to hear the reader; what arrives sooner waits.
    """

    head = Signal(object)
    blocks = Signal(object)
    opened = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        path: Path,
        loading: BriefLoading,
        gazetteer: Callable[[], Gazetteer],
        own: OwnNames,
        folders: Folders,
        recents: Sequence[tuple[Path, str]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.path = path
        self._loading = loading
        self._gazetteer = gazetteer
        self._own = own
        self._folders = folders
        self._recents = recents
        self._cancelled = False
        self._untold: deque[tuple[SignalInstance, object]] = deque()
        self._telling = False
        self._room = threading.Semaphore(_AHEAD)
        self._mailbox = mailbox()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def cancel(self) -> None:
        """Stop; nothing is told any more."""
        self._cancelled = True
        self._loading.cancel()
        self._room.release()
        self.blockSignals(True)
        for _, value in self._untold:
            if isinstance(value, Opened):
                value.store.close()

    def _tell(self, signal: SignalInstance, value: object) -> None:
        self._untold.append((signal, value))
        self._mailbox.post(self, self._begin_telling)

    def _begin_telling(self) -> None:
        if not self._telling:
            self._tell_next()

    def _tell_next(self) -> None:
        self._telling = bool(self._untold) and not self._cancelled
        if self._telling:
            signal, value = self._untold.popleft()
            signal.emit(value)
            QTimer.singleShot(0, self._told)  # behind all events that there are by then, painting included

    def _told(self) -> None:
        self._room.release()
        self._tell_next()

    def _run(self) -> None:
        try:
            for event in self._loading.events():
                if self._loading.is_remembered:
                    # All of it is here. Only one thread runs at a time, and the window's is to show the first page. (A
                    # process is not left waiting: it would be taken for one that hangs.)
                    self._room.acquire()
                if self._cancelled:
                    return
                if isinstance(event, Head):
                    self._tell(self.head, event)
                elif isinstance(event, Brief):
                    self._finish(event)
                else:
                    self._tell(self.blocks, event)
        except ViewerError as error:
            if not self._cancelled:
                self._tell(self.failed, str(error))
        except Exception:
            if not self._cancelled:
                self._tell(
                    self.failed, tr("{file} could not be opened: the program made a mistake.", file=self.path.name)
                )
            raise

    def _finish(self, brief: Brief) -> None:
        indexer = Indexer(brief, self._gazetteer())
        store, notices = self._open_store(brief)
        texts = TextStore(self._folders.texts)
        placer = Placer(brief.text, texts.read)
        placed = placer.place_all(store.annotations.values())
        notes = notes_folder(self.path, self._folders)
        lost = find_lost(self.path, text_digest(brief.text), self._recents, notes)
        own = self._own.read()
        notices += tuple(fault.at(self._own.path.name) for fault in own.faults)
        index = indexer.index(corrections_of(store.annotations.values(), placed).over(own.corrections))
        if self._cancelled:
            store.close()
            return
        told = (*notices, *store.notices)
        self._tell(
            self.opened, Opened(self.path, brief, indexer, index, store, placed, placer, texts, self._own, lost, told)
        )

    def _open_store(self, brief: Brief) -> tuple[AnnotationStore, tuple[str, ...]]:
        """The notes beside the brief; where those cannot be read and must not be touched, a fresh place for new ones,
        with a sentence that says so."""
        notes = notes_folder(self.path, self._folders)
        try:
            return AnnotationStore.open(self.path, notes, text_digest=text_digest(brief.text)), ()
        except LoadError as error:
            folder = notes / brief.digest[:16]
            folder.mkdir(parents=True, exist_ok=True)
            store = AnnotationStore.open(folder / brief.name, notes)
            return store, (tr("{problem} New notes are kept in {folder}.", problem=error, folder=folder),)
