"""The card of one entity: what it is, why it is found here, what it has to do with the others, and every passage."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QToolButton, QWidget

from viewer.brief.model import Brief
from viewer.language import tr
from viewer.mentions.about import Fact, facts
from viewer.mentions.gazetteer import Gazetteer
from viewer.mentions.index import MentionIndex
from viewer.mentions.model import Entity
from viewer.pages.theme import Theme
from viewer.ui.card import Card, words
from viewer.ui.wording import count_label, kind_label, plain_tip


class EntityCard(Card):
    """Shows an entity."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._role = words("")
        self._facts = QFormLayout()
        self._facts.setContentsMargins(0, 4, 0, 0)
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(4)
        self._facts.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        self._facts.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._sources: list[QLabel] = []
        self._sources_button = QToolButton()
        self._sources_button.setObjectName("quiet")
        self._sources_button.setCheckable(True)
        self._sources_button.setText(tr("Show where this was read"))
        self._sources_button.toggled.connect(self._show_sources)
        self.body.addWidget(self._role)
        self.body.addLayout(self._facts)
        self.body.addWidget(self._sources_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_entity(self, entity: Entity, brief: Brief, index: MentionIndex, gazetteer: Gazetteer) -> None:
        """Fill the card."""
        mentions = index.of(entity.id)
        self._role.setText("\n".join(text for text in (entity.role, entity.note) if text))
        self._role.setVisible(bool(self._role.text()))
        while self._facts.rowCount():
            self._facts.removeRow(0)
        self._sources = []
        for fact in facts(entity, brief, index, gazetteer):
            self._add(fact)
        self._sources_button.setVisible(bool(self._sources))
        parts = (kind_label(entity), entity.symbol, _country(entity, gazetteer), count_label(len(mentions)))
        self.show_head(entity.name, parts, brief, mentions)

    def _add(self, fact: Fact) -> None:
        # The label's column is as wide as its longest word; both start on one line.
        text = words("", fact.text)
        self._facts.addRow(words("muted", fact.label), text)
        if fact.source:
            text.setToolTip(plain_tip(fact.source))
            text.setAccessibleDescription(fact.source)
            source = words("muted", fact.source)
            source.setVisible(self._sources_button.isChecked())
            self._facts.addRow("", source)
            self._sources.append(source)

    def _show_sources(self, shown: bool) -> None:
        for label in self._sources:
            label.setVisible(shown)
        self._sources_button.setText(tr("Hide where this was read") if shown else tr("Show where this was read"))


def _country(entity: Entity, gazetteer: Gazetteer) -> str:
    """The country's name, where what is said is a code that the gazetteer knows."""
    state = gazetteer.entities.get(entity.country)
    return state.name if state else entity.country
