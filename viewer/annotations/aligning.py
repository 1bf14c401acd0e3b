"""Where a range of an old text stands in a new one, both texts being at hand.

Stretches of 16 code points that occur once in either text are landmarks, in whatever order they stand: paragraphs may
have moved. Between the landmarks next to a range the two texts are aligned exactly. Offsets are code points.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable
from functools import cached_property

from viewer.annotations.carrying import Carried, carry, join, pieces
from viewer.annotations.sampling import Sampler

#: Length of a landmark, and the share of all places that are looked at; of a short text more, up to a half of so many.
_GRAM, _SHARE, _SHORT = 16, 0.025, 10_000
#: Landmarks up to this far from a range are asked. Those of one passage drift apart by at most `_STEADY` at a step.
_AROUND, _STEADY = 300, 300
#: An unchanged beginning or end of a text counts from this length on.
_COMMON = 4 * _GRAM
#: What is taken in beyond a range on a side without a landmark, at first and if that is not enough.
_MARGIN, _WIDER = 48, 1_500
#: What a landmark in the same paragraph weighs, in code points of the words themselves, and by how much the best place
#: has to be better than another.
_SAME_PARAGRAPH, _SEPARATE = 16, 4

#: (place in the old text, place in the new text)
Pair = tuple[int, int]


class Alignment:
    """Two texts and what they have in common. Making one costs nothing; the first question reads both texts once."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self._new = old, new

    def carry(self, start: int, end: int) -> Carried | None:
        """Where `start`–`end` of the old text stands in the new one; None if nothing certain can be said."""
        if start < 0 or end > len(self.old) or start >= end:
            return None
        parts = pieces(start, end)
        return join([self._piece(*part) for part in parts], [at for at, _ in parts], end - start)

    @cached_property
    def _same(self) -> tuple[int, int]:
        """How much both texts begin and end with in common; 0 where that is so short that it may be chance."""
        old, new = self.old, self._new
        most = min(len(old), len(new))
        head = _longest(most, lambda low, high: old[low:high] == new[low:high])
        # What is before the end is counted from the end: -0 would be the beginning.
        end, new_end = len(old), len(new)
        tail = _longest(
            most - head, lambda low, high: old[end - high : end - low] == new[new_end - high : new_end - low]
        )
        return head if head >= _COMMON else 0, tail if tail >= _COMMON else 0

    @cached_property
    def _landmarks(self) -> list[Pair]:
        """The landmarks in the order of the old text, without those that stand alone."""
        head, tail = self._same
        old, new = self.old[head : len(self.old) - tail], self._new[head : len(self._new) - tail]
        sampler = Sampler(old, min(0.5, max(_SHARE, _SHORT / 2 / len(old))) if old else _SHARE)
        old_places = _single(old, sampler.places(old))
        new_places = _single(new, sampler.places(new), old_places)
        pairs = [
            (at + head, new_at + head)
            for gram, new_at in new_places.items()
            if new_at >= 0 and (at := old_places[gram]) >= 0
        ]
        pairs.sort()
        if head:
            pairs[:0] = [(at, at) for at in range(head - 2 * _GRAM, head - _GRAM + 1, _GRAM)]
        if tail:
            start, drift = len(self.old) - tail, len(self._new) - len(self.old)
            pairs += [(at, at + drift) for at in range(start, start + _GRAM + 1, _GRAM)]
        drifts = [new_at - at for at, new_at in pairs]
        # Chance has it that two texts share a rare phrase; it rarely has it twice at the same distance.
        return [
            pair
            for pair, drift, before, behind in zip(
                pairs, drifts, [float("inf"), *drifts], [*drifts[1:], float("inf")], strict=False
            )
            if abs(drift - before) <= _STEADY or abs(drift - behind) <= _STEADY
        ]

    def _piece(self, start: int, end: int) -> Carried | None:
        """The best place for a short range that any passage near it suggests."""
        head, tail = self._same
        if end <= head:
            return Carried(start, end, 1, 1)
        if start >= len(self.old) - tail:
            return Carried(start, end, 1, 1).moved_by(len(self._new) - len(self.old))
        marks = self._landmarks
        last, first = bisect_left(marks, (start + 1, -1)) - 1, bisect_left(marks, (end - _GRAM, -1))
        if last >= 0 and first < len(marks):
            # Mostly nothing has happened between the landmarks on either side.
            (low, new_low), (high, new_high) = marks[last], marks[first]
            is_even = new_low - low == new_high - high
            if is_even and self.old[low : high + _GRAM] == self._new[new_low : new_high + _GRAM]:
                return Carried(start, end, 1, 1).moved_by(new_low - low)
        near = marks[bisect_left(marks, (start - _AROUND, -1)) : bisect_left(marks, (end + _AROUND, -1))]
        found: list[tuple[float, Carried]] = []
        for run in _passages(near):
            if carried := self._in_passage(run, start, end):
                found.append((self._weight(run, carried, start, end), carried))
        found.sort(key=lambda item: (item[0], item[1].context), reverse=True)
        if len(found) > 1 and found[0][0] < found[1][0] + _SEPARATE:
            one, other = found[0][1], found[1][1]
            if one.end <= other.start or other.end <= one.start:
                return None  # the passages before and behind it have parted, and it stands at both
        return found[0][1] if found else None

    def _weight(self, run: list[Pair], carried: Carried, start: int, end: int) -> float:
        """How much speaks for this passage, in code points."""
        size = end - start
        scattered = min(1, size / (carried.end - carried.start))
        # What stands in one paragraph with it goes where it goes.
        near = any("\n" not in self.old[at:start] and "\n" not in self.old[end : at + _GRAM] for at, _ in run)
        return size * carried.quote * scattered + (_SAME_PARAGRAPH if near else 0)

    def _in_passage(self, run: list[Pair], start: int, end: int) -> Carried | None:
        """Where the range stands if the passage with these landmarks is the one that it belongs to."""
        before = next((pair for pair in reversed(run) if pair[0] <= start), None)
        behind = next((pair for pair in run if pair[0] + _GRAM >= end), None)
        if before and behind:
            return self._between(before[0], behind[0] + _GRAM, before[1], behind[1] + _GRAM, start, end)
        found = None
        for margin in (_MARGIN, _WIDER):
            # Without a landmark on one side that side is open; the nearest inside the range holds the other.
            held, open_end = (before or run[0]), (behind or run[-1])
            low, new_low = (held[0], held[1]) if before else (start - _MARGIN, held[1] - (held[0] - start) - margin)
            high, new_high = end + _MARGIN, open_end[1] + (end - open_end[0]) + margin
            if behind:
                high, new_high = behind[0] + _GRAM, behind[1] + _GRAM
            found = self._between(low, high, new_low, new_high, start, end)
            if found and found.quote > 0.5:
                break
        return found

    def _between(self, low: int, high: int, new_low: int, new_high: int, start: int, end: int) -> Carried | None:
        low, new_low = max(0, low), max(0, new_low)
        old, new = self.old[low:high], self._new[new_low:new_high]
        if old == new:
            return Carried(start, end, 1, 1).moved_by(new_low - low)
        found = carry(old, new, start - low, min(end, low + len(old)) - low) if new else None
        return found and found.moved_by(new_low)


def _single(text: str, places: Iterable[int], among: Container[str] | None = None) -> dict[str, int]:
    """Each stretch of `_GRAM` at the places given → where it stands, or -1 if there are several of it.

    With `among` only those that are in it.
    """
    found: dict[str, int] = {}
    put = found.setdefault
    for at in places:
        gram = text[at : at + _GRAM]
        if (among is None or gram in among) and put(gram, at) != at:
            found[gram] = -1
    return found


def _passages(pairs: list[Pair]) -> list[list[Pair]]:
    """Landmarks that go on in the same order at about the same distance belong together."""
    found: list[list[Pair]] = []
    for pair in pairs:
        # A moved sentence in between does not end the passage around it.
        for run in found[-3:]:
            at, new_at = run[-1]
            if pair[1] > new_at and abs((pair[1] - pair[0]) - (new_at - at)) <= _STEADY:
                run.append(pair)
                break
        else:
            found.append([pair])
    return found


def _longest(most: int, is_same: Callable[[int, int], bool]) -> int:
    """The longest length up to `most` so that everything below it is the same; halving, in few large comparisons."""
    if most <= 0 or is_same(0, most):
        return max(0, most)
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        if is_same(low, middle):
            low = middle
        else:
            high = middle
    return low
