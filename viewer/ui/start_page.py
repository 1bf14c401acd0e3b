"""What is shown when no brief is open: the shipped briefs, the recent ones, and how to open another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from viewer.language import mark, tr
from viewer.pages.fonts import serif
from viewer.pages.theme import Theme
from viewer.resource_files import resource
from viewer.ui.brief_list import BriefList
from viewer.ui.brief_looks import Listed
from viewer.ui.icons import icon

_ABOUT = {
    "congo-offer.brief.md": mark("An offer of minerals for security, and the war behind it"),
    "resource-deals.brief.md": mark("Ukraine, Kazakhstan, Iraq, Greenland: other deals on the table"),
    "tour.brief.md": mark("Every element of the format and every gesture of the program"),
}

_RECENT = 8  # briefs; more are in the menu
_WIDTH = 960  # pixels of the page at most
_ICON = 64


class _Button(QPushButton):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Outside a dialog, Qt has only Space press a button.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class StartPage(QScrollArea):
    """Signals: `brief_chosen(Path)`, `brief_wanted_beside(Path)` for one that is to have a tab of its own,
    `open_asked()`.
    """

    brief_chosen = Signal(object)
    brief_wanted_beside = Signal(object)
    open_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self._button = _Button(tr("Open a brief…"))
        self._button.clicked.connect(self.open_asked)
        self._recent = self._list(tr("Recent"), theme)
        self._shipped = self._list(tr("Shipped with the program"), theme)
        page = QWidget()
        page.setObjectName("start")
        page.setMaximumWidth(_WIDTH)
        self._recent_part = _part(tr("Recent"), self._recent)
        lists = QHBoxLayout()
        lists.setSpacing(40)
        lists.addWidget(self._recent_part, 1)
        lists.addWidget(_part(tr("Shipped with the program"), self._shipped), 1)
        column = QVBoxLayout(page)
        column.setContentsMargins(32, 64, 32, 32)
        column.addLayout(self._head())
        column.addLayout(lists)
        column.addStretch(1)
        around = QWidget()
        around.setObjectName("start")
        row = QHBoxLayout(around)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(page, 100)
        row.addStretch(1)
        self.setWidget(around)
        self.setFocusProxy(self._button)
        self.set_theme(theme)

    def show_briefs(self, shipped: Sequence[Path], recent: Sequence[Path]) -> None:
        """List the briefs."""
        recent = [path for path in recent if path not in shipped][:_RECENT]
        self._fill(self._recent, [(path, "") for path in recent])
        self._fill(self._shipped, [(path, tr(_ABOUT.get(path.name, ""))) for path in shipped])
        self._recent_part.setVisible(bool(recent))

    def set_theme(self, theme: Theme) -> None:
        self._button.setIcon(icon("folder-open", theme))
        for part in (self._recent, self._shipped):
            part.set_theme(theme)

    def _head(self) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(QIcon(str(resource("icons", "briefing-viewer.svg"))).pixmap(_ICON, _ICON))
        title = QLabel("Briefing Viewer")
        title.setFont(serif(34, bold=True))
        lead = QLabel(tr("Read a brief closely, see who acts and what is at stake, and hand it on marked up."))
        lead.setObjectName("muted")
        lead.setWordWrap(True)
        hint = QLabel(tr("or drop a file anywhere in this window"))
        hint.setObjectName("muted")
        opening = QHBoxLayout()
        opening.setSpacing(12)
        opening.addWidget(self._button)
        opening.addWidget(hint, 1)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(title)
        words.addWidget(lead)
        words.addSpacing(20)
        words.addLayout(opening)
        words.addSpacing(36)
        head = QHBoxLayout()
        head.setSpacing(20)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head

    def _list(self, name: str, theme: Theme) -> BriefList:
        made = BriefList(name, theme, indent=0, pictured=True)
        made.setObjectName("startList")
        made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.chosen.connect(self.brief_chosen)
        made.wanted_beside.connect(self.brief_wanted_beside)
        return made

    @staticmethod
    def _fill(part: BriefList, briefs: Sequence[Listed]) -> None:
        part.show_briefs(briefs)
        part.setFixedHeight(part.whole_height())


def _part(title: str, briefs: BriefList) -> QWidget:
    label = QLabel(title)
    label.setObjectName("startSection")
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(label)
    column.addWidget(briefs)
    column.addStretch(1)
    return part
