"""The report: notes in reading order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.report.briefs import brief_of, note_on, orphan, report_on, whole_note
from viewer.annotations.anchors import Placed
from viewer.report.model import export_time, make_report

BRIEF = brief_of("# One\n\nFirst words here.\n\n# Two\n\nSecond words there.\n")


def test_reading_order() -> None:
    notes = [
        orphan(BRIEF, "gone for good", ""),
        note_on(BRIEF, "Second"),
        whole_note(BRIEF, "all"),
        note_on(BRIEF, "First words"),
        note_on(BRIEF, "First"),
    ]
    report = report_on(BRIEF, *notes)
    assert [note.annotation.exact for note in report.notes] == ["", "First", "First words", "Second", "gone for good"]
    assert len(report.whole) == len(report.orphans) == 1 and len(report.in_place) == 3


def test_given_places_are_kept() -> None:
    note = note_on(BRIEF, "First")
    report = make_report(BRIEF, [note], placed={note.id: Placed("moved", 4, 6)})
    assert report.notes[0].state == "moved" and report.notes[0].span == (4, 6)


def test_names_of_entities() -> None:
    note = note_on(BRIEF, "First", entity="actor:m23")
    report = report_on(BRIEF, note)
    assert report.entity_name(note) == "m23"
    assert replace(report, names={"m23": "M23"}).entity_name(note) == "M23"
    assert replace(report, names={"actor:m23": "The M23"}).entity_name(note) == "The M23"


def test_the_time_of_an_export_can_be_pinned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert export_time().isoformat() == "1970-01-02T00:00:00+00:00"
    for bad in ("", "soon", "9" * 40):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", bad)
        assert export_time().year > 2000
