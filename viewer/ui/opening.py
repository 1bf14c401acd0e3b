"""A brief on its way into the window: parsed by the worker, indexed and placed on a thread, told as it comes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from viewer.annotations.anchors import Placer
from viewer.annotations.errors import LoadError
from viewer.annotations.lost import find_lost
from viewer.annotations.store import AnnotationStore
from viewer.annotations.texts import TextStore, text_digest
from viewer.brief.loader import BriefLoading, Head
from viewer.brief.model import Brief
from viewer.errors import ViewerError
from viewer.folders import Folders
from viewer.mentions.gazetteer import Gazetteer
from viewer.mentions.index import Indexer
from viewer.report.corrections import corrections_of
from viewer.ui.own_names import OwnNames
from viewer.ui.session import Opened


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
        opening = Opening(path, loading or BriefLoading(path), self._gazetteer, self._own, self._folders, recents, self)
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
    starts over. Or `failed(str)` at any time. After `cancel` there are none.
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
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def cancel(self) -> None:
        """Stop; nothing is told any more."""
        self._cancelled = True
        self._loading.cancel()
        self.blockSignals(True)

    def _run(self) -> None:
        try:
            for event in self._loading.events():
                if self._cancelled:
                    return
                if isinstance(event, Head):
                    self.head.emit(event)
                elif isinstance(event, Brief):
                    self._finish(event)
                else:
                    self.blocks.emit(event)
        except ViewerError as error:
            if not self._cancelled:
                self.failed.emit(str(error))

    def _finish(self, brief: Brief) -> None:
        indexer = Indexer(brief, self._gazetteer())
        store, notices = self._open_store(brief)
        texts = TextStore(self._folders.texts)
        placer = Placer(brief.text, texts.read)
        placed = placer.place_all(store.annotations.values())
        lost = find_lost(self.path, text_digest(brief.text), self._recents, self._folders.data)
        own = self._own.read()
        notices += tuple(fault.at(self._own.path.name) for fault in own.faults)
        index = indexer.index(corrections_of(store.annotations.values(), placed).over(own.corrections))
        if self._cancelled:
            store.close()
            return
        told = (*notices, *store.notices)
        self.opened.emit(Opened(self.path, brief, indexer, index, store, placed, placer, texts, self._own, lost, told))

    def _open_store(self, brief: Brief) -> tuple[AnnotationStore, tuple[str, ...]]:
        """The notes beside the brief; where those cannot be read and must not be touched, a fresh place for new ones,
        with a sentence that says so."""
        try:
            return AnnotationStore.open(self.path, self._folders.data, text_digest=text_digest(brief.text)), ()
        except LoadError as error:
            folder = self._folders.data / brief.digest[:16]
            folder.mkdir(parents=True, exist_ok=True)
            store = AnnotationStore.open(folder / brief.name, self._folders.data)
            return store, (f"{error} New notes are kept in {folder}.",)
