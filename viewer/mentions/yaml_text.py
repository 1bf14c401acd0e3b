"""Declared entities, aliases and ignored texts as YAML lines: for the user's lexicon, and for an author to paste."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from viewer.brief.model import GROUPS, DeclaredEntity, FrontMatter
from viewer.mentions.corrections import Corrections, joined
from viewer.mentions.model import Entity
from viewer.mentions.names import spelling

_EMPTY: Final = FrontMatter()


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


def as_front_matter(corrections: Corrections, entities: Mapping[str, Entity], front: FrontMatter = _EMPTY) -> str:
    """What the reader declared and ignored, as front matter for the author; empty if there is none.

    Aliases of known entities become entries of those; ones whose entity is not in `entities` are left out. A section
    that `front` has too is given whole, its own entries included, to replace the one in the brief.
    """
    added = _declared(corrections, entities)
    merged = {entity.id: entity for entity in front.entities}
    touched = {entity.group for entity in added}
    for entity in added:
        before = merged.get(entity.id)
        if before:
            touched.add(before.group)
        merged[entity.id] = _keeping_name(before, joined(before, entity)) if before else entity
    lines: list[str] = []
    for group in GROUPS:
        if group in touched:
            entries = [line for entity in merged.values() if entity.group == group for line in _entry(entity)]
            lines += _section(f"{group}s", entries)
    named = {spelling(text) for entity in added for text in (entity.name, *entity.aliases) if text}
    ignored = [text for text in front.ignore if spelling(text) not in named]
    if corrections.ignored or len(ignored) < len(front.ignore):
        lines += _section("ignore", [f"- {quoted(text)}" for text in dict.fromkeys((*ignored, *corrections.ignored))])
    return "".join(f"{line}\n" for line in lines)


def _declared(corrections: Corrections, entities: Mapping[str, Entity]) -> list[DeclaredEntity]:
    declared = {entity.id: entity for entity in corrections.declared}
    for text, identity in corrections.aliases.items():
        entity = declared.get(identity)
        if entity is None and identity in entities:
            entity = DeclaredEntity(identity, entities[identity].group)
        if entity is not None:
            declared[identity] = _with_alias(entity, text)
    return list(declared.values())


def _with_alias(entity: DeclaredEntity, text: str) -> DeclaredEntity:
    return entity if text in entity.aliases else replace(entity, aliases=(*entity.aliases, text))


def _keeping_name(before: DeclaredEntity, entity: DeclaredEntity) -> DeclaredEntity:
    """With the name it had as an alias, if it has another now."""
    return entity if before.name in ("", entity.name) else _with_alias(entity, before.name)


def _entry(entity: DeclaredEntity) -> Iterator[str]:
    """An entry; just the id where there is no more to say, as a brief may have it."""
    lines = list(entity_lines(entity))
    return iter(lines if len(lines) > 1 else [f"- {quoted(entity.id)}"])


def _section(key: str, lines: Sequence[str]) -> list[str]:
    return [f"{key}:", *(f"  {line}" for line in lines)] if lines else [f"{key}: []"]
