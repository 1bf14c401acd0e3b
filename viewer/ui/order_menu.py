"""The button over a list that says in which order it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from viewer.language import tr


def menu_button(name: str, tip: str) -> QToolButton:
    """A button that opens its menu at once."""
    button = QToolButton()
    button.setAccessibleName(name)
    button.setToolTip(tip)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button


def order_menu(parent: QWidget, orders: Mapping[str, str], chosen: str, choose: Callable[[str], None]) -> QMenu:
    """Calls `choose` with one of the `orders`, which are shown as their values, marked for translation."""
    menu = QMenu(parent)
    group = QActionGroup(menu)
    for order, label in orders.items():
        action = group.addAction(menu.addAction(tr(label)))
        action.setCheckable(True)
        action.setChecked(order == chosen)
        action.triggered.connect(lambda _checked=False, order=order: choose(order))
    return menu
