"""Relations and co-mentions as a table of edges (CSV, RFC 4180) and as a picture (SVG 1.1)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import reduce
from math import hypot
from typing import Final

from viewer.brief.model import GROUPS, Group
from viewer.language import mark, tr, trn
from viewer.mentions.matrix import Unit
from viewer.mentions.relations import Edge, Graph, Node
from viewer.report.csv_notes import sealed
from viewer.report.curves import Curve, Point
from viewer.report.graph_layout import LINE, SMALL, SMALL_LINE, TEXT, Layout, Line, Spot
from viewer.report.palette import Palette, load_palette
from viewer.report.svg import begin, shortened, text, width

#: What stands around the picture, in pixels.
MARGIN: Final = 24
_LONGEST_TITLE: Final = 120
_NARROWEST: Final = 480
_ROW: Final = 22  # of the legend
_FADED: Final = 0.22
_BASE: Final = 0.35  # of a text's size, from the middle of a line down to its base line
_NAMES: Final[dict[Group, str]] = {"actor": mark("Actor"), "mineral": mark("Mineral"), "place": mark("Place")}
_THE_WIDER: Final[dict[Unit, str]] = {
    "sentence": mark("named together; the wider, the more sentences"),
    "paragraph": mark("named together; the wider, the more paragraphs"),
}
_AT_LEAST: Final[dict[Unit, str]] = {
    "sentence": mark("named together in at least {count} sentences"),
    "paragraph": mark("named together in at least {count} paragraphs"),
}


def relations_csv(graph: Graph) -> str:
    """A line for each edge. What a spreadsheet would take for a formula gets a `'` before it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["from", "relation", "to", "declared", f"{graph.unit}s that name both", "notes"])
    names = {node.id: sealed(node.name) for node in graph.nodes}
    for edge in graph.edges:
        said, notes = sealed(edge.label or "named together"), sealed("; ".join(edge.notes))
        declared = "yes" if edge.declared else "no"
        writer.writerow([names[edge.source], said, names[edge.target], declared, len(edge.passages), notes])
    return out.getvalue()


def relations_svg(
    graph: Graph,
    layout: Layout,
    title: str = "",
    marking: str = "",
    palette: Palette | None = None,
    remark: str = "",
) -> str:
    """The picture, with a legend: shapes and colours are kinds, a number is how often an entity is mentioned."""
    palette = palette or load_palette("light")
    return "\n".join(_framed(graph, layout, shortened(title, _LONGEST_TITLE), marking, palette, remark)) + "\n"


def remark(whole: Graph, shown: Graph, at_least: int, declared: bool = False) -> str:
    """What is drawn of a graph, and what is not: `40 of 54 entities, 58 of 266 connections; …`."""
    entities = trn("{shown} of 1 entity", "{shown} of {n} entities", len(whole.nodes), shown=len(shown.nodes))
    connections = trn("{shown} of 1 connection", "{shown} of {n} connections", len(whole.edges), shown=len(shown.edges))
    parts = [f"{entities}, {connections}"]
    if shown.left_out:
        parts.append(tr("only the {count} most connected are drawn", count=len(shown.nodes)))
    if declared:
        parts.append(tr("declared relations only"))
    elif at_least > 1:
        parts.append(tr(_AT_LEAST[whole.unit], count=at_least))
    return reduce(lambda said, more: tr("{said}; {more}", said=said, more=more), parts)


def bare_svg(graph: Graph, layout: Layout, palette: Palette, chosen: str = "") -> str:
    """The picture alone, on no ground, as large as the layout. All but a chosen node and its neighbours are faded."""
    made = [*begin(layout.width, layout.height, TEXT, ""), *_drawing(graph, layout, palette, chosen), "</svg>"]
    return "\n".join(made) + "\n"


def legend_svg(graph: Graph, palette: Palette, limit: float) -> str:
    """The legend alone, on no ground, on as many lines as it takes to stay within `limit` pixels."""
    made, wide, high = _legend(graph, palette, limit)
    return "\n".join([*begin(wide, high, TEXT, ""), *made, "</svg>"]) + "\n"


def stroke(edge: Edge, graph: Graph) -> float:
    """The width of an edge's line."""
    return 1.8 if edge.declared else 1 + 3 * len(edge.passages) / max(1, graph.most)


def glyph(group: Group, x: float, y: float, size: float, fill: str) -> str:
    """The shape of a group around a point, about `size` to each side: disc, diamond, square."""
    if group == "actor":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="{fill}"/>'
    if group == "mineral":
        corners = ((x, y - size), (x + size, y), (x, y + size), (x - size, y))
        return f'<polygon points="{_points(corners)}" fill="{fill}"/>'
    side = size * 0.86
    return f'<rect x="{x - side:.1f}" y="{y - side:.1f}" width="{2 * side:.1f}" height="{2 * side:.1f}" fill="{fill}"/>'


def _framed(graph: Graph, layout: Layout, title: str, marking: str, palette: Palette, remark: str) -> Iterator[str]:
    caption = " · ".join(part for part in (tr("Relations and names that stand together"), remark, marking) if part)
    legend, wide, high = _legend(graph, palette, max(layout.width, _NARROWEST))
    total = 2 * MARGIN + max(layout.width, wide, width(title, TEXT * 1.15), width(caption, TEXT))
    head = MARGIN + (2 if title else 1) * 1.5 * TEXT
    height = head + layout.height + high + 3.5 * MARGIN
    yield from begin(total, height, TEXT, title or "Relations")
    yield f'<rect width="{total:.0f}" height="{height:.0f}" fill="{palette["paper"]}"/>'
    if title:
        yield text(MARGIN, MARGIN + TEXT, title, font_weight="bold", fill=palette["ink"])
    yield text(MARGIN, head - 0.5 * TEXT, caption, fill=palette["muted"])
    yield f'<g transform="translate({(total - layout.width) / 2:.1f} {head + MARGIN:.1f})">'
    yield from _drawing(graph, layout, palette, "")
    yield "</g>"
    yield f'<g transform="translate({MARGIN} {height - high - MARGIN:.1f})">'
    yield from legend
    yield "</g>"
    yield "</svg>"


def _drawing(graph: Graph, layout: Layout, palette: Palette, chosen: str) -> Iterator[str]:
    near = {id for edge in graph.edges if edge.touches(chosen) for id in (edge.source, edge.target)} | {chosen}
    pairs = list(zip(graph.edges, layout.lines, strict=True))
    # Thin below thick, declared above the others, labels above all lines.
    for edge, line in reversed(pairs):
        yield from _grouped(_edge(edge, line, graph, palette), not chosen or edge.touches(chosen))
    for edge, line in pairs:
        yield from _grouped(_edge_label(line, palette), not chosen or edge.touches(chosen))
    for node in graph.nodes:
        yield from _grouped(_node(node, layout.spots[node.id], palette), not chosen or node.id in near)


def _grouped(elements: Iterator[str], shown: bool) -> Iterator[str]:
    if shown:
        yield from elements
    else:
        yield f'<g opacity="{_FADED}">'
        yield from elements
        yield "</g>"


def _edge(edge: Edge, line: Line, graph: Graph, palette: Palette) -> Iterator[str]:
    thick = stroke(edge, graph)
    if edge.declared:
        yield _path(line.curve, f'stroke="{palette["ink"]}" stroke-width="{thick:.1f}"')
        yield f'<polygon points="{_points(_arrow(line.curve))}" fill="{palette["ink"]}"/>'
    else:
        dashes = f'stroke-dasharray="{5:.1f} {3 + thick:.1f}"'
        yield _path(line.curve, f'stroke="{palette["muted"]}" stroke-width="{thick:.1f}" {dashes}')


def _edge_label(line: Line, palette: Palette) -> Iterator[str]:
    box = line.label
    if box is None:
        return
    yield _ground(box.left, box.top, box.width, box.height, palette, 1.0)
    for number, words in enumerate(line.lines):
        y = box.top + 2 + SMALL_LINE * (number + 0.5) + _BASE * SMALL
        yield text(box.left + box.width / 2, y, words, text_anchor="middle", font_size=SMALL, fill=palette["ink"])


def _node(node: Node, spot: Spot, palette: Palette) -> Iterator[str]:
    label = spot.label
    yield _ground(label.left, label.top, label.width, label.height, palette, 0.8)
    yield glyph(node.group, spot.x, spot.y, spot.radius, palette.groups[node.group])
    y = spot.y + _BASE * SMALL
    yield text(spot.x, y, str(node.count), text_anchor="middle", font_size=SMALL, fill=palette["paper"])
    for number, words in enumerate(spot.lines):
        y = label.top + LINE * (number + 0.5) + _BASE * TEXT
        yield text(spot.x, y, words, text_anchor="middle", fill=palette["ink"])


def _ground(left: float, top: float, wide: float, high: float, palette: Palette, opacity: float) -> str:
    """Paper below words, so that no line strikes them through."""
    at = f'x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{high:.1f}"'
    return f'<rect {at} fill="{palette["paper"]}" fill-opacity="{opacity:g}"/>'


def _legend(graph: Graph, palette: Palette, limit: float) -> tuple[list[str], float, float]:
    """Its elements, below and to the right of the origin and within this width if it can be, and its size."""
    samples: list[tuple[list[str], float, str]] = []
    present = {node.group for node in graph.nodes}
    for group in GROUPS:
        if group in present:
            samples.append(([glyph(group, 7, 0, 7, palette.groups[group])], 20, tr(_NAMES[group])))
    samples.append(([], 0, tr("a number: mentions")))
    line = Line(Curve((0, 0), (18, 0), (36, 0)))
    if any(edge.declared for edge in graph.edges):
        samples.append((list(_edge(Edge("", "", ("",)), line, graph, palette)), 44, tr("declared in the brief")))
    if graph.most:
        words = tr(_THE_WIDER[graph.unit])
        samples.append((list(_edge(Edge("", "", passages=((0, 1),)), line, graph, palette)), 44, words))
    made: list[str] = []
    x, y, widest = 0.0, _ROW / 2, 0.0
    for drawn, wide, words in samples:
        if x and x + wide + width(words, TEXT) > limit:
            x, y = 0.0, y + _ROW
        made += [f'<g transform="translate({x:.1f} {y:.1f})">', *drawn]
        made += [text(wide, _BASE * TEXT, words, fill=palette["ink"]), "</g>"]
        widest = max(widest, x + wide + width(words, TEXT))
        x += wide + width(words, TEXT) + 18
    return made, widest, y + _ROW / 2


def _path(curve: Curve, attributes: str) -> str:
    (ax, ay), (bx, by), (cx, cy) = curve.start, curve.control, curve.end
    return f'<path d="M{ax:.1f} {ay:.1f}Q{bx:.1f} {by:.1f} {cx:.1f} {cy:.1f}" fill="none" {attributes}/>'


def _arrow(curve: Curve) -> tuple[Point, ...]:
    """The head of an arrow at a curve's end."""
    x, y = curve.end
    across, down = x - curve.control[0], y - curve.control[1]
    length = hypot(across, down) or 1.0
    across, down = across / length, down / length
    back = (x - 10 * across, y - 10 * down)
    return (x, y), (back[0] - 4.5 * down, back[1] + 4.5 * across), (back[0] + 4.5 * down, back[1] - 4.5 * across)


def _points(points: tuple[Point, ...]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
