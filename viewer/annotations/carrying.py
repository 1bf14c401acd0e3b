"""A range of one text carried into another by exact alignment of the two pieces around it.

The measure is the Levenshtein distance (rapidfuzz, which keeps to Hyyrö's bit-parallel algorithm). All offsets are code
points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: A stretch of equal text counts from this length on: any two texts have shorter ones in common.
SHORTEST_RUN = 4
#: At least one run that touches the range must be this long.
_LEAST_RUN = 8
#: Quotes longer than this are carried in pieces of this length, the ends and at most so many of what lies between.
PIECE, MOST_PIECES = 400, 5
#: A little at the edge of a quote that has gone farther than this, and that many times its own length, is a stray.
_STRAY, _STRAY_TIMES = 24, 4
#: Replaced words at the edge of a quote, so many code points at most, still belong to it; what took their place may be
#: so many times longer, and so much longer.
_REPLACED, _GROWTH, _MORE = 40, 2, 8

#: A stretch of equal text: start in the old piece, start in the new one, length.
Run = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a range came to stand. `quote` and `context`: the shares of it and of its surroundings that are unchanged,
    0..1."""

    start: int
    end: int
    quote: float
    context: float

    def moved_by(self, offset: int) -> Carried:
        return Carried(self.start + offset, self.end + offset, self.quote, self.context)


def carry(old: str, new: str, start: int, end: int) -> Carried | None:
    """Where `start`–`end` of `old` stands in `new`; None if nothing of it does. What is around counts as context."""
    from rapidfuzz.distance import Levenshtein

    # The last one is empty and ends both texts.
    runs: list[Run] = [(block[0], block[1], block[2]) for block in Levenshtein.editops(old, new).as_matching_blocks()]
    least = min(SHORTEST_RUN, len(old))
    runs = [run for run in runs if run[2] >= least]
    inside = [run for run in runs if run[0] < end and run[0] + run[2] > start]
    inside = _without_strays(inside, start, end)
    if max((size for _, _, size in inside), default=0) < min(_LEAST_RUN, len(old)):
        return None
    kept = sum(min(end, at + size) - max(start, at) for at, _, size in inside)
    around = len(old) - (end - start)
    context = (sum(size for _, _, size in runs) - kept) / around if around else 1.0
    new_start, new_end = _edges(runs, inside, start, end, len(new))
    return Carried(new_start, new_end, kept / (end - start), context)


def pieces(start: int, end: int) -> list[tuple[int, int]]:
    """The range in pieces that can be carried one by one: the first, the last and some between."""
    size = end - start
    if size <= PIECE:
        return [(start, end)]
    count = min(MOST_PIECES, -(-size // PIECE))
    starts = [start + (size - PIECE) * number // (count - 1) for number in range(count)]
    return [(at, at + PIECE) for at in starts]


def join(carried: Sequence[Carried | None], starts: Sequence[int], size: int) -> Carried | None:
    """The range whose `pieces`, beginning at `starts`, were carried one by one. None unless most of it is together.

    `size` is the length of the whole range before.
    """
    if len(carried) == 1:
        return carried[0]
    found = [(piece, piece.start - start) for piece, start in zip(carried, starts, strict=True) if piece]
    if not found:
        return None
    middle = sorted(drift for _, drift in found)[len(found) // 2]
    together = [piece for piece, drift in found if abs(drift - middle) <= max(PIECE, size // 4)]
    start, end = together[0].start, together[-1].end
    if not size / 3 <= end - start <= 2 * size:
        return None
    share = sum(piece.quote for piece in together) / len(carried)
    return Carried(start, end, share, sum(piece.context for piece in together) / len(together))


def _without_strays(inside: list[Run], start: int, end: int) -> list[Run]:
    """The runs in a range without those at its edges that chance or a move has taken far from the rest."""
    while len(inside) > 1:
        (at, new_at, size), (behind, new_behind, _) = inside[:2]
        if abs((new_behind - behind) - (new_at - at)) <= _STRAY + _STRAY_TIMES * (at + size - max(at, start)):
            break
        inside = inside[1:]
    while len(inside) > 1:
        (before, new_before, _), (at, new_at, size) = inside[-2:]
        if abs((new_before - before) - (new_at - at)) <= _STRAY + _STRAY_TIMES * (min(at + size, end) - at):
            break
        inside = inside[:-1]
    return inside


def _edges(runs: Sequence[Run], inside: Sequence[Run], start: int, end: int, most: int) -> tuple[int, int]:
    """Where the range begins and ends in the new text, of length `most`.

    An edge inside an equal run is exact. Otherwise the words at the edge were replaced: what stands between the run
    before and the run behind takes their place, unless it is so long that most of it must be something else. If it was
    more than a few words, the edge is where the rest begins or ends.
    """
    first, last = inside[0], inside[-1]
    if first[0] <= start:
        new_start = first[1] + start - first[0]
    else:
        gap = first[0] - start
        before = [run for run in runs if run[0] < first[0]]
        wall = before[-1][0] + before[-1][2] if before else 0
        new_wall = before[-1][1] + before[-1][2] if before else 0
        whole = wall == start and before and first[1] - new_wall <= _GROWTH * gap + _MORE
        new_start = new_wall if whole else max(new_wall, first[1] - gap)
        if gap > _REPLACED:
            new_start = first[1]
    run_end, new_end = last[0] + last[2], last[1] + last[2]
    if run_end >= end:
        new_end -= run_end - end
    else:
        gap = end - run_end
        behind = [run for run in runs if run[0] > last[0]]
        wall, new_wall = behind[0][:2] if behind else (0, most)
        whole = wall == end and new_wall - new_end <= _GROWTH * gap + _MORE
        if gap <= _REPLACED:
            new_end = new_wall if whole else min(new_wall, new_end + gap)
    return new_start, new_end
