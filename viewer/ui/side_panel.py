"""The left side: the briefs at hand, and the outline of the one that is open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLabel,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.brief.model import Block
from viewer.language import tr
from viewer.pages.theme import Theme
from viewer.ui.accessible import in_reading_order
from viewer.ui.brief_list import BriefList
from viewer.ui.wording import plain_tip


class SidePanel(QWidget):
    """Signals: `brief_chosen(Path)`; `brief_wanted_beside(Path)` for a brief that is to have a tab of its own (Ctrl or
    the middle button); `heading_chosen(int)` with the code point of a heading.
    """

    brief_chosen = Signal(object)
    brief_wanted_beside = Signal(object)
    heading_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self._briefs = BriefList(tr("Briefs"), theme, indent=14)
        self._outline = QTreeWidget()
        self._outline.setAccessibleName(tr("Outline"))
        self._outline.setHeaderHidden(True)
        self._outline.setIndentation(14)
        self._outline.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._headings: list[QTreeWidgetItem] = []
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(_section(tr("Briefs"), self._briefs))
        splitter.addWidget(_section(tr("Outline"), self._outline))
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        in_reading_order(splitter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        self._briefs.chosen.connect(self.brief_chosen)
        self._briefs.wanted_beside.connect(self.brief_wanted_beside)
        self._outline.itemClicked.connect(self._heading_chosen)
        self._outline.itemActivated.connect(self._heading_chosen)

    def show_briefs(self, paths: Sequence[Path], current: Path | None) -> None:
        """List briefs; the one that is open is selected, one that is gone is greyed."""
        self._briefs.show_briefs([(path, "") for path in paths], current)

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
        self._briefs.set_theme(theme)

    def _heading_chosen(self, item: QTreeWidgetItem) -> None:
        self.heading_chosen.emit(item.data(0, Qt.ItemDataRole.UserRole))


def _section(title: str, content: QWidget) -> QWidget:
    box = QWidget()
    label = QLabel(title)
    label.setObjectName("section")
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    label.setBuddy(content)
    layout.addWidget(label)
    layout.addWidget(content, 1)
    return box
