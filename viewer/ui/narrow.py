"""Where a window is too narrow for all of its side panels, they give way to the page, and come back with the room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

_PAGE = 300  # pixels that the page keeps


class Narrow(QObject):
    """Watches the width of `whole`. `panels` are the actions that show them, and the panels, the one first that gives
    way first. One that is asked for where there is no room for two takes the place of the other.

    Signals: `changed()`: they are to be shown or hidden as their actions say.
    """

    changed = Signal()

    def __init__(self, whole: QWidget, panels: Sequence[tuple[QAction, QWidget]]) -> None:
        super().__init__(whole)
        self._whole = whole
        self._panels = panels
        self._put_away: list[QAction] = []
        whole.installEventFilter(self)
        for action, _ in panels:
            action.triggered.connect(lambda on, action=action: self._asked(action, on))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._whole and event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        before = self._shown()
        for action in self._shown():
            if self._needs(self._shown()) > self._whole.width() and len(self._shown()) > 1:
                action.setChecked(False)
                self._put_away.append(action)
        for action in tuple(self._put_away):
            if self._needs([*self._shown(), action]) <= self._whole.width():
                self._put_away.remove(action)
                action.setChecked(True)
        if self._shown() != before:
            self.changed.emit()

    def _asked(self, asked: QAction, on: bool) -> None:
        self._put_away = [action for action in self._put_away if action is not asked]
        if on and self._needs(self._shown()) > self._whole.width():
            for action in self._shown():
                if action is not asked:
                    action.setChecked(False)
                    self._put_away.append(action)
            self.changed.emit()

    def _shown(self) -> list[QAction]:
        return [action for action, _ in self._panels if action.isChecked()]

    def _needs(self, shown: list[QAction]) -> int:
        """The pixels that the page and some panels take at least."""
        panels = [panel for action, panel in self._panels if action in shown]
        return _PAGE + sum(max(panel.minimumWidth(), panel.minimumSizeHint().width()) for panel in panels)
