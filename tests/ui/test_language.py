"""Every text that a person sees is translated, proved by a language that puts all of them in brackets; and French."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QTabBar,
    QToolButton,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.desk import Desk
from viewer.brief.peek import peek_title
from viewer.imports.matching import propose
from viewer.imports.reading import read_notes
from viewer.language import spoken, tr, translate_with, trn
from viewer.resource_files import shipped_briefs
from viewer.ui.entity_chooser import EntityChooser
from viewer.ui.import_sheet import ImportSheet
from viewer.ui.languages import available, install
from viewer.ui.window import MainWindow
from viewer.ui.wording import moment, number

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(autouse=True)
def english_again(qtbot: QtBot) -> Iterator[None]:
    yield
    app = QCoreApplication.instance()
    assert app
    for translator in app.findChildren(QTranslator, "qt"):
        app.removeTranslator(translator)
    QLocale.setDefault(QLocale.system())
    translate_with(None)


@pytest.fixture
def bracketed() -> None:
    """Have all texts in brackets, with what is filled in inside."""
    translate_with(lambda text, _number: f"⟦{text}⟧", "xx")


class _Walk:
    """Gathers what a person sees or hears of widgets: (where, text)."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def widget(self, top: QWidget) -> None:
        for one in (top, *top.findChildren(QWidget)):
            where = f"{type(one).__name__}#{one.objectName()}"
            if one is top and one.isWindow():
                self._add(where, one.windowTitle())
            self._add(f"{where} tip", one.toolTip())
            self._add(f"{where} name", one.accessibleName())
            self._add(f"{where} description", one.accessibleDescription())
            self._texts(where, one)
            for action in one.actions():
                self._action(action)

    def _texts(self, where: str, one: QWidget) -> None:
        if isinstance(one, QLabel | QAbstractButton):
            self._add(where, one.text())
        elif isinstance(one, QGroupBox):
            self._add(where, one.title())
        elif isinstance(one, QLineEdit | QPlainTextEdit):
            self._add(f"{where} placeholder", one.placeholderText())
        elif isinstance(one, QSpinBox):
            self._add(where, one.suffix() + one.prefix())
        elif isinstance(one, QTabBar):
            for tab in range(one.count()):
                self._add(where, one.tabText(tab))
                self._add(f"{where} tip", one.tabToolTip(tab))
        elif isinstance(one, QComboBox):
            for item in range(one.count()):
                self._add(where, one.itemText(item))
        if isinstance(one, QToolButton) and one.menu():
            self.menu(one.menu())
        if isinstance(one, QListView | QTreeView) and one.model():
            for row in range(min(one.model().rowCount(), 40)):
                index = one.model().index(row, 0)
                for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                    self._add(f"{where} row", str(one.model().data(index, role) or ""))

    def _action(self, action: QAction) -> None:
        where = f"QAction {action.objectName()}"
        self._add(where, action.text())
        self._add(f"{where} tip", action.toolTip())
        if isinstance(menu := action.menu(), QMenu):
            self.menu(menu)

    def menu(self, menu: QMenu) -> None:
        menu.aboutToShow.emit()
        self._add("QMenu", menu.title())
        for action in menu.actions():
            self._action(action)

    def _add(self, where: str, text: str) -> None:
        self.found.append((where, text))


#: What needs no translation: names, numbers, and what stands in files.
_AS_IT_IS = re.compile(
    r"^(<span>)?("
    r"[\W\d_]*"  # nothing, numbers, signs
    r"|.*\.(md|jsonld|pdf|ini|toml).*|/.*"  # paths
    r"|Briefing Viewer|Markdown|TLP:\w+|px"
    r"|(Ctrl|Alt|Shift|F\d|Esc|Del|[A-Z1-9\[\]{}?])[\w+, \[\]{}?=-]*"  # keys
    r")(</span>)?$",
    re.DOTALL,
)


def unbracketed(widget: QWidget, known: set[str]) -> list[tuple[str, str]]:
    """The texts without brackets that are none of `known`, the brief's own."""
    walk = _Walk()
    walk.widget(widget)
    left = []
    for where, text in walk.found:
        bare = text.replace("&", "").strip()
        if "⟦" not in bare and not _AS_IT_IS.match(bare) and bare not in known:
            left.append((where, bare))
    return sorted(set(left))


def words_of(window: MainWindow) -> set[str]:
    """What the brief, its reader and the gazetteer say."""
    session = window.session
    assert session
    known = {session.brief.title, session.brief.front.marking, session.path.name, *session.brief.text.split("\n")}
    known |= {" ".join(line.split()) for line in session.brief.text.split("\n")}
    known |= {f"<span>{heading.text}</span>" for heading in session.brief.headings}
    known |= {entity.name for entity in session.index.entities.values()}
    known |= {suggestion.name for suggestion in session.suggestions}
    known |= {f"{one.creator}\t1" for one in session.annotations.values()}
    return known


def open_box(name: str) -> QWidget:
    return next(one for one in QApplication.topLevelWidgets() if type(one).__name__ == name and one.isVisible())


def test_the_start_page_is_translated(desk: Desk, bracketed: None) -> None:
    assert unbracketed(desk.window(), {peek_title(path) for path in shipped_briefs()}) == []


@pytest.fixture
def reading(desk: Desk, bracketed: None) -> MainWindow:
    """A brief with a note, in brackets."""
    window = desk.reading(desk.congo)
    session = window.session
    assert session
    text = session.brief.text
    start = text.index("Tshisekedi")
    id = session.annotate(start, start + 10, colour="yellow", note="7")
    for field, value in (("type", "claim"), ("confidence", "moderate"), ("reliability", "B"), ("credibility", "2")):
        session.rate([id], field, value)
    window.gestures.choose_annotation(id)
    return window


def test_the_reading_window_is_translated(reading: MainWindow) -> None:
    assert unbracketed(reading, words_of(reading)) == []


def test_the_card_is_translated(reading: MainWindow) -> None:
    reading.gestures.choose_entity("cobalt")
    walk = _Walk()
    walk.widget(reading.who_what.card)
    head = [text for _, text in walk.found if "·" in text]
    assert head and all("⟦" in text for text in head)
    facts = [text for where, text in walk.found if where == "QLabel#muted" and text and "·" not in text]
    assert facts and all("⟦" in text or ":" in text for text in facts)


VIEWS = {"matrix": "MatrixView", "relations": "RelationsView"}


@pytest.mark.parametrize("action", VIEWS)
def test_the_views_are_translated(reading: MainWindow, qtbot: QtBot, action: str) -> None:
    reading.actions_[action].trigger()
    view = open_box(VIEWS[action])
    with qtbot.waitSignal(view.shown, timeout=20_000):
        view.refresh()
    names = words_of(reading)
    left = [one for one in unbracketed(view, names) if not any(name in one[1] for name in names if len(name) > 2)]
    view.close()
    assert left == []


def test_what_is_painted_is_translated(reading: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: set[str] = set()
    draw = QPainter.drawText

    def spy(painter: QPainter, *arguments: object) -> object:
        painted.update(one for one in arguments if isinstance(one, str))
        return draw(painter, *arguments)

    monkeypatch.setattr(QPainter, "drawText", spy)
    session = reading.session
    assert session
    chooser = EntityChooser("Kinshasa", session.index.entities.values(), reading._theme, reading)
    for show in (
        lambda: reading.gestures.choose_entity("cobalt"),
        lambda: reading.gestures.choose_entity("m23"),
        lambda: reading.who_what.show_notes_tab(),
        lambda: reading.actions_["go_to"].trigger(),
    ):
        show()
        QCoreApplication.processEvents()
        reading.grab()
    chooser.grab()
    names = (
        [name for name in words_of(reading) if len(name) > 1]
        + [session.path.parent.name]
        + [peek_title(path) for path in shipped_briefs()]
    )
    cut = [text.removesuffix("…") for text in painted]
    left = [text for text in cut if "⟦" not in text and not _AS_IT_IS.match(text)]
    assert any("⟦armed group⟧" in text for text in painted)
    assert [text for text in left if not any(name.startswith(text) or text.startswith(name) for name in names)] == []


def test_the_export_sheet_is_translated(reading: MainWindow) -> None:
    reading.actions_["export"].trigger()
    sheet = open_box("ExportSheet")
    left = unbracketed(sheet, words_of(reading))
    sheet.close()
    assert left == []


def test_the_import_sheet_is_translated(reading: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    session = reading.session
    assert session
    table = tmp_path / "notes.csv"
    table.write_text("quote,note\nKinshasa,A new one\nwords that nobody wrote,Lost\n", "utf-8")
    proposal = propose([read_notes(table)], dict(session.annotations), session.brief, {})
    sheet = ImportSheet(proposal, session.brief, reading._theme, reading)
    qtbot.addWidget(sheet)
    # Where in the file they stand is said by the importing process, which has no such language.
    known = {"Kinshasa", "A new one", "words that nobody wrote", "Lost", "notes.csv · row 2", "notes.csv · row 3"}
    assert len(proposal.changes) == 2
    assert unbracketed(sheet, known) == []
    assert all("⟦" in side for side in sheet.sides())


def test_settings_and_keys_are_translated(reading: MainWindow) -> None:
    session = reading.session
    assert session
    reading.actions_["settings"].trigger()
    dialog = open_box("SettingsDialog")
    author = session.annotations[session.annotation].creator
    assert unbracketed(dialog, {author, *(name for _, name in available())}) == []
    dialog.close()
    reading.actions_["shortcuts"].trigger()
    sheet = open_box("ShortcutSheet")
    assert unbracketed(sheet, set()) == []
    sheet.close()


def test_reviewing_is_translated(desk: Desk, bracketed: None) -> None:
    window = desk.reading(desk.congo)
    session = window.session
    assert session
    start = session.brief.text.index("Tshisekedi")
    session.annotate(start, start + 10, colour="yellow", note="7")
    desk.close(window)
    desk.congo.write_text(desk.congo.read_text("utf-8").replace("Tshisekedi", "Nobody"), "utf-8")
    window = desk.reading(desk.congo)
    window.reviewing.open()
    assert window.review.isVisible()
    assert unbracketed(window, words_of(window)) == []


# French


def test_french_is_offered_under_its_own_name() -> None:
    assert available()[0] == ("en", "English")
    assert ("fr", "Français") in available()


def test_french_speaks_everywhere(qtbot: QtBot) -> None:
    assert install("fr") == ""
    assert spoken() == "fr"
    assert tr("Notes") == "Annotations"
    assert trn("1 mention", "{n} mentions", 1200) == "1\u202f200 mentions"
    assert number(4500) == "4\u202f500"
    assert moment("2025-03-23T12:00:00Z").startswith("23/03/2025")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annuler"
    assert install("en") == ""
    assert tr("Notes") == "Notes"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_what_is_no_stamp_is_shown_as_it_is() -> None:
    assert moment("yesterday") == "yesterday"


@pytest.mark.parametrize("choice", ["xx", "../fr", ""])
def test_a_language_that_is_gone_is_english(qtbot: QtBot, choice: str) -> None:
    notice = install(choice)
    assert (spoken(), tr("Notes")) == ("en", "Notes")
    assert bool(notice) == (choice == "xx")


def test_a_broken_catalogue_is_english_with_a_notice(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "fr.ts"
    broken.write_text("<TS><message>")
    monkeypatch.setattr("viewer.ui.languages.catalogue_path", lambda _code: broken)
    assert "Français" in install("fr")
    assert (spoken(), tr("Notes")) == ("en", "Notes")


def test_another_language_makes_the_window_anew_at_its_place(desk: Desk) -> None:
    shell = desk.shell()
    desk.bot.waitUntil(lambda: shell.current.isVisible())
    desk.open(shell.current, desk.congo)
    session = shell.current.session
    assert session
    place = session.brief.headings[-1].start
    shell.current.reader.go_to(place)
    QCoreApplication.processEvents()
    top = shell.current.reader.top_offset()
    shell._settings.language = "fr"
    desk.bot.waitUntil(lambda: shell.current.menuBar().actions()[0].text() == "&Fichier", timeout=20_000)
    desk.bot.waitUntil(lambda: shell.current.session is not None, timeout=20_000)
    assert shell.current.path == desk.congo
    desk.bot.waitUntil(lambda: abs(shell.current.reader.top_offset() - top) < 200)


def _cut(window: QWidget) -> list[str]:
    """What has less room than it asks for. What is cut with an ellipsis on purpose says the rest in its tip."""
    lines = [one for one in window.findChildren(QWidget) if isinstance(one, QAbstractButton | QLabel)]
    lines = [one for one in lines if one.isVisible() and one.text() and not getattr(one, "wordWrap", bool)()]
    return [one.text() for one in lines if one.width() < one.minimumSizeHint().width() and not one.toolTip()]


STATES: dict[str, Callable[[MainWindow], None]] = {
    "reading": lambda window: None,
    "card": lambda window: window.gestures.choose_entity("cobalt"),
    "notes": lambda window: window.who_what.show_notes_tab(),
}


@pytest.mark.parametrize("state", STATES)
def test_french_fits_the_window(desk: Desk, state: str) -> None:
    install("fr")
    window = desk.reading(desk.congo)
    STATES[state](window)
    desk.bot.waitUntil(lambda: _cut(window) == [])
    assert window.size().width() <= 1280
    tabs = window.who_what.findChild(QTabBar)
    assert tabs.sizeHint().width() <= tabs.width()


def test_letters_in_a_menu_are_each_used_once(desk: Desk) -> None:
    for code, _ in available():
        install(code)
        window = desk.window()
        menus = [action.menu() for action in window.menuBar().actions()]
        assert _letters(window.menuBar().actions()) == []
        for menu in menus:
            assert _letters(menu.actions()) == [], (code, menu.title())


def _letters(actions: list[QAction]) -> list[str]:
    found = [match[1].lower() for action in actions if (match := re.search(r"&(\w)", action.text().replace("&&", "")))]
    return sorted({letter for letter in found if found.count(letter) > 1})
