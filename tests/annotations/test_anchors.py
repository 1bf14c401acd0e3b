"""Where a note stands in today's text: placed when certain, moved when plausible, an orphan rather than a guess."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.annotations.anchors import MOST_LISTED, MOST_PLACES, Placed, find_quote, place, place_all
from viewer.annotations.model import Annotation, new_annotation
from viewer.annotations.target import Target

TEXT = (
    "Cobalt prices rose in March after Glencore cut output in Katanga. Hydroxide fell by a third.\n"
    "In April the price of cobalt stood still; refiners in Kokkola said that cobalt was plenty.\n"
    "Lithium is another matter. 🪨 It fell."
)


def note_on(words: str, text: str = TEXT, nth: int = 0) -> Annotation:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return new_annotation("b.brief.md", Target.at(text, at, at + len(words)))


def quoting(exact: str, prefix: str = "", suffix: str = "", start: int | None = None) -> Annotation:
    return new_annotation("b", Target(exact, prefix, suffix, start, None if start is None else start + len(exact)))


def words(placed: Placed, text: str) -> str:
    return "" if placed.start is None else text[placed.start : placed.end]


@given(st.data())
def test_in_the_text_it_was_made_in_every_note_stands_where_it_was_made(data: st.DataObject) -> None:
    text = data.draw(st.text("ab 🪨\n", min_size=1, max_size=60))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert place(new_annotation("b", Target.at(text, start, end)), text) == Placed("placed", start, end)


@given(st.data())
def test_nothing_is_ever_placed_on_other_words(data: st.DataObject) -> None:
    alphabet = st.text("ab \n", max_size=12)
    exact, prefix, suffix = data.draw(alphabet), data.draw(alphabet), data.draw(alphabet)
    text = data.draw(st.text("ab \n", max_size=80))
    annotation = quoting(exact, prefix, suffix, data.draw(st.none() | st.integers(0, 90)))
    placed = place(annotation, text)
    assert (placed.start is None) == (placed.state == "orphan")
    if placed.start is not None and exact:
        assert words(placed, text).split() == exact.split()
    assert place_all([annotation], text)[annotation.id] == placed


@pytest.mark.parametrize("before", ["A paragraph in front.\n", "🪨🪨", "x" * 500])
def test_text_put_in_front_moves_nothing_but_the_offsets(before: str) -> None:
    annotation = note_on("Kokkola")
    placed = place(annotation, before + TEXT)
    assert placed == Placed("placed", annotation.start + len(before), annotation.end + len(before))  # type: ignore[operator]


def test_the_context_tells_equal_words_apart() -> None:
    new = TEXT.replace("In March", "Then").replace("Cobalt prices", "All the metals' prices") + " More about cobalt."
    for nth in range(2):
        placed = place(note_on("cobalt", nth=nth), new)
        assert (placed.state, placed.start) == ("placed", note_on("cobalt", new, nth).start)


def test_words_whose_surroundings_changed_are_to_be_checked() -> None:
    new = TEXT.replace("said that cobalt was plenty", "held that cobalt was rare").replace("Cobalt prices", "Prices")
    placed = place(note_on("cobalt", nth=1), new)
    assert placed.state == "moved" and placed.start == note_on("cobalt", new, 1).start


def test_a_position_is_believed_unless_the_context_points_elsewhere() -> None:
    text = "one cobalt two. xx cobalt yy. three cobalt four."
    assert place(quoting("cobalt", "three ", " four", 4), text) == Placed("placed", 36, 42)
    assert place(quoting("cobalt", "xx ", " zz", 4), text).start == 19
    assert place(quoting("cobalt", "gone ", " gone", 4), text) == Placed("placed", 4, 10)
    assert place(quoting("cobalt", "one ", " 2", 4), text) == Placed("placed", 4, 10)


def test_an_orphan_rather_than_a_guess() -> None:
    text = "the cobalt price and the cobalt price and the cobalt price"
    assert place(quoting("cobalt", "the ", " price"), text).state == "orphan"
    assert place(quoting("cobalt", "some ", " thing"), text).state == "orphan"
    assert place(quoting("copper", "the ", " price", 4), text) == Placed("orphan")
    assert place(quoting("x", start=3), "x" * (MOST_PLACES + 2)).state == "placed"
    assert place(quoting("x", "yyyyyyyy", "zzzzzzzz"), "x " * (MOST_PLACES + 2)).state == "orphan"


def test_a_unique_quote_needs_no_context() -> None:
    assert place(quoting("Glencore cut"), TEXT) == Placed("placed", TEXT.index("Glencore cut"), TEXT.index(" output"))


def test_white_space_is_overlooked_at_last() -> None:
    new = TEXT.replace("output in Katanga", "output\n  in\u00a0Katanga")
    for annotation in (note_on("cut output in Katanga"), note_on("Katanga")):
        placed = place(annotation, new)
        assert placed.state == "placed" and words(placed, new).split() == annotation.exact.split()
    alone = place(quoting("output in Katanga", "other words", "yet others"), new)
    assert (alone.state, words(alone, new)) == ("moved", "output\n  in\u00a0Katanga")


def test_a_note_on_the_whole_brief_stands_nowhere_and_is_placed() -> None:
    assert place(new_annotation("b", note="All in all"), "") == Placed("placed")


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ({"type": "TextPositionSelector", "start": 2, "end": 4}, Placed("moved", 2, 4)),
        ({"type": "TextPositionSelector", "start": 2, "end": 2}, Placed("orphan")),
        ({"type": "TextPositionSelector", "start": 2, "end": 10**15}, Placed("orphan")),
        ({"type": "XPathSelector", "value": "/p[1]"}, Placed("orphan")),
        ("p1", Placed("orphan")),
        (
            {"type": "FragmentSelector", "refinedBy": {"type": "TextQuoteSelector", "exact": "cd"}},
            Placed("placed", 2, 4),
        ),
    ],
)
def test_selectors_of_others(selector: object, expected: Placed) -> None:
    assert place(Annotation.of({"target": {"selector": selector}}), "abcdef") == expected


def prose(size: int) -> str:
    return " ".join(f"w{number * 7919 % 10_007} and" for number in range(size // 9))[:size]


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        (prose(300_000), prose(300_000), "placed"),
        (prose(300_000), "In front. " + prose(300_000), None),
        ("a" * 300_000, "a" * 299_000 + "b", None),
        ("ab" * 150_000, "ba" * 150_000, None),
    ],
)
def test_three_thousand_notes_take_a_moment_even_in_hostile_text(old: str, new: str, state: str | None) -> None:
    step = 290_000 // 3000
    notes = [
        new_annotation("b", Target.at(old, i * step, i * step + 10 + i % 80), new_id=lambda i=i: str(i))  # type: ignore[misc]
        for i in range(3000)
    ]
    start = time.process_time()
    placed = place_all(notes, new)
    assert time.process_time() - start < 5
    assert len(placed) == 3000
    assert state is None or {found.state for found in placed.values()} == {state}


def test_many_notes_in_one_pass_stand_where_each_would_alone() -> None:
    old = TEXT * 3
    notes = [note_on(word, old, nth) for word in ("cobalt", "fell", "Lithium is", "\n") for nth in range(3)]
    new = "New. " + old.replace("Hydroxide", "Copper")
    assert place_all(notes, new) == {note.id: place(note, new) for note in notes}


@pytest.mark.parametrize(
    ("more", "starts"),
    [
        ({}, [20, 33]),
        ({"prefix": "price of "}, [20]),
        ({"suffix": " was"}, [33]),
        ({"start": 33}, [33]),
        ({"start": 21}, []),
        ({"prefix": "nothing"}, []),
    ],
)
def test_finding_a_quote_for_the_command_line(more: dict[str, Any], starts: list[int]) -> None:
    text = "April: the price of cobalt. Then cobalt was plenty."
    assert find_quote(text, "cobalt", **more) == [(start, start + 6) for start in starts]


def test_finding_overlapping_and_oddly_spaced_quotes() -> None:
    assert find_quote("aaa", "aa") == [(0, 2), (1, 3)]
    assert find_quote("the  price\nof", "price of", prefix="the ") == [(5, 13)]
    assert find_quote("text", "") == []
    assert len(find_quote("a" * 50_000, "a")) == MOST_LISTED
