"""Sets of stretches of text, and whether words lie in them or touch them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Final


class Spans:
    """Half-open ranges of code points, which may overlap and nest."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        # The farthest that any span up to here reaches: enough to answer both questions below by bisection.
        self._reaches = list(accumulate((end for _, end in ordered), max))

    def __bool__(self) -> bool:
        return bool(self._starts)

    def hold(self, start: int, end: int) -> bool:
        """Whether one span contains all of the range."""
        at = bisect_right(self._starts, start)
        return at > 0 and self._reaches[at - 1] >= end

    def touch(self, start: int, end: int) -> bool:
        """Whether the range overlaps a span."""
        at = bisect_left(self._starts, end)
        return at > 0 and self._reaches[at - 1] > start


#: No stretch at all.
NOWHERE: Final = Spans()
