"""What is remembered, what a broken file does, and the dialog."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desk import Desk
from viewer.folders import Folders
from viewer.ui.settings import TYPE_SIZES, Settings
from viewer.ui.settings_dialog import SettingsDialog
from viewer.ui.window import MainWindow


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.ini"


def test_what_is_set_is_there_next_time_and_told_once(path: Path) -> None:
    settings = Settings(path)
    told: list[str] = []
    settings.changed.connect(told.append)
    for name, value in (("theme", "mine.toml"), ("type_size", 21), ("author", "Ána"), ("page", "letter")):
        for _ in range(2):
            setattr(settings, name, value)
    settings.language = "fr"
    settings.sync()
    again = Settings(path)
    assert told == ["theme", "type_size", "author", "page", "language"]
    assert (again.theme, again.type_size, again.author, again.page) == ("mine.toml", 21, "Ána", "letter")
    assert again.language == "fr" and not again.notice


@pytest.mark.parametrize(
    ("line", "name", "expected"),
    [
        ("window\\type_size=huge", "type_size", 17),
        ("window\\type_size=900", "type_size", TYPE_SIZES[-1]),
        ("window\\zoom=nan", "zoom", None),
        ("window\\zoom=-3", "zoom", 0.7),
        ("page=a3", "page", None),
        ("recent={", "recent", None),
        ("export=7", "export", {}),
        ("keys=[1]", "keys", {}),
    ],
)
def test_a_value_that_makes_no_sense_is_the_default(path: Path, line: str, name: str, expected: object) -> None:
    section, _, key = line.rpartition("\\")
    path.write_text(f"[{section or 'General'}]\n{key}\n", "utf-8")
    fresh, settings = Settings(path.with_name("fresh.ini")), Settings(path)

    def value(of: Settings) -> object:
        found = getattr(of, name)
        return found() if callable(found) else found

    assert value(settings) == (value(fresh) if expected is None else expected)
    assert not settings.notice


@pytest.mark.parametrize("content", ["garbage", "[window\ntheme=dark\n", "<<<<<<< HEAD\n[a]\nb=1\n=======\n"])
def test_a_broken_file_is_kept_aside_and_said(path: Path, content: str) -> None:
    path.write_text(content, "utf-8")
    settings = Settings(path)
    kept = path.with_name("settings.broken.ini")
    assert settings.theme == "system" and str(kept) in settings.notice
    settings.theme = "dark"
    settings.sync()
    assert kept.read_text("utf-8") == content
    assert Settings(path).theme == "dark" and not Settings(path).notice
    path.write_text(content + "again", "utf-8")
    assert Settings(path).notice
    assert path.with_name("settings.broken1.ini").read_text("utf-8") == content + "again"
    assert kept.read_text("utf-8") == content


@pytest.mark.parametrize(
    "broken", ["garbage", "[window", "\x00\x01", "recent [[", r"zoom=@Variant(\0\0\0\x80)", "page=a4\\"]
)
@pytest.mark.parametrize("at", [0, 2, -1])
def test_a_broken_line_costs_no_more_than_itself(path: Path, broken: str, at: int) -> None:
    settings = Settings(path)
    settings.theme, settings.author = "dark", "Ána"
    settings.remember(Path("/home/a/ö.brief.md"), 12, "d")
    settings.sync()
    lines = path.read_text("utf-8").splitlines()
    lines.insert(at % (len(lines) + 1), broken)
    path.write_text("\n".join(lines), "utf-8")
    again = Settings(path)
    assert (again.theme, again.author, again.place(Path("/home/a/ö.brief.md"))) == ("dark", "Ána", 12)
    assert "1 line of the settings" in again.notice and not Settings(path).notice
    assert path.with_name("settings.broken.ini").read_text("utf-8") == "\n".join(lines)


def test_a_recent_brief_that_makes_no_sense_costs_no_other(path: Path) -> None:
    settings = Settings(path)
    good = ['["/a.md", 3, "d"]', '["/e.md", 4]']
    bad = ["7", '["/b.md"]', '["/c.md", "x", ""]', "[1, 2, 3]", '["\\ud800", 1, ""]', '["/d.md", 1e999]']
    entries = f"[{', '.join([good[0], *bad, good[1]])}]"
    settings._store.setValue("recent", entries)
    assert settings.recent() == [Path("/a.md"), Path("/e.md")]


def test_the_broken_file_is_said_in_the_window(desk: Desk) -> None:
    (desk.folder / "settings.ini").write_text("garbage", "utf-8")
    window = desk.reading(desk.congo)
    assert "settings.broken.ini" in window.banner.text()
    window.banner.hide()
    desk.open(window, desk.folder / "tour.brief.md")
    assert "settings.broken.ini" not in window.banner.text(), "once is enough"


# The dialog


def field(dialog: SettingsDialog, name: str) -> QWidget:
    return next(one for one in dialog.findChildren(QWidget) if one.accessibleName() == name)


def choose(box: QWidget, text: str) -> None:
    """Choose an entry of a combo box, as a click on it does."""
    assert isinstance(box, QComboBox)
    at = box.findText(text)
    assert at >= 0, text
    box.setCurrentIndex(at)
    box.activated.emit(at)


def type_into(line: QWidget, text: str) -> None:
    assert isinstance(line, QLineEdit)
    line.selectAll()
    line.insert(text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def press(dialog: SettingsDialog, text: str) -> None:
    button = next(one for one in dialog.findChildren(QAbstractButton) if one.text().replace("&", "") == text)
    assert button.isEnabled()
    button.click()


@pytest.fixture
def dialog(window: MainWindow) -> SettingsDialog:
    window.actions_["settings"].trigger()
    assert window.preferences.dialog
    return window.preferences.dialog


def test_what_is_changed_holds_at_once(window: MainWindow, dialog: SettingsDialog, qtbot: QtBot) -> None:
    settings = window.preferences.settings
    type_into(field(dialog, "Your name"), "Ána Kovač")
    choose(field(dialog, "Theme"), "Sepia")
    choose(field(dialog, "Paper"), "Letter")
    before = window.reader.page.formats.unit
    size = field(dialog, "Type size")
    assert isinstance(size, QSpinBox)
    size.setValue(34)
    assert (settings.author, settings.theme, settings.page) == ("Ána Kovač", "sepia", "letter")
    assert size.value() == TYPE_SIZES[-1] and window.reader.page.formats.unit > before
    assert window.reader.page.theme.name == "Sepia"


def test_a_name_that_is_taken_away_is_the_accounts(window: MainWindow, dialog: SettingsDialog) -> None:
    settings, line = window.preferences.settings, field(dialog, "Your name")
    usual = settings.author
    type_into(line, "Ána")
    type_into(line, "")
    assert settings.author == usual


def test_a_name_that_was_typed_holds_when_the_dialog_is_closed(window: MainWindow, dialog: SettingsDialog) -> None:
    line = field(dialog, "Your name")
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "Bo")
    press(dialog, "Close")
    assert window.preferences.settings.author == "Bo" and window.preferences.dialog is None


def said(dialog: SettingsDialog) -> str:
    return " ".join(one.text() for one in dialog.findChildren(QLabel, "warning") if one.isVisible())


def test_a_folder_that_can_be_written_is_used(window: MainWindow, dialog: SettingsDialog, tmp_path: Path) -> None:
    wanted = tmp_path / "new" / "notes"
    type_into(field(dialog, "Folder for notes"), str(wanted))
    assert window.preferences.folders.notes()[0] == wanted and wanted.is_dir() and not said(dialog)
    type_into(field(dialog, "Folder for notes"), "")
    assert window.preferences.folders.notes()[0] == window.preferences.folders.data


@pytest.mark.parametrize("typed", ["not/absolute", "{file}", "{file}/below"])
def test_a_folder_that_cannot_be_used_is_said_beside_the_field(
    window: MainWindow, dialog: SettingsDialog, tmp_path: Path, typed: str
) -> None:
    (tmp_path / "file").write_text("")
    before = window.preferences.folders.notes()
    type_into(field(dialog, "Folder for notes"), typed.format(file=tmp_path / "file"))
    assert "cannot be used" in said(dialog) and str(before[0]) in said(dialog)
    assert window.preferences.folders.notes() == before


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a folder that may not be written to")
def test_a_folder_that_may_not_be_written_to_is_said(dialog: SettingsDialog, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(stat.S_IRUSR | stat.S_IXUSR)
    type_into(field(dialog, "Folder for notes"), str(closed))
    assert "cannot be used" in said(dialog)


def test_a_broken_theme_is_said_beside_the_field(window: MainWindow) -> None:
    folder = window.preferences.look.folder
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text("base = 1", "utf-8")
    window.actions_["settings"].trigger()
    dialog = window.preferences.dialog
    assert dialog and not said(dialog)
    choose(field(dialog, "Theme"), "mine")
    assert "mine.toml:1" in said(dialog) and "mine.toml:1" in window.banner.text()
    choose(field(dialog, "Theme"), "Dark")
    assert not said(dialog) and not window.banner.text()
    choose(field(dialog, "Theme"), "mine")
    (folder / "mine.toml").unlink()
    window.preferences.look.choose("mine.toml")
    assert "no theme mine.toml" in window.banner.text() and "mended" not in window.banner.text()


def test_a_key_is_recorded_its_conflict_shown_and_taken(window: MainWindow, dialog: SettingsDialog) -> None:
    keys, table = window.preferences.keys, dialog.keys
    dialog.show_keys(True)
    table.choose("note")
    table.recorder.setFocus()
    QTest.keyClick(table.recorder, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert "Ctrl+E" in table.said.text() and "Export" in table.said.text()
    assert keys.holders(QKeySequence("Ctrl+E")) == ["export"], "nothing is taken before that is said"
    press(dialog, "Use this key")
    assert keys.holders(QKeySequence("Ctrl+E")) == ["note"]
    assert window.actions_["note"].shortcut() == QKeySequence("Ctrl+E")
    assert window.actions_["export"].shortcut().isEmpty()
    press(dialog, "Reset all")
    assert window.actions_["export"].shortcut() == QKeySequence("Ctrl+E")
    press(dialog, "No key")
    assert window.actions_["note"].shortcut().isEmpty()
    press(dialog, "Reset")
    assert window.actions_["note"].shortcut() == QKeySequence("N")


def test_tab_leads_out_of_the_recorder(dialog: SettingsDialog) -> None:
    dialog.show_keys(True)
    table = dialog.keys
    table.choose("note")
    table.recorder.setFocus()
    QTest.keyClick(table.recorder, Qt.Key.Key_Tab)
    assert table.none.hasFocus() and table.recorder.keySequence().isEmpty()


def test_the_dialog_is_one_and_follows_what_is_changed_elsewhere(window: MainWindow, dialog: SettingsDialog) -> None:
    window.actions_["settings"].trigger()
    assert window.preferences.dialog is dialog
    window.actions_["theme_dark"].trigger()
    box = field(dialog, "Theme")
    assert isinstance(box, QComboBox) and box.currentText() == "Dark"


# Notes of briefs that cannot be written beside


def test_earlier_folders_are_remembered(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "config", tmp_path / "data", tmp_path / "cache")
    assert folders.notes() == [tmp_path / "data"]
    for name in ("a", "b", "a"):
        folders.keep_notes_in(tmp_path / name)
    assert folders.notes() == [tmp_path / "a", tmp_path / "b", tmp_path / "data"]
    (tmp_path / "config" / "notes-folders.txt").write_bytes(b"\xff\xfe rubbish")
    assert folders.notes() == [tmp_path / "data"]
