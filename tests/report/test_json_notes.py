"""The notes as JSON, ours and that of the W3C."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.report.briefs import brief_of, note_on, orphan, report_on, whole_note
from viewer.annotations.jsonld import read_page
from viewer.annotations.texts import text_digest
from viewer.mentions.model import Entity, Mention
from viewer.report.json_notes import write_json
from viewer.report.jsonld_notes import write_jsonld
from viewer.report.model import Report

BRIEF = brief_of("# The offer\n\nA plain sentence.\n")


def read(report: Report) -> Any:
    return json.loads(write_json(report))


def test_the_whole_file() -> None:
    at = BRIEF.text.index("sentence")
    entity = Entity("m23", "M23", "armed-group", "actor", role="rebels", country="COD", declared=True)
    mention = Mention(at, at + 8, "m23", "actor", "armed-group", "declared", "sentence")
    note = note_on(BRIEF, "plain", "Why?", tags=["a"], colour="pink")
    report = replace(report_on(BRIEF, note), entities={"m23": entity}, mentions=(mention,))
    start = BRIEF.text.index("plain")
    assert read(report) == {
        "version": 1,
        "exported": "2025-03-23T12:30:00Z",
        "brief": {
            "title": "A *test* brief", "date": "2025-03-23", "author": "The desk", "organisation": "",
            "language": "en", "marking": "TLP:AMBER", "length": len(BRIEF.text), "file": "test.brief.md", "sha256": "",
        },
        "notes": [
            {
                "id": note.id, "state": "placed", "whole": False, "start": start, "end": start + 5,
                "heading": "The offer", "quote": "plain", "marked": "plain", "note": "Why?", "tags": ["a"],
                "colour": "pink", "style": "fill", "type": "", "confidence": "", "reliability": "", "credibility": "",
                "entity": "", "declares": "", "author": "Ann", "created": "2025-03-23T12:30:00Z",
                "modified": "2025-03-23T12:30:00Z",
            }
        ],
        "entities": [
            {
                "id": "m23", "name": "M23", "group": "actor", "kind": "armed-group", "role": "rebels", "country": "COD",
                "symbol": "", "declared": True, "count": 1,
                "mentions": [{"start": at, "end": at + 8, "words": "sentence", "how": "declared"}],
            }
        ],
    }  # fmt: skip
    assert "entities" not in read(replace(report, options=replace(report.options, appendices=False)))


def test_places_are_null_where_there_are_none() -> None:
    whole, lost = read(report_on(BRIEF, whole_note(BRIEF, "x"), orphan(BRIEF, "gone", "y")))["notes"]
    assert (whole["whole"], whole["start"], whole["end"]) == (True, None, None)
    assert (lost["whole"], lost["state"], lost["start"], lost["heading"]) == (False, "orphan", None, "Old part")


@settings(deadline=None)
@given(quote=st.text(max_size=30), note=st.text(max_size=30), tag=st.text(max_size=30))
@example(quote="\x1fo", note="", tag="")  # found again in "The offer", as only the white space is another
def test_any_text_survives(quote: str, note: str, tag: str) -> None:
    stored = orphan(BRIEF, quote, note).with_tags([tag])
    (found,) = json.loads(write_json(report_on(BRIEF, stored)).encode())["notes"]
    assert (found["marked"], found["note"], found["tags"]) == (stored.exact, stored.note, list(stored.tags))


def test_json_ld_is_what_lies_beside_the_brief() -> None:
    notes = [note_on(BRIEF, "plain", "é 😀", colour="pink"), whole_note(BRIEF, "x"), orphan(BRIEF, "gone", "y")]
    page = read_page(write_jsonld(report_on(BRIEF, *notes)).encode())
    assert page.damage is None
    assert page.annotations == {note.id: note for note in notes}
    assert page.text_digest == text_digest(BRIEF.text)
