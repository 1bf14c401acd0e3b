"""Boxes on a plane that must not overlap: pushing them apart, and setting groups of them side by side. In pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final

_ROUNDS: Final = 60
_SPREAD: Final = 1.12
_GRID: Final = 12  # places that are tried across and down for a free corner


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def holds(self, x: float, y: float, margin: float = 0) -> bool:
        """Whether a point lies within, or `margin` pixels from it."""
        return self.left - margin <= x <= self.right + margin and self.top - margin <= y <= self.bottom + margin

    def meets(self, other: Box, margin: float = 0) -> bool:
        """Whether the two come nearer to one another than `margin` pixels."""
        return (
            self.left < other.right + margin
            and other.left < self.right + margin
            and self.top < other.bottom + margin
            and other.top < self.bottom + margin
        )

    def moved(self, x: float, y: float) -> Box:
        return Box(self.left + x, self.top + y, self.width, self.height)


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all of these, of which there is at least one."""
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    return Box(left, top, max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top)


def separated(boxes: Sequence[Box], margin: float) -> list[Box]:
    """The boxes, moved as little as it takes to leave `margin` pixels between any two.

    Neighbours are pushed apart along the shorter way. Where that only moves the crowd about, all is drawn apart a
    little, which in the end makes room. The same boxes give the same result.
    """
    # No two may have one centre, as nothing would draw those apart.
    xs = [box.left + box.width / 2 + 0.01 * number for number, box in enumerate(boxes)]
    ys = [box.top + box.height / 2 + 0.007 * number for number, box in enumerate(boxes)]
    sizes = [(box.width + margin, box.height + margin) for box in boxes]
    while not _pushed(xs, ys, sizes):
        xs = [x * _SPREAD for x in xs]
        ys = [y * _SPREAD for y in ys]
    return [
        Box(x - box.width / 2, y - box.height / 2, box.width, box.height)
        for x, y, box in zip(xs, ys, boxes, strict=True)
    ]


def _pushed(xs: list[float], ys: list[float], sizes: Sequence[tuple[float, float]]) -> bool:
    """Push for a while; whether none overlaps another now."""
    for _ in range(_ROUNDS):
        calm = True
        for one, (width, height) in enumerate(sizes):
            for other in range(one):
                across, down = xs[one] - xs[other], ys[one] - ys[other]
                x = (width + sizes[other][0]) / 2 - abs(across)
                y = (height + sizes[other][1]) / 2 - abs(down)
                if x <= 0 or y <= 0:
                    continue
                calm = False
                # A hair more than half, so that rounding does not leave them touching.
                if x < y:
                    step = (x / 2 + 0.01) * (1 if across >= 0 else -1)
                    xs[one] += step
                    xs[other] -= step
                else:
                    step = (y / 2 + 0.01) * (1 if down >= 0 else -1)
                    ys[one] += step
                    ys[other] -= step
        if calm:
            return True
    return False


def packed(groups: Sequence[Sequence[Box]], gap: float, aspect: float) -> list[tuple[float, float]]:
    """How far to move each group of boxes so that it stays `gap` pixels clear of the others.

    The first stays where it is. Each other one goes to a free corner within what is there, else beside or below it,
    whichever keeps the whole nearer to `aspect` times as wide as high.
    """
    moves: list[tuple[float, float]] = []
    taken: list[Box] = []
    for group in groups:
        own = around(group)
        x, y = _free(own, taken, gap, aspect) if taken else (own.left, own.top)
        moves.append((x - own.left, y - own.top))
        taken += [box.moved(*moves[-1]) for box in group]
    return moves


def _free(own: Box, taken: Sequence[Box], gap: float, aspect: float) -> tuple[float, float]:
    """Where the left upper corner of a box goes."""
    whole = around(taken)
    across, down = whole.width - own.width, whole.height - own.height
    if across >= 0 and down >= 0:
        for row in range(_GRID, -1, -1):
            for column in range(_GRID + 1):
                x, y = whole.left + across * column / _GRID, whole.top + down * row / _GRID
                if not any(Box(x, y, own.width, own.height).meets(box, gap) for box in taken):
                    return x, y
    beside = (whole.width + gap + own.width) / max(whole.height, own.height)
    below = max(whole.width, own.width) / (whole.height + gap + own.height)
    if abs(log(beside / aspect)) <= abs(log(below / aspect)):
        return whole.right + gap, whole.top
    return whole.left, whole.bottom + gap
