from __future__ import annotations

import csv
import io
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.mentions.relations import Edge, Graph, Node
from viewer.report.boxes import Box
from viewer.report.graph_layout import Layout, lay_out
from viewer.report.palette import CONTRAST, contrast, load_palette
from viewer.report.relations import bare_svg, legend_svg, relations_csv, relations_svg, remark

SVG = "{http://www.w3.org/2000/svg}"
GROUPS = ("actor", "mineral", "place")


def node(id: str, name: str = "", count: int = 1) -> Node:
    return Node(id, name or id, "actor", "company", count)


def small(name: str = "Acme") -> Graph:
    nodes = (Node("a", name, "actor", "company", 4), Node("b", "Bolt", "actor", "company", 0))
    nodes += (Node("m", "tin", "mineral", "element", 2),)
    edges = (Edge("a", "b", ("backs",), ("Says X.",), ((0, 1),)), Edge("a", "m", passages=((0, 1), (2, 3))))
    return Graph("sentence", nodes, edges)


names = st.text(max_size=60) | st.sampled_from(["Rare earth elements", "x" * 90, "Ж" * 30, "鉱物" * 20, "   "])


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    count = draw(st.integers(2, 14))
    nodes = [
        Node(str(at), draw(names), draw(st.sampled_from(GROUPS)), "k", draw(st.integers(0, 90))) for at in range(count)
    ]
    pairs = draw(st.lists(st.sampled_from([*combinations(range(count), 2)]), min_size=1, max_size=24, unique=True))
    edges = []
    for one, other in pairs:
        types = draw(st.lists(st.text(min_size=1, max_size=24), max_size=2))
        edges.append(Edge(str(one), str(other), tuple(types), (), ((0, 1),) * draw(st.integers(0, 4))))
        if types and draw(st.booleans()):
            edges.append(Edge(str(other), str(one), ("answers",)))
    tied = {id for edge in edges for id in (edge.source, edge.target)}
    return Graph("sentence", tuple(one for one in nodes if one.id in tied), tuple(edges))


def words(layout: Layout) -> list[Box]:
    """The room of every glyph, name and label."""
    made = [box for spot in layout.spots.values() for box in (spot.glyph, spot.label)]
    return made + [line.label for line in layout.lines if line.label]


@settings(deadline=None, max_examples=60)
@given(graphs())
def test_nothing_overlaps_and_nothing_is_cut(graph: Graph) -> None:
    layout = lay_out(graph)
    assert set(layout.spots) == {one.id for one in graph.nodes}
    assert len(layout.lines) == len(graph.edges)
    boxes = words(layout)
    assert not [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])]
    page = Box(0, 0, layout.width, layout.height)
    assert all(page.holds(x, y, 0.01) for box in boxes for x, y in ((box.left, box.top), (box.right, box.bottom)))
    for edge, line in zip(graph.edges, layout.lines, strict=True):
        assert (line.label is not None) == edge.declared
    assert lay_out(graph) == layout


def test_a_graph_without_nodes_is_a_picture_too() -> None:
    empty = Graph("sentence", (), ())
    assert lay_out(empty) == Layout(0, 0, {}, ())
    assert ElementTree.fromstring(relations_svg(empty, lay_out(empty), "T")).tag == f"{SVG}svg"
    assert len(relations_csv(empty).splitlines()) == 1


def test_csv() -> None:
    rows = list(csv.reader(io.StringIO(relations_csv(small()), newline="")))
    assert rows == [
        ["from", "relation", "to", "declared", "sentences that name both", "notes"],
        ["Acme", "backs", "Bolt", "yes", "1", "Says X."],
        ["Acme", "named together", "tin", "no", "2", ""],
    ]


@pytest.mark.parametrize("name", ["=1+1", "+x", "-x", "@x"])
def test_no_cell_is_a_formula(name: str) -> None:
    assert f"'{name},backs" in relations_csv(small(name))


def test_svg_tells_kinds_by_shape_and_edges_by_style() -> None:
    graph = small("A & <B>")
    root = ElementTree.fromstring(relations_svg(graph, lay_out(graph), "Title", "TLP:RED", remark="all of it"))
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert {"Title", "A & <B>", "tin", "4", "backs", "Actor", "Mineral", "declared in the brief"} <= set(texts)
    assert any("TLP:RED" in str(text) and "all of it" in str(text) for text in texts)
    assert "Place" not in texts
    dashed = [path.get("stroke-dasharray") for path in root.iter(f"{SVG}path")]
    assert [bool(dashes) for dashes in dashed] == [True, False, False, True]  # two edges, two samples
    assert len(list(root.iter(f"{SVG}circle"))) == 2 + 1  # actors, and the legend's


def test_what_is_not_chosen_is_faded() -> None:
    graph = small()
    layout, palette = lay_out(graph), load_palette("dark")
    assert 'opacity="0.22"' not in bare_svg(graph, layout, palette)
    faded = ElementTree.fromstring(bare_svg(graph, layout, palette, "b"))
    pale = ["".join(group.itertext()).split() for group in faded.iter(f"{SVG}g") if group.get("opacity")]
    assert ["2", "tin"] in pale
    assert not any("Acme" in text for text in pale)


@given(st.text(), st.text(), st.text(max_size=400))
def test_any_name_makes_a_picture(name: str, label: str, title: str) -> None:
    nodes = (node("a", name), node("b"))
    graph = Graph("sentence", nodes, (Edge("a", "b", (label,)),))
    ElementTree.fromstring(relations_svg(graph, lay_out(graph), title).encode())


def test_the_legend_stays_within_its_limit() -> None:
    wide = ElementTree.fromstring(legend_svg(small(), load_palette("light"), 2000))
    narrow = ElementTree.fromstring(legend_svg(small(), load_palette("light"), 320))
    assert float(narrow.get("width", "0")) <= 400 < float(wide.get("width", "0"))
    assert float(narrow.get("height", "0")) > float(wide.get("height", "0"))


def test_the_remark_says_what_is_left_out() -> None:
    whole = small()
    shown = whole.connected(2)
    assert remark(whole, shown, 1) == "2 of 3 entities, 1 of 2 connections; only the 2 most connected are drawn"
    assert remark(whole, whole.chosen(declared=True), 1, True).endswith("declared relations only")


@pytest.mark.parametrize("name", ["light", "dark"])
@given(share=st.floats(0, 1))
def test_a_number_can_be_read_on_every_shade(name: str, share: float) -> None:
    palette = load_palette(name)
    assert contrast(palette.shade(share), palette["ink"]) >= CONTRAST


@pytest.mark.parametrize("name", ["light", "dark"])
def test_more_is_deeper(name: str) -> None:
    palette = load_palette(name)
    depths = [contrast(palette.shade(share / 5), palette["paper"]) for share in range(6)]
    assert depths == sorted(depths)
    assert depths[0] == 1 < depths[1]
