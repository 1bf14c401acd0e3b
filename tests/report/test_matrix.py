from __future__ import annotations

import csv
import io
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.mentions.matrix import Matrix
from viewer.mentions.model import Entity
from viewer.report.matrix import matrix_csv, matrix_svg
from viewer.report.palette import load_palette

SVG = "{http://www.w3.org/2000/svg}"


def matrix_with(actor: str = "Rwanda", mineral: str = "tin", count: int = 3) -> Matrix:
    actors = (Entity("a", actor, "state", "actor"), Entity("b", "Uganda", "state", "actor"))
    minerals = (Entity("m", mineral, "element", "mineral"), Entity("n", "gold", "element", "mineral"))
    return Matrix("sentence", actors, minerals, {("a", "m"): ((0, 1),) * count, ("b", "n"): ((0, 1),)})


def test_csv() -> None:
    assert matrix_csv(matrix_with()) == ("sentences that name both,tin,gold\r\nRwanda,3,0\r\nUganda,0,1\r\n")


@pytest.mark.parametrize("name", ["=1+1", "+x", "-x", "@x", "\tx", "\nx", "＝1+1"])
def test_no_cell_is_a_formula(name: str) -> None:
    rows = list(csv.reader(io.StringIO(matrix_csv(matrix_with(name, name)), newline="")))
    assert rows[0][1] == rows[1][0] == f"'{name}"


@given(st.text(), st.text())
def test_csv_reads_back(actor: str, mineral: str) -> None:
    rows = list(csv.reader(io.StringIO(matrix_csv(matrix_with(actor, mineral)), newline="")))
    assert [len(row) for row in rows] == [3, 3, 3]
    assert rows[1][0].endswith(actor)


def test_svg() -> None:
    root = ElementTree.fromstring(matrix_svg(matrix_with("R & <D>"), "A “title”", "TLP:RED"))
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert texts == ["A “title”", "Sentences that name both · TLP:RED", "tin", "gold", "R & <D>", "3", "Uganda", "1"]
    palette = load_palette("light")
    shades = [element.get("fill") for element in root.iter(f"{SVG}rect")]
    assert shades == [palette["paper"], *(palette.shade(share) for share in (1, 0, 0, 1 / 3))]


@given(st.text(), st.text(), st.text())
def test_any_name_makes_a_picture(actor: str, mineral: str, title: str) -> None:
    root = ElementTree.fromstring(matrix_svg(matrix_with(actor, mineral), title).encode("utf-8"))
    width = float(root.get("width", "0"))
    assert all(0 <= float(element.get("x", "0")) <= width for element in root.iter(f"{SVG}rect"))


def test_an_empty_matrix_is_a_picture_too() -> None:
    empty = Matrix("sentence", (), (), {})
    assert ElementTree.fromstring(matrix_svg(empty)).tag == f"{SVG}svg"
    assert matrix_csv(empty) == "sentences that name both\r\n"
