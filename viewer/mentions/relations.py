"""Who has to do with whom: declared relations, and which names stand together in the text, as a graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from viewer.brief.model import Brief, Group
from viewer.mentions.index import MentionIndex
from viewer.mentions.matrix import Span, Unit, passages

#: More than these make a picture that nobody can read.
MOST_NODES: Final = 40
MOST_TOGETHER: Final = 60


@dataclass(frozen=True, slots=True)
class Node:
    """An entity and how often it is mentioned."""

    id: str
    name: str
    group: Group
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Edge:
    """Two entities that a declared relation ties, or that stand together in the text.

    `types` are what the brief declares that `source` does to `target`; empty for two that only are named together,
    where the order means nothing. `notes` are what it says about that. `passages` name both: half-open ranges of code
    points of `Brief.text`, in reading order.
    """

    source: str
    target: str
    types: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    passages: tuple[Span, ...] = ()

    @property
    def declared(self) -> bool:
        return bool(self.types)

    @property
    def label(self) -> str:
        """The types as people write them: `backs, sells to`."""
        return ", ".join(self.types)

    def touches(self, node: str) -> bool:
        return node in (self.source, self.target)


@dataclass(frozen=True)
class Graph:
    """The nodes that have an edge, in the order of the index, and the edges: the declared ones in the brief's order,
    then the others, the most passages first. `left_out` counts nodes that were dropped as too many."""

    unit: Unit
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int = 0

    def node(self, id: str) -> Node:
        """Raises KeyError."""
        for node in self.nodes:
            if node.id == id:
                return node
        raise KeyError(id)

    @property
    def most(self) -> int:
        """The most passages of any edge that is not declared; 0 if there is none."""
        return max((len(edge.passages) for edge in self.edges if not edge.declared), default=0)

    def chosen(
        self, *, declared: bool = False, at_least: int = 1, groups: Collection[Group] = ("actor", "mineral", "place")
    ) -> Graph:
        """The part with these groups, and of the edges that are not declared those with `at_least` so many passages;
        with `declared`, none of them."""
        kept = {node.id for node in self.nodes if node.group in groups}
        edges = [
            edge
            for edge in self.edges
            if edge.source in kept
            and edge.target in kept
            and (edge.declared or (not declared and len(edge.passages) >= at_least))
        ]
        return replace(self, edges=tuple(edges), nodes=_tied(self.nodes, edges))

    def connected(self, most: int = MOST_NODES) -> Graph:
        """The part with the `most` connected nodes: declared relations count first, then passages."""
        if len(self.nodes) <= most:
            return self
        declared: dict[str, int] = defaultdict(int)
        together: dict[str, int] = defaultdict(int)
        for edge in self.edges:
            for id in (edge.source, edge.target):
                declared[id] += edge.declared
                together[id] += len(edge.passages)
        ranked = sorted(self.nodes, key=lambda node: (-declared[node.id], -together[node.id], -node.count))
        kept = {node.id for node in ranked[:most]}
        edges = tuple(edge for edge in self.edges if edge.source in kept and edge.target in kept)
        nodes = _tied(self.nodes, edges)
        return replace(self, nodes=nodes, edges=edges, left_out=self.left_out + len(self.nodes) - len(nodes))

    def sensible_minimum(self, most: int = MOST_TOGETHER) -> int:
        """The least number of passages to ask for, so that at most so many edges are drawn that are not declared: but
        never so high a number that none is left."""
        counts = sorted((len(edge.passages) for edge in self.edges if not edge.declared), reverse=True)
        return 1 if len(counts) <= most else min(counts[most] + 1, counts[0])


def make_graph(brief: Brief, index: MentionIndex, unit: Unit = "sentence") -> Graph:
    """The whole graph of a brief. A declared relation to an entity that nothing is known of is left out."""
    together = _together(brief, index, unit)
    types: dict[tuple[str, str], dict[str, None]] = {}
    notes: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for relation in brief.front.relations:
        ends = (relation.from_id, relation.to_id)
        if ends[0] != ends[1] and all(id in index.entities for id in ends):
            types.setdefault(ends, {})[relation.type] = None
            if relation.note:
                notes[ends][relation.note] = None
    edges = [
        Edge(*ends, tuple(said), tuple(notes[ends]), together.get(_pair(*ends), ())) for ends, said in types.items()
    ]
    told = {_pair(*ends) for ends in types}
    place = {id: number for number, id in enumerate(index.entities)}
    others = [Edge(*pair, passages=found) for pair, found in together.items() if pair not in told]
    others = [edge if place[edge.source] < place[edge.target] else _turned(edge) for edge in others]
    edges += sorted(others, key=lambda edge: (-len(edge.passages), place[edge.source], place[edge.target]))
    nodes = (
        Node(entity.id, entity.name, entity.group, entity.kind, index.counts[entity.id])
        for entity in index.entities.values()
    )
    return Graph(unit, _tied(nodes, edges), tuple(edges))


def _together(brief: Brief, index: MentionIndex, unit: Unit) -> Mapping[tuple[str, str], tuple[Span, ...]]:
    found: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for start, end in passages(brief, unit):
        named = sorted({mention.entity for mention in index.in_range(start, end)})
        for number, one in enumerate(named):
            for other in named[number + 1 :]:
                found[one, other].append((start, end))
    return {pair: tuple(spans) for pair, spans in found.items()}


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _turned(edge: Edge) -> Edge:
    return replace(edge, source=edge.target, target=edge.source)


def _tied(nodes: Iterable[Node], edges: Iterable[Edge]) -> tuple[Node, ...]:
    ids = {id for edge in edges for id in (edge.source, edge.target)}
    return tuple(node for node in nodes if node.id in ids)
