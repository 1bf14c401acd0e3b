"""The review: notes that moved, were lost or have two versions, one by one, with old and new side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.language import mark, tr
from viewer.pages.theme import Theme
from viewer.ui.icons import icon

Kind = Literal["moved", "orphan", "conflict"]
_TITLES: dict[Kind, str] = {
    "moved": mark("Moved – is this still the place?"),
    "orphan": mark("Not found in this text"),
    "conflict": mark("Two versions of one note – which one stays?"),
}
_HEIGHT = 116


@dataclass(frozen=True, slots=True)
class Side:
    """What one side shows: a line above, then words with what stands before and behind them, then a note."""

    label: str
    words: str = ""
    before: str = ""
    after: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A note to decide about; for a conflict `other` is the id of the version on the right."""

    kind: Kind
    id: str
    left: Side
    right: Side
    other: str = ""


class Review(QFrame):
    """Shows one case at a time.

    Signals, with the id of a note: `shown`, `accepted`, `reattach_asked` (to the words that are selected),
    `kept_lost`, `deleted`; for conflicts `kept_one` (the id of the version that stays) and `kept_both`; `closed()`.
    """

    shown = Signal(str)
    accepted = Signal(str)
    reattach_asked = Signal(str)
    kept_lost = Signal(str)
    deleted = Signal(str)
    kept_one = Signal(str)
    kept_both = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setAccessibleName(tr("Review of notes"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._cases: Sequence[Case] = ()
        self._at = 0
        self._title = QLabel()
        self._title.setObjectName("heading")
        self._count = QLabel()
        self._count.setObjectName("muted")
        self._previous, self._next, self._close = QToolButton(), QToolButton(), QToolButton()
        for button, name, tip, step in (
            (self._previous, tr("Previous note to review"), tr("Previous"), -1),
            (self._next, tr("Next note to review"), tr("Next"), 1),
        ):
            button.setAccessibleName(name)
            button.setToolTip(tip)
            button.clicked.connect(lambda _on=False, step=step: self._go(step))
        self._close.setAccessibleName(tr("Close review"))
        self._close.setToolTip(tr("Close"))
        self._close.clicked.connect(self.closed)
        self._sides = (Passage(theme), Passage(theme))
        self._accept = QPushButton(tr("Accept the place"))
        self._reattach = QPushButton(tr("Re-attach to the selected words"))
        self._keep_lost = QPushButton(tr("Keep without a place"))
        self._delete = QPushButton(tr("Delete"))
        self._keep_left = QPushButton(tr("Keep left"))
        self._keep_right = QPushButton(tr("Keep right"))
        self._keep_both = QPushButton(tr("Keep both"))
        for button, signal in (
            (self._accept, self.accepted),
            (self._reattach, self.reattach_asked),
            (self._keep_lost, self.kept_lost),
            (self._delete, self.deleted),
            (self._keep_left, self.kept_one),
            (self._keep_both, self.kept_both),
        ):
            button.clicked.connect(lambda _on=False, signal=signal: signal.emit(self._case.id))
        self._keep_right.clicked.connect(lambda: self.kept_one.emit(self._case.other))
        self._lay_out()
        self.set_theme(theme)
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._title)
        head.addStretch(1)
        for widget in (self._count, self._previous, self._next, self._close):
            head.addWidget(widget)
        sides = QHBoxLayout()
        sides.setSpacing(16)
        for side in self._sides:
            sides.addWidget(side)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in self._buttons():
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(sides)
        layout.addLayout(buttons)

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (
            self._accept,
            self._keep_left,
            self._keep_right,
            self._keep_both,
            self._reattach,
            self._keep_lost,
            self._delete,
        )

    @property
    def _case(self) -> Case:
        return self._cases[self._at]

    def show_cases(self, cases: Sequence[Case], first: str = "") -> None:
        """Review these, beginning with the note `first`; else the one at hand stays if it is still among them. With
        none, there is nothing to show."""
        at = first or (self._cases[self._at].id if self._cases else "")
        ids = [case.id for case in cases]
        self._cases = cases
        self._at = ids.index(at) if at in ids else min(self._at, max(0, len(cases) - 1))
        if cases:
            self._show()
        else:
            self.closed.emit()

    def current(self) -> str:
        """The id of the note at hand, or ""."""
        return self._case.id if self._cases and self.isVisible() else ""

    def texts(self) -> tuple[str, str]:
        """What stands on the left and on the right."""
        left, right = (side.toPlainText() for side in self._sides)
        return left, right

    def set_words(self, has_words: bool) -> None:
        """Whether words are selected that a note could be attached to."""
        if not has_words and self._reattach.hasFocus():
            self.setFocus()
        self._reattach.setEnabled(has_words)

    def set_theme(self, theme: Theme) -> None:
        for side in self._sides:
            side.theme = theme
        for button, name in ((self._previous, "caret-left"), (self._next, "caret-right"), (self._close, "x")):
            button.setIcon(icon(name, theme, "muted"))
        if self._cases:
            self._fill()

    def _go(self, step: int) -> None:
        self._at = (self._at + step) % len(self._cases)
        self._show()

    def _show(self) -> None:
        self._fill()
        self.shown.emit(self._case.id)

    def _fill(self) -> None:
        case = self._case
        if any(button.hasFocus() for button in self._buttons()):
            # Or Qt would pass the keyboard on to the next button, and a second press would decide something else.
            self.setFocus()
        self._title.setText(tr(_TITLES[case.kind]))
        self._count.setText(tr("{number} of {count}", number=self._at + 1, count=len(self._cases)))
        for passage, side in zip(self._sides, (case.left, case.right), strict=True):
            passage.show_side(side)
        is_conflict = case.kind == "conflict"
        for button in (self._keep_left, self._keep_right, self._keep_both):
            button.setVisible(is_conflict)
        for button in (self._reattach, self._keep_lost, self._delete):
            button.setVisible(not is_conflict)
        self._keep_lost.setText(
            tr("Not there: keep without a place") if case.kind == "moved" else tr("Keep without a place")
        )
        self._accept.setVisible(case.kind == "moved")
        several = len(self._cases) > 1
        self._previous.setEnabled(several)
        self._next.setEnabled(several)


class Passage(QTextEdit):
    """One side, as plain text in three weights: the words come from a stranger's file."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_side(self, side: Side) -> None:
        self.clear()
        self.setAccessibleName(side.label)
        cursor = self.textCursor()
        cursor.insertText(f"{side.label}\n", self._format("muted"))
        if side.words:
            before = "… " + side.before if side.before else ""
            cursor.insertText(_one_line(before), self._format("muted"))
            cursor.insertText(_one_line(side.words), self._format("ink", bold=True))
            cursor.insertText(_one_line(side.after + " …" if side.after else ""), self._format("muted"))
        if side.note:
            cursor.insertText(("\n" if side.words else "") + side.note, self._format("ink"))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _format(self, role: str, *, bold: bool = False) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setForeground(self.theme[role])
        made.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        return made


def _one_line(text: str) -> str:
    return text.replace("\n", " ")
