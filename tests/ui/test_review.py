"""Briefs change, are renamed, and are edited by two: what became of the notes is shown, and settled by the reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

from tests.ui.desk import Desk
from viewer.annotations.conflicts import as_rival
from viewer.annotations.edits import Edit
from viewer.ui.session import Session
from viewer.ui.window import MainWindow

Span = Callable[[MainWindow, str], tuple[int, int]]

PARAGRAPHS = [
    "The ministry signed an agreement on cobalt exports in Kinshasa on Monday, after weeks of talks with the company.",
    "Traders in the eastern provinces say that prices have doubled since the road to the border was closed in March.",
    "A spokesman for the mine denied that any shipment of copper had been held up by customs officials at the port.",
    "Analysts expect that the government will extend the licence by ten years, on terms that were not made public.",
]
WORDS = "prices have doubled since the road to the border was closed"


def brief_of(paragraphs: list[str]) -> str:
    return "# A brief that changes\n\n" + "\n\n".join(paragraphs) + "\n"


@pytest.fixture
def path(desk: Desk) -> Path:
    path = desk.folder / "changing.brief.md"
    path.write_text(brief_of(PARAGRAPHS), "utf-8")
    return path


@pytest.fixture
def noted(desk: Desk, path: Path, span: Span) -> str:
    """A note made in a window that is closed again; its id."""
    window = desk.reading(path)
    assert window.session
    id = window.session.annotate(*span(window, WORDS), colour="yellow", note="By how much?")
    desk.close(window)
    return id


def rewritten(paragraphs: list[str]) -> str:
    changed = list(paragraphs)
    changed[1] = (
        "Traders in the eastern provinces report that the prices doubled since the road to the frontier was shut."
    )
    return brief_of(["A new paragraph stands first.", *changed])


def click(window: MainWindow, text: str) -> None:
    button = next(one for one in window.review.findChildren(QPushButton) if one.text() == text)
    assert button.isVisible() and button.isEnabled(), text
    button.click()


def open_of(window: MainWindow) -> Session:
    assert window.session
    return window.session


def test_a_moved_note_is_shown_with_old_and_new_and_accepted(desk: Desk, path: Path, noted: str) -> None:
    path.write_text(rewritten(PARAGRAPHS), "utf-8")
    window = desk.reading(path)
    session = open_of(window)
    assert session.placed(noted).state == "moved"
    window.actions_["review"].trigger()
    assert window.review.current() == noted
    left, right = window.review.texts()
    assert WORDS in left and "By how much?" in left
    assert "frontier was shut" in right
    click(window, "Accept the place")
    assert session.placed(noted).state == "placed"
    assert not window.review.isVisible()
    window.actions_["undo"].trigger()
    assert session.placed(noted).state == "moved"


def test_a_moved_note_that_is_not_there_stays_without_a_place(desk: Desk, path: Path, noted: str) -> None:
    path.write_text(rewritten(PARAGRAPHS), "utf-8")
    window = desk.reading(path)
    window.actions_["review"].trigger()
    click(window, "Not there: keep without a place")
    assert open_of(window).placed(noted).state == "orphan"
    desk.close(window)
    again = desk.reading(path)
    assert open_of(again).placed(noted).state == "orphan"
    again.actions_["review"].trigger()
    assert not again.review.isVisible(), "it was decided"


def test_a_lost_note_is_attached_to_selected_words(desk: Desk, path: Path, noted: str, span: Span) -> None:
    path.write_text(brief_of([PARAGRAPHS[0], *PARAGRAPHS[2:]]), "utf-8")
    window = desk.reading(path)
    session = open_of(window)
    assert session.placed(noted).state == "orphan"
    window.actions_["review"].trigger()
    start, end = span(window, "cobalt exports")
    window.reader.select_words(start, end)
    click(window, "Re-attach to the selected words")
    assert (session.placed(noted).state, session.placed(noted).start) == ("placed", start)
    assert session.annotations[noted].note == "By how much?"


@pytest.mark.parametrize(
    ("button", "left"), [("Keep left", ["Mine"]), ("Keep right", ["Theirs"]), ("Keep both", ["Mine", "Theirs"])]
)
def test_two_versions_are_settled(
    button: str, left: list[str], desk: Desk, window: MainWindow, session: Session, span: Span
) -> None:
    id = session.annotate(*span(window, "formal security pact"), note="Mine")
    rival = as_rival(session.annotations[id].with_note("Theirs"), id)
    session.apply(Edit.adding("merge", [rival]))
    window.actions_["review"].trigger()
    texts = window.review.texts()
    assert "Mine" in texts[0] and "Theirs" in texts[1]
    click(window, button)
    assert sorted(one.note for one in session.annotations.values()) == left
    assert not any(one.conflicts_with for one in session.annotations.values())
    window.actions_["undo"].trigger()
    assert len(session.annotations) == 2


def test_a_brief_that_another_program_changes_is_read_again(desk: Desk, path: Path, span: Span) -> None:
    path.write_text(brief_of(PARAGRAPHS * 12 + ["Here is the place."] + PARAGRAPHS * 12), "utf-8")
    window = desk.reading(path)
    first = open_of(window)
    at = first.brief.text.index("Here is the place")
    id = first.annotate(at, at + 4, note="Mark")
    window.reader.go_to(at)
    path.write_text(
        brief_of(["An addition at the top."] * 9 + PARAGRAPHS * 12 + ["Here is the place."] + PARAGRAPHS * 12), "utf-8"
    )
    desk.bot.waitUntil(lambda: window.session is not None and window.session is not first, timeout=15_000)
    session = open_of(window)
    now = session.brief.text.index("Here is the place")
    assert session.placed(id).start == now
    desk.bot.waitUntil(lambda: abs(window.reader.top_offset() - now) < 30)
    assert "read again" in window.banner.text()
    window.actions_["undo"].trigger()
    assert not session.annotations, "the history goes on"


def test_the_notes_of_a_renamed_brief_are_offered(desk: Desk, path: Path, noted: str) -> None:
    renamed = path.with_name("final.brief.md")
    path.rename(renamed)
    window = desk.reading(renamed)
    assert not open_of(window).annotations
    assert "changing.annotations.jsonld" in window.banner.text()
    first = window.session
    take = next(one for one in window.banner.findChildren(QPushButton) if one.text() == "Take them along")
    take.click()
    desk.bot.waitUntil(lambda: window.session is not None and window.session is not first, timeout=15_000)
    assert list(open_of(window).annotations) == [noted]
    assert not (desk.folder / "changing.annotations.jsonld").exists()


def test_notes_that_somebody_else_writes_come_in_and_can_be_undone(desk: Desk, path: Path, span: Span) -> None:
    one, other = desk.reading(path), desk.reading(path)
    session = open_of(other)
    id = open_of(one).annotate(*span(one, WORDS), note="From the first window")
    open_of(one).saver.fold()
    desk.bot.waitUntil(lambda: id in session.annotations, timeout=15_000)
    assert "1 note added" in other.banner.text()
    assert other.actions_["undo"].text() == "&Undo changes from outside"
    other.actions_["undo"].trigger()
    assert id not in session.annotations


def test_nobody_is_interrupted_who_is_writing_a_note(desk: Desk, path: Path, span: Span) -> None:
    window = desk.reading(path)
    first = open_of(window)
    window.reader.select_words(*span(window, WORDS))
    QTest.keyClick(window.reader, Qt.Key.Key_N)
    editor = QApplication.focusWidget()
    QTest.keyClicks(editor, "Half a ")
    path.write_text(rewritten(PARAGRAPHS), "utf-8")
    desk.bot.waitUntil(lambda: "when you leave the note" in window.banner.text(), timeout=10_000)
    assert window.session is first and QApplication.focusWidget() is editor
    QTest.keyClicks(editor, "sentence")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    desk.bot.waitUntil(lambda: window.session is not None and window.session is not first, timeout=15_000)
    session = open_of(window)
    (note,) = session.annotations.values()
    assert note.note == "Half a sentence" and session.annotation == note.id


def test_who_writes_stays_with_the_own_version_of_a_note(desk: Desk, path: Path, span: Span) -> None:
    one, other = desk.reading(path), desk.reading(path)
    id = open_of(one).annotate(*span(one, WORDS), note="Start.")
    open_of(one).saver.fold()
    desk.bot.waitUntil(lambda: id in open_of(other).annotations, timeout=15_000)
    one.gestures.choose_annotation(id)
    one.who_what.show_notes_tab()
    mine, theirs = open_of(one), open_of(other)
    mine.set_note(id, "Start. Mine.")
    theirs.set_note(id, "Start. Theirs.")
    mine.saver.fold()
    theirs.saver.fold()
    desk.bot.waitUntil(lambda: len(mine.annotations) == 2 and len(theirs.annotations) == 2, timeout=15_000)
    assert mine.annotations[mine.annotation].note == "Start. Mine."
    assert sorted(note.note for note in mine.annotations.values()) == ["Start. Mine.", "Start. Theirs."]


def test_the_count_of_what_is_to_review_goes_down(desk: Desk, path: Path, noted: str) -> None:
    path.write_text(rewritten(PARAGRAPHS), "utf-8")
    window = desk.reading(path)
    window.who_what.show_notes_tab()
    offers = [one for one in window.who_what.notes.findChildren(QToolButton) if one.text().startswith("Review")]
    assert [one.text() for one in offers if one.isVisible()] == ["Review 1 note …"]
    offers[0].click()
    click(window, "Accept the place")
    assert not offers[0].isVisible()


def test_one_decision_does_not_press_the_next_button(desk: Desk, path: Path, span: Span) -> None:
    window = desk.reading(path)
    session = open_of(window)
    for words in (PARAGRAPHS[1][:60], PARAGRAPHS[3][:60]):
        session.annotate(*span(window, words), note=words[:5])
    desk.close(window)
    path.write_text(brief_of(PARAGRAPHS[:1]), "utf-8")
    window = desk.reading(path)
    window.actions_["review"].trigger()
    button = next(one for one in window.review.findChildren(QPushButton) if one.text() == "Keep without a place")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert not isinstance(QApplication.focusWidget(), QPushButton)
