"""The settings: few, each with a default that most people leave. What is changed holds at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from viewer.language import tr
from viewer.mentions.user_lexicon import FILE_NAME
from viewer.ui import dialogs
from viewer.ui.exporting import open_file
from viewer.ui.fitting import fit
from viewer.ui.key_table import KeyTable
from viewer.ui.languages import SYSTEM as SYSTEM_LANGUAGE
from viewer.ui.languages import available
from viewer.ui.look import SYSTEM
from viewer.ui.settings import TYPE_SIZES, account

if TYPE_CHECKING:
    from viewer.ui.preferences import Preferences


class SettingsDialog(QDialog):
    """Two pages: what there is to set, and the keys. What cannot be used is said beside its field, and what held before
    goes on holding."""

    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self.resize(640, 560)
        self._general = _General(preferences)
        self.keys = KeyTable(preferences.keys)
        self._tabs = QTabWidget()
        self._tabs.addTab(self._general, tr("General"))
        self._tabs.addTab(self.keys, tr("Keyboard"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        # Enter in a field means that field.
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self._tabs, 1)
        layout.addWidget(buttons)
        fit(self)

    def show_keys(self, keys: bool) -> None:
        """Turn to the page of the keys, or to the other."""
        self._tabs.setCurrentWidget(self.keys if keys else self._general)

    def go_to_language(self) -> None:
        """Put the keyboard where one was who has just changed the language."""
        self._general.language.setFocus()

    def done(self, result: int) -> None:
        # A field that still has the keyboard has not yet told what was typed into it.
        if focus := self.focusWidget():
            focus.clearFocus()
        super().done(result)


class _General(QWidget):
    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self._settings = settings = preferences.settings
        self._form = QFormLayout(self)
        self._form.setContentsMargins(4, 16, 4, 4)
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(12)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

        self._author = QLineEdit(settings.author)
        self._author.setPlaceholderText(account())
        self._author.editingFinished.connect(self._author_typed)
        self._row(tr("Your &name"), self._author, tr("Stands on new notes. Earlier ones keep theirs."))

        self.language = QComboBox()
        self.language.addItem(tr("As the system"), SYSTEM_LANGUAGE)
        for code, name in available():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(max(0, self.language.findData(settings.language)))
        self.language.activated.connect(lambda: setattr(settings, "language", self.language.currentData()))
        self._row(tr("&Language"), self.language)

        self._theme = QComboBox()
        self._fill_themes()
        self._theme.activated.connect(lambda: preferences.look.choose(self._theme.currentData()))
        folder = QPushButton(tr("&Own themes…"))
        folder.setToolTip(tr("Opens the folder in which each .toml file is a theme"))
        folder.clicked.connect(self._open_themes)
        self._theme_said = _said()
        self._row(tr("&Theme"), _beside(self._theme, folder), said=self._theme_said)
        self._say_theme()

        self._size = QSpinBox()
        self._size.setRange(TYPE_SIZES[0], TYPE_SIZES[-1])
        self._size.setSuffix(" px")
        self._size.lineEdit().setTextMargins(6, 0, 0, 0)  # to which no style sheet gets
        self._size.setKeyboardTracking(False)
        self._size.setValue(settings.type_size)
        self._size.valueChanged.connect(lambda size: setattr(settings, "type_size", size))
        self._row(tr("Type &size"), _left(self._size), tr("Of a brief’s text at 100 %. The column grows with it."))

        self._page = QComboBox()
        for page, name in (("a4", tr("A4")), ("letter", tr("Letter"))):
            self._page.addItem(name, page)
        self._page.setCurrentIndex(self._page.findData(settings.page))
        self._page.activated.connect(lambda: setattr(settings, "page", self._page.currentData()))
        self._row(tr("&Paper"), _left(self._page), tr("Of what is exported and printed."))

        self._notes = QLineEdit(str(preferences.folders.notes()[0]))
        self._notes.editingFinished.connect(self._notes_typed)
        choose = QPushButton(tr("&Choose…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose_notes)
        self._notes_said = _said()
        explained = tr("For notes on briefs whose own folder cannot be written to. Earlier notes stay where they are.")
        self._row(tr("&Folder for notes"), _beside(self._notes, choose), explained, self._notes_said)

        names = QPushButton(tr("Own &names…"))
        names.setAutoDefault(False)
        names.clicked.connect(lambda: dialogs.open_own_names(preferences.folders.config / FILE_NAME, self))
        self._row(tr("Lexicon"), _left(names), tr("Names of your own, for every brief, in a text file."))

        preferences.look.theme_changed.connect(self._show_theme)
        preferences.look.noticed.connect(self._show_theme)
        settings.changed.connect(self._changed)

    def _row(self, label: str, field: QWidget, explained: str = "", said: QLabel | None = None) -> None:
        """A line of the form, with what explains it and what is wrong with it below."""
        named = QLabel(label)
        inner = field.findChild(QWidget) if type(field) is QWidget else field
        named.setBuddy(inner)
        assert inner
        inner.setAccessibleName(label.replace("&", ""))
        inner.setAccessibleDescription(explained)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(field)
        if explained:
            below = QLabel(explained)
            below.setObjectName("muted")
            below.setWordWrap(True)
            column.addWidget(below)
        if said:
            column.addWidget(said)
        named.setAlignment(Qt.AlignmentFlag.AlignTop)
        named.setContentsMargins(0, 5, 0, 0)
        self._form.addRow(named, column)

    def _author_typed(self) -> None:
        self._settings.author = self._author.text()
        self._author.setText(self._settings.author)

    def _changed(self, name: str) -> None:
        """Show what was changed elsewhere."""
        if name == "author":
            self._author.setText(self._settings.author)
        elif name == "type_size":
            self._size.setValue(self._settings.type_size)
        elif name == "page":
            self._page.setCurrentIndex(self._page.findData(self._settings.page))

    # Themes

    def _fill_themes(self) -> None:
        choice = self._preferences.look.choice
        self._theme.clear()
        for name, id in (
            (tr("As the system"), SYSTEM),
            (tr("Light"), "light"),
            (tr("Dark"), "dark"),
            (tr("Sepia"), "sepia"),
            (tr("High contrast, light"), "contrast-light"),
            (tr("High contrast, dark"), "contrast-dark"),
        ):
            self._theme.addItem(name, id)
        own = self._preferences.look.own()
        if own:
            self._theme.insertSeparator(self._theme.count())
        for file in own:
            self._theme.addItem(file.removesuffix(".toml"), file)
        if self._theme.findData(choice) < 0:
            self._theme.addItem(choice, choice)
        self._theme.setCurrentIndex(self._theme.findData(choice))

    def _show_theme(self) -> None:
        self._fill_themes()
        self._say_theme()

    def _say_theme(self) -> None:
        _say(self._theme_said, self._preferences.look.notice)

    def _open_themes(self) -> None:
        folder = self._preferences.look.folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            _say(self._theme_said, tr("{folder} cannot be made: {why}.", folder=folder, why=error.strerror or error))
            return
        open_file(folder)

    # Folder for notes

    def _choose_notes(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder for notes"), self._notes.text())
        if chosen:
            self._notes.setText(chosen)
            self._notes_typed()

    def _notes_typed(self) -> None:
        folders = self._preferences.folders
        typed = self._notes.text().strip()
        if not typed:
            self._notes.setText(str(folders.data))
            typed = str(folders.data)
        folder = Path(typed).expanduser()
        if folder == folders.notes()[0]:
            _say(self._notes_said, "")
            return
        if not folder.is_absolute():
            why = tr("give the whole path")
        else:
            try:
                folders.keep_notes_in(folder)
                _say(self._notes_said, "")
                return
            except (OSError, ValueError) as error:
                why = getattr(error, "strerror", None) or str(error)
        before = folders.notes()[0]
        _say(
            self._notes_said,
            tr("This folder cannot be used: {why}. Notes go on being kept in {folder}.", why=why, folder=before),
        )


def _said() -> QLabel:
    label = QLabel()
    label.setObjectName("warning")
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.hide()
    return label


def _say(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))


def _beside(field: QWidget, button: QPushButton) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    layout.addWidget(field, 1)
    layout.addWidget(button)
    button.setAutoDefault(False)
    return row


def _left(field: QWidget) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(field)
    layout.addStretch(1)
    return row
