"""Briefs built from strings, and what is found in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from viewer.brief.model import Block, Brief, DeclaredEntity, FrontMatter, Run
from viewer.mentions.gazetteer import Gazetteer, load_gazetteer
from viewer.mentions.index import MentionIndex, index_mentions

Paragraph = str | Iterable[Run] | Block


def make_brief(
    *paragraphs: Paragraph,
    entities: Iterable[DeclaredEntity] = (),
    link_places: tuple[tuple[str, int, int], ...] = (),
    **front: object,
) -> Brief:
    blocks = []
    start = 0
    for paragraph in paragraphs:
        if isinstance(paragraph, str):
            paragraph = [Run(paragraph)]
        block = paragraph if isinstance(paragraph, Block) else Block("paragraph", tuple(paragraph), "")
        block = replace(block, text="".join(run.text for run in block.runs), start=start)
        blocks.append(block)
        start = block.end + 1
    front_matter = FrontMatter(entities=tuple(entities), **front)  # type: ignore[arg-type]
    return Brief("test.brief.md", "Test", front_matter, tuple(blocks), link_places=link_places)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture
def brief_of() -> Callable[..., Brief]:
    return make_brief


@pytest.fixture
def index_of(gazetteer: Gazetteer) -> Callable[..., MentionIndex]:
    """The mentions of a brief made of these paragraphs."""
    return lambda *paragraphs, **front: index_mentions(make_brief(*paragraphs, **front), gazetteer)


@pytest.fixture
def found_in(gazetteer: Gazetteer) -> Callable[..., list[tuple[str, str]]]:
    """The mentions of such a brief as (words, entity id)."""

    def found(*paragraphs: Paragraph, **front: object) -> list[tuple[str, str]]:
        brief = make_brief(*paragraphs, **front)  # type: ignore[arg-type]
        index = index_mentions(brief, gazetteer)
        return [(brief.text[mention.start : mention.end], mention.entity) for mention in index.mentions]

    return found
