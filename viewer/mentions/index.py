"""All the mentions of a brief, to be asked by place and by entity."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cached_property

from viewer.brief.model import GROUPS, Brief, Group
from viewer.errors import Fault
from viewer.mentions.gazetteer import Gazetteer
from viewer.mentions.lexicon import Lexicon, build_lexicon
from viewer.mentions.matcher import Matcher
from viewer.mentions.model import Entity, Mention
from viewer.mentions.readable import entity_links, forbidden, mentions_of_links, readable_text
from viewer.mentions.spans import Spans


class MentionIndex:
    """The mentions of one brief: sorted by start, none overlapping another. Offsets are code points of `Brief.text`.

    `entities` holds what the brief declares or relates, found or not, and what was found, by id: those of the brief
    first, in its order.
    """

    def __init__(
        self, mentions: tuple[Mention, ...], entities: Mapping[str, Entity], faults: tuple[Fault, ...]
    ) -> None:
        self.mentions = mentions
        self.entities = entities
        self.faults = faults

    def of(self, entity_id: str) -> tuple[Mention, ...]:
        """The mentions of one entity, in reading order."""
        return self._by_entity.get(entity_id, ())

    def in_range(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that share at least one code point with the range."""
        return self.mentions[bisect_right(self._ends, start) : bisect_left(self._starts, end)] if start < end else ()

    def at(self, offset: int) -> Mention | None:
        """The mention that the code point at `offset` belongs to."""
        return next(iter(self.in_range(offset, offset + 1)), None)

    def nearest(self, entity_id: str, offset: int) -> Mention | None:
        """The mention of the entity that is least far from `offset`; of two, the earlier. None if there is none."""
        return min(
            self.of(entity_id),
            key=lambda mention: max(mention.start - offset, offset - mention.end + 1, 0),
            default=None,
        )

    def after(self, entity_id: str, offset: int) -> Mention | None:
        """The first mention of the entity that starts behind `offset`, else its first one in the text."""
        mentions = self.of(entity_id)
        return next((mention for mention in mentions if mention.start > offset), mentions[0] if mentions else None)

    def before(self, entity_id: str, offset: int) -> Mention | None:
        """The last mention of the entity that starts before `offset`, else its last one in the text."""
        mentions = self.of(entity_id)[::-1]
        return next((mention for mention in mentions if mention.start < offset), mentions[0] if mentions else None)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How often each entity is mentioned; 0 for those that only the front matter names."""
        return {identity: len(self.of(identity)) for identity in self.entities}

    @cached_property
    def groups(self) -> Mapping[Group, tuple[Entity, ...]]:
        """The entities of each group, in the order of `entities`."""
        return {group: tuple(entity for entity in self.entities.values() if entity.group == group) for group in GROUPS}

    @cached_property
    def _by_entity(self) -> Mapping[str, tuple[Mention, ...]]:
        gathered: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            gathered.setdefault(mention.entity, []).append(mention)
        return {identity: tuple(mentions) for identity, mentions in gathered.items()}

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    @cached_property
    def _ends(self) -> list[int]:
        return [mention.end for mention in self.mentions]


def index_mentions(brief: Brief, gazetteer: Gazetteer) -> MentionIndex:
    """Find every mention in `brief`."""
    lexicon = build_lexicon(brief, gazetteer)
    links = list(entity_links(brief))
    linked = list(mentions_of_links(links, brief.text, lexicon.entities))
    taken = Spans([*((mention.start, mention.end) for mention in linked), *forbidden(links)])
    matcher = Matcher(lexicon.names, gazetteer.manners, brief.front.ignore)
    mentions = sorted((*linked, *matcher.find(readable_text(brief), taken)))
    return MentionIndex(tuple(mentions), _entities_of(brief, lexicon, mentions), lexicon.faults)


def _entities_of(brief: Brief, lexicon: Lexicon, mentions: list[Mention]) -> dict[str, Entity]:
    front = brief.front
    ids = [entity.id for entity in front.entities]
    ids += (identity for relation in front.relations for identity in (relation.from_id, relation.to_id))
    ids += (mention.entity for mention in mentions)
    return {identity: lexicon.entities[identity] for identity in dict.fromkeys(ids) if identity in lexicon.entities}
