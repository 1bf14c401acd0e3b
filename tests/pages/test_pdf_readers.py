"""Every annotation as three other readers list it: PDFium, poppler, pdf.js; and its colour as two of them draw it.

Poppler is asked through the system's Python (Debian: gir1.2-poppler-0.18, python3-gi), pdf.js through node: PDFJS names
the folder of the npm package pdfjs-dist. Where one is missing, it is skipped.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PySide6.QtGui import QGuiApplication, QImage

from tests.pages.printing import agree, marks, words_under
from tests.pages.test_pdf_annotations import MIXED
from tests.report.briefs import brief_of, note_on, report_on, whole_note
from viewer.brief.loader import load_brief
from viewer.brief.model import Brief
from viewer.pages.pdf import export_pdf
from viewer.pages.theme import load_theme
from viewer.report.model import Report
from viewer.resource_files import shipped_briefs

HERE = Path(__file__).parent
SIZES = (3, 17, 60, 200, 1500)
COLOURS = tuple(load_theme("light").highlights)


def briefs() -> list[Brief]:
    return [brief_of(MIXED), *map(load_brief, shipped_briefs())]


@pytest.fixture(scope="module", params=range(1 + len(shipped_briefs())), ids=lambda number: f"brief{number}")
def made(qapp: QGuiApplication, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Any:
    """A report with notes of all lengths all over it, and its PDF."""
    brief = briefs()[request.param]
    step = max(1, len(brief.text) // 50)
    notes = [
        note_on(
            brief,
            (start, min(len(brief.text), start + SIZES[number % 5])),
            f"Note {number} “ü” 😀\nsecond line" if number % 3 else "",
            colour=COLOURS[number % 5],
            creator=f"Ann {number} é",
        )
        for number, start in enumerate(range(0, len(brief.text) - 1, step))
    ]
    report = report_on(brief, *notes, whole_note(brief, "On all"))
    path = tmp_path_factory.mktemp("pdf") / "a.pdf"
    export_pdf(report, path)
    return report, path


def expected(report: Report, path: Path) -> list[tuple[int, str, str, str, tuple[int, ...]]]:
    """Page, note, author, date and colour of each annotation, as the report has them."""
    theme = load_theme("light")
    by_name = {note.annotation.id.removeprefix("urn:uuid:"): note.annotation for note in report.notes}
    found = marks(path)
    assert {mark.group for mark in found} == set(by_name)
    wanted = []
    for mark in found:
        stored = by_name[mark.group]
        colour = theme.highlights[stored.colour or "yellow"]
        rgb = (colour.red(), colour.green(), colour.blue())
        date = "D:" + "".join(filter(str.isdigit, stored.modified or stored.created)) + "Z"
        wanted.append((mark.page, stored.note, stored.creator, date, rgb))
    return sorted(wanted)


def test_pdfium(made: tuple[Report, Path]) -> None:
    report, path = made
    found = []
    document = pypdfium2.PdfDocument(path)
    try:
        for number in range(len(document)):
            page = document[number]
            for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
                mark = pdfium.FPDFPage_GetAnnot(page, index)
                kinds = (pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE, pdfium.FPDF_ANNOT_TEXT)
                if pdfium.FPDFAnnot_GetSubtype(mark) in kinds:
                    said = [_pdfium_string(mark, key) for key in (b"Contents", b"T", b"M")]
                    found.append((number, *said, _pdfium_colour(path, number, index)))
                pdfium.FPDFPage_CloseAnnot(mark)
            page.close()
    finally:
        document.close()
    assert sorted(found) == expected(report, path)
    under = words_under(path, marks(path))
    for note in report.in_place:
        quote = report.brief.text[slice(*note.span)]  # type: ignore[misc]
        assert agree(quote, under.get(note.annotation.id.removeprefix("urn:uuid:"), "")), quote


def _pdfium_string(mark: Any, key: bytes) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(mark, key, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFAnnot_GetStringValue(mark, key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le")


def _pdfium_colour(path: Path, page: int, index: int) -> tuple[int, ...]:
    # PDFium tells no colour of an annotation that has an appearance: what it paints is tested below.
    import pikepdf

    with pikepdf.open(path) as pdf:
        return tuple(round(255 * float(part)) for part in pdf.pages[page].Annots[index].C)


def test_poppler(made: tuple[Report, Path]) -> None:
    report, path = made
    python = "/usr/bin/python3"
    probe = "import gi; gi.require_version('Poppler', '0.18'); from gi.repository import Poppler"
    if not Path(python).exists() or subprocess.run([python, "-c", probe], capture_output=True).returncode:
        pytest.skip("poppler's bindings are not installed (gir1.2-poppler-0.18, python3-gi)")
    output = subprocess.run(
        [python, HERE / "poppler_annotations.py", path], capture_output=True, check=True, timeout=120
    ).stdout
    data = json.loads(output)
    found = [(one["page"], one["contents"], one["author"], one["date"], tuple(one["colour"])) for one in data["marks"]]
    assert sorted(found) == expected(report, path)
    under: dict[str, str] = {}
    for mark in marks(path):
        letters = sorted(map(tuple, data["letters"][str(mark.page)]))
        for left, bottom, right, top in mark.quads:
            inside = [letter for x, y, letter in letters if left <= x <= right and bottom - 1 <= y <= top + 1]
            under[mark.group] = under.get(mark.group, "") + "".join(inside)
    for note in report.in_place:
        quote = report.brief.text[slice(*note.span)]  # type: ignore[misc]
        assert agree(quote, under.get(note.annotation.id.removeprefix("urn:uuid:"), "")), quote


def test_pdf_js(made: tuple[Report, Path]) -> None:
    report, path = made
    folder = os.environ.get("PDFJS", "")
    if not folder or not shutil.which("node"):
        pytest.skip("PDFJS does not name the folder of pdfjs-dist, or there is no node")
    command = ["node", HERE / "pdfjs_annotations.mjs", folder, path]
    output = subprocess.run(command, capture_output=True, check=True, timeout=120).stdout
    data = json.loads(output)
    found = [(one["page"], one["contents"], one["author"], one["date"], tuple(one["colour"])) for one in data]
    assert sorted(found) == expected(report, path)
    assert all(one["appearance"] for one in data)
    assert sorted(one["quads"] for one in data) == sorted(len(mark.quads) for mark in marks(path))


@pytest.mark.parametrize("engine", ["poppler", "pdfium"])
@pytest.mark.parametrize("flatten", [False, True], ids=["annotations", "flattened"])
def test_the_colour_is_drawn_where_the_words_are(
    qapp: QGuiApplication, tmp_path: Path, engine: str, flatten: bool
) -> None:
    brief = brief_of(MIXED)
    words = ["President Félix Tshisekedi", "combining marks", "שלום עולם", "offers", "alpha", "office", "Last words"]
    notes = [note_on(brief, quote, colour=COLOURS[number % 5]) for number, quote in enumerate(words)]
    # The places are those of the annotations, in the flattened file too.
    export_pdf(report_on(brief, *notes), tmp_path / "a.pdf")
    found = marks(tmp_path / "a.pdf")
    if flatten:
        export_pdf(report_on(brief, *notes, flatten=True), tmp_path / "a.pdf")
    theme = load_theme("light")
    share = theme.highlight_opacity
    colours = {note.id.removeprefix("urn:uuid:"): theme.highlights[note.colour] for note in notes}
    dots = 4  # per point
    pictures = {
        page: _drawn(engine, tmp_path / "a.pdf", page, dots, tmp_path) for page in {mark.page for mark in found}
    }
    for mark in found:
        picture = pictures[mark.page]
        pure = colours[mark.group]
        wanted = [round(255 * (1 - share + share * part)) for part in (pure.redF(), pure.greenF(), pure.blueF())]
        for left, bottom, right, top in mark.quads:
            # The upper edge of the quad is free of ink.
            for x in (left + 1, (left + right) / 2, right - 1):
                colour = picture.pixelColor(round(x * dots), round((842 - top + 0.5) * dots))
                shown = [colour.red(), colour.green(), colour.blue()]
                # On the ground of code or of a box, it is that much darker.
                assert all(-24 <= part - full <= 4 for part, full in zip(shown, wanted, strict=True)), mark
            above = picture.pixelColor(round((left + right) / 2 * dots), round((842 - top - 2) * dots))
            assert above.lightness() > 225
            middle = [
                picture.pixelColor(
                    round((left + (right - left) * n / 300) * dots),
                    round((842 - bottom - (top - bottom) * 0.45) * dots),
                ).lightness()
                for n in range(300)
            ]
            assert min(middle) < 90, "the words do not show through"


def _drawn(engine: str, path: Path, page: int, dots: int, folder: Path) -> QImage:
    target = folder / f"{page}.png"
    if engine == "poppler":
        if not shutil.which("pdftoppm"):
            pytest.skip("poppler is not installed")
        number = str(page + 1)
        command = ["pdftoppm", "-r", str(72 * dots), "-f", number, "-l", number, "-png", "-singlefile"]
        subprocess.run([*command, path, target.with_suffix("")], check=True, timeout=60)
        return QImage(str(target))
    document = pypdfium2.PdfDocument(path)
    try:
        bitmap = document[page].render(scale=dots, rev_byteorder=True, prefer_bgrx=True)
        image = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888)
        return image.copy()
    finally:
        document.close()
