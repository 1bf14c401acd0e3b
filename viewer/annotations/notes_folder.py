"""Where the notes of a brief go whose own folder cannot be written to."""

from __future__ import annotations

from pathlib import Path

from viewer.annotations.errors import LoadError
from viewer.annotations.sidecar import away_journal, real_sidecar
from viewer.folders import Folders


def notes_folder(brief: Path, folders: Folders) -> Path:
    """The folder that has notes of this brief already, so that choosing another loses none; else the chosen one, also
    for a brief whose annotations file is none: whoever opens that is told."""
    known = folders.notes()
    try:
        sidecar = real_sidecar(brief)
    except LoadError:
        return known[0]
    return next((folder for folder in known if away_journal(sidecar, folder).exists()), known[0])
