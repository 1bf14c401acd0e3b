"""The annotated PDF: lays a report out, paints it, adds what makes it a real PDF, checks it, and puts it in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
from PySide6.QtCore import QEventLoop

from viewer.brief.loader import Head
from viewer.pages.document import BriefDocument
from viewer.pages.pagination import paginate
from viewer.pages.pdf_annotations import AnnotationWriter
from viewer.pages.pdf_check import check_pdf
from viewer.pages.pdf_fonts import mend_fonts
from viewer.pages.pdf_metadata import add_metadata, attach_annotations
from viewer.pages.pdf_navigation import add_bookmarks, add_links
from viewer.pages.pdf_paint import paint_pages
from viewer.pages.pdf_sheet import SCALE, UNIT, Print, Sheet
from viewer.pages.theme import load_theme
from viewer.report.errors import ReportCancelled
from viewer.report.model import Report
from viewer.report.whole_file import whole_file

Step = Callable[[float], None]

#: Characters of header and footer and of markers, beside those of the document.
_RUNNING = "Page of 0123456789…•[]."


def export_pdf(
    report: Report,
    target: Path,
    *,
    progress: Step | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write the report to `target`, which is replaced if it exists, or left as it is if anything fails.

    Needs a QGuiApplication, and `fonts.serif_families()` called once on its thread; runs in any thread. `progress` is
    called there with the share that is done, 0 to 1, and `cancelled` is asked as often. Raises `ReportError`,
    `ReportCancelled` among them.
    """

    def step(done: float) -> None:
        if cancelled and cancelled():
            raise ReportCancelled
        if progress:
            progress(done)

    # A QTextDocument starts timers, for which a thread that Qt did not start has no dispatcher until now.
    dispatcher = QEventLoop()
    with whole_file(target) as temporary:
        step(0)
        printed = lay_out(report)
        step(0.3)
        painted = paint_pages(report, printed, lambda share: step(0.3 + 0.4 * share))
        step(0.7)
        temporary.write_bytes(annotate(painted, report, printed))
        step(0.9)
        check_pdf(temporary, report, len(printed.pages))
        step(1)
    del dispatcher


def lay_out(report: Report) -> Print:
    """The brief on its pages, always in the light theme."""
    brief = report.brief
    sheet = Sheet(report.options.page)
    document = BriefDocument(load_theme("light"), UNIT, report.folder)
    # The marking stands above and below every page; once more over the title would be too much.
    front = replace(brief.front, marking="")
    document.begin(Head(brief.name, brief.title, front, brief.digest, brief.faults))
    document.append(brief.blocks)
    document.finish(front)
    qt_block = document.qt.begin()
    while qt_block.isValid():
        # Glyphs are asked for three times: to break lines, to find words, to paint. A third less time, a few MB.
        qt_block.layout().setCacheEnabled(True)
        qt_block = qt_block.next()
    document.qt.setTextWidth(sheet.column * SCALE)
    return Print(document, sheet, paginate(document, sheet.room * SCALE))


def annotate(painted: bytes, report: Report, printed: Print) -> bytes:
    """The painted PDF with annotations, bookmarks, links, metadata and the attached notes; the same for the same."""
    with pikepdf.open(BytesIO(_in_order(painted))) as pdf:
        writer = AnnotationWriter(pdf, report, printed)
        add_links(pdf, report.brief, printed, writer)
        for note in report.notes:
            writer.add(note)
        writer.attach()
        add_bookmarks(pdf, report.brief, printed)
        mend_fonts(pdf, frozenset(printed.document.qt.toPlainText() + _RUNNING))
        add_metadata(pdf, report)
        attach_annotations(pdf, report)
        finished = BytesIO()
        pdf.save(
            finished,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
    return finished.getvalue()


def _in_order(painted: bytes) -> bytes:
    """The same PDF with its objects numbered in the order of use: Qt numbers fonts in that of a hash table."""
    ordered = BytesIO()
    with pikepdf.open(BytesIO(painted)) as pdf:
        pdf.save(ordered, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return ordered.getvalue()
