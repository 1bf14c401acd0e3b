from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from viewer.mentions.matrix import Matrix
from viewer.mentions.model import Entity
from viewer.mentions.relations import Edge, Graph, Node
from viewer.pages import picture
from viewer.report.errors import ReportError
from viewer.report.graph_layout import lay_out
from viewer.report.matrix import matrix_svg
from viewer.report.relations import relations_svg


def has_ink(image: QImage, left: float, top: float, right: float, bottom: float) -> bool:
    """Whether anything dark is in a part of a picture, in shares of it."""
    wide, high = image.width(), image.height()
    return any(
        image.pixelColor(x, y).lightness() < 110
        for x in range(int(left * wide), int(right * wide))
        for y in range(int(top * high), int(bottom * high))
    )


def matrix(names: int) -> str:
    actors = tuple(Entity(f"a{at}", f"Actor {at}", "state", "actor") for at in range(names))
    tin = Entity("tin", "tin", "element", "mineral")
    return matrix_svg(Matrix("sentence", actors, (tin,), {("a0", "tin"): ((0, 1),)}))


def test_png_is_twice_as_large_and_has_text(qtbot: QtBot, tmp_path: Path) -> None:
    svg = matrix(2)
    picture.write_png(tmp_path / "m.png", svg)
    image = QImage(str(tmp_path / "m.png"))
    assert (image.size().toTuple()) == tuple(2 * side for side in picture.drawn(svg, 1).size().toTuple())
    assert has_ink(image, 0, 0.6, 0.5, 1)  # names of rows
    assert has_ink(image, 0.5, 0.2, 1, 0.6)  # the turned name of the column
    assert list(tmp_path.iterdir()) == [tmp_path / "m.png"]


def test_a_graph_is_drawn(qtbot: QtBot) -> None:
    nodes = tuple(Node(id, id * 4, "mineral", "ore", 1) for id in "ab")
    graph = Graph("sentence", nodes, (Edge("a", "b", ("backs",)),))
    assert has_ink(picture.drawn(relations_svg(graph, lay_out(graph))), 0.2, 0.3, 0.8, 0.7)


def test_a_huge_picture_is_drawn_smaller(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "_MOST", 100_000)
    image = picture.drawn(matrix(60))
    assert 50_000 < image.width() * image.height() <= 110_000


def test_a_folder_that_is_not_there_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"m\.png was not written"):
        picture.write_png(tmp_path / "none" / "m.png", matrix(1))
