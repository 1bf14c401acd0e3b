"""Saving what a view shows, as a picture or a table: a button, a file dialogue, a thread, and a line that says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from viewer.language import mark, tr
from viewer.pages.picture import write_png
from viewer.report.file_names import offered_path, refuse_target
from viewer.report.whole_file import write_text
from viewer.ui.tasks import Task
from viewer.ui.wording import plain_tip

_KINDS = {"png": mark("PNG picture (*.png)"), "svg": mark("SVG drawing (*.svg)"), "csv": mark("CSV table (*.csv)")}

_TITLES = {"matrix": mark("Save the matrix"), "relations": mark("Save the relations")}


@dataclass(frozen=True, slots=True)
class Savable:
    """What there is to save of the brief at `brief`: `name` is part of the file's name (`matrix`)."""

    brief: Path
    name: str
    svg: Callable[[], str]
    csv: Callable[[], str]


class SaveBar(QWidget):
    """A “Save as…” button and what came of it. `savable` gives what is to be saved, or None if nothing is shown yet."""

    def __init__(self, savable: Callable[[], Savable | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._savable = savable
        self._task: Task | None = None
        self._words = ""
        self._said = QLabel()
        # As wide as there is room for, whatever it says.
        self._said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._said.setObjectName("muted")
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._button = QPushButton(tr("&Save as…"))
        self._button.setToolTip(tr("Save as PNG, SVG or CSV"))
        self._button.clicked.connect(self._ask)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._said, 1)
        layout.addWidget(self._button)

    @property
    def said(self) -> str:
        """What the bar says: where the file went, or why it did not."""
        return self._words

    def say(self, words: str) -> None:
        self._words = words
        self._said.setText(self._said.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, self._said.width()))
        self._said.setToolTip(plain_tip(words) if words else "")
        self._said.setAccessibleName(words)

    def _ask(self) -> None:
        what = self._savable()
        if what is None:
            return
        target = offered_path(what.brief, f".{what.name}.png")
        dialog = QFileDialog(self, tr(_TITLES[what.name]), str(target.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([tr(text) for text in _KINDS.values()])
        dialog.setDefaultSuffix("png")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix(next(kind for kind, text in _KINDS.items() if tr(text) == chosen))
        )
        dialog.selectFile(target.stem)
        if dialog.exec():
            chosen = next(kind for kind, text in _KINDS.items() if tr(text) == dialog.selectedNameFilter())
            self.save(Path(dialog.selectedFiles()[0]), chosen)

    def save(self, target: Path, kind: str = "png") -> None:
        """Save to a file, in the format of its extension, or else of this kind."""
        what = self._savable()
        if what is None or self._task:
            return
        suffix = target.suffix[1:].lower()
        kind = suffix if suffix in _KINDS else kind
        text = what.csv() if kind == "csv" else what.svg()

        def work() -> Path:
            refuse_target(target, what.brief)
            if kind == "png":
                write_png(target, text)
            else:
                write_text(target, text)
            return target

        self._button.setEnabled(False)
        task = self._task = Task(work, self)
        task.done.connect(lambda path: self._over(tr("Saved: {path}", path=path)))
        task.failed.connect(self._over)
        task.start()

    def _over(self, words: str) -> None:
        self._task = None
        self._button.setEnabled(True)
        self.say(words)
