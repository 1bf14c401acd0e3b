"""Changes to annotations as values: every change is an `Edit`, and undo is its inverse.

history.push(edit); annotations.apply(edit); store.append(edit)
"""

from __future__ import annotations

import time
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from viewer.annotations.errors import EditConflictError
from viewer.annotations.model import Annotation
from viewer.language import tr

Change = tuple[Annotation | None, Annotation | None]

#: Typing into one note within this time of the last key is one step of undo, in seconds.
TYPING_PAUSE = 1.0


@dataclass(frozen=True)
class Edit:
    """What changes: annotation id → (value before, value after), None meaning absent. `label` names it in the menu."""

    label: str
    changes: Mapping[str, Change]

    def __post_init__(self) -> None:
        for id, values in self.changes.items():
            if not id or any(value is not None and value.id != id for value in values):
                raise ValueError(f"a change filed under the wrong id: {id!r}")

    @classmethod
    def adding(cls, label: str, annotations: Iterable[Annotation]) -> Edit:
        return cls(label, {annotation.id: (None, annotation) for annotation in annotations})

    @classmethod
    def removing(cls, label: str, annotations: Iterable[Annotation]) -> Edit:
        return cls(label, {annotation.id: (annotation, None) for annotation in annotations})

    @classmethod
    def changing(cls, label: str, before: Annotation, after: Annotation) -> Edit:
        return cls(label, {before.id: (before, after)})

    @classmethod
    def mapping(cls, label: str, annotations: Iterable[Annotation], change: Callable[[Annotation], Annotation]) -> Edit:
        """Several at once, each changed in the same way; those that `change` leaves as they are stay out of it."""
        pairs = ((annotation, change(annotation)) for annotation in annotations)
        return cls(label, {before.id: (before, after) for before, after in pairs if before is not after})

    def inverse(self) -> Edit:
        return Edit(self.label, {id: (after, before) for id, (before, after) in self.changes.items()})

    def then(self, later: Edit) -> Edit:
        """Both as one, under this label. Raises ValueError unless `later` starts where this one ends."""
        changes = dict(self.changes)
        for id, (before, after) in later.changes.items():
            first = changes.get(id, (before, before))
            if first[1] != before:
                raise ValueError(f"the edits do not join at {id}")
            changes[id] = (first[0], after)
        return Edit(self.label, changes)

    def __bool__(self) -> bool:
        return any(before != after for before, after in self.changes.values())


@dataclass(frozen=True, slots=True)
class Receipt:
    """The ids that an edit touched; views redraw these and no others."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


class AnnotationSet(Mapping[str, Annotation]):
    """The annotations of one brief by id, in the order of the ids. `apply` is the only mutation."""

    def __init__(self, annotations: Iterable[Annotation] = ()) -> None:
        self._by_id = {annotation.id: annotation for annotation in annotations}
        self._ids = sorted(self._by_id)

    def __getitem__(self, id: str) -> Annotation:
        return self._by_id[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def apply(self, edit: Edit) -> Receipt:
        """Makes the change, whole or not at all. Raises EditConflictError where a note is not what the edit says."""
        for id, (before, _) in edit.changes.items():
            if self._by_id.get(id) != before:
                raise EditConflictError(
                    tr("“{label}” cannot be done: the note has been changed in the meantime.", label=edit.label)
                )
        added, changed, removed = [], [], []
        for id, (before, after) in edit.changes.items():
            if before == after:
                continue
            if after is None:
                del self._by_id[id]
                del self._ids[bisect_left(self._ids, id)]
                removed.append(id)
                continue
            if before is None:
                insort(self._ids, id)
                added.append(id)
            else:
                changed.append(id)
            self._by_id[id] = after
        return Receipt(tuple(added), tuple(changed), tuple(removed))


class Undoable(Protocol):
    """What a history can hold: an `Edit`, or a change of something else that is undone in turn with the edits."""

    @property
    def label(self) -> str: ...

    @property
    def changes(self) -> Mapping[str, object]:
        """By the ids of the annotations that it touches."""

    def inverse(self) -> Undoable: ...


@dataclass(slots=True)
class _Step:
    edit: Undoable
    merge_key: str
    at: float


class History:
    """The edits that can be undone and redone. It hands out edits; whoever asks applies and saves them.

    `now` gives seconds that never run backwards.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._done: list[_Step] = []
        self._undone: list[_Step] = []

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    @property
    def undo_label(self) -> str:
        return self._done[-1].edit.label if self._done else ""

    @property
    def redo_label(self) -> str:
        return self._undone[-1].edit.label if self._undone else ""

    def push(self, edit: Undoable, merge_key: str = "") -> None:
        """Remembers an edit. Edits with the same merge key, each soon after the last, become one step."""
        self._undone.clear()
        step = _Step(edit, merge_key, self._now())
        last = self._done[-1] if self._done else None
        if merge_key and last and last.merge_key == merge_key and step.at - last.at <= TYPING_PAUSE:
            with suppress(ValueError):  # the note was changed in between: a step of its own
                if isinstance(last.edit, Edit) and isinstance(edit, Edit):
                    step.edit = last.edit.then(edit)
                    self._done.pop()
        self._done.append(step)

    def undo(self) -> Undoable | None:
        """The edit that takes the last step back, or None."""
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        return step.edit.inverse()

    def redo(self) -> Undoable | None:
        """The edit that repeats the step last undone, or None."""
        if not self._undone:
            return None
        step = self._undone.pop()
        step.merge_key = ""
        self._done.append(step)
        return step.edit

    def take_back(self) -> None:
        """What `undo` handed out last could not be done: the step stays where it was, the next to be undone."""
        self._done.append(self._undone.pop())

    def take_back_redo(self) -> None:
        """The same for what `redo` handed out last."""
        self._undone.append(self._done.pop())

    def forget(self, ids: Iterable[str]) -> None:
        """Drops the steps that touch these notes, because they were changed from outside and no longer fit.

        A dropped step takes along what lies behind it and touches the same notes: each step needs the one before it.
        """
        for steps in (self._done, self._undone):
            lost = set(ids)
            kept: list[_Step] = []
            for step in reversed(steps):
                if lost.isdisjoint(step.edit.changes):
                    kept.append(step)
                else:
                    lost.update(step.edit.changes)
            steps[:] = reversed(kept)
