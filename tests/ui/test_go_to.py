"""The box of places to go to, from the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView

from tests.ui.desk import Desk
from viewer.ui.window import MainWindow


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget
    QTest.keyClick(widget, key, modifier)


def ask(window: MainWindow, words: str) -> list[str]:
    """Open the box with the keyboard and type; what is offered."""
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.go_to.isVisible()
    widget = QApplication.focusWidget()
    assert widget and window.go_to.isAncestorOf(widget)
    QTest.keyClicks(widget, words)
    return [row.name for row in window.go_to.rows()]


def test_a_heading(window: MainWindow) -> None:
    assert window.session
    heading = next(one for one in window.session.brief.headings if "second channel" in one.text)
    assert ask(window, "second ch")[0] == "A second channel"
    press(Qt.Key.Key_Return)
    assert not window.go_to.isVisible()
    assert window.session.brief.heading_at(window.reader.top_offset()) == heading
    assert window.reader.hasFocus()


def test_an_entity_is_chosen_and_its_nearest_mention_shown(window: MainWindow) -> None:
    assert window.session
    assert ask(window, "felix")[0] == "Félix Tshisekedi"
    press(Qt.Key.Key_Return)
    assert window.session.index.entities[window.session.entity].name == "Félix Tshisekedi"
    assert window.session.mention


def test_a_note_is_chosen_and_its_words_shown(desk: Desk, window: MainWindow) -> None:
    assert window.session
    place = window.session.brief.headings[5].start
    id = window.session.annotate(place, place + 6, colour="blue", note="Ask the zoologist")
    window.session.annotate(0, 4, colour="pink", note="Something else")
    ask(window, "zoo")
    desk.bot.waitUntil(lambda: [row.name for row in window.go_to.rows()] == ["Ask the zoologist"])
    press(Qt.Key.Key_Return)
    assert window.session.annotation == id
    start, end = window.reader.visible_range()
    assert start <= place < end


def test_another_brief_is_opened(desk: Desk) -> None:
    window = desk.reading(desk.congo)
    other = desk.folder / "resource-deals.brief.md"
    desk.open(window, other)
    desk.open(window, desk.congo)
    assert ask(window, "resource deals")[0].startswith("Resource deals")
    press(Qt.Key.Key_Return)
    desk.bot.waitUntil(lambda: window.session is not None and window.session.path == other, timeout=20_000)


def test_from_the_start_page_one_goes_to_a_brief(desk: Desk) -> None:
    window = desk.window()
    assert any(name.startswith("A tour") for name in ask(window, ""))
    QTest.keyClicks(QApplication.focusWidget(), "tour")
    press(Qt.Key.Key_Return)
    desk.bot.waitUntil(lambda: window.session is not None, timeout=20_000)


def test_arrows_choose_and_escape_leaves(window: MainWindow) -> None:
    assert window.session
    offered = ask(window, "the")
    assert len(offered) > 2
    press(Qt.Key.Key_Up)  # round to the last
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Escape)
    assert not window.go_to.isVisible()
    assert window.reader.hasFocus()
    assert window.reader.top_offset() == 0
    assert ask(window, "end of") == ["End of the brief"]
    press(Qt.Key.Key_Return)
    bar = window.reader.verticalScrollBar()
    assert bar.value() > bar.maximum() - window.reader.viewport().height()


def test_a_click_goes_there(window: MainWindow) -> None:
    assert window.session
    offered = ask(window, "channel")
    rows = window.go_to.findChild(QListView)
    assert isinstance(rows, QListView)
    box = rows.visualRect(rows.model().index(offered.index("A second channel"), 0))
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    here = window.session.brief.heading_at(window.reader.top_offset())
    assert here and here.text == "A second channel"


def test_it_closes_when_the_keyboard_goes_elsewhere(window: MainWindow) -> None:
    ask(window, "x")
    window.reader.setFocus()
    assert not window.go_to.isVisible()


def test_what_a_row_is_stands_in_words(window: MainWindow) -> None:
    ask(window, "")
    kinds = {row.kind: row.what for row in window.go_to.rows()}
    assert kinds["heading"] == "heading"
    assert kinds["brief"] == "brief"
    assert "mention" in kinds["actor"] and "mention" in kinds["mineral"] and "mention" in kinds["placename"]
