"""Imports from the window: files are asked for, read in a process of their own, shown, and applied as one edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QProgressDialog, QWidget

from viewer.language import mark, tr, trn
from viewer.pages.theme import Theme
from viewer.patience import answers
from viewer.ui.session import Session
from viewer.ui.tasks import Task

if TYPE_CHECKING:
    from viewer.imports.proposal import Proposal

_FILES = mark("Notes (*.pdf *.docx *.csv *.jsonld *.json);;All files (*)")


class Importer(QObject):
    """Signals: `imported(str)` with a sentence on what came in, `failed(str)`."""

    imported = Signal(str)
    failed = Signal(str)

    def __init__(self, session: Callable[[], Session | None], theme: Callable[[], Theme], window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._theme = theme
        self._window = window
        self._task: Task | None = None

    def ask(self) -> None:
        """Ask for files, and go on with them."""
        session = self._session()
        if session is None:
            return
        folder = str(session.path.parent) if answers(session.path.parent) else ""
        names, _ = QFileDialog.getOpenFileNames(self._window, tr("Import notes"), folder, tr(_FILES))
        if names:
            self.read([Path(name) for name in names])

    def read(self, paths: Sequence[Path]) -> None:
        """Read files of notes, off this thread, and show what they would bring in."""
        # Imported when it is needed: opening a brief need not pay for it.
        from viewer.imports.matching import propose
        from viewer.imports.reading import FileReading

        session = self._session()
        if session is None or self._task:
            return
        readings = [FileReading(path) for path in paths]
        bar = QProgressDialog(
            tr("Reading {files} …", files=", ".join(path.name for path in paths)[:80]), tr("Cancel"), 0, 0, self._window
        )
        bar.setWindowModality(Qt.WindowModality.WindowModal)
        bar.setMinimumDuration(300)
        cancelled: list[bool] = []

        def cancel() -> None:
            cancelled.append(True)
            for reading in readings:
                reading.cancel()

        bar.canceled.connect(cancel)
        notes = dict(session.annotations)
        placed = {id: session.placed(id) for id in notes}
        brief = session.brief

        def work() -> Proposal:
            return propose([reading.result() for reading in readings], notes, brief, placed)

        task = self._task = Task(work, self)

        def over(then: Callable[[], object]) -> None:
            self._task = None
            bar.reset()
            bar.deleteLater()
            if not cancelled and self._session() is session:
                then()

        task.done.connect(lambda proposal: over(lambda: self._show(session, proposal)))
        task.failed.connect(lambda message: over(lambda: self.failed.emit(message)))
        task.start()

    def _show(self, session: Session, proposal: Proposal) -> None:
        from viewer.ui.import_sheet import ImportSheet

        if not proposal.changes:
            self.imported.emit(" ".join([tr("Nothing new came in: {what}.", what=proposal), *proposal.left_out[:3]]))
            return
        sheet = ImportSheet(proposal, session.brief, self._theme(), self._window)
        done = sheet.exec()
        ticked = sheet.ticked
        sheet.deleteLater()
        if done and ticked and self._session() is session:
            session.apply(proposal.edit(ticked))
            said = trn(
                "Imported {count} of 1 change. Undo takes it back.",
                "Imported {count} of {n} changes. Undo takes them back.",
                len(proposal.changes),
                count=len(ticked),
            )
            self.imported.emit(said)
