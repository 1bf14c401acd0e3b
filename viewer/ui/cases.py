"""What there is to review in a session: conflicts first, then notes that moved, then those that were not found."""

from __future__ import annotations

from collections.abc import Iterator

from viewer.annotations.assessment import assessment_words
from viewer.annotations.conflicts import versions
from viewer.annotations.model import Annotation
from viewer.ui.review import Case, Side
from viewer.ui.session import Session

_AROUND = 60  # code points of today's text on either side


def cases(session: Session) -> list[Case]:
    """The cases, each kind in reading order."""
    found = [*_conflicts(session), *_places(session)]
    order = ("conflict", "moved", "orphan")
    return sorted(found, key=lambda case: order.index(case.kind))


def _conflicts(session: Session) -> Iterator[Case]:
    for other in session.in_order():
        if not other.conflicts_with:
            continue
        first = versions(session.annotations, other.id)[0]
        if first.id != other.id:
            yield Case("conflict", first.id, _version(first), _version(other), other.id)


def _places(session: Session) -> Iterator[Case]:
    text = session.brief.text
    for one in session.in_order():
        where = session.placed(one.id)
        if where.state == "placed" or one.conflicts_with or one.not_in == session.digest:
            continue  # certain, or decided
        heading = f"Marked under “{one.heading}”" if one.heading else "Marked"
        left = Side(heading, one.exact, *_around(one.prefix, one.suffix), one.note)
        if where.start is None or where.end is None:
            yield Case(
                "orphan", one.id, left, Side("Select the words in the brief that it belongs to, if there are any.")
            )
            continue
        before, after = _around(
            text[max(0, where.start - _AROUND) : where.start], text[where.end : where.end + _AROUND]
        )
        section = session.section_at(where.start)
        label = f"Stands now under “{section}”" if section else "Stands now"
        yield Case("moved", one.id, left, Side(label, text[where.start : where.end], before, after))


def _around(before: str, after: str) -> tuple[str, str]:
    """What stands before and behind some words, without the words that are cut off."""
    return before.partition(" ")[2] or before, after.rpartition(" ")[0] or after


def _version(one: Annotation) -> Side:
    said = " · ".join(part for part in (one.creator or "No author", one.modified.replace("T", " ").rstrip("Z")) if part)
    about = [one.colour, *assessment_words(one), *(f"#{tag}" for tag in one.tags)]
    note = "\n".join(part for part in (one.note, "  ".join(part for part in about if part)) if part)
    return Side(said, one.exact, note=note or "(no note)")
