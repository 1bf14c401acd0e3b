"""What a file of notes says, whatever its format: as it stands there, before anybody asks what it is in the brief."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["pdf", "jsonld", "hypothesis", "csv", "docx"]


@dataclass(frozen=True, slots=True)
class FoundNote:
    """One note. Everything but `key` may be missing: "" where the file says nothing.

    `key` tells the notes of one file apart; `id` is the annotation's id if it has one that means something outside of
    this file. `exact`, `prefix` and `suffix` are the words and their surroundings as the file's text has them, line
    breaks and all; `start` and `end` count code points, -1 if unknown. `colour` and `style` are ours, None if not said.
    `ratings` are fields of `assessment` and their values. `subject` is a PDF's `Subj`. `reply_to` is the key of
    the note that this one answers. `near`: the words are not marked but lie next to the note. `place` is for
    people: “page 3”. Times are ISO 8601.
    `stored` is a W3C annotation's JSON, which then says it all.
    """

    key: str
    id: str = ""
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = -1
    end: int = -1
    note: str = ""
    author: str = ""
    created: str = ""
    modified: str = ""
    colour: str | None = None
    style: str | None = None
    tags: tuple[str, ...] | None = None
    subject: str | None = None
    ratings: tuple[tuple[str, str], ...] | None = None
    entity: str | None = None
    reply_to: str = ""
    near: bool = False
    place: str = ""
    stored: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One file. `base` holds the annotations, as JSON, that went out in it: against them is told what was changed in
    the file and what was deleted. None if that is not known; then nothing is taken for deleted. `left_out` says in
    sentences what the file holds beside notes that can be read."""

    name: str
    kind: Kind
    notes: tuple[FoundNote, ...]
    base: tuple[str, ...] | None = None
    left_out: tuple[str, ...] = ()
