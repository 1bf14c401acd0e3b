"""The page, the margin and other painted things as a screen reader finds them, and what is said while reading."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6.Shiboken import delete, isValid

from tests.ui.ears import Role, named
from viewer.ui import accessible
from viewer.ui.session import Session
from viewer.ui.window import MainWindow

pytestmark = pytest.mark.usefixtures("parts")


def test_mentions_on_the_screen_are_links_and_can_be_pressed(window: MainWindow, session: Session) -> None:
    links = named(window.reader, Role.Link)
    node = links["cobalt, element, mention 1 of 4"]
    start = session.brief.text.index("cobalt")
    box = window.reader.page.rectangles(start, start + 6)[0].toAlignedRect()
    assert node.rect().topLeft() == window.reader.viewport().mapToGlobal(box.topLeft())
    assert node.rect().size() == box.size()
    action = node.actionInterface()
    action.doAction(action.actionNames()[0])
    assert session.entity == "cobalt"
    assert node.state().selected


def test_mentions_follow_the_view(window: MainWindow) -> None:
    before = set(named(window.reader, Role.Link))
    window.reader.verticalScrollBar().setValue(window.reader.verticalScrollBar().maximum())
    assert before.isdisjoint(named(window.reader, Role.Link))


def test_what_is_not_underlined_is_no_link(window: MainWindow, session: Session) -> None:
    session.set_hidden("cobalt", True)
    assert not [name for name in named(window.reader, Role.Link) if "cobalt" in name]


def test_highlights_and_notes_say_what_they_are(window: MainWindow, session: Session) -> None:
    start = session.brief.text.index("formal security pact")
    session.annotate(start, start + 6, colour="green")
    noted = session.annotate(start + 7, start + 15, colour="")
    session.set_note(noted, "Which *kind*?")
    assert "Highlighted in green: formal" in named(window.reader, Role.Note)
    card = named(window.reader.margin, Role.ListItem)["Which kind?"]
    card.actionInterface().doAction("Press")
    assert session.annotation == noted


class _Painted(QWidget):
    """A widget with parts of its own drawing."""

    accessible_role = Role.List

    def __init__(self) -> None:
        super().__init__()
        self.words = ["one", "two"]
        self.pressed: list[str] = []

    def accessible_parts(self) -> list[accessible.Part]:
        return [self._part(number, word) for number, word in enumerate(self.words)]

    def _part(self, number: int, word: str) -> accessible.Part:
        box = QRect(0, 20 * number, 50, 20)
        return accessible.Part(word, lambda: word, Role.ListItem, lambda: box, lambda: self.pressed.append(word))


def test_parts_come_and_go_and_go_with_their_widget(qtbot: QtBot) -> None:
    widget = _Painted()
    with qtbot.waitExposed(widget):
        widget.show()
    list_ = QAccessible.queryAccessibleInterface(widget)
    assert (list_.role(), list_.childCount()) == (Role.List, 2)
    second = list_.child(1)
    assert list_.indexOfChild(second) == 1 and second.parent() == list_
    assert list_.childAt(*(widget.mapToGlobal(QPoint(5, 25))).toTuple()) is second
    widget.words = ["two", "three"]
    assert list_.child(0) is second and list_.child(2) is None
    second.actionInterface().doAction("Press")
    assert widget.pressed == ["two"]
    # What a screen reader may ask of anything.
    assert second.textInterface() is None and second.valueInterface() is None
    delete(widget)
    assert not isValid(second)


def test_words_that_are_no_name_of_the_entity_are_said_too(window: MainWindow) -> None:
    assert "American: United States, state, mention 2 of 20" in named(window.reader, Role.Link)


def test_the_caret_tells_what_it_comes_upon(window: MainWindow, session: Session, said: list[str]) -> None:
    reader = window.reader
    start = session.brief.text.index("cobalt")
    note = session.annotate(start + 8, start + 15, colour="yellow")
    session.set_note(note, "How much?")
    reader.select_words(start - 2, start - 1)
    reader.clear_words()
    said.clear()
    QTest.keyClick(reader, Qt.Key.Key_Right)
    QTest.keyClick(reader, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(reader, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert said[0] == "cobalt, element, mention 1 of 4"
    assert said[-1] == "lithium, element, mention 1 of 4. Note: How much?"


def test_nothing_is_said_twice(window: MainWindow, session: Session, said: list[str]) -> None:
    window.reader.select_words(*_words(session, "obalt"))
    window.reader.clear_words()
    said.clear()
    QTest.keyClick(window.reader, Qt.Key.Key_Right)
    assert [words for words in said if words] == []


def test_a_line_tells_who_is_on_it(window: MainWindow, said: list[str]) -> None:
    for _ in range(8):
        QTest.keyClick(window.reader, Qt.Key.Key_Down)
    assert any(words.startswith(("Names: ", "2 names: ", "3 names: ", "4 names: ")) for words in said)


def _words(session: Session, words: str) -> tuple[int, int]:
    start = session.brief.text.index(words)
    return start, start + len(words)


def test_stepping_says_the_mention_and_puts_the_caret_there(
    window: MainWindow, session: Session, said: list[str]
) -> None:
    window.actions_["next"].trigger()
    assert said[-1] == "Félix Tshisekedi, person, mention 1 of 7"
    assert session.mention and window.reader.caret() == session.mention.start


def test_the_notes_can_be_gone_through_both_ways_and_around(
    window: MainWindow, session: Session, said: list[str], span: Callable[[MainWindow, str], tuple[int, int]]
) -> None:
    first = session.annotate(*span(window, "cobalt"), colour="yellow")
    second = session.annotate(*span(window, "What to watch"), colour="blue")
    session.set_note(second, "Due in May")
    visited = []
    for action in ("next_note", "next_note", "next_note", "previous_note"):
        window.actions_[action].trigger()
        visited.append(session.annotation)
    assert visited == [first, second, first, second]
    assert said[-1] == "What to watch. Note: Due in May"
    assert "cobalt. Highlighted in yellow" in said


def test_messages_are_said(window: MainWindow, said: list[str]) -> None:
    window.banner.say(["The file is gone.", "Save it elsewhere."], role="danger")
    window.status.tell("2 places highlighted")
    assert said == ["The file is gone.\nSave it elsewhere.", "2 places highlighted"]


def test_without_a_screen_reader_nothing_is_worked_out(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(type(window.reader.voice), "mention", lambda *_: asked.append(1) or "")
    monkeypatch.setattr(QAccessible, "isActive", lambda: False)
    window.actions_["next"].trigger()
    QTest.keyClick(window.reader, Qt.Key.Key_Down)
    assert asked == []
