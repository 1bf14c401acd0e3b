"""Edits, the set they change, and the history that takes them back."""

from __future__ import annotations

from typing import Any

import pytest

from viewer.annotations.edits import TYPING_PAUSE, AnnotationSet, Edit, History, Receipt
from viewer.annotations.errors import EditConflictError


@pytest.fixture
def seconds() -> list[float]:
    """The time that the history sees, in its last element."""
    return [0.0]


@pytest.fixture
def history(seconds: list[float]) -> History:
    return History(lambda: seconds[-1])


def test_a_receipt_names_what_an_edit_touched(make: Any) -> None:
    a, b, c = make("a"), make("b"), make("c")
    annotations = AnnotationSet([b, a])
    changed = a.with_note("A")
    receipt = annotations.apply(Edit("Mixed", {a.id: (a, changed), b.id: (b, None), c.id: (None, c)}))
    assert receipt == Receipt(added=(c.id,), changed=(a.id,), removed=(b.id,))
    assert dict(annotations) == {a.id: changed, c.id: c}


def test_the_set_is_in_the_order_of_ids_whatever_the_order_of_edits(make: Any) -> None:
    a, b, c = make(), make(), make()
    annotations = AnnotationSet([c])
    for one in (b, a):
        annotations.apply(Edit.adding("Add", [one]))
    assert list(annotations) == [a.id, b.id, c.id]


def test_the_inverse_restores(make: Any) -> None:
    a, b = make("a"), make("b")
    annotations = AnnotationSet([a])
    edit = Edit("Both", {a.id: (a, a.with_note("A")), b.id: (None, b)})
    annotations.apply(edit)
    annotations.apply(edit.inverse())
    assert dict(annotations) == {a.id: a}


def test_an_edit_that_does_not_fit_changes_nothing(make: Any) -> None:
    a, b = make("a"), make("b")
    annotations = AnnotationSet([a.with_note("changed meanwhile")])
    for edit in (
        Edit("Two", {b.id: (None, b), a.id: (a, None)}),
        Edit.adding("Add", [a]),
        Edit.removing("Remove", [b]),
    ):
        before = dict(annotations)
        with pytest.raises(EditConflictError, match=edit.label):
            annotations.apply(edit)
        assert dict(annotations) == before


def test_an_edit_under_the_wrong_id_cannot_be_made(make: Any) -> None:
    with pytest.raises(ValueError, match="wrong id"):
        Edit("Bad", {"other": (None, make())})


def test_undo_and_redo_walk_the_same_way(history: History, make: Any) -> None:
    annotations = AnnotationSet()
    a = make("a")
    steps = [Edit.adding("Add", [a]), Edit.changing("Change", a, a.with_note("A"))]
    states = [dict(annotations)]
    for step in steps:
        history.push(step)
        annotations.apply(step)
        states.append(dict(annotations))
    assert (history.undo_label, history.can_redo) == ("Change", False)
    for state in reversed(states[:-1]):
        annotations.apply(history.undo())  # type: ignore[arg-type]
        assert dict(annotations) == state
    assert history.undo() is None and history.redo_label == "Add"
    for state in states[1:]:
        annotations.apply(history.redo())  # type: ignore[arg-type]
        assert dict(annotations) == state
    assert history.redo() is None


def test_a_new_edit_ends_redoing(history: History, make: Any) -> None:
    history.push(Edit.adding("Add", [make()]))
    history.undo()
    history.push(Edit.adding("Other", [make()]))
    assert not history.can_redo


def type_keys(history: History, seconds: list[float], pauses: list[float], make: Any, key: str = "note:1") -> None:
    note = make("")
    for number, pause in enumerate(pauses):
        seconds.append(seconds[-1] + pause)
        longer = note.with_note("x" * (number + 1))
        history.push(Edit.changing("Typing", note, longer), key)
        note = longer


@pytest.mark.parametrize(("pauses", "steps"), [([0.2] * 9, 1), ([TYPING_PAUSE * 0.9] * 5, 1), ([0.2, 5, 0.2], 2)])
def test_quick_typing_is_one_step(
    history: History, seconds: list[float], pauses: list[float], steps: int, make: Any
) -> None:
    type_keys(history, seconds, pauses, make)
    undone = [history.undo() for _ in range(steps)]
    assert all(undone) and not history.can_undo
    assert undone[-1].changes["urn:n:1"][1].note == ""  # type: ignore[union-attr]


def test_typing_after_undo_or_in_another_note_is_a_step_of_its_own(
    history: History, seconds: list[float], make: Any
) -> None:
    type_keys(history, seconds, [0.1, 0.1], make)
    type_keys(history, seconds, [0.1], make, key="note:2")
    type_keys(history, seconds, [0.1], make)
    undone = 0
    while history.undo():
        undone += 1
    assert undone == 3


def test_steps_on_notes_changed_outside_are_forgotten_with_what_rests_on_them(history: History, make: Any) -> None:
    a, b, c = make("a"), make("b"), make("c")
    history.push(Edit.adding("A", [a]))
    history.push(Edit.adding("C", [c]))
    history.push(Edit.adding("A and B", [a, b]))
    history.forget([b.id])
    assert history.undo_label == "C"
    history.undo()
    assert not history.can_undo
    history.forget([c.id])
    assert not history.can_redo


def test_edits_join_only_where_they_meet(make: Any) -> None:
    a = make("a")
    first, second = Edit.adding("Add", [a]), Edit.changing("Change", a, a.with_note("A"))
    assert first.then(second).changes[a.id] == (None, second.changes[a.id][1])
    with pytest.raises(ValueError, match="join"):
        second.then(first)
    assert not first.then(first.inverse())
