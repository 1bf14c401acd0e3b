"""Nothing of who wrote the notes, when, and of notes that were left out, in any byte of a file that is written here."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from tests.report.briefs import MADE, brief_of, note_on, orphan, whole_note
from viewer.annotations.model import Annotation
from viewer.annotations.query import Query
from viewer.report.formats import FORMATS, Format
from viewer.report.model import Report, ReportOptions, make_report

BRIEF = replace(brief_of("# The offer\n\nA plain sentence with words. ![x](a.jpg)\n"), digest="d1935" * 12)
WRITTEN = [chosen for chosen in FORMATS.values() if chosen.write]


def report_of(folder: Path, **options: object) -> Report:
    exif = Image.Exif()
    exif[0x013B] = "Photo Grapher"
    Image.new("RGB", (4, 3)).save(folder / "a.jpg", exif=exif)
    foreign = note_on(BRIEF, "words", "Kept foreign.", colour="yellow", creator="Ann Secretauthor").json()
    foreign |= {
        "generator": {"name": "Generator Xyz"},
        "body": [{**foreign["body"][0], "creator": "Inner Author", "created": "2019-04-05T06:07:08Z"}],  # type: ignore[index]
    }
    notes = [
        note_on(BRIEF, "plain", "Kept note.", tags=["kept tag"], colour="yellow", creator="Ann Secretauthor"),
        note_on(BRIEF, "sentence", "Leftout note.", tags=["leftout-tag"], colour="pink", creator="Bo Otherauthor"),
        replace(whole_note(BRIEF, "Leftout whole.")),
        orphan(BRIEF, "leftout quote", "Leftout orphan."),
        Annotation.of(foreign),
    ]
    return make_report(
        BRIEF,
        notes,
        made=MADE,
        folder=folder,
        options=ReportOptions(only=Query.parse("colour:yellow"), **options),  # type: ignore[arg-type]
    )


def bytes_of(chosen: Format, report: Report) -> bytes:
    """All that the file holds, inflated."""
    data = chosen.data(report)
    if chosen.id != "docx":
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return data + b"".join(archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("chosen", WRITTEN, ids=lambda chosen: chosen.id)
def test_nothing_is_left_of_it(chosen: Format, tmp_path: Path) -> None:
    data = bytes_of(chosen, report_of(tmp_path, share_safely=True))
    for kept in ("Kept note.", "kept tag", "Kept foreign."):
        assert kept.encode() in data
    for gone in (
        "Secretauthor", "Otherauthor", "Inner Author", "Generator Xyz", "Photo Grapher",
        "Leftout", "leftout", "2019-04", "12:30", "T12", str(tmp_path), "d1935",
    ):  # fmt: skip
        assert gone.encode() not in data, gone


@pytest.mark.parametrize("chosen", WRITTEN, ids=lambda chosen: chosen.id)
def test_without_it_authors_are_named_and_left_out_notes_are_gone_all_the_same(chosen: Format, tmp_path: Path) -> None:
    data = bytes_of(chosen, report_of(tmp_path))
    assert b"Secretauthor" in data
    for gone in ("Otherauthor", "Leftout", "leftout"):
        assert gone.encode() not in data


def test_fields_that_tell_are_not_there_at_all(tmp_path: Path) -> None:
    found = json.loads(FORMATS["json"].data(report_of(tmp_path, share_safely=True)))
    assert "exported" not in found
    assert not {"file", "sha256"} & set(found["brief"])
    assert not any({"author", "created", "modified"} & set(note) for note in found["notes"])
