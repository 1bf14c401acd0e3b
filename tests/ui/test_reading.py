"""Reading in the real window: entities and passages both ways, places, zoom, theme."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QToolButton

from tests.ui.desk import Desk
from viewer.mentions.folding import fold
from viewer.ui.entity_card import FactLine
from viewer.ui.window import MainWindow

Span = Callable[[MainWindow, str], tuple[int, int]]


def test_a_click_on_a_mention_selects_its_entity_and_opens_its_card(desk: Desk, span: Span) -> None:
    window = desk.reading(desk.congo)
    session = window.session
    assert session
    start, end = span(window, "Bukavu")
    desk.click_on(window, start, end)
    assert session.entity == "bukavu"
    assert session.mention and session.mention.start == start
    assert window.who_what.card.isVisible()
    assert window.who_what.card.title() == "Bukavu"
    assert window.status.step.text() == f"Bukavu: 1 of {len(session.index.of('bukavu'))}"


def test_a_click_on_a_passage_goes_there(desk: Desk) -> None:
    window = desk.reading(desk.congo)
    session = window.session
    assert session
    window.who_what.panels["mineral"].choose("gold")
    last = session.index.of("gold")[-1]
    window.who_what.card.choose(len(session.index.of("gold")) - 1)
    assert session.mention == last
    start, end = window.reader.visible_range()
    assert start <= last.start < end


def test_a_chosen_entity_goes_to_its_nearest_mention(desk: Desk) -> None:
    window = desk.reading(desk.congo)
    session = window.session
    assert session
    mentions = session.index.of("USA")
    window.reader.go_to(mentions[8].start)
    window.who_what.panels["actor"].choose("USA")
    assert session.mention and abs(session.mention.start - mentions[8].start) < 200


def test_stepping_goes_round(desk: Desk) -> None:
    window = desk.reading(desk.congo)
    session = window.session
    assert session
    window.who_what.panels["place"].choose("goma")
    first = session.mention
    for _ in session.index.of("goma"):
        window.actions_["next"].trigger()
    assert session.mention == first


def test_without_an_entity_stepping_takes_every_mention(desk: Desk) -> None:
    window = desk.reading(desk.congo)
    session = window.session
    assert session
    seen = []
    for _ in range(3):
        session.select_entity("")
        window.actions_["next"].trigger()
        assert session.mention
        seen.append(session.mention.start)
        # A step chooses the entity; letting go of it, but not of the place, goes on to the neighbours.
        session.entity = ""
    assert seen == [mention.start for mention in session.index.mentions[:3]]


def test_the_counts_in_the_panel_are_those_of_the_index(desk: Desk) -> None:
    window = desk.reading(desk.congo)
    session = window.session
    assert session
    for group, panel in window.who_what.panels.items():
        expected = {e.name: len(session.index.of(e.id)) for e in session.index.entities.values() if e.group == group}
        assert dict(panel.names()) == expected
        counts = [count for _, count in panel.names()]
        assert counts == sorted(counts, reverse=True)


def test_the_filter_does_not_mind_accents(desk: Desk) -> None:
    window = desk.reading(desk.congo)
    panel = window.who_what.panels["actor"]
    panel.filter("felix")
    assert [name for name, _ in panel.names()] == ["Félix Tshisekedi"]
    panel.filter("nobody at all")
    assert panel.names() == []


def test_unchecking_an_entity_takes_its_underlines_away(desk: Desk, span: Span) -> None:
    window = desk.reading(desk.congo)
    session = window.session
    assert session
    where = span(window, "Bukavu")
    panel = window.who_what.panels["place"]
    panel.hidden_toggled.emit("bukavu", True)
    desk.click_on(window, *where)
    assert session.entity == ""
    panel.hidden_toggled.emit("bukavu", False)
    desk.click_on(window, *where)
    assert session.entity == "bukavu"


def test_a_heading_in_the_outline_leads_to_its_place(desk: Desk) -> None:
    window = desk.reading(desk.congo)
    session = window.session
    assert session
    heading = session.brief.headings[3]
    window.side.heading_chosen.emit(heading.start)
    assert session.brief.heading_at(window.reader.top_offset()) == heading
    assert window.side.current_heading() == heading.text


def test_zoom_and_theme_keep_the_place_and_the_selection(desk: Desk, span: Span) -> None:
    window = desk.reading(desk.congo)
    reader = window.reader
    words = span(window, "Romanian mercenaries")
    reader.go_to(words[0])
    reader.select_words(*words)
    for action in ("zoom_in", "zoom_in", "theme_dark", "zoom_reset", "theme_light"):
        window.actions_[action].trigger()
        QCoreApplication.processEvents()
        start, end = reader.visible_range()
        assert start <= words[0] < end, action
        assert reader.words() == words, action


def test_the_place_in_a_brief_is_remembered(desk: Desk) -> None:
    window = desk.reading(desk.congo)
    assert window.session
    place = window.session.brief.headings[4].start
    window.reader.go_to(place)
    desk.close(window)
    again = desk.reading(desk.congo)
    desk.bot.waitUntil(lambda: abs(again.reader.top_offset() - place) < 300)


def test_another_brief_takes_the_place_of_the_first(desk: Desk) -> None:
    window = desk.reading(desk.congo)
    desk.open(window, desk.folder / "resource-deals.brief.md")
    assert "Resource deals" in window.windowTitle()
    assert window.session and window.session.index.of("KAZ")


def test_a_dropped_file_opens(desk: Desk) -> None:
    window = desk.window()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(desk.congo))])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPoint(400, 300), *how)
    QCoreApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    QCoreApplication.sendEvent(window, QDropEvent(QPointF(400, 300), *how))
    desk.bot.waitUntil(lambda: window.session is not None, timeout=20_000)


def test_a_link_inside_the_brief_leads_to_its_heading(desk: Desk) -> None:
    window = desk.reading(desk.folder / "tour.brief.md")
    session = window.session
    assert session
    heading = session.brief.headings[-3]
    window.reader.link_clicked.emit(f"#{heading.anchor}")
    assert session.brief.heading_at(window.reader.top_offset()) == heading


def test_the_tour_opens_from_the_help_menu(desk: Desk) -> None:
    window = desk.window()
    focus = window.focusWidget()
    assert focus
    QTest.keyClick(focus, Qt.Key.Key_F1)
    desk.bot.waitUntil(lambda: window.session is not None, timeout=20_000)
    assert window.session and window.session.path.name == "tour.brief.md"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.md", None, "does not exist"),
        ("data.md", b"\x00\x01\x02\x03" * 400 + b"\xff", "binary data"),
        ("paper.md", b"%PDF-1.7\n", "PDF document"),
        ("new.brief.md", b"---\nbrief: 9\n---\nText", "format version 9"),
    ],
)
def test_what_cannot_be_opened_is_said_in_the_window(desk: Desk, name: str, content: bytes | None, said: str) -> None:
    window = desk.reading(desk.congo)
    path = desk.folder / name
    if content is not None:
        path.write_bytes(content)
    window.open_path(path)
    desk.bot.waitUntil(lambda: said in window.banner.text(), timeout=20_000)
    # What was open stays open.
    assert window.session and window.session.path == desk.congo


def test_a_bad_front_matter_shows_the_body_and_says_where(desk: Desk) -> None:
    path = desk.folder / "bad.brief.md"
    path.write_text("---\ntitle: One\ntitle: Two\n---\n\nThe body about cobalt.\n", "utf-8")
    window = desk.reading(path)
    assert window.session and window.session.index.of("cobalt")
    assert "bad.brief.md:3:1: error:" in window.banner.text()


def test_markdown_that_hangs_the_parser_shows_as_plain_text(desk: Desk) -> None:
    path = desk.folder / "hostile.md"
    path.write_text("](" + "[" * 10_000 + "\n\nand then cobalt", "utf-8")
    window = desk.reading(path)
    assert "plain text" in window.banner.text()
    assert window.session and window.session.index.of("cobalt")
    assert window.reader.page.qt.toPlainText().count("[") == 10_000


def test_a_picture_of_the_brief_appears(desk: Desk) -> None:
    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    assert picture.save(str(desk.folder / "map.png"))
    path = desk.folder / "picture.md"
    path.write_text("![A map](map.png)\n", "utf-8")
    window = desk.reading(path)

    def shows_red() -> bool:
        (box,) = window.reader.page.rectangles(0, 1)
        return window.reader.viewport().grab().toImage().pixelColor(box.center().toPoint()) == QColor("red")

    desk.bot.waitUntil(shows_red, timeout=10_000)


@pytest.mark.parametrize("order", ["count", "first", "name", "kind"])
def test_entities_can_be_put_in_order(desk: Desk, order: str) -> None:
    window = desk.reading(desk.congo)
    session = window.session
    assert session
    panel = window.who_what.panels["actor"]
    panel.order_by(order)
    entities = {entity.name: entity for entity in session.index.entities.values()}
    listed = [entities[name] for name, count in panel.names() if count]
    keys = {
        "count": lambda entity: -len(session.index.of(entity.id)),
        "first": lambda entity: session.index.of(entity.id)[0].start,
        "name": lambda entity: fold(entity.name),
        "kind": lambda entity: entity.kind,
    }
    found = [keys[order](entity) for entity in listed]
    assert len(found) > 5
    assert found == sorted(found)


def test_the_gazetteers_entities_can_be_left_out(desk: Desk) -> None:
    window = desk.reading(desk.congo)
    session = window.session
    assert session
    panel = window.who_what.panels["place"]
    panel.only_declared(True)
    declared = {
        entity.name for entity in session.index.entities.values() if entity.group == "place" and entity.declared
    }
    assert {name for name, _ in panel.names()} == declared
    panel.only_declared(False)
    assert len(panel.names()) > len(declared)


def test_a_check_box_switches_underlines_and_chooses_nothing(desk: Desk) -> None:
    window = desk.reading(desk.congo)
    session = window.session
    assert session
    panel = window.who_what.panels["actor"]
    panel.choose("M23".lower())
    before = session.mention
    rows = panel.findChild(QListView)
    row = [name for name, _ in panel.names()].index("M23")
    box = rows.visualRect(rows.model().index(row, 0))
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(18, 16))
    assert session.hidden == {"m23"}
    assert session.mention == before
    other = rows.visualRect(rows.model().index(0, 0))
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=other.topLeft() + QPoint(18, 16))
    assert session.entity == "m23"


def test_passing_through_a_list_with_tab_chooses_nothing(desk: Desk) -> None:
    window = desk.reading(desk.congo)
    session = window.session
    assert session
    rows = window.who_what.panels["actor"].findChild(QListView)
    rows.setFocus(Qt.FocusReason.TabFocusReason)
    assert session.entity == ""
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert session.entity != ""


def test_every_fault_can_be_read(desk: Desk) -> None:
    path = desk.folder / "bad.brief.md"
    keys = "".join(f"nokey{number}: x\n" for number in range(12))
    path.write_text(f"---\n{keys}---\n\nGold.\n", "utf-8")
    window = desk.reading(path)
    assert window.banner.text().count("unknown key") == 12
    assert window.banner.text().startswith("12 things are wrong")
    desk.bot.waitUntil(lambda: 40 < window.banner.height() < window.height() / 3)


def test_controls_of_text_direction_show_in_links(desk: Desk) -> None:
    path = desk.folder / "bidi.md"
    path.write_text("[safe\u202egro.live](https://evil.org) and gold\n", "utf-8")
    window = desk.reading(path)
    assert window.session
    assert "\u202e" in window.session.brief.text
    assert "safe\ufffdgro.live" in window.reader.page.qt.toPlainText()
    (gold,) = window.session.index.of("gold")
    assert window.reader.page.offset(window.reader.page.position(gold.start)) == gold.start


def test_a_card_says_each_fact_on_one_line_until_more_is_asked_for(desk: Desk) -> None:
    window = desk.reading(desk.congo)
    window.who_what.panels["mineral"].choose("cobalt")
    card = window.who_what.card
    lines = card.findChildren(FactLine)
    (listed,) = (line for line in lines if line.accessibleName().startswith("US critical minerals"))
    desk.bot.waitUntil(lambda: listed.isVisible() and listed.text().endswith("…"))
    assert {line.height() for line in lines if line.isVisible()} == {listed.fontMetrics().height()}
    (more,) = (button for button in card.findChildren(QToolButton) if button.text() == "More")
    more.click()
    assert listed.text() == listed.accessibleName()
    desk.bot.waitUntil(
        lambda: listed.height() >= listed.heightForWidth(listed.width()) > 5 * listed.fontMetrics().height()
    )
    assert more.text() == "Less"


def test_a_brief_without_text_says_so(desk: Desk) -> None:
    path = desk.folder / "empty.brief.md"
    path.write_text("", "utf-8")
    assert "This brief has no text." in desk.reading(path).banner.text()
