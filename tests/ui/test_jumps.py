"""Back and forward through the places that one has jumped to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest

from tests.ui.desk import Desk
from viewer.ui.jumps import Place, Trail
from viewer.ui.window import MainWindow

BRIEF, OTHER = Path("a.brief.md"), Path("b.brief.md")


def at(offset: int, path: Path = BRIEF) -> Place:
    return Place(path, offset)


def test_one_goes_back_to_where_one_was_and_forward_again() -> None:
    trail = Trail()
    trail.jump(at(0), at(100))
    trail.jump(at(100), at(5, OTHER))
    assert trail.back(at(5, OTHER)) == at(100)
    assert trail.back(at(100)) == at(0)
    assert trail.back(at(0)) is None
    assert trail.forward(at(0)) == at(100)
    assert trail.forward(at(100)) == at(5, OTHER)
    assert trail.forward(at(5, OTHER)) is None


def test_a_new_jump_forgets_what_was_ahead() -> None:
    trail = Trail()
    trail.jump(at(0), at(100))
    trail.back(at(100))
    trail.jump(at(0), at(200))
    assert not trail.can_go_forward
    assert trail.back(at(200)) == at(0)


def test_a_series_of_steps_is_one_jump() -> None:
    trail = Trail()
    trail.jump(at(0), at(100), "find")
    trail.jump(at(100), at(200), "find")
    trail.jump(at(200), at(300), "find")
    assert trail.back(at(300)) == at(0)
    assert trail.forward(at(0)) == at(300)
    # Having gone back, one begins anew.
    trail.jump(at(300), at(400), "find")
    assert trail.back(at(400)) == at(300)


def test_another_series_or_reading_elsewhere_begins_another_jump() -> None:
    trail = Trail()
    trail.jump(at(0), at(100), "mention cobalt")
    trail.jump(at(100), at(200), "mention gold")
    assert trail.back(at(200)) == at(100)
    trail.forward(at(100))
    trail.jump(at(777), at(300), "mention gold", stayed=False)
    assert trail.back(at(300)) == at(777)


def test_scrolling_is_no_jump_but_where_it_led_is_remembered() -> None:
    trail = Trail()
    trail.jump(at(0), at(100))
    trail.jump(at(900), at(200), stayed=False)
    assert trail.back(at(200)) == at(900)
    assert trail.back(at(900)) == at(0)


def heading(window: MainWindow, number: int) -> int:
    assert window.session
    return window.session.brief.headings[number].start


def under(window: MainWindow) -> int:
    """The number of the heading at the top of the view, -1 before the first."""
    assert window.session
    here = window.session.brief.heading_at(window.reader.top_offset())
    return window.session.brief.headings.index(here) if here else -1


def test_the_keys_go_back_and_forward_in_the_window(window: MainWindow) -> None:
    reader = window.reader
    assert not window.actions_["back"].isEnabled()
    for number in (3, 6):
        window.side.heading_chosen.emit(heading(window, number))
    assert under(window) == 6
    QTest.keyClick(reader, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert under(window) == 3
    QTest.keyClick(reader, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert reader.top_offset() == 0
    assert not window.actions_["back"].isEnabled()
    QTest.keyClick(reader, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert under(window) == 3


def test_back_and_forward_bring_back_what_was_in_view(window: MainWindow) -> None:
    assert window.session
    bar, last = window.reader.verticalScrollBar(), window.session.index.of("USA")[-1]
    bar.setValue(777)
    window.reader.reveal(last.start, last.end)
    there = bar.value()
    assert there != 777
    window.actions_["back"].trigger()
    assert bar.value() == 777
    window.actions_["forward"].trigger()
    assert bar.value() == there


def test_what_one_scrolled_to_is_brought_back(window: MainWindow) -> None:
    bar = window.reader.verticalScrollBar()
    window.side.heading_chosen.emit(heading(window, 3))
    bar.setValue(bar.value() + 100)
    left = bar.value()
    window.side.heading_chosen.emit(heading(window, 6))
    window.actions_["back"].trigger()
    assert bar.value() == left


def test_the_buttons_of_the_mouse_go_back_and_forward(window: MainWindow) -> None:
    window.side.heading_chosen.emit(heading(window, 5))
    QTest.mouseClick(window.reader.viewport(), Qt.MouseButton.BackButton)
    assert window.reader.top_offset() == 0
    QTest.mouseClick(window.reader.viewport(), Qt.MouseButton.ForwardButton)
    assert under(window) == 5


def test_places_stay_true_when_the_type_grows(window: MainWindow) -> None:
    window.side.heading_chosen.emit(heading(window, 3))
    window.side.heading_chosen.emit(heading(window, 6))
    for _ in range(3):
        window.actions_["zoom_in"].trigger()
    QCoreApplication.processEvents()
    window.actions_["back"].trigger()
    assert under(window) == 3


def test_stepping_through_mentions_is_one_jump(window: MainWindow) -> None:
    assert window.session
    window.gestures.choose_entity("USA")
    for _ in range(12):
        window.actions_["next"].trigger()
    assert window.reader.top_offset() > 0
    window.actions_["back"].trigger()
    assert window.reader.top_offset() == 0
    assert not window.actions_["back"].isEnabled()


def test_what_is_in_view_already_is_no_jump(window: MainWindow) -> None:
    start, _ = window.reader.visible_range()
    window.reader.reveal(start + 20, start + 30)
    assert not window.actions_["back"].isEnabled()


def test_back_leads_to_the_brief_that_was_open_before(desk: Desk) -> None:
    window = desk.reading(desk.congo)
    window.side.heading_chosen.emit(heading(window, 4))
    other = desk.folder / "resource-deals.brief.md"
    desk.open(window, other)
    assert window.actions_["back"].isEnabled()
    window.actions_["back"].trigger()
    desk.bot.waitUntil(lambda: window.session is not None and window.session.path == desk.congo, timeout=20_000)
    desk.bot.waitUntil(lambda: under(window) == 4)
    window.actions_["forward"].trigger()
    desk.bot.waitUntil(lambda: window.session is not None and window.session.path == other, timeout=20_000)


def test_coming_back_to_where_one_left_a_brief_is_no_jump(desk: Desk) -> None:
    window = desk.reading(desk.congo)
    window.reader.restore(heading(window, 4))
    desk.close(window)
    again = desk.reading(desk.congo)
    desk.bot.waitUntil(lambda: again.reader.top_offset() > 0)
    assert not again.actions_["back"].isEnabled()


def test_undo_goes_where_it_shows(window: MainWindow) -> None:
    assert window.session
    place = heading(window, 6)
    id = window.session.annotate(place, place + 5, colour="pink")
    assert window.reader.visible_range()[1] < place
    window.actions_["undo"].trigger()
    start, end = window.reader.visible_range()
    assert start <= place < end
    assert id not in window.session.annotations
    window.actions_["back"].trigger()
    assert window.reader.top_offset() == 0
    window.actions_["redo"].trigger()
    start, end = window.reader.visible_range()
    assert start <= place < end
