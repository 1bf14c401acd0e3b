"""Where the nodes, lines and labels of a graph go on a page, in pixels. No label overlaps another, or a node.

rustworkx places the nodes by forces; what it cannot know, that nodes have labels, is done here. The same graph gives
the same picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import atan2, cos, pi, sin, sqrt
from typing import Final

from viewer.mentions.relations import Edge, Graph, Node
from viewer.report.boxes import Box, around, packed, separated
from viewer.report.curves import Curve, Point, around_points, clipped, crossings, routed
from viewer.report.svg import width, wrapped

TEXT: Final = 13  # pixels of a node's name
SMALL: Final = 11  # and of a label of a line
LINE: Final = 16
SMALL_LINE: Final = 14
_LABEL: Final = 132.0  # the width of a label, before it is wrapped
_LINES: Final = 4
_GAP: Final = 12.0  # between two boxes
_APART: Final = 36.0  # between two parts of the graph that nothing ties
_ASPECT: Final = 1.5
_ROOM: Final = 3.0  # the share of the page that is not boxes
_TRIES: Final = 24
_GROWTH: Final = 1.1
_MOST_GROWTHS: Final = 30
_GROWTHS_FOR_LINES: Final = 5
_EDGES_TO_A_HIT: Final = 25  # of a tangle no more is asked than one line over a node for so many
_END: Final = 12.0  # about the ends of a line, so that an arrow's head shows
_PLACES: Final = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a node goes: the centre and half the width of its glyph, and its name in lines below it. `box` holds both,
    `label` the name."""

    x: float
    y: float
    radius: float
    lines: tuple[str, ...]
    label: Box
    box: Box

    def moved(self, x: float, y: float) -> Spot:
        return replace(self, x=self.x + x, y=self.y + y, label=self.label.moved(x, y), box=self.box.moved(x, y))

    @property
    def glyph(self) -> Box:
        return Box(self.x - self.radius, self.y - self.radius, 2 * self.radius, 2 * self.radius)


@dataclass(frozen=True, slots=True)
class Line:
    """Where an edge goes, from the rim of one glyph to that of the other, and the lines of its label, if it has one."""

    curve: Curve
    lines: tuple[str, ...] = ()
    label: Box | None = None

    def moved(self, x: float, y: float) -> Line:
        start, control, end = ((px + x, py + y) for px, py in (self.curve.start, self.curve.control, self.curve.end))
        return Line(Curve(start, control, end), self.lines, self.label and self.label.moved(x, y))


@dataclass(frozen=True)
class Layout:
    """The page. `lines` go with the edges of the graph, one each."""

    width: float
    height: float
    spots: Mapping[str, Spot]
    lines: tuple[Line, ...]


def lay_out(graph: Graph) -> Layout:
    """Place a graph, drawing each part that hangs together on its own."""
    parts = [_part(graph, ids) for ids in _parts(graph)]
    groups = [[*(spot.box for spot in spots.values()), *_extents(lines.values())] for spots, lines in parts]
    moves = packed(groups, _APART, _ASPECT)
    boxes = [box.moved(*move) for group, move in zip(groups, moves, strict=True) for box in group]
    whole = around(boxes) if boxes else Box(0, 0, 0, 0)
    spots: dict[str, Spot] = {}
    lines: dict[int, Line] = {}
    for (some, ways), (x, y) in zip(parts, moves, strict=True):
        x, y = x - whole.left, y - whole.top
        spots.update({id: spot.moved(x, y) for id, spot in some.items()})
        lines.update({number: line.moved(x, y) for number, line in ways.items()})
    return Layout(whole.width, whole.height, spots, tuple(lines[number] for number in range(len(graph.edges))))


def radius(node: Node, most: int) -> float:
    """Half the width of a node's glyph, by its share of the most mentions."""
    return 10 + 9 * sqrt(node.count / most) if most else 10.0


def _extents(lines: Iterable[Line]) -> Iterator[Box]:
    for line in lines:
        # Step by step, as the one box about a slanted line would be mostly empty.
        for ends in pairwise(line.curve.points):
            yield around_points(ends)
        if line.label:
            yield line.label


def _parts(graph: Graph) -> list[list[str]]:
    """The ids of the nodes that hang together, in the graph's order, the largest part first."""
    part = {node.id: node.id for node in graph.nodes}

    def root(id: str) -> str:
        while part[id] != id:
            id = part[id]
        return id

    for edge in graph.edges:
        part[root(edge.target)] = root(edge.source)
    found: dict[str, list[str]] = {}
    for node in graph.nodes:
        found.setdefault(root(node.id), []).append(node.id)
    return sorted(found.values(), key=len, reverse=True)


def _part(graph: Graph, ids: list[str]) -> tuple[dict[str, Spot], dict[int, Line]]:
    most = max(node.count for node in graph.nodes)
    nodes = {node.id: node for node in graph.nodes}
    edges = {number: edge for number, edge in enumerate(graph.edges) if edge.source in set(ids)}
    shapes = {id: _spot(nodes[id], most) for id in ids}
    labels = {number: _label(edge) for number, edge in edges.items() if edge.declared}
    boxes = [*(spot.box for spot in shapes.values()), *(label.box for label in labels.values())]
    points = _stretched(_best_positions(ids, list(edges.values())), boxes)
    best: tuple[dict[str, Spot], dict[int, Line]] = ({}, {})
    least = -1
    for growth in range(_MOST_GROWTHS):
        scale = _GROWTH**growth
        wanted = [spot.box.moved(x * scale, y * scale) for spot, (x, y) in zip(shapes.values(), points, strict=True)]
        # Labels count too, in the middle of their lines, so that two nodes leave each other room for what is between.
        centres = dict(zip(shapes, ((x * scale, y * scale) for x, y in points), strict=True))
        wanted += [
            _between(centres[edges[at].source], centres[edges[at].target], label) for at, label in labels.items()
        ]
        placed = separated(wanted, _GAP)[: len(shapes)]
        spots = {
            id: spot.moved(box.left - spot.box.left, box.top - spot.box.top)
            for (id, spot), box in zip(shapes.items(), placed, strict=True)
        }
        lines, hits = _lines(edges, spots, labels)
        homeless = sum(bool(line.lines) and line.label is None for line in lines.values())
        # Every label has to find room, whatever size that takes; a line over a node is worth a little more room only.
        if least < 0 or 1000 * homeless + hits < least:
            best, least = (spots, lines), 1000 * homeless + hits
        if not homeless and (hits <= len(edges) // _EDGES_TO_A_HIT or growth >= _GROWTHS_FOR_LINES):
            break
    return best


def _spot(node: Node, most: int) -> Spot:
    """A node around the origin, which is the middle of its box."""
    lines = wrapped(node.name, TEXT, _LABEL, _LINES) or ("?",)
    wide = max(width(line, TEXT) for line in lines) + 6
    half = radius(node, most)
    box = Box(-max(wide, 2 * half) / 2, 0, max(wide, 2 * half), 2 * half + 3 + LINE * len(lines))
    label = Box(-wide / 2, 2 * half + 3, wide, LINE * len(lines))
    return Spot(0, half, half, lines, label, box).moved(0, -box.height / 2)


def _between(one: Point, other: Point, label: _Label) -> Box:
    """The room that a label and the two ends of its line take."""
    x, y = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
    wide, high = label.box.width + 2 * _END, label.box.height + 2 * _END
    return Box(x - wide / 2, y - high / 2, wide, high)


@dataclass(frozen=True, slots=True)
class _Label:
    """What stands on a line, in lines, and the room that it takes, around the origin."""

    lines: tuple[str, ...]
    box: Box


def _label(edge: Edge) -> _Label:
    lines = wrapped(edge.label, SMALL, _LABEL, _LINES) or ("?",)
    wide, high = max(width(line, SMALL) for line in lines) + 8, SMALL_LINE * len(lines) + 4
    return _Label(lines, Box(-wide / 2, -high / 2, wide, high))


def _best_positions(ids: list[str], edges: list[Edge]) -> list[Point]:
    """The positions of the nodes, the longer way across, by the try of several with the fewest crossings."""
    if len(ids) == 1:
        return [(0.0, 0.0)]
    # Only when a graph is to be drawn: no start of the program pays for it.
    import rustworkx

    number = {id: at for at, id in enumerate(ids)}
    made = rustworkx.PyGraph(multigraph=False)
    made.add_nodes_from(ids)
    made.add_edges_from([(number[edge.source], number[edge.target], None) for edge in edges])
    # Each try starts at random, but with a seed, so that a picture can be drawn again.
    best: list[Point] = []
    fewest = -1
    for seed in range(_TRIES):
        found = rustworkx.spring_layout(made, seed=seed, num_iter=200, repulsive_exponent=3)
        points = [(float(found[at][0]), float(found[at][1])) for at in range(len(ids))]
        crossed = crossings([(points[number[edge.source]], points[number[edge.target]]) for edge in edges])
        if fewest < 0 or crossed < fewest:
            best, fewest = points, crossed
        if not fewest:
            break
    return _turned(best)


def _turned(points: list[Point]) -> list[Point]:
    """The points about their middle, their longest extent across."""
    x = sum(point[0] for point in points) / len(points)
    y = sum(point[1] for point in points) / len(points)
    points = [(px - x, py - y) for px, py in points]
    xx, yy = sum(px * px for px, _ in points), sum(py * py for _, py in points)
    angle = -0.5 * atan2(2 * sum(px * py for px, py in points), xx - yy)
    angle = angle if abs(angle) <= pi / 2 else angle - pi
    return [(px * cos(angle) - py * sin(angle), px * sin(angle) + py * cos(angle)) for px, py in points]


def _stretched(points: list[Point], boxes: Sequence[Box]) -> list[Point]:
    """The points, far enough apart for these boxes."""
    wide = max(x for x, _ in points) - min(x for x, _ in points)
    high = max(y for _, y in points) - min(y for _, y in points)
    area = _ROOM * sum((box.width + _GAP) * (box.height + _GAP) for box in boxes)
    across = sqrt(area * _ASPECT) / wide if wide else 1.0
    down = min(sqrt(area / _ASPECT) / high, 1.5 * across) if high else 1.0
    return [(x * across, y * down) for x, y in points]


def _lines(
    edges: Mapping[int, Edge], spots: Mapping[str, Spot], labels: Mapping[int, _Label]
) -> tuple[dict[int, Line], int]:
    """The lines, with those labels for which there is room, and how often a line runs over a node."""
    both = {(edge.source, edge.target) for edge in edges.values()}
    curves: dict[int, Curve] = {}
    hits = 0
    for number, edge in edges.items():
        one, other = spots[edge.source], spots[edge.target]
        obstacles = [spot.box for id, spot in spots.items() if not edge.touches(id)]
        # Two that do something to one another get a line each.
        least = 18.0 if (edge.target, edge.source) in both else 0.0
        whole = routed((one.x, one.y), (other.x, other.y), obstacles, least)
        curves[number] = clipped(whole, (one.glyph, one.label), (other.glyph, other.label), 2)
        hits += sum(whole.hits(box, 0) for box in obstacles)
    taken = [box for spot in spots.values() for box in (spot.glyph, spot.label)]
    lines = {number: Line(curve) for number, curve in curves.items()}
    for number, label in labels.items():
        others = [curve for other, curve in curves.items() if other != number]
        box = _room(curves[number], label.box, taken, others)
        if box:
            taken.append(box)
        lines[number] = Line(curves[number], label.lines, box)
    return lines, hits


def _room(curve: Curve, label: Box, taken: Sequence[Box], others: Sequence[Curve]) -> Box | None:
    """Where on a line a label meets no node and no label, leaves both ends to be seen, and hides as few other lines as
    can be."""
    ends = [Box(x - _END, y - _END, 2 * _END, 2 * _END) for x, y in (curve.start, curve.end)]
    boxes = [label.moved(*curve.at(share)) for share in _PLACES]
    free = [box for box in boxes if not any(box.meets(other, 3) for other in (*taken, *ends))]
    return min(free, key=lambda box: sum(other.hits(box, 0) for other in others), default=None)
