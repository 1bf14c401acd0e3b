"""Lines of a graph: quadratic Bézier curves that go round what stands between their ends. In pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import hypot
from typing import Final

from viewer.report.boxes import Box

Point = tuple[float, float]
_SAMPLES: Final = 16
#: How far a line may be bent to go round something, the least first.
_BENDS: Final = (0.0, 18.0, -18.0, 36.0, -36.0, 60.0, -60.0, 90.0, -90.0)


@dataclass(frozen=True)
class Curve:
    """From `start` to `end`, drawn towards `control`."""

    start: Point
    control: Point
    end: Point

    def at(self, share: float) -> Point:
        """The point at a share of 0 to 1."""
        rest = 1 - share
        one, two, three = rest * rest, 2 * rest * share, share * share
        return (
            one * self.start[0] + two * self.control[0] + three * self.end[0],
            one * self.start[1] + two * self.control[1] + three * self.end[1],
        )

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Points along it, both ends among them."""
        return tuple(self.at(step / _SAMPLES) for step in range(_SAMPLES + 1))

    @cached_property
    def reach(self) -> Box:
        """A box that holds all of it."""
        return around_points((self.start, self.control, self.end))

    def part(self, first: float, last: float) -> Curve:
        """The stretch between two shares: a curve of its own, by blossoming."""
        ends = (self.at(first), self.at(last))
        control = (
            (1 - first) * (1 - last) * self.start[0]
            + (first + last - 2 * first * last) * self.control[0]
            + first * last * self.end[0],
            (1 - first) * (1 - last) * self.start[1]
            + (first + last - 2 * first * last) * self.control[1]
            + first * last * self.end[1],
        )
        return Curve(ends[0], control, ends[1])

    def distance(self, x: float, y: float) -> float:
        """How far a point is from it, or nearly so."""
        return min(_distance((x, y), one, other) for one, other in pairwise(self.points))

    def hits(self, box: Box, margin: float) -> bool:
        """Whether it comes nearer to a box than `margin` pixels."""
        return self.reach.meets(box, margin) and any(box.holds(x, y, margin) for x, y in self.points)


def bent(start: Point, end: Point, bend: float) -> Curve:
    """A curve whose middle stands `bend` pixels to the right of the straight way (left: negative)."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = hypot(across, down) or 1.0
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    return Curve(start, (x - 2 * bend * down / length, y + 2 * bend * across / length), end)


def routed(start: Point, end: Point, obstacles: Sequence[Box], least: float = 0) -> Curve:
    """The least bent curve that keeps clear of the obstacles, or of as many as can be; bent at least `least` to the
    right."""
    bends = [bend for bend in _BENDS if not least or bend >= least]
    curves = [bent(start, end, bend) for bend in bends]
    hits: dict[int, int] = {}
    for number, curve in enumerate(curves):
        hits[number] = sum(curve.hits(box, 3) for box in obstacles)
        if not hits[number]:
            return curve
    return curves[min(hits, key=lambda number: (hits[number], number))]


def clipped(curve: Curve, first: Sequence[Box], last: Sequence[Box], margin: float) -> Curve:
    """The part that lies outside the boxes at its start and at its end."""
    return curve.part(
        _leaves(curve, first, margin), 1 - _leaves(Curve(curve.end, curve.control, curve.start), last, margin)
    )


def _leaves(curve: Curve, boxes: Sequence[Box], margin: float) -> float:
    """The share of a curve from which on its first half is outside all boxes; at most 0.45."""
    for step in range(45, 0, -1):
        x, y = curve.at(step / 100)
        if any(box.holds(x, y, margin) for box in boxes):
            return min(0.45, (step + 1) / 100)
    return 0.0


def around_points(points: Sequence[Point]) -> Box:
    """The smallest box that holds these points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def crossings(lines: Sequence[tuple[Point, Point]]) -> int:
    """How many pairs of straight lines cross."""
    return sum(_cross(one, other) for number, one in enumerate(lines) for other in lines[:number])


def _cross(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    (a, b), (c, d) = one, other
    if a in other or b in other:
        return False
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _distance(point: Point, start: Point, end: Point) -> float:
    across, down = end[0] - start[0], end[1] - start[1]
    square = across * across + down * down
    along = ((point[0] - start[0]) * across + (point[1] - start[1]) * down) / square if square else 0.0
    along = min(1.0, max(0.0, along))
    return hypot(point[0] - start[0] - along * across, point[1] - start[1] - along * down)
