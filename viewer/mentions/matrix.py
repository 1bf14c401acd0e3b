"""Who is named with what: actors against minerals, by the passages that name both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from viewer.brief.model import Block, Brief
from viewer.mentions.index import MentionIndex
from viewer.mentions.model import Entity
from viewer.mentions.sentences import sentences

Unit = Literal["sentence", "paragraph"]
Span = tuple[int, int]


@dataclass(frozen=True)
class Matrix:
    """Rows and columns are those that share a passage with one of the others, the most frequent first.

    `cells` has the passages of each pair of ids (actor, mineral) that has any, in reading order: half-open ranges of
    code points of `Brief.text`, each a `unit`. A row of a table is one, in either unit.
    """

    unit: Unit
    actors: tuple[Entity, ...]
    minerals: tuple[Entity, ...]
    cells: Mapping[tuple[str, str], tuple[Span, ...]]

    def passages(self, actor: str, mineral: str) -> tuple[Span, ...]:
        """The passages that name both."""
        return self.cells.get((actor, mineral), ())

    def count(self, actor: str, mineral: str) -> int:
        """How many passages name both."""
        return len(self.passages(actor, mineral))

    @property
    def most(self) -> int:
        """The highest count; 0 if there is none."""
        return max(map(len, self.cells.values()), default=0)


def make_matrix(brief: Brief, index: MentionIndex, unit: Unit = "sentence") -> Matrix:
    """The matrix of a brief."""
    cells: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for start, end in passages(brief, unit):
        named: dict[str, dict[str, None]] = {"actor": {}, "mineral": {}, "place": {}}
        for mention in index.in_range(start, end):
            named[mention.group][mention.entity] = None
        for actor in named["actor"]:
            for mineral in named["mineral"]:
                cells[actor, mineral].append((start, end))
    totals: dict[str, int] = defaultdict(int)
    for (actor, mineral), found in cells.items():
        totals[actor] += len(found)
        totals[mineral] += len(found)

    def ranked(group: Literal["actor", "mineral"]) -> tuple[Entity, ...]:
        named = [entity for entity in index.groups[group] if entity.id in totals]
        return tuple(sorted(named, key=lambda entity: -totals[entity.id]))

    frozen = {pair: tuple(found) for pair, found in cells.items()}
    return Matrix(unit, ranked("actor"), ranked("mineral"), frozen)


def passages(brief: Brief, unit: Unit) -> Iterator[Span]:
    """The sentences or paragraphs of a brief, and the rows of its tables. Code is none."""
    for row, blocks in groupby(brief.blocks, _row):
        if row is not None:
            cells = list(blocks)
            yield cells[0].start, cells[-1].end
            continue
        for block in blocks:
            if block.kind == "code" or not block.text:
                continue
            if unit == "paragraph":
                yield block.start, block.end
            else:
                yield from sentences(brief.text, block.start, block.end)


def _row(block: Block) -> tuple[int, int] | None:
    return (block.cell.table, block.cell.row) if block.cell else None
