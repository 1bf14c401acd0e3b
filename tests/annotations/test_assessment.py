"""An analyst's fields: kept as standard bodies, beside whatever else the note says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.annotations.assessment import FIELDS, assessment_of, assessment_words, with_assessment
from viewer.annotations.model import STYLES, Annotation, new_annotation
from viewer.commands.noting import _SCALES

VALUES = [(id, value) for id, field in FIELDS.items() for value in field.values]


@pytest.mark.parametrize(("field", "value"), VALUES)
def test_there_and_back(field: str, value: str) -> None:
    note = new_annotation("a.md", note="A *note*", tags=["x"])
    rated = with_assessment(note, field, value)
    assert assessment_of(Annotation.parse(rated.text)) == {field: value}
    assert (rated.note, rated.tags, rated.id) == (note.note, note.tags, note.id)
    assert with_assessment(rated, field, value) is rated
    assert assessment_of(with_assessment(rated, field, "")) == {}


@given(st.lists(st.sampled_from(VALUES)))
def test_the_last_word_on_each_field_counts_and_none_is_in_the_others_way(said: list[tuple[str, str]]) -> None:
    note = new_annotation("a.md", note="confidence: low")
    for field, value in said:
        note = with_assessment(note, field, value)
    assert assessment_of(note) == dict(said)
    assert list(assessment_of(note)) == [field for field in FIELDS if field in dict(said)]
    assert note.note == "confidence: low", "a note of the same words is a note"


def test_the_bodies_are_what_the_standard_has_for_it() -> None:
    note = with_assessment(with_assessment(new_annotation("a.md"), "type", "claim"), "reliability", "B")
    assert note.json()["body"] == [
        {"type": "TextualBody", "purpose": "classifying", "value": "claim"},
        {"type": "TextualBody", "purpose": "assessing", "value": "source reliability: B"},
    ]
    assert assessment_words(note) == ("claim", "source reliability: B")


def test_other_scales_stay_and_are_not_taken_for_ours() -> None:
    body = {"type": "TextualBody", "purpose": ["assessing"], "value": "5 stars"}
    note = Annotation.of({"id": "x", "type": "Annotation", "body": [body], "target": "a.md"})
    assert assessment_of(note) == {} and note.note == ""
    moved = with_assessment(with_assessment(note, "confidence", "high"), "confidence", "")
    assert moved.json()["body"] == [body]


def test_what_there_is_not_is_refused() -> None:
    note = new_annotation("a.md")
    for field, value in (("confidence", "certain"), ("mood", "good"), ("reliability", "a")):
        with pytest.raises(ValueError, match="no such assessment"):
            with_assessment(note, field, value)


def test_the_command_line_knows_the_same_scales() -> None:
    assert {id: tuple(field.values) for id, field in FIELDS.items()} == {
        id: values for id, (values, _) in _SCALES.items()
    }


def test_a_highlight_can_be_a_line_and_a_fill_again() -> None:
    note = new_annotation("a.md", colour="blue", clock=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    line = note.with_look("blue", "underline")
    assert (line.colour, line.style) == ("blue", "underline")
    assert line.with_colour("pink").style == "underline"
    assert line.with_colour("").style == "fill"
    assert "stylesheet" not in line.with_colour("").json()
    assert line.with_look("blue", "fill").json()["stylesheet"] == note.json()["stylesheet"]
    assert STYLES == ("fill", "underline")
    with pytest.raises(ValueError, match="no such look"):
        note.with_look("blue", "wavy")
