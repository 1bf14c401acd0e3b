"""The matrix in a window of its own: actors against minerals, and the passages that name both."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QRadioButton, QWidget

from viewer.language import mark, tr
from viewer.mentions.matrix import Matrix, Unit, make_matrix
from viewer.pages.theme import Theme
from viewer.report.matrix import matrix_csv, matrix_svg
from viewer.ui.brief_view import BriefView
from viewer.ui.matrix_table import MatrixTable
from viewer.ui.pair_passages import pair_passage
from viewer.ui.picture_saving import Savable
from viewer.ui.session import Session
from viewer.ui.wording import pair_words

_NONE: dict[Unit, str] = {
    "sentence": mark("No sentence of this brief names both an actor and a mineral."),
    "paragraph": mark("No paragraph of this brief names both an actor and a mineral."),
}


class MatrixView(BriefView[Matrix]):
    """The matrix of a brief; an entity is chosen by a click on its header."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.table = MatrixTable(theme)
        self._units: dict[Unit, QRadioButton] = {
            "sentence": QRadioButton(tr("&Sentences")),
            "paragraph": QRadioButton(tr("&Paragraphs")),
        }
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.resize(1200, 700)
        self.setMinimumSize(640, 360)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 8, 12, 8)
        bar.setSpacing(12)
        bar.addWidget(QLabel(tr("Count")))
        group = QButtonGroup(self)
        for button in self._units.values():
            group.addButton(button)
            bar.addWidget(button)
        self._units["sentence"].setChecked(True)
        bar.addWidget(QLabel(tr("that name both")))
        bar.addWidget(self.saving, 1)
        self._splitter.addWidget(self.table)
        self._splitter.addWidget(self.passages)
        self._splitter.setStretchFactor(0, 2)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([800, 400])
        self.passages.setMinimumWidth(240)
        self._column.addLayout(bar)
        self._column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        for button in self._units.values():
            button.toggled.connect(lambda on: on and self.refresh())
        self.table.cell_chosen.connect(self._show_passages)
        self.table.clicked.connect(lambda _index: self._show_passages())
        self.table.entered.connect(self.passages.take_focus)
        self.table.entity_chosen.connect(self.entity_chosen)

    @property
    def unit(self) -> Unit:
        """What is counted."""
        return "sentence" if self._units["sentence"].isChecked() else "paragraph"

    def set_unit(self, unit: Unit) -> None:
        """Count sentences or paragraphs."""
        self._units[unit].setChecked(True)

    def show_session(self, session: Session | None) -> None:
        """Show the matrix of another brief, or nothing."""
        if session:
            self.setWindowTitle(tr("Matrix – {title}", title=session.brief.title))
        self._follow(session, Matrix("sentence", (), (), {}), tr("Counting …"))

    def set_theme(self, theme: Theme) -> None:
        self.table.set_theme(theme)
        self.passages.set_theme(theme)

    def _work(self, session: Session) -> Callable[[], Matrix]:
        brief, index, unit = session.brief, session.index, self.unit
        return lambda: make_matrix(brief, index, unit)

    def _show(self, matrix: Matrix) -> None:
        self.table.show_matrix(matrix)
        self._empty.setText(tr(_NONE[self.unit]))
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
        heading = pair_words(actor.name, mineral.name, len(spans), matrix.unit)
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
