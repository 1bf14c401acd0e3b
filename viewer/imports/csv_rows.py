"""Notes in a table: ours, as it went out and somebody changed it, or anybody's with a column of words or of notes."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from itertools import islice
from typing import Final

from viewer.annotations.assessment import FIELDS
from viewer.annotations.model import COLOURS, STYLES
from viewer.imports.errors import ImportRefusedError
from viewer.imports.found import FoundNote, Source
from viewer.language import tr
from viewer.report.csv_notes import opened, tags_in

_MOST: Final = 20_000
_LONGEST: Final = 1_000_000
#: What others call our columns.
_OTHERS: Final[Mapping[str, str]] = {
    "annotation": "quote", "highlight": "quote", "text": "quote", "words": "quote", "exact": "quote",
    "comment": "note", "comments": "note", "color": "colour", "user": "author", "creator": "author",
    "date": "created", "updated": "modified",
}  # fmt: skip


def read_csv(name: str, text: str) -> Source:
    """The notes in a table, divided by whatever divides its first row. Raises ImportRefusedError."""
    first = text.partition("\n")[0]
    divider = max(",;\t", key=first.count)
    csv.field_size_limit(_LONGEST)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=divider)
    try:
        columns = [_column(cell) for cell in next(table, ())]
        rows = list(islice(table, _MOST + 1))
    except csv.Error as error:
        raise ImportRefusedError(
            tr("{file} is not a table that can be read ({why}). Save it as CSV again.", file=name, why=error)
        ) from None
    if "quote" not in columns and "note" not in columns:
        raise ImportRefusedError(
            tr(
                "{file} holds no notes that can be read. "
                "A table needs a first row that names a column “quote” or “note”.",
                file=name,
            )
        )
    # Only what our export writes has a guard to be taken off.
    is_ours = {"id", "state", "quote", "note"} <= set(columns)
    notes = []
    for number, row in enumerate(rows[:_MOST], 2):
        cells = {column: opened(cell) if is_ours else cell for column, cell in zip(columns, row, strict=False)}
        if any(cells.values()):
            notes.append(_note(cells, number))
    left_out = (tr("all rows past the first {most}", most=_MOST),) if len(rows) > _MOST else ()
    return Source(name, "csv", tuple(notes), left_out=left_out)


def _column(cell: str) -> str:
    name = cell.strip().casefold()
    return _OTHERS.get(name, name)


def _note(cells: Mapping[str, str], number: int) -> FoundNote:
    def cell(name: str) -> str:
        return cells.get(name, "")

    ratings = tuple((field, value) for field in FIELDS if (value := cell(field)) in FIELDS[field].values)
    colour, style = cell("colour").casefold(), cell("style")
    place = cell("start"), cell("end")
    start, end = (int(value) if value.isascii() and value.isdigit() and len(value) < 10 else -1 for value in place)
    return FoundNote(
        key=tr("row {number}", number=number),
        id=cell("id"),
        exact=cell("quote"),
        start=start,
        end=end,
        note=cell("note"),
        author=cell("author"),
        created=cell("created"),
        modified=cell("modified"),
        colour=colour if "colour" in cells and (colour in COLOURS or not colour) else None,
        style=style if style in STYLES else None,
        tags=tuple(tag.strip() for tag in tags_in(cell("tags")) if tag.strip()) if "tags" in cells else None,
        ratings=ratings if FIELDS.keys() <= cells.keys() else None,
        entity=cell("entity") if "entity" in cells else None,
        place=tr("row {number}", number=number),
    )
