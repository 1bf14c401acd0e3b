"""What one brief is about: the entities in play, the names to look for, and what the brief gets wrong about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from viewer.brief.model import GROUPS, Brief, DeclaredEntity, FrontMatter, Group
from viewer.errors import Fault
from viewer.mentions.gazetteer import Gazetteer
from viewer.mentions.model import Entity
from viewer.mentions.names import Name, case_of, spelling

_KIND_IN_GROUP: Final[Mapping[Group, str]] = {"actor": "organisation", "mineral": "mineral", "place": "place"}
_CASES: Final = ("exact", "proper", "lower", "any")  # the stricter first: `Energy Transition Minerals` is a company
_MOST_SUGGESTIONS: Final = 20  # each looks through all ids, and a hostile brief may have thousands of faults


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
    entities = {**known, **by_reader}
    declared = {**by_brief, **by_reader}
    reader = [*_declared_names(corrections.declared, by_reader, gazetteer, "reader")]
    reader += _reader_aliases(corrections, entities)
    author = [name for name in _declared_names(front.entities, by_brief, gazetteer, "declared")]
    rest = []
    if front.lexicon:
        surnames = {spelling(name.text) for name in reader + author if name.use == "surname"}
        rest = [
            name
            for identity, found in gazetteer.names.items()
            if identity not in declared
            for name in found
            if name.how != "honorific" or _surname_of(name) not in surnames
        ]


def is_known(target: str, entities: Mapping[str, Entity]) -> bool:
    """Whether a link target (`actor:m23`) leads to an entity of that group."""
    group, _, identity = target.partition(":")
    return identity in entities and entities[identity].group == group


def _strictness(name: Name) -> int:
    return _CASES.index(name.case)


def _declared_entities(front: FrontMatter, gazetteer: Gazetteer) -> dict[str, Entity]:
    result: dict[str, Entity] = {}
    for declared in front.entities:
        if declared.id not in result:
            result[declared.id] = _joined(declared, gazetteer.entities.get(declared.id))
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


def _declared_names(front: FrontMatter, entities: Mapping[str, Entity], gazetteer: Gazetteer) -> list[Name]:
    """The names of the declared entities, those that the brief writes before those that the gazetteer adds."""
    # A bare surname is a name only where it can mean but one of the brief's persons.
    persons = [entity for entity in entities.values() if entity.kind == "person"]
    surnames = {person.id: _surnames(person, gazetteer) for person in persons}
    bearers = Counter(spelling(surname) for found in surnames.values() for surname in found)
    written: list[Name] = []
    derived: list[Name] = []
    added: list[Name] = []
    seen = set()
    for declared in front.entities:
        if declared.id in seen:
            continue
        seen.add(declared.id)
        entity = entities[declared.id]
        known = {
            spelling(name.text): replace(name, group=entity.group, kind=entity.kind, how="declared")
            for name in gazetteer.names.get(entity.id, ())
            if name.use != "titled"
        }
        for text in filter(None, (declared.name, *declared.aliases)):
            written.append(_written(text, entity, known))
        for surname in surnames.get(entity.id, ()):
            derived += _by_surname(surname, entity, gazetteer, bearers[spelling(surname)] > 1)
        added += (
            replace(name, group=entity.group, kind=entity.kind, how="declared")
            for name in gazetteer.names.get(entity.id, ())
        )
    return written + derived + sorted(added, key=_strictness)


def _written(text: str, entity: Entity, known: Mapping[str, Name]) -> Name:
    """The name for a text of the front matter.

    Where the gazetteer has the same one for this entity, its cautions hold: `name: Turkey` is not the bird.
    """
    if not text.startswith("=") and spelling(text) in known:
        return replace(known[spelling(text)], text=text.strip())
    text, case = case_of(text, "any")
    introduces = entity.kind != "person" or " " in text
    return Name(text, entity.id, entity.group, entity.kind, "declared", case, introduces=introduces)


def _surnames(person: Entity, gazetteer: Gazetteer) -> tuple[str, ...]:
    return gazetteer.manners.surnames(person.name, person.aliases, person.country)


def _by_surname(surname: str, person: Entity, gazetteer: Gazetteer, is_shared: bool) -> Iterator[Name]:
    if is_shared:
        return
    bare = Name(surname, person.id, person.group, person.kind, "declared", "proper", "surname")
    yield bare
    for address in gazetteer.manners.addresses(surname):
        yield replace(bare, text=address, use="always")


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
                what = f"“{declared.id}” is not in the gazetteer and has no name; give it one, or correct the id"
                yield self._error(declared.line, declared.column, what, declared.id)
        for relation in self._brief.front.relations:
            for end, identity in (("from", relation.from_id), ("to", relation.to_id)):
                if identity not in self._entities:
                    what = f"a relation is {end} “{identity}”, which is neither declared nor in the gazetteer"
                    yield self._error(relation.line, relation.column, what, identity)
        for target, line, column in self._brief.link_places:
            group, _, identity = target.partition(":")
            if group not in GROUPS or is_known(target, self._entities):
                continue
            if identity in self._entities:
                right = f"{self._entities[identity].group}:{identity}"
                yield Fault("error", line, column, f"the link {target} should be {right}: “{identity}” is no {group}")
            else:
                what = f"the link {target} leads to an unknown {group}"
                yield self._error(line, column, what, identity)

    def _error(self, line: int, column: int, what: str, identity: str) -> Fault:
        suggestion = self._nearest(identity)
        return Fault("error", line, column, f"{what} (did you mean “{suggestion}”?)" if suggestion else what)

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
