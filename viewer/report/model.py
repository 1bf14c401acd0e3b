"""What is handed to a writer: one frozen value that holds all it may say.

Offsets are half-open ranges of code points of `Brief.text`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Literal

from viewer.annotations.anchors import Placed, State, place_all
from viewer.annotations.model import Annotation, anonymous
from viewer.annotations.query import EVERYTHING, Query
from viewer.brief.model import Brief
from viewer.mentions.model import Entity, Mention


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A stored annotation and where its words stand today; no offsets for an orphan or a note on the whole brief."""

    annotation: Annotation
    state: State
    start: int | None = None
    end: int | None = None

    @property
    def span(self) -> tuple[int, int] | None:
        """Where the words stand, if they do."""
        if self.start is None or self.end is None:
            return None
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What the user chooses on the export sheet.

    `only` says which notes go in. `appendices`: behind the body, who and what is named, and the notes once more as a
    list. `flatten` paints the marks into the pages, for viewers that hide annotations. `share_safely` leaves out who
    wrote the notes and when, and everything else that is not to be seen. `archive` asks for PDF/A.
    """

    page: Literal["a4", "letter"] = "a4"
    underline_mentions: bool = False
    only: Query = EVERYTHING
    appendices: bool = True
    flatten: bool = False
    share_safely: bool = False
    archive: bool = False


@dataclass(frozen=True)
class Report:
    """A brief and what was added to it. Make one with `make_report`, which puts the notes in reading order and leaves
    out what the options do: no writer sees a note or a name that is not to go in.

    `entities` are those that the brief is about, by id, for the appendices; `names` gives entities their names, by the
    ids that annotations use. `folder` is where the brief's images are looked for; None leaves them out. `made` is the
    date that goes into the file, with a time zone.
    """

    brief: Brief
    notes: tuple[PlacedNote, ...]
    made: datetime
    mentions: tuple[Mention, ...] = ()
    entities: Mapping[str, Entity] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    options: ReportOptions = ReportOptions()
    folder: Path | None = None

    @cached_property
    def whole(self) -> tuple[PlacedNote, ...]:
        """Notes on the whole brief."""
        return tuple(note for note in self.notes if note.span is None and note.state != "orphan")

    @cached_property
    def in_place(self) -> tuple[PlacedNote, ...]:
        """Notes on words that stand in the brief, some of them moved."""
        return tuple(note for note in self.notes if note.span)

    @cached_property
    def orphans(self) -> tuple[PlacedNote, ...]:
        """Notes whose words could not be found."""
        return tuple(note for note in self.notes if note.state == "orphan")

    def entity_name(self, annotation: Annotation) -> str:
        """The name of the entity that the annotation names, its bare id if nobody knows one, or ""."""
        entity = annotation.entity
        bare = entity.partition(":")[2] or entity
        return self.names.get(entity) or self.names.get(bare) or bare


def make_report(
    brief: Brief,
    annotations: Iterable[Annotation],
    *,
    placed: Mapping[str, Placed] | None = None,
    mentions: Iterable[Mention] = (),
    entities: Mapping[str, Entity] | None = None,
    names: Mapping[str, str] | None = None,
    options: ReportOptions | None = None,
    folder: Path | None = None,
    made: datetime | None = None,
) -> Report:
    """The report on a brief. Annotations whose place nobody looked up yet (`placed`, by id) are placed here; entities
    bring their names along."""
    options = options or ReportOptions()
    stored = list(annotations)
    places = dict(placed or {})
    places |= place_all([item for item in stored if item.id not in places], brief.text)
    stored = [item for item in stored if options.only.matches(item, places[item.id].state)]
    if options.share_safely:
        stored = [anonymous(item) for item in stored]
    notes = [PlacedNote(item, places[item.id].state, places[item.id].start, places[item.id].end) for item in stored]
    return Report(
        brief=brief,
        notes=tuple(sorted(notes, key=_reading_order)),
        made=made or export_time(),
        mentions=tuple(sorted(mentions)),
        entities=entities or {},
        names=names or {id: entity.name for id, entity in (entities or {}).items()},
        options=options,
        folder=folder,
    )


def export_time() -> datetime:
    """Now, or the moment that SOURCE_DATE_EPOCH names (https://reproducible-builds.org/specs/source-date-epoch/)."""
    try:
        return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return datetime.now(UTC)


def _reading_order(note: PlacedNote) -> tuple[int, int, int, str, str]:
    """On the whole brief, then as the words stand, then orphans as they stood."""
    stored = note.annotation
    if note.span:
        return (1, *note.span, stored.created, stored.id)
    return (2 if note.state == "orphan" else 0, stored.start or 0, stored.end or 0, stored.created, stored.id)
