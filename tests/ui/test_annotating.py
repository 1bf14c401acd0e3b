"""Annotating in the real window, from the keyboard, and what the disk says of it."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.ui.desk import Desk
from viewer.annotations.disk import Disk
from viewer.annotations.store import AnnotationStore
from viewer.ui.session import Session
from viewer.ui.window import MainWindow

Span = Callable[[MainWindow, str], tuple[int, int]]
WORDS = "resource security"


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifiers)


def focused(window: MainWindow) -> QWidget:
    widget = window.focusWidget()
    assert widget
    return widget


def colours(session: Session) -> list[str]:
    return [annotation.colour for annotation in session.in_order()]


@pytest.mark.parametrize(
    ("key", "colour"),
    [
        (Qt.Key.Key_1, "yellow"),
        (Qt.Key.Key_2, "green"),
        (Qt.Key.Key_3, "blue"),
        (Qt.Key.Key_4, "pink"),
        (Qt.Key.Key_5, "orange"),
    ],
)
def test_number_keys_highlight(window: MainWindow, session: Session, span: Span, key: Qt.Key, colour: str) -> None:
    window.reader.select_words(*span(window, WORDS))
    press(window, key)
    (annotation,) = session.annotations.values()
    assert (annotation.exact, annotation.colour, annotation.motivation) == (WORDS, colour, "highlighting")
    assert annotation.heading == "Why Washington might listen"
    assert window.reader.words() is None


def test_a_second_colour_on_the_same_words_recolours(window: MainWindow, session: Session, span: Span) -> None:
    for key in (Qt.Key.Key_1, Qt.Key.Key_4):
        window.reader.select_words(*span(window, WORDS))
        press(window, key)
    assert colours(session) == ["pink"]
    press(window, Qt.Key.Key_2)  # nothing selected: the annotation at hand
    assert colours(session) == ["green"]


def test_a_note_and_tags_are_saved_as_typed(window: MainWindow, session: Session, span: Span, desk: Desk) -> None:
    window.reader.select_words(*span(window, WORDS))
    press(window, Qt.Key.Key_N)
    QTest.keyClicks(focused(window), "Whose 1st word?")
    window.reader.setFocus()
    press(window, Qt.Key.Key_T)
    QTest.keyClicks(focused(window), "policy, security , policy")
    (annotation,) = session.annotations.values()
    assert annotation.note == "Whose 1st word?"
    assert annotation.tags == ("policy", "security")
    # On the disk before anybody closes anything.
    (stored,) = AnnotationStore.open(desk.congo, desk.folder / "elsewhere").annotations.values()
    assert stored == annotation


def test_typing_is_undone_in_one_step_and_everything_comes_back(
    window: MainWindow, session: Session, span: Span
) -> None:
    window.reader.select_words(*span(window, WORDS))
    press(window, Qt.Key.Key_1)
    press(window, Qt.Key.Key_N)
    QTest.keyClicks(focused(window), "abc")
    states = [dict(session.annotations)]
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    states.append(dict(session.annotations))
    assert [annotation.note for annotation in session.annotations.values()] == [""]
    window.actions_["undo"].trigger()
    assert not session.annotations
    assert not window.actions_["undo"].isEnabled()
    for state in reversed(states):
        window.actions_["redo"].trigger()
        assert dict(session.annotations) == state
    assert not window.actions_["redo"].isEnabled()


def test_the_edit_menu_names_what_it_undoes(window: MainWindow, session: Session, span: Span) -> None:
    window.reader.select_words(*span(window, WORDS))
    press(window, Qt.Key.Key_1)
    press(window, Qt.Key.Key_2)
    assert window.actions_["undo"].text() == "&Undo recolour note"
    window.actions_["undo"].trigger()
    assert window.actions_["undo"].text() == "&Undo highlight"
    assert window.actions_["redo"].text() == "&Redo recolour note"


def test_delete_takes_the_annotation_at_hand(window: MainWindow, session: Session, span: Span, desk: Desk) -> None:
    words = span(window, WORDS)
    window.reader.select_words(*words)
    press(window, Qt.Key.Key_1)
    press(window, Qt.Key.Key_Escape)
    assert not window.actions_["delete"].isEnabled()
    desk.click_on(window, *words)
    press(window, Qt.Key.Key_Delete)
    assert not session.annotations
    assert window.status.currentMessage() == "1 note deleted. Undo brings it back."
    window.actions_["undo"].trigger()
    assert colours(session) == ["yellow"]


def test_a_note_on_the_whole_brief(window: MainWindow, session: Session) -> None:
    press(window, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(focused(window), "Good, but one-sided.")
    (annotation,) = session.annotations.values()
    assert annotation.is_whole
    assert annotation.note == "Good, but one-sided."


def test_notes_stand_in_reading_order(window: MainWindow, session: Session, span: Span) -> None:
    for words in ("What to watch", "Hired help", "Key"):
        start = session.brief.text.find(words)
        if start >= 0:
            session.annotate(start, start + len(words), colour="green")
    session.annotate_brief()
    order = [annotation.exact for annotation in session.in_order()]
    assert order == ["", "Hired help", "What to watch"]
    assert window.who_what.notes.count() == 3


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("Three cautions", "Access can be promised"),
        ("battery cathodes", "compact capacitors, superalloys"),
        ("Mineral\n", "The reports do not name gold"),
    ],
    ids=["paragraph and list", "cells", "table and paragraph"],
)
def test_words_over_several_blocks(
    window: MainWindow, session: Session, span: Span, desk: Desk, first: str, last: str
) -> None:
    start, _ = span(window, first)
    _, end = span(window, last)
    window.reader.select_words(start, end)
    press(window, Qt.Key.Key_1)
    (annotation,) = session.annotations.values()
    assert annotation.exact == session.brief.text[start:end]
    desk.close(window)
    again = desk.reading(desk.congo)
    assert again.session
    placed = again.session.placed(annotation.id)
    assert (placed.state, placed.start, placed.end) == ("placed", start, end)


def test_white_space_at_the_ends_of_a_selection_is_left_out(window: MainWindow, session: Session, span: Span) -> None:
    start, end = span(window, f" {WORDS} ")
    window.reader.select_words(start, end)
    press(window, Qt.Key.Key_1)
    assert [annotation.exact for annotation in session.annotations.values()] == [WORDS]


def test_no_bytes_of_the_brief_change(window: MainWindow, session: Session, span: Span, desk: Desk) -> None:
    before = desk.congo.read_bytes()
    window.reader.select_words(*span(window, WORDS))
    press(window, Qt.Key.Key_1)
    desk.close(window)
    assert desk.congo.read_bytes() == before
    assert (desk.folder / "congo-offer.annotations.jsonld").exists()


def test_the_journal_is_folded_after_a_pause(window: MainWindow, session: Session, span: Span, desk: Desk) -> None:
    window.reader.select_words(*span(window, WORDS))
    press(window, Qt.Key.Key_1)
    sidecar = desk.folder / "congo-offer.annotations.jsonld"
    assert not sidecar.exists()
    desk.bot.waitUntil(sidecar.exists, timeout=10_000)


class FullDisk(Disk):
    """Refuses to write while `full` is set."""

    full = False

    def write(self, fd: int, data: bytes) -> int:
        if FullDisk.full:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(fd, data)


def test_a_full_disk_is_said_and_nothing_is_lost(
    desk: Desk, span: Span, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(FullDisk, "full", False)
    monkeypatch.setattr("viewer.annotations.store.Disk", FullDisk)
    window = desk.reading(desk.congo)
    session = window.session
    assert session
    monkeypatch.setattr(FullDisk, "full", True)
    window.reader.select_words(*span(window, WORDS))
    press(window, Qt.Key.Key_1)
    assert window.status.saved.text() == "Not saved"
    assert "full" in window.banner.text()
    assert colours(session) == ["yellow"]  # still there to be worked with

    monkeypatch.setattr(FullDisk, "full", False)
    window.banner.act()
    assert window.status.saved.text() == "Saved ✓"
    assert window.banner.text() == ""
    (stored,) = AnnotationStore.open(desk.congo, tmp_path / "elsewhere").annotations.values()
    assert stored.exact == WORDS


def test_closing_with_unsaved_notes_asks_first(desk: Desk, span: Span, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FullDisk, "full", False)
    monkeypatch.setattr("viewer.annotations.store.Disk", FullDisk)
    window = desk.reading(desk.congo)
    monkeypatch.setattr(FullDisk, "full", True)
    window.reader.select_words(*span(window, WORDS))
    press(window, Qt.Key.Key_1)
    asked: list[str] = []

    def stay(message: str, _parent: QWidget) -> bool:
        asked.append(message)
        return False

    monkeypatch.setattr("viewer.ui.dialogs.ask_discard", stay)
    window.close()
    QCoreApplication.processEvents()
    assert len(asked) == 1 and "full" in asked[0]
    assert window.isVisible() and window.session
    monkeypatch.setattr(FullDisk, "full", False)
    window.close()
    assert len(asked) == 1


def test_two_windows_on_one_brief_lose_nothing(desk: Desk, span: Span) -> None:
    one, other = desk.reading(desk.congo), desk.reading(desk.congo)
    one.reader.select_words(*span(one, WORDS))
    one.actions_["highlight_green"].trigger()
    other.reader.select_words(*span(other, "Hired help"))
    other.actions_["highlight_pink"].trigger()
    desk.close(one)
    desk.close(other)
    stored = AnnotationStore.open(desk.congo, desk.folder / "elsewhere").annotations.values()
    assert sorted(annotation.exact for annotation in stored) == ["Hired help", WORDS]


def test_notes_that_cannot_be_read_are_left_alone_and_new_ones_find_a_place(desk: Desk, span: Span) -> None:
    secret = desk.folder / "secret.txt"
    secret.write_text("not yours", "utf-8")
    (desk.folder / "congo-offer.annotations.jsonld").symlink_to(secret)
    window = desk.reading(desk.congo)
    assert "secret.txt" in window.banner.text()
    window.reader.select_words(*span(window, WORDS))
    press(window, Qt.Key.Key_1)
    desk.close(window)
    assert secret.read_text("utf-8") == "not yours"
    again = desk.reading(desk.congo)
    assert again.session and colours(again.session) == ["yellow"]


def test_a_folder_that_vanishes_takes_no_note_along(desk: Desk, span: Span, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    path = folder / "a.brief.md"
    shutil.copy(desk.congo, path)
    window = desk.reading(path)
    assert window.session
    shutil.rmtree(folder)
    window.reader.select_words(*span(window, WORDS))
    press(window, Qt.Key.Key_1)
    assert window.status.saved.text() == "Saved ✓"
    assert str(desk.folder / "notes") in window.banner.text()
    desk.close(window)
    folder.mkdir()
    shutil.copy(desk.congo, path)
    again = desk.reading(path)
    assert again.session and colours(again.session) == ["yellow"]


def test_escape_moves_nothing_and_gives_the_keyboard_back(window: MainWindow, session: Session, span: Span) -> None:
    window.reader.select_words(*span(window, WORDS))
    press(window, Qt.Key.Key_N)
    window.reader.go_to(span(window, "What to watch")[0])
    place = window.reader.verticalScrollBar().value()
    press(window, Qt.Key.Key_Escape)
    assert window.reader.verticalScrollBar().value() == place
    assert window.focusWidget() is window.reader
    assert session.annotation, "out of the note, but it is still at hand"
    press(window, Qt.Key.Key_Escape)
    assert window.reader.verticalScrollBar().value() == place
    assert session.annotation == ""
