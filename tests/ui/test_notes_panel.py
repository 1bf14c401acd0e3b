"""The analyst triages notes: orders, filters, and changes one or many without the mouse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCompleter, QListView

from tests.ui.desk import Desk
from viewer.annotations.assessment import assessment_of
from viewer.ui import dialogs
from viewer.ui.note_editor import TagLine
from viewer.ui.session import Session
from viewer.ui.window import MainWindow

Span = Callable[[MainWindow, str], tuple[int, int]]
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def notes(window: MainWindow, session: Session, span: Span) -> dict[str, str]:
    """Four notes, by a letter each; their ids."""
    ids = {
        "a": session.annotate(*span(window, "formal security pact"), colour="yellow", note="What does it oblige?"),
        "b": session.annotate(*span(window, "withdrew without a fight"), colour="pink", note="Check."),
        "c": session.annotate(*span(window, "technology industry"), colour="yellow"),
        "d": session.annotate_brief(),
    }
    session.set_tags(ids["a"], ["pact", "to do"])
    session.set_tags(ids["b"], ["pact"])
    session.rate([ids["a"]], "type", "question")
    return ids


def listed(window: MainWindow, notes: dict[str, str]) -> list[str]:
    names = {id: letter for letter, id in notes.items()}
    return [names.get(row, row) for row in window.who_what.notes.listed()]


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    widget = QApplication.focusWidget() or window
    QTest.keyClick(widget, key, modifier)


@pytest.mark.parametrize(
    ("order", "rows"),
    [
        ("place", ["On the whole brief", "d", "Key judgements", "a", "b", "The offer", "c"]),
        ("colour", ["yellow", "a", "c", "pink", "b", "No colour", "d"]),
        ("tag", ["#pact", "a", "b", "No tag", "d", "c"]),
        ("type", ["Question", "a", "No type", "d", "b", "c"]),
    ],
)
def test_orders(order: str, rows: list[str], window: MainWindow, notes: dict[str, str]) -> None:
    window.who_what.notes.order_by(order)
    assert listed(window, notes) == rows


def test_filters_by_what_a_note_is_and_by_words(window: MainWindow, notes: dict[str, str]) -> None:
    panel = window.who_what.notes
    for query, rows in (
        ("#pact", ["Key judgements", "a", "b"]),
        ("#pact colour:pink", ["Key judgements", "b"]),
        ("type:question", ["Key judgements", "a"]),
        ("oblige", ["Key judgements", "a"]),
        ("nothing of the kind", []),
    ):
        panel.filter(query)
        assert listed(window, notes) == rows
    assert panel.count() == 4


def test_triage_from_the_keyboard_alone(
    desk: Desk, window: MainWindow, session: Session, notes: dict[str, str]
) -> None:
    window.reader.setFocus()
    press(window, Qt.Key.Key_L, CONTROL)
    panel = window.who_what.notes
    assert panel.has_keyboard() and session.annotation == notes["d"]
    press(window, Qt.Key.Key_Down)
    assert session.annotation == notes["a"], "headings are passed over"
    press(window, Qt.Key.Key_4)
    assert session.annotations[notes["a"]].colour == "pink"
    press(window, Qt.Key.Key_U)
    assert session.annotations[notes["a"]].style == "underline"
    press(window, Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), " Yes.")
    assert session.annotations[notes["a"]].note == "What does it oblige? Yes."
    press(window, Qt.Key.Key_Escape)
    assert panel.has_keyboard(), "Escape leads back to the list"
    press(window, Qt.Key.Key_Delete)
    assert notes["a"] not in session.annotations
    assert session.annotation == notes["b"], "the next one is at hand"
    assert panel.has_keyboard()
    press(window, Qt.Key.Key_Delete)
    press(window, Qt.Key.Key_Z, CONTROL)
    assert notes["b"] in session.annotations


def test_several_at_once_are_one_step_of_undo(
    desk: Desk, window: MainWindow, session: Session, notes: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    window.reader.setFocus()
    press(window, Qt.Key.Key_L, CONTROL)
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Down, SHIFT)
    assert session.chosen == (notes["a"], notes["b"])
    assert not window.who_what.notes.editor.isVisible()
    press(window, Qt.Key.Key_3)
    assert [session.annotations[notes[letter]].colour for letter in "abc"] == ["blue", "blue", "yellow"]
    assert window.actions_["undo"].text() == "&Undo recolour 2 notes"
    monkeypatch.setattr(dialogs, "ask_tags", lambda count, known, parent: ["checked"])
    press(window, Qt.Key.Key_T)
    assert [session.annotations[notes[letter]].tags for letter in "ab"] == [
        ("pact", "to do", "checked"),
        ("pact", "checked"),
    ]
    press(window, Qt.Key.Key_Delete)
    assert sorted(session.annotations) == sorted((notes["c"], notes["d"]))
    for _ in range(3):
        press(window, Qt.Key.Key_Z, CONTROL)
    assert [session.annotations[notes[letter]].colour for letter in "abc"] == ["yellow", "pink", "yellow"]
    assert session.annotations[notes["b"]].tags == ("pact",)


def test_an_analysts_fields_are_set_in_the_editor(window: MainWindow, session: Session, notes: dict[str, str]) -> None:
    window.gestures.choose_annotation(notes["b"])
    window.who_what.show_notes_tab()
    editor = window.who_what.notes.editor
    for field, value in (("type", "claim"), ("confidence", "high"), ("reliability", "B"), ("credibility", "2")):
        editor.rated.emit(notes["b"], field, value)
    rated = {"type": "claim", "confidence": "high", "reliability": "B", "credibility": "2"}
    assert assessment_of(session.annotations[notes["b"]]) == rated
    assert editor.ratings() == ["Claim", "High confidence", "B – Usually reliable", "2 – Probably true"]
    window.actions_["undo"].trigger()
    assert editor.ratings()[-1] == "Information"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_tags_are_completed_from_those_in_use(window: MainWindow, session: Session, notes: dict[str, str]) -> None:
    window.gestures.choose_annotation(notes["b"])
    window.who_what.show_notes_tab()
    window.actions_["tag"].trigger()
    line = window.who_what.notes.editor.findChild(TagLine)
    assert line.hasFocus()
    QTest.keyClicks(line, ", do")
    completer = line.findChild(QCompleter)
    assert completer.popup().isVisible() and completer.currentCompletion() == "to do"
    completer.activated.emit("to do")
    assert session.annotations[notes["b"]].tags == ("pact", "to do")
    completer.popup().hide()


def test_all_occurrences_of_a_word_are_highlighted_as_one_edit(
    window: MainWindow, session: Session, span: Span
) -> None:
    start, end = span(window, "cobalt")
    window.reader.select_words(start, end)
    window.actions_["highlight_all"].trigger()
    quotes = {annotation.exact for annotation in session.annotations.values()}
    assert quotes == {"cobalt"} and len(session.annotations) == session.brief.text.count("cobalt") >= 3
    assert window.actions_["undo"].text() == f"&Undo highlight {len(session.annotations)} notes"
    window.actions_["undo"].trigger()
    assert not session.annotations


def test_a_whole_word_is_not_found_inside_another(desk: Desk) -> None:
    path = desk.folder / "words.brief.md"
    path.write_text("# Tin\n\ntin, Tin and tinned; martini. A tin.\n", "utf-8")
    window = desk.reading(path)
    session = window.session
    assert session
    at = session.brief.text.index("tin,")
    window.reader.select_words(at, at + 3)
    window.actions_["highlight_all"].trigger()
    assert [session.brief.text[one.start - 2 : one.start] for one in session.in_order()] == ["n\n", "A "]


def test_typing_does_not_disturb_the_list(window: MainWindow, session: Session, notes: dict[str, str]) -> None:
    window.gestures.choose_annotation(notes["c"])
    panel = window.who_what.notes
    view = panel.findChild(QListView)
    resets: list[int] = []
    view.model().modelReset.connect(lambda: resets.append(1))
    session.set_note(notes["c"], "A")
    session.set_note(notes["c"], "A second thought")
    assert not resets and session.annotation == notes["c"]
    model = view.model()
    spoken = [
        str(model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())
    ]
    assert any("technology industry. A second thought" in text for text in spoken)


def test_what_the_filter_hides_is_not_changed_with_the_rest(
    window: MainWindow, session: Session, notes: dict[str, str]
) -> None:
    window.reader.setFocus()
    press(window, Qt.Key.Key_L, CONTROL)
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Down, SHIFT)
    assert session.chosen == (notes["a"], notes["b"])
    window.who_what.notes.filter("technology")
    assert session.chosen == () and session.annotation == ""
    window.actions_["delete"].trigger()
    assert len(session.annotations) == 4


def test_how_many_were_deleted_is_said(window: MainWindow, session: Session, notes: dict[str, str]) -> None:
    window.reader.setFocus()
    press(window, Qt.Key.Key_L, CONTROL)
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Down, SHIFT)
    press(window, Qt.Key.Key_Down, SHIFT)
    window.actions_["delete"].trigger()
    assert window.status.currentMessage() == "3 notes deleted. Undo brings them back."
    assert len(session.annotations) == 1
