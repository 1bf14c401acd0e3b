"""What is shown when no brief is open: the shipped briefs, the recent ones, and how to open another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from viewer.brief.peek import peek_title
from viewer.pages.fonts import serif
from viewer.pages.theme import Theme
from viewer.ui.icons import icon
from viewer.ui.wording import plain_tip

_ABOUT = {
    "congo-offer.brief.md": "An offer of minerals for security, and the war behind it",
    "resource-deals.brief.md": "Ukraine, Kazakhstan, Iraq, Greenland: other deals on the table",
    "tour.brief.md": "Every element of the format and every gesture of the program",
}


class StartPage(QScrollArea):
    """Signals: `brief_chosen(Path)`, `open_asked()`."""

    brief_chosen = Signal(object)
    open_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self._theme = theme
        self._shipped: Sequence[Path] = ()
        self._recent: Sequence[Path] = ()

    def show_briefs(self, shipped: Sequence[Path], recent: Sequence[Path]) -> None:
        """Lay the page out anew."""
        self._shipped, self._recent = shipped, [path for path in recent if path not in shipped]
        page = QWidget()
        page.setObjectName("start")
        column = QVBoxLayout()
        column.setSpacing(4)
        title = QLabel("Briefing Viewer")
        title.setFont(serif(34, bold=True))
        column.addWidget(title)
        lead = QLabel("Read a brief closely, see who acts and what is at stake, and hand it on marked up.")
        lead.setObjectName("muted")
        lead.setWordWrap(True)
        column.addWidget(lead)
        column.addSpacing(20)
        button = QPushButton("Open a brief…")
        button.setIcon(icon("folder-open", self._theme))
        button.clicked.connect(self.open_asked)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        hint = QLabel("or drop a file anywhere in this window")
        hint.setObjectName("muted")
        column.addWidget(hint)
        if self._recent:
            column.addSpacing(20)
            column.addWidget(_section("Recent"))
            for path in self._recent[:8]:
                column.addWidget(self._entry(path, str(path.parent)))
        column.addSpacing(20)
        column.addWidget(_section("Shipped with the program"))
        for path in shipped:
            column.addWidget(self._entry(path, _ABOUT.get(path.name, "")))
        column.addStretch(1)
        row = QHBoxLayout(page)
        row.setContentsMargins(32, 64, 32, 32)
        row.addStretch(1)
        row.addLayout(column, 6)
        row.addStretch(1)
        self.setWidget(page)
        self.setFocusProxy(button)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.show_briefs(self._shipped, self._recent)

    def _entry(self, path: Path, about: str) -> QPushButton:
        button = QPushButton(f"{peek_title(path)}\n{about}")
        button.setProperty("flat", True)
        button.setIcon(icon("file-text", self._theme, "muted"))
        button.setIconSize(QSize(20, 20))
        button.setToolTip(plain_tip(str(path)))
        if not path.exists():
            button.setEnabled(False)
            button.setText(f"{path.name}\nNot there any more: {path.parent}")
        button.clicked.connect(lambda: self.brief_chosen.emit(path))
        return button


def _section(title: str) -> QLabel:
    label = QLabel(title)
    label.setObjectName("startSection")
    return label
