"""Builds the application, or hands over to the commands."""

from __future__ import annotations

import sys
from pathlib import Path

from viewer import commands, display
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
    request = commands.read(arguments)
    if request.command:
        return commands.run(request)
    problem = display.why_not()
    if problem:
        print(problem, file=sys.stderr)
        return 2
    return _open_window(request.brief)


def _open_window(path: Path | None) -> int:
    from viewer.brief.loader import BriefLoading

    # The parsing process and the gazetteer's thread work while Qt is being imported.
    loading = BriefLoading(path) if path else None

    from PySide6.QtWidgets import QApplication

    from viewer.mentions.gazetteer import load_gazetteer
    from viewer.ui.settings import Settings
    from viewer.ui.tasks import Later
    from viewer.ui.window import MainWindow

    folders = Folders.of_user()
    gazetteer = Later(lambda: load_gazetteer(cache_dir=folders.cache))
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Briefing Viewer")
    app.setDesktopFileName("briefing-viewer")
    app.setStyle("Fusion")
    window = MainWindow(Settings(folders.config / "settings.ini"), folders, gazetteer)
    window.show()
    if path:
        window.open_path(path, loading)
    return app.exec()
