"""Says what the reader is waiting for, and stops it."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from viewer.language import tr
from viewer.pages.theme import Theme
from viewer.ui.icons import icon

_PATIENCE = 200  # milliseconds before anything is said: most waits are shorter


class Waiting(QWidget):
    """A line with a moving bar and a button, there only while something takes its time.

    Signals: `cancelled()` when the reader wants to wait no longer.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel()
        bar = QProgressBar()
        bar.setRange(0, 0)  # nobody knows how long it takes
        bar.setTextVisible(False)
        bar.setFixedSize(96, 6)
        self._cancel = QToolButton()
        self._cancel.setAccessibleName(tr("Cancel"))
        self._cancel.setToolTip(tr("Cancel"))
        self._cancel.setIconSize(QSize(14, 14))
        self._cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self._words, bar, self._cancel):
            row.addWidget(part)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE)
        self._timer.timeout.connect(self.show)
        self.hide()

    @property
    def is_waiting(self) -> bool:
        """Whether something is under way, shown or not yet."""
        return self.isVisible() or self._timer.isActive()

    def begin(self, words: str) -> None:
        """Something has begun; say so if it takes long."""
        self._words.setText(words)
        if not self.isVisible():
            self._timer.start()

    def end(self) -> None:
        """It is over."""
        self._timer.stop()
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._cancel.setIcon(icon("x", theme))
