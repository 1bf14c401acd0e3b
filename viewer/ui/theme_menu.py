"""The menu of themes: those that come with the program are actions; the reader's own come and go with their files."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from viewer.pages.theme import SHIPPED
from viewer.ui.actions import Actions
from viewer.ui.look import SYSTEM, Look


class ThemeMenu(QObject):
    """Ticks the theme in force, and lists the reader's own whenever the menu is about to be shown."""

    def __init__(self, menu: QMenu, look: Look, actions: Actions) -> None:
        super().__init__(menu)
        self.menu = menu
        self._look = look
        self._shipped = {choice: actions[f"theme_{choice}"] for choice in (SYSTEM, *SHIPPED)}
        self._own: list[QAction] = []
        # One of them is ticked, but for a theme of one's own that was removed meanwhile.
        self._group = QActionGroup(menu)
        self._group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        for choice, action in self._shipped.items():
            self._group.addAction(action)
            action.triggered.connect(lambda _checked=False, choice=choice: self._choose(choice))
        menu.aboutToShow.connect(self._fill)
        look.theme_changed.connect(self._tick)
        self._tick()

    def _choose(self, choice: str) -> None:
        self._look.choose(choice)
        self._tick()

    def _fill(self) -> None:
        for action in self._own:
            self.menu.removeAction(action)
            action.deleteLater()
        self._own = []
        own = self._look.own()
        if own:
            self._own.append(self.menu.addSeparator())
        for name in own:
            action = self.menu.addAction(name.removesuffix(".toml").replace("&", "&&"))
            action.setCheckable(True)
            self._group.addAction(action)
            action.setChecked(name == self._look.choice)
            action.triggered.connect(lambda _checked=False, name=name: self._choose(name))
            self._own.append(action)
        self._tick()

    def _tick(self) -> None:
        for choice, action in self._shipped.items():
            action.setChecked(choice == self._look.choice)
