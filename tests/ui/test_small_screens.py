"""Where there is little room: side panels give way, and dialogs scroll."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QScrollArea, QVBoxLayout
from pytestqt.qtbot import QtBot

from viewer.ui.fitting import fit
from viewer.ui.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support propagateSizeHints\(\)")


def _width(window: MainWindow, pixels: int) -> None:
    window.resize(pixels, 700)
    QCoreApplication.processEvents()


def test_side_panels_give_way_and_come_back(window: MainWindow) -> None:
    assert window.side.isVisible() and window.who_what.isVisible()
    _width(window, 660)
    assert window.width() == 660
    assert not window.side.isVisible() and window.who_what.isVisible()
    assert window.reader.width() > 250
    _width(window, 1280)
    assert window.side.isVisible() and window.who_what.isVisible()


def test_a_panel_that_is_asked_for_takes_the_place_of_the_other(window: MainWindow) -> None:
    _width(window, 660)
    window.actions_["outline"].trigger()
    assert window.side.isVisible() and not window.who_what.isVisible()
    window.actions_["panel"].trigger()
    assert not window.side.isVisible() and window.who_what.isVisible()


def test_a_panel_that_was_put_away_stays_away(window: MainWindow) -> None:
    window.actions_["outline"].trigger()
    _width(window, 660)
    _width(window, 1280)
    assert not window.side.isVisible()


def test_the_window_can_be_as_small_as_a_third_of_a_screen(window: MainWindow) -> None:
    window.resize(640, 330)
    QCoreApplication.processEvents()
    assert (window.width(), window.height()) == (640, 330)
    assert window.status.geometry().bottom() < 330


def _dialog(qtbot: QtBot) -> tuple[QDialog, QPushButton]:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    layout = QVBoxLayout(dialog)
    layout.addWidget(QLabel("Much to say"), 1)
    button = QPushButton("Go on")
    layout.addWidget(button)
    return dialog, button


def test_a_dialog_has_the_size_it_wants_where_there_is_room(qtbot: QtBot) -> None:
    dialog, _ = _dialog(qtbot)
    fit(dialog, 600, 500)
    dialog.show()
    assert (dialog.width(), dialog.height()) >= (600, 500)
    assert not dialog.findChildren(QScrollArea)


def test_a_dialog_larger_than_the_screen_scrolls_to_all_of_it(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _screen: QRect(0, 0, 640, 360))
    dialog, button = _dialog(qtbot)
    fit(dialog, 860, 560)
    dialog.show()
    assert dialog.width() <= 640 and dialog.height() <= 360
    area = dialog.findChildren(QScrollArea)[0]
    area.ensureWidgetVisible(button)
    assert not button.visibleRegion().isEmpty()
