"""Keys: what they do, where they do nothing, giving actions others, and the sheet that lists them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desk import Desk
from viewer.ui.actions import Menu, menus, shipped_keys
from viewer.ui.keys import Keys, shown, why_not
from viewer.ui.session import Session
from viewer.ui.settings import Settings
from viewer.ui.shortcut_sheet import ShortcutSheet
from viewer.ui.window import MainWindow


def texts(keys: Keys, id: str) -> list[str]:
    return [shown(sequence) for sequence in keys.of(id)]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def keys(qtbot: QtBot, settings: Settings) -> Keys:
    return Keys(shipped_keys(), settings)


def test_every_action_has_a_key_of_its_own() -> None:
    keys = Keys(shipped_keys())
    for id in shipped_keys():
        assert keys.of(id), id
        for sequence in keys.of(id):
            assert not keys.holders(sequence, id), (id, shown(sequence))
            assert not why_not(sequence), id


def test_the_letters_of_a_menu_lead_to_one_entry_each() -> None:
    def check(menu: Menu) -> None:
        entries = [entry for group in menu.groups for entry in group]
        letters = [entry.text[entry.text.index("&") + 1].lower() for entry in entries if "&" in entry.text]
        assert len(letters) == len(set(letters)), (menu.id, sorted(letters))
        for entry in entries:
            if isinstance(entry, Menu):
                check(entry)

    for menu in menus():
        check(menu)


def test_menus_show_the_keys(window: MainWindow, session: Session) -> None:
    found = [
        action
        for menu in window.menuBar().findChildren(QMenu)
        for action in menu.actions()
        if action.objectName() in shipped_keys()
    ]
    assert {action.objectName() for action in found} == set(shipped_keys())
    assert all(not action.shortcut().isEmpty() and action.isShortcutVisibleInContextMenu() for action in found)


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QComboBox])
def test_letters_that_are_typed_into_a_field_are_text(
    window: MainWindow, session: Session, kind: type[QWidget]
) -> None:
    start = session.brief.text.index("Kinshasa")
    window.reader.select_words(start, start + 8)
    field = kind(window.who_what)
    if isinstance(field, QComboBox):
        field.setEditable(True)
    field.show()
    field.setFocus()
    before = session.annotations.values()
    typed = "12345nNtTuUiIxX[]{}?"
    QTest.keyClicks(field.focusWidget() or field, typed)
    QCoreApplication.processEvents()
    text = {QLineEdit: "text", QPlainTextEdit: "toPlainText", QComboBox: "currentText"}[kind]
    assert getattr(field, text)() == typed
    assert list(session.annotations.values()) == list(before)
    assert window.preferences.sheet is None


def test_a_key_in_the_reader_acts(window: MainWindow, session: Session) -> None:
    start = session.brief.text.index("Kinshasa")
    window.reader.select_words(start, start + 8)
    window.reader.setFocus()
    QTest.keyClick(window.reader, Qt.Key.Key_3)
    assert [one.colour for one in session.annotations.values()] == ["blue"]


def test_another_key_holds_in_all_windows_at_once_and_next_time(desk: Desk) -> None:
    window = desk.reading(desk.congo)
    other = desk.window(window.preferences)
    window.preferences.keys.choose("highlight_blue", [QKeySequence("B")])
    for one in (window, other):
        assert one.actions_["highlight_blue"].shortcut() == QKeySequence("B")
        assert "(B)" in one.actions_["highlight_blue"].toolTip()
    assert window.session
    start = window.session.brief.text.index("Kinshasa")
    with desk.bot.waitActive(window):
        window.activateWindow()
    window.reader.setFocus()
    window.reader.select_words(start, start + 8)
    QTest.keyClick(window.reader, Qt.Key.Key_3)
    assert not list(window.session.annotations.values())
    QTest.keyClick(window.reader, Qt.Key.Key_B)
    assert [one.colour for one in window.session.annotations.values()] == ["blue"]
    again = Keys(shipped_keys(), Settings(window.preferences.settings.path))
    assert texts(again, "highlight_blue") == ["B"]


def test_a_key_belongs_to_one_action(keys: Keys) -> None:
    keys.choose("note", [QKeySequence("Ctrl+E")])
    assert keys.holders(QKeySequence("Ctrl+E")) == ["note"] and not keys.of("export")
    keys.reset("export")
    assert texts(keys, "export") == ["Ctrl+E"] and not keys.of("note")
    keys.choose("redo", [])
    keys.reset_all()
    assert all(texts(keys, id) == texts(Keys(shipped_keys()), id) for id in shipped_keys())
    assert not any(map(keys.is_chosen, shipped_keys()))


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab", "Return", "Space", "Left", "Shift+Down", "Backspace", ""])
def test_keys_that_move_about_are_not_given_away(key: str) -> None:
    assert why_not(QKeySequence(key))


@pytest.mark.parametrize("kept", ['{"export": 7}', '{"gone": "B"}', "[]", "{", '{"export": "no such key"}'])
def test_kept_keys_that_make_no_sense_are_passed_over(settings: Settings, kept: str) -> None:
    settings.path.write_text(f"[General]\nkeys={kept!r}\n".replace("'", ""), "utf-8")
    keys = Keys(shipped_keys(), Settings(settings.path))
    assert texts(keys, "note") == ["N"]


def test_ctrl_comma_is_a_key_and_no_separator(keys: Keys, settings: Settings) -> None:
    keys.choose("note", [QKeySequence("Ctrl+,"), QKeySequence("Ctrl+;")])
    again = Keys(shipped_keys(), Settings(settings.path))
    assert texts(again, "note") == ["Ctrl+,", "Ctrl+;"] and not again.of("settings")


def test_the_question_mark_opens_the_sheet_which_knows_every_key(window: MainWindow) -> None:
    window.reader.setFocus()
    QTest.keyClick(window.reader, Qt.Key.Key_Question)
    sheet = window.preferences.sheet
    assert isinstance(sheet, ShortcutSheet) and sheet.isVisible()
    lines = dict(sheet.lines())
    assert {lines["N"], lines["Ctrl+,"], lines["?"]} == {"Note", "Settings", "Keyboard shortcuts"}
    window.preferences.keys.choose("note", [QKeySequence("M")])
    assert ("M", "Note") in sheet.lines()
    sheet.search.setText("f11")
    assert [does for _, does in sheet.lines()] == ["Full screen"]
    labels = [label for label in sheet.findChildren(QLabel) if label.text() == "Full screen" and label.isVisible()]
    assert [label.mapTo(sheet, QPoint()).x() < sheet.width() / 4 for label in labels] == [True]
    sheet.search.setText("zzz")
    assert not sheet.lines()
    sheet.close()
    assert window.preferences.sheet is None
