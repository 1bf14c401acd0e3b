from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.brief.model import Block, DeclaredEntity, Relation, Run, Style
from viewer.mentions.index import MentionIndex
from viewer.mentions.model import Mention

IndexOf = Callable[..., MentionIndex]
Found = Callable[..., list[tuple[str, str]]]


def test_offsets_are_those_of_the_whole_text(index_of: IndexOf, brief_of: Callable[..., object]) -> None:
    paragraphs = ("𐐀 🇨🇩 İ Goma", "", "Goma")
    text = "\n".join(paragraphs)
    assert [(mention.start, text[mention.start : mention.end]) for mention in index_of(*paragraphs).mentions] == [
        (7, "Goma"),
        (13, "Goma"),
    ]


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [
        (["North", "Kivu"], "Kivu"),
        (["North\nKivu"], "North\nKivu"),
        ([[Run("North "), Run("Kivu", Style.BOLD)]], "North Kivu"),
        ([[Run("cobalt", Style.CODE), Run(" and copper")]], "copper"),
        ([[Run("North ", Style.CODE), Run("Kivu")]], "Kivu"),
        ([Block("code", (Run("cobalt"),), "cobalt"), "tin"], "tin"),
        ([[Run("cob"), Run("alt", Style.ITALIC)]], "cobalt"),
    ],
)
def test_blocks_and_runs(paragraphs: list[object], found: str, found_in: Found) -> None:
    assert " | ".join(words for words, _ in found_in(*paragraphs)) == found


def test_a_link_is_a_mention(index_of: IndexOf) -> None:
    runs = [
        Run("In "),
        Run("the ", link="place:goma"),
        Run("city", Style.BOLD, link="place:goma"),
        Run(" of Goma and "),
        Run("Rwanda", link="actor:m23"),
    ]
    mentions = index_of(runs).mentions
    assert [(mention.start, mention.end, mention.entity, mention.how, mention.alias) for mention in mentions] == [
        (3, 11, "goma", "link", "the city"),
        (15, 19, "goma", "gazetteer", "Goma"),
        (24, 30, "m23", "link", "Rwanda"),
    ]


def test_a_link_overrides_what_overlaps_it(found_in: Found) -> None:
    runs = [Run("North "), Run("Kivu", link="actor:m23"), Run(" and "), Run("South", link="not:"), Run(" Kivu")]
    assert found_in(runs) == [("Kivu", "m23"), ("Kivu", "kivu")]


@pytest.mark.parametrize("target", ["actor:cobalt", "actor:nobody", "https://example.org/actor:m23", "#actor:m23"])
def test_a_link_to_nothing_leaves_names_alone(target: str, found_in: Found) -> None:
    assert found_in([Run("the cobalt", link=target)]) == [("cobalt", "cobalt")]


def test_no_link_in_code_or_on_an_image(found_in: Found) -> None:
    runs = [Run("x", Style.CODE, "actor:m23"), Run("\ufffc", 0, "actor:m23", image="a.png")]
    assert found_in(runs) == []


def test_ignored_texts(found_in: Found) -> None:
    assert found_in("Congo red, the Congo; gold", ignore=("congo red", "gold")) == [("Congo", "COD")]


def test_entities_are_the_briefs_then_the_texts(index_of: IndexOf) -> None:
    declared = DeclaredEntity("x", "actor", "Nobody")
    relations = (Relation("RWA", "unknown", "backs"),)
    index = index_of("cobalt in Goma", entities=[declared], relations=relations)
    assert list(index.entities) == ["x", "RWA", "cobalt", "goma"]
    assert index.counts == {"x": 0, "RWA": 0, "cobalt": 1, "goma": 1}
    assert {group: [entity.id for entity in found] for group, found in index.groups.items()} == {
        "actor": ["x", "RWA"],
        "mineral": ["cobalt"],
        "place": ["goma"],
    }


SPANS = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4), st.sampled_from("ab")), max_size=8)


def index_from(spans: list[tuple[int, int, str]]) -> MentionIndex:
    mentions = []
    end = 0
    for gap, length, entity in spans:
        mentions.append(Mention(end + gap, end + gap + length, entity, "actor", "state", "declared", ""))
        end += gap + length
    return MentionIndex(tuple(mentions), {}, ())


@given(SPANS, st.integers(-1, 40), st.integers(-1, 40))
def test_questions_by_place(spans: list[tuple[int, int, str]], start: int, end: int) -> None:
    index = index_from(spans)
    asked = set(range(start, end))
    assert index.in_range(start, end) == tuple(
        mention for mention in index.mentions if asked & set(range(mention.start, mention.end))
    )
    at = index.at(start)
    assert (at is not None and at.start <= start < at.end) or not any(m.start <= start < m.end for m in index.mentions)


@given(SPANS, st.integers(-1, 40))
def test_questions_by_entity(spans: list[tuple[int, int, str]], offset: int) -> None:
    index = index_from(spans)
    own = [mention for mention in index.mentions if mention.entity == "a"]
    assert index.of("a") == tuple(own)
    if not own:
        assert (
            index.of("a").beside(offset, forward=True)
            is index.of("a").beside(offset, forward=False)
            is index.nearest("a", offset)
            is None
        )
        return
    assert index.of("a").beside(offset, forward=True) == next(
        (mention for mention in own if mention.start > offset), own[0]
    )
    assert index.of("a").beside(offset, forward=False) == next(
        (mention for mention in own[::-1] if mention.start < offset), own[-1]
    )

    def distance(mention: Mention) -> int:
        return min(abs(offset - place) for place in range(mention.start, mention.end))

    nearest = index.nearest("a", offset)
    assert nearest is not None
    assert distance(nearest) == min(map(distance, own))


def test_stepping_comes_round(index_of: IndexOf) -> None:
    index = index_of("Goma Goma Goma")
    first, second, third = index.of("goma")
    assert index.of("goma").beside(first.start, forward=True) == second
    assert index.of("goma").beside(third.start, forward=True) == first
    assert index.of("goma").beside(first.start, forward=False) == third
    assert index.nearest("goma", 6) == second


def test_an_empty_brief(index_of: IndexOf) -> None:
    index = index_of()
    assert (index.mentions, index.entities, index.faults, index.at(0)) == ((), {}, (), None)
