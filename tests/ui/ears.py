"""What a screen reader finds and hears: the accessibility tree as Qt has it, and what is announced."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import lru_cache

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget

from viewer.ui import accessible

Text, Role = QAccessible.Text, QAccessible.Role


@lru_cache(maxsize=1)
def _describe_parts() -> None:
    accessible.describe_parts()


@pytest.fixture
def parts(qapp: QApplication) -> Iterator[None]:
    """What `Application` does, once for the process."""
    _describe_parts()
    # Windows go here, not on whatever thread the next collection happens to run.
    gc.disable()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.enable()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is asked to say."""
    words: list[str] = []

    def hear(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            words.append(event.message())

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return words


def tree(widget: QWidget) -> list[QAccessibleInterface]:
    """All that is shown of a widget, in the order of the accessibility tree."""

    def below(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
        if not node.state().invisible:
            yield node
            for number in range(node.childCount()):
                if child := node.child(number):
                    yield from below(child)

    return list(below(QAccessible.queryAccessibleInterface(widget)))


def named(widget: QWidget, role: QAccessible.Role) -> dict[str, QAccessibleInterface]:
    return {node.text(Text.Name): node for node in tree(widget) if node.role() == role}


def stops(window: QWidget) -> list[QWidget]:
    """What the Tab key comes by, from the first to the last."""
    found: list[QWidget] = []
    widget = window.nextInFocusChain()
    while widget is not window and widget is not None:
        by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if by_tab and widget.isVisible() and widget.isEnabled() and window.isAncestorOf(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found
