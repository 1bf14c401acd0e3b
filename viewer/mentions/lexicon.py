"""What one brief is about: the entities in play, the names to look for, and what the brief gets wrong about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from viewer.brief.model import GROUPS, Brief, DeclaredEntity, FrontMatter, Group
from viewer.errors import Fault
from viewer.language import mark, tr
from viewer.mentions.corrections import NO_CORRECTIONS, Corrections
from viewer.mentions.gazetteer import Gazetteer
from viewer.mentions.model import Entity, How
from viewer.mentions.names import Name, case_of, spelling, strictness

_KIND_IN_GROUP: Final[Mapping[Group, str]] = {"actor": "organisation", "mineral": "mineral", "place": "place"}
_MOST_SUGGESTIONS: Final = 20  # each looks through all ids, and a hostile brief may have thousands of faults
_FROM = mark("a relation is from “{id}”, which is neither declared nor in the gazetteer")
_TO = mark("a relation is to “{id}”, which is neither declared nor in the gazetteer")
_OTHER: Final[Mapping[str, str]] = {
    "actor": mark("the link {link} should be {right}: “{id}” is no actor"),
    "mineral": mark("the link {link} should be {right}: “{id}” is no mineral"),
    "place": mark("the link {link} should be {right}: “{id}” is no place"),
}
_UNKNOWN: Final[Mapping[str, str]] = {
    "actor": mark("the link {link} leads to an unknown actor"),
    "mineral": mark("the link {link} leads to an unknown mineral"),
    "place": mark("the link {link} leads to an unknown place"),
}


@dataclass(frozen=True)
class Lexicon:
    """`names` stand in order of precedence: of two that fit the same words, the first counts.

    `ignored` are texts that are no mention. `shared` holds names that may mean several entities in this brief, and the
    ids of those, its own first.
    """

    entities: Mapping[str, Entity]
    names: tuple[Name, ...]
    faults: tuple[Fault, ...]
    ignored: tuple[str, ...] = ()
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def build_lexicon(brief: Brief, gazetteer: Gazetteer, corrections: Corrections = NO_CORRECTIONS) -> Lexicon:
    """The lexicon of `brief`: what it declares, and the gazetteer unless its front matter says `lexicon: false`.

    What the reader says (`corrections`) comes before both.
    """
    front = brief.front
    by_brief = _declared_entities(front.entities, gazetteer.entities)
    known = {**gazetteer.entities, **by_brief}
    by_reader = _declared_entities(corrections.declared, known)
    declared = {**by_brief, **by_reader}
    entities = {**known, **by_reader}
    namer = _Namer(gazetteer, declared)
    written = [*namer.written(corrections.declared, "reader"), *_reader_aliases(corrections, entities)]
    written += namer.written(front.entities, "declared")
    shared = _shared(gazetteer, declared, {spelling(name.text) for name in written})
    added = [*namer.added(), *_lent(shared, gazetteer, entities)]
    rest = _rest(gazetteer, declared, namer, shared) if front.lexicon else []
    metonyms = [name for name in added + rest if name.how == "metonym"]
    names = (*written, *metonyms, *(name for name in added + rest if name.how != "metonym"))
    faults = (*_FaultFinder(brief, gazetteer, known).faults(), *_reader_faults(corrections, entities))
    return Lexicon(entities, names, faults, _ignored(front, corrections), shared)


def _ignored(front: FrontMatter, corrections: Corrections) -> tuple[str, ...]:
    """What the brief ignores, save what the reader has as a name, and what the reader ignores."""
    named = {spelling(text) for text in corrections.aliases}
    named.update(spelling(text) for entity in corrections.declared for text in (entity.name, *entity.aliases))
    return (*(text for text in front.ignore if spelling(text) not in named), *corrections.ignored)


def _reader_aliases(corrections: Corrections, entities: Mapping[str, Entity]) -> Iterator[Name]:
    for text, identity in corrections.aliases.items():
        if identity in entities:
            entity = entities[identity]
            text, case = case_of(text, "proper")
            introduces = entity.kind != "person" or " " in text
            yield Name(text, entity.id, entity.group, entity.kind, "reader", case, introduces=introduces)


def _reader_faults(corrections: Corrections, entities: Mapping[str, Entity]) -> Iterator[Fault]:
    wrong = [(tr("“{words}”", words=text), id) for text, id in corrections.aliases.items()]
    wrong += [(tr("a corrected place"), place.entity_id) for place in corrections.occurrences if place.entity_id]
    for what, identity in wrong:
        if identity not in entities:
            said = tr(
                "{what} was said to be “{id}”, which is neither declared nor in the gazetteer; say it anew",
                what=what,
                id=identity,
            )
            yield Fault("warning", 0, 0, said)


def _shared(gazetteer: Gazetteer, declared: Mapping[str, Entity], settled: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The ambiguous names that nobody has `settled`, each with its entities, the declared ones first."""
    settled = frozenset(settled)
    return {
        text: tuple(sorted(ids, key=lambda identity: identity not in declared))
        for text, ids in gazetteer.ambiguous.items()
        if spelling(text) not in settled
    }


def _lent(
    shared: Mapping[str, tuple[str, ...]], gazetteer: Gazetteer, entities: Mapping[str, Entity]
) -> Iterator[Name]:
    """Ambiguous names that in this brief are not those of their usual owner."""
    for text, ids in shared.items():
        usual, owner = gazetteer.ambiguous[text][0], entities[ids[0]]
        if owner.id != usual:
            for name in gazetteer.names[usual]:
                if name.text == text:
                    yield replace(name, entity=owner.id, group=owner.group, kind=owner.kind, how="declared")


def _rest(
    gazetteer: Gazetteer, declared: Mapping[str, Entity], namer: _Namer, shared: Mapping[str, tuple[str, ...]]
) -> list[Name]:
    """The names of all that is not declared, but for those that the brief's entities have."""
    return [
        name
        for name in gazetteer.by_strictness
        if name.entity not in declared
        and not (name.how == "honorific" and spelling(name.text) in namer.surnames)
        and not (name.text in shared and shared[name.text][0] != name.entity)
    ]


def is_known(target: str, entities: Mapping[str, Entity]) -> bool:
    """Whether a link target (`actor:m23`) leads to an entity of that group."""
    group, _, identity = target.partition(":")
    return identity in entities and entities[identity].group == group


def _declared_entities(declared: Iterable[DeclaredEntity], known: Mapping[str, Entity]) -> dict[str, Entity]:
    result: dict[str, Entity] = {}
    for entity in declared:
        if entity.id not in result:
            result[entity.id] = _joined(entity, known.get(entity.id))
    return result


def _joined(declared: DeclaredEntity, known: Entity | None) -> Entity:
    """What the brief says, extended by what the gazetteer knows. The brief's name, kind, group and texts win."""
    name = declared.name
    kind = declared.kind or _KIND_IN_GROUP[declared.group]
    aliases = tuple(alias.removeprefix("=") for alias in declared.aliases)
    if known is None:
        return Entity(
            declared.id, name or declared.id, kind, declared.group, aliases,
            declared.role, declared.note, declared.country, declared=True,
        )  # fmt: skip
    if not declared.kind and known.group == declared.group:
        kind = known.kind
    name = name or known.name
    others = dict.fromkeys((*aliases, known.name, *known.aliases))
    return replace(
        known, name=name, kind=kind, group=declared.group, aliases=tuple(alias for alias in others if alias != name),
        role=declared.role or known.role, note=declared.note or known.note,
        country=declared.country or known.country, declared=True,
    )  # fmt: skip


class _Namer:
    """The names of the declared entities."""

    def __init__(self, gazetteer: Gazetteer, declared: Mapping[str, Entity]) -> None:
        self._gazetteer = gazetteer
        self._declared = declared
        persons = [entity for entity in declared.values() if entity.kind == "person"]
        manners = gazetteer.manners
        self._surnames = {p.id: manners.surnames(p.name, p.aliases, p.country) for p in persons}
        self._bearers = Counter(spelling(surname) for found in self._surnames.values() for surname in found)

    @property
    def surnames(self) -> Mapping[str, int]:
        """The surnames of declared persons, by their `spelling`, and how many bear them."""
        return self._bearers

    def written(self, declared: Iterable[DeclaredEntity], how: How) -> Iterator[Name]:
        """The names that somebody wrote for these, then what they give for surnames."""
        first = {entity.id: entity for entity in reversed(list(declared))}
        for identity in reversed(first):
            entity = self._declared[identity]
            texts = tuple(filter(None, (first[identity].name, *first[identity].aliases)))
            known = self._known(identity) if texts else {}
            for text in texts:
                yield _written(text, entity, known, how)
        for identity in reversed(first):
            for surname in self._surnames.get(identity, ()):
                yield from self._by_surname(surname, self._declared[identity])

    def _known(self, identity: str) -> dict[str, Name]:
        """What the gazetteer calls an entity wherever it stands, by `spelling`."""
        return {
            spelling(name.text): name
            for name in self._gazetteer.names.get(identity, ())
            if name.how != "metonym" and name.use not in ("surname", "titled")
        }

    def added(self) -> Iterator[Name]:
        """The names that the gazetteer has for them."""
        found = [
            replace(name, group=entity.group, kind=entity.kind, how=_how(name))
            for entity in self._declared.values()
            for name in self._gazetteer.names.get(entity.id, ())
        ]
        return iter(sorted(found, key=strictness))

    def _by_surname(self, surname: str, person: Entity) -> Iterator[Name]:
        # A bare surname is a name only where it can mean but one of the brief's persons.
        if self._bearers[spelling(surname)] > 1:
            return
        bare = Name(surname, person.id, person.group, person.kind, "honorific", "proper", "surname")
        yield bare
        for address in self._gazetteer.manners.addresses(surname):
            yield replace(bare, text=address, use="always")


def _how(name: Name) -> How:
    return name.how if name.how in ("honorific", "metonym") else "declared"


def _written(text: str, entity: Entity, known: Mapping[str, Name], how: How) -> Name:
    """The name for a text that somebody wrote.

    Where the gazetteer has the same one for this entity, its cautions hold: `name: Turkey` is not the bird.
    """
    if not text.startswith("=") and spelling(text) in known:
        name = known[spelling(text)]
        return replace(name, text=text.strip(), group=entity.group, kind=entity.kind, how=how)
    text, case = case_of(text, "proper" if how == "reader" else "any")
    introduces = entity.kind != "person" or " " in text
    return Name(text, entity.id, entity.group, entity.kind, how, case, introduces=introduces)


class _FaultFinder:
    """What the brief says of entities that cannot be."""

    def __init__(self, brief: Brief, gazetteer: Gazetteer, entities: Mapping[str, Entity]) -> None:
        self._brief = brief
        self._gazetteer = gazetteer
        self._entities = entities
        nameless = {declared.id for declared in brief.front.entities if not declared.name}
        self._sound = [
            entity
            for identity, entity in entities.items()
            if identity in gazetteer.entities or identity not in nameless
        ]
        self._suggestions_left = _MOST_SUGGESTIONS

    def faults(self) -> Iterator[Fault]:
        for declared in self._brief.front.entities:
            if not declared.name and declared.id not in self._gazetteer.entities:
                what = tr(
                    "“{id}” is not in the gazetteer and has no name; give it one, or correct the id", id=declared.id
                )
                yield self._error(declared.line, declared.column, what, declared.id)
        for relation in self._brief.front.relations:
            for said, identity in ((_FROM, relation.from_id), (_TO, relation.to_id)):
                if identity not in self._entities:
                    yield self._error(relation.line, relation.column, tr(said, id=identity), identity)
        for target, line, column in self._brief.link_places:
            group, _, identity = target.partition(":")
            if group not in GROUPS or is_known(target, self._entities):
                continue
            if identity in self._entities:
                right = f"{self._entities[identity].group}:{identity}"
                yield Fault("error", line, column, tr(_OTHER[group], link=target, right=right, id=identity))
            else:
                what = tr(_UNKNOWN[group], link=target)
                yield self._error(line, column, what, identity)

    def _error(self, line: int, column: int, what: str, identity: str) -> Fault:
        suggestion = self._nearest(identity)
        return Fault(
            "error", line, column, tr("{what} (did you mean “{id}”?)", what=what, id=suggestion) if suggestion else what
        )

    def _nearest(self, identity: str) -> str:
        """A known id that `identity` may have been meant for: what it is a name of, or what is spelled nearly so."""
        if not self._suggestions_left:
            return ""
        self._suggestions_left -= 1
        wanted = spelling(identity.replace("-", " "))
        for entity in self._sound:
            if any(spelling(text.replace("-", " ")) == wanted for text in (entity.name, *entity.aliases)):
                return entity.id
        from difflib import get_close_matches  # 15 ms that a sound brief need not pay

        ids = {entity.id.lower(): entity.id for entity in self._sound}
        return next((ids[near] for near in get_close_matches(identity.lower(), ids, n=1)), "")
