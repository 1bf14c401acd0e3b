"""“This is …”: choose an entity for some words, here or wherever the brief has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from viewer.language import mark, tr
from viewer.mentions.corrections import why_no_name
from viewer.mentions.folding import fold
from viewer.mentions.model import Entity
from viewer.pages.theme import Theme
from viewer.ui.fitting import fit
from viewer.ui.kind_menu import group_of, kind_menu
from viewer.ui.row_list import Index, RowList, RowModel, paint_ground
from viewer.ui.wording import kind_words, with_article

Scope = Literal["here", "brief", "always"]
_SCOPES: dict[Scope, str] = {
    "here": mark("Here only"),
    "brief": mark("Wherever this brief has these words"),
    "always": mark("Always, in every brief"),
}
_SHOWN = 200  # entities at a time; a letter more in the filter shows the others

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class _Candidates(RowModel[Entity]):
    def text(self, row: Entity) -> str:
        return f"{_shown_name(row)}, {kind_words(row.kind)}"


def _shown_name(entity: Entity) -> str:
    return entity.name if entity.id else tr("New: “{name}”", name=entity.name)


class EntityChooser(QDialog):
    """Asks for an entity. After `exec`, `entity` is the one chosen, `scope` how far that holds.

    The last row stands for a new entity of that name, whose id is ""; `kind` is what it seems to be. What is new is
    found wherever the brief has its name, so that "here" is not offered for it.
    """

    def __init__(
        self, words: str, candidates: Iterable[Entity], theme: Theme, parent: QWidget, kind: str = "organisation"
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("This is …"))
        self.entity: Entity | None = None
        self._all = list(candidates)
        self._words = " ".join(words.split())
        self._kind = kind
        self._present = ""  # the id of what the words are taken for
        self._was_here = False  # whether only a new row has the scope away from "here"
        self._model = _Candidates(self)
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(tr("Name, alias or id"))
        self._filter.setAccessibleName(tr("Filter entities"))
        self._filter.installEventFilter(self)
        self._list = RowList(tr("Entities"), self._model)
        self._list.setItemDelegate(_CandidateDelegate(theme, self._list))
        self._list.setUniformItemSizes(True)
        self._list.installEventFilter(self)
        self._scopes = {scope: QRadioButton(tr(text)) for scope, text in _SCOPES.items()}
        group = QButtonGroup(self)
        for button in self._scopes.values():
            group.addButton(button)
        self._scopes["here"].setChecked(True)
        label = QLabel(tr("“{words}” is …", words=self._words[:120]))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self._kinds = QPushButton()
        self._kinds.setToolTip(tr("What the new one is"))
        self._kinds.setMenu(kind_menu(self, self.set_kind))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        for widget in (label, self._filter, self._list, self._kinds, *self._scopes.values(), buttons):
            layout.addWidget(widget)
        layout.setStretchFactor(self._list, 1)
        self.setTabOrder(self._list, self._kinds)
        fit(self, 420, 440)
        self._filter.textChanged.connect(self.filter)
        self._list.selectionModel().selectionChanged.connect(self._show_choice)
        self._list.activated.connect(self._accept)
        self._list.doubleClicked.connect(self._accept)
        buttons.accepted.connect(self.take)
        buttons.rejected.connect(self.reject)
        self.filter("")
        self._filter.setFocus()

    def select(self, id: str) -> None:
        """List an entity first, and chosen as long as nothing else is sought: what the words are taken for now."""
        self._present = id
        self._all.sort(key=lambda entity: entity.id != id)
        self.filter(self._filter.text())

    @property
    def scope(self) -> Scope:
        return next(scope for scope, button in self._scopes.items() if button.isChecked())

    def set_scope(self, scope: Scope) -> None:
        self._scopes[scope].setChecked(True)

    def set_kind(self, kind: str) -> None:
        """Choose what a new entity is, as the menu does."""
        self._kind = kind
        at = self._chosen().row()
        self.filter(self._filter.text())
        self._list.setCurrentIndex(self._model.index(at))

    @property
    def can_take(self) -> bool:
        """Whether there is something to choose."""
        return self._ok.isEnabled()

    def take(self) -> None:
        """Choose the entity that is selected, as Enter does."""
        self._accept(self._chosen())

    def filter(self, text: str) -> None:
        """List what matches, names that begin so first. The first is chosen if it is what is sought: neither the first
        of all, nor a new one of another name, is taken by mistake."""
        sought = fold(text.strip())
        found = [entity for entity in self._all if any(sought in fold(name) for name in self._names(entity))]
        if sought:
            found.sort(key=lambda entity: not fold(entity.name).startswith(sought))
        rows = found[:_SHOWN]
        if not why_no_name(self._words):
            rows.append(Entity("", self._words, self._kind, group_of(self._kind)))
        self._model.set_rows(rows)
        answers = bool(found) if sought else bool(found and self._present == found[0].id)
        new = not found and bool(rows) and bool(sought) and sought in fold(self._words)
        self._list.setCurrentIndex(self._model.index(0) if answers or new else QModelIndex())
        self._show_choice()

    def _show_choice(self) -> None:
        index = self._chosen()
        is_new = index.isValid() and not self._model.rows[index.row()].id
        self._ok.setEnabled(index.isValid())
        self._kinds.setVisible(is_new)
        self._kinds.setText(tr("as {kind}", kind=with_article(kind_words(self._kind))))
        self._kinds.setAccessibleName(tr("Kind: {kind}", kind=kind_words(self._kind)))
        self._scopes["here"].setEnabled(not is_new)
        if is_new and self.scope == "here":
            self.set_scope("brief")
            self._was_here = True
        elif not is_new and self._was_here:
            self.set_scope("here")
            self._was_here = False

    def _chosen(self) -> QModelIndex:
        """What is seen to be chosen: Qt makes a row current, unseen, when Tab reaches the list."""
        index = self._list.currentIndex()
        return index if self._list.selectionModel().isSelected(index) else QModelIndex()

    @staticmethod
    def _names(entity: Entity) -> tuple[str, ...]:
        return (entity.name, entity.id, *entity.aliases)

    def _accept(self, index: QModelIndex) -> None:
        if index.isValid() and self._list.selectionModel().isSelected(index):
            self.entity = self._model.rows[index.row()]
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Up and down move in the list while the caret stays in the filter; letters typed on the list go to the filter.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self._list:
                return self._typed(event)
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            row = self._chosen().row() + step
            if step and 0 <= row < len(self._model.rows):
                self._list.setCurrentIndex(self._model.index(row))
                return True
        return super().eventFilter(watched, event)

    def _typed(self, event: QKeyEvent) -> bool:
        """Put a letter that was typed on the list into the filter; False if it is none."""
        letters = event.text().strip()
        if not letters.isprintable() or not letters or event.modifiers() & _COMMANDS:
            return False
        self._filter.setFocus()
        self._filter.insert(event.text())
        return True


class _CandidateDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, 30)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entity: Entity = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        paint_ground(painter, option, self._theme)
        area = option.rect.adjusted(12, 0, -12, 0)
        kind = kind_words(entity.kind)
        room = area.width() - option.fontMetrics.horizontalAdvance(kind) - 12
        name = option.fontMetrics.elidedText(_shown_name(entity), Qt.TextElideMode.ElideRight, room)
        painter.setPen(self._theme.groups[entity.group])
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(self._theme["muted"])
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, kind)
        painter.restore()
