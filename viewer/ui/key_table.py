"""The table of actions and their keys, in which the reader gives them others."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.language import tr
from viewer.mentions.folding import fold
from viewer.ui.actions import menus
from viewer.ui.keys import Keys, shown, why_not

_ID = Qt.ItemDataRole.UserRole


class KeyTable(QWidget):
    """Choose an action, press its new key, and say so. A key that another action has is only taken from it after that
    was said."""

    def __init__(self, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self._names = {row.id: row.name for menu in menus() for row in menu.rows()}
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Find an action or a key"))
        self.filter.setAccessibleName(self.filter.placeholderText())
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._narrow)
        self.table = QTreeWidget()
        self.table.setAccessibleName(tr("Actions and their keys"))
        self.table.setHeaderLabels([tr("Action"), tr("Keys")])
        self.table.setUniformRowHeights(True)
        self.table.setRootIsDecorated(False)
        self.table.setIndentation(16)
        self.table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.table.header().setStretchLastSection(False)
        self.table.currentItemChanged.connect(lambda: self._chosen())
        self.table.itemActivated.connect(lambda: self.recorder.setFocus())
        self.recorder = QKeySequenceEdit()
        self.recorder.setMaximumSequenceLength(1)
        self.recorder.setClearButtonEnabled(True)
        self.recorder.setAccessibleName(tr("New key"))
        self.recorder.keySequenceChanged.connect(lambda: self._consider())
        # Tab has to lead on from here, as from everywhere.
        self.recorder.installEventFilter(self)
        self.assign = _button(tr("&Use this key"), self._assign)
        self.none = _button(tr("&No key"), lambda: self._keys.choose(self.action, []))
        self.reset = _button(tr("&Reset"), lambda: self._keys.reset(self.action))
        self.reset_all = _button(tr("Reset &all"), self._keys.reset_all)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setMinimumHeight(2 * self.said.fontMetrics().lineSpacing())
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self._fill()
        self._chosen()
        keys.changed.connect(self._show_keys)

    @property
    def action(self) -> str:
        """The id of the chosen action, or ""."""
        item = self.table.currentItem()
        return str(item.data(0, _ID) or "") if item else ""

    def choose(self, id: str) -> None:
        """Choose an action, as a click on its row does."""
        for item in self._rows():
            if item.data(0, _ID) == id:
                self.table.setCurrentItem(item)

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.recorder, 1)
        for button in (self.assign, self.none, self.reset):
            below.addWidget(button)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self.said, 1)
        last.addWidget(self.reset_all, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 12, 4, 0)
        layout.setSpacing(8)
        layout.addWidget(self.filter)
        layout.addWidget(self.table, 1)
        layout.addLayout(below)
        layout.addLayout(last)

    def _fill(self) -> None:
        for menu in menus():
            heading = QTreeWidgetItem([menu.text.replace("&", ""), ""])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = heading.font(0)
            font.setBold(True)
            heading.setFont(0, font)
            self.table.addTopLevelItem(heading)
            for row in menu.rows():
                item = QTreeWidgetItem([row.name, ""])
                item.setData(0, _ID, row.id)
                heading.addChild(item)
        self.table.expandAll()
        self._show_keys()

    def _rows(self) -> list[QTreeWidgetItem]:
        tops = [self.table.topLevelItem(at) for at in range(self.table.topLevelItemCount())]
        return [top.child(at) for top in tops for at in range(top.childCount())]

    def _show_keys(self) -> None:
        for item in self._rows():
            id = item.data(0, _ID)
            item.setText(1, ", ".join(map(shown, self._keys.of(id))))
            font = item.font(1)
            font.setBold(self._keys.is_chosen(id))
            item.setFont(1, font)
        self._chosen()

    def _narrow(self) -> None:
        wanted = fold(self.filter.text().strip())
        for item in self._rows():
            item.setHidden(wanted not in fold(item.text(0)) and wanted not in fold(item.text(1)))
        for at in range(self.table.topLevelItemCount()):
            top = self.table.topLevelItem(at)
            top.setHidden(all(top.child(row).isHidden() for row in range(top.childCount())))

    def _chosen(self) -> None:
        id = self.action
        self.recorder.clear()
        for widget in (self.recorder, self.none, self.reset):
            widget.setEnabled(bool(id))
        self.none.setEnabled(bool(id) and bool(self._keys.of(id)))
        self.reset.setEnabled(bool(id) and self._keys.is_chosen(id))
        self.reset_all.setEnabled(any(map(self._keys.is_chosen, self._names)))
        self._consider()

    def _consider(self) -> None:
        """Say what the key that was pressed would mean."""
        sequence = self.recorder.keySequence()
        problem, told = "", ""
        if not self.action:
            told = tr("Choose an action to give it another key.")
        elif sequence.isEmpty():
            told = tr("Press the new key for “{action}” in the field.", action=self._names[self.action])
        else:
            problem = why_not(sequence)
            holders = self._keys.holders(sequence, self.action)
            if not problem and holders:
                told = tr(
                    "{key} belongs to “{other}”, which would lose it.",
                    key=shown(sequence),
                    other=self._names[holders[0]],
                )
        self.said.setText(problem or told)
        name = "warning" if problem or (told and not sequence.isEmpty()) else "muted"
        if self.said.objectName() != name:
            self.said.setObjectName(name)
            self.said.style().unpolish(self.said)
            self.said.style().polish(self.said)
        self.assign.setEnabled(bool(self.action) and not sequence.isEmpty() and not problem)

    def _assign(self) -> None:
        sequence = QKeySequence(self.recorder.keySequence())
        self._keys.choose(self.action, [sequence])
        self.table.setFocus()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            key, way = event.key(), event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier  # type: ignore[attr-defined]
            if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not way:
                if event.type() == QEvent.Type.KeyPress:
                    self.focusNextPrevChild(key == Qt.Key.Key_Tab)
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]


def _button(text: str, slot: object) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(lambda: slot())  # type: ignore[operator]
    return button
