"""A morning's work in the real window: once with the keyboard alone, once with the mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QMenu, QPushButton, QToolButton, QWidget

from tests.ui.desk import Desk
from tests.ui.test_whole_path import highlights
from viewer.ui.export_sheet import ExportSheet
from viewer.ui.exporting import Exporter
from viewer.ui.languages import install
from viewer.ui.row_list import RowList
from viewer.ui.settings_dialog import SettingsDialog
from viewer.ui.shell import Shell
from viewer.ui.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NOTE = "Who would refine it?"


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the system's file dialog says that the export is to go."""
    target = tmp_path / "out.pdf"
    monkeypatch.setattr(Exporter, "ask", lambda *_: target)
    return target


@pytest.fixture
def shell(desk: Desk) -> Shell:
    shell = desk.shell()
    shell.resize(1280, 800)
    yield shell
    install("en")


def drop(shell: Shell, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    shell.current.dropEvent(QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, mime, buttons, keys))


def wait_for_brief(desk: Desk, shell: Shell) -> MainWindow:
    desk.bot.waitUntil(lambda: shell.current.session is not None, timeout=20_000)
    QApplication.processEvents()
    return shell.current


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key, wherever the keyboard is."""
    QTest.keyClick(focus(), key, modifiers)
    QApplication.processEvents()


def type_in(text: str) -> None:
    QTest.keyClicks(focus(), text)
    QApplication.processEvents()


def focus() -> QWidget:
    widget = QApplication.focusWidget() or QApplication.activeWindow()
    assert widget, "nothing has the keyboard"
    return widget


def tab_to(found: Callable[[QWidget], bool]) -> QWidget:
    """Go on with Tab until a widget has the keyboard."""
    for _ in range(60):
        if found(focus()):
            return focus()
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead there; it ends at {focus()}")


def has_settings_open() -> bool:
    return isinstance(focus().window(), SettingsDialog)


def test_with_the_keyboard_alone(desk: Desk, shell: Shell, target: Path) -> None:
    drop(shell, desk.congo)
    window = wait_for_brief(desk, shell)
    session = window.session
    assert session

    # Find, and annotate what is found.
    press(Qt.Key.Key_F, CONTROL)
    type_in("refine its ore")
    desk.bot.waitUntil(lambda: window.find_bar.count() == "1 of 1")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_2)
    (note,) = session.annotations.values()
    assert (note.exact, note.colour) == ("refine its ore", "green")
    press(Qt.Key.Key_N)
    type_in(NOTE)
    press(Qt.Key.Key_Escape)

    # Go to an entity, step through its mentions, and back to where one was.
    window.reader.setFocus()
    press(Qt.Key.Key_K, CONTROL)
    type_in("m23")
    press(Qt.Key.Key_Return)
    assert session.entity == "m23"
    mentions = session.index.of("m23")
    at = mentions.index(session.mention)
    press(Qt.Key.Key_BracketRight)
    assert session.mention == mentions[(at + 1) % len(mentions)]
    press(Qt.Key.Key_BracketLeft)
    assert session.mention == mentions[at]
    top = window.reader.top_offset()
    press(Qt.Key.Key_Left, ALT)
    assert window.reader.top_offset() != top
    press(Qt.Key.Key_Right, ALT)
    start, end = window.reader.visible_range()
    assert start <= session.mention.start < end

    # Triage: the list, another colour, a tag.
    press(Qt.Key.Key_L, CONTROL)
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_4)
    assert [one.colour for one in session.annotations.values()] == ["pink"]

    # Another look and another language, with everything where it was.
    press(Qt.Key.Key_2, CONTROL | ALT)
    assert window._theme.dark
    assert session.annotation == note.id
    english = window.actions_["find"].text()
    press(Qt.Key.Key_Comma, CONTROL)
    desk.bot.waitUntil(has_settings_open)
    combo = tab_to(lambda widget: isinstance(widget, QComboBox) and widget.findData("fr") >= 0)
    assert isinstance(combo, QComboBox)
    type_in("F")
    desk.bot.waitUntil(lambda: shell.current is not window, timeout=20_000)
    again = wait_for_brief(desk, shell)
    desk.bot.waitUntil(has_settings_open)
    press(Qt.Key.Key_Escape)
    assert again.actions_["find"].text() != english
    assert again.session
    assert [one.note for one in again.session.annotations.values()] == [NOTE]
    assert again.session.annotation == note.id

    # Out it goes.
    with desk.bot.waitActive(shell):
        shell.activateWindow()
    again.reader.setFocus()
    press(Qt.Key.Key_E, CONTROL)
    sheet = again.findChild(ExportSheet) or next(
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, ExportSheet)
    )
    desk.bot.waitUntil(lambda: sheet.isVisible() and sheet.isAncestorOf(focus()))
    with desk.bot.waitSignal(again.exporter.exported, timeout=60_000):
        press(Qt.Key.Key_Return)
    assert (NOTE, "refine its ore") in highlights(target)


def click(widget: QWidget, place: QPoint | None = None) -> None:
    assert widget.isVisible(), widget
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place or widget.rect().center())
    QApplication.processEvents()


def button_of(action: QAction, within: QWidget) -> QToolButton:
    """The visible button that does what an action does."""
    buttons = within.findChildren(QToolButton)
    return next(button for button in buttons if button.defaultAction() is action and button.isVisible())


def test_with_the_mouse(
    desk: Desk, shell: Shell, target: Path, span: Callable[[MainWindow, str], tuple[int, int]]
) -> None:
    drop(shell, desk.congo)
    window = wait_for_brief(desk, shell)
    session = window.session
    assert session

    # An entity in the panel, its passages, the buttons that step.
    panel = window.who_what.panels["actor"]
    rows = panel.findChild(RowList)
    assert rows
    at = next(row for row in range(rows.model().rowCount()) if rows.model().index(row, 0).data() == "M23")
    box = rows.visualRect(rows.model().index(at, 0))
    click(rows.viewport(), QPoint(box.left() + 80, box.center().y()))
    assert session.entity == "m23"
    mentions = session.index.of("m23")
    at = mentions.index(session.mention)
    click(button_of(window.actions_["next"], window.status))
    assert session.mention == mentions[(at + 1) % len(mentions)]

    # Words under the mouse, a colour from the bar that appears, a note.
    words = span(window, "refine its ore")
    desk.drag_over(window, *words)
    assert window.selection_bar.isVisible()
    click(button_of(window.actions_["highlight_green"], window.selection_bar))
    (id,) = session.annotations
    desk.click_on(window, *words)
    assert session.annotation == id
    click(button_of(window.actions_["note"], window))
    type_in(NOTE)

    # The moon in the toolbar, and the menu of themes.
    dark = window._theme.dark
    click(next(button for button in window.findChildren(QToolButton) if button.accessibleName() == "Light or dark"))
    assert window._theme.dark != dark
    menus = [menu for menu in window.findChildren(QMenu) if window.actions_["theme_sepia"] in menu.actions()]
    (menu,) = menus
    menu.popup(window.mapToGlobal(QPoint(20, 40)))
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(window.actions_["theme_sepia"]).center())
    assert window._theme.name == "Sepia"

    # Out it goes.
    click(button_of(window.actions_["export"], window))
    sheet = next(widget for widget in QApplication.allWidgets() if isinstance(widget, ExportSheet))
    desk.bot.waitUntil(sheet.isVisible)
    with desk.bot.waitSignal(window.exporter.exported, timeout=60_000):
        click(default_button(sheet))
    assert (NOTE, "refine its ore") in highlights(target)


def default_button(dialog: QDialog) -> QPushButton:
    return next(button for button in dialog.findChildren(QPushButton) if button.isDefault())
