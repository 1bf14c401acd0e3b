"""The folders of the person at the keyboard: settings, notes of read-only briefs, and what can be made again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from platformdirs import PlatformDirs


@dataclass(frozen=True, slots=True)
class Folders:
    """`config` holds the settings, `data` the notes of briefs whose own folder cannot be written, `cache` nothing that
    would be missed."""

    config: Path
    data: Path
    cache: Path

    @property
    def texts(self) -> Path:
        """Where the texts are kept that notes were made on."""
        return self.data.parent / "texts"

    @property
    def briefs(self) -> Path:
        """Where briefs are kept as they were parsed."""
        return self.cache / "briefs"

    @property
    def reports(self) -> Path:
        """Where reports of faults of the program are kept."""
        return self.data.parent / "reports"

    def notes(self) -> list[Path]:
        """Where notes of read-only briefs are kept: first the folder for new ones, then those chosen before."""
        try:
            chosen = self._chosen.read_text("utf-8").splitlines()
        except (OSError, ValueError):
            chosen = []
        return list(dict.fromkeys([*(Path(line) for line in chosen if Path(line).is_absolute()), self.data]))

    def keep_notes_in(self, folder: Path) -> None:
        """Have notes of read-only briefs kept in `folder` from now on, made if it is not there. Raises OSError if it
        cannot be written to."""
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
        known = dict.fromkeys([folder.absolute(), *self.notes()])
        self.config.mkdir(parents=True, exist_ok=True)
        new = self._chosen.with_suffix(".new")
        new.write_text("".join(f"{path}\n" for path in known), "utf-8")
        new.replace(self._chosen)

    @property
    def _chosen(self) -> Path:
        # A file of its own: the commands know nothing of Qt's settings, and a broken one must not hide any notes.
        return self.config / "notes-folders.txt"

    @classmethod
    def of_user(cls) -> Folders:
        dirs = PlatformDirs("briefing-viewer", appauthor=False, roaming=False)
        return cls(Path(dirs.user_config_path), Path(dirs.user_data_path) / "notes", Path(dirs.user_cache_path))
