"""Builds the application, or hands over to the commands."""

from __future__ import annotations

import sys
from pathlib import Path

from viewer.folders import Folders


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

    # Not before: the two processes above would load all commands for nothing, and somebody waits for them.
    from viewer import commands, display

    request = commands.read(arguments)
    if request.command:
        return commands.run(request)
    problem = display.why_not()
    if problem:
        print(problem, file=sys.stderr)
        return 2
    return _open_window(request.brief)


def read_no_sources() -> None:
    """Keep PySide, which has been imported, from reading the source of each module that is imported after it, to see
    whether that could use `__feature__`: a fifth of the time that all imports take. None of ours does."""
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        setattr(feature, "_mod_uses_pyside", lambda module: False)  # noqa: B010 - it is private


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

    from PySide6.QtCore import QTimer

    read_no_sources()

    from viewer.mentions.gazetteer import load_gazetteer
    from viewer.ui.application import Application
    from viewer.ui.crash import CrashGuard, notice, to_reopen
    from viewer.ui.crash_report import Reports
    from viewer.ui.instance import Instance
    from viewer.ui.preferences import Preferences
    from viewer.ui.settings import Settings
    from viewer.ui.shell import Shell
    from viewer.ui.tasks import Later
    from viewer.ui.window import MainWindow

    gazetteer = Later(lambda: load_gazetteer(cache_dir=folders.cache))
    app = Application(sys.argv[:1])
    settings = Settings(folders.config / "settings.ini")
    preferences = Preferences(settings, folders, app)
    preferences.speak()
    shell = Shell(preferences, lambda: MainWindow(settings, folders, gazetteer, preferences))
    app.file_asked.connect(shell.open_path)
    shell.show()
    reports = Reports(folders.reports)
    preferences.left_over = notice(reports)
    instances: list[Instance] = []
    guard = CrashGuard(reports, shell, lambda: [instance.close() for instance in instances], app)
    guard.install()
    for other in to_reopen():
        shell.open_path(other)
    if path:
        shell.open_path(path, loading)
    elif notices := preferences.take_notices():
        shell.current.banner.say(notices, role="warning")

    def listen() -> None:
        instance = Instance(place, app)
        instance.asked.connect(shell.open_paths)
        instances.append(instance)

    QTimer.singleShot(0, listen)
    code = app.exec()
    guard.end()
    return code
