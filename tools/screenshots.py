"""Pictures of the window, drawn offscreen, the same wherever they are drawn.

    python -m tools.screenshots            the pictures of the README anew, in docs/
    python -m tools.screenshots FOLDER     the states that tests/ui/test_pictures.py compares, into a folder

Nothing of the person who runs it goes in: folders, settings, author, language and time zone are fixed, and so are the
faces: the reading face of the program, and for the chrome, which otherwise is in the system's, Source Sans.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Pixels of the window in the pictures that are compared, and of the README's, which are drawn half as fine again.
SIZE, WIDE = (1280, 800), (1440, 900)
#: Highlights, notes and tags that the brief on the Congo offer has in the pictures: words, colour, note, tags.
NOTES = (
    ("Made under pressure.", "orange", "", ()),
    (
        "The form he is reported to favour is a formal security pact.",
        "yellow",
        "**Who says so?** Only the letter, and we have it at second hand.",
        ("claim", "check"),
    ),
    (
        "US pressure or sanctions can hold the armed groups back",
        "blue",
        "Compare 2012, when aid was cut.",
        ("background",),
    ),
    ("The reports do not say which of the two matters more to him.", "green", "", ("gap",)),
)
BEGUN = "Refining at home takes power that the grid in Katanga does not have. *Ask the "


def main(arguments: list[str]) -> int:
    """Draw; returns 0."""
    readme = not arguments
    os.environ |= {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": "1.5" if readme else "1",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
    }
    folder = ROOT / "docs" if readme else Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        studio = Studio(Path(scratch), WIDE if readme else SIZE)
        if readme:
            for theme in ("light", "dark"):
                studio.settings.theme = theme
                studio.open()
                studio.show_entity()
                studio.window.reader.verticalScrollBar().setValue(180)
                studio.wait()
                studio.save(folder / f"window-{theme}.png")
                studio.close()
        else:
            for name, state in STATES.items():
                studio.open()
                sheet = state(studio)
                studio.save(folder / f"{name}.png", sheet)
                studio.close()
    return 0


class Studio:
    """A window with a fixed analyst at it."""

    def __init__(self, scratch: Path, size: tuple[int, int]) -> None:
        from viewer import resource_files
        from viewer.folders import Folders
        from viewer.mentions.gazetteer import load_gazetteer
        from viewer.resource_files import resource, shipped_briefs
        from viewer.ui.application import Application
        from viewer.ui.preferences import Preferences
        from viewer.ui.settings import Settings

        self.app = Application(["briefing-viewer"])
        self.app.setCursorFlashTime(0)
        _use_fixed_face(self.app)
        self._size = size
        # Another copy of the briefs that ship, so that notes can be made in it.
        self._briefs = scratch / "viewer" / "briefs"
        shutil.copytree(
            shipped_briefs()[0].parent,
            self._briefs,
            ignore=lambda _, names: {name for name in names if not name.endswith(".brief.md")},
        )
        (scratch / "viewer" / "resources").symlink_to(resource())
        resource_files._PACKAGE = scratch / "viewer"
        self._folders = Folders(scratch / "config", scratch / "notes", scratch / "cache")
        self._gazetteer = load_gazetteer(cache_dir=scratch / "cache")
        self.settings = Settings(scratch / "settings.ini")
        self.settings.author = "A. Analyst"
        self.settings.language = "en"
        self.settings.theme = "light"
        self._preferences = Preferences(self.settings, self._folders)
        self._preferences.speak()

    def open(self) -> None:
        """A window with the start page, and the briefs as they ship."""
        from viewer.ui.shell import Shell
        from viewer.ui.tasks import Later
        from viewer.ui.window import MainWindow

        for old in self._briefs.iterdir():
            if not old.name.endswith(".brief.md"):
                old.unlink()
        self.settings.clear_recent()
        gazetteer = Later(lambda: self._gazetteer)
        self.shell = Shell(
            self._preferences, lambda: MainWindow(self.settings, self._folders, gazetteer, self._preferences)
        )
        self.shell.resize(*self._size)
        self.shell.show()
        self.shell.activateWindow()
        self.wait()

    def close(self) -> None:
        from PySide6.QtCore import QCoreApplication, QEvent

        self.shell.close()
        self.shell.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @property
    def window(self):
        return self.shell.current

    def read(self) -> None:
        """Open the brief on the Congo offer, and mark it."""
        from viewer.brief.loader import BriefLoading

        path = self._briefs / "congo-offer.brief.md"
        # However busy the machine is, it must not come as plain text.
        self.shell.open_path(path, BriefLoading(path, seconds=60))
        self.wait(lambda: self.window.session is not None)
        session = self.window.session
        for words, colour, note, tags in NOTES:
            id = session.annotate(*self.span(words), colour=colour, note=note)
            if tags:
                session.set_tags(id, tags)
        self.window.gestures.deselect()
        self.wait()
        self.window.reader.verticalScrollBar().setValue(0)

    def show_entity(self) -> None:
        self.read()
        self.window.gestures.choose_entity("m23")
        self.wait()

    def write_note(self) -> None:
        self.read()
        session = self.window.session
        start, end = self.span("the DRC would refine its ore")
        self.window.reader.reveal(start, end)
        id = session.annotate(start, end, colour="pink")
        self.window.notes.edit(id, "note")
        self.wait()
        self.type(BEGUN)
        self.wait()

    def type(self, text: str) -> None:
        from PySide6.QtTest import QTest

        QTest.keyClicks(self.app.focusWidget(), text)

    def span(self, words: str) -> tuple[int, int]:
        start = self.window.session.brief.text.index(words)
        return start, start + len(words)

    def wait(self, ready: Callable[[], bool] = lambda: True, seconds: float = 30) -> None:
        """Until something is so, and for what a moment brings: layout, pages drawn in the background."""
        deadline, settled = time.monotonic() + seconds, None
        while settled is None or time.monotonic() < settled:
            self.app.processEvents()
            time.sleep(0.01)  # threads of ours get their turn
            if settled is None and ready():
                settled = time.monotonic() + 0.4
            if time.monotonic() > deadline:
                raise TimeoutError("the window did not get there")

    def save(self, path: Path, sheet=None) -> None:
        """A picture of the window, or of a sheet in front of it."""
        from PIL import Image

        (sheet or self.shell).grab().save(str(path))
        # Qt writes PNG that is a third larger than need be.
        with Image.open(path) as image:
            drawn = image.convert("RGB")
        drawn.save(path, optimize=True)


def _start(studio: Studio) -> None:
    studio.wait()


def _export(studio: Studio):
    from viewer.ui.export_choice import Choice

    studio.read()
    window = studio.window
    sheet = window.exporter.open_sheet(window.session, Choice.remembered({}, "a4"), window._theme)
    sheet.resize(1000, 680)
    studio.wait(lambda: sheet.preview.pages() > 0)
    return sheet


#: The central states of the window, each with what leads there; it returns the sheet that is in front, if any.
STATES: dict[str, Callable[[Studio], object]] = {
    "start": _start,
    "reading": Studio.read,
    "entity": Studio.show_entity,
    "note": Studio.write_note,
    "export": _export,
}


def _use_fixed_face(app) -> None:
    from PySide6.QtGui import QFont, QFontDatabase

    spec = find_spec("font_source_sans_pro")
    if spec is None or spec.origin is None:
        raise SystemExit("font-source-sans-pro is missing; ./check installs it")
    files = Path(spec.origin).parent / "files"
    for face in ("Regular", "It", "Semibold", "Bold"):
        number = QFontDatabase.addApplicationFont(str(files / f"SourceSansPro-{face}.ttf"))
    font = QFont(QFontDatabase.applicationFontFamilies(number)[0])
    font.setPointSizeF(10.5)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # which is each machine's own
    app.setFont(font)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
