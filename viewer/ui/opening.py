"""A brief on its way into the window: parsed by the worker, indexed and placed on a thread, told as it comes."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from viewer.brief.cache import BriefCache
from viewer.brief.loader import BriefLoading, Head
from viewer.brief.model import Brief
from viewer.errors import ViewerError
from viewer.folders import Folders
from viewer.language import tr
from viewer.ui.mailbox import mailbox
from viewer.ui.own_names import OwnNames

if TYPE_CHECKING:
    from viewer.mentions.gazetteer import Gazetteer
    from viewer.ui.session import Opened

#: How many portions of a brief from the cache may be under way to the window.
_AHEAD = 2


class Opener(QObject):
    """Opens one brief at a time: what a cancelled opening said before is on its way through the event loop, and does
    not get further than here. While `busy`, who listens is not told more.

    Signals as those of `Opening`.
    """

    head = Signal(object)
    blocks = Signal(object)
    opened = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        gazetteer: Callable[[], Gazetteer],
        own: OwnNames,
        folders: Folders,
        busy: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._busy = busy
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
        # Links are not followed: the notes stand beside the brief as it is named.
        path = Path(os.path.abspath(path))  # noqa: PTH100
        loading = loading or BriefLoading(path, cache=BriefCache(self._folders.briefs))

        def finish(brief: Brief) -> Opened:
            # Not before: the first page of a brief needs nothing of this.
            from viewer.ui.preparing import prepare

            return prepare(path, brief, self._gazetteer, self._own, self._folders, recents)

        opening = Opening(path, loading, finish, self._busy, self)
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
    """Opens one brief, of which `finish` makes all that a session knows of it.

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
        finish: Callable[[Brief], Opened],
        busy: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.path = path
        self._loading = loading
        self._finish_with = finish
        self._busy = busy
        self._cancelled = False
        self._untold: deque[tuple[SignalInstance, object]] = deque()
        self._telling = False
        self._room = threading.Semaphore(_AHEAD)
        self._all_told = threading.Event()
        self._mailbox = mailbox()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def cancel(self) -> None:
        """Stop; nothing is told any more."""
        self._cancelled = True
        self._loading.cancel()
        self._room.release()
        self._all_told.set()
        self.blockSignals(True)
        for signal, value in self._untold:
            if signal == self.opened:
                value.store.close()  # type: ignore[attr-defined]

    def _tell(self, signal: SignalInstance, value: object) -> None:
        self._all_told.clear()
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
        else:
            self._all_told.set()

    def _told(self) -> None:
        if self._busy() and not self._cancelled:
            QTimer.singleShot(0, self._told)
            return
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
                    self._all_told.wait()  # as only one thread runs at a time, that is sooner
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
        opened = self._finish_with(brief)
        if self._cancelled:
            opened.store.close()
        else:
            self._tell(self.opened, opened)
