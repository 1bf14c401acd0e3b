from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.brief.model import Brief, DeclaredEntity, Run
from viewer.mentions.corrections import Corrections, Occurrence, why_no_name
from viewer.mentions.gazetteer import Gazetteer
from viewer.mentions.index import Indexer, index_mentions
from viewer.mentions.yaml_text import as_front_matter

BriefOf = Callable[..., Brief]
ACME = DeclaredEntity("acme", "actor", "Acme Holdings", "company", ("Acme",))


@pytest.fixture
def told(gazetteer: Gazetteer, brief_of: BriefOf) -> Callable[..., list[tuple[str, str, str]]]:
    """The mentions of a brief of one paragraph under corrections, as (words, entity id, how)."""

    def told(paragraph: object, corrections: Corrections, **front: object) -> list[tuple[str, str, str]]:
        brief = brief_of(paragraph, **front)
        index = index_mentions(brief, gazetteer, corrections)
        return [(brief.text[mention.start : mention.end], mention.entity, mention.how) for mention in index.mentions]

    return told


Told = Callable[..., list[tuple[str, str, str]]]


def test_one_occurrence_is_another_entity(told: Told) -> None:
    places = (Occurrence(0, 4, "bukavu"),)
    assert told("Goma and Goma", Corrections(places)) == [("Goma", "bukavu", "reader"), ("Goma", "goma", "gazetteer")]


def test_one_occurrence_is_no_mention(told: Told) -> None:
    assert told("Goma and Goma", Corrections((Occurrence(0, 4),))) == [("Goma", "goma", "gazetteer")]


def test_an_occurrence_leaves_room_beside_it(told: Told) -> None:
    assert told("North Kivu", Corrections((Occurrence(0, 5),))) == [("Kivu", "kivu", "gazetteer")]


def test_an_occurrence_overrides_links_of_either_kind(told: Told) -> None:
    runs = [Run("Goma", link="actor:m23"), Run(" and "), Run("Uvira", link="not:")]
    places = (Occurrence(0, 4, "goma"), Occurrence(9, 14, "uvira"))
    assert told(runs, Corrections(places)) == [("Goma", "goma", "reader"), ("Uvira", "uvira", "reader")]


def test_the_later_of_overlapping_occurrences_counts(told: Told) -> None:
    places = (Occurrence(0, 4, "bukavu"), Occurrence(2, 8, "m23"), Occurrence(0, 4, "uvira"))
    assert told("Goma and Goma", Corrections(places))[0] == ("Goma", "uvira", "reader")


@pytest.mark.parametrize("place", [(-1, 3), (2, 2), (0, 99), (3, 1)])
def test_an_occurrence_outside_the_text_is_passed_over(place: tuple[int, int], told: Told) -> None:
    assert told("Goma", Corrections((Occurrence(*place, "m23"),))) == [("Goma", "goma", "gazetteer")]


def test_an_unknown_entity_is_a_fault_and_nothing_else(gazetteer: Gazetteer, brief_of: BriefOf) -> None:
    corrections = Corrections((Occurrence(0, 4, "nobody"),), aliases={"Uvira": "no-one"})
    index = index_mentions(brief_of("Goma, Uvira"), gazetteer, corrections)
    assert [mention.entity for mention in index.mentions] == ["goma", "uvira"]
    assert [fault.what.partition(",")[0] for fault in index.faults] == [
        "“Uvira” was said to be “no-one”",
        "a corrected place was said to be “nobody”",
    ]


def test_a_declared_entity(told: Told) -> None:
    found = told("Acme Holdings, Acme’s acme; =", Corrections(declared=(ACME,)))
    assert found == [("Acme Holdings", "acme", "reader"), ("Acme", "acme", "reader")]


def test_a_declared_person_goes_by_the_surname_too(told: Told) -> None:
    person = DeclaredEntity("amisi", "actor", "Robert Amisi", "person")
    assert [how for _, _, how in told("Robert Amisi, Mr Amisi, Amisi", Corrections(declared=(person,)))] == [
        "reader", "honorific", "honorific",
    ]  # fmt: skip


def test_a_declared_person_takes_the_surname_from_the_briefs(told: Told) -> None:
    person = DeclaredEntity("amisi", "actor", "Robert Amisi", "person")
    other = DeclaredEntity("jane", "actor", "Jane Amisi", "person")
    found = told("Robert Amisi, Jane Amisi, Amisi", Corrections(declared=(person,)), entities=[other])
    assert [identity for _, identity, _ in found] == ["amisi", "jane"]


def test_an_alias_beats_brief_and_gazetteer(told: Told) -> None:
    front = DeclaredEntity("x", "actor", "Goma")
    corrections = Corrections(aliases={"Goma": "bukavu", "=RED": "m23"})
    assert told("Goma, RED, Red", corrections, entities=[front]) == [
        ("Goma", "bukavu", "reader"),
        ("RED", "m23", "reader"),
    ]


def test_ignored_texts(told: Told) -> None:
    assert told("Goma and North Goma", Corrections(ignored=("goma",))) == []
    assert told("Goma", Corrections(aliases={"Goma": "uvira"}), ignore=("Goma",)) == [("Goma", "uvira", "reader")]


def test_the_briefs_corrections_go_over_the_lexicons() -> None:
    wide = Corrections(
        declared=(ACME, DeclaredEntity("b", "actor", "Beta", aliases=("B2",))), aliases={"x y": "m23", "zz": "m23"},
        ignored=("gold", "tin"),
    )  # fmt: skip
    narrow = Corrections(
        (Occurrence(0, 1),), (DeclaredEntity("acme", "place", "Acme"),), {"X  Y": "goma"}, ("Gold", "b2")
    )
    both = narrow.over(wide)
    assert [(entity.id, entity.group, entity.aliases) for entity in both.declared] == [
        ("acme", "place", ()), ("b", "actor", ()),
    ]  # fmt: skip
    assert both.aliases == {"X  Y": "goma", "zz": "m23"}
    assert both.ignored == ("Gold", "b2", "tin")
    assert both.occurrences == (Occurrence(0, 1),)


def test_an_indexer_keeps_nothing_from_before(gazetteer: Gazetteer, brief_of: BriefOf) -> None:
    brief = brief_of("Goma, Acme, gold, Goma")
    indexer = Indexer(brief, gazetteer)
    plain = index_mentions(brief, gazetteer).mentions
    steps = [
        Corrections((Occurrence(0, 4),)), Corrections(declared=(ACME,)), Corrections(), Corrections(ignored=("gold",)),
        Corrections((Occurrence(6, 10, "m23"),), aliases={"gold": "tin"}), Corrections(),
    ]  # fmt: skip
    for step in steps:
        assert indexer.index(step).mentions == index_mentions(brief, gazetteer, step).mentions
    assert indexer.index().mentions == plain


@given(
    st.lists(st.builds(Occurrence, st.integers(-2, 30), st.integers(-2, 30), st.sampled_from(["", "goma", "x", "m23"])))
)
def test_no_corrections_make_mentions_overlap(places: list[Occurrence]) -> None:
    from viewer.mentions.gazetteer import load_gazetteer

    _cache.setdefault("g", load_gazetteer() if "g" not in _cache else None)
    index = index_mentions(_brief(), _cache["g"], Corrections(tuple(places)))
    for mention, following in zip(index.mentions, index.mentions[1:], strict=False):
        assert mention.end <= following.start
    if places and 0 <= places[-1].start < places[-1].end <= 24 and places[-1].entity_id in ("goma", "m23"):
        last = places[-1]
        assert any(mention[:3] == (last.start, last.end, last.entity_id) for mention in index.mentions)


_cache: dict[str, Gazetteer] = {}


def _brief() -> Brief:
    from viewer.brief.model import Block, FrontMatter

    text = "Goma, Uvira and the M23."
    return Brief("b", "B", FrontMatter(), (Block("paragraph", (Run(text),), text),))


@pytest.mark.parametrize("text", ["", " ", "=", "x", "=é", "…", "– —", "12", "\u00ad", "a\nb", "x" * 300, "'"])
def test_what_is_no_name(text: str) -> None:
    assert why_no_name(text)


@pytest.mark.parametrize("text", ["M23", "US", "=us", "中国", "中", "3T", "Xi", "1984", "São"])
def test_what_is_one(text: str) -> None:
    assert why_no_name(text) == ""


def test_front_matter_for_the_author(gazetteer: Gazetteer) -> None:
    corrections = Corrections(
        declared=(ACME, DeclaredEntity("pit", "place", 'The "Pit": #1')),
        aliases={"the rebels": "m23", "Acme Ltd": "acme", "lost": "nowhere"},
        ignored=("Prince",),
    )
    from viewer.brief.front_matter import parse_front_matter

    front, faults = parse_front_matter(as_front_matter(corrections, gazetteer.entities))
    assert faults == []
    assert [(entity.id, entity.group, entity.name, entity.aliases) for entity in front.entities] == [
        ("acme", "actor", "Acme Holdings", ("Acme", "Acme Ltd")),
        ("m23", "actor", "", ("the rebels",)),
        ("pit", "place", 'The "Pit": #1', ()),
    ]
    assert front.ignore == ("Prince",)
    assert as_front_matter(Corrections(), {}) == ""
