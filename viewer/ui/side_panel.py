"""The left side: the briefs at hand, and the outline of the one that is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.brief.model import Block
from viewer.brief.peek import peek_title
from viewer.pages.theme import Theme
from viewer.ui.icons import icon
from viewer.ui.wording import plain_tip


class SidePanel(QWidget):
    """Signals: `brief_chosen(Path)`, `heading_chosen(int)` with the code point of a heading."""

    brief_chosen = Signal(object)
    heading_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self._theme = theme
        self._briefs = QListWidget()
        self._briefs.setAccessibleName("Briefs")
        self._briefs.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._briefs.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._outline = QTreeWidget()
        self._outline.setAccessibleName("Outline")
        self._outline.setHeaderHidden(True)
        self._outline.setIndentation(14)
        self._outline.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._headings: list[QTreeWidgetItem] = []
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(_section("Briefs", self._briefs))
        splitter.addWidget(_section("Outline", self._outline))
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        self._briefs.itemClicked.connect(self._brief_chosen)
        self._briefs.itemActivated.connect(self._brief_chosen)
        self._outline.itemClicked.connect(self._heading_chosen)
        self._outline.itemActivated.connect(self._heading_chosen)

    def show_briefs(self, paths: Sequence[Path], current: Path | None) -> None:
        """List briefs; the one that is open is selected, one that is gone is greyed."""
        self._briefs.clear()
        titles = [peek_title(path) for path in paths]
        times = Counter(titles)
        for path, title in zip(paths, titles, strict=True):
            # Copies of one brief are told apart by what they are called, and where they lie.
            shown = f"{title} – {path.parent.name}/{path.name}" if times[title] > 1 else title
            item = QListWidgetItem(icon("file-text", self._theme, "muted"), shown)
            item.setData(Qt.ItemDataRole.UserRole, path)
            gone = not path.exists()
            item.setToolTip(plain_tip(f"{path} is not there any more" if gone else str(path)))
            if gone:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self._briefs.addItem(item)
            if path == current:
                self._briefs.setCurrentItem(item)

    def show_outline(self, headings: Sequence[Block]) -> None:
        """Show headings as a tree."""
        self._outline.clear()
        self._headings = []
        open_items: list[tuple[int, QTreeWidgetItem]] = []
        for heading in headings:
            item = QTreeWidgetItem([" ".join(heading.text.split())])
            item.setData(0, Qt.ItemDataRole.UserRole, heading.start)
            item.setToolTip(0, plain_tip(heading.text))
            while open_items and open_items[-1][0] >= heading.level:
                open_items.pop()
            if open_items:
                open_items[-1][1].addChild(item)
            else:
                self._outline.addTopLevelItem(item)
            open_items.append((heading.level, item))
            self._headings.append(item)
        self._outline.expandAll()

    def mark_place(self, offset: int) -> None:
        """Select the heading that a code point stands under."""
        current = None
        for item in self._headings:
            if item.data(0, Qt.ItemDataRole.UserRole) > offset:
                break
            current = item
        if current is not self._outline.currentItem():
            self._outline.setCurrentItem(current)

    def current_heading(self) -> str:
        """The heading that is selected, or ""."""
        item = self._outline.currentItem()
        return item.text(0) if item else ""

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for row in range(self._briefs.count()):
            self._briefs.item(row).setIcon(icon("file-text", theme, "muted"))

    def _brief_chosen(self, item: QListWidgetItem) -> None:
        self.brief_chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def _heading_chosen(self, item: QTreeWidgetItem) -> None:
        self.heading_chosen.emit(item.data(0, Qt.ItemDataRole.UserRole))


def _section(title: str, content: QWidget) -> QWidget:
    box = QWidget()
    label = QLabel(title)
    label.setObjectName("section")
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(label)
    layout.addWidget(content, 1)
    return box
