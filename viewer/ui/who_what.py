"""The right side: actors, minerals, places and notes in tabs, and under them the card of the chosen entity."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from viewer.brief.model import GROUPS, Group
from viewer.mentions.gazetteer import ListInfo
from viewer.pages.theme import Theme
from viewer.ui.entity_card import EntityCard
from viewer.ui.entity_panel import GROUP_TITLES, EntityPanel
from viewer.ui.notes_panel import NotesPanel
from viewer.ui.session import Session


class WhoWhat(QWidget):
    """Assembles the panels of a session and keeps their tabs' counts. The window connects their signals."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.panels: dict[Group, EntityPanel] = {group: EntityPanel(group, theme) for group in GROUPS}
        self.notes = NotesPanel(theme)
        self.card = EntityCard(theme)
        self.lists: dict[str, ListInfo] = {}
        self._session: Session | None = None
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.setUsesScrollButtons(False)
        for panel in self.panels.values():
            self._tabs.addTab(panel, "")
        self._tabs.addTab(self.notes, "")
        self._tabs.tabBar().setExpanding(False)
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._tabs)
        self._splitter.addWidget(self.card)
        self._splitter.setSizes([300, 380])
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self._tabs.currentChanged.connect(self._show_card)
        self.show_session(None)

    def show_session(self, session: Session | None) -> None:
        """Fill the panels from a session, or empty them."""
        self._session = session
        for panel in self.panels.values():
            panel.show_index(session.index if session else None, len(session.brief.text) if session else 0)
            panel.set_hidden(session.hidden if session else frozenset())
        self.show_notes()
        self._show_card()

    def show_notes(self) -> None:
        """List the annotations anew."""
        notes = []
        if session := self._session:
            for annotation in session.in_order():
                placed = session.placed(annotation.id)
                heading = session.brief.heading_at(placed.start) if placed.start is not None else None
                notes.append((annotation, placed, heading.text if heading else ""))
        self.notes.show_notes(notes, self._session.annotation if self._session else "")
        self._count_tabs()

    def show_entity(self, entity: str, *, forward: bool = True) -> None:
        """Select an entity in its list, with `forward` bring that list forward, and show its card; "" for none."""
        session = self._session
        for group, panel in self.panels.items():
            found = session.index.entities.get(entity) if session else None
            mine = found is not None and found.group == group
            panel.select(entity if mine else "")
            if mine and forward:
                self._tabs.setCurrentWidget(panel)
        if session and entity in session.index.entities:
            self.card.show_entity(session.index.entities[entity], session.brief, session.index, self.lists)
        self._show_card()

    def show_annotation(self, id: str, *, forward: bool = True) -> None:
        """Select an annotation in the notes; with `forward`, bring them forward."""
        self.notes.select(id)
        if id and forward:
            self._tabs.setCurrentWidget(self.notes)

    def set_theme(self, theme: Theme) -> None:
        for panel in self.panels.values():
            panel.set_theme(theme)
        self.notes.set_theme(theme)
        self.card.set_theme(theme)

    def _show_card(self) -> None:
        has_entity = bool(self._session and self._session.entity)
        self.card.setVisible(has_entity and self._tabs.currentWidget() is not self.notes)

    def _count_tabs(self) -> None:
        for group, panel in self.panels.items():
            self._tabs.setTabText(self._tabs.indexOf(panel), f"{GROUP_TITLES[group]} {panel.count() or ''}".strip())
        self._tabs.setTabText(self._tabs.indexOf(self.notes), f"Notes {self.notes.count() or ''}".strip())
