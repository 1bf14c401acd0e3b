"""What the windows beside the main one have in common: they follow a session, and are made anew on another thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from viewer.pages.theme import Theme
from viewer.ui.pair_passages import PairPassages
from viewer.ui.picture_saving import Savable, SaveBar
from viewer.ui.session import Session
from viewer.ui.tasks import Task

Made = TypeVar("Made")


class BriefView(QWidget, Generic[Made]):
    """Shows something made of a session's brief, as long as there is one, with the passages of what is chosen in it.

    Signals: `passage_chosen(int, int)`, code points of the brief; `entity_chosen(str)`; `shown()` when something else
    is on the screen.
    """

    passage_chosen = Signal(int, int)
    entity_chosen = Signal(str)
    shown = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._task: Task | None = None
        self._stale = False
        self.passages = PairPassages(theme)
        self.passages.passage_chosen.connect(self.passage_chosen)
        self.saving = SaveBar(self._savable)
        self._empty = QLabel()
        self._empty.setObjectName("muted")
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._splitter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def refresh(self) -> None:
        """Make it anew, on another thread: a long brief takes a moment."""
        session = self._session
        if session is None:
            return
        if self._task:
            self._stale = True
            return
        task = self._task = Task(self._work(session), self)
        task.done.connect(lambda made: self._arrived(session, made))
        task.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _follow(self, session: Session | None, nothing: Made, waiting: str) -> None:
        """Show `nothing`, and the word `waiting` until there is something of another session."""
        self._session = session
        self.saving.say("")
        self._show(nothing)
        self._empty.setText(waiting if session else "")
        self.refresh()

    def _arrived(self, session: Session, made: Made) -> None:
        self._task = None
        stale, self._stale = self._stale, False
        if stale or session is not self._session:
            self.refresh()
        else:
            self._show(made)

    def _work(self, session: Session) -> Callable[[], Made]:
        """What makes it, without touching the session."""
        raise NotImplementedError

    def _show(self, made: Made) -> None:
        raise NotImplementedError

    def _savable(self) -> Savable | None:
        raise NotImplementedError
