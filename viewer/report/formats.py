"""The formats in which a brief and its notes can leave the program. A new one is a new file and one row here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from viewer.report.markdown import write_markdown
from viewer.report.model import Report


@dataclass(frozen=True, slots=True)
class Format:
    """`id` is what the command line calls it.

    `suffix` replaces `.brief.md`. `write` gives the file's text; None where viewer.pages has to draw it.
    """

    id: Literal["pdf", "md"]
    label: str
    suffix: str
    write: Callable[[Report], str] | None = None


_ROWS = (
    Format("pdf", "Annotated PDF", ".annotated.pdf"),
    Format("md", "Notes as Markdown", ".notes.md", write_markdown),
)
FORMATS = {row.id: row for row in _ROWS}
