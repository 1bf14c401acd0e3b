"""What a file says of a note, beside what the note is: aspect by aspect, so that only what differs is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Final

from viewer.annotations.assessment import FIELDS, assessment_of, with_assessment
from viewer.annotations.model import Annotation, Clock
from viewer.imports.found import FoundNote, Kind
from viewer.imports.wording import same_words, tags_in, without_about, without_doubt

#: Aspect → what a note says in it.
Said = Mapping[str, object]

_NOTED: Final[Mapping[str, Callable[[Annotation], object]]] = {
    "note": lambda one: one.note,
    "tags": lambda one: one.tags,
    "colour": lambda one: one.colour,
    "style": lambda one: one.style,
    "ratings": lambda one: tuple(assessment_of(one).items()),
    "entity": lambda one: one.entity,
}


def value_of(note: Annotation, aspect: str) -> object:
    """What a note says in one aspect."""
    return _NOTED[aspect](note)


def is_same(aspect: str, one: object, other: object) -> bool:
    if aspect == "note" and isinstance(one, str) and isinstance(other, str):
        return same_words(one, other)
    if aspect == "tags" and isinstance(one, tuple) and isinstance(other, tuple):
        return [tag.strip() for tag in one] == [tag.strip() for tag in other]
    return one == other


def differences(parts: Iterable[FoundNote], note: Annotation, kind: Kind) -> Said:
    """In what the parts of one note in a file differ from that note as it went out. Of several parts, as a PDF has them
    on several pages, others change one."""
    found: dict[str, object] = {}
    for part in parts:
        for aspect, value in _said(part, note, kind).items():
            if not is_same(aspect, value, value_of(note, aspect)):
                found.setdefault(aspect, value)
    return found


def with_said(note: Annotation, said: Said, clock: Clock) -> Annotation:
    """The note saying this."""
    for aspect, value in said.items():
        match aspect, value:
            case "note", str(text):
                note = note.with_note(text, clock)
            case "tags", tuple(tags):
                note = note.with_tags(tags, clock)
            case "colour", str(colour):
                note = note.with_colour(colour, clock)
            case "style", str(style):
                note = note.with_look(note.colour, style, clock)
            case "entity", str(entity):
                note = note.with_entity(entity, clock)
            case "ratings", tuple(ratings):
                given = dict(ratings)
                for field in FIELDS:
                    note = with_assessment(note, field, given.get(field, ""), clock)
    return note


def later(part: FoundNote, note: Annotation, clock: Clock) -> Clock:
    """The time of a change: what the file says, if that lies behind the version that was changed."""
    theirs, ours = moment(part.modified), moment(note.modified)
    now = clock()
    return lambda: theirs if theirs and (not ours or theirs > ours) else now


def moment(text: str) -> datetime | None:
    """The time in ISO 8601, None for what is none."""
    try:
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _said(part: FoundNote, note: Annotation, kind: Kind) -> Said:
    """What one part says of the note; aspects that it is silent on are left out."""
    text = part.note
    if kind == "pdf":
        text = without_doubt(text, note)
    elif kind == "docx" and not same_words(text, note.note):
        text = without_about(text, note)
    said: dict[str, object] = {"note": text}
    if part.subject is not None:
        said["tags"] = tags_in(part.subject, note)
    if part.tags is not None:
        said["tags"] = part.tags
    # A note on no words is given a colour in a PDF, as it could not be seen there without.
    if part.colour is not None and not (kind == "pdf" and not note.colour and part.near):
        said["colour"] = part.colour
    if part.style is not None and kind != "pdf" and note.colour:
        said["style"] = part.style
    if part.ratings is not None:
        said["ratings"] = part.ratings
    if part.entity is not None:
        said["entity"] = part.entity
    return said
