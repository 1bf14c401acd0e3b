"""Tables of notes: ours there and back through a spreadsheet, and anybody's."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from tests.imports.papers import applied, kinds
from tests.imports.test_round_trip import BRIEF, TEXT, notes
from tests.report.briefs import note_on, report_on
from viewer.annotations.assessment import assessment_of
from viewer.annotations.model import Annotation
from viewer.imports.errors import ImportRefusedError
from viewer.imports.formats import read
from viewer.imports.matching import propose
from viewer.imports.proposal import Proposal
from viewer.report.csv_notes import write_csv

Rows = list[dict[str, str]]


def table(ours: list[Annotation], change: Callable[[Rows], None] = lambda rows: None, divider: str = ",") -> bytes:
    """What a spreadsheet saves that has opened our export."""
    rows = list(csv.DictReader(io.StringIO(write_csv(report_on(BRIEF, *ours)).removeprefix("\ufeff"), newline="")))
    change(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=divider)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def proposed(data: bytes, ours: list[Annotation]) -> Proposal:
    return propose([read("n.csv", data)], {note.id: note for note in ours}, BRIEF)


@pytest.mark.parametrize("divider", [",", ";", "\t"])
def test_there_and_back(divider: str) -> None:
    ours = [*notes(), note_on(BRIEF, "copper", "=SUM(A1)", tags=["a;b", "-c"]), note_on(BRIEF, "gamma", "'quoted")]
    found = proposed(table(ours, divider=divider), ours)
    assert ([(one.kind, one.note.note) for one in found.changes], found.unchanged) == ([], len(ours))
    assert proposed(write_csv(report_on(BRIEF, *ours)).encode(), ours).changes == ()


def test_everything_comes_in_where_nothing_is() -> None:
    ours = notes()
    after = applied(proposed(table(ours), []), [])
    assert after.keys() == {note.id for note in ours}
    for note in ours:
        came = after[note.id]
        assert (came.note, came.tags, came.colour, came.style, came.creator, came.entity, assessment_of(came)) == (
            note.note, note.tags, note.colour, note.style, note.creator, note.entity, assessment_of(note)
        )  # fmt: skip
        assert (came.created, came.exact.strip(), came.is_whole) == (note.created, note.exact.strip(), note.is_whole)


def test_cells_that_were_changed() -> None:
    ours = notes()

    def change(rows: Rows) -> None:
        by_id = {row["id"]: row for row in rows}
        by_id[ours[0].id] |= {"note": "typed in a cell", "tags": "c; d"}
        by_id[ours[3].id] |= {"colour": "green", "confidence": "low"}
        rows.remove(by_id[ours[2].id])
        rows.append(dict.fromkeys(rows[0], "") | {"quote": "gamma", "note": "a row of my own"})

    found = proposed(table(ours, change), ours)
    # A row that is missing may have been filtered away.
    assert kinds(found) == ["added", "changed", "changed"]
    after = applied(found, ours)
    assert (after[ours[0].id].note, after[ours[0].id].tags) == ("typed in a cell", ("c", "d"))
    assert after[ours[3].id].colour == "green"
    assert assessment_of(after[ours[3].id]) == {"confidence": "low"}
    (new,) = (note for id, note in after.items() if id not in {one.id for one in ours})
    assert (new.exact, new.start) == ("gamma", TEXT.index("gamma"))


def test_rows_of_an_older_table_are_doubtful() -> None:
    ours = notes()
    mine = [ours[0].with_note("since then"), *ours[1:]]
    found = proposed(table(ours), mine)
    assert [(change.kind, change.is_doubtful) for change in found.changes] == [("changed", True)]
    assert not found.edit()


def test_anybodys_table() -> None:
    found = proposed("Highlight;Comment;Color\r\nfirst tantalum;=what?;Green\r\nnot there;x;\r\n".encode("utf-16"), [])
    (placed, orphan) = found.changes
    assert (placed.note.exact, placed.note.note, placed.note.colour) == ("first tantalum", "=what?", "green")
    assert orphan.is_orphan


@pytest.mark.parametrize("data", [b"", b"hello\n", b"a,b\n1,2\n", b"\x89PNG\x00", b"quote\n" + b"x" * 2_000_000])
def test_what_is_no_table_of_notes_is_refused(data: bytes) -> None:
    with pytest.raises(ImportRefusedError):
        read("x.csv", data)
