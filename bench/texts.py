"""Briefs of any size, made of the shipped ones, so that what is measured looks like what is read."""

from __future__ import annotations

import random
from pathlib import Path

from viewer.resource_files import shipped_briefs


def write_brief(path: Path, size: int, seed: int = 1) -> Path:
    """Write a brief of about `size` bytes: front matter (not in a `.txt`), and the shipped briefs' paragraphs in random
    order."""
    rng = random.Random(seed)
    congo = next(path for path in shipped_briefs() if path.name.startswith("congo")).read_text("utf-8")
    _, front, body = congo.split("---\n", 2)
    pieces = [piece for piece in body.split("\n\n") if piece.strip() and not piece.startswith("[^")]
    made, length = [], 0
    while length < size:
        piece = rng.choice(pieces)
        made.append(piece)
        length += len(piece.encode()) + 2
    # As plain text the front matter would be words like all others.
    head = "" if path.suffix == ".txt" else f"---\n{front}---\n"
    path.write_text(head + "\n\n".join(made) + "\n", "utf-8")
    return path
