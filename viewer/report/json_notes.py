"""A brief and its notes as plain JSON (RFC 8259), for scripts.

    version   1: fields may be added under it, none goes and none changes its meaning
    exported  when, UTC *
    brief     title, date, author, organisation, language, marking; length of its text; file and sha256 of it *
    notes     in reading order:
      id, state             `placed`, `moved` (please check) or `orphan` (its words were not found)
      whole                 whether it is on the whole brief
      start, end, heading   half-open code points of the text (`briefing-viewer text`), and what they stand under
      quote, marked         the words as they stand today, and as they stood when they were marked
      note, tags            Markdown, and a list
      colour, style         `yellow` … `orange`; `fill` or `underline`
      type, confidence, reliability, credibility
      entity, declares      what the words are said to name (`actor:ID`), and front matter that the reader would add
      author, created, modified *
    entities  id, name, group, kind, role, country, symbol, declared, count, and
      mentions              start, end, words, how (see `mentions.model`)

A text that is not known is "", a place null. Fields with a * are left out of a file that is to be shared safely, and
`entities` where appendices are not wanted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC
from typing import Final

from viewer.annotations.assessment import assessment_of
from viewer.mentions.model import Entity, Mention
from viewer.report.model import PlacedNote, Report

VERSION: Final = 1

Json = dict[str, object]


def write_json(report: Report) -> str:
    """One object, as above."""
    value: Json = {"version": VERSION}
    if not report.options.share_safely:
        value["exported"] = report.made.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    value["brief"] = _brief(report)
    value["notes"] = [_note(report, note) for note in report.notes]
    if report.options.appendices:
        places: dict[str, list[Mention]] = {}
        for mention in report.mentions:
            places.setdefault(mention.entity, []).append(mention)
        value["entities"] = [_entity(report, entity, places) for entity in report.entities.values()]
    # Lone surrogates would make a file that is no UTF-8.
    return json.dumps(value, ensure_ascii=False, indent=1).encode(errors="replace").decode() + "\n"


def _brief(report: Report) -> Json:
    brief, front = report.brief, report.brief.front
    found: Json = {
        "title": brief.title,
        "date": front.date,
        "author": front.author,
        "organisation": front.organisation,
        "language": front.language,
        "marking": front.marking,
        "length": len(brief.text),
    }
    if not report.options.share_safely:
        found |= {"file": brief.name, "sha256": brief.digest}
    return found


def _note(report: Report, note: PlacedNote) -> Json:
    stored, brief = note.annotation, report.brief
    rated = assessment_of(stored)
    heading = brief.heading_at(note.start) if note.start is not None else None
    found: Json = {
        "id": stored.id,
        "state": note.state,
        "whole": note.span is None and note.state != "orphan",
        "start": note.start,
        "end": note.end,
        "heading": heading.text if heading else "" if note.span else stored.heading,
        "quote": brief.text[slice(*note.span)] if note.span else stored.exact,
        "marked": stored.exact,
        "note": stored.note,
        "tags": list(stored.tags),
        "colour": stored.colour,
        "style": stored.style if stored.colour else "",
        **{field: rated.get(field, "") for field in ("type", "confidence", "reliability", "credibility")},
        "entity": stored.entity,
        "declares": stored.declares,
    }
    if not report.options.share_safely:
        found |= {"author": stored.creator, "created": stored.created, "modified": stored.modified}
    return found


def _entity(report: Report, entity: Entity, places: Mapping[str, list[Mention]]) -> Json:
    mentions = places.get(entity.id, [])
    return {
        "id": entity.id,
        "name": entity.name,
        "group": entity.group,
        "kind": entity.kind,
        "role": entity.role,
        "country": entity.country,
        "symbol": entity.symbol,
        "declared": entity.declared,
        "count": len(mentions),
        "mentions": [
            {"start": one.start, "end": one.end, "words": report.brief.text[one.start : one.end], "how": one.how}
            for one in mentions
        ],
    }
