"""The stored annotation: what it reads, what it changes, and what it leaves alone."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.annotations.json_text import MAX_DEPTH, BeyondBoundsError, canonical, is_balanced, parse
from viewer.annotations.model import COLOURS, MOTIVATIONS, Annotation, new_annotation
from viewer.annotations.target import Target

KEYS = [
    *("id", "type", "motivation", "created", "modified", "creator", "name", "body", "bodyValue", "value", "purpose"),
    *("target", "source", "selector", "refinedBy", "exact", "prefix", "suffix", "start", "end", "styleClass"),
    *("stylesheet", "briefing:heading", "briefing:conflictOf", "x"),
]
WORDS = [
    *("Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector", "TextPositionSelector", "tagging"),
    *("identifying", "commenting", "describing", "yellow", "", "\ud800", "a\udfffb", "\U0001f600"),
]
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(WORDS),
    st.text(),
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS) | st.text(), inner, max_size=6),
    max_leaves=12,
)
OBJECTS = st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=3), JSON, max_size=7)
#: What a change to a field may touch. Everything else has to be as it was.
OURS = {"body", "bodyValue", "modified", "motivation", "stylesheet", "target"}


def read_all(annotation: Annotation) -> dict[str, object]:
    names = [name for name, kind in vars(Annotation).items() if isinstance(kind, property) or hasattr(kind, "attrname")]
    return {name: getattr(annotation, name) for name in names if not name.startswith("_")}


@given(OBJECTS)
def test_any_json_is_kept_and_read_without_raising(value: dict[str, Any]) -> None:
    annotation = Annotation.of(value)
    annotation.text.encode()
    assert annotation.json() == parse(canonical(value))
    for name, read in read_all(annotation).items():
        if isinstance(read, str):
            read.encode()
        elif name == "tags":
            assert all(isinstance(tag, str) and tag for tag in annotation.tags)
    assert (annotation.start is None) == (annotation.end is None)


@given(OBJECTS, st.text(), st.lists(st.text(), max_size=3), st.sampled_from(["", *COLOURS]), st.text())
def test_changes_to_any_json_keep_what_they_are_not_about(
    value: dict[str, Any], note: str, tags: list[str], colour: str, entity: str
) -> None:
    before = Annotation.of(value)
    changed = before.with_tags(tags).with_colour(colour).with_entity(entity)
    if note:
        changed = changed.with_note(note)
        assert changed.note == Annotation.of({"bodyValue": note}).note
    assert changed.colour == colour
    assert set(changed.tags) >= {tag for tag in tags if tag.isascii() and tag}
    kept = {key: item for key, item in before.json().items() if key not in OURS}
    assert {key: item for key, item in changed.json().items() if key not in OURS} == kept
    target = before.json().get("target")
    if isinstance(target, dict):
        after = changed.json()["target"]
        assert isinstance(after, dict)
        assert {k: v for k, v in after.items() if k != "styleClass"} == {
            k: v for k, v in target.items() if k != "styleClass"
        }


@given(OBJECTS, st.integers(0, 60), st.integers(1, 40))
def test_any_json_can_be_aimed_anew(value: dict[str, Any], start: int, size: int) -> None:
    text = "The price of cobalt 🪨 rose in Katanga. " * 4
    aimed = Annotation.of(value).with_target(Target.at(text, start, start + size, "Prices"))
    assert (aimed.start, aimed.end, aimed.exact) == (start, start + size, text[start : start + size])
    assert aimed.prefix == text[max(0, start - 32) : start]
    assert aimed.suffix == text[start + size : start + size + 32]
    assert aimed.heading == "Prices"
    assert not aimed.is_whole
    assert aimed.with_target(None).is_whole


FOREIGN = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "http://example.org/7",
    "type": ["Annotation", "Other"],
    "motivation": "questioning",
    "creator": [{"type": "Software"}, {"type": "Person", "name": "Ada", "nick": "a"}],
    "body": [
        "http://example.org/video",
        {"type": "TextualBody", "purpose": ["tagging"], "value": "supply", "language": "en"},
        {"type": ["TextualBody"], "value": "Really?", "language": "en", "created": "2020-01-01T00:00:00Z"},
        {"type": "SpecificResource", "purpose": "identifying", "source": {"id": "actor:glencore", "x": 1}},
    ],
    "target": {
        "source": "b.brief.md",
        "styleClass": ["bold", "pink"],
        "selector": [
            {
                "type": "FragmentSelector",
                "value": "p1",
                "refinedBy": {"type": "TextPositionSelector", "start": 1, "end": 2},
            },
            {"type": "TextPositionSelector", "start": 10, "end": 16, "y": 2},
            {"type": "TextQuoteSelector", "exact": "cobalt", "prefix": "the ", "suffix": " price"},
        ],
    },
    "rights": {"deep": [{"er": None}]},
}


def test_an_annotation_from_elsewhere_is_understood() -> None:
    annotation = Annotation.of(FOREIGN)
    assert (annotation.note, annotation.tags, annotation.entity) == ("Really?", ("supply",), "actor:glencore")
    assert (annotation.creator, annotation.colour, annotation.motivation) == ("Ada", "pink", "questioning")
    assert (annotation.start, annotation.end, annotation.exact) == (10, 16, "cobalt")


def test_a_change_keeps_the_fields_beside_it() -> None:
    changed = Annotation.of(FOREIGN).with_note("No.").with_tags(["supply", "risk"]).with_colour("green")
    expected = json.loads(json.dumps(FOREIGN))
    expected["body"][2]["value"] = "No."
    tags = [expected["body"].pop(1), {"type": "TextualBody", "purpose": "tagging", "value": "risk"}]
    expected["body"] += tags
    expected["target"]["styleClass"] = ["bold", "green"]
    value = changed.json()
    assert value.pop("modified") and value.pop("stylesheet")
    assert value == expected


@pytest.mark.parametrize(
    ("content", "motivation"),
    [
        ({}, "highlighting"),
        ({"colour": "yellow"}, "highlighting"),
        ({"tags": ["risk"]}, "tagging"),
        ({"note": "Why?", "tags": ["risk"]}, "commenting"),
        ({"entity": "actor:glencore"}, "identifying"),
        ({"note": "In all", "start": 0, "end": 0}, "describing"),
    ],
)
def test_the_motivation_follows_from_the_content(make: Any, content: dict[str, Any], motivation: str) -> None:
    assert make(**content).motivation == motivation
    assert motivation in MOTIVATIONS


def test_the_motivation_goes_back_when_the_content_goes(make: Any) -> None:
    annotation = make("Why?", tags=["risk"])
    assert annotation.with_note("").motivation == "tagging"
    assert annotation.with_note("").with_tags([]).motivation == "highlighting"


def test_only_a_change_sets_modified_in_utc(make: Any, clock: Any) -> None:
    annotation = make("Why?", tags=["risk"], colour="blue", entity="actor:x")
    assert annotation.created == annotation.modified == "2026-03-01T12:00:00Z"
    same = annotation.with_note("Why?", clock).with_tags(["risk"], clock).with_colour("blue", clock)
    assert same.with_entity("actor:x", clock) is annotation
    east = timezone(timedelta(hours=5))
    assert annotation.with_note("How?", lambda: datetime(2026, 4, 1, 3, tzinfo=east)).modified == "2026-03-31T22:00:00Z"


def test_taking_the_colour_away_leaves_no_trace(make: Any) -> None:
    plain = make()
    coloured = plain.with_colour("orange")
    assert "orange" in json.dumps(coloured.json()["stylesheet"])
    assert {**coloured.with_colour("").json(), "modified": ""} == {**plain.json(), "modified": ""}
    with pytest.raises(ValueError, match="mauve"):
        plain.with_colour("mauve")


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 4), (0, 99)])
def test_no_target_outside_the_text(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        Target.at("ten or so.", start, end)


def test_offsets_are_code_points() -> None:
    text = "🪨🪨 cobalt"
    annotation = new_annotation("b.brief.md", Target.at(text, 3, 9))
    assert (annotation.exact, annotation.prefix, annotation.start) == ("cobalt", "🪨🪨 ", 3)


@pytest.mark.parametrize("position", [(-1, 2), (3, 2), (0, 2**60), (True, 5), (1.0, 2), ("1", "2"), (None, 1)])
def test_absurd_positions_read_as_absent(position: tuple[object, object]) -> None:
    selector = {"type": "TextPositionSelector", "start": position[0], "end": position[1]}
    annotation = Annotation.of({"target": {"selector": [selector]}})
    assert (annotation.start, annotation.end) == (None, None)


def test_depth_is_refused_at_the_door_and_not_later() -> None:
    deep: object = "x"
    for _ in range(10_000):
        deep = [deep]
    with pytest.raises(BeyondBoundsError):
        Annotation.of({"id": "a", "x": deep})
    with pytest.raises(BeyondBoundsError):
        Annotation.parse('{"id": "a", "x": ' + "[" * 10_000 + "]" * 10_000 + "}")
    fits: object = "x"
    for _ in range(MAX_DEPTH - 1):
        fits = [fits]
    assert Annotation.of({"x": fits}).with_note("n").json()["x"] == fits


@pytest.mark.parametrize("text", ['{"a": NaN}', '{"a": Infinity}', "[1]", '"a"', "{", "", '{"a": 1e999}', "{'a': 1}"])
def test_what_is_not_an_object_of_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Annotation.parse(text)


@given(JSON)
def test_canonical_text_is_one_stable_line(value: object) -> None:
    text = canonical(value)
    assert "\n" not in text and "\r" not in text
    assert canonical(parse(text)) == text
    assert is_balanced(text)


@pytest.mark.parametrize("text", ["[", "]", "[}", '{"a": "}', '"[', "[[]"])
def test_brackets_that_do_not_close(text: str) -> None:
    assert not is_balanced(text)
