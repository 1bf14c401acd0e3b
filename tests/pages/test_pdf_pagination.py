"""Page breaks: nothing is lost, nothing is cut, nothing stands alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication, QImage

from tests.report.briefs import brief_of, report_on
from viewer.brief.model import Block
from viewer.pages.pagination import Page
from viewer.pages.pdf_layout import lay_out
from viewer.pages.pdf_sheet import SCALE, UNIT, Print, Sheet

WORDS = "cobalt and tantalum for the security of a pact that nobody has seen so far, says the desk. "


def lines(printed: Print, index: int) -> list[tuple[float, float]]:
    """The edges of each line of a block."""
    document = printed.document
    qt_block = document.qt_block(index)
    origin, layout = document.origin(qt_block).y(), qt_block.layout()
    found = [layout.lineAt(number) for number in range(layout.lineCount())]
    # Where lines are set tightly, their boxes overlap a little: that is no cut.
    tops = [origin + line.y() for line in found]
    ends = [top + line.height() for top, line in zip(tops, found, strict=True)]
    return [(top, min(end, after)) for top, end, after in zip(tops, ends, [*tops[1:], ends[-1]], strict=True)]


def pages_of(printed: Print, index: int) -> list[int]:
    """On which page each line of a block is; fails where one is cut or on none."""
    numbers = []
    for top, bottom in lines(printed, index):
        on = [n for n, page in enumerate(printed.pages) if page.top - 1 <= top and bottom <= page.bottom + 1]
        assert len(on) == 1, "a line is cut, lost or printed twice"
        numbers += on
    return numbers


def check(printed: Print) -> None:
    pages: Sequence[Page] = printed.pages
    room = printed.sheet.room * SCALE
    assert all(page.bottom - page.top <= room + 0.01 for page in pages)
    # The line between two rows of a table belongs to both.
    assert all(above.bottom <= below.top + 1.5 * UNIT for above, below in pairwise(pages))
    blocks = printed.document.blocks
    rows: dict[tuple[int, int], set[int]] = {}
    for index, block in enumerate(blocks):
        numbers = pages_of(printed, index)
        assert all(index in pages[number].blocks for number in numbers)
        for number in set(numbers):
            assert len(numbers) < 4 or numbers.count(number) >= 2, "a widow or an orphan"
        assert len(numbers) != 3 or len(set(numbers)) == 1
        if block.cell:
            rows.setdefault((block.cell.table, block.cell.row), set()).update(numbers)
        if block.kind == "heading" and index + 1 < len(blocks):
            assert pages_of(printed, index + 1)[0] == numbers[-1], "a heading stands alone"
    assert all(len(numbers) == 1 for numbers in rows.values()), "a table row is cut"


paragraph = st.integers(1, 900).map(lambda size: (WORDS * 12)[:size].strip() or "x")
piece = st.one_of(
    paragraph,
    st.integers(1, 6).map(lambda level: "#" * level + " A heading"),
    st.integers(1, 40).map(lambda count: "```\n" + "line of code\n" * count + "```"),
    st.integers(1, 12).map(lambda rows: "| a | b |\n|---|---|\n" + f"| {WORDS} | {WORDS} |\n" * rows),
    st.lists(paragraph, min_size=1, max_size=5).map(lambda items: "\n".join(f"- {item}" for item in items)),
    paragraph.map(lambda text: f'!!! note "Boxed"\n    {text}'),
    paragraph.map(lambda text: f"> {text}"),
)


@settings(max_examples=40, deadline=None)
@given(pieces=st.lists(piece, min_size=8, max_size=40), paper=st.sampled_from(["a4", "letter"]))
def test_every_break_is_a_good_one(qapp: QGuiApplication, pieces: list[str], paper: str) -> None:
    check(lay_out(report_on(brief_of("\n\n".join(pieces)), page=paper)))


def test_a_row_taller_than_a_page_is_cut_between_lines(qapp: QGuiApplication) -> None:
    printed = lay_out(report_on(brief_of(f"| a | b |\n|---|---|\n| {WORDS * 90} | {WORDS * 60} |\n| c | d |\n")))
    assert len(printed.pages) > 2
    for index in range(len(printed.document.blocks)):
        pages_of(printed, index)


def test_headings_without_end_are_parted_somewhere(qapp: QGuiApplication) -> None:
    printed = lay_out(report_on(brief_of("# Heading\n\n" * 80)))
    assert len(printed.pages) > 2
    for index in range(len(printed.document.blocks)):
        pages_of(printed, index)


def test_a_tall_image_is_shown_whole(qapp: QGuiApplication, tmp_path: Path) -> None:
    QImage(300, 4000, QImage.Format.Format_RGB32).save(str(tmp_path / "tall.png"))
    QImage(340, 100, QImage.Format.Format_RGB32).save(str(tmp_path / "small.png"))
    brief = brief_of(f"{WORDS * 3}\n\n![Tall](tall.png)\n\n![Small](small.png)\n\nEnd.\n")
    printed = lay_out(report_on(brief, folder=tmp_path))
    check(printed)
    small = lines(printed, 2)[0]
    # A pixel of a picture is as large as on the screen, relative to the words.
    assert small[1] - small[0] == pytest.approx(100 * UNIT, rel=0.2)


def test_an_empty_brief_has_a_page(qapp: QGuiApplication) -> None:
    assert len(lay_out(report_on(brief_of(""))).pages) == 1
    assert Sheet("letter").width == 612 and Sheet("a4").height == 842


def test_blocks_know_their_pages(qapp: QGuiApplication) -> None:
    brief = brief_of("\n\n".join([WORDS * 5] * 30))
    printed = lay_out(report_on(brief))
    last: Block = brief.blocks[-1]
    number, top = printed.point(last.start)
    assert number == len(printed.pages) - 1 and 0 < top < printed.sheet.height
    assert printed.point(0)[0] == 0
