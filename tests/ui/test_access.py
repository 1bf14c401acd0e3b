"""What people get who do not see the window, or do not use a mouse: names, roles, announcements, order, focus."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QFocusEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QScrollArea, QTabWidget, QWidget

from tests.ui.desk import Desk
from tests.ui.ears import Role, Text, named, stops, tree
from viewer.pages.theme import load_theme
from viewer.ui.entity_chooser import EntityChooser
from viewer.ui.export_sheet import ExportSheet
from viewer.ui.session import Session
from viewer.ui.window import MainWindow

pytestmark = [
    pytest.mark.usefixtures("parts"),
    pytest.mark.qt_log_ignore(r"This plugin does not support (raise|propagateSizeHints)\(\)"),
]

#: Roles that tell nobody what a control is.
_VAGUE = {Role.NoRole, Role.Client, Role.Pane, Role.Grouping, Role.StaticText}


def _start(desk: Desk) -> QWidget:
    return desk.window()


def _reading(desk: Desk) -> QWidget:
    return desk.reading(desk.congo)


def _entity(desk: Desk) -> QWidget:
    window = desk.reading(desk.congo)
    window.gestures.choose_entity("cobalt")
    return window


def _note(desk: Desk) -> QWidget:
    window = desk.reading(desk.congo)
    assert window.session
    start = window.session.brief.text.index("cobalt")
    id = window.session.annotate(start, start + 6, colour="yellow")
    window.session.set_note(id, "Look here")
    window.session.select_annotation(id)
    window.banner.say(["Something is the matter."], button="Mend it", action=lambda: None)
    return window


def _matrix(desk: Desk) -> QWidget:
    window = desk.reading(desk.congo)
    window.views.show_matrix()
    assert window.views.matrix
    desk.bot.addWidget(window.views.matrix)
    return window.views.matrix


def _relations(desk: Desk) -> QWidget:
    window = desk.reading(desk.congo)
    window.views.show_relations()
    view = window.views.relations
    assert view
    desk.bot.addWidget(view)
    desk.bot.waitUntil(lambda: bool(view.edges.numbers()), timeout=20_000)
    return view


def _export(desk: Desk) -> QWidget:
    sheet = _asked(desk, "export")
    assert isinstance(sheet, ExportSheet)
    desk.bot.addWidget(sheet)
    desk.bot.waitUntil(lambda: sheet.preview.pages() > 1, timeout=20_000)
    return sheet


def _settings(desk: Desk) -> QWidget:
    return _asked(desk, "settings")


def _shortcuts(desk: Desk) -> QWidget:
    return _asked(desk, "shortcuts")


def _asked(desk: Desk, action: str) -> QWidget:
    """The dialog that an action opens."""
    window = desk.reading(desk.congo)
    window.actions_[action].trigger()
    desk.bot.waitUntil(lambda: bool(window.findChildren(QDialog)))
    return next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())


def _chooser(desk: Desk) -> QWidget:
    window = desk.reading(desk.congo)
    assert window.session
    dialog = EntityChooser("the rebels", window.session.index.entities.values(), load_theme("light"), window)
    dialog.show()
    return dialog


STATES = [_start, _reading, _entity, _note, _matrix, _relations, _export, _settings, _shortcuts, _chooser]


@pytest.fixture(params=STATES, ids=lambda state: state.__name__.strip("_"))
def shown(request: pytest.FixtureRequest, desk: Desk) -> QWidget:
    """A window in one of its central states."""
    widget: QWidget = request.param(desk)
    QCoreApplication.processEvents()
    return widget


def test_whatever_takes_the_keyboard_has_a_name_and_a_role(shown: QWidget) -> None:
    found = stops(shown)
    assert len(found) >= 3
    for widget in found:
        node = QAccessible.queryAccessibleInterface(widget)
        assert node.text(Text.Name), widget
        assert node.role() not in _VAGUE or isinstance(widget, QScrollArea), (widget, node.role())


def test_no_two_stops_are_called_alike(shown: QWidget) -> None:
    # Qt has a label name a box of choices, and what is chosen be its text.
    boxes = [widget for widget in stops(shown) if isinstance(widget, QComboBox)]
    assert all(widget.accessibleName() for widget in boxes)
    others = [widget for widget in stops(shown) if widget not in boxes]
    names = Counter(QAccessible.queryAccessibleInterface(widget).text(Text.Name) for widget in others)
    assert [name for name, times in names.items() if times > 1] == []


def test_nobody_is_read_markup(shown: QWidget) -> None:
    for node in tree(shown):
        assert "<span>" not in node.text(Text.Name) + node.text(Text.Description)


def test_every_row_says_what_it_is(shown: QWidget) -> None:
    rows = [node for node in tree(shown) if node.role() in (Role.ListItem, Role.TreeItem, Role.Cell, Role.Link)]
    assert all(row.text(Text.Name) for row in rows)
    assert rows or isinstance(shown, MainWindow | QDialog)


def test_tab_goes_round_and_back_the_same_way(shown: QWidget) -> None:
    """No control keeps the keyboard to itself."""
    shown.activateWindow()
    there = _round(shown, Qt.Key.Key_Tab)
    back = _round(shown, Qt.Key.Key_Backtab)
    assert [id(widget) for widget in there] == [id(widget) for widget in reversed(back)]
    assert len(there) == len(stops(shown))


def _round(window: QWidget, key: Qt.Key) -> list[QWidget]:
    first = stops(window)[0]
    first.setFocus()
    if key == Qt.Key.Key_Backtab:
        QTest.keyClick(first, key)
    passed: list[QWidget] = []
    for _ in range(120):
        widget = QApplication.focusWidget()
        assert widget
        if passed and widget is passed[0]:
            break
        passed.append(widget)
        QTest.keyClick(widget, key)
    return passed


def test_f6_goes_round_the_panes_in_reading_order(desk: Desk) -> None:
    window = desk.reading(desk.congo)
    window.banner.say(["Something is the matter."])
    window.reader.setFocus()
    order = [window.reader, window.who_what, window._tools, window.side, window.banner, window.reader]
    for number, pane in enumerate(order):
        focus = QApplication.focusWidget()
        assert focus is pane or pane.isAncestorOf(focus), f"{number}: {focus}"
        window.actions_["next_pane"].trigger()


def test_f6_finds_a_pane_as_it_was_left(window: MainWindow) -> None:
    panel = window.who_what.panels["actor"]
    panel.filter("")
    inside = [widget for widget in stops(window) if panel.isAncestorOf(widget)]
    inside[-1].setFocus()
    window.actions_["next_pane"].trigger()
    window.actions_["previous_pane"].trigger()
    assert QApplication.focusWidget() is inside[-1]


def test_a_bar_of_buttons_is_one_stop_and_arrows_go_along_it(window: MainWindow) -> None:
    (first,) = [widget for widget in stops(window) if window._tools.isAncestorOf(widget)]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    second = QApplication.focusWidget()
    assert second is not first and window._tools.isAncestorOf(second)
    QTest.keyClick(second, Qt.Key.Key_Left)
    assert QApplication.focusWidget() is first


def test_an_entity_says_whether_it_is_underlined_and_the_space_bar_switches_it(
    window: MainWindow, session: Session
) -> None:
    panel = window.who_what.panels["actor"]
    row = next(node for node in tree(panel) if node.role() == Role.ListItem)
    assert row.text(Text.Name) == "United States, state, 20 mentions"
    assert row.text(Text.Description) == "Underlined in the text"
    assert row.state().checkable and row.state().checked
    panel.choose("USA")
    rows = next(widget for widget in stops(window) if widget.accessibleName() == "Actors")
    QTest.keyClick(rows, Qt.Key.Key_Space)
    assert session.hidden == {"USA"}
    row = next(node for node in tree(panel) if node.role() == Role.ListItem)
    assert not row.state().checked and row.text(Text.Description) == "Not underlined in the text"


def test_the_matrix_is_a_table_with_headers(desk: Desk) -> None:
    view = _matrix(desk)
    desk.bot.waitUntil(lambda: any(node.role() == Role.Cell for node in tree(view)), timeout=20_000)
    roles = Counter(node.role() for node in tree(view))
    assert roles[Role.Table] == 1 and roles[Role.ColumnHeader] > 2 and roles[Role.RowHeader] > 2


@pytest.mark.parametrize("theme", ["light", "dark", "sepia", "contrast-light", "contrast-dark"])
def test_focus_shows_on_every_control(desk: Desk, theme: str) -> None:
    window = _note(desk)
    assert isinstance(window, MainWindow)
    window.actions_[f"theme_{theme}"].trigger()
    QCoreApplication.processEvents()
    for widget in stops(window):
        assert _look(widget, True) != _look(widget, False), widget.accessibleName() or widget


def _look(widget: QWidget, focused: bool) -> QImage:
    """A control with or without the keyboard, in what it stands in: a ring may be drawn around it."""
    reason = Qt.FocusReason.TabFocusReason
    if focused:
        widget.setFocus(reason)
    else:
        widget.clearFocus()
    QCoreApplication.sendEvent(widget, QFocusEvent(QEvent.Type.FocusIn if focused else QEvent.Type.FocusOut, reason))
    around = widget.parentWidget() or widget
    return around.grab().toImage()


def test_tabs_say_where_they_lead(window: MainWindow) -> None:
    tabs = window.who_what.findChild(QTabWidget)
    assert tabs and QAccessible.queryAccessibleInterface(tabs.tabBar()).role() == Role.PageTabList
    assert list(named(tabs.tabBar(), Role.PageTab)) == ["Actors 18", "Minerals 13", "Places 6", "Notes"]
