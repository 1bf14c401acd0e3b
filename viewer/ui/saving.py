"""Keeps the disk up with the reader, and the reader with the disk.

Every edit goes at once to the journal, and into the file two seconds after the last one. What others write into the
file is taken in as soon as it is seen.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.annotations.edits import Edit
from viewer.annotations.errors import SaveError
from viewer.annotations.store import AnnotationStore
from viewer.language import tr
from viewer.patience import PATIENCE
from viewer.ui.mailbox import mailbox
from viewer.ui.tasks import Task

FOLD_DELAY = 2000  # milliseconds
WATCH_INTERVAL = 2000
#: Seconds that closing waits for a disk that does not answer.
LAST_PATIENCE = 5.0


class SaveState(Enum):
    """What may be said about the notes: on the disk, or in memory only."""

    SAVED = "saved"
    FAILED = "not saved"


class Saver(QObject):
    """Saves the edits of one store.

    Signals: `state_changed()` when `state` or `message` is another; `outside(Edit)` when somebody else's changes came
    in, of which `annotations.incoming.Summary` makes a sentence; `noticed(str)` with a sentence for a banner when
    something else is found out about the file: that it was damaged, or its folder is gone.
    """

    state_changed = Signal()
    outside = Signal(object)
    noticed = Signal(str)

    def __init__(self, store: AnnotationStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._mailbox = mailbox()
        self.state = SaveState.SAVED
        self.message = ""
        self._fold: Task | None = None
        self._waiting: list[Edit] = []
        self._writing: _Write | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FOLD_DELAY)
        self._timer.timeout.connect(self.fold)
        self._told = len(store.notices)
        # Asking is one look at the disk, and works where file systems send no word: on shares, and for a file that is
        # replaced rather than written.
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_INTERVAL)
        self._watch.timeout.connect(self.look)
        self._watch.start()

    def save(self, edit: Edit) -> None:
        """Put an applied edit on the disk. When this returns, `state` says whether it is there; from a disk that does
        not answer, it comes to be there later."""
        self._waiting.append(edit)
        self._write()

    def retry(self) -> None:
        """Try again to save what is in memory only."""
        self._write()

    def _write(self) -> None:
        """On another thread, as a share may take minutes; what is saved meanwhile goes when that has ended."""
        if self._writing is None:
            edits, self._waiting = self._waiting, []
            self._writing = _Write(self._store, edits, self._write_ended)
            if self._writing.wait(PATIENCE):
                self._wrote(self._writing)
                return
        self._set(
            SaveState.FAILED,
            tr("Not saved yet: the disk does not answer. Your notes are kept in memory, and saved as soon as it does."),
        )

    def _wrote(self, write: _Write) -> None:
        if write is not self._writing:
            return  # it was waited for
        self._writing = None
        if self._waiting:
            self._write()
        elif write.problem:
            self._set(SaveState.FAILED, write.problem)
        else:
            # Not empty if the folder of the brief cannot be written to, and the notes go elsewhere.
            self._set(SaveState.SAVED, self._store.notice)
            self._timer.start()

    def fold(self) -> None:
        """Bring the journal into the annotations file, on another thread."""
        if self._fold is not None:
            self._timer.start()  # one is under way; this one's turn comes
            return
        self._fold = Task(self._store.fold, self)
        self._fold.done.connect(self._folded)
        self._fold.failed.connect(self._not_folded)
        self._fold.start()

    def look(self) -> None:
        """Take in what others have written into the file, if anything, on another thread."""
        if self._fold is None and not self._timer.isActive():
            self._fold = Task(self._store.take_in, self)
            self._fold.done.connect(self._looked)
            self._fold.failed.connect(self._not_folded)
            self._fold.start()

    def _folded(self, news: bool) -> None:
        self._looked(news)
        self._set(
            SaveState.FAILED if self._unsaved else SaveState.SAVED,
            self.message if self._unsaved else self._store.notice,
        )

    @property
    def _unsaved(self) -> bool:
        return bool(self._waiting) or self._writing is not None or self._store.unsaved

    def _looked(self, news: bool) -> None:
        self._fold = None
        if news and self._writing is None:  # else they are still there the next time
            edit = self._store.absorb()
            if edit:
                self.outside.emit(edit)
        self._tell()

    def _tell(self) -> None:
        new = self._store.notices[self._told :]
        self._told += len(new)
        for notice in new:
            self.noticed.emit(notice)

    def _not_folded(self, message: str) -> None:
        self._fold = None
        self._tell()
        # The edits are safe in the journal unless the store says otherwise; but the reader must know of a bad disk.
        self._set(SaveState.FAILED if self._unsaved else SaveState.SAVED, message)

    def close(self) -> str:
        """Fold and let go of the store. Returns "" or the sentence that says what is not saved."""
        self._timer.stop()
        self._watch.stop()
        end = time.monotonic() + LAST_PATIENCE
        if self._fold:
            self._fold.wait(LAST_PATIENCE)
        while self._writing and self._writing.wait(end - time.monotonic()):
            self._wrote(self._writing)
        if self._unsaved and self._writing:
            return self.message
        problems: list[str] = []

        def close() -> None:
            try:
                self._store.close()
            except SaveError as error:
                problems.append(str(error) if self._store.unsaved else "")

        closing = threading.Thread(target=close, daemon=True)
        closing.start()
        closing.join(max(PATIENCE, end - time.monotonic()))
        # What is in the journal is safe; a disk that has not answered brings it into the file next time.
        return problems[0] if problems else ""

    def _write_ended(self, write: _Write) -> None:
        # On the thread of the write.
        self._mailbox.post(self, lambda: self._wrote(write))

    def _set(self, state: SaveState, message: str) -> None:
        if (state, message) != (self.state, self.message):
            self.state, self.message = state, message
            self.state_changed.emit()


class _Write:
    """Edits on their way to the journal, on a thread of their own. `problem` says in the end why they are not there."""

    def __init__(self, store: AnnotationStore, edits: list[Edit], ended: Callable[[object], None]) -> None:
        self.problem = ""
        self._store = store
        self._edits = edits
        self._ended = ended
        self._done = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()

    def wait(self, seconds: float) -> bool:
        """Whether it ends within so many seconds."""
        return self._done.wait(max(0.0, seconds))

    def _run(self) -> None:
        try:
            for edit in self._edits:
                with suppress(SaveError):  # the store keeps it, and says so at the end
                    self._store.append(edit)
            self._store.retry()
        except SaveError as error:
            self.problem = str(error)
        except Exception:
            self.problem = tr("Not saved: the program made a mistake. Your notes are kept in memory.")
            raise
        finally:
            self._done.set()
            self._ended(self)
