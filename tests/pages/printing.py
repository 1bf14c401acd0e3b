"""Readers of finished PDFs that are not ours: PDFium for the words under a highlight, pikepdf for its structure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from pypdfium2.raw import c_double  # type: ignore[attr-defined]

Quad = tuple[float, float, float, float]


@dataclass(frozen=True)
class Mark:
    """A markup annotation as it stands in the file; quads as left, bottom, right, top in points."""

    page: int
    name: str
    group: str
    kind: str
    quads: tuple[Quad, ...]
    contents: str
    subject: str


def marks(path: Path) -> list[Mark]:
    found = []
    with pikepdf.open(path) as pdf:
        for number, page in enumerate(pdf.pages):
            for one in page.get("/Annots", ()):
                if one.Subtype not in (pikepdf.Name.Highlight, pikepdf.Name.Underline, pikepdf.Name.Text):
                    continue
                numbers = [float(value) for value in one.get("/QuadPoints", ())]
                quads = []
                for at in range(0, len(numbers), 8):
                    left, top, right, top2, left2, bottom, right2, bottom2 = numbers[at : at + 8]
                    # Upper left, upper right, lower left, lower right.
                    assert left == left2 < right == right2 and bottom == bottom2 < top == top2
                    quads.append((left, bottom, right, top))
                found.append(
                    Mark(
                        number, str(one.NM), str(one["/BriefingViewerGroup"]), str(one.Subtype)[1:], tuple(quads),
                        str(one.Contents), str(one.Subj),
                    )
                )  # fmt: skip
    return found


def words_under(path: Path, found: list[Mark]) -> dict[str, str]:
    """What PDFium reads under the highlights of each group: the characters whose origin lies in a quad."""
    words: dict[str, str] = {}
    document = pypdfium2.PdfDocument(path)
    try:
        for number in sorted({mark.page for mark in found}):
            page = document[number]
            text = page.get_textpage()
            characters = []
            for index in range(text.count_chars()):
                x, y = c_double(), c_double()
                pdfium.FPDFText_GetCharOrigin(text, index, x, y)
                characters.append((x.value, y.value, chr(pdfium.FPDFText_GetUnicode(text, index))))
            for mark in found:
                if mark.page == number and mark.kind in ("Highlight", "Underline"):
                    under = "".join(
                        character
                        for left, bottom, right, top in mark.quads
                        for x, y, character in sorted(characters)
                        if left - 0.05 <= x < right - 0.05 and bottom <= y <= top
                    )
                    words[mark.group] = words.get(mark.group, "") + under
            text.close()
            page.close()
    finally:
        document.close()
    return words


def plain(text: str) -> str:
    """Letters and digits in their compatible forms: engines differ in white space, and faces in which mark of
    punctuation a shared glyph stands for."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text)))


def agree(quote: str, found: str) -> bool:
    """Whether PDFium's words are the quote's.

    Exactly so for Latin letters and digits (but above U+FFFF, which Qt cannot name in a PDF). PDFium puts
    right-to-left text into an order of its own, and of other scripts a fallback face may lack letters or join several
    in a glyph: there nothing may be found that is not in the quote.
    """
    wanted, got = plain(quote), plain(found)
    if wanted == got:
        return True
    sure = plain("".join(character for character in quote if character <= "\uffff"))
    latin = sorted(character for character in sure if character < "\u0250")
    if latin != sorted(character for character in got if character < "\u0250"):
        return False
    rest = list(wanted)
    for character in got:
        if character not in rest:
            return False
        rest.remove(character)
    return True
