"""Declared entities, aliases and ignored texts as YAML lines: for the user's lexicon, and for an author to paste."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from viewer.brief.model import GROUPS, DeclaredEntity
from viewer.mentions.corrections import Corrections
from viewer.mentions.model import Entity


def quoted(text: str) -> str:
    """`text` as a YAML scalar on one line, whatever it holds."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def entity_lines(entity: DeclaredEntity) -> Iterator[str]:
    """The lines of an entry in `actors`, `minerals` or `places`, the first with its dash."""
    yield f"- id: {quoted(entity.id)}"
    for key in ("name", "kind", "role", "note", "country"):
        if text := getattr(entity, key):
            yield f"  {key}: {quoted(text)}"
    if entity.aliases:
        yield f"  aliases: [{', '.join(map(quoted, entity.aliases))}]"


def as_front_matter(corrections: Corrections, entities: Mapping[str, Entity]) -> str:
    """What the reader declared and ignored, as front matter for the author; empty if there is none.

    Aliases of known entities become entries of those; ones whose entity is not in `entities` are left out.
    """
    declared = {entity.id: entity for entity in corrections.declared}
    for text, identity in corrections.aliases.items():
        entity = declared.get(identity)
        if entity is None and identity in entities:
            entity = DeclaredEntity(identity, entities[identity].group)
        if entity is not None:
            declared[identity] = _with_alias(entity, text)
    lines: list[str] = []
    for group in GROUPS:
        entries = [line for entity in declared.values() if entity.group == group for line in entity_lines(entity)]
        lines += _section(f"{group}s", entries)
    lines += _section("ignore", (f"- {quoted(text)}" for text in corrections.ignored))
    return "".join(f"{line}\n" for line in lines)


def _with_alias(entity: DeclaredEntity, text: str) -> DeclaredEntity:
    return entity if text in entity.aliases else replace(entity, aliases=(*entity.aliases, text))


def _section(key: str, lines: Iterable[str]) -> list[str]:
    indented = [f"  {line}" for line in lines]
    return [f"{key}:", *indented] if indented else []
