"""Many mentions in little room: twelve bytes each, and a `Mention` made of them whenever one is asked for."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, overload

from viewer.mentions.model import Mention

#: What a mention has besides its place: entity, group, kind, how, alias, ambiguous.
Tail = tuple[Any, ...]


class Mentions(Sequence[Mention]):
    """Mentions, sorted by start, none overlapping another. Equal to any sequence of the same ones.

    `starts` and `ends` are columns of code points; `tails` has a number for each mention, of a row of `table`, in which
    there may be rows that no mention has.
    """

    __slots__ = ("_table", "_tails", "ends", "starts")

    def __init__(self, starts: array[int], ends: array[int], tails: array[int], table: Sequence[Tail]) -> None:
        self.starts = starts
        self.ends = ends
        self._tails = tails
        self._table = table

    @classmethod
    def of(cls, mentions: Iterable[Mention]) -> Mentions:
        """These mentions, in whatever order they come."""
        starts, ends, tails, rows = array("I"), array("I"), array("I"), dict[Tail, int]()
        for mention in sorted(mentions):
            starts.append(mention.start)
            ends.append(mention.end)
            tails.append(rows.setdefault(mention[2:], len(rows)))
        return cls(starts, ends, tails, [*rows])

    def with_others(self, others: Sequence[Mention]) -> Mentions:
        """These and others, which overlap none of them."""
        if not others:
            return self
        table = [*self._table]
        rows: dict[Tail, int] = {}
        starts, ends, tails = array("I"), array("I"), array("I")
        done = 0
        for mention in sorted(others):
            at = bisect_left(self.starts, mention.start, done)
            for whole, part in ((starts, self.starts), (ends, self.ends), (tails, self._tails)):
                whole.extend(part[done:at])
            done = at
            tail = mention[2:]
            if tail not in rows:
                rows[tail] = len(table)
                table.append(tail)
            starts.append(mention.start)
            ends.append(mention.end)
            tails.append(rows[tail])
        for whole, part in ((starts, self.starts), (ends, self.ends), (tails, self._tails)):
            whole.extend(part[done:])
        return Mentions(starts, ends, tails, table)

    def changed(self, change: Callable[[Tail], Tail]) -> Mentions:
        """The same places, with what `change` makes of all that is said about them."""
        return Mentions(self.starts, self.ends, self._tails, [change(tail) for tail in self._table])

    @property
    def kinds(self) -> list[Tail]:
        """What is said about mentions, each once, in the order of the first that has it."""
        return [self._table[row] for row in dict.fromkeys(self._tails)]

    @property
    def entities(self) -> list[str]:
        """The entity of each mention, without making the mentions themselves."""
        return [self._table[row][0] for row in self._tails]

    def by_entity(self) -> Mapping[str, Mentions]:
        """The mentions of each entity."""
        parts = [(array("I"), array("I"), array("I")) for _ in self._table]
        gathered: dict[str, tuple[array[int], array[int], array[int]]] = {}
        homes = [gathered.setdefault(tail[0], part) for tail, part in zip(self._table, parts, strict=True)]
        for start, end, row in zip(self.starts, self.ends, self._tails, strict=True):
            starts, ends, tails = homes[row]
            starts.append(start)
            ends.append(end)
            tails.append(row)
        return {entity: Mentions(*columns, self._table) for entity, columns in gathered.items() if columns[0]}

    def beside(self, offset: int, forward: bool) -> Mention | None:
        """The first mention that starts behind `offset`, else the very first; or the last before it, else the very
        last. None if there are none."""
        if not self.starts:
            return None
        at = bisect_left(self.starts, offset + 1) if forward else bisect_left(self.starts, offset) - 1
        return self[at % len(self.starts)]

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, at: int) -> Mention: ...

    @overload
    def __getitem__(self, at: slice) -> Mentions: ...

    def __getitem__(self, at: int | slice) -> Mention | Mentions:
        if isinstance(at, slice):
            return Mentions(self.starts[at], self.ends[at], self._tails[at], self._table)
        return tuple.__new__(Mention, (self.starts[at], self.ends[at], *self._table[self._tails[at]]))

    def __iter__(self) -> Iterator[Mention]:
        table, new = self._table, tuple.__new__
        for start, end, row in zip(self.starts, self.ends, self._tails, strict=True):
            yield new(Mention, (start, end, *table[row]))

    def index(self, mention: object, start: int = 0, stop: int | None = None) -> int:
        """Where a mention is. Raises ValueError if it is none of these."""
        if isinstance(mention, Mention):
            at = bisect_left(self.starts, mention.start)
            if at < len(self) and self[at] == mention and start <= at < (len(self) if stop is None else stop):
                return at
        raise ValueError(mention)

    def __contains__(self, mention: object) -> bool:
        try:
            self.index(mention)
        except ValueError:
            return False
        return True

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(one == another for one, another in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Mentions.of({[*self]!r})"


#: No mention at all.
NONE = Mentions.of(())
