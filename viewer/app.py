"""Builds the application, or hands over to the commands."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.folders import Folders

if TYPE_CHECKING:
    from viewer.mentions.gazetteer import Gazetteer
    from viewer.ui.instance import Instance
    from viewer.ui.window import MainWindow


def main(arguments: list[str] | None = None) -> int:
    """Run the program with the arguments behind its name; returns the exit code: 0 fine, 1 bad input, 2 wrong usage
    or no display."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["--parse-worker"]:
        # A frozen build has no Python to start the parsing process with, so it starts itself.
        from viewer.brief.worker import main as parse

        return parse(arguments[1:])
    if arguments[:1] == ["--import-worker"]:
        from viewer.imports.worker import main as import_file

        return import_file(arguments[1:])

    # No command has a dot in its name: this is a brief, and need not wait for all commands to be imported, as the two
    # processes above need not.
    if len(arguments) == 1 and "." in arguments[0] and not arguments[0].startswith("-"):
        brief: Path | None = Path(arguments[0])
    else:
        from viewer import commands

        request = commands.read(arguments)
        if request.command:
            return commands.run(request)
        brief = request.brief

    from viewer import display

    problem = display.why_not()
    if problem:
        print(problem, file=sys.stderr)
        return 2
    return _open_window(brief)


#: What the rest of the window is made of, in portions that are imported between events.
_REST = (
    "annotations.store", "mentions.index", "mentions.user_lexicon", "ui.session", "ui.go_to", "ui.note_editor",
    "ui.entity_card", "ui.notes_panel", "ui.who_what", "ui.start_page", "ui.frame", "ui.brief_life", "ui.window",
)  # fmt: skip


def _open_window(path: Path | None) -> int:
    from viewer.ui.handing_over import address, hand_over

    folders = Folders.of_user()
    place = address(folders.config)
    if hand_over(place, [path] if path else []):
        return 0

    from viewer.brief.cache import BriefCache
    from viewer.brief.loader import BriefLoading

    # The parsing process, or the look into the cache, works while Qt is being imported.
    loading = BriefLoading(path, cache=BriefCache(folders.briefs)) if path else None
    gc.disable()  # until the application collects in its own way

    from viewer.qt_start import import_qt

    import_qt()

    from PySide6.QtCore import QTimer

    from viewer.ui.application import Application
    from viewer.ui.crash import CrashGuard, notice, to_reopen
    from viewer.ui.crash_report import Reports
    from viewer.ui.first_page import FirstPage
    from viewer.ui.preferences import Preferences
    from viewer.ui.settings import Settings
    from viewer.ui.shell import Shell
    from viewer.ui.steps import Steps
    from viewer.ui.tasks import Later

    app = Application(sys.argv[:1])
    settings = Settings(folders.config / "settings.ini")
    preferences = Preferences(settings, folders, app)
    preferences.speak()
    gazetteer = Later(lambda: _gazetteer(folders))
    first = [FirstPage(preferences, folders, gazetteer)] if loading else []

    def make() -> MainWindow:
        from viewer.ui.window import MainWindow

        return MainWindow(settings, folders, gazetteer, preferences, first.pop() if first else None)

    shell = Shell(preferences, make, *first)
    app.file_asked.connect(shell.open_path)
    shell.show()
    reports = Reports(folders.reports)
    preferences.left_over = notice(reports)
    instances: list[Instance] = []
    guard = CrashGuard(reports, shell, lambda: [instance.close() for instance in instances], app)
    guard.install()

    def import_rest() -> Iterator[None]:
        for name in _REST:
            import_module(f"viewer.{name}")
            yield

    def go_on() -> Iterator[None]:
        """All that is there besides the first page of a brief."""
        yield from import_rest()
        shell.begin()
        yield
        if path is None and (notices := preferences.take_notices()):
            shell.current.banner.say(notices, role="warning")
        for other in to_reopen():
            shell.open_path(other)

        from viewer.ui.instance import Instance

        instance = Instance(place, app)
        instance.asked.connect(shell.open_paths)
        instances.append(instance)
        gc.freeze()  # the program itself is no garbage

    steps = Steps(app)
    if path and loading:
        page = first[0]
        # A little later: it may be said in the middle of making the window.
        page.readable.connect(lambda: QTimer.singleShot(0, lambda: steps.start(go_on())))
        page.open(path, loading)
        if not loading.is_remembered:
            steps.start(import_rest())  # while the words are on their way
    else:
        steps.start(go_on())
    code = app.exec()
    guard.end()
    return code


def _gazetteer(folders: Folders) -> Gazetteer:
    from viewer.mentions.gazetteer import load_gazetteer

    return load_gazetteer(cache_dir=folders.cache)
