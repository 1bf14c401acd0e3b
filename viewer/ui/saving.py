"""Keeps the disk up with the reader, and the reader with the disk.

Every edit goes at once to the journal, and into the file two seconds after the last one. What others write into the
file is taken in as soon as it is seen.
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.annotations.edits import Edit
from viewer.annotations.errors import SaveError
from viewer.annotations.store import AnnotationStore
from viewer.ui.tasks import Task

FOLD_DELAY = 2000  # milliseconds
WATCH_INTERVAL = 2000


class SaveState(Enum):
    """What may be said about the notes: on the disk, or in memory only."""

    SAVED = "Saved"
    FAILED = "Not saved"


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
        self.state = SaveState.SAVED
        self.message = ""
        self._fold: Task | None = None
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
        """Put an applied edit on the disk. When this returns, `state` says whether it is there."""
        try:
            self._store.append(edit)
        except SaveError as error:
            self._set(SaveState.FAILED, str(error))
        else:
            # Not empty if the folder of the brief cannot be written to, and the notes go elsewhere.
            self._set(SaveState.SAVED, self._store.notice)
            self._timer.start()

    def retry(self) -> None:
        """Try again to save what is in memory only."""
        try:
            self._store.retry()
        except SaveError as error:
            self._set(SaveState.FAILED, str(error))
        else:
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
            SaveState.FAILED if self._store.unsaved else SaveState.SAVED,
            self.message if self._store.unsaved else self._store.notice,
        )

    def _looked(self, news: bool) -> None:
        self._fold = None
        if news:
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
        self._set(SaveState.FAILED if self._store.unsaved else SaveState.SAVED, message)

    def close(self) -> str:
        """Fold and let go of the store. Returns "" or the sentence that says what is not saved."""
        self._timer.stop()
        self._watch.stop()
        if self._fold:
            self._fold.wait()
        try:
            self._store.close()
        except SaveError as error:
            return str(error) if self._store.unsaved else ""
        return ""

    def _set(self, state: SaveState, message: str) -> None:
        if (state, message) != (self.state, self.message):
            self.state, self.message = state, message
            self.state_changed.emit()
