"""Out as a PDF, through another program, and back: what comes in is what was done there, and nothing else."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array
from PySide6.QtGui import QGuiApplication

from tests.imports.papers import add, applied, delete, edited, exported, find, kinds, marks, parts, proposed
from tests.report.briefs import brief_of, note_on, orphan, whole_note
from viewer.annotations.assessment import with_assessment
from viewer.annotations.edits import Edit
from viewer.annotations.model import Annotation

LINES = "".join(f"Sentence {number} speaks of cobalt, copper and an efficient office. " for number in range(120))
BODY = f"""# Minerals 😀

President Félix Tshisekedi offers cobalt and first tantalum to the United States of America.

הממשלה אמרה כי cobalt הוא חשוב. Latin text with שלום עולם inside, and العربية as well.

刚果民主共和国 offers 钴 and 铜 to 美国。 Emoji 😀😀 in between.

- one item with *italics* and `code`
- another **bold** item

| left | middle | right |
|:--|:-:|--:|
| alpha | beta | gamma |
| delta | epsilon | 42 |

{LINES}

The last words of all.
"""
BRIEF = brief_of(BODY)
TEXT = BRIEF.text


def notes() -> list[Annotation]:
    start = TEXT.index("Sentence 20 ")
    return [
        note_on(BRIEF, "Félix Tshisekedi", "Who else?\n\n- a list\n- of two", colour="green", tags=["a, b", "c"]),
        note_on(BRIEF, (start, start + 4200), "over pages", colour="blue"),
        note_on(BRIEF, "first tantalum to the United", "on lines", tags=["supply"], colour="orange"),
        note_on(BRIEF, "beta", "in a cell", colour="pink"),
        note_on(BRIEF, (TEXT.index("alpha"), TEXT.index("epsilon")), "over cells", colour="yellow"),
        note_on(BRIEF, "שלום עולם", "to the left 😀", colour="pink"),
        note_on(BRIEF, "😀😀", "", colour="yellow"),
        note_on(BRIEF, "钴", "no colour"),
        note_on(BRIEF, "italics", "named", entity="mineral:cobalt"),
        with_assessment(note_on(BRIEF, "efficient office", "sure", colour="blue"), "confidence", "high"),
        whole_note(BRIEF, "on the whole"),
        orphan(BRIEF, "words that are gone]", "lost\nand found"),
    ]


def test_nothing_done_is_nothing_changed(qapp: QGuiApplication, tmp_path: Path) -> None:
    ours = notes()
    path = exported(BRIEF, ours, tmp_path)
    found = proposed(path, ours, BRIEF)
    assert (kinds(found), found.unchanged, found.left_out) == ([], len(ours), ())
    assert not found.edit()
    assert kinds(proposed(edited(path, lambda pdf: None), ours, BRIEF)) == []


def test_one_changed_one_deleted_one_added(qapp: QGuiApplication, tmp_path: Path) -> None:
    ours = notes()
    path = exported(BRIEF, ours, tmp_path)

    def change(pdf: pikepdf.Pdf) -> None:
        # On the second page alone, as a person would.
        parts(pdf, ours[1])[-1][1].Contents = "by another hand"
        delete(pdf, ours[3])
        add(pdf, find(path, "The last words"), Contents="What is this?")

    found = proposed(edited(path, change), ours, BRIEF)
    assert kinds(found) == ["added", "changed", "deleted"]
    assert found.unchanged == len(ours) - 2
    after = applied(found, ours)
    assert ours[3].id not in after
    assert after[ours[1].id].note == "by another hand"
    (new,) = (note for id, note in after.items() if id not in {one.id for one in ours})
    assert (new.exact, new.note, new.creator, new.colour) == ("The last words", "What is this?", "Bo", "yellow")
    assert new.created == "2025-04-01T08:15:00Z"
    assert TEXT[new.start : new.end] == "The last words"


def test_the_same_file_comes_in_once(qapp: QGuiApplication, tmp_path: Path) -> None:
    ours = notes()
    path = exported(BRIEF, ours, tmp_path)

    def change(pdf: pikepdf.Pdf) -> None:
        parts(pdf, ours[0])[0][1].Contents = "changed"
        one = add(pdf, find(path, "The last words"), Contents="new", NM=None)
        add(pdf, find(path, "The last words"), "Text", Contents="I agree", IRT=one, NM=None)
        delete(pdf, ours[2])

    back = edited(path, change)
    after = applied(proposed(back, ours, BRIEF), ours)
    assert kinds(proposed(back, after.values(), BRIEF)) == []


@pytest.mark.parametrize("stripped", [("/NM",), ("/BriefingViewerGroup",), ("/NM", "/BriefingViewerGroup")])
def test_viewers_that_drop_names_change_nothing(
    qapp: QGuiApplication, tmp_path: Path, stripped: tuple[str, ...]
) -> None:
    start = TEXT.index("Sentence 20 ")
    ours = [
        note for note in notes() if note.start != start
    ]  # of two parts without names nothing tells that they are one
    path = exported(BRIEF, ours, tmp_path)

    def strip(pdf: pikepdf.Pdf) -> None:
        for _, one in marks(pdf):
            for key in stripped:
                del one[key]

    found = proposed(edited(path, strip), ours, BRIEF)
    assert [(change.kind, change.note.note) for change in found.changes] == []


def test_what_was_left_out_of_the_file_was_not_deleted(qapp: QGuiApplication, tmp_path: Path) -> None:
    ours = notes()
    path = exported(BRIEF, ours[:4], tmp_path)
    assert kinds(proposed(path, ours, BRIEF)) == []
    found = proposed(edited(path, lambda pdf: delete(pdf, ours[0])), ours, BRIEF)
    assert [(change.kind, change.id) for change in found.changes] == [("deleted", ours[0].id)]


def test_nothing_left_is_doubtful(qapp: QGuiApplication, tmp_path: Path) -> None:
    """A file whose marks were painted into the pages holds no annotation any more."""
    ours = notes()[:3]
    path = exported(BRIEF, ours, tmp_path)

    def flatten(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.obj.Annots = Array()

    found = proposed(edited(path, flatten), ours, BRIEF)
    assert kinds(found) == ["deleted"] * 3
    assert all(change.is_doubtful for change in found.changes)
    assert not found.edit()
    assert applied(found, ours, {ours[0].id}).keys() == {ours[1].id, ours[2].id}


def test_what_was_changed_on_both_sides(qapp: QGuiApplication, tmp_path: Path) -> None:
    ours = notes()
    path = exported(BRIEF, ours, tmp_path)

    def change(pdf: pikepdf.Pdf) -> None:
        for index in (0, 2, 3):
            parts(pdf, ours[index])[0][1].Contents = "theirs"
        delete(pdf, ours[4])
        delete(pdf, ours[5])

    back = edited(path, change)
    here = {note.id: note for note in ours}
    here[ours[0].id] = ours[0].with_note("mine")
    here[ours[2].id] = ours[2].with_colour("pink")  # of which the file says nothing new
    here[ours[4].id] = ours[4].with_note("still needed")
    del here[ours[3].id], here[ours[5].id]
    found = proposed(back, here.values(), BRIEF)
    by_id = {change.id: change for change in found.changes}
    assert by_id[ours[0].id].is_conflict
    assert by_id[ours[4].id].is_doubtful and ours[5].id not in by_id
    after = applied(found, here.values())
    assert {after[id].note for id in (ours[0].id, *by_id[ours[0].id].values)} == {"mine", "theirs"}
    assert (after[ours[2].id].note, after[ours[2].id].colour) == ("theirs", "pink")
    assert after[ours[3].id].note == "theirs"
    assert after[ours[4].id].note == "still needed"


def test_a_file_from_a_colleague_brings_all_of_its_notes(qapp: QGuiApplication, tmp_path: Path) -> None:
    theirs = notes()
    path = exported(BRIEF, theirs, tmp_path)
    mine = [note_on(BRIEF, "gamma", "mine")]
    found = proposed(edited(path, lambda pdf: delete(pdf, theirs[0])), mine, BRIEF)
    assert applied(found, mine) == {note.id: note for note in [*mine, *theirs[1:]]}


def test_without_the_attachment_nothing_is_deleted(qapp: QGuiApplication, tmp_path: Path) -> None:
    ours = notes()
    path = exported(BRIEF, ours, tmp_path)

    def change(pdf: pikepdf.Pdf) -> None:
        for name in list(pdf.attachments):
            del pdf.attachments[name]
        parts(pdf, ours[0])[0][1].Contents = "theirs"
        delete(pdf, ours[3])

    back = edited(path, change)
    found = proposed(back, ours, BRIEF)
    assert [(change.kind, change.is_doubtful) for change in found.changes] == [("changed", False)]
    # Which of two versions is older is not known; ours stays unless the reader says so.
    mine = [ours[0].with_note("mine"), *ours[1:]]
    found = proposed(back, mine, BRIEF)
    assert [(change.kind, change.is_doubtful) for change in found.changes] == [("changed", True)]
    assert applied(found, mine) == {note.id: note for note in mine}


_RANGES = st.lists(
    st.tuples(st.integers(0, 700), st.integers(1, 120)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    min_size=3,
    max_size=12,
)
_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=40)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_RANGES, st.lists(_TEXTS, min_size=12, max_size=12), st.integers(0, 2), st.integers(0, 1))
def test_any_notes_any_words(
    qapp: QGuiApplication, ranges: list[tuple[int, int]], texts: list[str], deleted: int, changed: int
) -> None:
    ours = [note_on(BRIEF, span, text, colour="green") for span, text in zip(ranges, texts, strict=False)]
    with tempfile.TemporaryDirectory() as folder:
        path = exported(BRIEF, ours, Path(folder))
        assert kinds(proposed(path, ours, BRIEF)) == []
        gone = ours[deleted]
        other = [note for note in ours if note is not gone][changed]

        def change(pdf: pikepdf.Pdf) -> None:
            delete(pdf, gone)
            for _, one in parts(pdf, other):
                one.Contents = f"{one.get('/Contents', '')} and more"
            add(pdf, find(path, "The last words"), Contents="new")

        found = proposed(edited(path, change), ours, BRIEF)
    assert kinds(found) == ["added", "changed", "deleted"]
    edit: Edit = found.edit()
    assert edit.changes[gone.id][1] is None
    assert edit.changes[other.id][1] is not None
