"""A page of plain text stands where Qt's own layout would put it, without its lines being kept."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTextDocument
from pytestqt.qtbot import QtBot

from viewer.brief.loader import Head
from viewer.brief.model import Block, FrontMatter, Run
from viewer.brief.plain import plain_blocks
from viewer.pages.document import BriefDocument
from viewer.pages.theme import load_theme

pytestmark = pytest.mark.usefixtures("qapp")

WORDS = st.sampled_from(["cobalt", "Łódź", "قالت", "مصر", "鉱物", "e\u0301", "𝔘𝔫", "a" * 90, "-", "€5", "\t", "  "])
LINES = st.lists(st.lists(WORDS, max_size=40).map(" ".join), min_size=1, max_size=12).map("\n".join)
FRONT = FrontMatter(title="On the cobalt of the Katanga", date="2025-03-23", author="A. Reader", marking="TLP:AMBER")


def page_of(text: str, *, plain: bool, width: float = 480, summary: str = "") -> BriefDocument:
    page = BriefDocument(load_theme("light"), 1.0, None)
    page.set_margins(24, 32, 160)
    page.fit(width)
    page.begin(Head("a.txt", FRONT.title, FRONT, "", (), plain))
    start = 0
    for part in ("summary", "body"):
        for blocks in plain_blocks(summary if part == "summary" else text, part):  # type: ignore[arg-type]
            placed = []
            for block in blocks:
                placed.append(Block(block.kind, block.runs, block.text, start, part=block.part))
                start = placed[-1].end + 1
            page.append(placed)
    page.finish(FRONT)
    page.qt.setTextWidth(width + 64)
    return page


def boxes_of(page: BriefDocument) -> list[tuple[float, float, float]]:
    block, found = page.qt.begin(), []
    while block.isValid():
        box = page.box(block)
        found.append((box.left(), box.top(), box.height()))
        block = block.next()
    return found


@settings(deadline=None, max_examples=40)
@given(LINES, st.sampled_from([90.0, 300.0, 576.0]))
def test_all_blocks_stand_where_qt_puts_them(text: str, width: float) -> None:
    ours, qts = (page_of(text, plain=plain, width=width, summary=text[:40].strip()) for plain in (True, False))
    assert boxes_of(ours) == boxes_of(qts)
    assert ours.layout().documentSize().height() == qts.layout().documentSize().height()


@settings(deadline=None, max_examples=25)
@given(LINES, st.integers())
def test_points_hit_what_they_hit_in_qts(text: str, seed: int) -> None:
    ours, qts = page_of(text, plain=True), page_of(text, plain=False)
    tall, random = qts.layout().documentSize().height(), Random(seed)
    for _ in range(30):
        point = QPointF(random.uniform(-9, 560), random.uniform(-9, tall + 9))
        for accuracy in (Qt.HitTestAccuracy.ExactHit, Qt.HitTestAccuracy.FuzzyHit):
            assert ours.layout().hitTest(point, accuracy) == qts.layout().hitTest(point, accuracy)


@settings(deadline=None, max_examples=25)
@given(LINES, st.data())
def test_words_have_the_same_rectangles(text: str, data: st.DataObject) -> None:
    ours, qts = page_of(text, plain=True), page_of(text, plain=False)
    end = data.draw(st.integers(0, len(text)))
    start = data.draw(st.integers(0, end))
    assert ours.rectangles(start, end) == qts.rectangles(start, end)


def picture(document: QTextDocument, *, selected: bool) -> QImage:
    from PySide6.QtGui import QAbstractTextDocumentLayout, QTextCursor

    image = QImage(560, 500, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = QRectF(0, 0, 560, 500)
    if selected:
        chosen = QAbstractTextDocumentLayout.Selection()
        chosen.cursor = QTextCursor(document)
        chosen.cursor.select(QTextCursor.SelectionType.Document)
        chosen.format.setBackground(QColor("yellow"))
        context.selections = [chosen]
    painter = QPainter(image)
    document.documentLayout().draw(painter, context)
    painter.end()
    return image


@pytest.mark.parametrize("selected", [False, True])
def test_it_is_painted_alike(selected: bool) -> None:
    text = "The cobalt of Kolwezi, and a line that is long enough to be broken in two, at this width.\n\nقالت مصر"
    ours, qts = (page_of(text, plain=plain).qt for plain in (True, False))
    assert picture(ours, selected=selected) == picture(qts, selected=selected)


def test_another_width_and_more_text_are_taken_in() -> None:
    page, plain = page_of("cobalt " * 300, plain=True), page_of("cobalt " * 300, plain=False)
    for one in (page, plain):
        boxes_of(one)
        one.qt.setTextWidth(300)
        one.append([Block("paragraph", (Run("more " * 90),), "more " * 90, one.blocks[-1].end + 1)])
    assert boxes_of(page) == boxes_of(plain)


def test_the_lines_of_a_block_are_not_kept_in_it() -> None:
    page = page_of("\n".join("a line of words" for _ in range(500)), plain=True)
    assert boxes_of(page)
    assert page.rectangles(0, 5000)
    assert not any(page.qt_block(index).layout().lineCount() for index in range(500))


def test_it_measures_the_rest_between_events(qtbot: QtBot) -> None:
    page = page_of("\n".join("word " * (number % 40) for number in range(3000)), plain=True)
    with qtbot.waitSignal(page.layout().documentSizeChanged, timeout=10_000):
        pass
    other = page_of("\n".join("word " * (number % 40) for number in range(3000)), plain=False)
    tall = other.layout().documentSize().height()
    qtbot.waitUntil(lambda: page.layout().documentSize().height() == tall, timeout=20_000)
