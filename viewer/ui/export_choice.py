"""What was chosen for an export, and what of it is remembered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from viewer.language import mark
from viewer.report.model import ReportOptions

PAGES = {"a4": mark("A4"), "letter": mark("Letter")}
#: Switches of `ReportOptions`: what they say, and why one would want them.
SWITCHES = {
    "underline_mentions": (
        mark("Underline who and what is named"),
        mark("As in the window: actors, minerals and places"),
    ),
    "appendices": (mark("Lists behind the text"), mark("Who and what is named, with pages; and all notes, numbered")),
    "flatten": (
        mark("Paint the marks into the page"),
        mark("For viewers that hide annotations; they can no longer be edited"),
    ),
    "archive": (mark("For the archive (PDF/A)"), mark("With everything that is needed to show it in years to come")),
    "share_safely": (
        mark("Share safely"),
        mark("No authors, no dates, no attachment, nothing of notes that are left out"),
    ),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen: a format by its id, and the options."""

    format: str
    options: ReportOptions
    only: str = ""  # the query as it was typed

    def kept(self) -> dict[str, object]:
        """What is remembered until the next export: all but which notes, as those are another brief's then."""
        options = {name: getattr(self.options, name) for name in SWITCHES}
        return {"format": self.format, **options}

    @classmethod
    def remembered(cls, kept: dict[str, object], page: Literal["a4", "letter"]) -> Choice:
        """The choice that was kept, on this page; what is not there, or makes no sense, is as it is the first time."""
        first = ReportOptions(page=page, underline_mentions=True)
        switches = {name: kept[name] for name in SWITCHES if isinstance(kept.get(name), bool)}
        format = str(kept.get("format", "pdf"))
        return cls(format, replace(first, **switches))  # type: ignore[arg-type]
