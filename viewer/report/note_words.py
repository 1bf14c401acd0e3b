"""What a PDF and a Word comment say of a note besides what its author wrote: what is doubtful about its place, and
what it is about. In English whatever the reader speaks: `imports/wording` takes it off again, perhaps elsewhere."""

from __future__ import annotations

from typing import Final

from viewer.annotations.assessment import assessment_words
from viewer.annotations.model import Annotation
from viewer.report.model import PlacedNote, Report

#: The key that ties the parts of one note of ours together in a PDF: the id that their names (`NM`) begin with.
GROUP_KEY: Final = "/BriefingViewerGroup"

#: Of an orphan and its words, in a PDF and in Word; of a moved note, and where its words are others now.
PDF_LOST: Final = "[Not found in this version of the brief: “{}”]"
PDF_MOVED: Final = "[Moved, please check]"
PDF_CHANGED: Final = "[Moved, please check. Marked as: “{}”]"
WORD_LOST: Final = "On words that are not found in this version: “{}”"
WORD_MOVED: Final = "moved, please check"
WORD_CHANGED: Final = "moved, please check; marked as “{}”"


def is_changed(note: PlacedNote, report: Report) -> bool:
    """Whether other words stand where the note has moved to."""
    today = report.brief.text[slice(*note.span)] if note.span else ""
    return note.annotation.exact not in ("", today)


def about(stored: Annotation) -> list[str]:
    """Tags and assessment."""
    return [*(f"#{tag}" for tag in stored.tags), *assessment_words(stored)]


def contents(note: PlacedNote, report: Report) -> str:
    """The `Contents` of a PDF's annotation: the note as it was typed, below a line on what is doubtful."""
    stored = note.annotation
    doubt = ""
    if note.state == "orphan":
        doubt = PDF_LOST.format(stored.exact)
    elif note.span and note.state == "moved":
        doubt = PDF_CHANGED.format(stored.exact) if is_changed(note, report) else PDF_MOVED
    return "\n\n".join(part for part in (doubt, stored.note) if part)


def subject(stored: Annotation, report: Report) -> str:
    """Its `Subj`: tags, assessment and entity."""
    return ", ".join([*about(stored), report.entity_name(stored)] if stored.entity else about(stored))
