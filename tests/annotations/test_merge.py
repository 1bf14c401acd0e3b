"""Merging by id: disjoint changes both stay, two versions of one note both stay, and twice is the same as once."""

from __future__ import annotations

import itertools
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from viewer.annotations.merge import Change, digest, replay
from viewer.annotations.model import Annotation

IDS = ["a", "b"]
VERSIONS = {id: [None, *(Annotation.of({"id": id, "bodyValue": text}) for text in "uvwxyz")] for id in IDS}


def changes(id: str, *path: Annotation | None) -> list[Change]:
    return [Change(id, digest(before), after) for before, after in itertools.pairwise(path)]


def test_each_step_already_in_the_file_is_continued(make: Any) -> None:
    one = make("1")
    path = [None, one, one.with_note("2"), one.with_note("3")]
    for stored in path:
        assert replay({one.id: stored} if stored else {}, changes(one.id, *path)) == {one.id: path[-1]}


def test_disjoint_changes_both_stay(make: Any) -> None:
    mine, theirs = make("mine"), make("theirs")
    edited = mine.with_note("edited")
    assert replay({mine.id: mine, theirs.id: theirs}, changes(mine.id, mine, edited)) == {
        mine.id: edited,
        theirs.id: theirs,
    }


def test_both_versions_of_one_note_stay(make: Any) -> None:
    base = make("base")
    mine, theirs = base.with_note("mine"), base.with_note("theirs")
    merged = replay({base.id: theirs}, changes(base.id, base, mine))
    assert merged[base.id] == theirs
    (copy,) = (note for note in merged.values() if note.conflict_of)
    assert (copy.note, copy.conflict_of, len(merged)) == ("mine", base.id, 2)
    assert replay(merged, changes(base.id, base, mine)) == merged


def test_two_windows_on_one_version(make: Any) -> None:
    base = make("base")
    mine, theirs = base.with_note("mine"), base.with_note("theirs")
    merged = replay({base.id: base}, changes(base.id, base, mine) + changes(base.id, base, theirs))
    assert sorted(note.note for note in merged.values()) == ["mine", "theirs"]


def test_a_change_outlives_a_deletion(make: Any) -> None:
    base = make("base")
    mine = base.with_note("mine")
    assert replay({}, changes(base.id, base, mine)) == {base.id: mine}
    assert replay({base.id: mine}, changes(base.id, base, None)) == {base.id: mine}


def test_what_was_taken_back_gives_way(make: Any) -> None:
    base = make("base")
    theirs = base.with_note("theirs")
    assert replay({base.id: theirs}, changes(base.id, base, base.with_note("mine"), base)) == {base.id: theirs}


def test_a_resolved_conflict_is_not_reopened(make: Any) -> None:
    base = make("base")
    theirs = base.with_note("theirs")
    journal = changes(base.id, base, base.with_note("mine"))
    merged = replay({base.id: theirs}, journal)
    (copy,) = (note for note in merged.values() if note.conflict_of)
    settled = journal + changes(copy.id, copy, None)
    assert replay({base.id: theirs}, settled) == replay(merged, settled) == {base.id: theirs}


@given(st.data())
def test_repetitions_and_crashes_change_nothing(data: st.DataObject) -> None:
    """Whichever prefix the file already holds, and if some stretch was written twice, the outcome is the same."""
    state: dict[str, Annotation | None] = dict.fromkeys(IDS)
    journal: list[Change] = []
    states = [dict(state)]
    fresh = {id: iter(VERSIONS[id][1:]) for id in IDS}
    for id in data.draw(st.lists(st.sampled_from(IDS), max_size=8)):
        after = None if state[id] and data.draw(st.booleans()) else next(fresh[id], None)
        journal += changes(id, state[id], after)
        state[id] = after
        states.append(dict(state))
    expected = {id: note for id, note in state.items() if note}
    start = data.draw(st.sampled_from(states))
    stored = {id: note for id, note in start.items() if note}
    assert replay(stored, journal) == expected
    at = data.draw(st.integers(0, len(journal)))
    assert replay(stored, journal[:at] + journal[data.draw(st.integers(0, at)) : at] + journal[at:]) == expected
