"""What was chosen for an export, and what of it is remembered."""

from __future__ import annotations

from dataclasses import dataclass, replace

from viewer.pages.paper import local_paper
from viewer.report.model import ReportOptions

PAGES = {"a4": "A4", "letter": "Letter"}
#: Switches of `ReportOptions`: what they say, and why one would want them.
SWITCHES = {
    "underline_mentions": ("Underline who and what is named", "As in the window: actors, minerals and places"),
    "appendices": ("Lists behind the text", "Who and what is named, with pages; and all notes, numbered"),
    "flatten": ("Paint the marks into the page", "For viewers that hide annotations; they can no longer be edited"),
    "archive": ("For the archive (PDF/A)", "With everything that is needed to show it in years to come"),
    "share_safely": ("Share safely", "No authors, no dates, no attachment, nothing of notes that are left out"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen: a format by its id, and the options."""

    format: str
    options: ReportOptions
    only: str = ""  # the query as it was typed

    def kept(self) -> dict[str, object]:
        """What is remembered until the next export: all but which notes, as those are another brief's then."""
        options = {name: getattr(self.options, name) for name in ("page", *SWITCHES)}
        return {"format": self.format, **options}

    @classmethod
    def remembered(cls, kept: dict[str, object]) -> Choice:
        """The choice that was kept; what is not there, or makes no sense, is as it is the first time."""
        first = ReportOptions(page=local_paper(), underline_mentions=True)
        switches = {name: kept[name] for name in SWITCHES if isinstance(kept.get(name), bool)}
        page = kept["page"] if kept.get("page") in PAGES else first.page
        format = str(kept.get("format", "pdf"))
        return cls(format, replace(first, page=page, **switches))  # type: ignore[arg-type]
