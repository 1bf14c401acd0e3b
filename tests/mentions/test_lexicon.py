from __future__ import annotations

from collections.abc import Callable

import pytest

from viewer.brief.model import Brief, DeclaredEntity, Group, Relation
from viewer.mentions.gazetteer import Gazetteer
from viewer.mentions.index import MentionIndex
from viewer.mentions.lexicon import build_lexicon

Found = Callable[..., list[tuple[str, str]]]


def declare(identity: str, group: Group = "actor", *aliases: str, **fields: str) -> DeclaredEntity:
    return DeclaredEntity(identity, group, aliases=aliases, line=7, column=5, **fields)  # type: ignore[arg-type]


def faults_of(gazetteer: Gazetteer, brief: Brief) -> list[str]:
    return [
        f"{fault.line}:{fault.column} {fault.severity} {fault.what}" for fault in build_lexicon(brief, gazetteer).faults
    ]


def test_a_declaration_extends_what_the_gazetteer_knows(index_of: Callable[..., MentionIndex]) -> None:
    cobalt = declare("cobalt", "mineral", "blue metal", role="at stake", name="Cobalt (Co)")
    index = index_of("The blue metal, cobalt.", entities=[cobalt])
    entity = index.entities["cobalt"]
    assert (entity.name, entity.kind, entity.symbol, entity.role) == ("Cobalt (Co)", "element", "Co", "at stake")
    assert entity.declared
    assert entity.aliases[:2] == ("blue metal", "cobalt")
    assert entity.facts["conflict_mineral"] is False
    assert [(mention.alias, mention.how) for mention in index.mentions] == [
        ("blue metal", "declared"),
        ("cobalt", "declared"),
    ]


def test_how_says_who_knows_the_entity(index_of: Callable[..., MentionIndex]) -> None:
    index = index_of("Rwanda and Uganda", entities=[declare("RWA")])
    assert [(mention.entity, mention.how) for mention in index.mentions] == [("RWA", "declared"), ("UGA", "gazetteer")]
    assert not index.entities["UGA"].declared


@pytest.mark.parametrize(
    ("declared", "group", "kind"),
    [
        (declare("GRL"), "actor", "organisation"),
        (declare("GRL", kind="state"), "actor", "state"),
        (declare("UKR", "place"), "place", "place"),
        (declare("UKR"), "actor", "state"),
    ],
)
def test_the_declared_group_wins(
    declared: DeclaredEntity, group: str, kind: str, index_of: Callable[..., MentionIndex]
) -> None:
    index = index_of("Greenlandic and Ukrainian", entities=[declared])
    assert (index.entities[declared.id].group, index.entities[declared.id].kind) == (group, kind)
    assert {(mention.group, mention.kind) for mention in index.of(declared.id)} == {(group, kind)}


def test_a_declared_name_takes_precedence(found_in: Found) -> None:
    assert found_in(
        "Kinshasa and Apple", entities=[declare("COD", "actor", "Kinshasa"), declare("x", name="apple")]
    ) == [
        ("Kinshasa", "COD"),
        ("Apple", "x"),
    ]


@pytest.mark.parametrize(
    ("alias", "text", "found"),
    [
        ("the rebels", "The Rebels", ["The Rebels"]),
        ("=US", "US us Us U.S.", ["US"]),
        ("US", "US us", ["US"]),
        ("=Rebels", "Rebels rebels REBELS", ["Rebels"]),
        ("NORTH", "NORTH North", ["NORTH"]),
        ("SEVERAL", "several SEVERAL", ["several", "SEVERAL"]),
        ("3TG", "3TG 3tg", ["3TG"]),
        ("  spaced \n out ", "spaced out", ["spaced out"]),
        ("", "nothing", []),
        ("=", "nothing =", []),
        ("\u00ad", "nothing\u00ad", []),
    ],
)
def test_case_of_declared_names(alias: str, text: str, found: list[str], found_in: Found) -> None:
    declared = declare("x", "actor", alias, name="Xxxxxxx")
    assert [words for words, _ in found_in(text, entities=[declared], lexicon=False)] == found


def test_a_known_name_keeps_its_cautions_when_declared(found_in: Found) -> None:
    entities = [declare("TUR", name="Turkey"), declare("crude-oil", "mineral", name="oil"), declare("lead", "mineral")]
    assert found_in("turkey, olive oil, they lead: Turkey, oil, lead ore", entities=entities) == [
        ("Turkey", "TUR"),
        ("oil", "crude-oil"),
        ("lead", "lead"),
    ]


def test_an_alias_of_the_brief_is_beyond_the_gazetteers_vetoes(found_in: Found) -> None:
    entities = [declare("phosphorus", "mineral", "white phosphorus")]
    assert found_in("white phosphorus", entities=entities) == [("white phosphorus", "phosphorus")]


def test_without_lexicon_only_what_is_declared_counts(found_in: Found) -> None:
    entities = [declare("RWA"), declare("x", name="Yyy")]
    assert found_in("Rwandan, Ugandan, Yyy, cobalt", entities=entities, lexicon=False) == [
        ("Rwandan", "RWA"),
        ("Yyy", "x"),
    ]


def test_the_first_of_two_declarations_counts(index_of: Callable[..., MentionIndex]) -> None:
    index = index_of("Aaa Bbb", entities=[declare("x", name="Aaa"), declare("x", name="Bbb")], lexicon=False)
    assert [mention.alias for mention in index.mentions] == ["Aaa"]


@pytest.mark.parametrize(
    ("identity", "suggestion"),
    [("cobolt", "cobalt"), ("cod", "COD"), ("congo", "COD"), ("felix-tshisekdi", "felix-tshisekedi"), ("qqqqqqqq", "")],
)
def test_an_unknown_id(identity: str, suggestion: str, gazetteer: Gazetteer, brief_of: Callable[..., Brief]) -> None:
    hint = f" (did you mean “{suggestion}”?)" if suggestion else ""
    assert faults_of(gazetteer, brief_of("", entities=[declare(identity)])) == [
        f"7:5 error “{identity}” is not in the gazetteer and has no name; give it one, or correct the id{hint}"
    ]


def test_links_that_lead_nowhere(gazetteer: Gazetteer, brief_of: Callable[..., Brief]) -> None:
    places = (
        ("actor:m23", 3, 1),
        ("actor:cobalt", 4, 2),
        ("mineral:cobolt", 5, 3),
        ("not:", 6, 4),
        ("actor:ours", 8, 1),
    )
    brief = brief_of("", link_places=places, entities=[declare("ours", name="Ours")])
    assert faults_of(gazetteer, brief) == [
        "4:2 error the link actor:cobalt should be mineral:cobalt: “cobalt” is no actor",
        "5:3 error the link mineral:cobolt leads to an unknown mineral (did you mean “cobalt”?)",
    ]


def test_relations_between_unknowns(gazetteer: Gazetteer, brief_of: Callable[..., Brief]) -> None:
    relations = (Relation("RWA", "m32", "backs", line=9, column=5), Relation("nobodyx", "USA", "x", line=10, column=5))
    found = faults_of(gazetteer, brief_of("", relations=relations))
    assert [fault.partition(",")[0] for fault in found] == [
        "9:5 error a relation is to “m32”",
        "10:5 error a relation is from “nobodyx”",
    ]


def test_thousands_of_unknown_ids_take_no_thousands_of_searches(
    gazetteer: Gazetteer, brief_of: Callable[..., Brief]
) -> None:
    found = faults_of(gazetteer, brief_of("", entities=[declare(f"cobalt{number}") for number in range(3000)]))
    assert len(found) == 3000
    assert sum("did you mean" in fault for fault in found) == 20
