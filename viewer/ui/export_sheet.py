"""The export sheet: which format, what goes in, how it is made, and a look at what will be written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from viewer.annotations.query import Query
from viewer.language import tr, trn
from viewer.pages.theme import Theme
from viewer.report.formats import FORMATS, Format
from viewer.report.model import Report, ReportOptions
from viewer.ui.export_choice import PAGES, SWITCHES, Choice
from viewer.ui.fitting import fit
from viewer.ui.page_preview import PagePreview

_SETTLES = 400  # milliseconds after the last change until the preview is made anew


class ExportSheet(QDialog):
    """Asks for a format and options. `make` gives the report for some options, to count and to preview.

    Signal: `chosen(Choice)` when the reader goes on to choose a file.
    """

    chosen = Signal(object)

    def __init__(
        self, make: Callable[[ReportOptions], Report], total: int, last: Choice, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export"))
        self._make = make
        self._total = total
        self._formats = QButtonGroup(self)
        self._format_buttons: dict[str, QRadioButton] = {}
        self._switches: dict[str, QCheckBox] = {}
        self._pages = {page: QRadioButton(tr(name)) for page, name in PAGES.items()}
        self._only = QLineEdit(last.only)
        self._only.setPlaceholderText(tr("All notes"))
        self._only.setAccessibleName(tr("Only notes that match"))
        self._only.setToolTip(tr("As in the list of notes: words, #tag, colour:yellow, type:claim, author:…"))
        self._only.setClearButtonEnabled(True)
        self._summary = QLabel()
        self._summary.setObjectName("muted")
        self._summary.setWordWrap(True)
        self.preview = PagePreview(theme)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLES)
        self._timer.timeout.connect(self._refresh)
        self._lay_out()
        fit(self, 860, 560)
        self._set(last)
        self._only.textChanged.connect(self._changed)
        self._formats.buttonToggled.connect(self._changed)
        for button in (*self._pages.values(), *self._switches.values()):
            button.toggled.connect(self._changed)
        self._changed()
        self._refresh()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(_section(tr("Format")))
        for format in FORMATS.values():
            button = self._format_buttons[format.id] = QRadioButton(tr(format.label))
            self._formats.addButton(button)
            left.addWidget(button)
        left.addSpacing(10)
        left.addWidget(_section(tr("What goes in")))
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(tr("Notes"), self._only)
        self._page_row = QWidget()
        pages = QHBoxLayout(self._page_row)
        pages.setContentsMargins(0, 0, 0, 0)
        group = QButtonGroup(self)
        for button in self._pages.values():
            group.addButton(button)
            pages.addWidget(button)
        pages.addStretch(1)
        self._page_label = QLabel(tr("Page"))
        form.addRow(self._page_label, self._page_row)
        left.addLayout(form)
        for name, (label, tip) in SWITCHES.items():
            box = self._switches[name] = QCheckBox(tr(label))
            box.setToolTip(tr(tip))
            left.addWidget(box)
        left.addStretch(1)
        left.addWidget(self._summary)
        buttons = QDialogButtonBox()
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._export = QPushButton(tr("Export…"))
        self._export.setDefault(True)
        buttons.addButton(self._export, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        side = QWidget()
        side.setFixedWidth(300)
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        columns.addWidget(side)
        columns.addWidget(self.preview, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(columns, 1)
        layout.addWidget(buttons)

    def choice(self) -> Choice:
        """What is chosen now."""
        page = next(page for page, button in self._pages.items() if button.isChecked())
        switches = {name: box.isChecked() and name in self._format.options for name, box in self._switches.items()}
        options = replace(
            ReportOptions(),
            page=cast(Literal["a4", "letter"], page),
            only=Query.parse(self._only.text()),
            **switches,
        )
        return Choice(self._format.id, options, self._only.text())

    def choose_format(self, id: str) -> None:
        """Choose a format, as its button does."""
        self._format_buttons[id].setChecked(True)

    def set_only(self, query: str) -> None:
        """Let only notes go in that match, as typing does."""
        self._only.setText(query)

    def offered(self) -> set[str]:
        """The switches that this format has."""
        return {name for name, box in self._switches.items() if box.isVisibleTo(self)}

    def summary(self) -> str:
        """The line that says what will be written."""
        return self._summary.text()

    def done(self, result: int) -> None:
        self.preview.stop()
        super().done(result)

    @property
    def _format(self) -> Format:
        return FORMATS[next(id for id, button in self._format_buttons.items() if button.isChecked())]

    def _set(self, choice: Choice) -> None:
        self._format_buttons[choice.format if choice.format in FORMATS else "pdf"].setChecked(True)
        self._pages[choice.options.page].setChecked(True)
        for name, box in self._switches.items():
            box.setChecked(bool(getattr(choice.options, name)))

    def _changed(self) -> None:
        known = self._format.options
        for name, box in self._switches.items():
            box.setVisible(name in known)
        for widget in (self._page_label, self._page_row):
            widget.setVisible("page" in known)
        self._timer.start()

    def _refresh(self) -> None:
        choice = self.choice()
        report = self._make(choice.options)
        self._summary.setText(
            " ".join(part for part in (_into(len(report.notes), self._total), _warning(choice)) if part)
        )
        self.preview.show_report(report, self._format)

    def _accept(self) -> None:
        self.accept()
        self.chosen.emit(self.choice())


def _into(count: int, total: int) -> str:
    if not total:
        return tr("No note goes into the file.")
    if count == total:
        return trn("1 note goes into the file.", "{n} notes go into the file.", count)
    return trn("{count} of 1 note go into the file.", "{count} of {n} notes go into the file.", total, count=count)


def _warning(choice: Choice) -> str:
    """What of the notes would be lost on the way without a word."""
    options = choice.options
    if choice.format == "pdf" and options.flatten and not options.appendices:
        return tr("Only their marks: where these are painted, what the notes say stands in the lists behind the text.")
    return ""


def _section(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("startSection")
    label.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return label
