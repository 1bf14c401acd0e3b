"""The menu of the briefs that were open last. One that is gone is grey, with the reason."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from viewer.language import tr
from viewer.ui.settings import Settings
from viewer.ui.wording import plain_tip


class RecentMenu(QObject):
    """Fills a menu whenever it is about to be shown.

    Signals: `chosen(Path)`; `cleared()` when the reader has had the list emptied.
    """

    chosen = Signal(object)
    cleared = Signal()

    def __init__(self, menu: QMenu, settings: Settings) -> None:
        super().__init__(menu)
        self._menu = menu
        self._settings = settings
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        menu = self._menu
        menu.clear()
        for path in self._settings.recent():
            self._add(path)
        if menu.isEmpty():
            menu.addAction(tr("No recent briefs")).setEnabled(False)
            return
        menu.addSeparator()
        menu.addAction(tr("&Clear the list"), self._clear)

    def _add(self, path: Path) -> None:
        there = path.exists()
        name = str(path).replace("&", "&&")
        action = self._menu.addAction(name if there else tr("{path} – not there any more", path=name))
        action.setEnabled(there)
        action.setToolTip(plain_tip(str(path)))
        action.triggered.connect(lambda: self.chosen.emit(path))

    def _clear(self) -> None:
        self._settings.clear_recent()
        self.cleared.emit()
