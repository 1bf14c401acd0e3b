"""The status bar: whether the notes are saved, which mention is at hand, the marking, the zoom."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QToolButton, QWidget

from viewer.language import tr
from viewer.pages.theme import Theme
from viewer.ui.accessible import announce
from viewer.ui.actions import Actions
from viewer.ui.session import Session
from viewer.ui.waiting import Waiting
from viewer.ui.wording import percent

_TOLD = 6000  # milliseconds


class StatusBar(QStatusBar):
    """Says things, and has the buttons that step through mentions."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.waiting = Waiting()
        self.saved = QLabel()
        self.marking = QLabel()
        self.step = QLabel()
        self._zoom = QLabel()
        self._stepping = QWidget()
        row = QHBoxLayout(self._stepping)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.step)
        for name in ("previous", "next"):
            button = QToolButton()
            button.setDefaultAction(actions[name])
            button.setIconSize(QSize(14, 14))
            row.addWidget(button)
        self.addWidget(self.waiting)
        self.addWidget(self.saved)
        self.addWidget(self._stepping)
        self.addPermanentWidget(self.marking)
        self.addPermanentWidget(self._zoom)
        self.show_step(None)

    def show_step(self, session: Session | None) -> None:
        """`cobalt: 2 of 5`; nothing where no entity is chosen."""
        entity = session.index.entities.get(session.entity) if session else None
        self._stepping.setVisible(entity is not None)
        if session and entity:
            mentions = session.index.of(entity.id)
            at = next((number for number, one in enumerate(mentions, 1) if one == session.mention), 0)
            self.step.setText(
                tr("{name}: {number} of {count}", name=entity.name, number=at, count=len(mentions))
                if at
                else tr("{name}: {count}", name=entity.name, count=len(mentions))
            )

    def tell(self, message: str) -> None:
        """Say something for a while, in the place of the rest."""
        self.showMessage(message, _TOLD)
        announce(self, message)

    def set_theme(self, theme: Theme) -> None:
        self.waiting.set_theme(theme)

    def show_zoom(self, zoom: float) -> None:
        self._zoom.setText(percent(zoom))
