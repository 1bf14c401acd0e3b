"""The folders of the person at the keyboard: settings, notes of read-only briefs, and what can be made again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

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

    @classmethod
    def of_user(cls) -> Folders:
        dirs = PlatformDirs("briefing-viewer", appauthor=False, roaming=False)
        return cls(Path(dirs.user_config_path), Path(dirs.user_data_path) / "notes", Path(dirs.user_cache_path))
