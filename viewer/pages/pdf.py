"""The annotated PDF: lays a report out, paints it, adds what makes it a real PDF, checks it, and puts it in place."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
from PySide6.QtCore import QEventLoop

from viewer.pages.pdf_annotations import AnnotationWriter
from viewer.pages.pdf_archive import add_output_intent, pdfa_part
from viewer.pages.pdf_check import check_pdf
from viewer.pages.pdf_fonts import mend_fonts
from viewer.pages.pdf_layout import Layout, lay_out_all
from viewer.pages.pdf_metadata import add_metadata, attach_annotations
from viewer.pages.pdf_navigation import add_bookmarks, add_links
from viewer.pages.pdf_paint import paint_pages
from viewer.report.errors import ReportCancelled, ReportError
from viewer.report.model import Report
from viewer.report.whole_file import whole_file

Step = Callable[[float], None]

#: Characters of header and footer and of markers, beside those of the document.
_RUNNING = "Page of 0123456789…•[].,–"


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
    try:
        _write(report, target, step)
    except ReportError as error:
        # Not with the frames that still hold the document: it must go before the dispatcher, on this thread.
        raise error.with_traceback(None) from None
    del dispatcher


def _write(report: Report, target: Path, step: Step) -> None:
    with whole_file(target) as temporary:
        step(0)
        layout = lay_out_all(report)
        step(0.3)
        painted = paint_pages(layout, lambda share: step(0.3 + 0.4 * share))
        step(0.7)
        temporary.write_bytes(annotate(painted, layout))
        step(0.9)
        check_pdf(temporary, report, layout.pages)
        step(1)


def annotate(painted: bytes, layout: Layout) -> bytes:
    """The painted PDF with annotations, bookmarks, links, metadata and the attached notes; the same for the same."""
    report = layout.report
    with pikepdf.open(BytesIO(_in_order(painted))) as pdf:
        writer = AnnotationWriter(pdf, layout)
        add_links(layout, writer)
        if not report.options.flatten:
            writer.add_notes()
        writer.attach()
        add_bookmarks(pdf, layout)
        documents = [part.document.qt for part in layout.prints]
        mend_fonts(pdf, layout.characters | frozenset(_RUNNING), documents)
        attached = attach_annotations(pdf, report)
        add_metadata(pdf, report, pdfa_part(attached) if report.options.archive else 0)
        if report.options.archive:
            add_output_intent(pdf)
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
