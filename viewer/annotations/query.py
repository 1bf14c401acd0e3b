"""Finding notes: words, and what else a note says, as one line of text that can be typed, kept and read again.

    cobalt price  #supply  colour:yellow colour:pink  type:claim  author:"Ana Bell"  state:orphan

Words must all stand in the note, its quote, its tags or its author's name. Of one key any value will do, of several
keys each must. A key that there is not is a word like any other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from viewer.annotations.anchors import State
from viewer.annotations.assessment import FIELDS, assessment_of
from viewer.annotations.model import Annotation

#: What can be asked for, as it is typed.
KEYS: Final = ("colour", "style", "tag", *FIELDS, "author", "entity", "state")

_TOKEN = re.compile(r'(?:([a-z]+):|(#))?(?:"([^"]*)"|(\S+))')
_NEEDS_QUOTES = re.compile(r'[\s"]')


@dataclass(frozen=True)
class Query:
    """`words` are folded; `values` are by key, folded too."""

    words: tuple[str, ...] = ()
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> Query:
        """Any text is a query; the empty one matches everything."""
        words: list[str] = []
        values: dict[str, set[str]] = {}
        for match in _TOKEN.finditer(text):
            key, hash_, quoted, bare = match.groups()
            value = quoted if quoted is not None else bare
            key = "tag" if hash_ else key
            if key in KEYS:
                values.setdefault(key, set()).add(value.casefold())
            elif match[0].strip('"'):
                words.append((f"{key}:{value}" if key else value).casefold())
        return cls(tuple(words), {key: frozenset(found) for key, found in values.items()})

    def matches(self, annotation: Annotation, state: State = "placed") -> bool:
        """Whether a note, placed so, is asked for."""
        if self.values:
            given = facets_of(annotation, state)
            for key, wanted in self.values.items():
                if wanted.isdisjoint(value.casefold() for value in given.get(key, ())):
                    return False
        if not self.words:
            return True
        parts = (annotation.note, annotation.exact, " ".join(annotation.tags), annotation.creator, annotation.declares)
        whole = "\n".join(parts).casefold()
        return all(word in whole for word in self.words)


#: Asks for nothing in particular.
EVERYTHING: Final = Query()


def facets_of(annotation: Annotation, state: State = "placed") -> dict[str, tuple[str, ...]]:
    """What a note can be asked for by, by key; keys without a value are left out."""
    found = {
        "colour": (annotation.colour,),
        "style": (annotation.style,) if annotation.colour else (),
        "tag": annotation.tags,
        **{key: (value,) for key, value in assessment_of(annotation).items()},
        "author": (annotation.creator,),
        "entity": (annotation.entity.partition(":")[2] or annotation.entity,),
        "state": (state,),
    }
    return {key: values for key, values in found.items() if any(values)}


def facets(notes: Iterable[tuple[Annotation, State]]) -> dict[str, Counter[str]]:
    """What some notes can be asked for by, and how many there are of each, by key in the order of `KEYS`."""
    found: dict[str, Counter[str]] = {key: Counter() for key in KEYS}
    for annotation, state in notes:
        for key, values in facets_of(annotation, state).items():
            found[key].update(value for value in values if value)
    return {key: values for key, values in found.items() if values}


def toggled(text: str, key: str, value: str) -> str:
    """The query with this value asked for, or no longer if it was."""
    token = term(key, value)
    rest = [part for part in _parts(text) if part != token]
    if len(rest) == len(list(_parts(text))):
        rest.append(token)
    return " ".join(rest)


def term(key: str, value: str) -> str:
    """How a value is asked for: `#supply`, `author:"Ana Bell"`."""
    shown = '"' + value.replace('"', "") + '"' if _NEEDS_QUOTES.search(value) else value
    return f"#{shown}" if key == "tag" else f"{key}:{shown}"


def _parts(text: str) -> Iterator[str]:
    return (match[0] for match in _TOKEN.finditer(text))
