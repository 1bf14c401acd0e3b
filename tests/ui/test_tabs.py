"""Briefs in the tabs of one window, on their way into it, and several starts of the program in one process."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabBar
from pytestqt.qtbot import QtBot

from tests.ui.desk import Desk
from viewer.ui.handing_over import address, hand_over
from viewer.ui.instance import Instance
from viewer.ui.shell import Shell
from viewer.ui.window import MainWindow


def titles(shell: Shell) -> list[str]:
    bar = shell.findChild(QTabBar, "briefTabs")
    assert bar
    return [bar.tabText(number) for number in range(bar.count())]


def wait_for(desk: Desk, shell: Shell, name: str) -> MainWindow:
    desk.bot.waitUntil(
        lambda: shell.current.session is not None and shell.current.session.path.name == name, timeout=20_000
    )
    return shell.current


@pytest.fixture
def shell(desk: Desk) -> Shell:
    shell = desk.shell()
    shell.open_path(desk.congo)
    wait_for(desk, shell, desk.congo.name)
    return shell


def test_the_first_brief_takes_the_place_of_the_start_page_and_the_next_gets_a_tab(desk: Desk, shell: Shell) -> None:
    assert len(shell.windows) == 1
    shell.open_path(desk.folder / "tour.brief.md")
    wait_for(desk, shell, "tour.brief.md")
    assert titles(shell) == ["Kinshasa’s minerals offer to Washington", "A tour of Briefing Viewer"]
    assert shell.windowTitle() == "A tour of Briefing Viewer – Briefing Viewer"


def test_a_brief_that_is_open_is_brought_forward_and_not_opened_twice(desk: Desk, shell: Shell) -> None:
    shell.open_path(desk.folder / "tour.brief.md")
    wait_for(desk, shell, "tour.brief.md")
    shell.open_path(desk.folder / "." / desk.congo.name)
    assert shell.current.path == desk.congo
    assert len(shell.windows) == 2


def test_files_dropped_on_the_window_get_tabs_of_their_own(desk: Desk, shell: Shell) -> None:
    mime = QMimeData()
    names = ("tour.brief.md", "resource-deals.brief.md")
    mime.setUrls([QUrl.fromLocalFile(str(desk.folder / name)) for name in names])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, mime, buttons, keys)
    shell.current.dropEvent(event)
    wait_for(desk, shell, "resource-deals.brief.md")
    assert [window.path and window.path.name for window in shell.windows] == [desk.congo.name, *names]


def test_tabs_are_stepped_through_and_closed_from_the_keyboard(desk: Desk, shell: Shell) -> None:
    QTest.keyClick(shell.current, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert titles(shell) == ["Kinshasa’s minerals offer to Washington", "Start"]
    assert shell.current.path is None
    QTest.keyClick(shell.current, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert shell.current.path == desk.congo
    QTest.keyClick(shell.current, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(shell.current, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert titles(shell) == ["Kinshasa’s minerals offer to Washington"]
    QTest.keyClick(shell.current, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert shell.current.path is None, "the last brief gives way to the start page"
    assert shell.isVisible()
    QTest.keyClick(shell.current, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert not shell.isVisible()


def test_the_keys_of_a_tab_that_is_not_seen_do_nothing(desk: Desk, shell: Shell) -> None:
    hidden = shell.current
    shell.open_path(desk.folder / "tour.brief.md")
    window = wait_for(desk, shell, "tour.brief.md")
    start = window.session.brief.text.index("reading")  # type: ignore[union-attr]
    window.reader.select_words(start, start + 7)
    window.reader.setFocus()
    QTest.keyClick(window.reader, Qt.Key.Key_1)
    assert window.session and hidden.session
    assert len(window.session.annotations) == 1
    assert len(hidden.session.annotations) == 0


def test_a_tab_is_closed_with_its_button_and_its_notes_are_kept(desk: Desk, shell: Shell) -> None:
    shell.open_path(desk.folder / "tour.brief.md")
    window = wait_for(desk, shell, "tour.brief.md")
    assert window.session
    window.session.annotate(0, 5, note="kept")
    bar = shell.findChild(QTabBar, "briefTabs")
    assert bar
    button = bar.tabButton(1, QTabBar.ButtonPosition.RightSide)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(shell.windows) == 1
    shell.open_path(desk.folder / "tour.brief.md")
    again = wait_for(desk, shell, "tour.brief.md")
    assert again.session
    assert [note.note for note in again.session.annotations.values()] == ["kept"]


def test_rebuilt_windows_show_the_same_briefs_at_the_same_places_and_can_undo(
    desk: Desk, shell: Shell, qtbot: QtBot
) -> None:
    session = shell.current.session
    assert session
    session.annotate(0, 5, note="before")
    session.select_entity("m23")
    place = len(session.brief.text) // 2
    shell.current.reader.go_to(place)
    qtbot.wait(50)
    top = shell.current.reader.top_offset()
    shell.open_path(desk.folder / "tour.brief.md")
    wait_for(desk, shell, "tour.brief.md")
    assert shell.rebuild()
    assert shell.current.path == desk.folder / "tour.brief.md"
    shell.bring_forward(desk.congo)
    window = wait_for(desk, shell, desk.congo.name)
    qtbot.waitUntil(lambda: abs(window.reader.top_offset() - top) < 200)
    assert window.session
    assert window.session.entity == "m23"
    window.session.undo()
    assert not window.session.annotations


def test_the_window_comes_back_where_it_was(desk: Desk) -> None:
    shell = desk.shell()
    shell.resize(780, 570)  # the offscreen screen is not larger
    shell.close()
    assert desk.shell().size() == shell.size()


def test_a_window_from_a_screen_that_is_gone_comes_back_onto_one(desk: Desk) -> None:
    shell = desk.shell()
    shell.move(9000, 7000)
    shell.close()
    again = desk.shell()
    room = QApplication.primaryScreen().virtualGeometry()
    assert room.intersects(QRect(again.pos(), again.size()))


class TestOneProcess:
    @pytest.fixture
    def place(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
        return address(tmp_path / "config")

    def test_without_another_process_nothing_is_handed_over(self, place: str) -> None:
        assert not hand_over(place, [Path("a.brief.md")])

    @pytest.mark.skipif(sys.platform == "win32", reason="sockets with paths")
    def test_a_later_start_hands_over_its_brief(self, place: str, qtbot: QtBot, tmp_path: Path) -> None:
        instance = Instance(place)
        asked: list[list[Path]] = []
        instance.asked.connect(asked.append)
        script = (
            "import sys; from pathlib import Path; from viewer.ui.handing_over import hand_over; "
            "sys.exit(not hand_over(sys.argv[1], [Path(sys.argv[2])]))"
        )
        later = subprocess.Popen([sys.executable, "-c", script, place, str(tmp_path / "x y.brief.md")])
        qtbot.waitUntil(lambda: later.poll() is not None, timeout=20_000)
        assert later.returncode == 0
        assert asked == [[tmp_path / "x y.brief.md"]]
        instance.close()

    @pytest.mark.skipif(sys.platform == "win32", reason="sockets with paths")
    def test_a_socket_left_behind_by_a_crash_is_no_process(self, place: str, qtbot: QtBot) -> None:
        left = socket.socket(socket.AF_UNIX)
        left.bind(place)
        left.close()
        assert not hand_over(place, [])
        instance = Instance(place)
        with socket.socket(socket.AF_UNIX) as client, qtbot.waitSignal(instance.asked):
            client.connect(place)
            client.sendall(json.dumps({"open": [], "token": ""}).encode() + b"\n")
        instance.close()

    @pytest.mark.skipif(sys.platform == "win32", reason="sockets with paths")
    @pytest.mark.parametrize("message", [b"[]\n", b'{"open": 3, "token": ""}\n', b"\xff\n", b"x" * 70_000])
    def test_nonsense_is_hung_up_on(self, place: str, qtbot: QtBot, message: bytes) -> None:
        instance = Instance(place)
        instance.asked.connect(lambda _paths: pytest.fail("nothing was asked"))
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(place)
            client.setblocking(False)
            client.sendall(message)

            def hung_up() -> bool:
                try:
                    return client.recv(10) == b""
                except BlockingIOError:
                    return False
                except ConnectionResetError:
                    return True

            qtbot.waitUntil(hung_up)
        instance.close()


def test_a_brief_on_its_way_is_announced_and_can_be_left(desk: Desk, qtbot: QtBot) -> None:
    shell = desk.shell()
    slow = desk.folder / "slow.brief.md"
    slow.write_text("# Slow\n\n" + "A paragraph that takes its time, as *all* do. " * 20_000, "utf-8")
    shell.open_path(slow)
    window = shell.current
    assert window.path == slow
    qtbot.waitUntil(window.status.waiting.isVisible)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.path is None
    assert window.session is None
    assert not window.status.waiting.isVisible()
    shell.open_path(desk.congo)
    wait_for(desk, shell, desk.congo.name)
    assert not window.status.waiting.isVisible()


def test_a_brief_is_one_however_its_path_is_written(desk: Desk, shell: Shell) -> None:
    (desk.folder / "sub").mkdir()
    window = shell.current
    desk.open(window, desk.folder / "tour.brief.md")
    window.open_path(desk.folder / "sub" / ".." / desk.congo.name)
    assert wait_for(desk, shell, desk.congo.name).path == desk.congo
    assert shell.current.preferences.settings.recent().count(desk.congo) == 1


def test_a_brief_that_is_deleted_is_missed(desk: Desk, shell: Shell, qtbot: QtBot) -> None:
    desk.congo.unlink()
    window = shell.current
    for _ in range(4):
        window._watch.look()
        qtbot.waitUntil(lambda: window._watch._looking is None)
    assert window.banner.isVisible()
    assert "moved or deleted" in window.banner.text()
