"""The toolbar: what one reaches for while reading, drawn from the table of actions."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from viewer.language import tr
from viewer.pages.theme import COLOURS, Theme
from viewer.ui.actions import Actions
from viewer.ui.icons import icon
from viewer.ui.roving import Roving

_LEFT = (("open",), ("back", "forward"), ("find", "go_to"))
_MIDDLE = (tuple(f"highlight_{colour}" for colour in COLOURS), ("note", "tag", "delete"), ("undo", "redo"))


class ToolBar(QToolBar):
    """Open, go back and forth and find on the left, annotate in the middle, export and theme on the right."""

    def __init__(self, actions: Actions) -> None:
        super().__init__(tr("Tools"))
        self.setAccessibleName(tr("Tools"))
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setIconSize(QSize(20, 20))
        self.toggleViewAction().setEnabled(False)
        self._add(actions, _LEFT)
        self._add_space()
        self._add(actions, _MIDDLE)
        self._add_space()
        self.export = QToolButton()
        self.export.setDefaultAction(actions["export"])
        self.export.setText(tr("Export"))
        self.export.setAccessibleName(tr("Export"))
        self.export.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.addWidget(self.export)
        self.theme = QToolButton()
        self.theme.clicked.connect(actions["theme_toggle"].trigger)
        self.theme.setAccessibleName(tr("Light or dark"))
        self.theme.setToolTip(tr("Light or dark"))
        self.addWidget(self.theme)
        Roving(self)

    def set_theme(self, theme: Theme) -> None:
        if more := self.findChild(QToolButton, "qt_toolbar_ext_button"):
            more.setIcon(icon("dots-three", theme))
            more.setToolTip(tr("More tools"))
            more.setAccessibleName(tr("More tools"))
        self.theme.setIcon(icon("sun" if theme.dark else "moon", theme))

    def _add(self, actions: Actions, groups: tuple[tuple[str, ...], ...]) -> None:
        for number, group in enumerate(groups):
            if number:
                self.addSeparator()
            for name in group:
                self.addAction(actions[name])

    def _add_space(self) -> None:
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(space)
