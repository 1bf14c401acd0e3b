"""The first page of a brief stands before the window does, and stays where it is when that comes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from tests.ui.desk import Desk
from viewer.brief.loader import BriefLoading
from viewer.folders import Folders
from viewer.mentions.gazetteer import Gazetteer
from viewer.ui.first_page import FirstPage, kept_margins, margins_to_keep
from viewer.ui.preferences import Preferences
from viewer.ui.settings import Settings
from viewer.ui.shell import Shell
from viewer.ui.tasks import Later
from viewer.ui.window import MainWindow

#: Says what is imported when the first words are painted, and ends.
_UNTIL_WORDS = """
import os, sys
from viewer import app
def tell(name):
    print(*sys.modules)
    print(*(name for name, module in sys.modules.items() if "__getattr__" in vars(module)))
    sys.stdout.flush()
    os._exit(0)
app.import_module = tell
app.main(sys.argv[1:])
"""
_NOT_NEEDED = (
    "viewer.ui.window",
    "viewer.ui.session",
    "viewer.ui.dialogs",
    "viewer.ui.actions",
    "viewer.ui.icons",
    "viewer.ui.note_editor",
    "viewer.ui.who_what",
    "viewer.ui.go_to",
    "viewer.ui.finding",
    "viewer.commands",
    "viewer.annotations.model",
    "viewer.annotations.store",
    "viewer.mentions.gazetteer",
    "viewer.mentions.index",
    "markdown",
    "yaml",
    "argparse",
    "concurrent.futures",
    "PySide6.QtNetwork",
)


class Start:
    """The program as it starts with a brief: its shell, and the page of which nothing else is there yet."""

    def __init__(self, desk: Desk, gazetteer: Gazetteer) -> None:
        self.folders = Folders(desk.folder / "config", desk.folder / "notes", desk.folder / "cache")
        self.settings = Settings(desk.folder / "settings.ini")
        self.preferences = Preferences(self.settings, self.folders)
        later = Later(lambda: gazetteer)
        self.page = FirstPage(self.preferences, self.folders, later)
        pages = [self.page]
        self.shell = Shell(
            self.preferences,
            lambda: MainWindow(self.settings, self.folders, later, self.preferences, pages.pop() if pages else None),
            self.page,
        )
        self.preferences.setParent(self.shell)
        desk.bot.addWidget(self.shell)
        self._desk = desk

    def open(self, path: Path) -> None:
        self.shell.show()
        with self._desk.bot.waitSignal(self.page.readable):
            self.page.open(path, BriefLoading(path))

    def wait_for_words(self) -> None:
        # The page may have lost patience with a slow machine.
        self._desk.bot.waitUntil(lambda: bool(self.page.reader.page.blocks), timeout=20_000)

    def come_to_rest(self) -> MainWindow:
        self.shell.begin()
        window = self.shell.current
        self._desk.bot.waitUntil(lambda: window.session is not None, timeout=20_000)
        QCoreApplication.processEvents()
        return window


@pytest.fixture
def start(desk: Desk, gazetteer: Gazetteer) -> Iterator[Start]:
    made = Start(desk, gazetteer)
    yield made
    made.shell.close()


def _run(code: str, *arguments: str, folder: Path) -> list[str]:
    home = {name: str(folder) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(folder), "PYTHONPATH": ":".join(sys.path), **home},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert not done.stderr
    return done.stdout.splitlines()


def test_nothing_is_imported_that_the_first_page_does_not_need(desk: Desk, tmp_path: Path) -> None:
    imported, waiting = _run(_UNTIL_WORDS, str(desk.congo), folder=tmp_path)
    assert "viewer.ui.reader" in imported.split()
    assert [name for name in _NOT_NEEDED if name in imported.split()] == []
    assert "shibokensupport.signature.parser" in waiting.split()  # PySide's own sources were not needed either


def test_qt_still_says_what_was_wrong_with_a_call(tmp_path: Path) -> None:
    wrong = "from PySide6.QtCore import QPoint\ntry:\n    QPoint('a', 1)\nexcept TypeError as error:\n    print(error)"
    plain = _run(wrong, folder=tmp_path)
    assert any("QPoint(xpos" in line or "xpos: int" in line for line in plain)
    assert _run(f"from viewer.qt_start import import_qt\nimport_qt()\n{wrong}", folder=tmp_path) == plain


def test_words_are_there_before_the_window(start: Start, desk: Desk) -> None:
    start.open(desk.congo)
    start.wait_for_words()
    assert start.shell.windows == []
    assert "cobalt" in start.page.reader.toPlainText()


def test_the_page_becomes_that_of_the_window_and_nothing_of_the_brief_is_lost(start: Start, desk: Desk) -> None:
    start.open(desk.congo)
    reader = start.page.reader
    window = start.come_to_rest()
    assert window.reader is reader
    assert window.session
    assert [block.text for block in reader.page.blocks] == [block.text for block in window.session.brief.blocks]
    assert window.side.isVisible() and window.who_what.isVisible()


def test_the_next_start_has_the_page_where_the_window_has_it(start: Start, desk: Desk, gazetteer: Gazetteer) -> None:
    start.open(desk.congo)
    name, kept = margins_to_keep(start.come_to_rest().reader)
    start.shell.close()
    assert start.settings.state(name) == kept
    again = Start(desk, gazetteer)
    again.open(desk.congo)
    assert margins_to_keep(again.page.reader) == (name, kept)
    again.shell.close()


@pytest.mark.parametrize("state", [b"", b"1,2,3", b"1,2,3,x", b"-1,2,3,4", b"1,2,3,99999"])
def test_margins_that_make_no_sense_are_none(state: bytes) -> None:
    assert kept_margins(state) is None


def test_a_brief_without_words_and_one_that_is_gone_come_into_the_window(
    start: Start, desk: Desk, gazetteer: Gazetteer
) -> None:
    empty = desk.folder / "empty.brief.md"
    empty.write_text("---\nbrief: 1\ntitle: Nothing yet\n---\n", "utf-8")
    start.open(empty)
    window = start.come_to_rest()
    assert window.session and window.session.path == empty
    assert "Nothing yet" in window.reader.toPlainText()
    start.shell.close()
    other = Start(desk, gazetteer)
    other.open(desk.folder / "gone.brief.md")
    other.shell.begin()
    desk.bot.waitUntil(other.shell.current.banner.isVisible)
    assert "gone.brief.md" in other.shell.current.banner.text()
    other.shell.close()


def test_a_brief_named_from_the_folder_that_one_is_in_is_remembered_by_its_whole_path(
    start: Start, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.folder)
    start.open(Path(desk.congo.name))
    window = start.come_to_rest()
    assert window.path == desk.congo
    assert start.settings.recent() == [desk.congo]


def test_who_asks_for_a_window_gets_it_at_once_and_what_waits_for_the_words_goes_on(start: Start, desk: Desk) -> None:
    start.shell.show()
    start.page.open(desk.congo, BriefLoading(desk.congo))
    with desk.bot.waitSignal(start.page.readable):
        assert start.shell.current.reader is start.page.reader
    assert len(start.shell.windows) == 1


def test_closing_it_before_there_is_a_window_ends_everything(start: Start, desk: Desk) -> None:
    start.open(desk.congo)
    assert start.shell.close()
    assert start.page.opener.path is None
