"""The annotated PDF: lays a report out, writes it page by page, checks what was written, and puts it in place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from viewer.pages.pdf_annotations import AnnotationWriter
from viewer.pages.pdf_archive import pdfa_part, write_output_intent
from viewer.pages.pdf_canvas import PdfCanvas
from viewer.pages.pdf_check import check_pdf
from viewer.pages.pdf_faces import Faces
from viewer.pages.pdf_file import PdfFile, references
from viewer.pages.pdf_layout import Layout, lay_out_all, with_documents
from viewer.pages.pdf_metadata import write_attachment, write_info, write_metadata
from viewer.pages.pdf_navigation import add_links, write_bookmarks
from viewer.pages.pdf_paint import paint_on
from viewer.pages.pdf_shaping import Shaper
from viewer.report.errors import ReportCancelled, ReportError
from viewer.report.model import Report
from viewer.report.whole_file import whole_file

Step = Callable[[float], None]


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

    with_documents(lambda: _write(report, target, step))


def _write(report: Report, target: Path, step: Step) -> None:
    with whole_file(target) as temporary:
        step(0)
        layout = lay_out_all(report)
        step(0.5)
        with temporary.open("wb") as out:
            _write_file(PdfFile(out), layout, lambda share: step(0.5 + 0.4 * share))
        step(0.9)
        check_pdf(temporary, report, layout.pages)
        step(1)


def _write_file(file: PdfFile, layout: Layout, step: Step) -> None:
    """The whole file, the same for the same: annotations, pages as they are painted, fonts, what leads to it all."""
    report, options = layout.report, layout.report.options
    root, tree, *pages = file.numbers(2 + layout.pages)
    annotations = AnnotationWriter(file, layout, pages)
    add_links(layout, annotations)
    if not options.flatten:
        annotations.add_notes()
    sheet = layout.body.sheet
    ended = 0

    def end_page(content: bytes, resources: str) -> None:
        nonlocal ended
        own = annotations.on_page.pop(ended, ())
        marks = f"/Annots{references(own)}" if own else ""
        file.put(
            f"<</Type/Page/Parent {tree} 0 R/Contents {file.stream('', content)} 0 R/Resources{resources}{marks}>>",
            pages[ended],
        )
        ended += 1

    faces = Faces(file)
    canvas = PdfCanvas(file, Shaper(faces), sheet, end_page)
    paint_on(canvas, layout, range(layout.pages), step)
    canvas.end_page()
    if options.archive and faces.lack_characters:
        # ISO 19005-2, 6.2.11.8.
        raise ReportError(
            "The PDF was not written: PDF/A must not have characters for which there is no font on this computer. "
            "Install one, or leave out --archive."
        )
    faces.finish()
    file.put(
        f"<</Type/Pages/Count {len(pages)}/Kids{references(pages)}/MediaBox[0 0 {sheet.width} {sheet.height}]>>", tree
    )
    outline = write_bookmarks(file, layout, pages)
    attachment = write_attachment(file, report)
    catalogue = [
        f"/Outlines {outline} 0 R/PageMode/UseOutlines" if outline else "",
        attachment,
        write_metadata(file, report, pdfa_part(bool(attachment)) if options.archive else 0),
        write_output_intent(file) if options.archive else "",
    ]
    file.put(f"<</Type/Catalog/Pages {tree} 0 R{''.join(catalogue)}>>", root)
    file.finish(root, write_info(file, report))
