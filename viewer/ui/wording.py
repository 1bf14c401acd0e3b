"""How the window words a few small things, everywhere alike, and how anything becomes a tool tip."""

from __future__ import annotations

from html import escape

from viewer.brief.model import Group
from viewer.mentions.model import Entity
from viewer.mentions.relations import Edge, Graph

_SHORT = 24  # code points of a quotation in a menu

GROUP_TITLES: dict[Group, str] = {"actor": "Actors", "mineral": "Minerals", "place": "Places"}


def kind_label(entity: Entity) -> str:
    """The kind as people write it: `armed group`."""
    return kind_words(entity.kind) or entity.group


def kind_words(kind: str) -> str:
    return kind.replace("-", " ")


def count_label(count: int) -> str:
    return "1 mention" if count == 1 else f"{count} mentions"


def with_article(noun: str) -> str:
    """`an armed group`, `a company`."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def counted(count: int, unit: str) -> str:
    """`1 sentence`, `3 sentences`, `no sentence`."""
    return f"no {unit}" if not count else f"1 {unit}" if count == 1 else f"{count} {unit}s"


def in_quotes(words: str) -> str:
    """`“the rebels”`, shortened for a menu, on one line."""
    words = " ".join(words.split())
    return f"“{words}”" if len(words) <= _SHORT else f"“{words[: _SHORT - 1].rstrip()}…”"


def plain_tip(words: str) -> str:
    """Words for a tool tip, which Qt would take for HTML if they look like it: they come from a stranger's brief."""
    return f"<span>{escape(words)}</span>".replace("\n", "<br>")


def edge_words(graph: Graph, edge: Edge) -> str:
    """An edge on two lines: who, and what."""
    source, target = graph.node(edge.source).name, graph.node(edge.target).name
    together = counted(len(edge.passages), graph.unit)
    if not edge.declared:
        return f"{source} and {target}\nnamed together in {together}"
    notes = f" ({'; '.join(edge.notes)})" if edge.notes else ""
    return f"{source} → {target}\n{edge.label}{notes}; named together in {together}"
