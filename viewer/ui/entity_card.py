"""The card of one entity: what it is, why it is found here, what it has to do with the others, and every passage."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

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
    """Shows an entity. Of each fact there is one line, and all of it once the reader wants more."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._role = words("")
        self._facts = QGridLayout()
        self._facts.setContentsMargins(0, 4, 0, 0)
        self._facts.setHorizontalSpacing(12)
        self._facts.setColumnStretch(1, 1)
        self._lines: list[FactLine] = []
        self._sources: list[QLabel] = []
        self._more = _quiet_button()
        self._more.toggled.connect(self._unfold)
        self._sources_button = _quiet_button()
        self._sources_button.toggled.connect(self._unfold)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.setContentsMargins(-8, 0, 0, 0)  # their words stand in line with the facts
        buttons.addWidget(self._more)
        buttons.addWidget(self._sources_button)
        buttons.addStretch(1)
        self.body.addWidget(self._role)
        self.body.addLayout(self._facts)
        self.body.addLayout(buttons)

    def show_entity(self, entity: Entity, brief: Brief, index: MentionIndex, gazetteer: Gazetteer) -> None:
        """Fill the card."""
        mentions = index.of(entity.id)
        self._role.setText("\n".join(text for text in (entity.role, entity.note) if text))
        self._role.setVisible(bool(self._role.text()))
        while item := self._facts.takeAt(0):
            item.widget().hide()
            item.widget().deleteLater()
        self._lines, self._sources = [], []
        for fact in facts(entity, brief, index, gazetteer):
            self._add(fact)
        self._unfold()
        parts = (kind_label(entity), entity.symbol, _country(entity, gazetteer), count_label(len(mentions)))
        self.show_head(entity.name, parts, brief, mentions)

    def _add(self, fact: Fact) -> None:
        row, text = self._facts.rowCount(), FactLine(fact.text)
        top = Qt.AlignmentFlag.AlignTop
        self._facts.addWidget(words("muted", fact.label), row, 0, top)
        self._facts.addWidget(text, row, 1, top)
        self._lines.append(text)
        if fact.source:
            text.setToolTip(plain_tip(fact.source))
            text.setAccessibleDescription(fact.source)
            source = words("muted", fact.source)
            self._facts.addWidget(source, row + 1, 1, top)
            self._sources.append(source)

    def _unfold(self) -> None:
        """Show as much as the two buttons say."""
        more, sources = self._more.isChecked(), self._sources_button.isChecked()
        self._facts.setVerticalSpacing(8 if more else 4)
        for line in self._lines:
            line.fold(not more)
        for label in self._sources:
            label.setVisible(more and sources)
        self._more.setText(tr("Less") if more else tr("More"))
        self._more.setVisible(bool(self._lines))
        self._sources_button.setVisible(more and bool(self._sources))
        self._sources_button.setText(tr("Hide where this was read") if sources else tr("Show where this was read"))


class FactLine(QLabel):
    """What a fact says: all of it, or folded into one line that ends in "…" where there is more."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._all = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAccessibleName(text)
        self.setMinimumWidth(1)  # folded, as narrow as the card

    def fold(self, folded: bool) -> None:
        across = QSizePolicy.Policy.Ignored if folded else QSizePolicy.Policy.Preferred
        # What wraps is as high as its width asks for.
        self.setWordWrap(not folded)
        policy = QSizePolicy(across, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(not folded)
        self.setSizePolicy(policy)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        text = self._all
        if not self.wordWrap():
            line = "; ".join(text.splitlines())
            text = self.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, self.width())
        if text != self.text():
            self.setText(text)


def _quiet_button() -> QToolButton:
    button = QToolButton()
    button.setObjectName("quiet")
    button.setCheckable(True)
    return button


def _country(entity: Entity, gazetteer: Gazetteer) -> str:
    """The country's name, where what is said is a code that the gazetteer knows."""
    state = gazetteer.entities.get(entity.country)
    return state.name if state else entity.country
