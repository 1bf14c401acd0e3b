"""Reading on the whole screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from viewer.ui.window import MainWindow


def furniture(window: MainWindow) -> list[bool]:
    return [part.isVisible() for part in (window.menuBar(), window.status, window.side, window.who_what)]


def test_f11_leaves_nothing_but_the_page_and_leads_back(window: MainWindow) -> None:
    reader = window.reader
    assert all(furniture(window))
    QTest.keyClick(reader, Qt.Key.Key_F11)
    assert not any(furniture(window))
    assert reader.isVisible()
    assert any("F11" in label.text() for label in window.findChildren(QLabel) if label.isVisible())
    QTest.keyClick(reader, Qt.Key.Key_F11)
    assert all(furniture(window))
    assert not any("F11" in label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_the_keys_of_the_menus_go_on_working(window: MainWindow) -> None:
    assert window.session
    QTest.keyClick(window.reader, Qt.Key.Key_F11)
    window.reader.select_words(10, 20)
    QTest.keyClick(window.reader, Qt.Key.Key_3)
    (note,) = window.session.annotations.values()
    assert note.colour == "blue"
    QTest.keyClick(window.reader, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not window.session.annotations
    QTest.keyClick(window.reader, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.find_bar.isVisible()


def test_escape_lets_go_first_and_then_leads_back(window: MainWindow) -> None:
    QTest.keyClick(window.reader, Qt.Key.Key_F11)
    window.reader.select_words(10, 20)
    QTest.keyClick(window.reader, Qt.Key.Key_Escape)
    assert window.reader.words() is None
    assert window.full_screen.is_on
    QTest.keyClick(window.reader, Qt.Key.Key_Escape)
    assert not window.full_screen.is_on
    assert all(furniture(window))


def test_a_panel_that_was_away_stays_away(window: MainWindow) -> None:
    window.actions_["outline"].trigger()
    assert furniture(window) == [True, True, False, True]
    for _ in range(2):
        window.actions_["full_screen"].trigger()
    assert furniture(window) == [True, True, False, True]


def test_a_note_can_be_written_on_the_whole_screen(window: MainWindow) -> None:
    QTest.keyClick(window.reader, Qt.Key.Key_F11)
    window.reader.select_words(10, 20)
    QTest.keyClick(window.reader, Qt.Key.Key_N)
    assert window.who_what.notes.editor.has_keyboard()


def test_without_a_brief_there_is_no_whole_screen(window: MainWindow) -> None:
    QTest.keyClick(window.reader, Qt.Key.Key_F11)
    window.leave_brief()
    assert window.menuBar().isVisible()
    assert not window.actions_["full_screen"].isEnabled()
