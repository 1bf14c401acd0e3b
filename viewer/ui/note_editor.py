"""Where a note is written: quote, note, tags, what an analyst says of it, its colour; saved as typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.annotations.assessment import FIELDS, assessment_of
from viewer.annotations.model import Annotation
from viewer.language import tr
from viewer.pages.theme import COLOURS, Theme
from viewer.ui.icons import icon, swatch
from viewer.ui.wording import capitalised, colour_words, confidence_words, quoted, rating_words

_LONG_WORD = re.compile(r"\S{24}")


class NoteEditor(QWidget):
    """Edits one annotation.

    Signals: `note_typed(str, str)`, `tags_typed(str, list)` and `rated(str, str, str)` (field and value) with the
    annotation's id, `colour_chosen(str)`, `style_chosen(str)`, `delete_asked()`, and `left()` when Escape is pressed,
    or Enter among the tags. `known_tags` tells which tags are in use, to complete what is typed.
    """

    note_typed = Signal(str, str)
    tags_typed = Signal(str, object)
    rated = Signal(str, str, str)
    colour_chosen = Signal(str)
    style_chosen = Signal(str)
    delete_asked = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = ""
        self.known_tags: Callable[[], Sequence[str]] = lambda: ()
        self._quote = QLabel()
        self._quote.setObjectName("muted")
        self._quote.setTextFormat(Qt.TextFormat.PlainText)
        self._quote.setWordWrap(True)
        self._note = QPlainTextEdit()
        self._note.setAccessibleName(tr("Note"))
        self._note.setPlaceholderText(tr("Write a note (Markdown)"))
        self._note.setTabChangesFocus(True)
        self._note.setMinimumHeight(64)
        # One history for all: the session's. An undo of the box's own would undo letters behind its back.
        self._note.setUndoRedoEnabled(False)
        self._note.installEventFilter(self)
        self._tags = TagLine(lambda: self.known_tags())
        self._tags.installEventFilter(self)
        self._fields = {id: QToolButton() for id in FIELDS}
        self._colours = {colour: QToolButton() for colour in COLOURS}
        self._underline = QToolButton()
        self._delete = QToolButton()
        self._lay_out()
        self._note.textChanged.connect(lambda: self.note_typed.emit(self._id, self._note.toPlainText()))
        self._tags.textEdited.connect(self._tags_edited)
        self._tags.completed.connect(self._tags_edited)
        self._tags.returnPressed.connect(self.left)
        self._underline.clicked.connect(lambda on: self.style_chosen.emit("underline" if on else "fill"))
        self._delete.clicked.connect(self.delete_asked)
        self.set_theme(theme)

    def _lay_out(self) -> None:
        ratings = QGridLayout()
        ratings.setSpacing(4)
        for number, (id, button) in enumerate(self._fields.items()):
            button.setObjectName("field")
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setMenu(self._field_menu(id))
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            ratings.addWidget(button, *divmod(number, 2))
        row = QHBoxLayout()
        row.setSpacing(0)
        for colour, button in self._colours.items():
            button.setCheckable(True)
            button.setAccessibleName(tr("Highlight {colour}", colour=colour_words(colour)))
            button.setToolTip(capitalised(colour_words(colour)))
            button.clicked.connect(lambda _checked=False, colour=colour: self.colour_chosen.emit(colour))
            row.addWidget(button)
        self._underline.setCheckable(True)
        self._underline.setAccessibleName(tr("Underline"))
        self._underline.setToolTip(tr("A line under the words instead of a highlight"))
        row.addWidget(self._underline)
        row.addStretch(1)
        row.addWidget(self._delete)
        self._delete.setAccessibleName(tr("Delete annotation"))
        self._delete.setToolTip(tr("Delete annotation"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(6)
        layout.addWidget(self._quote)
        layout.addWidget(self._note, 1)
        layout.addWidget(self._tags)
        layout.addLayout(ratings)
        layout.addLayout(row)

    def _field_menu(self, id: str) -> QMenu:
        menu = QMenu(self)
        for value in ["", *FIELDS[id].values]:
            action = QAction(rating_words(id, value) or tr("Not said"), menu)
            action.setCheckable(True)
            action.setData(value)
            action.triggered.connect(lambda _on=False, value=value: self.rated.emit(self._id, id, value))
            menu.addAction(action)
        return menu

    def show_annotation(self, annotation: Annotation, where: str) -> None:
        """Fill in an annotation; `where` says where it stands. What is being typed is not disturbed."""
        # A word without end would neither wrap nor let the panel be narrow.
        quote = _LONG_WORD.sub("\\g<0>\u200b", " ".join(annotation.exact.split()))
        quote = quoted(quote[:140] + "…" * (len(quote) > 140)) if quote else tr("On the whole brief")
        self._quote.setText(f"{quote}\n{where}" if where else quote)
        other = annotation.id != self._id
        self._id = annotation.id
        # Words that stay may belong to another note now: two versions of one came about while this one was written.
        if self._note.toPlainText() != annotation.note:
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
        rated = assessment_of(annotation)
        for id, button in self._fields.items():
            self._show_field(id, button, rated.get(id, ""))
        for colour, button in self._colours.items():
            button.setChecked(colour == annotation.colour)
            button.setEnabled(bool(annotation.exact))
        self._underline.setChecked(annotation.style == "underline")
        self._underline.setEnabled(bool(annotation.exact))

    def _show_field(self, id: str, button: QToolButton, value: str) -> None:
        field = FIELDS[id]
        said = rating_words(id, value)
        shown = capitalised(confidence_words(value)) if said and id == "confidence" else said
        button.setText(shown or tr(field.label))
        button.setProperty("filled", bool(value))
        button.style().polish(button)
        words = tr("{field}: {value}", field=tr(field.label), value=said or tr("not said"))
        button.setAccessibleName(words)
        button.setToolTip(words)
        for action in button.menu().actions():
            action.setChecked(action.data() == value)

    def heightForWidth(self, width: int) -> int:
        # Of the scroll area around it: the box of the note gives way before anything scrolls.
        return self.layout().totalMinimumHeightForWidth(width)

    def has_keyboard(self) -> bool:
        """Whether somebody is typing here."""
        return self._note.hasFocus() or self._tags.hasFocus()

    def ratings(self) -> list[str]:
        """What the fields show, in their order."""
        return [button.text() for button in self._fields.values()]

    def edit_note(self) -> None:
        """Put the caret into the note, at its end."""
        self._note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._note.moveCursor(self._note.textCursor().MoveOperation.End)

    def edit_tags(self) -> None:
        """Put the caret into the tags."""
        self._tags.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._tags.end(False)

    def _tags_edited(self) -> None:
        self.tags_typed.emit(self._id, self._tags.text().split(","))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            # The box claims Ctrl+Z for itself although its own undo is off; let the window's action have it.
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.ignore()
                return True
            # And Escape leaves the note, before it means anything to the window.
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def set_theme(self, theme: Theme) -> None:
        for colour, button in self._colours.items():
            button.setIcon(swatch(theme, colour))
        self._underline.setIcon(icon("text-underline", theme))
        self._delete.setIcon(icon("trash", theme))


class TagLine(QLineEdit):
    """Tags, separated by commas; the one being typed is completed from those in use.

    Signal: `completed()` when a completion was taken, after which `text` has it.
    """

    completed = Signal()

    def __init__(self, known: Callable[[], Sequence[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Tags"))
        self.setPlaceholderText(tr("Tags, separated by commas"))
        self._known = known
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setWidget(self)
        self._completer.activated.connect(self._take)
        self.textEdited.connect(self._offer)

    def _offer(self) -> None:
        before = self.text()[: self.cursorPosition()]
        typed = before.rpartition(",")[2].strip()
        given = {tag.strip().casefold() for tag in self.text().split(",")} - {typed.casefold()}
        self._names.setStringList([tag for tag in self._known() if tag.casefold() not in given | {typed.casefold()}])
        self._completer.setCompletionPrefix(typed)
        if typed and self._completer.completionCount():
            self._completer.complete()
        else:
            self._completer.popup().hide()

    def _take(self, tag: str) -> None:
        before, after = self.text()[: self.cursorPosition()], self.text()[self.cursorPosition() :]
        kept = before.rpartition(",")[0]
        text = f"{kept}, {tag}" if kept else tag
        self.setText(text + after)
        self.setCursorPosition(len(text))
        self.completed.emit()
