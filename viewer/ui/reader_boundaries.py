"""Where an annotation may begin and end: between characters as people see them, and, from the keyboard, at words.

All in code points of the canonical text. A character may be several of them: a letter with its accents, a flag.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from PySide6.QtCore import QTextBoundaryFinder

from viewer.brief.model import Block
from viewer.pages.document import BriefDocument
from viewer.pages.utf16 import Utf16Map

#: Looked at on either side: a paragraph may be a megabyte, and this is asked at every move of the mouse.
_NEAR = 400

End = Literal["start", "end"]


def boundary_at(page: BriefDocument, offset: int, forward: bool) -> int:
    """`offset` if it stands between two characters, else the next such place forward or back."""
    block = page.blocks[page.index_at(offset)]
    inside = min(max(0, offset - block.start), len(block.text))
    first, last = max(0, inside - _NEAR), min(len(block.text), inside + _NEAR)
    places = _boundaries(block.text[first:last], QTextBoundaryFinder.BoundaryType.Grapheme)
    places = [first + place for place in places]
    if inside in places or not places:
        return block.start + inside
    if forward:
        return block.start + next((place for place in places if place > inside), len(block.text))
    return block.start + next((place for place in reversed(places) if place < inside), 0)


def next_boundary(page: BriefDocument, offset: int, forward: bool) -> int:
    """The end of the character behind a place, or the start of the one before it; blocks have one between them."""
    return boundary_at(page, offset + 1, True) if forward else boundary_at(page, max(0, offset - 1), False)


def moved_end(page: BriefDocument, start: int, end: int, which: End, forward: bool) -> tuple[int, int] | None:
    """A range whose `which` end has gone on, or back, to the nearest end of a word (its start, for the range's start).

    None where there is no word left to go to, or the range would be empty.
    """
    place = next(_word_ends(page, end if which == "end" else start, which, forward), None)
    if place is None:
        return None
    start, end = (start, place) if which == "end" else (place, end)
    return (start, end) if start < end else None


def _word_ends(page: BriefDocument, offset: int, which: End, forward: bool) -> Iterator[int]:
    """The ends (or starts) of words from a place on, the nearest first."""
    blocks = page.blocks
    if not blocks:
        return
    first = page.index_at(offset)
    for index in range(first, len(blocks)) if forward else range(first, -1, -1):
        block = blocks[index]
        at = offset - block.start if index == first else 0 if forward else len(block.text)
        inside = index != first
        for place in _in_block(block, at, which, forward, inside):
            yield block.start + place


def _in_block(block: Block, at: int, which: End, forward: bool, inclusive: bool) -> Iterator[int]:
    """The ends (or starts) of a block's words beyond `at`, the nearest first; `inclusive` takes one at `at` too."""
    reach = _NEAR
    while True:
        low, high = max(0, at - reach), min(len(block.text), at + reach)
        words = [(low + a, low + b) for a, b in words_of(block.text[low:high])]
        # A word at the edge of what was looked at may go on beyond it.
        whole = [(a, b) for a, b in words if (a > low or not low) and (b < high or high == len(block.text))]
        ends = [word[which == "end"] for word in whole]
        found = [place for place in ends if (place > at if forward else place < at) or (inclusive and place == at)]
        if found or (low == 0 and high == len(block.text)):
            yield from found if forward else reversed(found)
            return
        reach *= 4


def words_of(text: str) -> list[tuple[int, int]]:
    """The words of a text (start, end), as Unicode's UAX #29 cuts them: what holds a letter or a digit."""
    places = _boundaries(text, QTextBoundaryFinder.BoundaryType.Word)
    return [(a, b) for a, b in pairwise(places) if any(character.isalnum() for character in text[a:b])]


def _boundaries(text: str, kind: QTextBoundaryFinder.BoundaryType) -> Sequence[int]:
    finder = QTextBoundaryFinder(kind, text)
    units = Utf16Map(text)
    places = [0]
    while (place := finder.toNextBoundary()) >= 0:
        places.append(units.to_text(place))
    return places
