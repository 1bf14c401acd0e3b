"""The menu of what an entity can be: the kinds of actors, minerals and places."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from viewer.brief.model import GROUPS, KINDS, Group
from viewer.ui.wording import kind_words


def kind_menu(parent: QWidget, choose: Callable[[str], None]) -> QMenu:
    """Calls `choose` with the kind that is clicked."""
    menu = QMenu(parent)
    for group in GROUPS:
        for kind in KINDS[group]:
            menu.addAction(kind_words(kind)).triggered.connect(lambda _on=False, kind=kind: choose(kind))
        menu.addSeparator()
    return menu


def group_of(kind: str) -> Group:
    """The group that a kind belongs to."""
    return next((group for group in GROUPS if kind in KINDS[group]), "actor")
