"""The card of one entity: what it is, how it is known here, what it has to do with the others, and every passage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.brief.model import Brief
from viewer.mentions.gazetteer import ListInfo
from viewer.mentions.index import MentionIndex
from viewer.mentions.model import Entity, Mention
from viewer.pages.theme import Theme
from viewer.ui.entity_panel import count_label, kind_label
from viewer.ui.icons import icon
from viewer.ui.passages import PassageDelegate, Passages, passage_of
from viewer.ui.row_list import RowList

_COMPANY = 5  # entities named in the same blocks that the card lists


class EntityCard(QWidget):
    """Shows an entity.

    Signals: `mention_chosen(Mention)` when a passage is clicked or entered, `closed()`.
    """

    mention_chosen = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = _label("heading")
        self._kind = _label("muted")
        self._role = _label("")
        self._facts = QFormLayout()
        self._facts.setContentsMargins(0, 4, 0, 0)
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(4)
        self._facts.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        self._close = QToolButton()
        self._close.setAccessibleName("Close card")
        self._close.setToolTip("Deselect (Esc)")
        self._close.clicked.connect(self.closed)
        self._model = Passages(self)
        self._passages = RowList("Passages", self._model)
        self._delegate = PassageDelegate(theme, self._passages)
        self._passages.setItemDelegate(self._delegate)
        self._passages.setUniformItemSizes(True)
        self._passages.clicked.connect(self._chosen)
        self._passages.activated.connect(self._chosen)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 4, 0)
        head.addWidget(self._name, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        body = QVBoxLayout()
        body.setContentsMargins(12, 0, 12, 8)
        body.setSpacing(4)
        body.addWidget(self._kind)
        body.addWidget(self._role)
        body.addLayout(self._facts)
        about = QWidget()
        about.setObjectName("side")
        about_layout = QVBoxLayout(about)
        about_layout.setContentsMargins(0, 0, 0, 0)
        about_layout.setSpacing(0)
        about_layout.addLayout(head)
        about_layout.addLayout(body)
        about_layout.addStretch(1)
        # Scrolls on its own: an entity with many facts must not push its passages out of the window.
        self._about = QScrollArea()
        self._about.setFrameShape(QScrollArea.Shape.NoFrame)
        self._about.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._about.setWidgetResizable(True)
        self._about.setWidget(about)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._about, 3)
        layout.addWidget(self._passages, 2)
        self.set_theme(theme)

    def show_entity(self, entity: Entity, brief: Brief, index: MentionIndex, lists: dict[str, ListInfo]) -> None:
        """Fill the card."""
        mentions = index.of(entity.id)
        parts = [kind_label(entity), entity.symbol, entity.country, count_label(len(mentions))]
        self._name.setText(entity.name)
        self._kind.setText(" · ".join(part for part in parts if part))
        self._role.setText("\n".join(text for text in (entity.role, entity.note) if text))
        self._role.setVisible(bool(self._role.text()))
        while self._facts.rowCount():
            self._facts.removeRow(0)
        for label, text in facts(entity, brief, index, lists):
            # The label's column is as wide as its longest word; both start on one line.
            self._facts.addRow(_label("muted", label), _label("", text))
        self._about.verticalScrollBar().setValue(0)
        self._model.set_rows([passage_of(brief, mention) for mention in mentions])

    def show_mention(self, mention: Mention | None) -> None:
        """Mark the passage of a mention."""
        for row, passage in enumerate(self._model.rows):
            if mention and passage.mention.start == mention.start:
                index = self._model.index(row)
                self._passages.setCurrentIndex(index)
                self._passages.scrollTo(index)
                return
        self._passages.clearSelection()

    def title(self) -> str:
        """The name on the card."""
        return self._name.text()

    def choose(self, number: int) -> None:
        """Choose a passage, from 0, as a click on it does."""
        self._chosen(self._model.index(number))

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self._close.setIcon(icon("x", theme, "muted"))
        self._passages.viewport().update()

    def _chosen(self, index: QModelIndex) -> None:
        self.mention_chosen.emit(self._model.rows[index.row()].mention)


def facts(entity: Entity, brief: Brief, index: MentionIndex, lists: dict[str, ListInfo]) -> Iterator[tuple[str, str]]:
    """The rows of the card between its head and its passages: (label, text)."""
    found = Counter(brief.text[mention.start : mention.end].replace("\n", " ") for mention in index.of(entity.id))
    if len(found) > 1 or (found and entity.name not in found):
        yield "Named", ", ".join(name for name, _ in found.most_common(6))
    if use := entity.facts.get("use"):
        yield "Use", str(use)
    for key, label in (("yields", "Ore of"), ("ores", "Ores"), ("member_of", "Belongs to"), ("minerals", "Produces")):
        ids = entity.facts.get(key)
        if isinstance(ids, (list, tuple)) and ids:
            yield label, ", ".join(_name(index, str(id)) for id in ids)
    if memberships := list(_memberships(entity, lists)):
        yield "Listed", "\n".join(memberships)
    if entity.facts.get("conflict_mineral"):
        basis = entity.facts.get("conflict_basis")
        yield "Conflict", str(basis) if isinstance(basis, str) else "conflict mineral"
    if relations := list(_relations(entity, brief, index)):
        yield "Relations", "\n".join(relations)
    if company := _company(entity, brief, index):
        yield "With", ", ".join(company)


def _memberships(entity: Entity, lists: dict[str, ListInfo]) -> Iterator[str]:
    for key, through in (("lists", ""), ("lists_via_group", " (as part of a group)")):
        names = entity.facts.get(key)
        for name in names if isinstance(names, (list, tuple)) else ():
            info = lists.get(str(name))
            yield (info.label if info else str(name)) + through


def _relations(entity: Entity, brief: Brief, index: MentionIndex) -> Iterator[str]:
    for relation in brief.front.relations:
        if entity.id in (relation.from_id, relation.to_id):
            line = f"{_name(index, relation.from_id)} {relation.type} {_name(index, relation.to_id)}"
            yield f"{line} ({relation.note})" if relation.note else line


def _name(index: MentionIndex, id: str) -> str:
    entity = index.entities.get(id)
    return entity.name if entity else id.replace("-", " ")


def _company(entity: Entity, brief: Brief, index: MentionIndex) -> list[str]:
    """The entities most often named in the same blocks."""
    together: Counter[str] = Counter()
    for number in {brief.block_at(mention.start) for mention in index.of(entity.id)}:
        block = brief.blocks[number]
        together.update({other.entity for other in index.in_range(block.start, block.end)} - {entity.id})
    return [_name(index, id) for id, _ in together.most_common(_COMPANY)]


def _label(name: str, text: str = "") -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    # Never rich text: the words come from a stranger's brief.
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setText(text)
    return label
