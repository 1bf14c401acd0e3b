"""Names that nothing explains: listed with their places, declared or ignored with a click, and both undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QPushButton

from tests.ui.desk import Desk
from viewer.ui.not_declared import NotDeclared
from viewer.ui.session import Session
from viewer.ui.window import MainWindow

TEXT = """---
brief: 1
title: Who is who
---

Hewa Bora Trading (HBT) bought coltan from Mr Jean Kabasele in Bunia. HBT later denied it.

Kabasele said that Hewa Bora Trading would sell cobalt to Glencore. The road to Bunia is closed.
"""


@pytest.fixture
def brief(desk: Desk) -> Path:
    path = desk.folder / "who.brief.md"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def window(desk: Desk, brief: Path) -> MainWindow:
    window = desk.reading(brief)
    assert window.session
    session = window.session
    desk.bot.waitUntil(lambda: bool(session.suggestions), timeout=5000)
    return window


@pytest.fixture
def actors(window: MainWindow) -> NotDeclared:
    return window.who_what.not_declared["actor"]


def press(list_: NotDeclared, row: int, from_right: int) -> None:
    view = list_.findChild(QListView)
    assert isinstance(view, QListView)
    box = view.visualRect(view.model().index(row, 0))
    point = QPoint(box.right() - from_right, box.center().y())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_they_are_listed_by_group(window: MainWindow, actors: NotDeclared) -> None:
    assert actors.names() == ["Hewa Bora Trading", "Jean Kabasele"]
    assert window.who_what.not_declared["place"].names() == ["Bunia"]


def test_one_click_declares_and_undo_takes_it_back(
    desk: Desk, window: MainWindow, session: Session, actors: NotDeclared, brief: Path
) -> None:
    with desk.bot.waitSignal(session.suggested):
        press(actors, 0, 44)
    found = [session.brief.text[one.start : one.end] for one in session.index.of("hewa-bora-trading")]
    assert found == ["Hewa Bora Trading", "HBT", "HBT", "Hewa Bora Trading"]
    assert session.index.entities["hewa-bora-trading"].kind == "company"
    assert actors.names() == ["Jean Kabasele"]
    assert window.actions_["undo"].text() == "&Undo declare “Hewa Bora Trading”"
    assert brief.read_text("utf-8") == TEXT, "the program never writes to a brief"
    with desk.bot.waitSignal(session.suggested):
        window.actions_["undo"].trigger()
    assert not session.index.of("hewa-bora-trading")
    assert actors.names() == ["Hewa Bora Trading", "Jean Kabasele"]


def test_one_click_ignores_all_forms_and_undo_takes_it_back(
    desk: Desk, window: MainWindow, session: Session, actors: NotDeclared
) -> None:
    with desk.bot.waitSignal(session.suggested):
        press(actors, 0, 16)
    assert actors.names() == ["Jean Kabasele"]
    with desk.bot.waitSignal(session.suggested):
        window.actions_["undo"].trigger()
    assert actors.names() == ["Hewa Bora Trading", "Jean Kabasele"]


def test_a_click_shows_its_card_and_its_places(window: MainWindow, session: Session, actors: NotDeclared) -> None:
    actors.choose(1)
    card = window.who_what.suggestion_card
    assert card.isVisible() and card.title() == "Jean Kabasele"
    assert not window.who_what.card.isVisible()
    session.select_entity("cobalt")
    assert not card.isVisible() and window.who_what.card.isVisible()
    assert session.suggestion is None


def test_it_can_be_declared_as_another_kind_and_group(
    desk: Desk, window: MainWindow, session: Session, actors: NotDeclared
) -> None:
    actors.choose(0)
    card = window.who_what.suggestion_card
    card.set_kind("ore")
    with desk.bot.waitSignal(session.suggested):
        card.declare_asked.emit(session.suggestion, "ore")
    assert session.index.entities["hewa-bora-trading"].group == "mineral"
    assert session.suggestion is None and not card.isVisible()


def test_the_keyboard_goes_on_to_the_next(
    desk: Desk, window: MainWindow, session: Session, actors: NotDeclared
) -> None:
    actors.choose(0)
    button = next(one for one in window.who_what.suggestion_card.findChildren(QPushButton) if one.text() == "Declare")
    button.setFocus()
    with desk.bot.waitSignal(session.suggested):
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert session.suggestion and session.suggestion.name == "Jean Kabasele"
    focus = window.focusWidget()
    assert focus and actors.isAncestorOf(focus)


def test_the_filter_is_that_of_the_list_above(window: MainWindow, actors: NotDeclared) -> None:
    window.who_what.panels["actor"].filter("kaba")
    assert actors.names() == ["Jean Kabasele"]
    assert actors.count() == 2


def test_what_is_declared_is_there_again_at_the_next_opening(
    desk: Desk, window: MainWindow, session: Session, actors: NotDeclared, brief: Path
) -> None:
    with desk.bot.waitSignal(session.suggested):
        press(actors, 1, 44)
    desk.close(window)
    again = desk.reading(brief)
    assert again.session and len(again.session.index.of("jean-kabasele")) == 2
