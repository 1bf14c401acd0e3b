"""Reading on the whole screen: nothing but the page, and a word on how to come back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMainWindow, QWidget

from viewer.language import tr

_HINT = 3500  # milliseconds
_ABOVE_END = 48  # pixels


class FullScreen(QObject):
    """Takes everything of a window away but `page`, and puts it back: its `bars`, and its panels, which the actions
    `panels` show where they are checked. A panel that is asked for comes back, to write a note in.

    Signals: `panels_changed()`: they are to be shown or hidden as their actions say; `changed(bool)`: the screen is to
    be filled, or no longer.
    """

    panels_changed = Signal()
    changed = Signal(bool)

    def __init__(self, window: QMainWindow, page: QWidget, bars: Sequence[QWidget], panels: Sequence[QAction]) -> None:
        super().__init__(window)
        self.is_on = False
        self._page = page
        self._bars = bars
        self._panels = panels
        self._put_away: list[QAction] = []
        self._hint = QLabel(tr("Esc or F11 leads back"), page)
        self._hint.setObjectName("fullScreenHint")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._hint.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._hint.hide)
        # A menu bar that is hidden takes the keys of its actions along, unless the window has them too.
        window.addActions(window.findChildren(QAction, options=Qt.FindChildOption.FindDirectChildrenOnly))
        page.installEventFilter(self)

    def toggle(self) -> None:
        self.set_on(not self.is_on)

    def set_on(self, on: bool) -> None:
        """Fill the screen with the page, or show everything again."""
        if on == self.is_on:
            return
        self.is_on = on
        for bar in self._bars:
            bar.setVisible(not on)
        if on:
            self._put_away = [panel for panel in self._panels if panel.isChecked()]
        for panel in self._put_away:
            panel.setChecked(not on)
        self.panels_changed.emit()
        self.changed.emit(on)
        self._hint.setVisible(on)
        if on:
            self._hint.raise_()
            self._place()
            self._timer.start(_HINT)

    def _place(self) -> None:
        self._hint.adjustSize()
        below = self._page.height() - self._hint.height() - _ABOVE_END
        self._hint.move((self._page.width() - self._hint.width()) // 2, below)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._hint.isVisible():
            self._place()
        return super().eventFilter(watched, event)
