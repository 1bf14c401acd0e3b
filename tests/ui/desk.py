"""A real window on the offscreen platform, with folders of its own, and hands to use it with."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from viewer.folders import Folders
from viewer.mentions.gazetteer import Gazetteer
from viewer.resource_files import shipped_briefs
from viewer.ui.preferences import Preferences
from viewer.ui.settings import Settings
from viewer.ui.shell import Shell
from viewer.ui.tasks import Later
from viewer.ui.window import MainWindow


class Desk:
    """One analyst's desk: a folder with the shipped briefs, and windows that share its settings."""

    def __init__(self, qtbot: QtBot, folder: Path, gazetteer: Gazetteer) -> None:
        self.bot = qtbot
        self.folder = folder
        self._gazetteer = gazetteer
        for brief in shipped_briefs():
            shutil.copy(brief, folder)

    @property
    def congo(self) -> Path:
        return self.folder / "congo-offer.brief.md"

    def window(self, preferences: Preferences | None = None) -> MainWindow:
        """A window, shown; with the preferences of another, one of the same process."""
        settings = preferences.settings if preferences else Settings(self.folder / "settings.ini")
        folders = Folders(self.folder / "config", self.folder / "notes", self.folder / "cache")
        window = MainWindow(settings, folders, Later(lambda: self._gazetteer), preferences)
        window.resize(1280, 800)
        self.bot.addWidget(window)
        with self.bot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    def shell(self) -> Shell:
        """The window as the program makes it, shown."""
        folders = Folders(self.folder / "config", self.folder / "notes", self.folder / "cache")
        settings = Settings(self.folder / "settings.ini")
        preferences = Preferences(settings, folders)
        gazetteer = Later(lambda: self._gazetteer)
        shell = Shell(preferences, lambda: MainWindow(settings, folders, gazetteer, preferences))
        preferences.language_changed.connect(shell.rebuild)
        preferences.setParent(shell)
        self.bot.addWidget(shell)
        with self.bot.waitActive(shell):
            shell.show()
            shell.activateWindow()
        return shell

    def reading(self, path: Path) -> MainWindow:
        """A window in which a brief is open."""
        window = self.window()
        self.open(window, path)
        return window

    def open(self, window: MainWindow, path: Path) -> None:
        window.open_path(path)
        self.bot.waitUntil(lambda: window.session is not None and window.session.path == path, timeout=20_000)
        QCoreApplication.processEvents()

    def drag_over(self, window: MainWindow, start: int, end: int) -> None:
        """Select the words between two code points with the mouse."""
        reader = window.reader
        reader.reveal(start, end)
        QCoreApplication.processEvents()
        scroll = QPointF(0, reader.verticalScrollBar().value())
        boxes = reader.page.rectangles(start, end)
        first = QPointF(boxes[0].left() + 0.5, boxes[0].center().y()) - scroll
        last = QPointF(boxes[-1].right() - 0.5, boxes[-1].center().y()) - scroll
        viewport = reader.viewport()
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=first.toPoint())
        _move(viewport, (first + last) / 2)
        _move(viewport, last)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=last.toPoint())

    def click_on(self, window: MainWindow, start: int, end: int) -> None:
        """Click into the middle of the words between two code points."""
        reader = window.reader
        reader.reveal(start, end)
        QCoreApplication.processEvents()
        box = reader.page.rectangles(start, end)[0]
        point = box.center() - QPointF(0, reader.verticalScrollBar().value())
        QTest.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=point.toPoint())

    def close(self, window: MainWindow) -> None:
        window.close()
        QCoreApplication.processEvents()


def _move(widget: QWidget, point: QPointF) -> None:
    # QTest.mouseMove sends no pressed button along, without which nothing is dragged.
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        point,
        QPointF(widget.mapToGlobal(point.toPoint())),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QCoreApplication.sendEvent(widget, event)
