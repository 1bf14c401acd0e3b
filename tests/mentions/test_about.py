"""What a card says of an entity, and how honest that is about what the data does not know."""

from __future__ import annotations

from pathlib import Path

import pytest

from viewer.brief.loader import load_brief
from viewer.brief.model import Brief
from viewer.mentions.about import Fact, facts, why
from viewer.mentions.gazetteer import Gazetteer, load_gazetteer
from viewer.mentions.index import MentionIndex, index_mentions

TEXT = """---
brief: 1
title: Facts
actors:
  - {id: m23, aliases: [the rebels]}
  - {id: COD}
  - {id: COG}
minerals:
  - {id: tantalum}
relations:
  - {from: m23, to: COD, type: fights, note: since 2012}
---

The rebels took the town. M23 sells tantalum; Tantalum, copper, platinum and lithium are stockpiled. Congo replied, and
so did the Republic of the Congo and the Democratic Republic of the Congo.
"""


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return load_gazetteer(cache_dir=tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    path: Path = tmp_path_factory.mktemp("brief") / "facts.brief.md"
    path.write_text(TEXT, "utf-8")
    return load_brief(path)


@pytest.fixture(scope="module")
def index(brief: Brief, gazetteer: Gazetteer) -> MentionIndex:
    return index_mentions(brief, gazetteer)


@pytest.fixture
def told(brief: Brief, index: MentionIndex, gazetteer: Gazetteer) -> dict[str, dict[str, Fact]]:
    return {
        id: {fact.label: fact for fact in facts(one, brief, index, gazetteer)} for id, one in index.entities.items()
    }


Told = dict[str, dict[str, Fact]]


def test_each_form_says_how_it_matched_and_how_often(told: Told) -> None:
    assert told["m23"]["Matched"].text.split("\n") == [
        "The rebels – declared by the brief",
        "M23 – declared by the brief, the name from the gazetteer",
    ]
    assert told["tantalum"]["Matched"].text == "tantalum – declared by the brief, 2×"
    assert told["copper"]["Matched"].text == "copper – from the gazetteer"


def test_lists_come_with_their_year_and_their_source(told: Told) -> None:
    listed = told["copper"]["Listed"]
    assert "US critical minerals 2025" in listed.text.split("\n")
    assert "US critical minerals 2022" not in listed.text
    line = next(line for line in listed.source.split("\n") if line.startswith("US critical minerals 2025"))
    assert "60 entries" in line and "Federal Register" in line


def test_a_list_that_names_only_the_group_says_so(told: Told) -> None:
    assert "EU critical raw materials 2024 (through platinum group metals)" in told["platinum"]["Listed"].text.split(
        "\n"
    )


def test_a_list_that_is_known_in_part_is_never_called_complete(told: Told) -> None:
    assert told["lithium"]["Not known"].text == "whether UK critical minerals 2024 (14 of 34 confirmed)" or (
        "UK critical minerals 2024 (14 of 34 confirmed)" in told["lithium"]["Listed"].text
    )
    assert told["copper"]["Not listed"].text == "UK critical minerals 2024 (confirmed)"
    assert "Not known" in told["tantalum"] and "Not listed" not in told["tantalum"]


def test_a_conflict_mineral_names_its_legal_basis(told: Told) -> None:
    conflict = told["tantalum"]["Conflict"]
    assert conflict.text.split("\n") == ["US Dodd-Frank Act, section 1502 (2010)", "EU Regulation 2017/821, Annex I"]
    assert "17 CFR" in conflict.source
    assert "Conflict" not in told["copper"]


def test_relations_and_company(told: Told) -> None:
    assert told["m23"]["Relations"].text == ("March 23 Movement fights Democratic Republic of the Congo (since 2012)")
    assert "tantalum" in told["m23"]["With"].text


def test_who_else_may_be_meant(told: Told, brief: Brief, index: MentionIndex) -> None:
    assert "Republic of the Congo" in told["COD"]["Ambiguous"].text
    congo = next(one for one in index.mentions if brief.text[one.start : one.end] == "Congo")
    assert why(congo, brief, index).endswith("may also mean Republic of the Congo")


def test_everything_the_gazetteer_says_of_its_lists_has_a_label(gazetteer: Gazetteer) -> None:
    for entity in gazetteer.entities.values():
        bases = entity.facts.get("conflict_basis", ())
        assert isinstance(bases, (list, tuple)) and set(bases) <= set(gazetteer.legal_bases)
        lists, through = entity.facts.get("lists", ()), entity.facts.get("lists_via_group", {})
        assert isinstance(lists, (list, tuple)) and set(lists) <= set(gazetteer.lists)
        assert isinstance(through, dict) and set(through) <= set(gazetteer.lists)
