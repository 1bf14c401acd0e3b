"""Two versions of one note, both kept: how the second one is written, and how a reader settles which of them stays.

The version that was changed last keeps the id. Any other becomes an annotation of its own, marked with the id of the
note that it is a version of; so it is shown, saved, merged and undone as every annotation is. Its own id follows from
that note and from its content, and not from the version that it lost against: whoever merges the same versions, in
whatever order, makes the same file.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, MutableMapping
from datetime import UTC, datetime

from viewer.annotations.edits import Edit
from viewer.annotations.json_text import canonical
from viewer.annotations.model import CONFLICT_OF, Annotation, Clock, content_id, stamp, utc_now
from viewer.annotations.w3c import many, text_of
from viewer.language import mark, tr

#: On a note whose conflict was settled: the digests of all versions that the reader saw, so that none of them competes
#: with it again when an old file turns up.
SETTLED = "briefing:settled"

_LABEL = mark("settle conflict")


def compete(merged: MutableMapping[str, Annotation], id: str, other: Annotation) -> None:
    """Puts another version of the note `id` beside the one in `merged`; the version changed last gets the id.

    Versions that differ in the time of change only are one.
    """
    loser, winner = sorted((merged[id], other), key=_rank)
    if loser.digest not in _settled(winner) and winner.digest in _settled(loser):
        loser, winner = winner, loser
    merged[id] = winner
    if _content(loser) == _content(winner) or loser.digest in _settled(winner):
        return
    copy = as_rival(loser, id)
    # There already: the copy that an earlier merge made of these words, or what a reader has made of that copy since.
    there = merged.get(copy.id)
    if there is None or (_content(there) == _content(copy) and _rank(there) < _rank(copy)):
        merged[copy.id] = copy
    twin = as_rival(winner, id)
    if twin.id != id and twin.id in merged and _content(merged[twin.id]) == _content(twin):
        del merged[twin.id]


def as_rival(version: Annotation, of: str) -> Annotation:
    """The version under an id of its own, marked as competing with the note `of`.

    A version of such a copy competes with the note that the copy does, so that all stand in one row.
    """
    of = version.conflicts_with or of
    content = _content(_as_version(version, of))
    return Annotation.of({**version.json(), "id": content_id(content), CONFLICT_OF: of})


def drop_outdated(merged: MutableMapping[str, Annotation], id: str, passed: set[str]) -> None:
    """Takes away untouched copies of versions of the note `id` whose digests are in `passed`: they have successors."""
    for copy in rivals(merged, id):
        version = _as_version(copy, id)
        if version.digest in passed and as_rival(version, id).id == copy.id:
            del merged[copy.id]


def drop_settled(merged: MutableMapping[str, Annotation]) -> None:
    """Takes away untouched copies of versions that a reader has settled."""
    for copy in [one for one in merged.values() if CONFLICT_OF in one.text]:
        note = merged.get(copy.conflicts_with)
        if note and _as_version(copy, note.id).digest in _settled(note):
            del merged[copy.id]


def is_outdated(one: Annotation, by: Annotation) -> bool:
    """Whether, as far as one can tell without a common ancestor, the version `by` was made from this one.

    It was if this is the note as it was first made, since every version of a note comes from that, and the other was
    changed later. Where clocks or other tools leave a doubt, it was not, and both are kept.
    """
    made, changed = _moment(one.modified), _moment(by.modified)
    return one.created == by.created and -math.inf < made == _moment(one.created) < changed and SETTLED not in one.text


def rivals(annotations: Mapping[str, Annotation], id: str) -> list[Annotation]:
    """The other versions of the note `id`, in the order of their ids."""
    # Looking for the key in the text first: 10,000 notes need not be parsed for the few that hold it.
    marked = (one for one in annotations.values() if CONFLICT_OF in one.text)
    return sorted((one for one in marked if one.conflicts_with == id), key=lambda one: one.id)


def conflicts(annotations: Mapping[str, Annotation]) -> dict[str, tuple[Annotation, ...]]:
    """The notes that have other versions, by id: the note itself first, unless it was deleted, then the others."""
    roots = dict.fromkeys(one.conflicts_with for one in annotations.values() if CONFLICT_OF in one.text)
    return {id: found for id in roots if id and len(found := versions(annotations, id)) > 1}


def versions(annotations: Mapping[str, Annotation], id: str) -> tuple[Annotation, ...]:
    """All versions of the note that `id` is one of: first the one that holds the note's id, if it is there."""
    note = annotations[id].conflicts_with if id in annotations else ""
    note = note or id
    holder = annotations.get(note)
    return (*([holder] if holder else []), *rivals(annotations, note))


def keep_one(annotations: Mapping[str, Annotation], id: str, clock: Clock = utc_now) -> Edit:
    """The edit that keeps just this version, under the id of the note, and lets the others go.

    It counts as changed now, so that it stays ahead where the old versions turn up once more.
    """
    kept = annotations[id]
    note = kept.conflicts_with or id
    row = versions(annotations, id)
    changes: dict[str, tuple[Annotation | None, Annotation | None]] = {one.id: (one, None) for one in row}
    changes[note] = (annotations.get(note), _settling(_as_version(kept, note), row, clock))
    return Edit(tr(_LABEL), changes)


def keep_all(annotations: Mapping[str, Annotation], id: str, clock: Clock = utc_now) -> Edit:
    """The edit that makes every version of the note a note in its own right."""
    row = versions(annotations, id)
    return Edit(tr(_LABEL), {one.id: (one, _settling(_as_version(one, one.id), row, clock)) for one in row})


def _settling(kept: Annotation, row: Iterable[Annotation], clock: Clock) -> Annotation:
    """The version kept, as one that has taken all of the row into account."""
    seen = set(_settled(kept))
    for one in row:
        seen |= {one.digest, _as_version(one, one.conflicts_with or one.id).digest, *_settled(one)}
    return Annotation.of({**kept.json(), SETTLED: sorted(seen), "modified": stamp(clock())})


def _settled(annotation: Annotation) -> frozenset[str]:
    if SETTLED not in annotation.text:
        return frozenset()
    return frozenset(map(text_of, many(annotation.json().get(SETTLED))))


def _as_version(copy: Annotation, of: str) -> Annotation:
    value = copy.json()
    value.pop(CONFLICT_OF, None)
    return Annotation.of({**value, "id": of})


def _content(annotation: Annotation) -> str:
    value = annotation.json()
    value.pop("modified", None)
    return canonical(value)


def _rank(annotation: Annotation) -> tuple[float, str]:
    """By time of change; the text decides between equals, so that the order is the same everywhere."""
    return _moment(annotation.modified), annotation.text


def _moment(stamp: str) -> float:
    """Seconds since 1970; before all others for a time that is absent or cannot be read."""
    try:
        moment = datetime.fromisoformat(stamp)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return -math.inf
