from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.mentions.conftest import make_brief
from viewer.brief.model import Brief, DeclaredEntity, Relation
from viewer.mentions.gazetteer import Gazetteer
from viewer.mentions.index import MentionIndex, index_mentions
from viewer.mentions.model import Entity, Mention
from viewer.mentions.relations import Edge, Graph, Node, make_graph

ENTITIES = (
    DeclaredEntity("acme", "actor", "Acme", "company"),
    DeclaredEntity("bolt", "actor", "Bolt", "company"),
    DeclaredEntity("cobalt", "mineral"),
)
TEXT = "Acme sells cobalt to Bolt. Acme has cobalt. Bolt sleeps. "


def graph_of(gazetteer: Gazetteer, *relations: Relation, text: str = TEXT) -> tuple[Graph, Brief]:
    brief = make_brief(text, entities=ENTITIES, relations=relations)
    return make_graph(brief, index_mentions(brief, gazetteer)), brief


def test_names_that_stand_together(gazetteer: Gazetteer) -> None:
    graph, brief = graph_of(gazetteer)
    found = [(edge.source, edge.target, len(edge.passages), edge.declared) for edge in graph.edges]
    assert found == [("acme", "cobalt", 2, False), ("acme", "bolt", 1, False), ("bolt", "cobalt", 1, False)]
    assert [brief.text[slice(*span)] for span in graph.edges[0].passages] == [
        "Acme sells cobalt to Bolt.",
        "Acme has cobalt.",
    ]
    assert [(node.id, node.group, node.count) for node in graph.nodes] == [
        ("acme", "actor", 2),
        ("bolt", "actor", 2),
        ("cobalt", "mineral", 2),
    ]


def test_a_declared_relation_takes_the_place_of_its_pair(gazetteer: Gazetteer) -> None:
    relations = (
        Relation("bolt", "acme", "backs", "In secret."),
        Relation("bolt", "acme", "pays"),
        Relation("acme", "bolt", "fears"),
        Relation("acme", "acme", "is"),
        Relation("acme", "nobody-knows", "knows"),
    )
    graph, _ = graph_of(gazetteer, *relations)
    declared = [(edge.source, edge.target, edge.label, edge.notes, len(edge.passages)) for edge in graph.edges[:2]]
    assert declared == [("bolt", "acme", "backs, pays", ("In secret.",), 1), ("acme", "bolt", "fears", (), 1)]
    assert not any(edge.declared for edge in graph.edges[2:])
    assert {"acme", "bolt"} not in [{edge.source, edge.target} for edge in graph.edges[2:]]


def test_a_relation_that_the_text_does_not_mention_is_drawn_too(gazetteer: Gazetteer) -> None:
    graph, _ = graph_of(gazetteer, Relation("acme", "bolt", "backs"), text="Nothing here.")
    assert [(edge.label, edge.passages) for edge in graph.edges] == [("backs", ())]
    assert [node.count for node in graph.nodes] == [0, 0]


def test_a_brief_without_names_has_an_empty_graph(gazetteer: Gazetteer) -> None:
    graph, _ = graph_of(gazetteer, text="Nothing here.")
    assert (graph.nodes, graph.edges, graph.most, graph.sensible_minimum()) == ((), (), 0, 1)


def star(*counts: int) -> Graph:
    """A node in the middle, and one for each count."""
    nodes = [Node(str(number), f"N{number}", "actor", "company", 1) for number in range(len(counts) + 1)]
    edges = [Edge("0", str(number), passages=((0, 1),) * count) for number, count in enumerate(counts, 1)]
    return Graph("sentence", tuple(nodes), tuple(edges))


def test_chosen() -> None:
    graph = star(3, 2, 1)
    assert [node.id for node in graph.chosen(at_least=2).nodes] == ["0", "1", "2"]
    assert graph.chosen(declared=True).nodes == ()
    assert graph.chosen(groups=["mineral"]).edges == ()


@pytest.mark.parametrize(("most", "minimum"), [(9, 1), (3, 1), (2, 2), (1, 3), (0, 3)])
def test_the_minimum_keeps_the_picture_readable_but_never_empty(most: int, minimum: int) -> None:
    assert star(3, 2, 1).sensible_minimum(most) == minimum


def test_only_the_most_connected() -> None:
    graph = star(1, 5, 3, 2).connected(3)
    assert [node.id for node in graph.nodes] == ["0", "2", "3"]
    assert graph.left_out == 2
    assert star(1).connected(3).left_out == 0


@given(st.lists(st.sets(st.sampled_from("abcde")), max_size=8))
def test_counts_are_those_of_the_sentences(sentences: list[set[str]]) -> None:
    words, mentions = "", []
    for named in sentences:
        for name in sorted(named):
            mentions.append(Mention(len(words), len(words) + 1, name, "actor", "company", "declared", name))
            words += f"{name} "
        words += "talk. The "
    entities = {name: Entity(name, name, "company", "actor") for name in "abcde"}
    graph = make_graph(make_brief(words), MentionIndex(tuple(mentions), entities, ()))
    expected = Counter(pair for named in sentences for pair in combinations(sorted(named), 2))
    assert {(edge.source, edge.target): len(edge.passages) for edge in graph.edges} == expected
    assert {node.id for node in graph.nodes} == {id for pair in expected for id in pair}
