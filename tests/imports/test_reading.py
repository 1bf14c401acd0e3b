"""The importing process: what it may say, and that the program goes on whatever becomes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from viewer.imports import wire
from viewer.imports.errors import ImportRefusedError
from viewer.imports.found import FoundNote, Source
from viewer.imports.reading import FileReading, read_notes

SOURCE = Source(
    "a.pdf",
    "pdf",
    (
        FoundNote("1", note="“é” 😀 \ud800", tags=("a", "b"), ratings=(("type", "claim"),), near=True, start=3, end=9),
        FoundNote("2", colour="", subject="", entity="actor:m23"),
    ),
    base=("{}",),
    left_out=("x: 1",),
)


def test_what_goes_in_comes_out() -> None:
    found = wire.unpack(wire.pack(SOURCE))
    assert isinstance(found, Source)
    assert found.notes[0].note == "“é” 😀 ?"
    assert (found.notes[0].tags, found.notes[0].ratings) == (("a", "b"), (("type", "claim"),))
    assert (found.notes[1], found.base, found.left_out) == (SOURCE.notes[1], SOURCE.base, SOURCE.left_out)
    assert wire.unpack(wire.pack_refusal("no")) == "no"


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]",
        b"7",
        b'{"source": {}}',
        wire.pack(SOURCE)[:-20],
        wire.pack(SOURCE).replace(b'"pdf"', b'"exe"'),
        wire.pack(SOURCE).replace(b'"start":3', b'"start":"3"'),
        wire.pack(SOURCE).replace(b'"near":true', b'"far":true'),
        wire.pack(SOURCE).replace(b'"key":"2"', b'"key":2'),
        b"[" * 100_000,
    ],
)
def test_anything_else_is_no_message(line: bytes) -> None:
    with pytest.raises(wire.MALFORMED):
        wire.unpack(line)


def test_a_deadline_and_a_stop(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("quote\nx\n", "utf-8")
    with pytest.raises(ImportRefusedError, match="in time"):
        FileReading(path, seconds=0.0).result()
    reading = FileReading(path)
    reading.cancel()
    with pytest.raises(ImportRefusedError):
        reading.result()
    assert len(read_notes(path).notes) == 1


def test_nothing_beside_the_file_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("quote\nx\n", "utf-8")
    for name in ("csv", "json", "viewer", "pikepdf"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert read_notes(path).notes
    assert not (tmp_path / "ran").exists()
