"""How a brief is set: space between blocks, direction, quotes, tables, images."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from tests.pages.test_document import document_for, picture, read, text_of
from viewer.pages.decorations import Band, paint_fills, paint_structure
from viewer.pages.document import BriefDocument
from viewer.pages.fonts import serif_families
from viewer.pages.formats import MEASURE
from viewer.pages.theme import load_theme

WORDS = "Whoever buys coltan from Rubaya pays the M23, and whoever pays it keeps the road to Goma closed to others. "
ARABIC = "عرضت كينشاسا على الولايات المتحدة الوصول إلى الكوبالت والنحاس مقابل المساعدة. "
NUMBERS = "\n".join(
    ["| Country |" + "".join(f" {month} |" for month in "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov".split())]
    + ["|---|" + "--:|" * 11]
    + [f"| {name} |" + " 170,000 |" * 11 for name in ("Indonesia", "Zambia")]
)


@pytest.fixture(autouse=True)
def _application(qapp: object) -> None:
    """A font database."""


def page_of(markdown: str, width: float = MEASURE, folder: Path | None = None) -> BriefDocument:
    page = document_for(read(markdown), folder)
    page.fit(width)
    page.qt.setTextWidth(width)
    page.keep_boxes()  # which lays everything out
    return page


def lines(page: BriefDocument, words: str) -> int:
    """On how many lines some words stand."""
    start = text_of(page).index(words)
    return len({round(box.top()) for box in page.rectangles(start, start + len(words))})


def gap(page: BriefDocument, above: str, below: str) -> float:
    """The pixels between two blocks."""
    texts = [block.text for block in page.blocks]
    upper, lower = (page.box(page.qt_block(texts.index(text))) for text in (above, below))
    return lower.top() - upper.bottom()


def test_a_line_of_the_body_holds_60_to_75_characters() -> None:
    page = page_of(WORDS * 20)
    layout = page.qt_block(0).layout()
    lengths = [layout.lineAt(number).textLength() for number in range(layout.lineCount() - 1)]
    assert 60 <= sum(lengths) / len(lengths) <= 75


def test_a_heading_is_nearer_to_what_it_heads() -> None:
    for level in range(1, 7):
        page = page_of(f"Before.\n\n{'#' * level} Heading\n\nAfter.")
        assert gap(page, "Before.", "Heading") >= 1.5 * gap(page, "Heading", "After.") > 0


def test_items_stand_closer_than_paragraphs_and_short_ones_closest() -> None:
    short = page_of("One.\n\nTwo.\n\n- a\n- b\n\nThree.")
    long = page_of(f"- a\n- {WORDS}\n- c\n")
    assert gap(short, "One.", "Two.") > gap(long, "a", WORDS.strip()) > gap(short, "a", "b") > 0
    assert gap(short, "b", "Three.") == gap(short, "One.", "Two.")


def test_two_boxes_do_not_touch() -> None:
    page = page_of("!!! note\n    One.\n\n!!! warning\n    Two.\n\nThree.")
    first, second = (index for index, block in enumerate(page.blocks) if block.text in ("One.", "Two."))
    label = page.box(page.qt_block(second - 1))
    image = painted(page)
    ground = image.pixelColor(MEASURE - 20, int(label.top()))
    between = image.pixelColor(MEASURE - 20, int((page.box(page.qt_block(first)).bottom() + label.top()) / 2))
    assert (ground, between) == (page.theme["panel"], QColor(Qt.GlobalColor.white))


def painted(page: BriefDocument, bands: Iterator[Band] | tuple[Band, ...] = ()) -> QImage:
    image = QImage(MEASURE, int(page.qt.size().height()), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_structure(painter, page, 0, image.height(), MEASURE)
    paint_fills(painter, page, bands)
    painter.end()
    return image


def test_a_highlight_is_seen_on_code_inside_a_line() -> None:
    page = page_of("Words, `code` and words.")
    start = text_of(page).index("code")
    yellow = QColor(page.theme.highlights["yellow"])
    image = painted(page, (Band(start, start + 4, yellow),))
    page.qt.drawContents(painter := QPainter(image))
    painter.end()
    (box,) = page.rectangles(start, start + 4)
    assert image.pixelColor(int(box.left()) + 1, int(box.top()) + 2) == yellow


def test_a_quote_s_bar_goes_on_between_its_paragraphs() -> None:
    page = page_of("Before.\n\n> One.\n>\n> Two.\n\nAfter.")
    one, two = page.box(page.qt_block(1)), page.box(page.qt_block(2))
    image = painted(page)
    assert image.pixelColor(1, int((one.bottom() + two.top()) / 2)) == page.theme["line"]
    assert image.pixelColor(1, int(two.bottom()) + 6) == QColor(Qt.GlobalColor.white)


def test_bars_stand_where_the_quote_does_in_a_list_and_around_one() -> None:
    around = page_of("> Quoted.\n>\n> - item\n")
    inside = page_of("- item\n\n    > Quoted.\n")
    assert set(around.bars.of.values()) == {(0,)}
    ((bar,),) = inside.bars.of.values()
    words = inside.rectangles(0, 1)[0].left()
    assert bar == words  # the bar is below the item's own words


def test_a_right_to_left_paragraph_is_the_mirror_of_another() -> None:
    page = page_of(f"- {ARABIC * 2}\n    - {ARABIC}\n\n> {ARABIC * 2}\n")
    outer, inner, quote = (page.rectangles(block.start, block.end) for block in page.blocks)
    assert MEASURE - outer[0].right() == pytest.approx(28, abs=1.5)
    assert MEASURE - inner[0].right() == pytest.approx(56, abs=1.5)
    assert MEASURE - quote[0].right() == pytest.approx(20, abs=1.5)
    image = painted(page)
    middle = int(quote[0].center().y())
    assert image.pixelColor(MEASURE - 2, middle) == page.theme["line"]
    assert image.pixelColor(1, middle) == QColor(Qt.GlobalColor.white)


def test_words_of_every_script_stand_inside_their_line() -> None:
    page = page_of("漢字かな交じり文。\n\nالنص العربي\n\nLatin gjpqy ÅÉ\n\nעברית")
    for index in range(len(page.blocks)):
        box = page.box(page.qt_block(index))
        (words,) = page.block_rectangles(index, 0, len(page.blocks[index].text))
        assert box.top() - 1 <= words.top() and words.bottom() <= box.bottom() + 1


def test_a_table_of_little_text_is_no_wider_than_that() -> None:
    page = page_of("| a | b |\n|---|---|\n| x | y |\n")
    assert page.box(page.qt_block(1)).right() < MEASURE / 4


@pytest.mark.parametrize("width", [MEASURE, 620, 800])
def test_no_number_is_broken_in_a_table_of_twelve_columns(width: int) -> None:
    page = page_of(NUMBERS, width)
    for index, block in enumerate(page.blocks):
        assert page.qt_block(index).layout().lineCount() == 1, block.text
        assert page.box(page.qt_block(index)).right() <= width + 1
    assert not page.is_cramped


def test_a_table_says_that_it_is_cramped_and_still_stays_in_the_column() -> None:
    page = page_of(NUMBERS, 300)
    assert page.is_cramped
    for index in range(len(page.blocks)):
        assert page.box(page.qt_block(index)).right() <= 301


def test_a_table_fits_again_when_there_is_room_again() -> None:
    page = page_of(NUMBERS, 300)
    page.fit(1200)
    page.qt.setTextWidth(1200)
    page.keep_boxes()
    fresh = page_of(NUMBERS, 1200)
    assert not page.is_cramped
    for index in range(len(page.blocks)):
        assert page.box(page.qt_block(index)) == fresh.box(fresh.qt_block(index))
        assert page.qt_block(index).charFormat() == fresh.qt_block(index).charFormat()


def test_words_keep_their_places_when_a_table_is_fitted() -> None:
    page = page_of(NUMBERS.replace("Zambia", "Zambia 😀 (`code`)"))
    page.fit(300)
    text = text_of(page)
    for offset in range(len(text)):
        assert page.offset(page.position(offset)) == offset


def in_parts(markdown: str, width: float = MEASURE) -> BriefDocument:
    """A page as it is set a little at a time."""
    page = BriefDocument(load_theme("light"), 1.0, None)
    page.fit(width)
    for _ in page.appending(read(markdown)):
        page.qt.size()  # laid out so far, as on the screen
    page.qt.setTextWidth(width)
    return page


LONG = (
    "before 😀\n\n| number | name |\n|---|---|\n" + "".join(f"| {n} | name {n} |\n" for n in range(400)) + "\nbehind\n"
)
WIDE = (
    "|" + "|".join(f"h{n}" for n in range(80)) + "|\n|" + "-|" * 80 + "\n" + ("|" + "cell|" * 80 + "\n") * 5 + "\nend"
)


@pytest.mark.parametrize("markdown", [LONG, WIDE])
def test_words_keep_their_places_in_a_table_that_is_set_in_parts(markdown: str) -> None:
    page = in_parts(markdown)
    assert text_of(page) == text_of(page_of(markdown))
    for offset in range(len(text_of(page))):
        assert page.offset(page.position(offset)) == offset


def test_nobody_sees_where_the_parts_of_a_long_table_meet() -> None:
    page = in_parts(LONG)
    page.keep_boxes()
    rows = [page.box(page.qt_block(index)) for index in range(3, len(page.blocks) - 1, 2)]
    steps = {round(lower.top() - upper.top()) for upper, lower in pairwise(rows)}
    assert len(steps) == 1
    assert {box.left() for box in rows} == {rows[0].left()}
    assert page.words_between(0, page.qt.characterCount()) == text_of(page)


def test_a_table_of_dozens_of_columns_shows_every_word_whole() -> None:
    page = page_of(WIDE)
    for index in range(len(page.blocks)):
        assert page.qt_block(index).layout().lineCount() == 1
        assert page.box(page.qt_block(index)).right() <= MEASURE
    assert page.is_cramped


@pytest.mark.parametrize("markdown", [LONG, WIDE, NUMBERS, "# a\n\nשלום abc\n\n" + "word " * 99 + "\n\n- item\n\nend"])
def test_what_is_at_a_point_is_what_qt_says(markdown: str) -> None:
    page = in_parts(markdown)
    height = page.qt.size().height()
    for row in range(120):
        for column in range(12):
            point = QPointF(MEASURE * column / 11, height * row / 119)
            exact = Qt.HitTestAccuracy.ExactHit
            assert page.hit(point, exact) == page.layout().hitTest(point, exact)


def test_an_image_is_as_wide_as_the_column_at_most_and_never_enlarged(tmp_path: Path) -> None:
    image = QImage(1600, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    assert image.save(str(tmp_path / "wide.png"))
    picture(tmp_path / "small.png")
    page = page_of("![](wide.png)\n\n- ![](wide.png)\n\n![](small.png)", folder=tmp_path)

    def widths() -> list[int]:
        return [round(page.rectangles(block.start, block.end)[0].width()) for block in page.blocks]

    assert widths() == [MEASURE, MEASURE - 28, 40]
    for width in (300, MEASURE):
        page.fit(width)
        page.qt.setTextWidth(width)
        page.keep_boxes()
        assert widths() == [width, width - 28, 40]


def test_an_image_that_cannot_be_shown_shows_its_description_whole() -> None:
    short, long = (page_of(f"![{words}](missing.png)") for words in ("A map", WORDS.strip()))
    assert long.rectangles(0, 1)[0].height() > short.rectangles(0, 1)[0].height()
    assert long.rectangles(0, 1)[0].right() <= MEASURE


def test_the_language_decides_whose_ideographs_come_first() -> None:
    families = {language: serif_families(language) for language in ("en", "ja", "zh-TW")}
    assert {found[0] for found in families.values()} == {families["en"][0]}
    assert {frozenset(found) for found in families.values()} == {frozenset(families["en"])}
