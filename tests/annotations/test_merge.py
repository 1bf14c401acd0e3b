"""Merging by id: disjoint changes both stay, two versions of one note both stay, and twice is the same as once."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from viewer.annotations.conflicts import keep_one
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
    (copy,) = (note for note in merged.values() if note.conflicts_with)
    assert (copy.note, copy.conflicts_with, len(merged)) == ("mine", base.id, 2)
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
    (copy,) = (note for note in merged.values() if note.conflicts_with)
    settled = journal + changes(copy.id, copy, None)
    assert replay({base.id: theirs}, settled) == replay(merged, settled) == {base.id: theirs}


def test_a_note_that_loses_while_it_is_typed_leaves_one_copy(make: Any, clock: Any) -> None:
    """Each fold makes a copy of what was typed so far; the next one replaces it, unless a reader has touched it."""
    base = make("base")
    first, second = base.with_note("mi", clock), base.with_note("mine", clock)
    theirs = base.with_note("theirs", clock)
    after_first = replay({base.id: theirs}, changes(base.id, base, first))
    merged = replay(after_first, changes(base.id, base, first, second))
    assert sorted(note.note for note in merged.values()) == ["mine", "theirs"]
    assert sorted(note.note for note in replay(after_first, changes(base.id, first, second)).values()) == [
        "mine",
        "theirs",
    ]
    touched = {id: note.with_tags(["mark"], clock) if note.conflicts_with else note for id, note in after_first.items()}
    merged = replay(touched, changes(base.id, base, first, second))
    assert sorted(note.note for note in merged.values()) == ["mi", "mine", "theirs"]


def test_a_version_that_is_kept_does_not_go_with_the_copy_that_it_was(make: Any, clock: Any) -> None:
    base = make("base")
    mine, theirs, later = (base.with_note(text, clock) for text in ("mine", "theirs", "later"))
    merged = replay({base.id: theirs}, changes(base.id, base, mine))
    (copy,) = (note for note in merged.values() if note.conflicts_with)
    settled = [
        Change(id, digest(before), after)
        for id, (before, after) in keep_one(merged, copy.id, lambda: datetime(2020, 1, 1, tzinfo=UTC)).changes.items()
    ]
    outside = replay({**merged, base.id: later}, settled)
    assert sorted(note.note for note in outside.values()) == ["later", "mine"]


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
