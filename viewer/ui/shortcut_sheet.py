"""The shortcut sheet: which keys do what, on one page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from viewer.language import mark, tr
from viewer.mentions.folding import fold
from viewer.ui.actions import menus
from viewer.ui.keys import Keys, shown

_COLUMNS = 2
#: Keys that belong to a list or a field, and are the same everywhere.
_FIXED = (
    (mark("Arrow keys"), mark("Move in lists, the text and the margin")),
    (mark("Enter"), mark("Edit the note that is chosen")),
    (mark("Space"), mark("Tick or open what is chosen")),
    (mark("Shift+Arrow keys"), mark("Select words")),
    (mark("Tab"), mark("To the next control")),
)


class ShortcutSheet(QDialog):
    """Grouped as the menus are, and kept up with what the reader changes. A search narrows it.

    Signal: `change_asked()` when the reader wants other keys.
    """

    change_asked = Signal()

    def __init__(self, keys: Keys, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self._keys = keys
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find an action or a key"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._fill)
        self._area = QScrollArea()
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(self.windowTitle())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        change = QPushButton(tr("&Change…"))
        change.setAutoDefault(False)
        change.clicked.connect(self.change_asked)
        buttons.addButton(change, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        for widget in (self.search, self._area, buttons):
            layout.addWidget(widget)
        self._fill()
        self.resize(min(920, parent.width() - 40), min(760, parent.window().height() - 40))
        keys.changed.connect(self._fill)

    def lines(self) -> list[tuple[str, str]]:
        """What is shown: keys and what they do."""
        return [line for _, lines in self._groups() for line in lines]

    def _groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        wanted = fold(self.search.text().strip())
        groups = [
            (
                menu.text.replace("&", ""),
                [(", ".join(map(shown, self._keys.of(row.id))), row.name) for row in menu.rows()],
            )
            for menu in menus()
        ]
        groups.append((tr("Everywhere"), [(tr(key), tr(does)) for key, does in _FIXED]))
        found = [
            (title, [(key, does) for key, does in lines if key and (wanted in fold(does) or wanted in fold(key))])
            for title, lines in groups
        ]
        return [(title, lines) for title, lines in found if lines]

    def _fill(self) -> None:
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(0, 0, 8, 0)
        columns.setSpacing(40)
        made = [QVBoxLayout() for _ in range(_COLUMNS)]
        for column, groups in zip(made, _shared_out(self._groups()), strict=True):
            column.setSpacing(4)
            for title, lines in groups:
                column.addWidget(_heading(title))
                column.addLayout(_grid(lines))
                column.addSpacing(8)
            column.addStretch(1)
            columns.addLayout(column, 1)
        self._area.setWidget(page)


def _shared_out(
    groups: list[tuple[str, list[tuple[str, str]]]],
) -> list[list[tuple[str, list[tuple[str, str]]]]]:
    """The groups in their order, over columns that are as even as can be."""
    heights = [len(lines) + 2 for _, lines in groups]
    # From the left: of cuts that are as good, the last.
    cut = min(range(len(groups), -1, -1), key=lambda at: max(sum(heights[:at]), sum(heights[at:])))
    return [groups[:cut], groups[cut:]]


def _heading(title: str) -> QLabel:
    label = QLabel(title)
    label.setObjectName("startSection")
    return label


def _grid(lines: list[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    for at, (keys, does) in enumerate(lines):
        said = QLabel(does)
        said.setWordWrap(True)
        grid.addWidget(said, at, 0)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addStretch(1)
        for key in keys.split(", "):
            cap = QLabel(key)
            cap.setObjectName("key")
            cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
            row.addWidget(cap)
        grid.addLayout(row, at, 1)
    return grid
