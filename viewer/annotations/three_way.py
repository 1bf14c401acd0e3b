"""Two files of annotations made one, by annotation id, with the file that both come from or without it.

With it, what only one side changed or deleted is changed or deleted. Without it a note that one side lacks may be new
there or deleted here; it stays, as nothing that somebody wrote may be lost. Where both sides changed one note, both
versions stay (see `conflicts`). Between a deletion and a change the change wins.

On notes that do not conflict, merging is commutative, associative and idempotent; on others it is commutative and
idempotent, and what it gives depends on nothing but the versions.
"""

from __future__ import annotations

from collections.abc import Mapping

from viewer.annotations.conflicts import compete, drop_settled, is_outdated
from viewer.annotations.json_text import canonical
from viewer.annotations.jsonld import Page
from viewer.annotations.model import Annotation

#: Where a file lacks a field; it may also hold null.
_ABSENT = object()


def merge_notes(
    ours: Mapping[str, Annotation], theirs: Mapping[str, Annotation], base: Mapping[str, Annotation] | None = None
) -> dict[str, Annotation]:
    """The notes of both sides; `base` holds those that both sides come from, None if that is not known."""
    merged: dict[str, Annotation] = {}
    rival: dict[str, Annotation] = {}
    known = base or {}
    for id in dict.fromkeys([*ours, *theirs]):
        one, other = ours.get(id), theirs.get(id)
        chosen = _chosen(one, other, known.get(id))
        if chosen is not None:
            merged[id] = chosen
        elif one is not None and other is not None:
            merged[id], rival[id] = one, other
    for id, other in rival.items():
        compete(merged, id, other)
    drop_settled(merged)
    return merged


def merge_pages(ours: Page, theirs: Page, base: Page | None = None) -> Page:
    """Both files as one: the notes, the fields of the page, and what is no annotation but was kept as it stands."""
    base_fields = base.fields if base else {}
    fields = {}
    for key in sorted({*ours.fields, *theirs.fields}):
        chosen = _field(*(side.get(key, _ABSENT) for side in (ours.fields, theirs.fields, base_fields)))
        if chosen is not _ABSENT:
            fields[key] = chosen
    mine, other, both = set(ours.loose), set(theirs.loose), set(base.loose if base else ())
    loose = sorted(item for item in mine | other if item not in both or (item in mine and item in other))
    notes = merge_notes(ours.annotations, theirs.annotations, base.annotations if base else None)
    return Page(notes, fields, tuple(loose))


def _chosen(one: Annotation | None, other: Annotation | None, base: Annotation | None) -> Annotation | None:
    """What becomes of a note; None if it is deleted or, where both sides have it, if the two versions must compete."""
    if one == other or other == base:
        return one
    if one == base:
        return other
    if one is None or other is None:
        return one or other
    if base is None and is_outdated(one, other):
        return other
    if base is None and is_outdated(other, one):
        return one
    return None


def _field(one: object, other: object, base: object) -> object:
    if one == other or other == base:
        return one
    if one == base or one is _ABSENT:
        return other
    if other is _ABSENT:
        return one
    return max(one, other, key=canonical)  # either will do, if only it is the same on every machine
