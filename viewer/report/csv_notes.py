"""The notes as a table (CSV, RFC 4180), a row a note, for spreadsheets and to be read back.

UTF-8 with a byte order mark, without which Excel takes it for something else. What `notes_csv` does to a cell can be
undone exactly, by `opened` and `tags_in`:

- A cell that a spreadsheet would take for a formula gets a `'` before it, and so does one that begins with a `'`. So
  whoever reads takes one `'` off every cell that begins with one, and nothing else.
- Tags stand in one cell, divided by `;`. Inside a tag `;` is `\\;` and `\\` is `\\\\`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Final

from viewer.annotations.assessment import assessment_of
from viewer.report.model import PlacedNote, Report

#: The first row. `start` and `end` are half-open code points of the brief's text, empty where the words stand nowhere.
COLUMNS: Final = (
    "id", "state", "start", "end", "heading", "quote", "note", "tags", "colour", "style", "type", "confidence",
    "reliability", "credibility", "entity", "author", "created", "modified",
)  # fmt: skip
#: Their full-width forms, which spreadsheets read alike, among them.
_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")
_TAG: Final = re.compile(r"(?:[^\\;]|\\.)*", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)


def write_csv(report: Report) -> str:
    """The table, byte order mark included."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([sealed(value) for value in _row(report, note)] for note in report.notes)
    return "\ufeff" + out.getvalue()


def sealed(text: str) -> str:
    """A cell that a spreadsheet takes for words."""
    return f"'{text}" if text.startswith((*_FORMULA, "'")) else text


def opened(cell: str) -> str:
    """What `sealed` was given."""
    return cell.removeprefix("'")


def tags_cell(tags: Iterable[str]) -> str:
    """Tags in one cell."""
    return ";".join(tag.replace("\\", "\\\\").replace(";", "\\;") for tag in tags)


def tags_in(text: str) -> tuple[str, ...]:
    """What `tags_cell` was given; of what somebody typed, tags without white space around them."""
    found, at = [], 0
    while at <= len(text):
        match = _TAG.match(text, at)
        end = match.end() if match else at
        # A backslash that ends the cell escapes nothing.
        end = end if end >= len(text) or text[end] == ";" else len(text)
        found.append(_ESCAPED.sub(r"\1", text[at:end]))
        at = end + 1
    return tuple(tag for tag in found if tag)


def _row(report: Report, note: PlacedNote) -> Iterator[str]:
    stored, brief = note.annotation, report.brief
    rated = assessment_of(stored)
    heading = brief.heading_at(note.start) if note.start is not None else None
    yield from (stored.id, note.state)
    yield from ("", "") if note.span is None else map(str, note.span)
    yield heading.text if heading else "" if note.span else stored.heading
    yield brief.text[slice(*note.span)] if note.span else stored.exact
    yield from (stored.note, tags_cell(stored.tags), stored.colour, stored.style if stored.colour else "")
    yield from (rated.get(field, "") for field in ("type", "confidence", "reliability", "credibility"))
    yield from (stored.entity, stored.creator, stored.created, stored.modified)
