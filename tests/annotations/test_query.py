"""The line that filters notes."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.annotations.assessment import with_assessment
from viewer.annotations.model import Annotation, new_annotation
from viewer.annotations.query import Query, facets, term, toggled

NOTE = with_assessment(
    new_annotation(
        "a.md",
        note="Price of Cobalt",
        tags=["supply", "two words"],
        colour="pink",
        entity="actor:m23",
        creator="Ana Bell",
    ),
    "type",
    "claim",
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("cobalt", True),
        ("COBALT price", True),
        ("cobalt copper", False),
        ("#supply", True),
        ("#Supply", True),
        ('#"two words"', True),
        ("#two", False),
        ("colour:pink", True),
        ("colour:pink colour:blue", True),
        ("colour:blue", False),
        ("colour:pink type:question", False),
        ("type:claim #supply bell", True),
        ('author:"ana bell"', True),
        ("author:ana", False),
        ("entity:m23", True),
        ("style:fill", True),
        ("state:placed", True),
        ("state:orphan", False),
        ("mood:good", False),
        ("confidence:low", False),
        ('"', True),
    ],
)
def test_what_is_found(query: str, found: bool) -> None:
    assert Query.parse(query).matches(NOTE) is found


def test_a_state_is_where_it_stands_today() -> None:
    assert Query.parse("state:orphan").matches(NOTE, "orphan")


@given(st.sampled_from(["tag", "author", "colour"]), st.text(min_size=1).filter(lambda text: '"' not in text.strip()))
def test_every_value_can_be_asked_for(key: str, value: str) -> None:
    value = value.strip() or "x"
    note = {
        "tag": lambda: new_annotation("a.md", tags=[value]),
        "author": lambda: new_annotation("a.md", creator=value),
        "colour": lambda: NOTE,
    }[key]()
    given_ = {"tag": note.tags[:1], "author": (note.creator,), "colour": (note.colour,)}[key]
    for one in given_:
        if one:
            assert Query.parse(term(key, one)).matches(note)


@given(st.text())
def test_any_text_is_a_query_and_toggling_twice_changes_nothing_asked(text: str) -> None:
    Query.parse(text).matches(NOTE)
    twice = toggled(toggled(text, "tag", "supply"), "tag", "supply")
    if "#supply" not in text:
        assert Query.parse(twice) == Query.parse(text)


def test_facets_count_what_there_is() -> None:
    plain: Annotation = new_annotation("a.md", colour="pink")
    found = facets([(NOTE, "placed"), (plain, "orphan")])
    assert found["colour"] == Counter(pink=2)
    assert found["tag"] == Counter({"supply": 1, "two words": 1})
    assert found["state"] == Counter(placed=1, orphan=1)
    assert list(found) == ["colour", "style", "tag", "type", "author", "entity", "state"]
