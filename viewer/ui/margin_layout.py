"""Where the cards in the margin stand: arithmetic only, in pixels of the document, so that it can be tested alone.

Nothing here knows how far the page is scrolled. A card's place and size follow from its neighbours in the text, so
cards move with their words and do not jump about.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from math import inf


def place_cards(
    wanted: Sequence[float], heights: Sequence[float], gap: float, fixed: int | None = None, top: float = -inf
) -> list[float]:
    """The tops of cards, in the order given, at least `gap` apart, and as near to the `wanted` ones as can be: the sum
    of the squares of the ways they are moved is the least possible.

    The card whose number is `fixed` stands where it wants to, and the others make room for it. No card stands above
    `top`, which is the one thing that can move the fixed one.
    """
    # Without the heights of what stands above, the tops need only not fall: isotonic regression, which pooling
    # adjacent violators solves in one pass, and whose answer within bounds is its free answer, clipped.
    above = [0.0, *accumulate(height + gap for height in heights)]
    free = [place - shift for place, shift in zip(wanted, above, strict=False)]
    if fixed is None:
        pooled = [max(top, place) for place in _pooled(free)]
    else:
        pin = max(top, free[fixed])
        before = (min(pin, max(top, place)) for place in _pooled(free[:fixed]))
        behind = (max(pin, place) for place in _pooled(free[fixed + 1 :]))
        pooled = [*before, pin, *behind]
    return [place + shift for place, shift in zip(pooled, above, strict=False)]


def _pooled(values: Sequence[float]) -> list[float]:
    """The sequence that never falls and is nearest to `values` (least squares)."""
    pools: list[tuple[float, int]] = []  # (mean, how many)
    for value in values:
        mean, count = value, 1
        while pools and pools[-1][0] >= mean:
            other, others = pools.pop()
            mean = (mean * count + other * others) / (count + others)
            count += others
        pools.append((mean, count))
    return [mean for mean, count in pools for _ in range(count)]


def choose_levels(wanted: Sequence[float], heights: Sequence[Sequence[float]], gap: float, reach: float) -> list[int]:
    """How much of itself each card may show: `heights[i]` are its heights from the fullest to the smallest form, and
    what is returned is the number of the form, or their count if even the smallest is too much.

    A card takes the first form in which it and all that want to stand within `reach` above and below it would find
    room there. So it depends on these alone, and scrolling changes nothing.
    """
    if not wanted:
        return []
    order = sorted(range(len(wanted)), key=lambda number: wanted[number])
    places = [wanted[number] for number in order]
    forms = len(heights[0])
    sums = [[0.0, *accumulate(heights[number][form] + gap for number in order)] for form in range(forms)]
    levels = []
    for place in wanted:
        first, last = bisect_left(places, place - reach), bisect_right(places, place + reach)
        # A card that has no neighbour is never too high.
        fits = (form for form in range(forms) if last - first == 1 or sums[form][last] - sums[form][first] <= 2 * reach)
        levels.append(next(fits, forms))
    return levels
