"""Where one can go from an open brief: its headings, entities and notes, other briefs, and its two ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from viewer.annotations.model import Annotation
from viewer.language import tr, trn
from viewer.report.corrections import is_correction
from viewer.ui.brief_looks import BriefRow
from viewer.ui.ranking import Names
from viewer.ui.session import Session
from viewer.ui.wording import kind_label

Kind = Literal["place", "heading", "actor", "mineral", "placename", "note", "brief"]
_NOTE = 120  # code points of a note's text


@dataclass(frozen=True, slots=True)
class Destination:
    """`what` says in a few words what it is. `value` is a code point for a `place` or `heading`, an id for an entity or
    note, a `Path` for a brief."""

    kind: Kind
    name: str
    what: str
    value: int | str | Path
    names: Names
    level: int = 0


def destinations(session: Session | None, briefs: Sequence[BriefRow]) -> list[Destination]:
    """All but the notes, in the order in which they are shown before anything is typed."""
    made: list[Destination] = []
    if session:
        made += [*_places(session), *_headings(session), *_entities(session)]
    return [*made, *_briefs([row for row in briefs if session is None or row.path != session.path])]


def _places(session: Session) -> Iterator[Destination]:
    top, end = tr("Top of the brief"), tr("End of the brief")
    yield Destination("place", top, "", 0, Names(top))
    yield Destination("place", end, "", len(session.brief.text), Names(end))


def _headings(session: Session) -> Iterator[Destination]:
    for heading in session.brief.headings:
        name = " ".join(heading.text.split())
        yield Destination("heading", name, tr("heading"), heading.start, Names(name), heading.level)


def _entities(session: Session) -> Iterator[Destination]:
    index = session.index
    kinds: dict[str, Kind] = {"actor": "actor", "mineral": "mineral", "place": "placename"}
    for entity in sorted(index.entities.values(), key=lambda entity: -index.counts[entity.id]):
        count = trn("1 mention", "{n} mentions", index.counts[entity.id])
        names = Names(entity.name, (*entity.aliases, entity.id, kind_label(entity)))
        yield Destination(kinds[entity.group], entity.name, f"{kind_label(entity)}, {count}", entity.id, names)


def notes(session: Session) -> Iterator[Destination]:
    """The notes in the order of the text. They may be so many that one should not wait for the last."""
    for note in session.in_order():
        if is_correction(note):
            continue
        said = " ".join((note.note or note.exact)[: 2 * _NOTE].split())[:_NOTE]
        if said:
            what = _what_note(note)
            names = Names(said, (*note.tags, note.exact[:_NOTE] if note.note else "", what))
            yield Destination("note", said if note.note else f"“{said}”", what, note.id, names)


def _what_note(note: Annotation) -> str:
    if note.note:
        return tr("note")
    return tr("tagged") if note.tags else tr("highlight") if note.colour else tr("annotation")


def _briefs(briefs: Sequence[BriefRow]) -> Iterator[Destination]:
    for row in briefs:
        if not row.gone:
            yield Destination("brief", row.title, tr("brief"), row.path, Names(row.title, (row.path.name,)))
