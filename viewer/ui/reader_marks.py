"""The annotations that the reader draws, and those of them that touch a stretch of text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A placed annotation as the reader draws it, in code points.

    `colour` is empty for a note without highlight; `style` is `fill` or `underline`; `note` says whether there is
    something to read besides the colour.
    """

    id: str
    start: int
    end: int
    colour: str
    style: str = "fill"
    note: bool = False


class Marks:
    """Marks in the order of the text, outer ones before those inside them.

    A search costs the logarithm of their number for each mark it finds, however they overlap: `_furthest` is a tree
    over the sorted marks that knows, for each stretch of them, how far the furthest of them goes.
    """

    def __init__(self, marks: Sequence[Mark] = ()) -> None:
        self._marks = sorted(marks, key=lambda mark: (mark.start, -mark.end))
        self._starts = [mark.start for mark in self._marks]
        self._by_id = {mark.id: mark for mark in self._marks}
        # Each level holds the furthest end of each two entries of the one below.
        self._furthest = [[mark.end for mark in self._marks]]
        while len(below := self._furthest[-1]) > 1:
            self._furthest.append([max(below[at : at + 2]) for at in range(0, len(below), 2)])

    def __len__(self) -> int:
        return len(self._marks)

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._marks)

    def get(self, id: str) -> Mark | None:
        return self._by_id.get(id)

    def between(self, start: int, end: int) -> list[Mark]:
        """The marks that share a code point with a range, in order."""
        found: list[Mark] = []
        last = bisect_left(self._starts, end)
        waiting = [(len(self._furthest) - 1, 0)] if last else []
        while waiting:
            level, entry = waiting.pop()
            if entry << level >= last or self._furthest[level][entry] <= start:
                continue
            if not level:
                found.append(self._marks[entry])
                continue
            if 2 * entry + 1 < len(self._furthest[level - 1]):
                waiting.append((level - 1, 2 * entry + 1))
            waiting.append((level - 1, 2 * entry))
        return found

    def around(self, start: int, end: int) -> list[Mark]:
        """The marks that share a code point with a range, the shortest, which is the innermost, first."""
        return sorted(self.between(start, end), key=lambda mark: (mark.end - mark.start, mark.start))
