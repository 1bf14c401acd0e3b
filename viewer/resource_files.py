"""Where resources/ and briefs/ lie: beside the package in a checkout, inside it in a wheel. Nothing else knows."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resource(*parts: str) -> Path:
    """The path of a file or folder under resources/."""
    return _folder("resources").joinpath(*parts)


def shipped_briefs() -> list[Path]:
    """The briefs that come with the program, sorted by file name."""
    return sorted(_folder("briefs").glob("*.brief.md"))
