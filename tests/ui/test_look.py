"""The look that all windows share: choosing, the reader's own themes, the system, and what is broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.desk import Desk
from viewer.pages.theme import SHIPPED, load_theme
from viewer.ui.look import Look
from viewer.ui.settings import Settings


@pytest.fixture
def themes(tmp_path: Path) -> Path:
    folder = tmp_path / "themes"
    folder.mkdir()
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def look(qtbot: QtBot, settings: Settings, themes: Path) -> Look:
    return Look(settings, themes)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_theme_that_is_chosen_dresses_the_application_and_is_remembered(
    look: Look, settings: Settings, themes: Path, name: str
) -> None:
    look.choose("dark" if name == "light" else "light")
    seen = []
    look.theme_changed.connect(seen.append)
    look.choose(name)
    assert [theme.name for theme in seen] == [look.theme.name] == [load_theme(name).name]
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert app.palette().color(QPalette.ColorRole.Base) == look.theme["paper"]
    assert Look(Settings(settings.path), themes).theme == look.theme


def test_the_toggle_goes_between_light_and_dark_and_back_to_what_it_was(look: Look) -> None:
    for name, other in (("sepia", "dark"), ("dark", "light"), ("contrast-dark", "contrast-light")):
        look.choose(name)
        look.toggle()
        assert look.choice == other
        look.toggle()
        assert look.choice == name


class System(QObject):
    """The desktop's wishes, which the offscreen platform has none of."""

    colorSchemeChanged = Signal()  # noqa: N815
    contrastPreferenceChanged = Signal()  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.scheme, self.contrast = Qt.ColorScheme.Unknown, Qt.ContrastPreference.NoPreference

    def styleHints(self) -> System:
        return self

    def accessibility(self) -> System:
        return self

    def colorScheme(self) -> Qt.ColorScheme:
        return self.scheme

    def contrastPreference(self) -> Qt.ContrastPreference:
        return self.contrast


def test_the_system_is_followed_while_running(
    settings: Settings, themes: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = System()
    monkeypatch.setattr("viewer.ui.look.QGuiApplication", system)
    look = Look(settings, themes)
    assert (look.choice, look.theme) == ("system", load_theme("light"))
    system.scheme = Qt.ColorScheme.Dark
    system.colorSchemeChanged.emit()
    assert look.theme == load_theme("dark")
    system.contrast = Qt.ContrastPreference.HighContrast
    system.contrastPreferenceChanged.emit()
    assert look.theme == load_theme("contrast-dark")
    look.choose("sepia")
    system.scheme = Qt.ColorScheme.Light
    system.colorSchemeChanged.emit()
    assert look.theme == load_theme("sepia"), "only who follows it changes with it"


def test_ones_own_theme_is_offered_used_and_seen_as_it_is_written(look: Look, themes: Path, qtbot: QtBot) -> None:
    mine = themes / "mine.toml"
    mine.write_text('base = "dark"\n[colours]\naccent = "#FF00FF"\n', "utf-8")
    (themes / "notes.txt").write_text("", "utf-8")
    assert look.own() == ["mine.toml"]
    look.choose("mine.toml")
    assert look.theme["accent"].name() == "#ff00ff" and not look.notice
    with qtbot.waitSignal(look.theme_changed, timeout=10_000):
        mine.write_text('base = "dark"\n[colours]\naccent = "#00FF00"\n', "utf-8")
    assert look.theme["accent"].name() == "#00ff00"


def test_a_broken_theme_falls_back_and_says_which_where_and_what_to_do(look: Look, themes: Path) -> None:
    (themes / "mine.toml").write_text('base = "dark"\n[colours]\naccent = "pinkish"\n', "utf-8")
    said: list[str] = []
    look.noticed.connect(said.append)
    look.choose("mine.toml")
    assert look.theme in (load_theme("light"), load_theme("dark"))
    assert said == [look.notice]
    assert "mine.toml:3: accent" in said[0] and "#RRGGBB" in said[0] and str(themes) in said[0]
    look.choose("sepia")
    assert not look.notice


@pytest.mark.parametrize("name", ["gone.toml", "", "../../etc/passwd", "no such", "\0"])
def test_a_theme_that_is_not_there_falls_back(settings: Settings, themes: Path, qtbot: QtBot, name: str) -> None:
    settings.theme = name
    look = Look(settings, themes)
    assert look.notice and look.theme in (load_theme("light"), load_theme("dark"))


def test_a_folder_that_is_not_there_has_no_themes(settings: Settings, tmp_path: Path, qtbot: QtBot) -> None:
    assert Look(settings, tmp_path / "none").own() == []


def test_every_window_follows_and_lists_ones_own(desk: Desk) -> None:
    window = desk.reading(desk.congo)
    other = desk.window(window.preferences)
    folder = window.preferences.look.folder
    folder.mkdir(parents=True)
    (folder / "night & day.toml").write_text('base = "dark"\n', "utf-8")
    window.actions_["theme_sepia"].trigger()
    for one in (window, other):
        assert one.actions_["theme_sepia"].isChecked() and not one.actions_["theme_light"].isChecked()
        assert one.reader.page.theme == load_theme("sepia")
        menu = one.themes.menu
        menu.aboutToShow.emit()
        assert menu.actions()[-1].text() == "night && day"
    other.themes.menu.actions()[-1].trigger()
    assert window.reader.page.theme.dark and not window.actions_["theme_sepia"].isChecked()


def test_a_window_that_is_hidden_is_dressed_when_it_is_seen(desk: Desk) -> None:
    window = desk.reading(desk.congo)
    window.preferences.look.choose("light")
    window.hide()
    window.preferences.look.choose("dark")
    window.show()
    assert window.reader.page.theme == load_theme("dark")
