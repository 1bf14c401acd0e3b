"""Exports from the window: a file dialogue, a thread, a progress bar that can be cancelled, and where the file went."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QProgressDialog, QWidget

from viewer.pages.fonts import serif_families
from viewer.report.errors import ReportError
from viewer.report.file_names import export_path, refuse_target
from viewer.report.formats import Format
from viewer.report.model import Report
from viewer.ui.tasks import Task

_STEPS = 1000


class Exporter(QObject):
    """Signals: `exported(Path)`, `failed(str)`."""

    exported = Signal(object)
    failed = Signal(str)
    _progressed = Signal(float)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._task: Task | None = None

    def run(self, report: Report, brief: Path, chosen: Format) -> None:
        """Ask where to write `report` on the brief at that path, and write it there."""
        target = self.ask(export_path(brief, chosen.suffix), chosen)
        if target is None:
            return
        try:
            refuse_target(target, brief)
        except ReportError as error:
            self.failed.emit(str(error))
        else:
            self.start(report, chosen, target)

    def ask(self, target: Path, chosen: Format) -> Path | None:
        """Ask where to write; None if the reader thinks better of it."""
        dialog = QFileDialog(self._window, f"Export {chosen.label}", str(target.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{chosen.label} (*.{chosen.id})")
        # Added before Qt asks whether to replace a file, not behind its back.
        dialog.setDefaultSuffix(chosen.id)
        dialog.selectFile(target.name)
        return Path(dialog.selectedFiles()[0]) if dialog.exec() else None

    def start(self, report: Report, chosen: Format, target: Path) -> None:
        """Write `report` to `target`, on another thread."""
        if self._task:
            return
        # Fonts are to be registered on this thread, before another one asks for them.
        serif_families()
        stop = threading.Event()
        bar = QProgressDialog(f"Exporting {target.name} …", "Cancel", 0, _STEPS, self._window)
        bar.setWindowModality(Qt.WindowModality.WindowModal)
        bar.setMinimumDuration(300)
        bar.setAutoClose(False)
        bar.setAutoReset(False)
        bar.canceled.connect(stop.set)

        def work() -> Path:
            # Imported when it is needed: pikepdf takes a tenth of a second, which opening a brief need not pay.
            from viewer.pages.export import export

            export(report, chosen, target, progress=self._progressed.emit, cancelled=stop.is_set)
            return target

        task = self._task = Task(work, self)

        def over(then: Callable[[], object]) -> None:
            self._task = None
            self._progressed.disconnect(show)
            bar.reset()
            bar.deleteLater()
            if not stop.is_set():
                then()

        def show(share: float) -> None:
            if not stop.is_set():
                bar.setValue(int(share * _STEPS))

        self._progressed.connect(show)
        task.done.connect(lambda path: over(lambda: self.exported.emit(path)))
        task.failed.connect(lambda message: over(lambda: self.failed.emit(message)))
        bar.setValue(0)
        task.start()


def show_in_folder(path: Path) -> None:
    """Open the folder of a file in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
