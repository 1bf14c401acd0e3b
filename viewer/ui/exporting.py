"""Exports from the window: a file dialogue, a thread, a progress bar that can be cancelled, and where the file went."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from viewer.catalogue import document_language
from viewer.language import tr
from viewer.pages.fonts import serif_families
from viewer.pages.theme import Theme
from viewer.report.file_names import offered_path, refuse_target
from viewer.report.model import Report
from viewer.ui.export_choice import Choice
from viewer.ui.long_work import LongWork
from viewer.ui.session import Session

if TYPE_CHECKING:
    from viewer.report.formats import Format
    from viewer.ui.export_sheet import ExportSheet


class Exporter(QObject):
    """Signals: `chosen(Choice)` when the sheet was left for a file, `exported(Path)`, `failed(str)`."""

    chosen = Signal(object)
    exported = Signal(object)
    failed = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._work = LongWork(window)
        self._work.done.connect(self.exported)
        self._work.failed.connect(self.failed)

    def open_sheet(self, session: Session, last: Choice, theme: Theme) -> ExportSheet:
        """Ask what is to be written, then where, and write it."""
        # Imported when it is needed, as the writers are: opening a brief need not pay for them.
        from viewer.ui.export_sheet import ExportSheet

        total = len(session.annotations)
        sheet = ExportSheet(session.report, total, last, theme, self._window)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.chosen.connect(lambda choice: self._go_on(session, choice))
        sheet.open()
        return sheet

    def _go_on(self, session: Session, choice: Choice) -> None:
        from viewer.report.formats import FORMATS

        self.chosen.emit(choice)
        chosen = FORMATS[choice.format]
        target = self.ask(offered_path(session.path, chosen.suffix), chosen)
        if target:
            self.start(session.report(choice.options), chosen, target, session.path)

    def ask(self, target: Path, chosen: Format) -> Path | None:
        """Ask where to write; None if the reader thinks better of it."""
        dialog = QFileDialog(self._window, tr("Export: {format}", format=tr(chosen.label)), str(target.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{tr(chosen.label)} (*.{chosen.id})")
        # Added before Qt asks whether to replace a file, not behind its back.
        dialog.setDefaultSuffix(chosen.id)
        dialog.selectFile(target.name)
        return Path(dialog.selectedFiles()[0]) if dialog.exec() else None

    def start(self, report: Report, chosen: Format, target: Path, brief: Path) -> None:
        """Write `report` to `target`, on another thread, unless that is the brief or its notes."""
        # Fonts are to be registered on this thread, before another one asks for them.
        serif_families()

        def write(tell: Callable[[float], None], stopped: Callable[[], bool]) -> Path:
            # Imported when it is needed: pikepdf takes a tenth of a second, which opening a brief need not pay.
            from viewer.pages.export import export

            refuse_target(target, brief)
            with document_language(report.brief.front.language):
                export(report, chosen, target, progress=tell, cancelled=stopped)
            return target

        self._work.start(tr("Exporting {file} …", file=target.name), write)


def open_file(path: Path) -> None:
    """Open a file that we have written, or its folder, with what the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
