"""Fixtures for tests of the window."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from tests.ui.desk import Desk
from tests.ui.ears import parts, said
from viewer.mentions.gazetteer import Gazetteer, load_gazetteer
from viewer.ui.session import Session
from viewer.ui.window import MainWindow

__all__ = ["parts", "said"]


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return load_gazetteer(cache_dir=tmp_path_factory.mktemp("cache"))


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """What a test has closed is gone before the next one, in which a theme would dress it too; and as in the program,
    garbage is collected in the window's thread alone."""
    gc.disable()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.enable()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, gazetteer: Gazetteer) -> Desk:
    return Desk(qtbot, tmp_path, gazetteer)


@pytest.fixture
def window(desk: Desk) -> MainWindow:
    return desk.reading(desk.congo)


@pytest.fixture
def session(window: MainWindow) -> Session:
    assert window.session
    return window.session


@pytest.fixture
def span() -> Callable[[MainWindow, str], tuple[int, int]]:
    """Finds where words stand: (start, end) in code points."""

    def find(window: MainWindow, words: str) -> tuple[int, int]:
        assert window.session
        start = window.session.brief.text.index(words)
        return start, start + len(words)

    return find
