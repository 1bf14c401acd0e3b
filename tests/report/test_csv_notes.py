"""The table of notes, and that nothing in it is lost or run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.report.briefs import brief_of, note_on, orphan, report_on, whole_note
from viewer.annotations.assessment import with_assessment
from viewer.report.csv_notes import COLUMNS, opened, sealed, tags_cell, tags_in, write_csv
from viewer.report.model import Report

BRIEF = brief_of("# The offer\n\nA plain sentence.\n")


def rows(report: Report) -> list[dict[str, str]]:
    """As any reader of RFC 4180 sees them."""
    text = write_csv(report)
    assert text.startswith("\ufeffid,")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_a_row_a_note() -> None:
    note = note_on(BRIEF, "plain", "Why, “so”?\nYes.", tags=["a;b", "c"], colour="pink", entity="actor:m23")
    note = with_assessment(note.with_look("pink", "underline"), "type", "claim")
    report = report_on(BRIEF, whole_note(BRIEF, "All"), note, orphan(BRIEF, "gone", "Where?"))
    whole, placed, lost = rows(report)
    assert tuple(placed) == COLUMNS
    start = BRIEF.text.index("plain")
    assert placed == {
        "id": note.id, "state": "placed", "start": str(start), "end": str(start + 5), "heading": "The offer",
        "quote": "plain", "note": "Why, “so”?\nYes.", "tags": "a\\;b;c", "colour": "pink", "style": "underline",
        "type": "claim", "confidence": "", "reliability": "", "credibility": "", "entity": "actor:m23",
        "author": "Ann", "created": "2025-03-23T12:30:00Z", "modified": note.modified,
    }  # fmt: skip
    assert (whole["start"], whole["quote"], whole["note"], whole["style"]) == ("", "", "All", "")
    assert (lost["state"], lost["start"], lost["quote"], lost["heading"]) == ("orphan", "", "gone", "Old part")


def test_a_moved_note_has_the_words_of_today() -> None:
    report = report_on(BRIEF, note_on(BRIEF, "plain"))
    moved = replace(report, notes=(replace(report.notes[0], state="moved", start=0, end=9),))
    assert rows(moved)[0]["quote"] == "offer\nA p" or rows(moved)[0]["quote"] == BRIEF.text[:9]


@pytest.mark.parametrize("start", list("=+-@\t\r\n＝＋－＠"))
def test_no_cell_begins_as_a_formula(start: str) -> None:
    report = report_on(BRIEF, orphan(BRIEF, start + "1", start + "HYPERLINK()").with_tags([start + "x"]))
    for row in rows(report):
        assert not [value for value in row.values() if value.startswith(start)]
        assert opened(row["note"]) == start + "HYPERLINK()"


anything = st.text(max_size=30) | st.text(st.sampled_from(list("'\"=+-@,;\\\r\n\t ＝a\0")), max_size=20)


@settings(deadline=None)
@given(quote=anything, note=anything, tags=st.lists(anything, max_size=4))
@example(quote="'=1", note="'", tags=["\\", ";", "\\;"])
def test_all_of_it_can_be_read_back(quote: str, note: str, tags: list[str]) -> None:
    stored = orphan(BRIEF, quote, note).with_tags(tags)
    (row,) = rows(report_on(BRIEF, stored))
    assert opened(row["quote"]) == stored.exact
    assert opened(row["note"]) == stored.note
    assert tags_in(opened(row["tags"])) == stored.tags


@given(anything)
def test_sealing_is_undone(text: str) -> None:
    assert opened(sealed(text)) == text


@given(anything)
def test_any_cell_of_tags_can_be_read(text: str) -> None:
    assert tags_in(tags_cell(tags_in(text))) == tags_in(text)
