"""The briefs that ship with the program: nothing is wrong with them, and all that the facts name is there and found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from viewer.brief.loader import load_brief
from viewer.brief.model import Brief
from viewer.folders import Folders
from viewer.mentions.gazetteer import Gazetteer, load_gazetteer
from viewer.mentions.index import MentionIndex, index_mentions
from viewer.resource_files import shipped_briefs

NAMES = ("congo-offer", "resource-deals", "tour")

#: Every actor, mineral and place of the notes that the briefs were written from, by the brief that must declare it.
FACTS = {
    "congo-offer": {
        "actor": [
            *("COD", "USA", "felix-tshisekedi", "donald-trump", "us-technology-industry", "m23", "CHN", "fox-news"),
            *("wsj", "us-sovereign-wealth-fund", "armed-groups", "RWA", "un", "fardc", "romanian-mercenaries"),
            *("erik-prince", "blackwater", "eu"),
        ],
        "mineral": [
            *("cobalt", "lithium", "copper", "tantalum", "gold", "cassiterite", "tin"),
            *("coltan", "niobium", "wolframite", "tungsten", "3tg", "conflict-minerals"),
        ],
        "place": ["goma", "bukavu", "walikale", "north-kivu", "south-kivu"],
    },
    "resource-deals": {
        "actor": [
            *("UKR", "volodymyr-zelensky", "USA", "RUS", "KAZ", "marco-rubio", "murat-nurtleu", "IRQ", "krg", "TUR"),
            *("DNK", "donald-trump", "COD", "m23"),
        ],
        "mineral": ["mineral-deposits", "critical-minerals", "crude-oil", "energy", "rare-earths"],
        "place": ["GRL"],
    },
}
WORDS = {"congo-offer": (900, 1400), "resource-deals": (500, 900)}


@pytest.fixture(scope="module")
def briefs() -> Mapping[str, Brief]:
    return {path.name.removesuffix(".brief.md"): load_brief(path) for path in shipped_briefs()}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(cache_dir=Folders.of_user().cache)


@pytest.fixture(scope="module")
def indices(briefs: Mapping[str, Brief], gazetteer: Gazetteer) -> Mapping[str, MentionIndex]:
    return {name: index_mentions(brief, gazetteer) for name, brief in briefs.items()}


def test_there_are_these(briefs: Mapping[str, Brief]) -> None:
    assert tuple(briefs) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wrong_with_them(
    name: str, briefs: Mapping[str, Brief], indices: Mapping[str, MentionIndex]
) -> None:
    assert [fault.at(name) for fault in (*briefs[name].faults, *indices[name].faults)] == []


@pytest.mark.parametrize("name", NAMES)
def test_everything_declared_is_found(
    name: str, briefs: Mapping[str, Brief], indices: Mapping[str, MentionIndex]
) -> None:
    declared = [entity.id for entity in briefs[name].front.entities]
    assert declared
    assert [identity for identity in declared if not indices[name].of(identity)] == []


@pytest.mark.parametrize("name", NAMES)
def test_everything_declared_is_reachable_from_the_panel(
    name: str, briefs: Mapping[str, Brief], indices: Mapping[str, MentionIndex]
) -> None:
    index = indices[name]
    for entity in briefs[name].front.entities:
        known = index.entities[entity.id]
        assert known in index.groups[entity.group]
        assert known.name


@pytest.mark.parametrize(
    ("name", "group", "identity"),
    [(name, group, identity) for name, groups in FACTS.items() for group, ids in groups.items() for identity in ids],
)
def test_every_name_of_the_facts_is_declared(name: str, group: str, identity: str, briefs: Mapping[str, Brief]) -> None:
    assert (identity, group) in [(entity.id, entity.group) for entity in briefs[name].front.entities]


@pytest.mark.parametrize("name", NAMES)
def test_relations_join_what_is_declared(name: str, briefs: Mapping[str, Brief]) -> None:
    front = briefs[name].front
    declared = {entity.id for entity in front.entities}
    assert front.relations or name == "resource-deals"
    for relation in front.relations:
        assert {relation.from_id, relation.to_id} <= declared


@pytest.mark.parametrize(("name", "limits"), WORDS.items())
def test_they_are_as_long_as_they_should_be(name: str, limits: tuple[int, int], briefs: Mapping[str, Brief]) -> None:
    body = " ".join(block.text for block in briefs[name].blocks if block.part == "body")
    assert limits[0] <= len(re.findall(r"\w[\w’'-]*", body)) <= limits[1]


def test_the_main_brief_has_its_parts(briefs: Mapping[str, Brief]) -> None:
    brief = briefs["congo-offer"]
    assert len(brief.headings) >= 5
    assert any(block.kind == "cell" for block in brief.blocks)
    assert len(brief.front.sources) >= 3
    assert brief.front.relations
    assert {block.part for block in brief.blocks} == {"summary", "body", "notes"}


def test_the_second_has_a_section_a_track_and_a_table(briefs: Mapping[str, Brief]) -> None:
    headings = " ".join(block.text for block in briefs["resource-deals"].headings)
    for track in ("Ukraine", "Kazakhstan", "Iraq", "Greenland", "Congo"):
        assert track in headings
    assert any(block.kind == "cell" for block in briefs["resource-deals"].blocks)


def test_the_tour_shows_every_element_of_the_format(briefs: Mapping[str, Brief]) -> None:
    brief = briefs["tour"]
    assert {block.kind for block in brief.blocks} == {"paragraph", "heading", "code", "rule", "cell", "term", "label"}
    assert {block.level for block in brief.headings} >= {2, 3, 4, 5, 6}
    assert {"•", "1.", "☐", "☑"} <= {block.marker for block in brief.blocks}
    assert {block.quote for block in brief.blocks} >= {1, 2}
    assert {block.box_kind for block in brief.blocks} >= {"note", "warning"}
    assert {block.cell.align for block in brief.blocks if block.cell} == {"left", "center", "right"}
    styles = {run.style for block in brief.blocks for run in block.runs}
    assert styles >= {0, 1, 2, 3, 4, 8, 16}
    links = {run.link.partition(":")[0] for block in brief.blocks for run in block.runs}
    assert links >= {"actor", "mineral", "place", "not", "https"}
    assert any("\n" in block.text for block in brief.blocks if block.kind == "paragraph")
    assert {block.part for block in brief.blocks} == {"summary", "body", "notes"}
    assert any(block.language == "python" and any(run.token for run in block.runs) for block in brief.blocks)


def test_links_within_the_tour_lead_somewhere(briefs: Mapping[str, Brief]) -> None:
    for brief in briefs.values():
        anchors = {block.anchor for block in brief.blocks}
        for block in brief.blocks:
            for run in block.runs:
                assert not run.link.startswith("#") or run.link[1:] in anchors


@pytest.mark.parametrize("path", shipped_briefs(), ids=lambda path: path.stem)
def test_they_are_tidy_text_files(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert text.endswith("\n")
    assert "\r" not in text
    assert not text.startswith("\ufeff")
