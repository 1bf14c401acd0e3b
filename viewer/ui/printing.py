"""Printing: the pages of the PDF on paper, with the marks painted into them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from viewer.catalogue import document_language
from viewer.language import tr
from viewer.pages.fonts import serif_families
from viewer.pages.pdf_layout import lay_out_all, with_documents
from viewer.pages.pdf_paint import paint_on
from viewer.pages.pdf_sheet import Sheet
from viewer.report.errors import ReportCancelled
from viewer.report.model import Report
from viewer.ui.long_work import LongWork


def print_report(report: Report, parent: QWidget, work: LongWork) -> None:
    """Ask for a printer and print, on another thread; `work` tells when it is done."""
    # Fonts are to be registered on this thread, before another one asks for them.
    serif_families()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(report.brief.title)
    printer.setPageSize(Sheet(report.options.page).size)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    wanted = bool(dialog.exec())
    dialog.deleteLater()
    if wanted:
        words = tr("Printing {title} …", title=report.brief.title)
        work.start(words, lambda tell, stopped: _print(report, printer, tell, stopped))


def _print(report: Report, printer: QPrinter, tell: Callable[[float], None], stopped: Callable[[], bool]) -> None:
    def step(share: float) -> None:
        if stopped():
            printer.abort()
            raise ReportCancelled
        tell(share)

    def paint() -> None:
        layout = lay_out_all(replace(report, options=replace(report.options, flatten=True)))
        first, last = max(1, printer.fromPage()), printer.toPage() or layout.pages
        paint_on(printer, layout, range(first - 1, min(last, layout.pages)), step)

    with document_language(report.brief.front.language):
        with_documents(paint)
