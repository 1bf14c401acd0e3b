"""What a few letters mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.ui.ranking import Names, best

NAMES = [
    Names("Democratic Republic of the Congo", ("COD", "DRC", "state")),
    Names("Félix Tshisekedi", ("the president", "person")),
    Names("What is on the table"),
    Names("Mining in Katanga"),
    Names("Determination"),
    Names("“the mining code” needs a second look"),
]


def meant(typed: str) -> list[int]:
    return best(NAMES, typed, 10)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("felix", 1),
        ("TSH", 1),
        ("fel tsh", 1),
        ("presid", 1),
        ("drc", 0),
        ("drotc", 0),
        ("cong rep", 0),
        ("min", 3),
        ("code", 5),
        ("table", 2),
        ("ktng", 3),
    ],
)
def test_the_likeliest_comes_first(typed: str, first: int) -> None:
    assert meant(typed)[0] == first


def test_starts_of_words_come_before_what_is_inside_one() -> None:
    assert meant("min") == [3, 5, 4]


def test_what_is_not_there_is_not_offered() -> None:
    assert meant("zinc") == []
    assert meant("felix zinc") == []


def test_nothing_typed_leaves_the_order() -> None:
    assert best(NAMES, " – ", 4) == [0, 1, 2, 3]


@given(st.text(max_size=30), st.data())
def test_a_name_is_found_by_the_start_of_any_of_its_words(name: str, data: st.DataObject) -> None:
    words = [word for word in name.split() if any(character.isalnum() for character in word)]
    if words:
        word = data.draw(st.sampled_from(words))
        assert best([Names("something else"), Names(name)], word, 2)[0] == 1 or word.lower() in "something else"
