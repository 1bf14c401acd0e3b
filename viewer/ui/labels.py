"""How the window words a few small things, everywhere alike."""

from __future__ import annotations

from viewer.brief.model import Group
from viewer.mentions.model import Entity

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
