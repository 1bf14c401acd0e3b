"""Annotations on the page: found, painted, clicked, and made longer and shorter by their ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.desk import Desk
from tests.ui.hands import click, drag, move, open_reader, press, release
from viewer.ui.reader import Mark, Reader
from viewer.ui.reader_marks import Marks
from viewer.ui.window import MainWindow

Show = Callable[..., Reader]
LOREM = "Words follow words here, and more of them follow those that came before. " * 6
FAMILY = "👨‍👩‍👧"


@pytest.fixture
def show(qtbot: QtBot, tmp_path: Path) -> Show:
    """Shows a text, in Markdown, in a reader of its own."""

    def show(text: str) -> Reader:
        return open_reader(qtbot, tmp_path, text, 760, 500)

    return show


def text_of(reader: Reader) -> str:
    return "\n".join(block.text for block in reader.page.blocks)


def span(reader: Reader, words: str) -> tuple[int, int]:
    start = text_of(reader).index(words)
    return start, start + len(words)


def on_screen(reader: Reader, start: int, end: int) -> QPointF:
    """The middle of the first line of the words between two code points, in pixels of the viewport."""
    return reader.page.rectangles(start, end)[0].center() - QPointF(0, reader.verticalScrollBar().value())


def knob(reader: Reader, start: int, end: int, which: str) -> QPointF:
    """Where the knob of a handle is, in pixels of the viewport."""
    boxes = reader.page.rectangles(start, end)
    corner = boxes[0].topLeft() + QPointF(0, -4) if which == "start" else boxes[-1].bottomRight() + QPointF(0, 6)
    return corner - QPointF(0, reader.verticalScrollBar().value())


class Listener:
    """Hears what a reader says, and does what a window would: chooses what was clicked."""

    def __init__(self, reader: Reader) -> None:
        self.clicked: list[str] = []
        self.resized: list[tuple[str, int, int]] = []
        reader.mark_clicked.connect(self.clicked.append)
        reader.mark_clicked.connect(reader.select_mark)
        reader.mark_resized.connect(lambda *what: self.resized.append(what))


# Finding


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 60)), max_size=40),
    st.tuples(st.integers(0, 70), st.integers(1, 30)),
)
def test_marks_are_found_wherever_they_overlap(spans: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    marks = [Mark(str(at), start, start + length, "") for at, (start, length) in enumerate(spans)]
    start, end = asked[0], asked[0] + asked[1]
    found = Marks(marks).between(start, end)
    expected = [mark for mark in marks if mark.start < end and mark.end > start]
    assert found == sorted(expected, key=lambda mark: (mark.start, -mark.end))


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.tuples(st.integers(0, 60), st.integers(1, 60))),
    st.dictionaries(st.sampled_from("abcdefgh"), st.none() | st.tuples(st.integers(0, 60), st.integers(1, 60))),
)
def test_marks_that_change_are_as_marks_made_anew(
    before: dict[str, tuple[int, int]], changes: dict[str, tuple[int, int] | None]
) -> None:
    def mark(id: str, span: tuple[int, int], colour: str = "") -> Mark:
        return Mark(id, span[0], span[0] + span[1], colour)

    marks = Marks([mark(id, span) for id, span in before.items()])
    changed = {id: mark(id, span, "pink") if span else None for id, span in changes.items()}
    marks.change(changed)
    after = {id: mark(id, span) for id, span in before.items()} | changed
    anew = Marks([one for one in after.values() if one])
    assert {one.id: marks.get(one.id) for one in anew} == {one.id: one for one in anew}
    assert len(marks) == len(anew)
    for start in range(0, 120, 7):
        assert set(marks.between(start, start + 9)) == set(anew.between(start, start + 9))
        assert set(marks.beginning(start, start + 9)) == {one for one in anew if start <= one.start < start + 9}


def test_a_change_that_shows_nothing_new_says_so() -> None:
    marks = Marks([Mark("a", 3, 9, "pink")])
    assert not marks.change({"a": Mark("a", 3, 9, "pink"), "unknown": None})
    assert marks.change({"a": Mark("a", 3, 9, "blue")})


# Painting


def pixels(reader: Reader, start: int, end: int, below: int) -> set[str]:
    """The colours in a stripe from the base of some words down to `below` pixels under them."""
    image = reader.viewport().grab().toImage()
    box = reader.page.rectangles(start, end)[0].translated(0, -reader.verticalScrollBar().value())
    rows = range(int(box.bottom()) - 2, int(box.bottom()) + below)
    columns = range(int(box.left()) + 2, int(box.right()) - 2)
    return {QColor(image.pixel(x, y)).name() for x in columns for y in rows}


def test_an_underline_is_a_line_and_a_fill_is_a_ground(show: Show) -> None:
    reader = show(LOREM)
    where = span(reader, "follow words")
    paper = pixels(reader, *where, 6)
    reader.set_marks([Mark("a", *where, "blue", "underline")])
    line = pixels(reader, *where, 6) - paper
    inside = pixels(reader, *where, 1) - paper
    assert line and not inside
    reader.set_marks([Mark("a", *where, "blue")])
    assert pixels(reader, *where, 1) - paper


def test_a_note_shows_in_its_words_whatever_their_colour(show: Show) -> None:
    reader = show(LOREM)
    where = span(reader, "follow words")
    for colour, style in (("", "fill"), ("pink", "fill"), ("pink", "underline")):
        reader.set_marks([Mark("a", *where, colour, style)])
        without = reader.viewport().grab().toImage()
        reader.set_marks([Mark("a", *where, colour, style, note=True)])
        assert reader.viewport().grab().toImage() != without


# Clicking


def test_clicks_go_from_the_innermost_outwards_and_round(show: Show) -> None:
    reader = show(LOREM)
    said = Listener(reader)
    inner = span(reader, "more of them")
    outer = (inner[0] - 10, inner[1] + 10)
    reader.set_marks([Mark("all", 0, 300, "blue"), Mark("outer", *outer, "green"), Mark("inner", *inner, "pink")])
    for _ in range(4):
        click(reader.viewport(), on_screen(reader, *inner))
    assert said.clicked == ["inner", "outer", "all", "inner"]
    # Elsewhere it begins with the innermost again.
    click(reader.viewport(), on_screen(reader, outer[0], outer[0] + 3))
    assert said.clicked[-1] == "outer"


def test_a_quick_second_click_goes_on_to_the_next_one_too(show: Show) -> None:
    reader = show(LOREM)
    said = Listener(reader)
    inner = span(reader, "more of them")
    reader.set_marks([Mark("outer", 0, 300, "green"), Mark("inner", *inner, "pink")])
    point = on_screen(reader, *inner)
    click(reader.viewport(), point)
    QTest.mouseDClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=point.toPoint())
    release(reader.viewport(), point)
    assert said.clicked[:2] == ["inner", "outer"]
    assert reader.words() is None


def test_a_click_after_another_choice_begins_with_the_innermost(show: Show) -> None:
    reader = show(LOREM)
    said = Listener(reader)
    inner = span(reader, "more of them")
    reader.set_marks([Mark("outer", 0, 300, "green"), Mark("inner", *inner, "pink")])
    click(reader.viewport(), on_screen(reader, *inner))
    reader.select_mark("")
    click(reader.viewport(), on_screen(reader, *inner))
    assert said.clicked == ["inner", "inner"]


# Dragging


@pytest.mark.parametrize(("which", "target"), [("end", "came"), ("start", "Words")])
def test_dragging_a_handle_moves_that_end(show: Show, which: str, target: str) -> None:
    reader = show(LOREM)
    said = Listener(reader)
    where = span(reader, "more of them")
    reader.set_marks([Mark("a", *where, "pink")])
    reader.select_mark("a")
    goal = span(reader, target)
    box = reader.page.rectangles(*goal)[0]
    start = knob(reader, *where, which)
    # The knob is beside the line that it moves along.
    height = box.center().y() + start.y() - on_screen(reader, *where).y()
    drag(reader.viewport(), start, QPointF(box.right() if which == "end" else box.left(), height))
    expected = (where[0], goal[1]) if which == "end" else (goal[0], where[1])
    assert said.resized == [("a", *expected)]
    assert reader.words() is None


def test_a_dragged_end_shows_at_once_and_escape_puts_it_back(show: Show) -> None:
    reader = show(LOREM)
    said = Listener(reader)
    where = span(reader, "more of them")
    reader.set_marks([Mark("a", *where, "pink")])
    reader.select_mark("a")
    before = reader.viewport().grab().toImage()
    start = knob(reader, *where, "end")
    press(reader.viewport(), start)
    move(reader.viewport(), start + QPointF(60, 0))
    assert reader.viewport().grab().toImage() != before
    QTest.keyClick(reader, Qt.Key.Key_Escape)
    assert reader.viewport().grab().toImage() == before
    release(reader.viewport(), start + QPointF(60, 0))
    assert said.resized == []


def test_an_annotation_never_becomes_empty(show: Show) -> None:
    reader = show(LOREM)
    said = Listener(reader)
    where = span(reader, "more of them")
    reader.set_marks([Mark("a", *where, "pink")])
    reader.select_mark("a")
    drag(reader.viewport(), knob(reader, *where, "end"), QPointF(5, 5))
    assert said.resized == [("a", where[0], where[0] + 1)]
    drag(reader.viewport(), knob(reader, *where, "start"), QPointF(700, 480))
    assert said.resized[-1] == ("a", where[1] - 1, where[1])


@pytest.mark.parametrize("character", ["é", "e\u0301", "👩🏽", FAMILY, "🇨🇩", "नि", "𝔘"])
def test_an_end_never_stands_inside_a_character(show: Show, character: str) -> None:
    reader = show(f"Begin here {character * 5} and so on.")
    where = span(reader, "here")
    reader.set_marks([Mark("a", *where, "pink")])
    first = span(reader, character)[0]
    allowed = {first + number * len(character) for number in range(6)}
    ends = set()
    said = Listener(reader)
    reader.select_mark("a")
    (box,) = reader.page.rectangles(first, first + 5 * len(character))
    for step in range(0, int(box.width()) + 1, 3):
        start = knob(reader, *where, "end")
        drag(reader.viewport(), start, QPointF(box.left() + step, start.y()))
        if said.resized:
            ends.add(said.resized[-1][2])
    assert ends - {where[1]} <= allowed
    assert len(ends & allowed) >= 5


def test_dragging_beyond_the_edge_scrolls(show: Show, qtbot: QtBot) -> None:
    reader = show("\n\n".join([LOREM] * 12))
    said = Listener(reader)
    where = span(reader, "more of them")
    reader.set_marks([Mark("a", *where, "pink")])
    reader.select_mark("a")
    start = knob(reader, *where, "end")
    press(reader.viewport(), start)
    below = QPointF(300, reader.viewport().height() + 40)
    move(reader.viewport(), below)
    qtbot.waitUntil(lambda: reader.verticalScrollBar().value() > 300)
    release(reader.viewport(), below)
    here = reader.verticalScrollBar().value()
    ((_, begin, end),) = said.resized
    assert begin == where[0]
    assert reader.visible_range()[0] <= end <= reader.visible_range()[1]
    qtbot.wait(100)
    assert reader.verticalScrollBar().value() == here


def test_a_click_on_a_handle_is_a_click_on_the_words(show: Show) -> None:
    reader = show(LOREM)
    said = Listener(reader)
    where = span(reader, "more of them")
    reader.set_marks([Mark("outer", 0, 300, "blue"), Mark("a", *where, "pink")])
    click(reader.viewport(), on_screen(reader, *where))
    box = reader.page.rectangles(*where)[0]
    click(reader.viewport(), box.center() + QPointF(box.width() / 2 - 2, 0))
    assert said.clicked == ["a", "a"]
    assert said.resized == []


def test_the_cursor_tells_of_the_handles(show: Show) -> None:
    reader = show(LOREM)
    where = span(reader, "more of them")
    reader.set_marks([Mark("a", *where, "pink")])
    point = knob(reader, *where, "end")
    none = Qt.MouseButton.NoButton
    move(reader.viewport(), point, none)
    assert reader.viewport().cursor().shape() != Qt.CursorShape.SizeHorCursor
    reader.select_mark("a")
    for off in (QPointF(), QPointF(6, 0), QPointF(-6, 0), QPointF(0, 6)):
        move(reader.viewport(), point + off, none)
        assert reader.viewport().cursor().shape() == Qt.CursorShape.SizeHorCursor, off
    move(reader.viewport(), point + QPointF(60, 60), none)
    assert reader.viewport().cursor().shape() != Qt.CursorShape.SizeHorCursor


# From the keyboard


@pytest.mark.parametrize(
    ("which", "forward", "expected"),
    [
        ("end", True, "two three” four"),
        ("end", False, "two"),
        ("start", True, "three"),
        ("start", False, "one two three"),
    ],
)
def test_an_end_goes_on_by_a_word(show: Show, which: str, forward: bool, expected: str) -> None:
    reader = show("Zero. “one two three” four")
    reader.set_marks([Mark("a", *span(reader, "two three"), "pink")])
    assert reader.moved_end("a", which, forward) == span(reader, expected)  # type: ignore[arg-type]


def test_words_go_on_in_the_next_paragraph_and_end_with_the_brief(show: Show) -> None:
    reader = show("One two\n\n---\n\nthree Kinshasa’s.")
    where = span(reader, "two")
    reader.set_marks([Mark("a", *where, "pink"), Mark("whole", 0, len(text_of(reader)) - 1, "")])
    assert reader.moved_end("a", "end", True) == (where[0], span(reader, "three")[1])
    assert reader.moved_end("whole", "end", True) is None
    assert reader.moved_end("whole", "start", False) is None
    assert reader.moved_end("a", "end", False) is None  # nothing would be left
    assert reader.moved_end("a", "start", True) is None
    assert reader.moved_end("unknown", "end", True) is None
    shorter = reader.moved_end("whole", "end", False)
    assert shorter == (0, span(reader, "three")[1])  # an apostrophe does not end a word


def test_a_long_word_is_one_word(show: Show) -> None:
    long = "abcdefghij" * 500
    reader = show(f"One {long} two")
    reader.set_marks([Mark("a", 0, 3, "pink")])
    assert reader.moved_end("a", "end", True) == (0, 4 + len(long))


# In the window


def test_escape_while_dragging_lets_go_of_the_handle_and_of_nothing_else(
    window: MainWindow, desk: Desk, span: Callable[[MainWindow, str], tuple[int, int]]
) -> None:
    session = window.session
    assert session
    where = span(window, "resource security")
    id = session.annotate(*where, colour="pink")
    desk.click_on(window, *where)
    assert session.annotation == id
    point = knob(window.reader, *where, "end")
    press(window.reader.viewport(), point)
    move(window.reader.viewport(), point + QPointF(80, 0))
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Escape)
    move(window.reader.viewport(), point)
    release(window.reader.viewport(), point)
    assert session.annotation == id
    assert (session.placed(id).start, session.placed(id).end) == where
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Escape)
    assert session.annotation == ""


def test_a_dragged_end_changes_the_annotation_and_can_be_undone(
    window: MainWindow, desk: Desk, span: Callable[[MainWindow, str], tuple[int, int]]
) -> None:
    session = window.session
    assert session
    where = span(window, "resource security")
    id = session.annotate(*where, colour="pink")
    desk.click_on(window, *where)
    point = knob(window.reader, *where, "end")
    drag(window.reader.viewport(), point, point - QPointF(30, 0))
    placed = session.placed(id)
    assert placed.start == where[0] and placed.end is not None and where[0] < placed.end < where[1]
    assert session.annotation == id
    session.undo()
    assert (session.placed(id).start, session.placed(id).end) == where


def test_a_word_is_still_selected_with_a_double_click(show: Show) -> None:
    reader = show(LOREM)
    where = span(reader, "follow")
    reader.set_marks([Mark("a", *where, "pink")])
    point: QPoint = on_screen(reader, *where).toPoint()
    QTest.mouseDClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert reader.words() == where
