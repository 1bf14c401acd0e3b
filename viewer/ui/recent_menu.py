"""The menu of the briefs that were open last. One that is gone is grey, with the reason."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from viewer.language import tr
from viewer.ui.brief_looks import BriefLooks, BriefRow
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
        self._looks = BriefLooks(self)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        menu = self._menu
        menu.clear()
        for row in self._looks.rows((path, "") for path in self._settings.recent()):
            self._add(row)
        if menu.isEmpty():
            menu.addAction(tr("No recent briefs")).setEnabled(False)
            return
        menu.addSeparator()
        menu.addAction(tr("&Clear the list"), self._clear)

    def _add(self, row: BriefRow) -> None:
        path = row.path
        name = str(path).replace("&", "&&")
        action = self._menu.addAction(tr("{path} – not there any more", path=name) if row.gone else name)
        action.setEnabled(not row.gone)
        action.setToolTip(plain_tip(str(path)))
        action.triggered.connect(lambda: self.chosen.emit(path))

    def _clear(self) -> None:
        self._settings.clear_recent()
        self.cleared.emit()
