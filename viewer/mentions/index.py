"""All the mentions of a brief, to be asked by place and by entity."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from viewer.brief.model import GROUPS, Brief, Group
from viewer.errors import Fault
from viewer.mentions.corrections import NO_CORRECTIONS, Corrections, Occurrence
from viewer.mentions.gazetteer import Gazetteer
from viewer.mentions.lexicon import Lexicon, build_lexicon
from viewer.mentions.matcher import Matcher
from viewer.mentions.mentions import NONE, Mentions, Tail
from viewer.mentions.model import Entity, Mention
from viewer.mentions.readable import entity_links, forbidden, mentions_of_links, readable_text
from viewer.mentions.scanner import Search
from viewer.mentions.spans import NOWHERE, Spans

_BY_NAME: Final = ("declared", "gazetteer")


class MentionIndex:
    """The mentions of one brief: sorted by start, none overlapping another. Offsets are code points of `Brief.text`.

    `entities` holds what the brief declares or relates, found or not, and what was found, by id: those of the brief
    first, in its order. `ignored` are texts, and `quiet` stretches, that brief or reader say are no mention.
    """

    def __init__(
        self,
        mentions: Iterable[Mention],
        entities: Mapping[str, Entity],
        faults: tuple[Fault, ...],
        ignored: tuple[str, ...] = (),
        quiet: Spans = NOWHERE,
    ) -> None:
        self.mentions = mentions if isinstance(mentions, Mentions) else Mentions.of(mentions)
        self.entities = entities
        self.faults = faults
        self.ignored = ignored
        self.quiet = quiet

    def of(self, entity_id: str) -> Mentions:
        """The mentions of one entity, in reading order."""
        return self._by_entity.get(entity_id, NONE)

    def in_range(self, start: int, end: int) -> Mentions:
        """The mentions that share at least one code point with the range."""
        if start >= end:
            return NONE
        return self.mentions[bisect_right(self.mentions.ends, start) : bisect_left(self.mentions.starts, end)]

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

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How often each entity is mentioned; 0 for those that only the front matter names."""
        return {identity: len(self.of(identity)) for identity in self.entities}

    @cached_property
    def groups(self) -> Mapping[Group, tuple[Entity, ...]]:
        """The entities of each group, in the order of `entities`."""
        return {group: tuple(entity for entity in self.entities.values() if entity.group == group) for group in GROUPS}

    @cached_property
    def _by_entity(self) -> Mapping[str, Mentions]:
        return self.mentions.by_entity()


class Indexer:
    """Finds the mentions of one brief, as often as the reader corrects something.

    What a correction does not touch is kept: a new occurrence costs a look at the candidates, a new name of the brief
    the building of a lexicon and a search for that one name besides. Not for several threads at once.
    """

    def __init__(self, brief: Brief, gazetteer: Gazetteer) -> None:
        self._brief = brief
        self._gazetteer = gazetteer
        self._search = Search()
        self._links = list(entity_links(brief))
        self._rules: tuple[object, ...] | None = None
        self._lexicon: Lexicon
        self._matcher: Matcher

    def index(self, corrections: Corrections = NO_CORRECTIONS) -> MentionIndex:
        """All mentions, as the brief and the reader have them."""
        if corrections.rules != self._rules:
            self._lexicon = build_lexicon(self._brief, self._gazetteer, corrections)
            self._matcher = Matcher(self._lexicon.names, self._gazetteer.manners, self._lexicon.ignored)
            self._rules = corrections.rules
        entities, text, readable = self._lexicon.entities, self._brief.text, readable_text(self._brief)
        corrected = _in_force(corrections.occurrences, entities, len(text))
        said = Spans((place.start, place.end) for place in corrected)
        given = [
            mention
            for mention in mentions_of_links(self._links, text, entities)
            if not said.touch(mention.start, mention.end)
        ]
        given += (_as_corrected(place, entities[place.entity_id], text) for place in corrected if place.entity_id)
        taken = Spans(
            [
                *((mention.start, mention.end) for mention in given),
                *((place.start, place.end) for place in corrected),
                *forbidden(self._links),
            ]
        )
        candidates = self._search.candidates(readable, self._matcher.texts)
        mentions = self._matcher.find(readable, taken, candidates).with_others(given)
        mentions = _marked(mentions, self._lexicon.shared, self._brief)
        found = _entities_of(self._brief, self._lexicon, mentions)
        silenced = ((place.start, place.end) for place in corrected if not place.entity_id)
        quiet = Spans([*silenced, *forbidden(self._links)])
        index = MentionIndex(mentions, found, self._lexicon.faults, self._lexicon.ignored, quiet)
        _ = index.counts  # here, where nobody waits for it
        return index


def index_mentions(brief: Brief, gazetteer: Gazetteer, corrections: Corrections = NO_CORRECTIONS) -> MentionIndex:
    """Find every mention in `brief`. Who corrects again and again keeps an `Indexer`."""
    return Indexer(brief, gazetteer).index(corrections)


def _in_force(places: tuple[Occurrence, ...], entities: Mapping[str, Entity], length: int) -> list[Occurrence]:
    """The corrections of occurrences that lie in the text, lead to an entity and are not overruled by a later one."""
    kept: list[Occurrence] = []  # sorted, and none overlapping another
    for place in reversed(places):
        if not (0 <= place.start < place.end <= length) or (place.entity_id and place.entity_id not in entities):
            continue
        at = bisect_left(kept, place.end, key=lambda other: other.start)
        if not at or kept[at - 1].end <= place.start:
            kept.insert(at, place)
    return kept


def _as_corrected(place: Occurrence, entity: Entity, text: str) -> Mention:
    words = text[place.start : place.end]
    return Mention(place.start, place.end, entity.id, entity.group, entity.kind, "reader", words)


def _marked(mentions: Mentions, shared: Mapping[str, tuple[str, ...]], brief: Brief) -> Mentions:
    """The same, with ambiguous names marked where more than one of their entities is in play."""
    in_play = {entity.id for entity in brief.front.entities}
    in_play.update(entity for entity, *_, alias, _ in mentions.kinds if alias not in shared)

    def marked(tail: Tail) -> Tail:
        entity, group, kind, how, alias, ambiguous = tail
        if alias in shared and how in _BY_NAME:
            ambiguous = tuple(other for other in shared[alias] if other != entity and other in in_play)
        return (entity, group, kind, how, alias, ambiguous)

    return mentions.changed(marked)


def _entities_of(brief: Brief, lexicon: Lexicon, mentions: Mentions) -> dict[str, Entity]:
    front = brief.front
    ids = [entity.id for entity in front.entities]
    ids += (identity for relation in front.relations for identity in (relation.from_id, relation.to_id))
    ids += (entity for entity, *_ in mentions.kinds)
    return {identity: lexicon.entities[identity] for identity in dict.fromkeys(ids) if identity in lexicon.entities}
