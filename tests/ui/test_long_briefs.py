"""A long brief is set anew, in another size, look or width, while the window goes on answering."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from tests.ui.desk import Desk
from tests.ui.watchdog import Watchdog
from viewer.ui.shell import Shell
from viewer.ui.window import MainWindow

LIMIT = 100  # milliseconds of work in one go
TRIES = 3  # the least of which counts: other programs make this one's work slower too


def paragraphs(count: int) -> str:
    text = "Paragraph {0}: the M23 and Rwanda want cobalt, tin and gold, says a report on *{0}* mines near Goma. "
    return "# Long\n\n" + "\n\n".join(text.format(number) * 3 for number in range(count))


@pytest.fixture
def long(desk: Desk) -> MainWindow:
    path = desk.folder / "long.brief.md"
    path.write_text(paragraphs(500), "utf-8")
    return desk.reading(path)


Change = Callable[[MainWindow], object]
CHANGES: dict[str, Change] = {
    "size": lambda window: window._zoom_by(2),
    "look": lambda window: window.preferences.look.choose("dark"),
    "width": lambda window: window.resize(700, 800),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_place_and_the_selection_stay(long: MainWindow, qtbot: QtBot, change: Change) -> None:
    reader = long.reader
    assert long.session
    text = long.session.brief.text
    place = text.index("Paragraph 300")
    reader.go_to(place)
    words = (place, place + len("Paragraph 300"))
    reader.select_words(*words)
    before, top = reader.page, reader.top_offset()
    width = reader.page.qt.textWidth()
    change(long)
    assert reader.top_offset() == top, "at once, when nothing is laid out yet"
    qtbot.waitUntil(lambda: (reader.page, reader.page.qt.textWidth()) != (before, width) and not reader.is_settling)
    assert reader.words() == words
    assert text[reader.top_offset() :].lstrip().startswith("Paragraph 300") or abs(reader.top_offset() - top) < 150
    assert reader.page.blocks[-1].text == before.blocks[-1].text


def test_of_two_changes_the_last_one_holds(long: MainWindow, qtbot: QtBot) -> None:
    long._zoom_by(1)
    QCoreApplication.processEvents()
    long._zoom_by(1)
    wanted = long.reader._zoom
    qtbot.waitUntil(lambda: long.reader.page.formats.unit == wanted and not long.reader.is_settling)


def test_another_brief_may_be_opened_meanwhile(long: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    long._zoom_by(1)
    QCoreApplication.processEvents()
    desk.open(long, desk.congo)
    qtbot.wait(100)
    assert not long.reader.is_settling
    assert "minerals offer" in long.reader.page.qt.toPlainText()
    assert "Paragraph" not in long.reader.page.qt.toPlainText()


def test_looking_at_a_page_that_has_yet_to_be_resized_does_not_resize_it_for_ever(
    long: MainWindow, qtbot: QtBot
) -> None:
    # Grabbed, as its curtain does, a widget is first told of the size that it has been given.
    long.hide()
    long.resize(900, 700)
    long.show()
    qtbot.waitUntil(lambda: not long.reader.is_settling)
    assert int(long.reader.page.qt.textWidth()) == long.reader.viewport().width()


def test_a_page_that_grows_loses_nothing_when_it_is_made_anew(desk: Desk, qtbot: QtBot) -> None:
    window = desk.window()
    path = desk.folder / "growing.brief.md"
    path.write_text(paragraphs(1000), "utf-8")
    with qtbot.waitSignal(window._opener.blocks, timeout=20_000):
        window.open_path(path)
    assert window.session is None
    window._zoom_by(1)
    qtbot.waitUntil(lambda: window.session is not None and not window.reader.is_settling, timeout=60_000)
    reader, text = window.reader, window.session.brief.text if window.session else ""
    qtbot.waitUntil(lambda: reader.page.formats.unit == reader._zoom and not reader.is_settling, timeout=60_000)
    assert "\n".join(block.text for block in reader.page.blocks) == text


SCRIPT: dict[str, Callable[[Shell, int], object]] = {
    "entity": lambda shell, go: shell.current.gestures.choose_entity(("m23", "cobalt", "rwanda")[go]),
    "annotate": lambda shell, go: shell.current.session.annotate(40 * go, 40 * go + 30, note="x"),
    "write": lambda shell, go: shell.current.session.set_note(next(iter(shell.current.session.annotations)), "y" * go),
    "size": lambda shell, go: shell.current._zoom_by((1, -1, 1)[go]),
    "width": lambda shell, go: shell.resize(900 + 50 * go, 700),
    "scroll": lambda shell, go: shell.current.reader.verticalScrollBar().setValue(9000 * go),
    "notes": lambda shell, _go: shell.current.notes.show_list(),
    "find": lambda shell, go: (shell.current.actions_["find"].trigger(), shell.current.find_bar.open("gold"[: go + 1])),
    "go to": lambda shell, _go: shell.current.moving.open_go_to(),
    "panel": lambda shell, _go: shell.current.actions_["panel"].trigger(),
    "undo": lambda shell, _go: shell.current.session.undo(),
}


@pytest.mark.parametrize("count", [60, 1000], ids=["20 kB", "300 kB"])
def test_nothing_keeps_the_window_from_answering(desk: Desk, qtbot: QtBot, count: int) -> None:
    path = desk.folder / "watched.brief.md"
    path.write_text(paragraphs(count), "utf-8")
    shell = desk.shell()
    watchdog = Watchdog()
    shell.open_path(path)
    qtbot.waitUntil(lambda: shell.current.session is not None, timeout=60_000)
    qtbot.wait(500)
    for go in range(TRIES):
        for what, act in SCRIPT.items():
            watchdog.during(f"{what} {go}", lambda act=act, go=go: act(shell, go))
            qtbot.wait(60)
    worst: dict[str, float] = {}
    for milliseconds, what in watchdog.blocks:
        worst.setdefault(what, milliseconds)  # the blocks come longest first
    least = {what: min(worst.get(f"{what} {go}", 0) for go in range(TRIES)) for what in SCRIPT}
    assert {what: gap for what, gap in least.items() if gap > LIMIT} == {}
