"""Painted parts of widgets as Qt's accessibility tree has them: made when a screen reader asks, and not before."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleEvent, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6.Shiboken import VoidPtr, isValid

from viewer.ui.accessible import HasParts, Part

_PRESS = "Press"  # QAccessibleActionInterface.pressAction(), which screen readers show in their own words


class PartsInterface(QAccessibleWidget):
    """A widget whose children in the accessibility tree are its parts.

    Qt's cache owns what it has been given and deletes it with the widget. A part, once made, is kept until then: a
    screen reader may ask for it long after it has left the screen.
    """

    def __init__(self, widget: QWidget) -> None:
        assert isinstance(widget, HasParts)
        super().__init__(widget, widget.accessible_role, "")
        self.widget = widget
        self._made: dict[Hashable, _Part] = {}
        made = self._made
        widget.destroyed.connect(lambda: _forget(made))

    def parts(self) -> list[_Part]:
        """The interfaces of the parts that are on the screen."""
        if not isValid(self.widget) or not isinstance(self.widget, HasParts):
            return []
        found = []
        for part in self.widget.accessible_parts():
            made = self._made.get(part.key)
            if made is None:
                made = self._made[part.key] = _Part(self.widget)
            made.part = part
            found.append(made)
        return found

    def tell_focus(self, key: Hashable) -> None:
        for made in self.parts():
            if made.part and made.part.key == key:
                QAccessible.updateAccessibility(QAccessibleEvent(made, QAccessible.Event.Focus))

    def childCount(self) -> int:
        return len(self.parts())

    def child(self, index: int) -> QAccessibleInterface | None:
        parts = self.parts()
        return parts[index] if 0 <= index < len(parts) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((number for number, part in enumerate(self.parts()) if part is child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:
        return next((part for part in self.parts() if part.rect().contains(x, y)), None)

    def focusChild(self) -> QAccessibleInterface | None:
        if not self.widget.hasFocus():
            return None
        return next((part for part in self.parts() if part.part and part.part.chosen()), self)


class _Part(QAccessibleInterface):
    """One part, as long as its widget lives."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._widget = widget
        self.part: Part | None = None
        self._press = _Press(self)

    def isValid(self) -> bool:
        return self.part is not None and isValid(self._widget)

    def object(self) -> QObject | None:
        return None

    def window(self) -> QWindow | None:
        return self._widget.window().windowHandle() if self.isValid() else None

    def parent(self) -> QAccessibleInterface | None:
        return QAccessible.queryAccessibleInterface(self._widget) if self.isValid() else None

    def child(self, index: int) -> QAccessibleInterface | None:
        return None

    def childCount(self) -> int:
        return 0

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def focusChild(self) -> QAccessibleInterface | None:
        return None

    def relations(self, match: object = None) -> list[object]:
        return []

    def text(self, kind: QAccessible.Text) -> str:
        return self.part.name() if self.part and kind == QAccessible.Text.Name else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        return

    def rect(self) -> QRect:
        if self.part is None or not self.isValid():
            return QRect()
        box = self.part.box()
        return QRect(self._widget.mapToGlobal(QPoint(0, 0)) + box.topLeft(), box.size())

    def role(self) -> QAccessible.Role:
        return self.part.role if self.part else QAccessible.Role.NoRole

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        if self.part is None or not self.isValid():
            state.invalid = True
            return state
        state.readOnly = state.selectable = state.focusable = True
        state.selected = state.active = self.part.chosen()
        state.focused = state.selected and self._widget.hasFocus()
        state.offscreen = not self._widget.rect().intersects(self.part.box())
        state.invisible = not self._widget.isVisible()
        return state

    def interface_cast(self, kind: QAccessible.InterfaceType) -> object:
        if kind == QAccessible.InterfaceType.ActionInterface and self.part and self.part.press:
            return self._press
        # PySide makes a pointer to None of a None, and Qt follows it.
        return VoidPtr(0)


class _Press(QAccessibleActionInterface):
    """A click on a part."""

    def __init__(self, owner: _Part) -> None:
        super().__init__()
        self._owner = owner

    def actionNames(self) -> list[str]:
        return [_PRESS]

    def doAction(self, name: str) -> None:
        if name == _PRESS and self._owner.isValid() and (part := self._owner.part) and part.press:
            part.press()

    def keyBindingsForAction(self, name: str) -> list[str]:
        return []


def _forget(made: dict[Hashable, _Part]) -> None:
    for interface in made.values():
        interface.part = None
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(interface))
    made.clear()
