"""The notes of a report as comments of Word (ISO/IEC 29500-1, 17.13.4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from viewer.annotations.assessment import assessment_words
from viewer.report.body import Numbered
from viewer.report.docx_xml import DECLARATION, NAMESPACES, clean, escaped, paragraph, run
from viewer.report.model import PlacedNote, Report
from viewer.report.note_words import WORD_CHANGED, WORD_LOST, WORD_MOVED, about, is_changed

#: The attribute is required; of a note that is to be shared safely nobody is to be named.
_NOBODY: Final = "Reader"
_REFERENCE: Final = '<w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
_YEARS: Final = range(1601, 10_000)  # those that Word can show


def is_comment(note: PlacedNote) -> bool:
    """Whether a note says anything: a mere highlight is a colour in Word too, and no empty comment."""
    stored = note.annotation
    said = (stored.note.strip(), stored.tags, stored.entity, stored.declares, assessment_words(stored))
    return any(said) or note.span is None or note.state != "placed"


def opening(one: Numbered) -> str:
    """Where the commented words begin."""
    return f'<w:commentRangeStart w:id="{one.number}"/>' if is_comment(one.note) else ""


def closing(one: Numbered) -> str:
    """Where they end, with the reference that stands there."""
    if not is_comment(one.note):
        return ""
    end = f'<w:commentRangeEnd w:id="{one.number}"/>'
    return f'{end}<w:r>{_REFERENCE}<w:commentReference w:id="{one.number}"/></w:r>'


def comments_part(report: Report, notes: tuple[Numbered, ...]) -> str:
    """The part that holds what the comments say."""
    inside = "".join(_comment(report, one) for one in notes if is_comment(one.note))
    return f"{DECLARATION}<w:comments {NAMESPACES}>{inside}</w:comments>"


def _comment(report: Report, one: Numbered) -> str:
    stored = one.note.annotation
    author = " ".join(stored.creator.split()) or _NOBODY
    initials = "".join(word[0] for word in author.split())[:4]
    date = _date(stored.modified or stored.created)
    when = f' w:date="{date}"' if date else ""
    paragraphs = list(_paragraphs(report, one.note))
    mark = f"<w:r>{_REFERENCE}<w:annotationRef/></w:r>"
    first, *rest = paragraphs or [""]
    inside = paragraph(mark + first, "CommentText") + "".join(paragraph(line, "CommentText") for line in rest)
    who = f'w:author="{escaped(author)}" w:initials="{escaped(initials)}"'
    return f'<w:comment w:id="{one.number}" {who}{when}>{inside}</w:comment>'


def _paragraphs(report: Report, note: PlacedNote) -> Iterator[str]:
    """The runs of each paragraph: what the note says, as it was written, then a line about it."""
    stored = note.annotation
    if note.state == "orphan":
        yield run(WORD_LOST.format(stored.exact), "<w:i/>")
    for text in (stored.note, stored.declares):
        if text.strip():
            yield from (run(line) for line in clean(text).strip("\n").split("\n"))
    said = about(stored)
    if stored.entity:
        said.append(report.entity_name(stored))
    if note.state == "moved":
        said.append(WORD_CHANGED.format(stored.exact) if is_changed(note, report) else WORD_MOVED)
    if said:
        yield run(" · ".join(said), "<w:i/>")


def _date(text: str) -> str:
    """An `xsd:dateTime` in UTC, "" for what is none: Word takes a file with another date for damaged."""
    try:
        moment = datetime.fromisoformat(text)
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment.year in _YEARS else ""
