"""Actors, minerals and notes behind the body, and the numbers in its margin."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PySide6.QtGui import QGuiApplication

from tests.report.briefs import brief_of, note_on, orphan, report_on, whole_note
from viewer.annotations.assessment import with_assessment
from viewer.brief.model import Brief
from viewer.mentions.model import Entity, Mention
from viewer.pages.pdf import export_pdf
from viewer.pages.pdf_appendix import number_ranges
from viewer.pages.pdf_layout import lay_out, lay_out_all
from viewer.pages.pdf_sheet import SCALE
from viewer.report.model import Report

FILLER = "Nothing that anybody would want to know is said here, at some length. " * 8
BODY = "\n\n".join(["Kinshasa offers cobalt.", *[FILLER] * 9, "Kinshasa again.", *[FILLER] * 5, "The end."])
ENTITIES = {
    "k": Entity("k", "Kinshasa", "state", "actor", role="Makes the offer"),
    "a": Entity("a", "Acme", "company", "actor"),
    "co": Entity("co", "cobalt", "element", "mineral", symbol="Co"),
    "g": Entity("g", "Goma", "place", "place"),
}


def report_of(brief: Brief) -> Report:
    mentions = [
        Mention(match.start(), match.end(), id, group, "x", "declared", match[0])
        for word, id, group in (("Kinshasa", "k", "actor"), ("cobalt", "co", "mineral"))
        for match in re.finditer(word, brief.text)
    ]
    first = with_assessment(note_on(brief, "offers", "First\nline two", tags=["supply"]), "confidence", "high")
    notes = [first, note_on(brief, "again", "Second"), whole_note(brief, "Whole"), orphan(brief, "gone away", "Lost")]
    return replace(report_on(brief, *notes), mentions=tuple(sorted(mentions)), entities=ENTITIES)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def made(qapp: QGuiApplication, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    path = tmp_path_factory.mktemp("pdf") / "a.pdf"
    export_pdf(report_of(brief_of(BODY)), path)
    document = pypdfium2.PdfDocument(path)
    try:
        return path, [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def test_who_and_what_with_pages(made: tuple[Path, list[str]]) -> None:
    _, pages = made
    text = " ".join(" ".join(pages[2:]).split())
    assert "Actors Actor Role Pages Acme company not in the text Kinshasa Makes the offer 1, 2 Minerals" in text
    assert "Mineral Symbol Pages cobalt Co 1 Notes" in text
    assert "Goma" not in text


def test_they_go_on_where_the_body_ends(made: tuple[Path, list[str]]) -> None:
    _, pages = made
    assert len(pages) == 3
    assert pages[2].index("The end.") < pages[2].index("Actors") < pages[2].index("Page 3 of 3")


@pytest.mark.parametrize("lines", range(30, 46))
def test_no_heading_is_left_at_the_foot_of_a_page(qapp: QGuiApplication, lines: int) -> None:
    report = report_of(brief_of("\n\n".join(["Kinshasa offers cobalt again.", *["A line."] * lines])))
    layout = lay_out_all(report)
    assert layout.behind
    room = layout.body.sheet.room * SCALE
    last, first = layout.body.pages[-1], layout.behind.pages[0]
    for page in (*layout.body.pages, *layout.behind.pages):
        assert page.bottom - page.top + page.lead <= room + 0.01
    if layout.behind.first < len(layout.body.pages):
        assert first.drop > last.lead + last.bottom - last.top
        # The title, the header of the table, and a row of it.
        assert len(first.blocks) >= 1 + 3 + 3
    else:
        assert first.drop == 0


def test_notes_are_numbered_and_signed(made: tuple[Path, list[str]]) -> None:
    text = " ".join(made[1][-1].split())
    for words in (
        "1. On the whole brief Whole Ann · 23 March 2025",
        "2. “offers” First line two page 1 · #supply · confidence: high · Ann",
        "3. “again” Second page 2 · Ann · 23 March 2025",
        "4. Not found in this version: “gone away” Lost Ann · 23 March 2025",
    ):
        # PDFium sees a space before a letter that is far from a quotation mark.
        assert words.replace(" ", "") in text.replace(" ", ""), text


def test_links_there_and_back(made: tuple[Path, list[str]]) -> None:
    path, _ = made
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        links = [
            (number, numbers[one.Dest[0].objgen], [float(value) for value in one.Rect], float(one.Dest[3]))
            for number, page in enumerate(pdf.pages)
            for one in page.get("/Annots", ())
            if one.Subtype == pikepdf.Name.Link
        ]
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root][-3:] == ["Actors", "Minerals", "Notes"]
            assert {numbers[item.destination[0].objgen] for item in outline.root[-3:]} == {2}
    # Kinshasa on two pages, cobalt on one, the words of two notes.
    assert sorted(there for here, there, _, _ in links if here == 2) == [0, 0, 0, 1, 1]
    margin = [(here, there, rect) for here, there, rect, _ in links if here < 2]
    assert [(here, there) for here, there, _ in margin] == [(0, 2), (0, 2), (1, 2)]
    assert all(595 - 56.7 < left < right < 595 for _, _, (left, _, right, _) in margin)


def test_the_margin_number_is_beside_its_words(made: tuple[Path, list[str]]) -> None:
    document = pypdfium2.PdfDocument(made[0])
    try:
        page = document[1].get_textpage()
        word = page.search("again").get_next()
        _, low, _, high = page.get_charbox(word[0])
        beside = page.get_text_bounded(left=595 - 56, right=595, bottom=low - 2, top=high + 2)
    finally:
        document.close()
    assert beside.strip() == "3"


def test_left_out_when_nobody_wants_them(qapp: QGuiApplication, tmp_path: Path) -> None:
    report = report_of(brief_of(BODY))
    export_pdf(replace(report, options=replace(report.options, appendices=False)), tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert len(pdf.pages) == 3
        assert not any(one.Subtype == pikepdf.Name.Link for page in pdf.pages for one in page.get("/Annots", ()))
    export_pdf(report_on(brief_of(BODY)), tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert len(pdf.pages) == 3, "nothing to append"


@pytest.mark.parametrize(
    ("numbers", "ranges"),
    [([], []), ([4], [(4, 4)]), ([1, 2], [(1, 1), (2, 2)]), ([9, 1, 2, 3, 5, 2], [(1, 3), (5, 5), (9, 9)])],
)
def test_page_numbers_in_short(numbers: list[int], ranges: list[tuple[int, int]]) -> None:
    assert list(number_ranges(numbers)) == ranges


def test_a_table_that_goes_on_has_its_header_again(qapp: QGuiApplication, tmp_path: Path) -> None:
    rows = "\n".join(f"| row{number} | {FILLER[:150]} |" for number in range(60))
    brief = brief_of(f"Before.\n\n| Key | Value |\n|---|---|\n{rows}\n\nAfter.\n")
    report = report_on(brief, note_on(brief, "row59"), note_on(brief, "Key"))
    printed = lay_out(report)
    assert [page.head is not None for page in printed.pages] == [False, *[True] * (len(printed.pages) - 1)]
    room = printed.sheet.room * SCALE
    assert all(page.bottom - page.top + page.lead <= room + 0.01 for page in printed.pages)
    # The check that comes before the file is put in place has seen that the highlights lie on their words.
    export_pdf(report, tmp_path / "a.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    try:
        pages = [" ".join(page.get_textpage().get_text_range().split()) for page in document][: len(printed.pages)]
    finally:
        document.close()
    assert len(pages) > 2 and all(page.count("Key Value") == 1 for page in pages)
    assert re.findall(r"row\d+", " ".join(pages).partition("Notes")[0]) == [f"row{number}" for number in range(60)]


def test_characters_above_the_first_plane_can_be_searched(qapp: QGuiApplication, tmp_path: Path) -> None:
    brief = brief_of("# Emoji 😀 here\n\nMath 𝔘nicode and 😀😃 in 𝔄 line, 😃 again.\n")
    export_pdf(report_on(brief), tmp_path / "a.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    try:
        text = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    # What no font here has cannot be there.
    wanted = [one for one in "😀😃𝔘𝔄" if one in text]
    if not wanted:
        pytest.skip("no font here has these characters")
    assert "Emoji 😀 here" in text and "😀😃 in" in text


def test_no_rule_stands_between_a_note_and_who_wrote_it(made: tuple[Path, list[str]]) -> None:
    document = pypdfium2.PdfDocument(made[0])
    try:
        page = document[len(document) - 1]
        height = page.get_height()
        pieces = [one.get_bounds() for one in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_PATH])]
        found = page.get_textpage().search("Whole")
        hit = found.get_next()
        assert hit
        _, _, _, top = page.get_textpage().get_charbox(hit[0])
    finally:
        document.close()
    below = [y for left, y, right, upper in pieces if right - left > 40 and upper - y < 3 and 40 < y < top < height]
    assert not below
