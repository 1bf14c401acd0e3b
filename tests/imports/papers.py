"""PDFs of briefs, and what other people's viewers do to them: pikepdf writes, PDFium finds the words."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name

from tests.report.briefs import report_on
from viewer.annotations.edits import AnnotationSet
from viewer.annotations.model import Annotation
from viewer.brief.model import Brief
from viewer.imports.formats import read
from viewer.imports.matching import propose
from viewer.imports.proposal import Proposal
from viewer.pages.pdf import export_pdf

Found = tuple[int, list[float]]
Box = tuple[float, float, float, float]


def exported(brief: Brief, notes: Iterable[Annotation], folder: Path, **options: object) -> Path:
    path = folder / "out.pdf"
    export_pdf(report_on(brief, *notes, **options), path)
    return path


def proposed(path: Path, ours: Iterable[Annotation], brief: Brief) -> Proposal:
    """What importing the file would do, read in this process."""
    return propose([read(path.name, path.read_bytes())], {note.id: note for note in ours}, brief)


def applied(proposal: Proposal, ours: Iterable[Annotation], chosen: set[str] | None = None) -> dict[str, Annotation]:
    notes = AnnotationSet(ours)
    edit = proposal.edit(chosen)
    notes.apply(edit)
    after = dict(notes)
    notes.apply(edit.inverse())
    assert dict(notes) == {note.id: note for note in ours}
    return after


def kinds(proposal: Proposal) -> list[str]:
    return sorted(change.kind for change in proposal.changes)


def edited(path: Path, change: Callable[[pikepdf.Pdf], None]) -> Path:
    """The PDF changed and saved by another program."""
    target = path.with_name("back.pdf")
    with pikepdf.open(path) as pdf:
        change(pdf)
        pdf.save(target)
    return target


def marks(pdf: pikepdf.Pdf) -> list[tuple[pikepdf.Object, pikepdf.Object]]:
    """Every markup annotation with its page."""
    skipped = (Name.Link, Name.Popup)
    return [(page.obj, one) for page in pdf.pages for one in page.obj.get("/Annots", ()) if one.Subtype not in skipped]


def parts(pdf: pikepdf.Pdf, note: Annotation) -> list[tuple[pikepdf.Object, pikepdf.Object]]:
    name = note.id.removeprefix("urn:uuid:")
    return [(page, one) for page, one in marks(pdf) if str(one.get("/NM", "")).startswith(name)]


def delete(pdf: pikepdf.Pdf, note: Annotation) -> None:
    for page, one in parts(pdf, note):
        gone = {one.objgen, one.Popup.objgen} if "/Popup" in one else {one.objgen}
        page.Annots = Array([other for other in page.Annots if other.objgen not in gone])


def _lines(boxes: Iterable[Box]) -> list[Box]:
    """A box a line around boxes of words or letters."""
    lines: list[Box] = []
    for left, bottom, right, top in boxes:
        if lines and bottom < lines[-1][3] and top > lines[-1][1]:
            last = lines[-1]
            lines[-1] = min(left, last[0]), min(bottom, last[1]), max(right, last[2]), max(top, last[3])
        else:
            lines.append((left, bottom, right, top))
    return lines


def _quad(left: float, bottom: float, right: float, top: float) -> list[float]:
    return [left, top, right, top, left, bottom, right, bottom]


def find(path: Path, words: str, nth: int = 0, *, tight: bool = False) -> Found:
    """The page of some words, and quadrilaterals around their lines, or around each letter, as PDFium has them."""
    document = pypdfium2.PdfDocument(path)
    try:
        for number, page in enumerate(document):
            text = page.get_textpage()
            search = text.search(words, match_case=True)
            while (place := search.get_next()) is not None:
                if nth:
                    nth -= 1
                    continue
                boxes = [text.get_rect(index) for index in range(text.count_rects(*place))]
                return number, [value for box in (boxes if tight else _lines(boxes)) for value in _quad(*box)]
    finally:
        document.close()
    raise AssertionError(f"{words!r} is not in the PDF")


def add(pdf: pikepdf.Pdf, at: Found, kind: str = "Highlight", **more: Any) -> pikepdf.Object:
    """A markup annotation as other viewers make them; `more` replaces and adds keys."""
    number, quads = at
    page = pdf.pages[number].obj
    keys = {
        "Type": Name.Annot,
        "Subtype": Name(f"/{kind}"),
        "Rect": Array([min(quads[::2]), min(quads[1::2]), max(quads[::2]), max(quads[1::2])]),
        "C": Array([1, 0.82, 0]),
        "NM": str(uuid.uuid4()),
        "T": "Bo",
        "M": "D:20250401101500+02'00'",
        "CreationDate": "D:20250401101500+02'00'",
        **({"QuadPoints": Array(quads)} if kind in ("Highlight", "Underline", "StrikeOut", "Squiggly") else {}),
        **more,
    }
    one = pdf.make_indirect(Dictionary({f"/{key}": value for key, value in keys.items() if value is not None}))
    if "/Annots" not in page:
        page.Annots = Array()
    page.Annots.append(one)
    return one
