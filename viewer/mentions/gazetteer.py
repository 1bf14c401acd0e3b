"""The names and facts that ship with the program."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from viewer.brief.model import Group
from viewer.mentions.capitals import Clauses
from viewer.mentions.context import ANYWHERE, Condition, Context
from viewer.mentions.gazetteer_files import Record, Sources, read_sources
from viewer.mentions.model import Entity
from viewer.mentions.names import Case, Name, Use, case_of, dotted_acronym, spelling, strictness
from viewer.mentions.namesakes import Namesakes
from viewer.mentions.people import Manners
from viewer.mentions.states import adjectives_of, capitals, names_of, state_of
from viewer.resource_files import resource

# What an entity keeps in fields of its own, and what only the matcher needs.
_NOT_FACTS = frozenset(
    ("id", "name", "kind", "aliases", "note", "country", "symbol", "case_sensitive_aliases", "not_if", "needs_context")
)
# A veto of `biscuit tin` is one of `biscuit tins`.
_SINGULAR_END = re.compile(r"(?<=[a-rt-z])\\b\Z")
_AT_SENTENCE_START = r"(?-i:(?:\A|[.!?:][\"')\]”’]*\s)[\"'(\[“‘]*{} (?:{})\b)"
_TWO_DOTTED = len("U.N.")
_ALONE = r"\A\W*{}\W*\Z"


@dataclass(frozen=True, slots=True)
class ListInfo:
    """A list of critical minerals. Unless it is `complete` here, a mineral that lacks its tag may still be on it.

    `official_count` is how many entries the list has, `source` says where ours were read, `status` how sure they are;
    `confirmed_not` are minerals that are known not to be on it.
    """

    id: str
    label: str
    year: int | None
    official_count: int
    status: str
    source: str
    complete: bool
    note: str = ""
    confirmed_not: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """What makes a mineral a conflict mineral, and where that was read."""

    label: str
    source: str


@dataclass(frozen=True)
class Gazetteer:
    """Entities by id and, by the same ids, the names that they are recognised by. Read-only.

    `meta` holds what each file says of itself (`minerals`, `organisations`): title, when compiled, sources.
    `ambiguous` holds names that several entities share, and the ids of those; the first has the name.
    """

    entities: Mapping[str, Entity]
    names: Mapping[str, tuple[Name, ...]]
    lists: Mapping[str, ListInfo]
    legal_bases: Mapping[str, LegalBasis]
    meta: Mapping[str, Mapping[str, object]]
    manners: Manners
    ambiguous: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def by_strictness(self) -> tuple[Name, ...]:
        """All names in order of precedence."""
        return tuple(sorted((name for names in self.names.values() for name in names), key=strictness))


def load_gazetteer(folder: Path | None = None, cache_dir: Path | None = None) -> Gazetteer:
    """The gazetteer in `folder` (default: the one that ships). What is slow to parse is cached in `cache_dir`."""
    sources = read_sources(folder or resource("gazetteer"), cache_dir)
    return _Compiler(sources).gazetteer()


class _Compiler:
    """Turns the sources into entities and names, following the rulings."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._rulings = rulings = sources.rulings
        self._manners = Manners(rulings["persons"])
        self._clauses = Clauses(rulings["metonyms"])
        self._namesakes = Namesakes(rulings["namesakes"], adjectives_of(sources.states))
        self._owners: Mapping[str, str | None] = rulings["shared"]
        self._lower_case = frozenset(rulings["lower_case"])
        self._accents = frozenset(rulings["accents"])
        self._after_introduction = frozenset(rulings["after_introduction"])
        self._hidden_notes = frozenset(rulings["notes_on_matching"])
        self._entities: dict[str, Entity] = {}
        self._names: dict[str, tuple[Name, ...]] = {}

    def gazetteer(self) -> Gazetteer:
        minerals, organisations = self._sources.minerals, self._sources.organisations
        for record in minerals["minerals"]:
            self._add_record(record, "mineral")
        for record in organisations["entities"]:
            self._add_record(record, "place" if record["kind"] == "place" else "actor")
        for row in self._sources.states:
            self._add(state_of(row), names_of(row))
        for city in capitals(self._sources.states, self._rulings, self._entities):
            self._add(city, (city.name, *city.aliases))
            self._let_act(city)
        self._part_namesakes()
        meta = {"minerals": minerals["meta"], "organisations": organisations["meta"]}
        ambiguous = {text: tuple(ids) for text, ids in self._rulings["ambiguous"].items()}
        bases = {id: LegalBasis(**basis) for id, basis in self._rulings["legal_bases"].items()}
        return Gazetteer(self._entities, self._names, self._lists(), bases, meta, self._manners, ambiguous)

    def _let_act(self, city: Entity) -> None:
        """Add the names of a capital to those of its state, for where they stand for it."""
        state = self._entities[str(city.facts["capital_of"])]
        if not state.facts["metonym_ok"]:
            return
        acting = (
            replace(
                name, entity=state.id, group=state.group, kind=state.kind, how="metonym", introduces=False,
                context=Context(name.context.not_if, conditions=(*name.context.conditions, self._clauses.acts)),
            )
            for name in self._names[city.id]
            if name.text not in self._rulings["metonyms"]["never"]
        )  # fmt: skip
        self._names[state.id] += tuple(acting)

    def _part_namesakes(self) -> None:
        """A surname that several persons bear is nobody's where it stands alone."""
        surnames = [
            (identity, spelling(name.text))
            for identity, names in self._names.items()
            for name in names
            if name.use == "surname"
        ]
        bearers = Counter(surname for _, surname in set(surnames))
        for identity, surname in surnames:
            if bearers[surname] > 1:
                own = self._names[identity]
                self._names[identity] = tuple(
                    replace(name, use="titled") if spelling(name.text) == surname else name for name in own
                )

    def _lists(self) -> dict[str, ListInfo]:
        stated = self._sources.minerals["meta"]["list_status"]
        return {
            identity: ListInfo(
                identity, ruled["label"], ruled["year"], stated[identity]["official_count"],
                stated[identity]["status"], stated[identity]["source"],
                complete=not stated[identity]["status"].startswith("PARTIAL"), note=stated[identity].get("note", ""),
                confirmed_not=tuple(stated[identity].get("confirmed_not", ())),
            )
            for identity, ruled in self._rulings["lists"].items()
        }  # fmt: skip

    def _add_record(self, record: Record, group: Group) -> None:
        facts = {key: value for key, value in record.items() if key not in _NOT_FACTS}
        note = record.get("note", "")
        if record["id"] in self._hidden_notes:
            facts["note_on_matching"], note = note, ""
        exact = record.get("case_sensitive_aliases", ())
        entity = Entity(
            record["id"], record["name"], record["kind"], group, tuple(dict.fromkeys((*exact, *record["aliases"]))),
            note=note, country=record.get("country", ""), symbol=record.get("symbol", ""), facts=facts,
        )  # fmt: skip
        # A name that stands among the case-sensitive ones too is one of them.
        texts = [text for text in (record["name"], *record["aliases"]) if text not in exact]
        self._add(entity, (*texts, *(f"={text}" for text in exact)), record)

    def _add(self, entity: Entity, texts: Iterable[str], record: Mapping[str, Any] | None = None) -> None:
        """Keep `entity` and its names. An id that is taken already goes to the first, in the order of the files."""
        if entity.id in self._entities:
            return
        extra = tuple(self._rulings["aliases"].get(entity.id, ()))
        entity = replace(entity, aliases=entity.aliases + extra)
        record = record or {}
        not_if = tuple(
            _SINGULAR_END.sub(r"s?\\b", pattern)
            for pattern in (*record.get("not_if", ()), *self._rulings["not_if"].get(entity.id, ()))
        )
        # Only states and places are so often called like somebody or something else.
        conditions: tuple[Condition, ...] = (self._namesakes.is_none,) if entity.kind in ("state", "place") else ()
        of_capitals = (self._namesakes.is_mineral,) if entity.group == "mineral" else ()
        context = Context(not_if, conditions=conditions, of_capitals=of_capitals)
        names = self._names_of(entity, (*texts, *extra), context if context.matters else ANYWHERE)
        if "needs_context" in record:
            # That is said of the bare name: `refined lead` explains itself.
            bare = Context(not_if, record["needs_context"], of_capitals=of_capitals)
            names = (replace(name, context=bare) if name.text == entity.name else name for name in names)
        self._entities[entity.id] = entity
        self._names[entity.id] = tuple({(name.case, name.text): name for name in names}.values())

    def _names_of(self, entity: Entity, texts: tuple[str, ...], context: Context) -> Iterator[Name]:
        if entity.group == "mineral":
            yield from self._gems(entity, texts, context)
        is_person = entity.kind == "person"
        surnames = self._manners.surnames(entity.name, texts, entity.country) if is_person else ()
        for text in texts:
            if self._owners.get(text, entity.id) != entity.id:
                continue
            if self._manners.without_title(text) in surnames:
                continue  # comes below, as for any person
            introduces = " " in text if is_person else text not in self._after_introduction
            use: Use = "introduced" if text in self._after_introduction else "always"
            yield self._name(entity, text, context, use, introduces)
            dotted = dotted_acronym(text)
            # Two letters with full stops are more often somebody's initials.
            if dotted not in ("", *texts) and (len(dotted) > _TWO_DOTTED or entity.kind in ("state", "bloc")):
                yield self._name(entity, dotted, context, use, introduces)
        for surname in surnames:
            for address in self._manners.addresses(surname):
                yield replace(self._name(entity, address, context), how="honorific")
            if surname not in texts:
                yield replace(self._name(entity, surname, context, "surname"), how="honorific")

    def _gems(self, entity: Entity, texts: Iterable[str], context: Context) -> Iterator[Name]:
        """`Diamond exports fell`: a capital that only the sentence asks for. (`Jade said` stays a person.)"""
        for text in self._lower_case.intersection(texts):
            capital = text.capitalize()
            trade = self._rulings["after_a_gem"].replace(" ", "")
            needs = (_AT_SENTENCE_START.format(capital, trade), _ALONE.format(text))
            around = Context(context.not_if, needs, of_capitals=context.of_capitals)
            yield replace(self._name(entity, capital, around), case="proper")

    def _name(self, entity: Entity, text: str, context: Context, use: Use = "always", introduces: bool = False) -> Name:
        otherwise: Case = "proper"
        if entity.group == "mineral":
            otherwise = "lower" if text in self._lower_case else "any"
        text, case = case_of(text, otherwise)
        accents = text in self._accents
        return Name(
            text, entity.id, entity.group, entity.kind, "gazetteer", case, use, accents, introduces, context
        )  # fmt: skip
