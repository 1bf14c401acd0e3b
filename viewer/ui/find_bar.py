"""The bar in which one types what to find in the brief."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from viewer.language import tr
from viewer.pages.theme import Theme
from viewer.ui.finding import Query
from viewer.ui.icons import icon
from viewer.ui.search_field import SearchField


class FindBar(QFrame):
    """Says what is asked for, and shows how much was found. Hidden until it is opened.

    Signals: `sought(Query)` whenever it changes, `stepped(bool)` forward or back, `left()` when it is to be closed.
    """

    sought = Signal(object)
    stepped = Signal(bool)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.setAccessibleName(tr("Find"))
        self._field = SearchField()
        self._field.setPlaceholderText(tr("Find in this brief"))
        self._field.setAccessibleName(tr("Find in this brief"))
        self._field.setMinimumWidth(96)
        self._field.setMaximumWidth(360)
        self._field.setClearButtonEnabled(True)
        self._count = QLabel()
        self._count.setObjectName("muted")
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._case = self._toggle(tr("Match case"))
        self._whole = self._toggle(tr("Whole words"))
        self._earlier = self._button(tr("Previous place"), "Shift+F3")
        self._later = self._button(tr("Next place"), "F3")
        self._close = self._button(tr("Close"), "Esc")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(4)
        row.addWidget(self._field, 1)
        for widget in (self._earlier, self._later, self._case, self._whole):
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self._close)
        self._field.textChanged.connect(self._ask)
        self._case.toggled.connect(self._ask)
        self._whole.toggled.connect(self._ask)
        self._field.entered.connect(self.stepped)
        self._field.left.connect(self.left)
        self._later.clicked.connect(lambda: self.stepped.emit(True))
        self._earlier.clicked.connect(lambda: self.stepped.emit(False))
        self._close.clicked.connect(self.left)
        self.set_theme(theme)
        self.hide()

    def open(self, words: str = "") -> None:
        """Show the bar with the caret in its field, and these words there, if there are any."""
        self.show()
        if words:
            self._field.setText(words)
        self._field.selectAll()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def query(self) -> Query:
        """What is asked for."""
        return Query(self._field.text(), self._whole.isChecked(), self._case.isChecked())

    def set_query(self, query: Query) -> None:
        """Ask for something else, as if it were typed and ticked."""
        self._field.setText(query.words)
        self._whole.setChecked(query.whole)
        self._case.setChecked(query.case)

    def show_count(self, count: int, number: int, *, is_done: bool) -> None:
        """Say that `count` places were found, of which the one at hand is the `number`th (0: not known)."""
        if not self._field.text().strip():
            words = ""
        elif not is_done:
            words = tr("Looking …")
        elif not count:
            words = tr("Not found")
        else:
            words = tr("{number} of {count}", number=number, count=count) if number else str(count)
        self._count.setText(words)
        self._count.setObjectName("warning" if is_done and words and not count else "muted")
        self._count.style().polish(self._count)
        for button in (self._earlier, self._later):
            button.setEnabled(count > 0)

    def count(self) -> str:
        """What is said of the count."""
        return self._count.text()

    def set_theme(self, theme: Theme) -> None:
        for button, name in ((self._earlier, "caret-up"), (self._later, "caret-down"), (self._close, "x")):
            button.setIcon(icon(name, theme))

    def _ask(self) -> None:
        self.sought.emit(self.query())

    def _toggle(self, text: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName("toggle")
        button.setText(text)
        button.setCheckable(True)
        return button

    def _button(self, name: str, key: str) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({key})")
        button.setIconSize(QSize(16, 16))
        return button
