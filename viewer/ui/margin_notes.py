"""What the reader draws of the annotations: a mark for each, and a card for each that has something to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from viewer.annotations.anchors import Placed
from viewer.annotations.assessment import FIELDS, assessment_of
from viewer.annotations.model import Annotation
from viewer.ui.margin_card import MarginNote
from viewer.ui.reader_marks import Mark


def marks_and_notes(
    annotations: Iterable[Annotation], placed: Callable[[str], Placed], author: str
) -> tuple[list[Mark], list[MarginNote]]:
    """The annotations that have a place in the text. `placed` tells it by id; `author` is who sits here, and is not
    named on his own cards."""
    marks, notes = [], []
    for annotation in annotations:
        mark, note = drawing(annotation, placed(annotation.id), author)
        if mark:
            marks.append(mark)
        if note:
            notes.append(note)
    return marks, notes


# Reading thousands of annotations takes a third of a second, and while somebody types only one is new.
@lru_cache(maxsize=20_000)
def drawing(annotation: Annotation, where: Placed, author: str) -> tuple[Mark | None, MarginNote | None]:
    """The mark and the card of one annotation, as far as it has them."""
    if where.start is None or where.end is None:
        return None, None
    note = _card(annotation, where.start, where.end, where.state == "moved", author)
    if not (note or annotation.colour or not annotation.entity):
        return None, None
    look = (annotation.colour, annotation.style, note is not None)
    return Mark(annotation.id, where.start, where.end, *look), note


def _card(annotation: Annotation, start: int, end: int, moved: bool, author: str) -> MarginNote | None:
    type_ = assessment_of(annotation).get("type", "")
    if not (annotation.note or annotation.tags or type_):
        return None
    return MarginNote(
        annotation.id,
        start,
        end,
        annotation.colour,
        annotation.note,
        annotation.tags,
        moved,
        annotation.creator if annotation.creator != author else "",
        FIELDS["type"].values.get(type_, ""),
    )
