"""The check that comes before a PDF is put in place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Name
from PySide6.QtGui import QGuiApplication

from tests.report.briefs import brief_of, note_on, report_on, whole_note
from viewer.pages.pdf import export_pdf
from viewer.pages.pdf_check import check_pdf, same_words
from viewer.report.errors import ReportError

BRIEF = brief_of("# H\n\nOne cobalt, two copper: x^2^ and a footnote.[^1]\n\n[^1]: Here.\n")
REPORT = report_on(
    BRIEF, note_on(BRIEF, "cobalt, two"), note_on(BRIEF, "x2 and"), whole_note(BRIEF, "all"), appendices=False
)


@pytest.fixture
def made(qapp: QGuiApplication, tmp_path: Path) -> Path:
    export_pdf(REPORT, tmp_path / "a.pdf")
    return tmp_path / "a.pdf"


def test_a_good_file_passes(made: Path) -> None:
    check_pdf(made, REPORT, 1)


def test_pages_are_counted(made: Path) -> None:
    with pytest.raises(ReportError, match="1 pages and not 2"):
        check_pdf(made, REPORT, 2)


def test_a_missing_note_is_found(made: Path) -> None:
    more = report_on(BRIEF, *(note.annotation for note in REPORT.notes), note_on(BRIEF, "One"), appendices=False)
    with pytest.raises(ReportError, match="is missing"):
        check_pdf(made, more, 1)


@pytest.mark.parametrize("shift", [-8, 8, 40])
def test_a_highlight_beside_its_words_is_found(made: Path, shift: float) -> None:
    with pikepdf.open(made, allow_overwriting_input=True) as pdf:
        mark = next(one for one in pdf.pages[0].Annots if one.Subtype == Name.Highlight)
        points = [float(value) for value in mark.QuadPoints]
        mark.QuadPoints = Array([value + shift * (number % 2 == 0) for number, value in enumerate(points)])
        pdf.save(made)
    with pytest.raises(ReportError, match="does not lie on its words"):
        check_pdf(made, REPORT, 1)


def test_other_words_are_found(made: Path) -> None:
    wrong = replace(REPORT.in_place[0], start=0, end=3)
    with pytest.raises(ReportError, match="does not lie on its words"):
        check_pdf(made, replace(REPORT, notes=(wrong,)), 1)


@pytest.mark.parametrize(
    ("quote", "found", "same"),
    [
        ("one two", "onetwo", True),
        ("e\u0301t\u00e9", "\u00e9te\u0301", True),
        ("oﬃce", "office", True),
        ("world’s", "world's", True),
        ("cobalt", "cobal", False),
        ("cobalt", "cobalts", False),
        ("cobalt", "tlaboc", False),
        ("שלום abc", "abcםולש", True),
        ("smile 😀", "smile", True),
        ("刚果", "刚", True),
        ("刚果", "果刚", True),
        ("刚果", "美", False),
        ("𝔘nicode", "𝔘nicode", True),
        ("𝔘nicode", "nicode", False),
    ],
)
def test_same_words(quote: str, found: str, same: bool) -> None:
    assert same_words(quote, found) == same
