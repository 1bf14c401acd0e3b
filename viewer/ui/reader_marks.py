"""The annotations that the reader draws, and those of them that touch a stretch of text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
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
        self._set(marks)

    def _set(self, marks: Sequence[Mark]) -> None:
        self._marks = sorted(marks, key=lambda mark: (mark.start, -mark.end))
        self._starts = [mark.start for mark in self._marks]
        self._by_id = {mark.id: mark for mark in self._marks}
        self._furthest = self._tree()

    def _tree(self) -> list[list[int]]:
        # Each level holds the furthest end of each two entries of the one below.
        levels = [[mark.end for mark in self._marks]]
        while len(below := levels[-1]) > 1:
            # Over pairs as they are zipped: a slice for each would take as long as all the rest.
            above = [one if one > other else other for one, other in zip(below[::2], below[1::2], strict=False)]
            levels.append([*above, below[-1]] if len(below) % 2 else above)
        return levels

    def change(self, changed: Mapping[str, Mark | None]) -> bool:
        """Change some marks, by id; None takes one away. Whether they look otherwise than before. Costs nearly nothing
        if they stand where they did."""
        before = {id: self._by_id.get(id) for id in changed}
        if before == changed:
            return False
        if all(_stands_alike(before[id], mark) for id, mark in changed.items()):
            for id, mark in changed.items():
                if mark and (old := before[id]):
                    number = self._marks.index(old, bisect_left(self._starts, old.start))
                    self._marks[number] = self._by_id[id] = mark
        else:
            kept = [mark for mark in self._marks if mark.id not in changed]
            self._set([*kept, *(mark for mark in changed.values() if mark)])
        return True

    def __len__(self) -> int:
        return len(self._marks)

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._marks)

    def get(self, id: str) -> Mark | None:
        return self._by_id.get(id)

    def after(self, mark: Mark | None, offset: int) -> Mark | None:
        """The mark that comes after one in the order of the text, or, without one, the first that starts at a code
        point or behind it; behind the last, the first."""
        number = self._marks.index(mark) + 1 if mark else bisect_left(self._starts, offset)
        return self._marks[number % len(self._marks)] if self._marks else None

    def before(self, mark: Mark | None, offset: int) -> Mark | None:
        """The mark that comes before one, or, without one, the last that starts before a code point; before the first,
        the last."""
        number = self._marks.index(mark) if mark else bisect_left(self._starts, offset)
        return self._marks[number - 1] if self._marks else None

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

    def beginning(self, start: int, end: int) -> list[Mark]:
        """The marks that begin in a range, in order."""
        first = bisect_left(self._starts, start)
        return self._marks[first : bisect_left(self._starts, end, first)]

    def around(self, start: int, end: int) -> list[Mark]:
        """The marks that share a code point with a range, the shortest, which is the innermost, first."""
        return sorted(self.between(start, end), key=lambda mark: (mark.end - mark.start, mark.start))


def _stands_alike(one: Mark | None, other: Mark | None) -> bool:
    return (one and (one.start, one.end)) == (other and (other.start, other.end))
