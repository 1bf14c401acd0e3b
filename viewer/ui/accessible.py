"""What screen readers are told beyond what Qt tells them by itself: announcements, and the parts of painted widgets.

A widget that paints what a person can read or choose has a method `accessible_parts` (see `HasParts`). Its parts
are children of it in the accessibility tree: they have names, roles and places, and can be pressed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QSplitter, QWidget


def announce(widget: QWidget, words: str, *, at_once: bool = False) -> None:
    """Have a screen reader say something, after what it is saying or `at_once`. Costs nothing where there is none."""
    if not words or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, words)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if at_once else politeness.Polite)
    QAccessible.updateAccessibility(event)


@dataclass(frozen=True)
class Part:
    """Something painted. `key` tells it from the other parts of its widget, as long as that shows the same things;
    `box` is where it stands, in pixels of the widget; `press` does what a click on it does; `chosen` tells whether it
    is the one at hand."""

    key: Hashable
    name: Callable[[], str] = field(compare=False)
    role: QAccessible.Role
    box: Callable[[], QRect] = field(compare=False)
    press: Callable[[], object] | None = field(default=None, compare=False)
    chosen: Callable[[], bool] = field(default=lambda: False, compare=False)


@runtime_checkable
class HasParts(Protocol):
    """A widget with painted parts; `accessible_role` is its own role."""

    accessible_role: QAccessible.Role

    def accessible_parts(self) -> Sequence[Part]:
        """The parts that are on the screen, in reading order."""


def describe_parts() -> None:
    """Put the parts of widgets into the accessibility tree. To be called once, when there is an application."""
    QAccessible.installFactory(_interface)


def add_parts(widget: QWidget, role: QAccessible.Role, parts: Callable[[], Sequence[Part]], name: str = "") -> QWidget:
    """Give a widget that Qt has made what `HasParts` asks for, and a name; returns it. It has them as long as whoever
    calls this keeps what is returned."""
    widget.accessible_role, widget.accessible_parts = role, parts  # type: ignore[attr-defined]
    widget.setAccessibleName(name)
    return widget


def in_reading_order(splitter: QSplitter) -> None:
    """Have screen readers go through a splitter from its first widget to its last: Qt stacks them the other way round.
    To be called when it has all of them."""
    for number in range(splitter.count()):
        splitter.widget(number).raise_()
    for number in range(splitter.count()):
        splitter.handle(number).raise_()


def part_chosen(widget: QWidget, key: Hashable) -> None:
    """Tell screen readers that a part is the one at hand now: to be called when the keyboard chose it."""
    if QAccessible.isActive() and isinstance(widget, HasParts):
        from viewer.ui.accessible_tree import PartsInterface

        mine = QAccessible.queryAccessibleInterface(widget)
        if isinstance(mine, PartsInterface):
            mine.tell_focus(key)


def _interface(_name: str, thing: QObject) -> QAccessibleInterface | None:
    if not (isinstance(thing, QWidget) and isinstance(thing, HasParts)):
        return None
    # Imported when a screen reader asks: nobody else need wait for it.
    from viewer.ui.accessible_tree import PartsInterface

    return PartsInterface(thing)
