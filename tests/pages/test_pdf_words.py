"""The words of an exported PDF as PDFium, the reader in Chrome, finds them: whole, and in the order of reading."""

from __future__ import annotations

from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QGuiApplication, QRawFont

from tests.pages.printing import plain
from tests.report.briefs import brief_of, note_on, report_on
from viewer.pages.pdf import export_pdf
from viewer.pages.pdf_canvas import PdfCanvas
from viewer.pages.pdf_faces import Faces
from viewer.pages.pdf_file import PdfFile, references
from viewer.pages.pdf_shaping import Shaper, coded
from viewer.pages.pdf_sheet import SCALE, Sheet
from viewer.pages.placed_document import PlacedDocument


def read(path: Path, page: int = 0) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return str(document[page].get_textpage().get_text_range())
    finally:
        document.close()


def exported(text: str, folder: Path) -> str:
    export_pdf(report_on(brief_of(text)), folder / "a.pdf")
    return " ".join(read(folder / "a.pdf").split())


@pytest.mark.parametrize(
    "words",
    [
        "*offers of office, fjord after affluent difficulty*",
        "**offers** of AVATAR, Ta. To, *Te* V. “A” ‘fi’ world’s",
        "a\u00a0kilo\u00a0and 5\u202f% of the\u2009rest",
        "𝔘nicode 𝒳 and 😀 found",
        "`off ()` **b**old: x² → ½ “ﬁ” é e\u0301 ñ Ωμέγα Привет",
        "One  two   three, [a link](https://example.org) on",
    ],
)
def test_every_letter_is_found(qapp: QGuiApplication, tmp_path: Path, words: str) -> None:
    brief = brief_of(words)
    found = exported(words, tmp_path)
    assert plain(brief.text) in plain(found)
    assert " ".join(filter(str.isascii, brief.text.split())) in " ".join(filter(str.isascii, found.split()))


def test_markers_and_cells_are_read_with_their_words(qapp: QGuiApplication, tmp_path: Path) -> None:
    text = "Before.\n\n1. First\n2. Second\n   - Inner\n\n| Head | Other |\n|---|---|\n| one | two |\n| three | four |"
    text += "\n\nAfter."
    assert "Before. 1. First 2. Second" in exported(text, tmp_path)
    assert "Inner Head Other one two three four After." in exported(text, tmp_path)


def test_right_to_left_words_are_found(qapp: QGuiApplication, tmp_path: Path) -> None:
    found = exported("Peace is שלום עולם, and السلام too.", tmp_path)
    assert Counter(plain("Peace is שלום עולם, and السلام too.")) <= Counter(plain(found))
    assert "Peace is" in found and "too." in found


def test_a_line_is_as_wide_as_it_is_laid_out(qapp: QGuiApplication, tmp_path: Path) -> None:
    """Words are set from what is known of them; a highlight at the end of a line tells whether that adds up."""
    text = "Ta Te V. A “x” AV To difficult kerning, Yes. " * 40
    brief = brief_of(text)
    notes = [note_on(brief, (at, at + 7)) for at in range(30, len(brief.text) - 8, 37)]
    report = report_on(brief, *notes, appendices=False)
    export_pdf(report, tmp_path / "a.pdf")  # which checks the words under each highlight


@pytest.mark.parametrize("suffix", ["ttf", "otf"])
def test_any_kind_of_face_is_embedded_and_drawn(qapp: QGuiApplication, tmp_path: Path, suffix: str) -> None:
    """A TrueType face as it is, another one by its outlines, also with more glyphs than a font has room for."""
    spec = find_spec("font_source_serif_pro")
    assert spec and spec.origin
    raw = QRawFont(str(Path(spec.origin).parent / "files" / f"SourceSerifPro-Regular.{suffix}"), 40)
    letters = [chr(code) for code in (*range(0x21, 0x7F), *range(0xC0, 0x180), *range(0x410, 0x450))]
    letters = [letter for letter in letters if raw.glyphIndexesForString(letter)[0]]
    assert len(letters) > 255
    pages = []
    with (tmp_path / "a.pdf").open("wb") as out:
        file = PdfFile(out)
        root, tree, page = file.numbers(3)
        faces = Faces(file)

        def ended(content: bytes, resources: str) -> None:
            parts = f"/Contents {file.stream('', content)} 0 R/Resources{resources}/MediaBox[0 0 595 842]"
            pages.append(file.put(f"<</Type/Page/Parent {tree} 0 R{parts}>>", page))

        canvas = PdfCanvas(file, Shaper(faces), Sheet("a4"), ended)
        face = faces.face(raw, QFont())
        for row in range(0, len(letters), 20):
            line = letters[row : row + 20]
            glyphs = [
                (glyph, 45.0 * at, 0.0, letter)
                for at, (glyph, letter) in enumerate(zip(raw.glyphIndexesForString("".join(line)), line, strict=True))
            ]
            canvas.write(list(coded(face, 40, glyphs)), "0 0 0", 200, 200 + 6 * row * SCALE / 2)
        canvas.end_page()
        faces.finish()
        file.put(f"<</Type/Pages/Count 1/Kids{references(pages)}>>", tree)
        file.put(f"<</Type/Catalog/Pages {tree} 0 R>>", root)
        file.finish(root, file.put("<</Title(x)>>"))
    assert "".join(read(tmp_path / "a.pdf").split()) == "".join(letters)
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        fonts = pdf.pages[0].Resources.Font
        assert {str(font.Subtype) for font in fonts.values()} == {"/Type0" if suffix == "ttf" else "/Type3"}
    document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    try:
        picture = document[0].render(scale=4).to_pil().convert("L")
    finally:
        document.close()
    for row in range(0, len(letters), 20):
        for at, letter in enumerate(letters[row : row + 20]):
            x, y = (200 + 45 * at) / SCALE * 4, (200 + 6 * row * SCALE / 2) / SCALE * 4
            assert picture.crop((int(x) - 4, int(y) - 18, int(x) + 18, int(y) + 7)).getextrema()[0] < 200, letter


def test_many_stretches_stand_where_each_does(qapp: QGuiApplication, tmp_path: Path) -> None:
    from viewer.pages.pdf_layout import lay_out

    brief = brief_of("One *two* שלום three. " * 30 + "\n\n| a | b |\n|---|---|\n| 😀 c d | e |\n\nLast words. " * 3)
    document: PlacedDocument = lay_out(report_on(brief)).document
    spans = [(at, min(len(brief.text), at + size)) for at in range(0, len(brief.text) - 1, 7) for size in (1, 5, 90)]
    found = [[QRectF(QPointF(*box[:2]), QPointF(*box[2:])) for box in boxes] for boxes in document.edges_of(spans)]
    assert found == [document.rectangles(*span) for span in spans]
