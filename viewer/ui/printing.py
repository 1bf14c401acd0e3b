"""Printing: the pages of the PDF on paper, with the marks painted into them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from viewer.catalogue import document_language
from viewer.pages.fonts import serif_families
from viewer.pages.pdf_layout import lay_out_all
from viewer.pages.pdf_paint import paint_on
from viewer.report.model import Report


def print_report(report: Report, parent: QWidget) -> bool:
    """Ask for a printer and print. Whether that was done."""
    serif_families()
    with document_language(report.brief.front.language):
        layout = lay_out_all(replace(report, options=replace(report.options, flatten=True)))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(report.brief.title)
    printer.setPageSize(layout.body.sheet.size)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, layout.pages)
    done = bool(dialog.exec())
    dialog.deleteLater()
    if done:
        first = max(1, printer.fromPage())
        last = printer.toPage() or layout.pages
        QApplication.setOverrideCursor(parent.cursor())
        try:
            with document_language(report.brief.front.language):
                paint_on(printer, layout, range(first - 1, min(last, layout.pages)))
        finally:
            QApplication.restoreOverrideCursor()
    return done
