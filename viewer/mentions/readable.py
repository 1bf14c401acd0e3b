"""What of a brief may name something: its text with the rest walled off, and what its explicit links say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from viewer.brief.model import Block, Brief, Run, Style
from viewer.mentions.folding import WALL
from viewer.mentions.lexicon import is_known
from viewer.mentions.model import Entity, Mention

_NOT = "not:"
_CODE = int(Style.CODE)  # thousands of runs are asked, and an IntFlag takes its time


@dataclass(frozen=True, slots=True)
class Link:
    """Linked words: a half-open range of code points of `Brief.text`, and the target as the brief writes it."""

    start: int
    end: int
    target: str


def readable_text(brief: Brief) -> str:
    """The brief's text, offset for offset, with walls for the newlines between blocks and for code."""
    return WALL.join(map(_readable, brief.blocks))


def _readable(block: Block) -> str:
    if block.kind == "code":
        return WALL * len(block.text)
    if not any(run.style & _CODE for run in block.runs):
        return block.text
    return "".join(WALL * len(run.text) if run.style & _CODE else run.text for run in block.runs)


def entity_links(brief: Brief) -> Iterator[Link]:
    """The links to entities and the `not:` links, in reading order. Runs that share a target are one link."""
    for block in brief.blocks:
        if block.kind == "code" or not any(":" in run.link for run in block.runs):
            continue
        start = block.start
        for target, runs in groupby(block.runs, _target):
            end = start + sum(len(run.text) for run in runs)
            if target:
                yield Link(start, end, target)
            start = end


def _target(run: Run) -> str:
    is_entity = run.link.startswith(("actor:", "mineral:", "place:", _NOT))
    return run.link if is_entity and not run.image and not run.style & _CODE else ""


def mentions_of_links(links: list[Link], text: str, entities: Mapping[str, Entity]) -> Iterator[Mention]:
    """A mention for each link that leads to an entity. Those that lead nowhere are faults, found by the lexicon."""
    for link in links:
        if is_known(link.target, entities):
            entity = entities[link.target.partition(":")[2]]
            words = text[link.start : link.end]
            yield Mention(link.start, link.end, entity.id, entity.group, entity.kind, "link", words)


def forbidden(links: list[Link]) -> Iterator[tuple[int, int]]:
    """The words that the brief says are no mention."""
    return ((link.start, link.end) for link in links if link.target.startswith(_NOT))
