"""One stop of the Tab key for a whole bar of buttons; the arrow keys go from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Roving(QObject):
    """Has the buttons of a bar share one stop: the one that had the keyboard last, as long as it can be pressed."""

    def __init__(self, bar: QWidget) -> None:
        super().__init__(bar)
        self._bar = bar
        bar.installEventFilter(self)
        for button in self._all():
            button.installEventFilter(self)
        self._stop_at(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QToolButton):
            able = [button for button in self._all() if _can_be_pressed(button)]
            key = Qt.Key(event.key())
            if watched in able and key in (*_STEPS, Qt.Key.Key_Home, Qt.Key.Key_End):
                target = able[self._next(able.index(watched), key) % len(able)]
                self._stop_at(target)
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        elif event.type() in (QEvent.Type.EnabledChange, QEvent.Type.FocusIn, QEvent.Type.LayoutRequest):
            self._stop_at(watched if isinstance(watched, QToolButton) and watched.hasFocus() else self._stop())
        return super().eventFilter(watched, event)

    def _next(self, at: int, key: Qt.Key) -> int:
        if key not in _STEPS:
            return 0 if key == Qt.Key.Key_Home else -1
        mirrored = self._bar.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return at - _STEPS[key] if mirrored else at + _STEPS[key]

    def _all(self) -> list[QToolButton]:
        buttons = self._bar.findChildren(QToolButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return sorted(buttons, key=lambda button: button.x())

    def _stop(self) -> QToolButton | None:
        return next((button for button in self._all() if button.focusPolicy() & Qt.FocusPolicy.TabFocus), None)

    def _stop_at(self, stop: QToolButton | None) -> None:
        buttons = self._all()
        if stop is None or not _can_be_pressed(stop):
            stop = next((button for button in buttons if _can_be_pressed(button)), None)
        for button in buttons:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if button is stop else Qt.FocusPolicy.NoFocus)


def _can_be_pressed(button: QToolButton) -> bool:
    return button.isEnabled() and not button.isHidden()
