"""From annotations to corrections of mentions, and from words to the front matter that declares them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.briefs import brief_of
from viewer.annotations.anchors import place_all
from viewer.annotations.model import Annotation, new_annotation
from viewer.annotations.target import Target
from viewer.brief.front_matter import parse_front_matter
from viewer.brief.model import Brief
from viewer.mentions.gazetteer import Gazetteer, load_gazetteer
from viewer.mentions.index import index_mentions
from viewer.report.corrections import corrections_of, declaration, ignoring, is_correction

BRIEF = brief_of("The rebels took Goma. The rebels sell gold, and Prince watched Goma.")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def on(words: str, entity: str, nth: int = 0, at: int = 0) -> Annotation:
    start = -1
    for _ in range(nth + 1):
        start = BRIEF.text.index(words, start + 1)
    target = Target.at(BRIEF.text, start, start + len(words))
    return new_annotation(BRIEF.name, target, entity=entity, clock=lambda: datetime(2025, 1, 1, 0, at, tzinfo=UTC))


def found(gazetteer: Gazetteer, *annotations: Annotation, brief: Brief = BRIEF) -> list[tuple[str, str, str]]:
    index = index_mentions(brief, gazetteer, corrections_of(annotations, place_all(annotations, brief.text)))
    return [(brief.text[m.start : m.end], m.entity, m.how) for m in index.mentions]


def test_without_corrections_the_gazetteer_speaks(gazetteer: Gazetteer) -> None:
    assert found(gazetteer) == [
        ("Goma", "goma", "gazetteer"),
        ("gold", "gold", "gazetteer"),
        ("Goma", "goma", "gazetteer"),
    ]


def test_this_is_an_entity_here(gazetteer: Gazetteer) -> None:
    assert ("The rebels", "m23", "reader") in (named := found(gazetteer, on("The rebels", "actor:m23", 1)))
    assert len(named) == 4


def test_no_mention_here(gazetteer: Gazetteer) -> None:
    assert [text for text, _, _ in found(gazetteer, on("Goma", "not:", 1))] == ["Goma", "gold"]


def test_the_last_word_on_an_occurrence_counts(gazetteer: Gazetteer) -> None:
    first, second = on("The rebels", "actor:m23", at=1), on("The rebels", "actor:fdlr", at=2)
    assert found(gazetteer, second, first)[0] == ("The rebels", "fdlr", "reader")


def test_a_name_for_the_whole_brief(gazetteer: Gazetteer) -> None:
    note = new_annotation(BRIEF.name, declares=declaration("actor", "m23", aliases=["the rebels"]))
    assert is_correction(note) and note.is_whole and note.motivation == "editing" and note.note == ""
    assert [entity for _, entity, _ in found(gazetteer, note)].count("m23") == 2


def test_a_new_entity_and_a_text_to_ignore(gazetteer: Gazetteer) -> None:
    new = new_annotation(BRIEF.name, declares=declaration("actor", "watcher", "Prince", "person"))
    ignored = new_annotation(BRIEF.name, declares=ignoring("Goma"))
    assert [(text, entity) for text, entity, _ in found(gazetteer, new, ignored)] == [
        ("gold", "gold"),
        ("Prince", "watcher"),
    ]


def test_broken_declarations_are_passed_over(gazetteer: Gazetteer) -> None:
    broken = [new_annotation(BRIEF.name, declares=text) for text in ("brief: 99", "actors: [", "&a x", "\ud800")]
    assert found(gazetteer, *broken) == found(gazetteer)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_any_name_reads_back(name: str) -> None:
    front, faults = parse_front_matter(declaration("actor", "x", name, "person", [name]))
    (entity,) = front.entities
    words = " ".join(name.split())
    assert (entity.name, entity.aliases, faults) == (words, (words,), [])
