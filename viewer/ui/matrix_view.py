"""The matrix in a window of its own: actors against minerals, and the passages that name both."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from viewer.mentions.matrix import Matrix, Unit, make_matrix
from viewer.pages.theme import Theme
from viewer.report.matrix import matrix_csv, matrix_svg
from viewer.ui.matrix_table import MatrixTable
from viewer.ui.pair_passages import PairPassages, pair_passage
from viewer.ui.picture_saving import Savable, SaveBar
from viewer.ui.session import Session
from viewer.ui.tasks import Task
from viewer.ui.wording import counted


class MatrixView(QWidget):
    """Shows the matrix of a session's brief, as long as there is one.

    Signals: `passage_chosen(int, int)`, code points of the brief; `entity_chosen(str)` when a header is clicked;
    `shown()` when another matrix is on the screen.
    """

    passage_chosen = Signal(int, int)
    entity_chosen = Signal(str)
    shown = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._task: Task | None = None
        self._stale = False
        self.table = MatrixTable(theme)
        self.passages = PairPassages(theme)
        self.saving = SaveBar(self._savable)
        self._empty = QLabel()
        self._empty.setObjectName("muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._units: dict[Unit, QRadioButton] = {
            "sentence": QRadioButton("&Sentences"),
            "paragraph": QRadioButton("&Paragraphs"),
        }
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.resize(1200, 700)
        self.setMinimumSize(640, 360)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 8, 12, 8)
        bar.setSpacing(12)
        bar.addWidget(QLabel("Count"))
        group = QButtonGroup(self)
        for button in self._units.values():
            group.addButton(button)
            bar.addWidget(button)
        self._units["sentence"].setChecked(True)
        bar.addWidget(QLabel("that name both"))
        bar.addWidget(self.saving, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(self.passages)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([800, 400])
        self.passages.setMinimumWidth(240)
        self._stack.addWidget(splitter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        for button in self._units.values():
            button.toggled.connect(lambda on: on and self.refresh())
        self.table.cell_chosen.connect(self._show_passages)
        self.table.clicked.connect(lambda _index: self._show_passages())
        self.table.entered.connect(self.passages.take_focus)
        self.table.entity_chosen.connect(self.entity_chosen)
        self.passages.passage_chosen.connect(self.passage_chosen)

    @property
    def unit(self) -> Unit:
        """What is counted."""
        return "sentence" if self._units["sentence"].isChecked() else "paragraph"

    def set_unit(self, unit: Unit) -> None:
        """Count sentences or paragraphs."""
        self._units[unit].setChecked(True)

    def show_session(self, session: Session | None) -> None:
        """Show the matrix of another brief, or nothing."""
        self._session = session
        self.saving.say("")
        self._show(Matrix("sentence", (), (), {}))
        self._empty.setText("Counting …" if session else "")
        if session:
            self.setWindowTitle(f"Matrix – {session.brief.title}")
            self.refresh()

    def refresh(self) -> None:
        """Count anew, on another thread: a long brief takes a moment."""
        session = self._session
        if session is None:
            return
        if self._task:
            self._stale = True
            return
        brief, index, unit = session.brief, session.index, self.unit
        task = self._task = Task(lambda: make_matrix(brief, index, unit), self)
        task.done.connect(lambda matrix: self._arrived(session, matrix))
        task.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def set_theme(self, theme: Theme) -> None:
        self.table.set_theme(theme)
        self.passages.set_theme(theme)

    def _arrived(self, session: Session, matrix: Matrix) -> None:
        self._task = None
        stale, self._stale = self._stale, False
        if stale or session is not self._session:
            self.refresh()
        else:
            self._show(matrix)

    def _show(self, matrix: Matrix) -> None:
        self.table.show_matrix(matrix)
        self._empty.setText(f"No {self.unit} of this brief names both an actor and a mineral.")
        self._stack.setCurrentIndex(1 if matrix.cells else 0)
        self._show_passages()
        self.shown.emit()

    def _show_passages(self) -> None:
        session, pair, matrix = self._session, self.table.pair(), self.table.matrix
        if session is None or pair is None:
            self.passages.show_passages("", [])
            return
        actor, mineral = pair
        spans = matrix.passages(actor.id, mineral.id)
        heading = f"{actor.name} and {mineral.name}: {counted(len(spans), matrix.unit)}"
        rows = [pair_passage(session.brief, session.index, span, (actor.id, mineral.id)) for span in spans]
        self.passages.show_passages(heading, rows)

    def _savable(self) -> Savable | None:
        session, matrix = self._session, self.table.matrix
        if session is None:
            return None
        brief = session.brief
        return Savable(
            session.path,
            "matrix",
            lambda: matrix_svg(matrix, brief.title, brief.front.marking),
            lambda: matrix_csv(matrix),
        )
