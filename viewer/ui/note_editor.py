"""Where a note is written: quote, note, tags, colour; saved as typed."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from viewer.annotations.model import Annotation
from viewer.pages.theme import COLOURS, Theme
from viewer.ui.icons import icon, swatch

_LONG_WORD = re.compile(r"\S{24}")


class NoteEditor(QWidget):
    """Edits one annotation.

    Signals: `note_typed(str, str)` and `tags_typed(str, list)` with the annotation's id, `colour_chosen(str)`,
    `delete_asked()`.
    """

    note_typed = Signal(str, str)
    tags_typed = Signal(str, object)
    colour_chosen = Signal(str)
    delete_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = ""
        self._quote = QLabel()
        self._quote.setObjectName("muted")
        self._quote.setTextFormat(Qt.TextFormat.PlainText)
        self._quote.setWordWrap(True)
        self._note = QPlainTextEdit()
        self._note.setAccessibleName("Note")
        self._note.setPlaceholderText("Write a note (Markdown)")
        self._note.setTabChangesFocus(True)
        self._note.setMinimumHeight(64)
        # One history for all: the session's. An undo of the box's own would undo letters behind its back.
        self._note.setUndoRedoEnabled(False)
        self._note.installEventFilter(self)
        self._tags = QLineEdit()
        self._tags.setAccessibleName("Tags")
        self._tags.setPlaceholderText("Tags, separated by commas")
        self._colours = {colour: QToolButton() for colour in COLOURS}
        self._delete = QToolButton()
        row = QHBoxLayout()
        row.setSpacing(0)
        for colour, button in self._colours.items():
            button.setCheckable(True)
            button.setAccessibleName(f"Highlight {colour}")
            button.setToolTip(colour.capitalize())
            button.clicked.connect(lambda _checked=False, colour=colour: self.colour_chosen.emit(colour))
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._delete)
        self._delete.setAccessibleName("Delete annotation")
        self._delete.setToolTip("Delete annotation (Del)")
        self._delete.clicked.connect(self.delete_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self._quote)
        layout.addWidget(self._note, 1)
        layout.addWidget(self._tags)
        layout.addLayout(row)
        self._note.textChanged.connect(lambda: self.note_typed.emit(self._id, self._note.toPlainText()))
        self._tags.textEdited.connect(lambda text: self.tags_typed.emit(self._id, text.split(",")))
        self.set_theme(theme)

    def show_annotation(self, annotation: Annotation, where: str) -> None:
        """Fill in an annotation; `where` says where it stands. What is being typed is not disturbed."""
        # A word without end would neither wrap nor let the panel be narrow.
        quote = _LONG_WORD.sub("\\g<0>\u200b", " ".join(annotation.exact.split()))
        quote = f"“{quote[:140]}{'…' if len(quote) > 140 else ''}”" if quote else "On the whole brief"
        self._quote.setText(f"{quote}\n{where}" if where else quote)
        other = annotation.id != self._id
        self._id = annotation.id
        if other or self._note.toPlainText() != annotation.note:
            caret = self._note.textCursor().position()
            self._note.blockSignals(True)
            self._note.setPlainText(annotation.note)
            self._note.blockSignals(False)
            if not other:
                cursor = self._note.textCursor()
                cursor.setPosition(min(caret, self._note.document().characterCount() - 1))
                self._note.setTextCursor(cursor)
        if other or not self._tags.hasFocus():
            self._tags.setText(", ".join(annotation.tags))
        for colour, button in self._colours.items():
            button.setChecked(colour == annotation.colour)
            button.setEnabled(bool(annotation.exact))

    def edit_note(self) -> None:
        """Put the caret into the note, at its end."""
        self._note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._note.moveCursor(self._note.textCursor().MoveOperation.End)

    def edit_tags(self) -> None:
        """Put the caret into the tags."""
        self._tags.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._tags.end(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The box claims Ctrl+Z for itself although its own undo is off; let the window's action have it.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def set_theme(self, theme: Theme) -> None:
        for colour, button in self._colours.items():
            button.setIcon(swatch(theme, colour))
        self._delete.setIcon(icon("trash", theme))
