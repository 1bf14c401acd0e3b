"""Notes beside their words, in a reader of its own: cards where there is room, dots where there is not."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.hands import click, move, open_reader
from viewer.annotations.anchors import Placed
from viewer.annotations.assessment import with_assessment
from viewer.annotations.model import Target, new_annotation
from viewer.ui.margin_card import plain_lines
from viewer.ui.margin_notes import marks_and_notes
from viewer.ui.reader import MarginNote, Mark, Reader
from viewer.ui.window import MainWindow

Show = Callable[..., Reader]
PARAGRAPH = "Words follow words here, and more of them follow those that came before them in this paragraph. " * 5
LONG = "A note with a lot to say, which goes on for more lines than a card has in the margin. " * 8
WIDE, NARROW = 1300, 740


@pytest.fixture
def show(qtbot: QtBot, tmp_path: Path) -> Show:
    """Shows some paragraphs, with notes at these code points, in a reader of its own."""

    def show(notes: list[MarginNote], width: int = WIDE, paragraphs: int = 12) -> Reader:
        reader = open_reader(qtbot, tmp_path, "\n\n".join([PARAGRAPH] * paragraphs), width, 700)
        reader.set_marks([Mark(note.id, note.start, note.end, note.colour, note=True) for note in notes])
        reader.set_notes(notes)
        QCoreApplication.processEvents()
        return reader

    return show


def note(start: int, text: str = "Short.", **more: object) -> MarginNote:
    return MarginNote(f"n{start}", start, start + 5, "yellow", text, **more)  # type: ignore[arg-type]


def words_top(reader: Reader, one: MarginNote) -> float:
    """Where a note's words stand, in pixels of the margin."""
    return reader.page.rectangles(one.start, one.end)[0].top() - reader.verticalScrollBar().value()


def picture(reader: Reader) -> QImage:
    return reader.margin.grab().toImage()


# Where


def test_a_card_stands_beside_its_words(show: Show) -> None:
    one = note(700)
    reader = show([one])
    assert reader.margin.is_wide
    (box,) = reader.margin.boxes().values()
    assert abs(box.top() - words_top(reader, one)) < 4
    column = reader.viewport().geometry().translated(-32, 0)
    assert reader.margin.mapToParent(box.topLeft().toPoint()).x() > column.right()
    assert reader.margin.rect().contains(box.toRect())


@pytest.mark.parametrize("zoom", [0.7, 1.0, 1.6, 3.0])
@pytest.mark.parametrize("width", [500, NARROW, 980, WIDE, 2400])
def test_cards_need_room_and_the_text_always_comes_first(show: Show, zoom: float, width: int) -> None:
    reader = show([], width)
    reader.set_zoom(zoom)
    column = reader.viewport().width()
    reader.set_notes([note(0)])
    QCoreApplication.processEvents()
    assert reader.viewport().width() == column
    (box,) = reader.margin.boxes().values()
    if reader.margin.is_wide:
        assert box.width() >= 190
    assert reader.margin.rect().adjusted(0, -99, 0, 99).contains(box.toRect())
    assert reader.margin.geometry().right() < reader.width() - reader.verticalScrollBar().width() + 1


def test_without_notes_the_column_is_in_the_middle(show: Show) -> None:
    reader = show([note(0)], 1000)
    assert reader.margin.is_wide
    beside = reader.viewport().x()
    reader.set_notes([])
    view = reader.viewport().geometry()
    assert beside < view.x()
    bar = reader.verticalScrollBar().width() + reader.ruler.width()
    assert abs(view.x() - (reader.width() - bar - view.right())) <= 2
    assert not reader.margin.isVisible()


def test_where_cards_fit_anyway_the_column_does_not_move(show: Show) -> None:
    reader = show([], 1700)
    before = reader.viewport().geometry()
    reader.set_notes([note(0)])
    assert reader.margin.is_wide
    assert reader.viewport().geometry() == before


def test_cards_never_overlap_and_keep_the_order_of_the_text(show: Show) -> None:
    notes = [note(start, LONG, tags=("tag",)) for start in range(0, 2_000, 60)]
    reader = show(notes)
    for place in range(0, reader.verticalScrollBar().maximum(), 170):
        reader.verticalScrollBar().setValue(place)
        boxes = reader.margin.boxes()
        shown = [boxes[one.id] for one in notes if one.id in boxes]
        for above, below in pairwise(shown):
            assert above.bottom() < below.top() or above == below


@pytest.mark.parametrize("step", [40, 60, 150, 400])
def test_scrolling_takes_cards_along_with_their_words(show: Show, step: int) -> None:
    notes = [note(start, LONG[: 30 + start % 400]) for start in range(0, 5_500, step)]
    reader = show(notes)
    bar = reader.verticalScrollBar()
    seen: dict[str, float] = {}
    for place in range(0, bar.maximum(), 40):
        bar.setValue(place)
        for id, box in reader.margin.boxes().items():
            assert abs(seen.setdefault(id, box.top() + place) - box.top() - place) < 1, (id, place)
    assert len(seen) == len(notes)


def test_the_chosen_card_opens_at_its_words(show: Show) -> None:
    notes = [note(start, LONG) for start in (0, 10, 20, 30, 40)]
    reader = show(notes)
    before = reader.margin.boxes()
    reader.select_mark(notes[3].id)
    boxes = reader.margin.boxes()
    # As near as the cards above it let it, which stand below the top of the page.
    assert boxes[notes[3].id].height() > before[notes[3].id].height()
    reader.select_mark(notes[0].id)
    assert abs(reader.margin.boxes()[notes[0].id].top() - words_top(reader, notes[0])) < 4


def test_a_crowd_of_cards_becomes_a_row_of_dots_a_line(show: Show) -> None:
    notes = [note(start, LONG) for start in range(0, 2_000, 8)]
    reader = show(notes)
    boxes = reader.margin.boxes()
    shared = [one for one in notes if list(boxes.values()).count(boxes.get(one.id, QRectF())) > 1]
    assert len(shared) > 50
    assert all(abs(boxes[one.id].center().y() - words_top(reader, one) - 10) < 40 for one in shared)


def test_ten_thousand_notes_cost_what_is_on_the_screen(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = [MarginNote(str(number), 3 * number, 3 * number + 2, "", "Note") for number in range(10_000)]
    reader = show(notes, paragraphs=64)
    asked = []
    found = reader.page.rectangles

    def rectangles(start: int, end: int) -> list[QRectF]:
        asked.append(start)
        return found(start, end)

    monkeypatch.setattr(reader.page, "rectangles", rectangles)
    reader.verticalScrollBar().setValue(reader.verticalScrollBar().maximum() // 2)
    assert reader.margin.boxes()
    assert 0 < len(asked) < 4_000


# In a narrow window


def test_a_narrow_margin_has_a_dot_at_each_line(show: Show) -> None:
    notes = [note(0), note(4), note(300), note(600, moved=True)]
    reader = show(notes, NARROW)
    assert not reader.margin.is_wide
    boxes = reader.margin.boxes()
    assert boxes["n0"] == boxes["n4"] != boxes["n300"]
    for one in notes:
        assert abs(boxes[one.id].center().y() - words_top(reader, one) - 10) < 8
    moved, still = boxes["n600"], boxes["n300"]
    assert picture(reader).copy(moved.toRect()) != picture(reader).copy(still.toRect())


def test_clicks_on_a_dot_go_through_the_notes_of_its_line(show: Show) -> None:
    reader = show([note(0), note(4), note(8)], NARROW)
    chosen: list[str] = []
    reader.mark_clicked.connect(chosen.append)
    reader.mark_clicked.connect(reader.select_mark)
    for _ in range(4):
        click(reader.margin, reader.margin.boxes()["n0"].center())
    assert chosen == ["n0", "n4", "n8", "n0"]


def test_a_dot_says_its_notes(show: Show) -> None:
    reader = show([note(0, "**One** <b>bold</b>", tags=("x",)), note(4, "Two", author="Ana")], NARROW)
    tip = reader.margin.tip(reader.margin.boxes()["n0"].center())
    assert tip == "One <b>bold</b>\n#x\n\nAna\nTwo"
    assert reader.margin.tip(QPointF(5, 690)) == ""


# What it does


def test_a_click_chooses_and_a_double_click_edits(show: Show) -> None:
    notes = [note(0, LONG), note(10, LONG), note(20, LONG)]
    reader = show(notes)
    chosen: list[str] = []
    edited: list[str] = []
    reader.mark_clicked.connect(chosen.append)
    reader.mark_clicked.connect(reader.select_mark)
    reader.edit_asked.connect(edited.append)
    at = reader.margin.boxes()["n20"].center().toPoint()
    QTest.mouseClick(reader.margin, Qt.MouseButton.LeftButton, pos=at)
    # The card moves to its words when it is chosen; the second click still means it.
    QTest.mouseDClick(reader.margin, Qt.MouseButton.LeftButton, pos=at)
    assert set(chosen) == {"n20"}
    assert edited == ["n20"]


def test_arrow_keys_go_from_note_to_note_and_enter_edits(show: Show) -> None:
    notes = [note(start) for start in (0, 900, 4_000)]
    reader = show(notes)
    edited: list[str] = []
    chosen: list[str] = []
    reader.mark_clicked.connect(chosen.append)
    reader.mark_clicked.connect(reader.select_mark)
    reader.edit_asked.connect(edited.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(reader.margin, key)
    assert chosen == ["n0", "n900", "n4000", "n900"]
    assert 0 < words_top(reader, notes[1]) < reader.height()
    QTest.keyClick(reader.margin, Qt.Key.Key_Return)
    assert edited == ["n900"]


def test_other_keys_and_the_wheel_are_the_readers(show: Show) -> None:
    reader = show([note(0)])
    bar = reader.verticalScrollBar()
    QTest.keyClick(reader.margin, Qt.Key.Key_PageDown)
    assert bar.value() > 300
    for widget in (reader.margin, reader.viewport(), reader):  # the reader itself: beside the column
        before = bar.value()
        here = QPointF(10, 300)
        down = QPoint(0, -120)
        buttons, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        phase = Qt.ScrollPhase.NoScrollPhase
        wheel = QWheelEvent(here, QPointF(widget.mapToGlobal(here)), QPoint(), down, buttons, keys, phase, False)
        QCoreApplication.sendEvent(widget, wheel)
        assert bar.value() > before, widget


def test_pointing_at_words_leads_to_their_card_and_back(show: Show) -> None:
    one = note(700)
    reader = show([one])
    plain, words = picture(reader), reader.viewport().grab().toImage()
    box = reader.page.rectangles(one.start, one.end)[0]
    none = Qt.MouseButton.NoButton
    move(reader.viewport(), box.center(), none)
    assert picture(reader) != plain
    assert reader.viewport().grab().toImage() != words
    move(reader.viewport(), QPointF(40, 600), none)
    assert picture(reader) == plain
    move(reader.margin, reader.margin.boxes()[one.id].center(), none)
    assert reader.viewport().grab().toImage() != words


def test_the_chosen_note_is_told_to_screen_readers(show: Show) -> None:
    reader = show([note(0, "*Whose* claim?", tags=("check",), kind="Question")])
    assert reader.margin.accessibleName()
    reader.select_mark("n0")
    assert reader.margin.accessibleDescription() == "Question\nWhose claim?\n#check"
    reader.select_mark("")
    assert reader.margin.accessibleDescription() == ""


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("**Bold** and *it* and __more__ and ~~gone~~", ["Bold and it and more and gone"]),
        ("# Head\n\n> said\n- [ ] one\n* two\n3. three", ["Head", "said", "• one", "• two", "3. three"]),
        ("[label](https://x.y) ![map](m.png) `code_with_signs`", ["label map code_with_signs"]),
        ("snake_case_name and 2*3*4 and a * b", ["snake_case_name and 2*3*4 and a * b"]),
        ("<b>not bold</b> &amp;", ["<b>not bold</b> &amp;"]),
        ("", []),
    ],
)
def test_markdown_shows_without_its_signs(markdown: str, shown: list[str]) -> None:
    assert plain_lines(markdown) == shown


@pytest.mark.parametrize("text", ["[" * 5_000, "*" * 5_000, "_a" * 3_000, "`" * 4_999, "a" * 100_000, "🇨🇩é" * 900])
def test_hostile_notes_are_drawn_like_any_other(show: Show, text: str) -> None:
    reader = show([note(0, text), note(30, "After.")])
    reader.select_mark("n0")
    assert reader.margin.boxes()["n0"].height() < 400
    assert not picture(reader).isNull()


# From the annotations


def test_what_has_something_to_read_gets_a_card() -> None:
    target = Target.at("Some words here", 5, 10, "")
    colour = new_annotation("b", target, colour="blue")
    noted = new_annotation("b", target, note="Why?", creator="Ana")
    tagged = new_annotation("b", target, tags=("x",), colour="pink", creator="Me")
    typed = with_assessment(new_annotation("b", target), "type", "claim")
    said = new_annotation("b", target, entity="not:")
    lost = new_annotation("b", target, note="Gone")
    whole = new_annotation("b", note="All of it")
    everything = [colour, noted, tagged, typed, said, lost, whole]
    nowhere = {lost.id, whole.id}

    def placed(id: str) -> Placed:
        return Placed("orphan") if id in nowhere else Placed("moved" if id == noted.id else "placed", 5, 10)

    marks, notes = marks_and_notes(everything, placed, "Me")
    assert {mark.id: mark.note for mark in marks} == {
        colour.id: False,
        noted.id: True,
        tagged.id: True,
        typed.id: True,
    }
    assert [one.id for one in notes] == [noted.id, tagged.id, typed.id]
    assert [one.author for one in notes] == ["Ana", "", ""]
    assert [one.moved for one in notes] == [True, False, False]
    assert notes[2].kind == "Claim"


def test_a_card_in_the_window_leads_to_its_note(
    window: MainWindow, span: Callable[[MainWindow, str], tuple[int, int]]
) -> None:
    session = window.session
    assert session
    window.resize(1900, 900)
    id = session.annotate(*span(window, "resource security"), colour="pink", note="Whose word?")
    window.reader.reveal(*span(window, "resource security"))
    QCoreApplication.processEvents()
    click(window.reader.margin, window.reader.margin.boxes()[id].center())
    assert session.annotation == id
    session.set_note(id, "")
    assert not window.reader.margin.boxes()


def test_notes_that_change_stand_as_notes_shown_anew(show: Show) -> None:
    notes = [note(start, LONG) for start in (0, 200, 400)]
    reader = show(notes)
    before = reader.margin.boxes()
    shorter = note(0, "Short.")
    moved = MarginNote(notes[1].id, 600, 610, "pink", LONG)
    reader.change_notes({shorter.id: shorter, moved.id: moved, notes[2].id: None, "unknown": None})
    changed, shown = reader.margin.boxes(), picture(reader)
    assert changed[shorter.id].height() < before[shorter.id].height()
    reader.set_notes([shorter, moved])
    assert reader.margin.boxes() == changed
    assert picture(reader) == shown
    reader.change_notes({shorter.id: notes[0]})
    assert reader.margin.boxes()[shorter.id].height() == before[shorter.id].height()
