"""What there is to review in a session: conflicts first, then notes that moved, then those that were not found."""

from __future__ import annotations

from collections.abc import Iterator

from viewer.annotations.conflicts import versions
from viewer.annotations.model import Annotation
from viewer.language import tr
from viewer.ui.review import Case, Side
from viewer.ui.session import Session
from viewer.ui.wording import colour_words, moment, rated_words

_AROUND = 60  # code points of today's text on either side


def cases(session: Session) -> list[Case]:
    """The cases, each kind in reading order."""
    notes = session.in_order()
    found = [*_conflicts(session, notes), *_places(session, notes)]
    order = ("conflict", "moved", "orphan")
    return sorted(found, key=lambda case: order.index(case.kind))


def count_cases(session: Session) -> int:
    """How many there are: quickly, as it is asked at every key pressed in a note."""
    notes = session.annotations.values()
    return sum(bool(_rival(session, one)) or _is_doubtful(session, one) for one in notes)


def _rival(session: Session, one: Annotation) -> Annotation | None:
    """The note that this one is another version of."""
    first = versions(session.annotations, one.id)[0] if one.conflicts_with else one
    return None if first.id == one.id else first


def _is_doubtful(session: Session, one: Annotation) -> bool:
    """Whether its place is neither certain nor decided."""
    return session.placed(one.id).state != "placed" and not one.conflicts_with and one.not_in != session.digest


def _conflicts(session: Session, notes: list[Annotation]) -> Iterator[Case]:
    for other in notes:
        if first := _rival(session, other):
            yield Case("conflict", first.id, _version(first), _version(other), other.id)


def _places(session: Session, notes: list[Annotation]) -> Iterator[Case]:
    text = session.brief.text
    for one in notes:
        if not _is_doubtful(session, one):
            continue
        where = session.placed(one.id)
        heading = tr("Marked under “{heading}”", heading=one.heading) if one.heading else tr("Marked")
        left = Side(heading, one.exact, *_around(one.prefix, one.suffix), one.note)
        if where.start is None or where.end is None:
            yield Case(
                "orphan", one.id, left, Side(tr("Select the words in the brief that it belongs to, if there are any."))
            )
            continue
        before, after = _around(
            text[max(0, where.start - _AROUND) : where.start], text[where.end : where.end + _AROUND]
        )
        section = session.section_at(where.start)
        label = tr("Stands now under “{heading}”", heading=section) if section else tr("Stands now")
        yield Case("moved", one.id, left, Side(label, text[where.start : where.end], before, after))


def _around(before: str, after: str) -> tuple[str, str]:
    """What stands before and behind some words, without the words that are cut off."""
    return before.partition(" ")[2] or before, after.rpartition(" ")[0] or after


def _version(one: Annotation) -> Side:
    said = " · ".join(part for part in (one.creator or tr("No author"), moment(one.modified)) if part)
    about = [colour_words(one.colour), *rated_words(one), *(f"#{tag}" for tag in one.tags)]
    note = "\n".join(part for part in (one.note, "  ".join(part for part in about if part)) if part)
    return Side(said, one.exact, note=note or tr("(no note)"))
