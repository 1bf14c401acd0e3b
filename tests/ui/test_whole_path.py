"""The main job, end to end, in the real window: open, see who and what, annotate, come back, export."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.desk import Desk
from viewer.report.formats import FORMATS
from viewer.ui.window import MainWindow

NOTE = "Who pays for the refinery? Ask the **desk**."
QUOTE = "refine its ore for American industry"


def test_from_a_file_to_a_marked_up_pdf(
    desk: Desk, span: Callable[[MainWindow, str], tuple[int, int]], tmp_path: Path
) -> None:
    window = desk.reading(desk.congo)
    session = window.session
    assert session

    # See who and what: pick cobalt in the panel, step through its mentions.
    window.who_what.panels["mineral"].choose("cobalt")
    mentions = session.index.of("cobalt")
    assert session.mention == mentions[0]
    seen = [session.mention]
    for _ in mentions[1:]:
        QTest.keyClick(window.reader, Qt.Key.Key_BracketRight)
        seen.append(session.mention)
    assert seen == list(mentions)
    start, end = window.reader.visible_range()
    assert start <= mentions[-1].start < end
    QTest.keyClick(window.reader, Qt.Key.Key_BracketLeft)
    assert session.mention == mentions[-2]

    # Select words with the mouse, highlight, write a note.
    words = span(window, QUOTE)
    desk.drag_over(window, *words)
    assert window.reader.words() == words
    assert window.selection_bar.isVisible()
    QTest.keyClick(window.reader, Qt.Key.Key_3)
    assert [annotation.colour for annotation in session.annotations.values()] == ["blue"]
    QTest.keyClick(window.reader, Qt.Key.Key_N)
    editor = window.focusWidget()
    assert editor and editor.accessibleName() == "Note"
    QTest.keyClicks(editor, NOTE)
    desk.close(window)

    # Open again: it is there, in its place.
    again = desk.reading(desk.congo)
    assert again.session
    (annotation,) = again.session.annotations.values()
    placed = again.session.placed(annotation.id)
    assert (annotation.exact, annotation.note, annotation.colour) == (QUOTE, NOTE, "blue")
    assert (placed.state, placed.start, placed.end) == ("placed", *words)

    # Export, and let an independent reader look for it.
    target = tmp_path / "out.pdf"
    with desk.bot.waitSignal(again.exporter.exported, timeout=30_000):
        again.exporter.start(again.session.report(), FORMATS["pdf"], target, again.session.path)
    assert (NOTE, QUOTE) in highlights(target)


def highlights(path: Path) -> list[tuple[str, str]]:
    """(note, words under the quads) of every highlight, as PDFium reads them."""
    found = []
    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            text = page.get_textpage()
            for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
                annotation = pdfium.FPDFPage_GetAnnot(page, number)
                if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_HIGHLIGHT:
                    found.append((_string(annotation, b"Contents"), _words(annotation, text)))
                pdfium.FPDFPage_CloseAnnot(annotation)
            text.close()
    finally:
        document.close()
    return found


def _string(annotation: object, key: bytes) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le")


def _words(annotation: object, text: pypdfium2.PdfTextPage) -> str:
    lines = []
    for number in range(pdfium.FPDFAnnot_CountAttachmentPoints(annotation)):
        quad = pdfium.FS_QUADPOINTSF()
        pdfium.FPDFAnnot_GetAttachmentPoints(annotation, number, quad)
        lines.append(text.get_text_bounded(quad.x3, quad.y3, quad.x2, quad.y2).strip())
    return " ".join(lines)
