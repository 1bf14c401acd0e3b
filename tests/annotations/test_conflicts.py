"""Two versions of one note: both stay, wherever and in whatever order they meet, until a reader settles it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.annotations.conflicts import (
    as_rival,
    compete,
    conflicts,
    is_outdated,
    keep_all,
    keep_one,
    rivals,
    versions,
)
from viewer.annotations.edits import AnnotationSet
from viewer.annotations.jsonld import Page, read_page, write_page
from viewer.annotations.model import CONFLICT_OF, Annotation
from viewer.annotations.three_way import merge_notes

Notes = dict[str, Annotation]


def version(note: str, minute: int, id: str = "urn:n:1") -> Annotation:
    """A version as it was `minute` minutes after the note was made."""
    times = {"created": "2026-03-01T12:00:00Z", "modified": f"2026-03-01T12:{minute:02}:00Z"}
    return Annotation.of({"id": id, "type": "Annotation", "bodyValue": note, **times})


def of(*notes: Annotation) -> Notes:
    return {note.id: note for note in notes}


MADE, MINE, THEIRS, THIRD = version("made", 0), version("mine", 5), version("theirs", 9), version("third", 7)


def test_the_version_changed_last_has_the_id_and_the_other_is_marked() -> None:
    merged = merge_notes(of(MINE), of(THEIRS))
    (copy,) = rivals(merged, MINE.id)
    assert merged[MINE.id] == THEIRS and len(merged) == 2
    assert (copy.note, copy.conflicts_with, copy.modified) == ("mine", MINE.id, MINE.modified)
    assert conflicts(merged) == {MINE.id: (THEIRS, copy)}
    assert versions(merged, copy.id) == versions(merged, MINE.id) == (THEIRS, copy)


def test_the_other_version_survives_the_file() -> None:
    merged = merge_notes(of(MINE), of(THEIRS))
    assert dict(read_page(write_page(Page(merged))).annotations) == merged


def test_a_note_that_names_itself_is_in_conflict_with_nothing() -> None:
    odd = Annotation.of({**MINE.json(), CONFLICT_OF: MINE.id})
    assert odd.conflicts_with == "" and conflicts(of(odd)) == {}


@pytest.mark.parametrize("order", list(itertools.permutations([MADE, MINE, THEIRS, THIRD])))
def test_many_versions_in_any_order_make_one_file(order: Iterable[Annotation]) -> None:
    merged: Notes = {}
    for one in order:
        merged = merge_notes(merged, of(one))
    assert versions(merged, MINE.id)[0] == THEIRS
    assert sorted(one.note for one in merged.values()) == ["mine", "theirs", "third"]


def test_a_version_that_only_bears_another_time_is_the_same() -> None:
    later = Annotation.of({**MINE.json(), "modified": THEIRS.modified})
    assert merge_notes(of(MINE), of(later)) == merge_notes(of(later), of(MINE)) == of(later)
    with_copy = merge_notes(of(MINE), of(THIRD))
    assert merge_notes(with_copy, of(later)).keys() == with_copy.keys() ^ {
        as_rival(MINE, MINE.id).id,
        as_rival(THIRD, MINE.id).id,
    }


def test_the_note_as_first_made_gives_way_to_what_became_of_it() -> None:
    assert merge_notes(of(MADE), of(MINE)) == merge_notes(of(MINE), of(MADE)) == of(MINE)
    assert is_outdated(MADE, MINE) and not is_outdated(MINE, THEIRS) and not is_outdated(MINE, MADE)


@pytest.mark.parametrize("stamp", ["", "yesterday", "0001-01-01T00:00:00+23:59", "2026-03-01", "9" * 400])
def test_times_that_make_no_sense_lose_nothing(stamp: str) -> None:
    odd = Annotation.of({**MINE.json(), "bodyValue": "odd", "modified": stamp, "created": stamp})
    one, other = merge_notes(of(odd), of(THEIRS)), merge_notes(of(THEIRS), of(odd))
    assert one == other and sorted(note.note for note in one.values()) == ["odd", "theirs"]


@pytest.mark.parametrize("chosen", ["mine", "theirs"])
def test_keeping_one_version_lets_the_others_go(chosen: str, clock: Any) -> None:
    annotations = AnnotationSet(merge_notes(merge_notes(of(MINE), of(THEIRS)), of(THIRD)).values())
    before = dict(annotations)
    id = next(one.id for one in annotations.values() if one.note == chosen)
    edit = keep_one(annotations, id, clock)
    annotations.apply(edit)
    assert [(one.id, one.note, one.conflicts_with) for one in annotations.values()] == [(MINE.id, chosen, "")]
    annotations.apply(edit.inverse())
    assert dict(annotations) == before


def test_a_version_is_kept_under_the_id_of_a_note_that_was_deleted(clock: Any) -> None:
    merged = merge_notes(of(MINE), of(THEIRS))
    del merged[MINE.id]
    annotations = AnnotationSet(merged.values())
    annotations.apply(keep_one(annotations, *annotations, clock))
    assert [(one.id, one.note, one.conflicts_with) for one in annotations.values()] == [(MINE.id, "mine", "")]


def test_keeping_all_makes_notes_in_their_own_right_that_do_not_compete_again(clock: Any) -> None:
    annotations = AnnotationSet(merge_notes(of(MINE), of(THEIRS)).values())
    annotations.apply(keep_all(annotations, MINE.id, clock))
    assert sorted(one.note for one in annotations.values()) == ["mine", "theirs"] and not conflicts(annotations)
    assert merge_notes(annotations, of(MINE)) == dict(annotations)


def test_a_settled_conflict_stays_settled_where_both_sides_know_of_it(clock: Any) -> None:
    both = merge_notes(of(MINE), of(THEIRS))
    annotations = AnnotationSet(both.values())
    annotations.apply(keep_one(annotations, MINE.id, clock))
    assert merge_notes(both, annotations, both) == merge_notes(annotations, both, both) == dict(annotations)


@pytest.mark.parametrize("settle", [keep_one, keep_all])
@pytest.mark.parametrize("year", [2000, 2050])
def test_what_was_settled_stays_settled_when_old_files_turn_up(settle: Any, year: int) -> None:
    """Even if the clock of whoever settled it goes wrong."""
    both = merge_notes(of(MINE), of(THEIRS))
    for id in both:
        annotations = AnnotationSet(both.values())
        annotations.apply(settle(annotations, id, lambda: datetime(year, 1, 1, tzinfo=UTC)))
        assert not conflicts(annotations) and len(annotations) == (1 if settle is keep_one else 2)
        for old in (of(MINE), of(THEIRS), both):
            assert merge_notes(annotations, old) == merge_notes(old, annotations) == dict(annotations)
        later = version("later", 59)
        assert {one.note for one in merge_notes(annotations, of(later)).values()} >= {
            "later",
            annotations[MINE.id].note,
        }


def test_versions_of_a_copy_compete_with_the_note_itself() -> None:
    merged = merge_notes(of(MINE), of(THEIRS))
    (copy,) = rivals(merged, MINE.id)
    edits = [Annotation.of({**copy.json(), "bodyValue": text, "modified": "2026-03-01T13:00:00Z"}) for text in "xy"]
    sides = [{**merged, edit.id: edit} for edit in edits]
    both = merge_notes(*sides, merged)
    assert both == merge_notes(*reversed(sides), merged)
    assert sorted(one.note for one in versions(both, MINE.id)) == ["theirs", "x", "y"] and len(both) == 3


def test_a_copy_that_a_reader_edited_is_not_made_anew() -> None:
    merged = merge_notes(of(MINE), of(THEIRS))
    (copy,) = rivals(merged, MINE.id)
    edited = Annotation.of({**copy.json(), "bodyValue": "edited", "modified": "2026-03-01T13:00:00Z"})
    assert merge_notes({**merged, copy.id: edited}, of(MINE)) == {**merged, copy.id: edited}


def test_a_copy_and_what_a_reader_made_of_it_compete_without_a_third() -> None:
    merged = merge_notes(of(MINE), of(THEIRS))
    (copy,) = rivals(merged, MINE.id)
    for hour, texts in ((13, ["edited", "theirs"]), (11, ["edited", "mine", "theirs"])):  # by a clock that is behind
        value = {**copy.json(), "bodyValue": "edited", "modified": f"2026-03-01T{hour}:00:00Z"}
        edited = {**merged, copy.id: Annotation.of(value)}
        assert merge_notes(edited, merged) == merge_notes(merged, edited)
        assert sorted(one.note for one in merge_notes(edited, merged).values()) == texts


@given(st.data())
def test_competing_versions_are_never_lost(data: st.DataObject) -> None:
    """All texts are there, and the order in which they met does not show."""
    pool = [MADE, *(version(text, minute) for text in "uvw" for minute in (1, 2))]
    files = data.draw(st.lists(st.sampled_from(pool), min_size=1, max_size=6))
    merged: Notes = {}
    for one in files:
        compete(merged, one.id, one) if one.id in merged else merged.update(of(one))
    texts = {one.note for one in files}
    assert {one.note for one in merged.values()} == texts and len(merged) == len(texts)

    def fold(sides: list[Notes]) -> Notes:
        """Merged in some tree."""
        while len(sides) > 1:
            at = data.draw(st.integers(0, len(sides) - 2))
            sides[at : at + 2] = [merge_notes(*data.draw(st.permutations(sides[at : at + 2])))]
        return sides[0]

    first, second = fold([of(one) for one in files]), fold([of(one) for one in data.draw(st.permutations(files))])
    assert first == second == merge_notes(first, second)
    assert {one.note for one in first.values()} == (texts - {"made"} or texts)
