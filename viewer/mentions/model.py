"""What the program knows of an entity, one place in the text where it is named, and a name that it does not know.

All offsets are half-open ranges of Unicode code points of `Brief.text`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from viewer.brief.model import Group

How = Literal["declared", "gazetteer", "link", "honorific", "metonym", "reader"]


class Mention(NamedTuple):
    """The words from `start` to `end` name `entity`.

    `how` tells where that is known from: the brief declares the entity, only the gazetteer knows it, an explicit link,
    or the reader's own correction. `honorific` is a person's surname, with a title or bare, `metonym` a capital that
    acts for its state. `alias` is the name that matched as its source writes it (for a link, the linked words).
    `ambiguous` holds the ids of others that may as well be meant (`Congo`, where a brief is about both).
    A named tuple rather than a dataclass: a long brief has thousands, and these take a third of the time.
    """

    start: int
    end: int
    entity: str
    group: Group
    kind: str
    how: How
    alias: str
    ambiguous: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, mineral or place.

    `aliases` are its other names as written, for its card. `country` is an alpha-3 code or what the brief says.
    `facts` are the remaining fields of the gazetteer's record under their own names (`lists`, `use`, `yields`, `ores`,
    `member_of`, `conflict_basis`, `minerals`, `status`, `capital`, …), empty for an entity that only the brief knows.
    """

    id: str
    name: str
    kind: str
    group: Group
    aliases: tuple[str, ...] = ()
    role: str = ""
    note: str = ""
    country: str = ""
    symbol: str = ""
    declared: bool = False
    facts: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name nobody has declared, with the other forms it is written in and all places, in reading order.

    `kind` and `group` are guesses, in the terms of front matter. Spans are half-open ranges of code points.
    """

    name: str
    kind: str
    group: Group
    aliases: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
