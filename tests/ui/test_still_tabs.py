"""What changes in one part of the window has no other part painted."""

from __future__ import annotations

from typing import ClassVar

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint
from pytestqt.qtbot import QtBot

from tests.ui.desk import Desk
from viewer.ui.shell import Shell


class Paints(QObject):
    """Counts the paintings of a widget."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


class TestOneLabel:
    changes: ClassVar = {
        "status": lambda shell: shell.current.status.saved.setText("another word"),
        "action": lambda shell: shell.current.actions_["undo"].setText("Undo something long"),
        "tool": lambda shell: shell.current.actions_["note"].setEnabled(True),
    }

    @pytest.fixture
    def shell(self, desk: Desk, qtbot: QtBot) -> Shell:
        shell = desk.shell()
        shell.open_path(desk.congo)
        qtbot.waitUntil(lambda: shell.current.session is not None, timeout=20_000)
        qtbot.wait(300)
        return shell

    @pytest.mark.parametrize("change", changes)
    def test_does_not_have_the_page_painted(self, shell: Shell, qtbot: QtBot, change: str) -> None:
        paints = Paints()
        shell.current.reader.viewport().installEventFilter(paints)
        self.changes[change](shell)
        qtbot.wait(150)
        assert paints.count == 0

    def test_another_tab_gets_its_place_all_the_same(self, shell: Shell, qtbot: QtBot) -> None:
        def top() -> int:
            return shell.current.mapTo(shell, QPoint(0, 0)).y()

        alone = top()
        shell.new_tab()
        qtbot.waitUntil(lambda: top() > alone)
        shell.close_tab()
        qtbot.waitUntil(lambda: top() == alone)
