"""The look that all windows share: which themes there are, and which one is in force."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from viewer.language import tr
from viewer.pages.theme import SHIPPED, Theme, ThemeError, load_theme, read_theme
from viewer.ui.settings import Settings
from viewer.ui.steps import Steps
from viewer.ui.style import palette, style_sheet
from viewer.ui.watching import FileWatch

SYSTEM = "system"


class Look(QObject):
    """Keeps the application in the theme that the settings name: `system`, one that comes with the program, or, by its
    file name, one from `folder`, where the reader's own are. `theme` is the theme in force.

    Signals: `theme_changed(Theme)`; `noticed(str)`, a sentence about a theme that cannot be used, and `withdrawn(str)`
    when it holds no longer. `notice` has that of the theme chosen now, or "".
    """

    theme_changed = Signal(object)
    noticed = Signal(str)
    withdrawn = Signal(str)

    def __init__(self, settings: Settings, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self.notice = ""
        self._settings = settings
        self._dressed: list[QWidget] = []
        self._steps = Steps(self)
        self._before = ""  # what was chosen before the last toggle
        self._watch = FileWatch(self)
        self._watch.changed.connect(self._refresh)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)
        settings.changed.connect(lambda name: name == "theme" and self._refresh())
        self.theme, self.notice = self._load(self.choice)
        self._watch_own()
        self._dress()

    @property
    def choice(self) -> str:
        """What is chosen, whether it can be used or not."""
        return self._settings.theme

    def own(self) -> list[str]:
        """The file names of the reader's own themes, as they are in the folder now."""
        try:
            return sorted(path.name for path in self.folder.glob("*.toml") if path.is_file())
        except OSError:
            return []

    def choose(self, choice: str) -> None:
        """Use another theme from now on; the one in force is read again."""
        self._before = ""
        if choice == self._settings.theme:
            self._refresh()
        else:
            self._settings.theme = choice

    def toggle(self) -> None:
        """From light to dark, or from dark to light; back again to what it was."""
        before, wanted, dark = self.choice, self._before, self.theme.dark
        if not wanted or self._load(wanted)[0].dark == dark:
            wanted = ("contrast-" if self.theme.contrast else "") + ("light" if dark else "dark")
        self.choose(wanted)
        self._before = before

    def _system_changed(self) -> None:
        if self.choice == SYSTEM:
            self._refresh()

    def _refresh(self) -> None:
        before = self.notice
        theme, self.notice = self._load(self.choice)
        self._watch_own()
        if before and before != self.notice:
            self.withdrawn.emit(before)
        if theme != self.theme:
            self.theme = theme
            self._dress()
            self.theme_changed.emit(theme)
        if self.notice:
            self.noticed.emit(self.notice)

    def _load(self, choice: str) -> tuple[Theme, str]:
        """The theme of a choice, and what is wrong with it if it is another."""
        if choice in SHIPPED:
            return load_theme(choice), ""
        notice = ""
        if choice != SYSTEM:
            path = self._path(choice)
            try:
                return read_theme(path), ""
            except ThemeError as error:
                if not path.exists():
                    gone = tr(
                        "There is no theme {file} in {folder} any more. The window follows the system.",
                        file=path.name,
                        folder=self.folder,
                    )
                    return load_theme(_of_system()), gone
                told = tr("Until it is mended, the window follows the system. It is in {folder}.", folder=self.folder)
                notice = f"{error} {told}"
        return load_theme(_of_system()), notice

    def _path(self, choice: str) -> Path:
        return self.folder / Path(choice.replace("\0", "")).name

    def _watch_own(self) -> None:
        """Let whoever writes a theme see at once what it does."""
        self._watch.stop()
        if self.choice != SYSTEM and self.choice not in SHIPPED:
            self._watch.watch(self._path(self.choice))

    def dress(self, window: QWidget) -> None:
        """Keep a window, and all that belongs to it, in the theme in force. A sheet for the whole application would
        take three times as long to change, for windows that nobody sees too."""
        window.setStyleSheet(style_sheet(self.theme))
        self._dressed.append(window)

    def _dress(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setPalette(palette(self.theme))
        self._dressed = [window for window in self._dressed if isValid(window)]
        for window in self._dressed:
            window.setUpdatesEnabled(False)
        sheet = style_sheet(self.theme)
        QTimer.singleShot(0, self, lambda: self._steps.start(self._change_sheets(sheet)))

    def _change_sheets(self, sheet: str) -> Iterator[None]:
        """Each step takes too long for another one in the same go. Until all are done, nothing is painted."""
        dressed = list(self._dressed)
        # Off with the old one first: Qt takes three times as long to replace one by another.
        for kind in ("", sheet):
            for window in filter(isValid, dressed):
                window.setStyleSheet(kind)
                yield
        for window in filter(isValid, dressed):
            window.setUpdatesEnabled(True)


def _of_system() -> str:
    hints = QGuiApplication.styleHints()
    name = "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"
    high = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    return f"contrast-{name}" if high else name
