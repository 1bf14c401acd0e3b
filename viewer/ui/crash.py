"""A fault of our own: notes are saved first, a report is written, and the reader chooses whether to go on.

Every exception that nobody catches comes here, from any thread; a process that is killed by its own fault leaves what
the interpreter can still say, and the next start mentions it once.
"""

from __future__ import annotations

import faulthandler
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.language import tr
from viewer.ui.crash_report import Reports, report_on, signature

if TYPE_CHECKING:
    from viewer.ui.session import Session
    from viewer.ui.shell import Shell

#: Paths of briefs to open beside the first, for the process that takes over, as JSON.
REOPEN = "BRIEFING_VIEWER_REOPEN"


class CrashGuard(QObject):
    """Watches one process. `leave` is called before another process takes over: whoever listens must let go.

    Between `install` and `end` the hooks of Python are ours.
    """

    _reported = Signal(str, str)

    def __init__(self, reports: Reports, shell: Shell, leave: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._reports = reports
        self._shell = shell
        self._leave = leave
        self._told: set[str] = set()
        self._asking = False
        self._hooks = sys.excepthook, threading.excepthook
        self._fatal = -1
        # In the window's thread, and not in the middle of whatever failed, which may have been a paint event.
        self._reported.connect(self._ask)

    def install(self) -> None:
        sys.excepthook = self._in_window
        threading.excepthook = self._in_thread
        self._fatal = self._reports.running()
        if self._fatal >= 0:
            # Qt's fatal messages end in an abort, which this sees as well.
            faulthandler.enable(self._fatal, all_threads=True)

    def end(self) -> None:
        """The process comes to a good end."""
        sys.excepthook, threading.excepthook = self._hooks
        if self._fatal >= 0:
            faulthandler.disable()
            os.close(self._fatal)
            self._fatal = -1
            self._reports.ended()

    def _in_window(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, Exception):
            self._note(error, "window")
        else:
            self._hooks[0](kind, error, trace)

    def _in_thread(self, failed: threading.ExceptHookArgs) -> None:
        if isinstance(failed.exc_value, Exception):
            self._note(failed.exc_value, "another")
        elif failed.exc_value is not None:
            self._hooks[1](failed)

    def _note(self, error: Exception, thread: str) -> None:
        where = signature(error)
        if where in self._told:
            return  # a fault in painting would report itself sixty times a second
        self._told.add(where)
        text = report_on(error, thread)
        path = self._reports.write(text)
        self._reported.emit(text, str(path or ""))

    # In the window's thread

    def _ask(self, report: str, path: str) -> None:
        unsaved = self.save()
        if self._asking:
            return  # the report is on the disk; one question at a time
        self._asking = True
        if path:
            path = str(self._reports.seen(Path(path)))
        try:
            wants_restart = self._box(report, path, unsaved)
        finally:
            self._asking = False
        if wants_restart:
            self.restart()

    def save(self) -> str:
        """Put on the disk whatever is not there yet; "" or the sentence that says what is not."""
        from viewer.ui.saving import SaveState

        for session in self._sessions():
            session.saver.retry()
        savers = [session.saver for session in self._sessions()]
        return next((saver.message for saver in savers if saver.state is SaveState.FAILED), "")

    def _sessions(self) -> list[Session]:
        return [window.session for window in self._shell.windows if window.session]

    def _box(self, report: str, path: str, unsaved: str) -> bool:
        """Tell the reader; whether the program is to be started again."""
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self._shell)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(tr("Fault in the program"))
        box.setText(unsaved or tr("The program made a mistake. Your notes are saved."))
        kept = (
            tr("A report is kept in {file}. It is sent to nobody, and holds nothing of your briefs.", file=path)
            if path
            else tr("A report could not be kept.")
        )
        again = tr("Started again, it opens the same briefs at the same places.") if not unsaved else ""
        box.setInformativeText("\n\n".join(part for part in (again, kept) if part))
        box.setDetailedText(report)
        on = box.addButton(tr("Go on"), QMessageBox.ButtonRole.RejectRole)
        restart = box.addButton(tr("Start again"), QMessageBox.ButtonRole.AcceptRole) if not unsaved else None
        box.setDefaultButton(restart or on)
        box.setEscapeButton(on)
        box.exec()
        chosen = box.clickedButton()
        box.deleteLater()
        return restart is not None and chosen is restart

    def restart(self) -> None:
        """Start the program anew with the same briefs, at the same places, and end this one as it stands."""
        paths = [str(window.path) for window in self._shell.windows if window.path]
        current = str(self._shell.current.path or "")
        paths.sort(key=lambda path: path == current)  # opened last, and so in front
        for window in self._shell.windows:
            with suppress(Exception):
                window.keep_place()
        with suppress(Exception):
            self._leave()
        environment = {**os.environ, REOPEN: json.dumps(paths)}
        subprocess.Popen(_command(), env=environment, start_new_session=True)
        self.end()
        # Not closed in good order: what state this process is in, nobody knows. Every edit is in the journal.
        os._exit(0)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable]
    root = Path(__file__).resolve().parents[2]
    code = "import sys; sys.path.insert(0, sys.argv.pop(1)); from viewer.app import main; sys.exit(main())"
    return [sys.executable, "-P", "-c", code, str(root)]


def to_reopen() -> list[Path]:
    """The briefs that a process had open that was started again; asked once."""
    try:
        paths = json.loads(os.environ.pop(REOPEN, "[]"))
        return [Path(path) for path in paths if isinstance(path, str)]
    except (ValueError, TypeError):
        return []


def notice(reports: Reports) -> str:
    """A sentence on a report that an earlier run left, or ""."""
    path = reports.left()
    if path is None:
        return ""
    return tr(
        "The program ended by a fault of its own last time; your notes are as you left them. A report is kept in "
        "{file}. It is sent to nobody, and holds nothing of your briefs.",
        file=path,
    )
