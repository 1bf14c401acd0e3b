"""Matrix and relations, as someone uses them: from the menu, by mouse and by keyboard."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.desk import Desk
from viewer.mentions.gazetteer import Gazetteer
from viewer.mentions.index import index_mentions
from viewer.pages.theme import load_theme
from viewer.ui.matrix_view import MatrixView
from viewer.ui.pair_passages import pair_passage
from viewer.ui.picture_saving import SaveBar
from viewer.ui.relations_view import RelationsView
from viewer.ui.session import Session
from viewer.ui.window import MainWindow

Key = Qt.Key

# The platform without a display has no windows that could lie above one another.
pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (raise|propagateSizeHints)\(\)")


@pytest.fixture
def matrix(window: MainWindow, qtbot: QtBot) -> MatrixView:
    window.actions_["matrix"].trigger()
    view = window.views.matrix
    assert view
    qtbot.waitUntil(lambda: bool(view.table.matrix.cells))
    return view


@pytest.fixture
def relations(window: MainWindow, qtbot: QtBot) -> RelationsView:
    window.actions_["relations"].trigger()
    view = window.views.relations
    assert view
    qtbot.waitUntil(lambda: bool(view.graph.edges))
    return view


def chosen_words(window: MainWindow) -> str:
    words = window.reader.words()
    assert words
    assert window.session
    return window.session.brief.text[slice(*words)]


def test_no_start_of_the_program_pays_for_the_views() -> None:
    code = "import sys, viewer.ui.window; print({'rustworkx', 'numpy', 'PySide6.QtSvg'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_the_matrix_opens_at_its_highest_count(matrix: MatrixView, session: Session) -> None:
    assert matrix.windowTitle() == f"Matrix – {session.brief.title}"
    pair = matrix.table.pair()
    assert pair
    assert matrix.table.matrix.count(pair[0].id, pair[1].id) == matrix.table.matrix.most
    assert len(matrix.passages.rows) == matrix.table.matrix.most
    assert matrix.passages.heading == "United States and copper: 2 sentences"


def test_arrow_keys_move_and_enter_goes_on_to_the_passages(matrix: MatrixView, window: MainWindow) -> None:
    table = matrix.table
    table.setFocus()
    QTest.keyClick(table, Key.Key_Down)
    QTest.keyClick(table, Key.Key_Right)
    pair = table.pair()
    assert pair
    assert [entity.id for entity in pair] == [table.matrix.actors[1].id, table.matrix.minerals[1].id]
    assert matrix.passages.heading.startswith(f"{pair[0].name} and {pair[1].name}")
    QTest.keyClick(table, Key.Key_Return)
    passages = matrix.focusWidget()
    QTest.keyClick(passages, Key.Key_Return)
    words = chosen_words(window)
    assert pair[1].name in words


def test_both_names_are_bold_in_a_passage(matrix: MatrixView) -> None:
    for row in matrix.passages.rows:
        bold = [row.text[start:end] for start, end in row.bold]
        assert "copper" in bold
        assert len(bold) >= 2


def test_a_passage_selects_its_words_in_the_reader(matrix: MatrixView, window: MainWindow) -> None:
    matrix.passages.choose(1)
    words = chosen_words(window)
    assert words.startswith("United States")
    assert words.endswith("copper")


def test_paragraphs_instead_of_sentences(matrix: MatrixView, qtbot: QtBot) -> None:
    before = sum(map(len, matrix.table.matrix.cells.values()))
    matrix.set_unit("paragraph")
    qtbot.waitUntil(lambda: matrix.table.matrix.unit == "paragraph")
    assert "paragraph" in matrix.passages.heading
    assert sum(map(len, matrix.table.matrix.cells.values())) > before


def test_a_header_selects_its_entity(matrix: MatrixView, session: Session) -> None:
    table = matrix.table
    header = table.horizontalHeader()
    at = QPointF(header.sectionViewportPosition(2) + 10, 20).toPoint()
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert session.entity == table.matrix.minerals[2].id
    header = table.verticalHeader()
    at = QPointF(20, header.sectionViewportPosition(1) + 10).toPoint()
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert session.entity == table.matrix.actors[1].id


def test_headers_have_room_for_every_name(matrix: MatrixView) -> None:
    table = matrix.table
    for header, names in (
        (table.horizontalHeader(), [entity.name for entity in table.matrix.minerals]),
        (table.verticalHeader(), [entity.name for entity in table.matrix.actors]),
    ):
        font = header.font()
        font.setBold(True)
        depth = header.height() if header is table.horizontalHeader() else header.width()
        assert all(table.fontMetrics().horizontalAdvance(name) < depth for name in names)


def test_cells_speak(matrix: MatrixView) -> None:
    model = matrix.table.model()
    said = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "United States and copper: 2 sentences"
    assert model.data(model.index(1, 4), Qt.ItemDataRole.AccessibleTextRole).endswith(": no sentence")


def test_names_are_no_html_in_tool_tips(desk: Desk, qtbot: QtBot) -> None:
    path = desk.folder / "h.brief.md"
    path.write_text(
        "---\nactors: [{id: x, name: '<b>X</b> Corp', kind: company}]\n---\n<b>X</b> Corp sells tin.\n", "utf-8"
    )
    window = desk.reading(path)
    window.actions_["matrix"].trigger()
    view = window.views.matrix
    assert view
    qtbot.waitUntil(lambda: bool(view.table.matrix.cells))
    tip = view.table.model().headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole)
    assert tip == "<span>&lt;b&gt;X&lt;/b&gt; Corp</span>"


def test_views_follow_a_correction(
    matrix: MatrixView, relations: RelationsView, session: Session, qtbot: QtBot
) -> None:
    before = relations.graph.node("m23").count
    for mention in session.index.of("copper"):
        session.identify(mention.start, mention.end, "not:")
    qtbot.waitUntil(lambda: "copper" not in [mineral.id for mineral in matrix.table.matrix.minerals])
    qtbot.waitUntil(lambda: "copper" not in [node.id for node in relations.graph.nodes])
    mention = session.index.of("m23")[0]
    session.identify(mention.start, mention.end, "not:")
    qtbot.waitUntil(lambda: relations.graph.node("m23").count == before - 1)


def test_views_follow_to_another_brief_and_close_with_the_last(
    matrix: MatrixView, relations: RelationsView, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    desk.open(window, desk.folder / "tour.brief.md")
    qtbot.waitUntil(lambda: "cobalt" in [node.id for node in relations.graph.nodes] and len(relations.graph.nodes) < 15)
    assert matrix.windowTitle() == "Matrix – A tour of Briefing Viewer"
    assert relations.windowTitle() == "Relations – A tour of Briefing Viewer"
    window.actions_["start"].trigger()
    assert not matrix.isVisible()
    assert not relations.isVisible()
    assert not window.actions_["matrix"].isEnabled()


def test_closing_the_window_closes_the_views(matrix: MatrixView, window: MainWindow, desk: Desk) -> None:
    desk.close(window)
    assert not matrix.isVisible()


def test_a_brief_that_names_nothing_says_so(desk: Desk, qtbot: QtBot) -> None:
    path = desk.folder / "n.brief.md"
    path.write_text("Nothing is named here.\n", "utf-8")
    window = desk.reading(path)
    window.actions_["relations"].trigger()
    view = window.views.relations
    assert view
    with qtbot.waitSignal(view.shown):
        view.refresh()
    assert view.graph.nodes == ()


def test_a_click_on_a_node_selects_the_entity_and_lists_its_edges(relations: RelationsView, session: Session) -> None:
    canvas = relations.canvas
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=canvas.place("m23").toPoint())
    assert session.entity == "m23"
    listed = [relations.graph.edges[number] for number in relations.edges.numbers()]
    assert listed == [edge for edge in relations.graph.edges if edge.touches("m23")]
    QTest.keyClick(canvas, Key.Key_Escape)
    assert len(relations.edges.numbers()) == len(relations.graph.edges)
    assert relations.isVisible()
    QTest.keyClick(canvas, Key.Key_Escape)
    assert not relations.isVisible()


def test_a_click_on_an_edge_lists_its_passages(relations: RelationsView, window: MainWindow) -> None:
    canvas = relations.canvas
    number = next(at for at, edge in enumerate(relations.graph.edges) if edge.label == "backs")
    at = canvas.middle(number)
    assert canvas.under(at) == number
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert relations.passages.heading == "Rwanda and M23: 3 sentences"
    relations.passages.choose(0)
    assert {"M23", "Rwanda"} <= set(chosen_words(window).replace(",", "").split())


def test_the_keyboard_goes_from_node_to_node(relations: RelationsView, session: Session) -> None:
    canvas = relations.canvas
    QTest.keyClick(canvas, Key.Key_Right)
    assert canvas.node == "USA"
    assert "20 mentions" in canvas.accessibleDescription()
    here = canvas.place("USA")
    QTest.keyClick(canvas, Key.Key_Right)
    assert canvas.place(canvas.node).x() > here.x()
    QTest.keyClick(canvas, Key.Key_Return)
    assert session.entity == canvas.node


def test_the_list_goes_through_the_edges(relations: RelationsView) -> None:
    relations.edges.setFocus()
    QTest.keyClick(relations.edges, Key.Key_Return)
    assert relations.passages.heading.startswith("Félix Tshisekedi and Donald Trump")
    assert relations.focusWidget() is not relations.edges
    QTest.keyClick(relations.edges, Key.Key_Down)
    assert relations.canvas.edge == relations.edges.numbers()[1]
    assert relations.passages.heading.startswith("Democratic Republic of the Congo and United States")
    model = relations.edges.model()
    said = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Félix Tshisekedi → Donald Trump: courts, 3 sentences"


def test_filters(relations: RelationsView, qtbot: QtBot) -> None:
    everything = len(relations.graph.edges)
    with qtbot.waitSignal(relations.shown):
        relations.declared_only.setChecked(True)
    assert all(edge.declared for edge in relations.graph.edges)
    assert "declared relations only" in relations.said
    with qtbot.waitSignal(relations.shown):
        relations.declared_only.setChecked(False)
    with qtbot.waitSignal(relations.shown):
        relations.at_least.setValue(1)
    assert len(relations.graph.edges) > everything
    with qtbot.waitSignal(relations.shown):
        relations.groups["mineral"].setChecked(False)
    assert {node.group for node in relations.graph.nodes} == {"actor", "place"}


def test_zoom_and_drag(relations: RelationsView) -> None:
    canvas = relations.canvas
    before = canvas.place("m23") - canvas.place("RWA")
    QTest.keyClick(canvas, Key.Key_Plus)
    after = canvas.place("m23") - canvas.place("RWA")
    assert abs(after.x()) > abs(before.x())
    place = canvas.place("m23")
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPointF(5, 5).toPoint())
    QTest.mouseMove(canvas, QPointF(45, 25).toPoint())
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPointF(45, 25).toPoint())
    assert canvas.place("m23") - place == QPointF(40, 20)
    QTest.keyClick(canvas, Key.Key_0)
    fitted = canvas.place("m23") - canvas.place("RWA")
    assert fitted == before


def test_themes_change_both(matrix: MatrixView, relations: RelationsView, window: MainWindow) -> None:
    for choice in ("dark", "light"):
        window.actions_[f"theme_{choice}"].trigger()
        paper = load_theme(choice)["paper"]
        assert relations.canvas.grab().toImage().pixelColor(4, 4) == paper
        table = matrix.table
        corner = table.viewport().grab().toImage().pixelColor(table.viewport().width() - 4, 300)
        assert corner == paper


def saved(bar: SaveBar, target: Path, qtbot: QtBot) -> Path:
    bar.save(target)
    qtbot.waitUntil(lambda: bar.said == f"Saved: {target}")
    return target


def read(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text("utf-8").splitlines()))


def test_saving(matrix: MatrixView, relations: RelationsView, tmp_path: Path, qtbot: QtBot) -> None:
    for view, name in ((matrix, "m"), (relations, "r")):
        image = QImage(str(saved(view.saving, tmp_path / f"{name}.png", qtbot)))
        svg = saved(view.saving, tmp_path / f"{name}.svg", qtbot).read_text("utf-8")
        assert f'width="{image.width() // 2}"' in svg
        assert "TLP:GREEN" in svg
    rows = read(saved(matrix.saving, tmp_path / "m.csv", qtbot))
    assert rows[1][:2] == ["United States", "2"]
    rows = read(saved(relations.saving, tmp_path / "r.csv", qtbot))
    assert len(rows) == 1 + len(relations.graph.edges)


def test_the_brief_is_never_replaced(matrix: MatrixView, session: Session, qtbot: QtBot) -> None:
    before = session.path.read_bytes()
    matrix.saving.save(session.path)
    qtbot.waitUntil(lambda: "must not replace" in matrix.saving.said)
    assert session.path.read_bytes() == before


def test_a_long_passage_shows_both_names(gazetteer: Gazetteer, write_brief: Callable[..., Path]) -> None:
    from viewer.brief.loader import load_brief

    filler = "and so on without an end to it " * 20
    brief = load_brief(write_brief(f"Rwanda {filler} Rwanda {filler} sold tin {filler} 😀 gold.\n"))
    index = index_mentions(brief, gazetteer)
    span = (0, len(brief.text))
    row = pair_passage(brief, index, span, ("RWA", "tin"))
    assert [row.text[start:end] for start, end in row.bold] == ["Rwanda", "tin"]
    assert len(row.text) < 300
    assert row.text.startswith("… ")
    assert row.text.endswith(" …")
    assert brief.text[row.start : row.end].startswith("Rwanda and so")
    assert brief.text[row.start : row.end].endswith("sold tin")


def test_a_row_of_a_table_is_a_passage(gazetteer: Gazetteer, write_brief: Callable[..., Path]) -> None:
    from viewer.brief.loader import load_brief

    brief = load_brief(write_brief("| who | what |\n|---|---|\n| Rwanda | tin |\n"))
    index = index_mentions(brief, gazetteer)
    start = brief.text.index("Rwanda")
    row = pair_passage(brief, index, (start, len(brief.text)), ("RWA", "tin"))
    assert row.text == "Rwanda\u2003tin"
    assert [row.text[first:last] for first, last in row.bold] == ["Rwanda", "tin"]
