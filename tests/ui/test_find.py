"""Find in the real window, from the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.desk import Desk
from viewer.ui.finding import Query
from viewer.ui.window import MainWindow

Span = Callable[[MainWindow, str], tuple[int, int]]
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget
    QTest.keyClick(widget, key, modifier)


def find(window: MainWindow, words: str) -> None:
    """Open the bar with the keyboard and type."""
    press(Qt.Key.Key_F, CONTROL)
    widget = QApplication.focusWidget()
    assert widget and window.find_bar.isAncestorOf(widget)
    QTest.keyClicks(widget, words)


def places(window: MainWindow, words: str) -> list[int]:
    assert window.session
    text, at, found = window.session.brief.text.lower(), -1, []
    while (at := text.find(words, at + 1)) >= 0:
        found.append(at)
    return found


def test_typing_counts_and_goes_to_the_first_place(window: MainWindow) -> None:
    found = places(window, "goma")
    find(window, "goma")
    assert window.find_bar.count() == f"1 of {len(found)}"
    start, end = window.reader.visible_range()
    assert start <= found[0] < end


def test_enter_and_f3_step_round(window: MainWindow) -> None:
    count = len(places(window, "goma"))
    find(window, "goma")
    seen = []
    for key, modifier in (
        (Qt.Key.Key_Return, SHIFT),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F3, SHIFT),
    ):
        press(key, modifier)
        seen.append(window.find_bar.count())
    assert seen == [f"{count} of {count}", f"1 of {count}", f"2 of {count}", f"1 of {count}"]


def test_escape_leaves_the_words_selected_to_be_annotated_at_once(window: MainWindow) -> None:
    assert window.session
    first = places(window, "recipient’s")[0]
    find(window, "recipient's")
    press(Qt.Key.Key_Escape)
    assert not window.find_bar.isVisible()
    assert window.reader.words() == (first, first + len("recipient's"))
    press(Qt.Key.Key_2)
    (note,) = window.session.annotations.values()
    assert (note.colour, note.exact.lower().replace("’", "'")) == ("green", "recipient's")


def test_accents_and_capitals_do_not_matter_unless_one_says_so(window: MainWindow) -> None:
    find(window, "felix")
    assert window.find_bar.count().endswith(f" of {len(places(window, 'félix'))}")
    window.find_bar.set_query(Query("felix", case=True))
    assert window.find_bar.count() == "Not found"
    window.find_bar.set_query(Query("Felix", case=True))
    assert window.find_bar.count().endswith(f" of {len(places(window, 'félix'))}")


def test_the_selection_is_looked_for(window: MainWindow, span: Span) -> None:
    where = span(window, "Bukavu")
    window.reader.select_words(*where)
    press(Qt.Key.Key_F, CONTROL)
    assert window.find_bar.query().words == "Bukavu"
    count = len(places(window, "bukavu"))
    assert window.find_bar.count() == f"1 of {count}"
    press(Qt.Key.Key_Escape)
    assert window.reader.words() == where


def test_the_bar_closed_f3_goes_on_and_selects(window: MainWindow) -> None:
    found = places(window, "goma")
    find(window, "goma")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_F3)
    assert window.reader.words() == (found[1], found[1] + 4)
    # From where one is reading, not from where one has last been.
    window.reader.select_words(found[-1] - 3, found[-1] - 1)
    press(Qt.Key.Key_F3)
    assert window.reader.words() == (found[-1], found[-1] + 4)


def test_what_is_found_shows_on_the_page_and_no_longer_when_closed(window: MainWindow) -> None:
    where = places(window, "goma")[0]

    def colours() -> set[str]:
        image = window.reader.viewport().grab().toImage()
        box = window.reader.page.rectangles(where, where + 4)[0]
        box.translate(0, -window.reader.verticalScrollBar().value())
        return {QColor(image.pixel(x, int(box.bottom()))).name() for x in range(int(box.left()), int(box.right()))}

    window.reader.reveal(where, where + 4)
    before = colours()
    find(window, "goma")
    assert colours() - before
    press(Qt.Key.Key_Escape)
    window.reader.clear_words()
    assert colours() == before


def test_nothing_found_says_so_and_goes_nowhere(window: MainWindow) -> None:
    before = window.reader.verticalScrollBar().value()
    find(window, "no such words")
    assert window.find_bar.count() == "Not found"
    press(Qt.Key.Key_Return)
    assert window.reader.verticalScrollBar().value() == before
    press(Qt.Key.Key_Escape)
    assert window.reader.words() is None


def test_keys_typed_in_the_bar_are_typed_and_do_nothing_else(window: MainWindow) -> None:
    assert window.session
    window.reader.select_words(10, 20)
    find(window, "1 n t ] [ u")
    assert window.find_bar.query().words == "1 n t ] [ u"
    assert not window.session.annotations


def test_the_bar_goes_along_to_another_brief(desk: Desk) -> None:
    window = desk.reading(desk.congo)
    find(window, "minerals")
    desk.open(window, desk.folder / "resource-deals.brief.md")
    QCoreApplication.processEvents()
    count = len(places(window, "minerals"))
    desk.bot.waitUntil(lambda: window.find_bar.count().endswith(f" of {count}"))
    window.leave_brief()
    assert not window.find_bar.isVisible()
