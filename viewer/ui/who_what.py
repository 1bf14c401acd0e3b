"""The right side: actors, minerals, places and notes in tabs, and under them the card of the chosen entity."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from viewer.annotations.model import Annotation
from viewer.brief.model import GROUPS, Group
from viewer.language import tr
from viewer.mentions.gazetteer import Gazetteer
from viewer.mentions.model import Suggestion
from viewer.pages.theme import Theme
from viewer.ui.accessible import in_reading_order
from viewer.ui.cases import count_cases
from viewer.ui.entity_card import EntityCard
from viewer.ui.entity_panel import EntityPanel
from viewer.ui.not_declared import NotDeclared
from viewer.ui.note_rows import Note
from viewer.ui.notes_panel import NotesPanel
from viewer.ui.session import Session
from viewer.ui.still_tabs import StillTabs
from viewer.ui.suggestion_card import SuggestionCard
from viewer.ui.wording import group_title, number


class WhoWhat(QWidget):
    """Assembles the panels of a session and keeps their tabs' counts. The window connects their signals."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.panels: dict[Group, EntityPanel] = {group: EntityPanel(group, theme) for group in GROUPS}
        self.notes = NotesPanel(theme)
        self.not_declared: dict[Group, NotDeclared] = {
            group: NotDeclared(group, theme) for group in GROUPS if group != "mineral"
        }
        self.card = EntityCard(theme)
        self.suggestion_card = SuggestionCard(theme)
        self.gazetteer: Gazetteer | None = None
        self._session: Session | None = None
        self._tabs = StillTabs()
        self._tabs.setDocumentMode(True)
        self._tabs.setUsesScrollButtons(False)
        self._tabs.setElideMode(Qt.TextElideMode.ElideRight)
        for group, panel in self.panels.items():
            self._tabs.addTab(self._with_suggestions(group, panel), "")
        self._tabs.addTab(self.notes, "")
        self._tabs.tabBar().setExpanding(False)
        self._tabs.tabBar().setAccessibleName(tr("Who and what"))
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._tabs)
        self._splitter.addWidget(self.card)
        self._splitter.addWidget(self.suggestion_card)
        self._splitter.setSizes([300, 380, 380])
        for part in range(3):
            self._splitter.setStretchFactor(part, 1)
        in_reading_order(self._splitter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self._tabs.currentChanged.connect(self._show_card)
        self.show_session(None)

    def _with_suggestions(self, group: Group, panel: EntityPanel) -> QWidget:
        """A list with what is not declared under it, as one tab."""
        below = self.not_declared.get(group)
        if below is None:
            return panel
        panel.filtered.connect(below.filter)
        tab = QWidget()
        layout = QVBoxLayout(tab)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(panel, 3)
        layout.addWidget(below, 2)
        return tab

    def show_session(self, session: Session | None) -> None:
        """Fill the panels from a session, or empty them."""
        self._session = session
        for panel in self.panels.values():
            panel.show_index(session.index if session else None, len(session.brief.text) if session else 0)
            panel.set_hidden(session.hidden if session else frozenset())
        self.show_suggestions()
        self.show_notes()
        self._show_card()

    def show_suggestions(self) -> None:
        """List anew what nothing explains."""
        session = self._session
        for below in self.not_declared.values():
            below.show_suggestions(session.suggestions if session else (), len(session.brief.text) if session else 0)
            below.select(session.suggestion if session else None)

    def choose_next(self) -> bool:
        """Go on to the next name that nothing explains, in the list at hand; False if there is none."""
        return any(below.isVisible() and below.choose_next() for below in self.not_declared.values())

    def show_suggestion(self, suggestion: Suggestion | None) -> None:
        """Select a name that nothing explains, and show its card; None for none."""
        session = self._session
        for group, below in self.not_declared.items():
            mine = suggestion is not None and suggestion.group == group
            below.select(suggestion if mine else None)
            if mine:
                self._show_tab(below)
        if session and suggestion:
            self.suggestion_card.show_suggestion(suggestion, session.brief)
        self._show_card()

    def show_notes(self, changed: Collection[str] = ()) -> None:
        """List the annotations anew; or only those that changed, if no more than that is needed."""
        session = self._session
        if session and changed and all(id in session.annotations for id in changed):
            notes = [self._note(session, session.annotations[id]) for id in changed]
            if self.notes.update_notes(notes):
                self.notes.show_review(self._to_review())
                return
        notes = [self._note(session, annotation) for annotation in session.in_order()] if session else []
        self.notes.show_notes(notes, session.annotation if session else "", self._to_review())
        self._count_tabs()

    def _to_review(self) -> int:
        return count_cases(self._session) if self._session else 0

    @staticmethod
    def _note(session: Session, annotation: Annotation) -> Note:
        placed = session.placed(annotation.id)
        section = session.section_at(placed.start) if placed.start is not None else ""
        entity = session.index.entities.get(annotation.entity.partition(":")[2])
        return Note(annotation, placed, section, entity.name if entity else "")

    def show_entity(self, entity: str, *, forward: bool = True) -> None:
        """Select an entity in its list, with `forward` bring that list forward, and show its card; "" for none."""
        session = self._session
        for group, panel in self.panels.items():
            found = session.index.entities.get(entity) if session else None
            mine = found is not None and found.group == group
            panel.select(entity if mine else "")
            if mine and forward:
                self._show_tab(panel)
        if session and self.gazetteer and entity in session.index.entities:
            self.card.show_entity(session.index.entities[entity], session.brief, session.index, self.gazetteer)
        self._show_card()

    def show_notes_tab(self) -> None:
        """Bring the notes forward."""
        self._show_tab(self.notes)

    def show_annotation(self, id: str, *, forward: bool = True) -> None:
        """Select an annotation in the notes; with `forward`, bring them forward."""
        self.notes.select(id)
        if id and forward:
            self._show_tab(self.notes)

    def set_theme(self, theme: Theme) -> None:
        for part in (*self.panels.values(), *self.not_declared.values(), self.notes, self.card, self.suggestion_card):
            part.set_theme(theme)

    def _tab_of(self, part: QWidget) -> int:
        return next(number for number in range(self._tabs.count()) if self._holds(self._tabs.widget(number), part))

    @staticmethod
    def _holds(tab: QWidget, part: QWidget) -> bool:
        return tab is part or tab.isAncestorOf(part)

    def _show_tab(self, part: QWidget) -> None:
        self._tabs.setCurrentIndex(self._tab_of(part))

    def _show_card(self) -> None:
        session, on_notes = self._session, self._tabs.currentWidget() is self.notes
        self.card.setVisible(bool(session and session.entity) and not on_notes)
        self.suggestion_card.setVisible(bool(session and session.suggestion) and not on_notes)

    def _count_tabs(self) -> None:
        for group, panel in self.panels.items():
            self._tabs.setTabText(self._tab_of(panel), _tab_text(group_title(group), panel.count()))
        self._tabs.setTabText(self._tab_of(self.notes), _tab_text(tr("Notes"), self.notes.count()))


def _tab_text(title: str, count: int) -> str:
    return f"{title} {number(count)}" if count else title
