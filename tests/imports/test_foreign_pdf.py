"""PDFs of the same text that others made and annotated: no key of ours, no attachment, any kind of annotation."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PySide6.QtGui import QGuiApplication

from tests.imports.papers import add, applied, edited, exported, find, kinds, proposed
from tests.imports.test_round_trip import BRIEF, TEXT
from viewer.annotations.model import Annotation
from viewer.imports.making import REPLYING
from viewer.imports.proposal import Proposal


@pytest.fixture(scope="module")
def paper(qapp: QGuiApplication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(BRIEF, [], tmp_path_factory.mktemp("paper"))


@pytest.fixture
def copy(paper: Path, tmp_path: Path) -> Path:
    target = tmp_path / "paper.pdf"
    target.write_bytes(paper.read_bytes())
    return target


def new(proposal: Proposal) -> list[Annotation]:
    assert set(kinds(proposal)) <= {"added"}
    return [change.note for change in proposal.changes]


@pytest.mark.parametrize(
    "words",
    [
        "Félix Tshisekedi offers cobalt",
        "office. Sentence 2 speaks of cobalt, copper and an efficient office. Sentence 3 speaks of",  # lines, ligatures
        "delta",
        "שלום",
        "הממשלה",
        "钴",
        "42",
        "Sentence 119 speaks",
    ],
)
def test_new_marks_stand_on_their_words(copy: Path, words: str) -> None:
    at = find(copy, words)
    (note,) = new(proposed(edited(copy, lambda pdf: add(pdf, at, Contents="?")), [], BRIEF))
    assert (note.start, note.end) == (TEXT.index(words), TEXT.index(words) + len(words))


def test_marks_drawn_tightly_around_each_letter(copy: Path) -> None:
    words = "cobalt, copper and an efficient office. Sentence 3 speaks"
    at = find(copy, words, tight=True)
    (note,) = new(proposed(edited(copy, lambda pdf: add(pdf, at)), [], BRIEF))
    assert note.exact == words


@pytest.mark.parametrize("nth", [0, 7, 60, 119])
def test_one_of_many_copies_is_told_by_its_surroundings(copy: Path, nth: int) -> None:
    at = find(copy, "efficient", nth)
    (note,) = new(proposed(edited(copy, lambda pdf: add(pdf, at)), [], BRIEF))
    assert note.start == TEXT.index("efficient", TEXT.index(f"Sentence {nth} "))


def test_corners_in_any_order_and_no_corners_at_all(copy: Path) -> None:
    page, quads = find(copy, "beta")
    left, top, right, bottom = quads[0], quads[1], quads[2], quads[5]
    around = [left, bottom, right, bottom, right, top, left, top]

    def change(pdf: pikepdf.Pdf) -> None:
        add(pdf, (page, quads), QuadPoints=Array(around), Contents="around")
        add(pdf, (page, quads), QuadPoints=None, Contents="none")

    assert {note.exact for note in new(proposed(edited(copy, change), [], BRIEF))} == {"beta"}


@pytest.mark.parametrize(
    ("kind", "colour", "style", "note"),
    [
        ("Highlight", "yellow", "fill", "Hm"),
        ("Underline", "yellow", "underline", "Hm"),
        ("Squiggly", "yellow", "underline", "Hm"),
        ("StrikeOut", "yellow", "fill", "[Struck out]\n\nHm"),
        ("Square", "yellow", "fill", "Hm"),
        ("Text", "yellow", "fill", "Hm"),
        ("FreeText", "yellow", "fill", "Hm"),
        ("Stamp", "yellow", "fill", "[Stamp]\n\nHm"),
        ("Caret", "yellow", "fill", "[Insert here]\n\nHm"),
    ],
)
def test_each_kind_says_what_it_is(copy: Path, kind: str, colour: str, style: str, note: str) -> None:
    at = find(copy, "gamma")
    (found,) = new(proposed(edited(copy, lambda pdf: add(pdf, at, kind, Contents="Hm")), [], BRIEF))
    assert (found.colour, found.style, found.note) == (colour, style, note)
    assert "gamma" in found.exact


def test_a_note_in_the_margin_is_about_the_line_beside_it(copy: Path) -> None:
    page, quads = find(copy, "The last words")
    rect = Array([565, quads[1] - 14, 585, quads[1] + 2])
    found = proposed(edited(copy, lambda pdf: add(pdf, (page, quads), "Text", Rect=rect, Contents="Why?")), [], BRIEF)
    assert [note.exact for note in new(found)] == ["The last words of all."]
    assert found.changes[0].remark


def test_words_that_are_not_in_the_brief_are_kept_as_an_orphan(copy: Path) -> None:
    at = find(copy, "TLP:AMBER")
    found = proposed(edited(copy, lambda pdf: add(pdf, at, Contents="who says so?")), [], BRIEF)
    (note,) = new(found)
    assert (note.exact, found.changes[0].is_orphan, note.start) == ("TLP:AMBER", True, None)


def test_the_title_stands_for_the_whole(copy: Path) -> None:
    at = find(copy, "A *test* brief")
    (note,) = new(proposed(edited(copy, lambda pdf: add(pdf, at, Contents="well done")), [], BRIEF))
    assert note.is_whole and note.motivation == "describing"


def test_marks_where_no_words_are_stay_orphans(copy: Path) -> None:
    nowhere = (0, [5.0, 20.0, 30.0, 20.0, 5.0, 8.0, 30.0, 8.0])
    found = proposed(edited(copy, lambda pdf: add(pdf, nowhere, Contents="a scan")), [], BRIEF)
    assert [(change.is_orphan, change.note.note, change.note.heading) for change in found.changes] == [
        (True, "a scan", "page 1")
    ]


def test_replies_are_notes_on_the_same_words_that_name_what_they_answer(copy: Path) -> None:
    at = find(copy, "gamma")

    def change(pdf: pikepdf.Pdf) -> None:
        first = add(pdf, at, Contents="Why?")
        second = add(pdf, at, "Text", Contents="Because.", T="Cy", IRT=first)
        add(pdf, at, "Text", Contents="Not so.", T="Di", IRT=second)
        add(pdf, at, "Text", Contents="Accepted set by Di", T="Di", IRT=first, State="Accepted", StateModel="Review")
        add(pdf, at, "Text", Contents="Marked set by Di", T="Di", IRT=first, State="Marked", StateModel="Marked")

    back = edited(copy, change)
    found = proposed(back, [], BRIEF)
    notes = {note.note: note for note in new(found)}
    assert notes.keys() == {"Why?", "Because.", "Not so.", "Accepted set by Di"}
    assert {note.exact for note in notes.values()} == {"gamma"}
    assert notes["Because."].motivation == REPLYING
    assert notes["Because."].json()["target"][1] == notes["Why?"].id  # type: ignore[index]
    assert notes["Not so."].json()["target"][1] == notes["Because."].id  # type: ignore[index]
    assert notes["Not so."].creator == "Di"
    assert found.left_out
    assert kinds(proposed(back, applied(found, []).values(), BRIEF)) == []


def test_a_replacement_is_one_note(copy: Path) -> None:
    at = find(copy, "copper", 3)

    def change(pdf: pikepdf.Pdf) -> None:
        caret = add(pdf, at, "Caret", Contents="tin")
        add(pdf, at, "StrikeOut", IRT=caret, RT=Name.Group)

    (note,) = new(proposed(edited(copy, change), [], BRIEF))
    assert (note.exact, note.note) == ("copper", "[Insert here]\n\ntin\n\n[Struck out]")


def test_replies_that_answer_each_other_end(copy: Path) -> None:
    at = find(copy, "gamma")

    def change(pdf: pikepdf.Pdf) -> None:
        one = add(pdf, at, "Text", Contents="one")
        one.IRT = add(pdf, at, "Text", Contents="two", IRT=one)

    assert len(new(proposed(edited(copy, change), [], BRIEF))) == 2


def test_what_holds_no_notes_brings_none(copy: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        add(pdf, find(copy, "gamma"), "Link", A=Dictionary(S=Name.URI, URI="https://example.org"))
        page = pdf.pages[0].obj
        page.Annots = Array([*page.Annots, 7, Name.No, Dictionary(), Array()])

    assert new(proposed(edited(copy, change), [], BRIEF)) == []


def test_broken_values_are_passed_over(copy: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        add(
            pdf, find(copy, "gamma"), QuadPoints=Array([Name.A] * 8), C=Array([]), M="yesterday", T=7,
            CreationDate="D:20259999", NM=Array(), Contents=b"\xfe\xff\xd8\x00", Subj=Name.X, IRT=5, Popup="x", RC=3,
        )  # fmt: skip

    (note,) = new(proposed(edited(copy, change), [], BRIEF))
    assert note.creator == "" and note.exact == "gamma"
