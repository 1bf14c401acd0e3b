"""The analyst corrects who and what is named: here, in the brief; undoes it; finds it again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView

from tests.ui.desk import Desk
from viewer.ui.entity_chooser import EntityChooser, Scope
from viewer.ui.session import Session
from viewer.ui.window import MainWindow

Span = Callable[[MainWindow, str], tuple[int, int]]
WORDS = "Hired help"


def choose(monkeypatch: pytest.MonkeyPatch, name: str, scope: Scope = "here") -> None:
    """Answer the next question for an entity as a person would: type, and press Enter."""

    def answer(chooser: EntityChooser) -> int:
        chooser.filter(name)
        chooser.set_scope(scope)
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
    choose(monkeypatch, "m23", "brief")
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


def test_always_is_kept_in_the_users_own_names_and_undone(
    desk: Desk, window: MainWindow, session: Session, span: Span, monkeypatch: pytest.MonkeyPatch
) -> None:
    lexicon = desk.folder / "config" / "lexicon.yaml"
    choose(monkeypatch, "Wagner", "always")
    start, end = span(window, WORDS)
    window.reader.select_words(start, end)
    with desk.bot.waitSignal(session.reindexed):
        window.actions_["identify"].trigger()
    assert named(session, start) == ("wagner-group", "reader")
    assert WORDS in lexicon.read_text("utf-8")
    assert not session.annotations, "what holds always is no annotation of this brief"
    assert window.actions_["undo"].text() == f"&Undo identify “{WORDS}”, always"
    with desk.bot.waitSignal(session.reindexed):
        window.actions_["undo"].trigger()
    assert named(session, start) is None and not lexicon.exists()
    with desk.bot.waitSignal(session.reindexed):
        window.actions_["redo"].trigger()
    assert named(session, start) == ("wagner-group", "reader")


def test_always_of_an_entity_that_only_this_brief_knows(
    desk: Desk, window: MainWindow, session: Session, span: Span, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief = desk.folder / "other.brief.md"
    brief.write_text("# Other\n\nHired help arrived.\n", "utf-8")
    declared = next(one for one in session.index.entities.values() if one.id == "us-sovereign-wealth-fund")
    choose(monkeypatch, declared.name, "always")
    window.reader.select_words(*span(window, WORDS))
    with desk.bot.waitSignal(session.reindexed):
        window.actions_["identify"].trigger()
    desk.open(window, brief)
    assert window.session and [one.entity for one in window.session.index.mentions] == [declared.id]


def test_never_a_mention_in_any_brief(desk: Desk, window: MainWindow, session: Session) -> None:
    session.select_mention(session.index.of("lithium")[0])
    with desk.bot.waitSignal(session.reindexed):
        window.actions_["never"].trigger()
    assert not session.index.of("lithium")
    desk.open(window, desk.folder / "resource-deals.brief.md")
    assert window.session and not window.session.index.of("lithium")


def test_own_names_that_were_edited_by_hand_count_and_what_is_wrong_is_told(
    desk: Desk, window: MainWindow, session: Session, span: Span
) -> None:
    lexicon = desk.folder / "config" / "lexicon.yaml"
    lexicon.parent.mkdir(exist_ok=True)
    lexicon.write_text("aliases:\n  Hired help: wagner-group\n  x: wagner-group\n", "utf-8")
    with desk.bot.waitSignal(session.reindexed):
        window.own_names_edited()
    assert named(session, span(window, WORDS)[0]) == ("wagner-group", "reader")
    assert "lexicon.yaml:3" in window.banner.text() and "single letter" in window.banner.text()


def test_an_undo_of_own_names_that_were_edited_since_changes_nothing(
    desk: Desk, window: MainWindow, session: Session
) -> None:
    lexicon = desk.folder / "config" / "lexicon.yaml"
    session.select_mention(session.index.of("lithium")[0])
    with desk.bot.waitSignal(session.reindexed):
        window.actions_["never"].trigger()
    lexicon.write_text("ignore: [lithium, cobalt]\n", "utf-8")
    with desk.bot.waitSignal(session.reindexed):
        window.actions_["undo"].trigger()
    assert lexicon.read_text("utf-8") == "ignore: [lithium, cobalt]\n"
    assert "edited in the meantime" in window.banner.text()
    assert session.history.undo_label == "no mention of “lithium”, always" and not session.history.can_redo


def test_the_hover_says_why(window: MainWindow, session: Session) -> None:
    told = {window.correcting.describe(mention).rsplit("\n", 1)[-1] for mention in session.index.mentions}
    assert "“DRC”: declared by the brief" in told
    assert "“Mr Tshisekedi”: surname or title, after the full name" in told
    assert "“the rebels”: linked by the author" in told


def test_corrections_can_be_copied_as_front_matter(
    desk: Desk, window: MainWindow, session: Session, span: Span, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.actions_["front_matter"].trigger()
    assert window.status.currentMessage().startswith("Nothing to copy")
    choose(monkeypatch, "m23", "brief")
    window.reader.select_words(*span(window, "armed groups"))
    with desk.bot.waitSignal(session.reindexed):
        window.actions_["identify"].trigger()
    window.actions_["front_matter"].trigger()
    text = QGuiApplication.clipboard().text()
    assert window.status.currentMessage() == "Copied: replaces `actors:` in the front matter of the brief"
    source = desk.congo.read_text("utf-8")
    head, _, rest = source.partition("\nactors:\n")
    pasted = desk.folder / "pasted.brief.md"
    pasted.write_text(f"{head}\n{text}\nminerals:\n{rest.partition(chr(10) + 'minerals:' + chr(10))[2]}", "utf-8")
    wanted = [(one.start, one.end, one.entity) for one in session.index.mentions]
    roles = {one.id: (one.role, one.note, one.country, one.kind) for one in session.index.entities.values()}
    desk.open(window, pasted)
    again = window.session
    assert again and not again.brief.faults and not again.index.faults
    assert [(one.start, one.end, one.entity) for one in again.index.mentions] == wanted
    assert {one.id: (one.role, one.note, one.country, one.kind) for one in again.index.entities.values()} == roles


def test_words_become_a_new_entity(
    desk: Desk, window: MainWindow, session: Session, span: Span, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, WORDS, "here")
    start, end = span(window, WORDS)
    window.reader.select_words(start, end)
    with desk.bot.waitSignal(session.reindexed):
        window.actions_["identify"].trigger()
    assert named(session, start) == ("hired-help", "reader")
    assert session.index.entities["hired-help"].kind == "organisation"
    assert window.actions_["undo"].text() == f"&Undo declare “{WORDS}”"


def test_nothing_to_choose_cannot_be_taken(window: MainWindow) -> None:
    chooser = EntityChooser("x", [], window._theme, window)
    assert not chooser.can_take
    chooser.deleteLater()


def test_no_entity_is_taken_that_nobody_chose(desk: Desk, window: MainWindow, session: Session) -> None:
    chooser = EntityChooser("Bukavu", session.index.entities.values(), window._theme, window)
    desk.bot.addWidget(chooser)
    with desk.bot.waitActive(chooser):
        chooser.show()
    field, rows = chooser.findChild(QLineEdit), chooser.findChild(QListView)
    assert chooser.focusWidget() is field and not chooser.can_take
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert chooser.focusWidget() is rows and not chooser.can_take
    QTest.keyClicks(rows, "Buk")
    QTest.keyClicks(chooser.focusWidget(), "avu city")
    assert field.text() == "Bukavu city"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert chooser.entity is None and chooser.isVisible()
    field.setText("goma")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert chooser.entity and chooser.entity.id == "goma"


def test_what_the_words_are_taken_for_is_chosen_at_first(window: MainWindow, session: Session) -> None:
    chooser = EntityChooser("Goma", session.index.entities.values(), window._theme, window)
    chooser.select("goma")
    chooser.filter("no such name")
    chooser.filter("")
    chooser.take()
    assert chooser.entity and chooser.entity.id == "goma"
    chooser.deleteLater()


def test_own_names_edited_by_another_program_are_seen(
    desk: Desk, window: MainWindow, session: Session, span: Span
) -> None:
    lexicon = desk.folder / "config" / "lexicon.yaml"
    lexicon.parent.mkdir(exist_ok=True)
    with desk.bot.waitSignal(session.reindexed, timeout=8000):
        lexicon.write_text("aliases:\n  Hired help: wagner-group\n", "utf-8")
    assert named(session, span(window, WORDS)[0]) == ("wagner-group", "reader")


def test_a_key_with_nothing_to_act_on_says_so(desk: Desk, window: MainWindow, session: Session) -> None:
    for key in (Qt.Key.Key_X, Qt.Key.Key_I):
        window.status.clearMessage()
        QTest.keyClick(window.reader, key)
        assert window.status.currentMessage() == "Select words or click a mention first"
