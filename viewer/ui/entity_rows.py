"""The rows of the list of entities: which of them there are, in which order, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from viewer.language import mark, tr
from viewer.mentions.folding import fold
from viewer.mentions.model import Entity
from viewer.ui.row_list import Index, RowModel
from viewer.ui.wording import count_label, kind_label


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity as the list shows it."""

    entity: Entity
    count: int
    ticks: tuple[float, ...]  # where its mentions fall, 0 to 1


def _name_key(row: EntityRow) -> str:
    return fold(row.entity.name)


ORDERS = {
    "count": mark("By mentions"),
    "first": mark("By first mention"),
    "name": mark("By name"),
    "kind": mark("By kind"),
}
_ORDER_KEYS: dict[str, Callable[[EntityRow], tuple[object, ...]]] = {
    "count": lambda row: (-row.count, _name_key(row)),
    # What is never named comes last.
    "first": lambda row: (not row.ticks, row.ticks[:1], _name_key(row)),
    "name": lambda row: (_name_key(row),),
    "kind": lambda row: (row.entity.kind, -row.count, _name_key(row)),
}


class EntityRows(RowModel[EntityRow]):
    """The entities that pass the filter, most mentioned first. What is underlined is checked.

    Signal: `toggled(QModelIndex)` when that is to be switched.
    """

    toggled = Signal(QModelIndex)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._all: list[EntityRow] = []
        self._filter = ""
        self._order = "count"
        self._only_declared = False
        self.hidden: frozenset[str] = frozenset()

    def total(self) -> int:
        return len(self._all)

    def set_entities(self, rows: list[EntityRow]) -> None:
        self._all = rows
        self._choose()

    def set_filter(self, text: str) -> None:
        self._filter = fold(text.strip())
        self._choose()

    def set_order(self, order: str) -> None:
        self._order = order
        self._choose()

    def set_only_declared(self, only: bool) -> None:
        self._only_declared = only
        self._choose()

    def _choose(self) -> None:
        chosen = [row for row in self._all if self._passes(row.entity)]
        self.set_rows(sorted(chosen, key=_ORDER_KEYS[self._order]))

    def _passes(self, entity: Entity) -> bool:
        if self._only_declared and not entity.declared:
            return False
        texts = (entity.name, entity.kind, entity.role, entity.id, *entity.aliases)
        return not self._filter or any(self._filter in fold(text) for text in texts)

    def text(self, row: EntityRow) -> str:
        return row.entity.name

    def spoken(self, row: EntityRow) -> str:
        return f"{row.entity.name}, {kind_label(row.entity)}, {count_label(row.count)}"

    def described(self, row: EntityRow) -> str:
        if not row.count:
            return tr("Declared, but not named in the text")
        return tr("Underlined in the text") if row.entity.id not in self.hidden else tr("Not underlined in the text")

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(QModelIndex(index)) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.CheckStateRole:
            row = self.rows[index.row()]
            underlined = row.count and row.entity.id not in self.hidden
            return Qt.CheckState.Checked if underlined else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.toggled.emit(QModelIndex(index))
        return True

    def set_hidden(self, hidden: frozenset[str]) -> None:
        """These entities are not underlined."""
        changed = self.hidden ^ hidden
        self.hidden = hidden
        for at, row in enumerate(self.rows):
            if row.entity.id in changed:
                self.dataChanged.emit(self.index(at), self.index(at))

    def row_of(self, entity: str) -> int:
        return next((at for at, row in enumerate(self.rows) if row.entity.id == entity), -1)
