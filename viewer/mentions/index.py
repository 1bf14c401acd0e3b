"""All the mentions of a brief, to be asked by place and by entity."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cached_property
from typing import Final

from viewer.brief.model import GROUPS, Brief, Group
from viewer.errors import Fault
from viewer.mentions.corrections import NO_CORRECTIONS, Corrections, Occurrence
from viewer.mentions.gazetteer import Gazetteer
from viewer.mentions.lexicon import Lexicon, build_lexicon
from viewer.mentions.matcher import Matcher
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
        mentions: tuple[Mention, ...],
        entities: Mapping[str, Entity],
        faults: tuple[Fault, ...],
        ignored: tuple[str, ...] = (),
        quiet: Spans = NOWHERE,
    ) -> None:
        self.mentions = mentions
        self.entities = entities
        self.faults = faults
        self.ignored = ignored
        self.quiet = quiet

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


class Indexer:
    """Finds the mentions of one brief, as often as the reader corrects something.

    What a correction does not touch is kept: a new occurrence costs a look at the candidates, a new name of the brief
    the building of a lexicon and a search for that one name besides. Not for several threads at once.
    """

    def __init__(self, brief: Brief, gazetteer: Gazetteer) -> None:
        self._brief = brief
        self._gazetteer = gazetteer
        self._search = Search(readable_text(brief))
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
        entities, text = self._lexicon.entities, self._brief.text
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
        candidates = self._search.candidates(self._matcher.texts)
        mentions = sorted((*given, *self._matcher.find(self._search.text, taken, candidates)))
        mentions = _marked(mentions, self._lexicon.shared, self._brief)
        found = _entities_of(self._brief, self._lexicon, mentions)
        silenced = ((place.start, place.end) for place in corrected if not place.entity_id)
        quiet = Spans([*silenced, *forbidden(self._links)])
        return MentionIndex(tuple(mentions), found, self._lexicon.faults, self._lexicon.ignored, quiet)


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


def _marked(mentions: list[Mention], shared: Mapping[str, tuple[str, ...]], brief: Brief) -> list[Mention]:
    """The same, with ambiguous names marked where more than one of their entities is in play."""
    doubtful = [at for at, mention in enumerate(mentions) if mention.alias in shared and mention.how in _BY_NAME]
    if not doubtful:
        return mentions
    in_play = {entity.id for entity in brief.front.entities}
    in_play.update(mention.entity for mention in mentions if mention.alias not in shared)
    for at in doubtful:
        mention = mentions[at]
        others = (identity for identity in shared[mention.alias] if identity != mention.entity)
        mentions[at] = mention._replace(ambiguous=tuple(identity for identity in others if identity in in_play))
    return mentions


def _entities_of(brief: Brief, lexicon: Lexicon, mentions: list[Mention]) -> dict[str, Entity]:
    front = brief.front
    ids = [entity.id for entity in front.entities]
    ids += (identity for relation in front.relations for identity in (relation.from_id, relation.to_id))
    ids += (mention.entity for mention in mentions)
    return {identity: lexicon.entities[identity] for identity in dict.fromkeys(ids) if identity in lexicon.entities}
