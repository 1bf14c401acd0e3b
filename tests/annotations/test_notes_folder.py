"""Where notes of read-only briefs are kept when the reader chooses another folder."""

from __future__ import annotations

from pathlib import Path

from viewer.annotations.notes_folder import notes_folder
from viewer.annotations.sidecar import away_journal, real_sidecar
from viewer.folders import Folders


def test_notes_that_are_there_go_on_where_they_are(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "config", tmp_path / "data", tmp_path / "cache")
    old, new = tmp_path / "old.brief.md", tmp_path / "new.brief.md"
    journal = away_journal(real_sidecar(old), folders.data)
    journal.parent.mkdir()
    journal.write_bytes(b"")
    folders.keep_notes_in(tmp_path / "mine")
    assert notes_folder(old, folders) == folders.data
    assert notes_folder(new, folders) == tmp_path / "mine"
