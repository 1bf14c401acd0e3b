"""Notes of strangers as annotations of a brief: placed by their words, or kept as orphans with them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from viewer.annotations.anchors import Placed, Placer
from viewer.annotations.assessment import with_assessment
from viewer.annotations.flat import flat_text
from viewer.annotations.model import Annotation, Clock, content_id, new_annotation, stamp
from viewer.annotations.target import CONTEXT, Target
from viewer.annotations.w3c import objects
from viewer.brief.model import Brief
from viewer.imports.aspects import moment
from viewer.imports.found import FoundNote, Kind
from viewer.imports.places import Places
from viewer.imports.wording import tags_of

Span = tuple[int, int]

#: The motivation of a reply; its targets are the words that it is about and the note that it answers.
REPLYING: Final = "replying"
_SPACE: Final = re.compile(r"\s+")


class Maker:
    """Makes annotations of one brief from what one kind of file says."""

    def __init__(self, brief: Brief, clock: Clock) -> None:
        self._brief = brief
        self._clock = clock
        self._places = Places(brief.text)
        self._placer = Placer(brief.text)

    def span(self, found: FoundNote) -> Span | None:
        """Where the words of a found note stand, if that is certain."""
        if not found.exact.strip():
            return None
        start, end, text = found.start, found.end, self._brief.text
        if 0 <= start < end <= len(text) and flat_text(text[start:end]) == flat_text(found.exact):
            return self._places.trimmed(start, end)
        return self._places.find(found.exact, found.prefix, found.suffix)

    def words_at(self, placed: Placed) -> Span | None:
        """Where the words of an annotation stand, without white space around them, which no mark on paper has."""
        if placed.start is None or placed.end is None:
            return None
        return self._places.trimmed(placed.start, placed.end)

    def is_whole(self, found: FoundNote) -> bool:
        """Whether it is on the title, which is no part of the canonical text."""
        return self.has_words(found, self._brief.title)

    def has_words(self, found: FoundNote, words: str) -> bool:
        """Whether it is on these words, as far as the printer left them."""
        return self._places.is_same(found.exact, words)

    def places(self, notes: Iterable[Annotation]) -> dict[Annotation, Placed]:
        """Where annotations stand. No two may have the same id."""
        items = list(notes)
        found = self._placer.place_all(items)
        return {note: found[note.id] for note in items}

    def id(self, found: FoundNote, kind: Kind) -> str:
        """The id of a new note: its own if that is worldwide; else one that follows from what it says and where, so
        that the same file brings it in once."""
        if found.id.startswith(("urn:", "https:", "http:")):
            return found.id
        parts = (found.exact, found.created, found.author, "" if found.id else found.note)
        return content_id(json.dumps([kind, found.id, found.place if not found.id else "", *parts]))

    def note(self, found: FoundNote, kind: Kind, id: str, span: Span | None) -> Annotation:
        """The annotation that a found note makes."""
        created = moment(found.created) or moment(found.modified) or self._clock()
        tags = found.tags if found.tags is not None else tags_of(found.subject or "")
        # Words that nothing is said of and that have no colour would not be seen.
        is_bare = not found.note and not tags and bool(found.exact)
        colour = found.colour if found.colour is not None else "yellow" if is_bare else ""
        made = new_annotation(
            self._brief.name,
            self._target(found, kind, span),
            note=found.note,
            tags=tags,
            colour=colour,
            entity=found.entity or "",
            creator=found.author,
            clock=lambda: created,
            new_id=lambda: id,
        )
        if found.style and colour:
            made = made.with_look(colour, found.style, lambda: created)
        for field, value in found.ratings or ():
            made = with_assessment(made, field, value, lambda: created)
        return _dated(made, created, moment(found.modified))

    def reply(self, found: FoundNote, id: str, answered: Annotation) -> Annotation:
        """The annotation that a reply makes: on the words of the note it answers, and naming that note.

        W3C, 3.3.5 and 3.2.1: an annotation may have several targets, each of which it is about.
        """
        made = self.note(replace(found, exact="", colour=""), "pdf", id, None)
        value = made.json()
        place = dict(next(objects(answered.json().get("target")), {"source": self._brief.name}))
        place.pop("styleClass", None)
        value |= {"motivation": REPLYING, "target": [place, answered.id]}
        return Annotation.of(value)

    def _target(self, found: FoundNote, kind: Kind, span: Span | None) -> Target | None:
        text = self._brief.text
        if span:
            heading = self._brief.heading_at(span[0])
            return Target.at(text, *span, heading.text if heading else "")
        exact = found.exact
        if self.is_whole(found):
            return None
        if not exact.strip():
            # Words are marked, but cannot be read: a scan, say. A note that marks none is about the whole.
            is_unread = kind == "pdf" and not found.near
            return Target("", heading=found.place) if is_unread else None
        prefix, suffix = _tidy(found.prefix)[-CONTEXT:], _tidy(found.suffix)[:CONTEXT]
        return Target(_tidy(exact).strip(), prefix, suffix)


def _dated(made: Annotation, created: datetime, modified: datetime | None) -> Annotation:
    last = max(created, modified) if modified else created
    return Annotation.of({**made.json(), "created": stamp(created.astimezone(UTC)), "modified": stamp(last)})


def _tidy(text: str) -> str:
    """Printed lines as one; PDFium marks a hyphen that ends a line by U+FFFE or U+0002."""
    return _SPACE.sub(" ", re.sub("[\x02\ufffe]\\s*", "", text))
