"""Tabs that are not painted anew, with all that they hold, whenever some label in them wants another width."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QTabWidget


class StillTabs(QTabWidget):
    """A QTabWidget, which lays out its parts on every request from below, and then paints everything. Here that is done
    only where the bar of tabs needs another room."""

    def __init__(self) -> None:
        super().__init__()
        self._laid_out: list[QSize] = []

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            wanted = self._wanted()
            if wanted == self._laid_out:
                self.updateGeometry()  # what is above it may still have to know
                return True
            self._laid_out = wanted
        return super().event(event)

    def _wanted(self) -> list[QSize]:
        """What the place of the parts follows from, besides the size of the whole."""
        corners = (self.cornerWidget(Qt.Corner.TopLeftCorner), self.cornerWidget(Qt.Corner.TopRightCorner))
        shown = self.tabBar().isVisibleTo(self)
        return [self.tabBar().sizeHint() if shown else QSize(), *(part.sizeHint() for part in corners if part)]
