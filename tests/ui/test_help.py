"""Help: the manual speaks of every key, and “About” names every part with what its licence asks for."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import requires

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.conftest import ROOT
from viewer import __version__
from viewer.parts import PARTS, parts_here
from viewer.resource_files import shipped_briefs
from viewer.ui.about import About
from viewer.ui.actions import shipped_keys

#: Keys that the manual leaves to the sheet of keys: of one's own kind with a neighbour that it names.
LEFT_TO_THE_SHEET = {"previous_tab", "previous_pane", "start_earlier", "start_later"}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_manual_names_every_key_that_acts() -> None:
    tour = next(path for path in shipped_briefs() if path.name == "tour.brief.md").read_text("utf-8")
    written = set(re.findall(r"`([^`\n]+)`", tour)) | {"Escape"}
    missing = {
        action: keys
        for action, keys in shipped_keys().items()
        if keys and not action.startswith("theme_") and action not in LEFT_TO_THE_SHEET
        if keys.split(", ")[0] not in written
    }
    assert missing == {}


@pytest.fixture
def about(qtbot: QtBot) -> About:
    dialog = About()
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def rows(about: About) -> list[str]:
    items = [about.parts.item(row) for row in range(about.parts.count())]
    return [item.text() for item in items if not item.isHidden()]


def shown(about: About, name: str) -> str:
    about.search.setText(name)
    return about.notices.toPlainText()


def test_every_dependency_is_a_part() -> None:
    """And what the dependencies bring along."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    known = {normal(part.distribution) for part in PARTS}
    left, seen = [re.split(r"[^\w.-]", line)[0] for line in project["dependencies"]], set()
    while left:
        name = normal(left.pop())
        if name not in seen:
            seen.add(name)
            # What only an extra or another Python asks for does not come along.
            left += [re.split(r"[^\w.-]", line)[0] for line in requires(name) or () if ";" not in line]
    assert seen - known == set()


@pytest.mark.parametrize("part", parts_here(), ids=lambda part: part.name)
def test_every_part_here_has_its_licence_text(part: object) -> None:
    if part.name == "Python" or not part.licence:  # type: ignore[attr-defined]
        return  # Python's own text lies where the system that brought it has put it
    texts = dict(part.notices())  # type: ignore[attr-defined]
    assert max(map(len, texts.values())) > 500


def test_qt_comes_with_what_the_lgpl_asks_for(about: About) -> None:
    text = shown(about, "Qt for Python")
    for words in (
        "LGPL-3.0-only",
        "https://download.qt.io/",
        "GNU LESSER GENERAL PUBLIC LICENSE",
        "TERMS AND CONDITIONS",
    ):
        assert words in text
    assert "replace them with versions of your own" in text


def test_the_search_finds_names_and_licences(about: About, qtbot: QtBot) -> None:
    everything = rows(about)
    assert everything[0] == f"Briefing Viewer {__version__}"
    qtbot.keyClicks(about.search, "mpl")
    assert [name.split()[0] for name in rows(about)] == ["pikepdf"]
    assert "Mozilla Public License" in about.notices.toPlainText()
    about.search.clear()
    assert rows(about) == everything
    qtbot.keyClicks(about.search, "nothing of that name")
    assert rows(about) == []


def test_the_versions_can_be_copied(about: About, qtbot: QtBot) -> None:
    qtbot.mouseClick(about.copy_button, Qt.MouseButton.LeftButton)
    said = QGuiApplication.clipboard().text()
    assert said.startswith(f"Briefing Viewer {__version__}\n")
    assert re.search(r"^Qt for Python 6\.11\.\d+$", said, re.MULTILINE)
    assert "offscreen" in said
