"""F6: the keyboard goes round the window's panes, and finds each as it was left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


class Panes:
    """The panes of one window, in reading order. Hidden ones, and those in which nothing can have the keyboard, are
    passed over."""

    def __init__(self, panes: Sequence[QWidget]) -> None:
        self._panes = panes

    def step(self, forward: bool) -> None:
        """Give the keyboard to the next or previous pane, around the ends; from outside all of them, to the first or
        the last."""
        focus = QApplication.focusWidget()
        count = len(self._panes)
        here = next((number for number, pane in enumerate(self._panes) if _holds(pane, focus)), None)
        way = 1 if forward else -1
        at = (-1 if forward else count) if here is None else here
        for number in range(1, count + 1):
            if target := _door(self._panes[(at + way * number) % count]):
                reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
                target.setFocus(reason)
                return


def _holds(pane: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (widget is pane or pane.isAncestorOf(widget))


def _door(pane: QWidget) -> QWidget | None:
    """What has the keyboard when a pane gets it: what had it last, else the first that can."""
    if not pane.isVisible():
        return None
    last = pane.focusWidget()
    if last and _takes_keyboard(last) and _holds(pane, last):
        return last
    widget = pane
    while True:
        if _holds(pane, widget) and _takes_keyboard(widget):
            return widget
        widget = widget.nextInFocusChain()
        if widget is pane or widget is None:
            return None


def _takes_keyboard(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isEnabled() and widget.isVisible() and widget.focusProxy() is None
