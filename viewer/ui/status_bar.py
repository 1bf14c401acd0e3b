"""The status bar: whether the notes are saved, which mention is at hand, the marking, the zoom."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QToolButton, QWidget

from viewer.ui.actions import Actions
from viewer.ui.session import Session

_TOLD = 6000  # milliseconds


class StatusBar(QStatusBar):
    """Says things, and has the buttons that step through mentions."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
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
            self.step.setText(f"{entity.name}: {at} of {len(mentions)}" if at else f"{entity.name}: {len(mentions)}")

    def tell(self, message: str) -> None:
        """Say something for a while, in the place of the rest."""
        self.showMessage(message, _TOLD)

    def show_zoom(self, zoom: float) -> None:
        self._zoom.setText(f"{round(zoom * 100)} %")
