"""The analyst corrects who and what is named: here, in the brief; undoes it; finds it again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.desk import Desk
from viewer.ui.entity_chooser import EntityChooser
from viewer.ui.session import Session
from viewer.ui.window import MainWindow

Span = Callable[[MainWindow, str], tuple[int, int]]
WORDS = "Hired help"


def choose(monkeypatch: pytest.MonkeyPatch, name: str, *, everywhere: bool = False) -> None:
    """Answer the next question for an entity as a person would: type, and press Enter."""

    def answer(chooser: EntityChooser) -> int:
        chooser.filter(name)
        chooser.set_everywhere(everywhere)
        chooser.take()
        return chooser.result()

    monkeypatch.setattr(EntityChooser, "exec", answer)


def named(session: Session, start: int) -> tuple[str, str] | None:
    mention = session.index.at(start)
    return (mention.entity, mention.how) if mention else None


def test_this_is_an_entity_here(
    desk: Desk, window: MainWindow, session: Session, span: Span, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, "Wagner")
    start, end = span(window, WORDS)
    window.reader.select_words(start, end)
    with desk.bot.waitSignal(session.reindexed):
        QTest.keyClick(window.reader, Qt.Key.Key_I)
    assert named(session, start) == ("wagner-group", "reader")
    assert ("Wagner Group", 1) in window.who_what.panels["actor"].names()
    with desk.bot.waitSignal(session.reindexed):
        window.actions_["undo"].trigger()
    assert named(session, start) is None
    assert "Wagner Group" not in dict(window.who_what.panels["actor"].names())
    with desk.bot.waitSignal(session.reindexed):
        window.actions_["redo"].trigger()
    desk.close(window)
    again = desk.reading(desk.congo)
    assert again.session and named(again.session, start) == ("wagner-group", "reader")


def test_a_mention_is_no_mention_here(desk: Desk, window: MainWindow, session: Session) -> None:
    first, second = session.index.of("goma")[:2]
    session.select_mention(first)
    with desk.bot.waitSignal(session.reindexed):
        QTest.keyClick(window.reader, Qt.Key.Key_X)
    assert named(session, first.start) is None
    assert named(session, second.start) is not None
    assert session.mention is None


def test_a_mention_is_no_mention_in_the_brief(desk: Desk, window: MainWindow, session: Session) -> None:
    session.select_mention(session.index.of("lithium")[0])
    with desk.bot.waitSignal(session.reindexed):
        window.actions_["not_in_brief"].trigger()
    assert not session.index.of("lithium")
    with desk.bot.waitSignal(session.reindexed):
        window.actions_["undo"].trigger()
    assert session.index.of("lithium")


def test_a_name_for_the_whole_brief(
    desk: Desk, window: MainWindow, session: Session, span: Span, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, "m23", everywhere=True)
    before = len(session.index.of("m23"))
    window.reader.select_words(*span(window, "armed groups"))
    with desk.bot.waitSignal(session.reindexed):
        window.actions_["identify"].trigger()
    assert len(session.index.of("m23")) > before
    assert window.reader.words() is None


def test_a_correction_leaves_no_mark_and_no_highlight(
    desk: Desk, window: MainWindow, session: Session, span: Span, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, "Wagner")
    words = span(window, WORDS)
    window.reader.select_words(*words)
    with desk.bot.waitSignal(session.reindexed):
        window.actions_["identify"].trigger()
    window.reader.select_words(*words)
    QTest.keyClick(window.reader, Qt.Key.Key_1)
    # The highlight is an annotation of its own: deleting it must not take the correction away.
    assert sorted(annotation.colour for annotation in session.annotations.values()) == ["", "yellow"]
