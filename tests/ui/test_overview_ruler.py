"""The strip beside the scroll bar: what it says of a height, and where a click there leads."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from tests.ui.desk import Desk
from viewer.ui.overview_ruler import OverviewRuler
from viewer.ui.window import MainWindow


@pytest.fixture
def ruler(window: MainWindow, desk: Desk) -> OverviewRuler:
    ruler = window.reader.ruler
    desk.bot.waitUntil(lambda: ruler.is_measured)
    return ruler


def height(window: MainWindow, offset: int) -> float:
    """Where the words at a code point stand, as a height on the ruler: a part of the page's height."""
    reader = window.reader
    page = reader.page
    return page.rectangles(offset, offset + 1)[0].center().y() / page.layout().documentSize().height() * reader.height()


def picture(ruler: OverviewRuler) -> QImage:
    QCoreApplication.processEvents()
    return ruler.grab().toImage()


def changed_rows(before: QImage, after: QImage) -> set[int]:
    return {
        y for y in range(before.height()) if any(before.pixel(x, y) != after.pixel(x, y) for x in range(before.width()))
    }


def test_a_chosen_entity_shows_where_it_is_named(window: MainWindow, ruler: OverviewRuler) -> None:
    assert window.session
    before = picture(ruler)
    window.session.select_entity("cobalt")
    rows = changed_rows(before, picture(ruler))
    mentions = window.session.index.of("cobalt")
    assert rows
    for mention in mentions:
        assert any(abs(row - height(window, mention.start)) < 8 for row in rows)
    for row in rows:
        assert any(abs(row - height(window, mention.start)) < 12 for mention in mentions)
    assert "cobalt: " in ruler.tip(height(window, mentions[0].start))


def test_a_click_on_a_mention_goes_there(window: MainWindow, ruler: OverviewRuler) -> None:
    assert window.session
    window.session.select_entity("cobalt")
    last = window.session.index.of("cobalt")[-1]
    click(ruler, 3, height(window, last.start))
    assert window.session.mention == last
    start, end = window.reader.visible_range()
    assert start <= last.start < end


def click(ruler: OverviewRuler, x: float, y: float) -> None:
    QTest.mouseClick(ruler, Qt.MouseButton.LeftButton, pos=QPointF(x, y).toPoint())


def test_a_note_shows_says_what_it_says_and_can_be_chosen(window: MainWindow, ruler: OverviewRuler) -> None:
    assert window.session
    place = window.session.brief.headings[5].start
    before = picture(ruler)
    id = window.session.annotate(place, place + 6, colour="blue", note="Who says so?")
    where = height(window, place)
    assert any(abs(row - where) < 10 for row in changed_rows(before, picture(ruler)))
    assert "Who says so?" in ruler.tip(where)
    click(ruler, 9, where)
    assert window.session.annotation == id
    shown = picture(ruler)
    window.session.select_annotation("")
    assert picture(ruler) != shown  # the one at hand stands out
    window.session.undo()
    assert "Who says so?" not in ruler.tip(where)


def test_what_is_found_shows_as_long_as_the_bar_is_open(window: MainWindow, ruler: OverviewRuler) -> None:
    assert window.session
    before = picture(ruler)
    window.actions_["find"].trigger()
    QTest.keyClicks(window.find_bar.focusWidget() or window.find_bar, "goma")
    where = height(window, window.session.brief.text.index("Goma"))
    assert picture(ruler) != before
    assert "found" in ruler.tip(where)
    window.actions_["deselect"].trigger()
    assert "found" not in ruler.tip(where)


def test_a_click_beside_everything_goes_to_that_height(window: MainWindow, ruler: OverviewRuler) -> None:
    assert window.session
    click(ruler, 8, ruler.height() * 0.6)
    start, end = window.reader.visible_range()
    middle = len(window.session.brief.text) * 0.6
    assert start - 2000 < middle < end + 2000
    assert window.actions_["back"].isEnabled()


def test_notes_without_a_place_are_told_of_at_the_end(window: MainWindow, ruler: OverviewRuler) -> None:
    before = picture(ruler)
    ruler.set_lost(2)
    assert picture(ruler) != before
    assert "2 notes" in ruler.tip(ruler.height() - 6)
    asked: list[bool] = []
    ruler.lost_chosen.connect(lambda: asked.append(True))
    click(ruler, 8, ruler.height() - 6)
    assert asked == [True]


def test_kinds_are_told_apart_without_colour(window: MainWindow, ruler: OverviewRuler) -> None:
    """In one colour, a mineral's ticks, an actor's and a place's still differ."""
    assert window.session
    plain = picture(ruler)
    shapes = set()
    for entity in ("M23", "cobalt", "goma"):
        identity = next(id for id in window.session.index.entities if id.lower() == entity.lower())
        window.session.select_entity(identity)
        image = picture(ruler)
        rows = sorted(changed_rows(plain, image))
        first = rows[0]
        shape = frozenset(
            (x, y - first)
            for y in range(first, first + 4)
            for x in range(image.width())
            if image.pixel(x, y) != plain.pixel(x, y)
        )
        shapes.add(shape)
    assert len(shapes) == 3
