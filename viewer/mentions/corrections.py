"""What the reader says about mentions: values, from wherever they are kept (annotations, the user's lexicon).

How they are named here is how they rank: one occurrence before this brief, this brief before always.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Final

from viewer.brief.model import DeclaredEntity
from viewer.language import tr
from viewer.mentions.folding import fold, is_word
from viewer.mentions.names import spelling

_NO_ALIASES: Final[Mapping[str, str]] = MappingProxyType({})
_LONGEST: Final = 200  # code points: no name is longer


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The words from `start` to `end` (code points of `Brief.text`) are that entity; "" says they are no mention."""

    start: int
    end: int
    entity_id: str = ""


@dataclass(frozen=True)
class Corrections:
    """Of `occurrences` that overlap the later counts. They win over everything else in their span, links included.

    The rest acts on every occurrence, as front matter does, and wins over the brief's own: entities that the reader
    declares, other names of known ones (text → id; a leading `=` asks for exactly this case), texts that mean nothing.
    Equal values have equal `rules`, which is what a built lexicon depends on.
    """

    occurrences: tuple[Occurrence, ...] = ()
    declared: tuple[DeclaredEntity, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=lambda: _NO_ALIASES)
    ignored: tuple[str, ...] = ()

    def over(self, wider: Corrections) -> Corrections:
        """These on top of `wider` ones, where both speak of the same words: the brief's over the user's lexicon."""
        own = self._spoken_of
        ids = {entity.id for entity in self.declared}
        declared = (_without_names(entity, own) for entity in wider.declared if entity.id not in ids)
        aliases = {text: identity for text, identity in wider.aliases.items() if spelling(text) not in own}
        ignored = tuple(text for text in wider.ignored if spelling(text) not in own)
        return Corrections(
            (*wider.occurrences, *self.occurrences),
            (*self.declared, *(entity for entity in declared if entity)),
            {**self.aliases, **aliases},
            (*self.ignored, *ignored),
        )

    @property
    def rules(self) -> tuple[object, ...]:
        """All but the occurrences, to compare."""
        return (self.declared, tuple(self.aliases.items()), self.ignored)

    @cached_property
    def _spoken_of(self) -> frozenset[str]:
        names = (text for entity in self.declared for text in (entity.name, *entity.aliases) if text)
        return frozenset(map(spelling, (*names, *self.aliases, *self.ignored)))


#: The reader has said nothing.
NO_CORRECTIONS: Final = Corrections()


def _without_names(entity: DeclaredEntity, spellings: Iterable[str]) -> DeclaredEntity | None:
    """`entity` without the aliases spelled so; None if that is its name."""
    if entity.name and spelling(entity.name) in spellings:
        return None
    return replace(entity, aliases=tuple(alias for alias in entity.aliases if spelling(alias) not in spellings))


def joined(before: DeclaredEntity | None, entity: DeclaredEntity) -> DeclaredEntity:
    """The later declaration, with the aliases of both."""
    if before is None:
        return entity
    aliases = tuple(dict.fromkeys((*before.aliases, *entity.aliases)))
    return DeclaredEntity(
        entity.id, entity.group, entity.name or before.name, entity.kind or before.kind, aliases,
        entity.role or before.role, entity.note or before.note, entity.country or before.country,
    )  # fmt: skip


def why_no_name(text: str) -> str:
    """Why the reader cannot have `text` as a name, in a sentence without a full stop; empty if it is one."""
    shown = text.strip()
    bare = fold(shown.removeprefix("=")).strip()
    if not bare:
        return tr("a name must have letters in it; this one is empty")
    if "\n" in shown:
        return tr("“{name}” goes over several lines; a name stands on one", name=" ".join(shown.split())[:40])
    if len(bare) > _LONGEST:
        return tr("“{name}…” is longer than {most} characters; a name is shorter", name=shown[:40], most=_LONGEST)
    if not any(map(str.isalnum, bare)):
        return tr("“{name}” has no letters or digits; it would be found everywhere", name=shown)
    if bare.isdigit() and len(bare) < 4:
        what = tr("a single digit") if len(bare) == 1 else tr("only a number")
        return tr("“{name}” is {what}; it would be found everywhere", name=shown, what=what)
    if len(bare) == 1 and is_word(bare):
        return tr("“{name}” is a single letter; it would be found everywhere", name=shown)
    return ""
