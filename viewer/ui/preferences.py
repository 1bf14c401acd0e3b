"""What all windows share and the reader can change: settings, look and keys, and the dialogs for them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QWidget

from viewer.folders import Folders
from viewer.language import spoken
from viewer.ui.languages import install
from viewer.ui.look import Look
from viewer.ui.settings import Settings

if TYPE_CHECKING:
    from viewer.ui.keys import Keys
    from viewer.ui.settings_dialog import SettingsDialog


class Preferences(QObject):
    """One of these for the whole process. `folders` are those of the person at the keyboard.

    Signal: `language_changed()` when every text has to be shown anew.
    """

    language_changed = Signal()

    def __init__(self, settings: Settings, folders: Folders, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.folders = folders
        self.look = Look(settings, folders.config / "themes", self)
        self.dialog: SettingsDialog | None = None
        self.sheet: QDialog | None = None
        self._language_notice = ""
        self._told = False
        self.left_over = ""  # a sentence on what an earlier run of the program left behind
        settings.changed.connect(self._changed)

    @cached_property
    def keys(self) -> Keys:
        """Which keys do what."""
        # The actions have keys, and the first page of a brief has no actions.
        from viewer.ui.actions import shipped_keys
        from viewer.ui.keys import Keys

        return Keys(shipped_keys(), self.settings, self)

    def take_notices(self) -> list[str]:
        """What was wrong at the start with the settings file, the theme and the language, in sentences for a banner;
        nothing the second time."""
        taken, self._told = self._told, True
        return (
            []
            if taken
            else [
                notice
                for notice in (self.left_over, self.settings.notice, self.look.notice, self._language_notice)
                if notice
            ]
        )

    def speak(self) -> None:
        """Show texts in the language of the settings from now on."""
        self._language_notice = install(self.settings.language)

    def _changed(self, name: str) -> None:
        if name == "language":
            # Later, as it is a control in a window to be made anew that has just been used.
            QTimer.singleShot(0, self._speak_anew)

    def _speak_anew(self) -> None:
        before = spoken()
        self.speak()
        if spoken() == before:
            return  # as the system has it, and the system has what was chosen
        self.language_changed.emit()
        if dialog := self.dialog:
            parent, place = dialog.parentWidget(), dialog.pos()
            dialog.close()
            self.dialog = None
            self.open_dialog(parent)
            self.dialog.move(place)
            self.dialog.go_to_language()

    def open_dialog(self, parent: QWidget, *, keys: bool = False) -> None:
        """Show the settings, or bring them forward; with `keys`, those of the keyboard."""
        # Both dialogs are imported when they are asked for: no start of the program pays for them.
        from viewer.ui.settings_dialog import SettingsDialog

        if self.dialog is None:
            self.dialog = SettingsDialog(self, parent.window())
            self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.dialog.finished.connect(lambda: setattr(self, "dialog", None))
        self.dialog.show_keys(keys)
        _bring(self.dialog)

    def open_sheet(self, parent: QWidget) -> None:
        """Show which keys do what, or bring it forward."""
        from viewer.ui.shortcut_sheet import ShortcutSheet

        if self.sheet is None:
            self.sheet = sheet = ShortcutSheet(self.keys, parent.window())
            sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            sheet.finished.connect(lambda: setattr(self, "sheet", None))
            sheet.change_asked.connect(lambda: self.open_dialog(parent, keys=True))
        _bring(self.sheet)


def _bring(dialog: QDialog) -> None:
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
