"""The exported PDF as a whole: its text, its ways around, what it says of itself, and how it is written."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Name
from PySide6.QtGui import QGuiApplication

from tests.pages.printing import plain
from tests.report.briefs import MADE, brief_of, note_on, report_on
from viewer.annotations.jsonld import read_page
from viewer.brief.loader import load_brief
from viewer.brief.model import FrontMatter
from viewer.mentions.model import Mention
from viewer.pages.pdf import export_pdf
from viewer.pages.pdf_text import stamp, web_address
from viewer.report.errors import ReportCancelled, ReportError
from viewer.resource_files import shipped_briefs

BODY = """# The offer

An efficient office, after the first fight: “state’s” income – see [the web](https://example.org/a?b=1&c=ü),
[mail](mailto:desk@example.org), [below](#the-end), [script](javascript:alert(1)), [file](file:///etc/passwd),
[entity](actor:m23) and [nowhere](#nowhere).

## Part one

Words.

#### Deep

Words.

## The end

Last words.
"""
FRONT = FrontMatter(title="A <b>title</b> & more", author="The désk", language="en-GB", marking="TLP:GREEN")
BRIEF = brief_of(BODY, FRONT)


@pytest.fixture
def report() -> object:
    return report_on(BRIEF, note_on(BRIEF, "income", "A note"))


def test_every_line_is_printed_once(qapp: QGuiApplication, tmp_path: Path) -> None:
    """Paragraphs, cells and code that go over a page's end must not begin again on the next one."""
    numbers = iter(range(100_000))

    def words(count: int) -> str:
        return " ".join(f"w{next(numbers):05}" for _ in range(count))

    parts = []
    for length in (700, 30, 900):
        parts += [words(length), f"- {words(length)}", f"| {words(12)} | {words(25)} |\n|---|---|\n| {words(9)} | x |"]
        parts += ["```\n" + "\n".join(words(6) for _ in range(length // 10)) + "\n```"]
    brief = brief_of("\n\n".join(parts))
    export_pdf(report_on(brief), tmp_path / "a.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    assert len(pages) > 4
    found = re.findall(r"w\d{5}", " ".join(pages))
    assert sorted(found) == sorted(re.findall(r"w\d{5}", brief.text))


@pytest.mark.parametrize("length", [3, 12, 40])
def test_a_marking_is_never_cut(qapp: QGuiApplication, tmp_path: Path, length: int) -> None:
    marking = " ".join(f"mark{number}" for number in range(length))
    brief = brief_of("Gold.", FrontMatter(title="T", author="The desk", marking=marking))
    export_pdf(report_on(brief), tmp_path / "a.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    try:
        text = " ".join(document[0].get_textpage().get_text_range().split())
    finally:
        document.close()
    assert text.count(marking) == 2  # above and below
    assert "The desk Page 1 of 1" in text


@pytest.mark.parametrize("path", shipped_briefs(), ids=lambda path: path.name)
def test_poppler_gives_the_words_back(qapp: QGuiApplication, tmp_path: Path, path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("poppler is not installed")
    brief = load_brief(path)
    export_pdf(report_on(brief, folder=path.parent), tmp_path / "a.pdf")
    text = subprocess.run(
        ["pdftotext", "-raw", tmp_path / "a.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    assert "\t" not in text and "\ufb01" not in text
    found = plain(text)
    for block in brief.blocks:
        # Between the words of a block a page may end, and a footer and a header come; raised figures come late.
        for word in block.text.split():
            assert plain(word) in found
    words = " ".join(text.split())
    assert "world’s" in words or path.name != "congo-offer.brief.md"


def test_structure(qapp: QGuiApplication, tmp_path: Path, report: object) -> None:
    export_pdf(report, tmp_path / "a.pdf")  # type: ignore[arg-type]
    if shutil.which("qpdf"):
        subprocess.run(["qpdf", "--check", tmp_path / "a.pdf"], check=True, capture_output=True)
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert pdf.pdf_version >= "1.7"
        assert str(pdf.Root.Lang) == "en-GB"
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts
        for font in fonts:
            descendant = font.DescendantFonts[0]
            assert "/FontFile2" in descendant.FontDescriptor and "/ToUnicode" in font
            assert font.BaseFont == descendant.BaseFont == descendant.FontDescriptor.FontName
            assert str(font.BaseFont)[7] == "+"
        with pdf.open_outline() as outline:
            offer, notes = outline.root
            assert notes.title == "Notes" and notes.destination[0].objgen == pdf.pages[0].objgen
            assert [offer.title, *(child.title for child in offer.children)] == ["The offer", "Part one", "The end"]
            assert [child.title for child in offer.children[0].children] == ["Deep"]
            page, kind, _, top, zoom = offer.children[1].destination
            assert page.objgen == pdf.pages[0].objgen and kind == Name.XYZ and 0 < top < 842 and zoom is None


def test_links(qapp: QGuiApplication, tmp_path: Path) -> None:
    export_pdf(report_on(BRIEF), tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        links = list(pdf.pages[0].Annots)
        assert {str(link.Subtype) for link in links} == {"/Link"}
        addresses = [str(link.A.URI) for link in links if "/A" in link]
        assert addresses == ["https://example.org/a?b=1&c=%C3%BC", "mailto:desk@example.org"]
        (inside,) = [link for link in links if "/A" not in link]
        assert inside.Dest[0].objgen == pdf.pages[0].objgen and inside.Dest[1] == Name.XYZ
    data = (tmp_path / "a.pdf").read_bytes()
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        pdf.save(tmp_path / "b.pdf", qdf=True, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    data += (tmp_path / "b.pdf").read_bytes()
    assert b"javascript" not in data.lower() and b"etc/passwd" not in data and b"/JS" not in data


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTP://EXAMPLE.org/ä b", "http://example.org/%C3%A4%20b"),
        ("https://münchen.de/", "https://xn--mnchen-3ya.de/"),
        ("mailto:a@b.c", "mailto:a@b.c"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("data:text/html,x", None),
        ("//example.org", None),
        ("https:", None),
        ("relative.md", None),
        ("", None),
    ],
)
def test_web_addresses(link: str, address: str | None) -> None:
    assert web_address(link) == address


def test_dates() -> None:
    assert stamp("2025-03-23T14:00:00+01:00", MADE) == "D:20250323130000Z"
    assert stamp("2025-03-23", MADE) == "D:20250323000000Z"
    assert stamp("yesterday", MADE) == stamp("", MADE) == "D:20250323123000Z"


def test_info_and_xmp_agree(qapp: QGuiApplication, tmp_path: Path, report: object) -> None:
    export_pdf(report, tmp_path / "a.pdf")  # type: ignore[arg-type]
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == info["/Title"] == "A <b>title</b> & more"
            assert xmp["dc:creator"] == [info["/Author"]] == ["The désk"]
            assert xmp["xmp:CreatorTool"] == info["/Creator"]
            assert xmp["pdf:Producer"] == info["/Producer"]
            assert xmp["xmp:CreateDate"] == "2025-03-23T12:30:00Z" and info["/CreationDate"] == "D:20250323123000Z"
            assert xmp["xmp:ModifyDate"] == "2025-03-23T12:30:00Z" and info["/ModDate"] == "D:20250323123000Z"


def test_the_notes_travel_along(qapp: QGuiApplication, tmp_path: Path) -> None:
    note = note_on(BRIEF, "income", "A note")
    export_pdf(report_on(BRIEF, note), tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        attached = pdf.attachments["test.annotations.jsonld"]
        assert attached.obj.AFRelationship == Name.Source and pdf.Root.AF[0].objgen == attached.obj.objgen
        assert read_page(attached.get_file().read_bytes()).annotations == {note.id: note}


def test_mentions_are_underlined_when_asked(qapp: QGuiApplication, tmp_path: Path) -> None:
    start = BRIEF.text.index("office")
    mention = Mention(start, start + 6, "x", "actor", "organisation", "declared", "office")
    sizes = []
    for asked in (False, True):
        report = replace(report_on(BRIEF, underline_mentions=asked), mentions=(mention,))
        export_pdf(report, tmp_path / "a.pdf")
        with pikepdf.open(tmp_path / "a.pdf") as pdf:
            sizes.append(len(pdf.pages[0].Contents.read_bytes()))
    assert sizes[0] < sizes[1]


_EXPORT = """
import sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from viewer.annotations.model import Annotation
from viewer.brief.loader import load_brief
from viewer.pages.pdf import export_pdf
from viewer.report.model import make_report
app = QGuiApplication([])
notes = [Annotation.parse(line) for line in Path(sys.argv[2]).read_text("utf-8").splitlines()]
export_pdf(make_report(load_brief(Path(sys.argv[1])), notes), Path(sys.argv[3]))
"""


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    brief = load_brief(shipped_briefs()[0])
    lines = [note_on(brief, (start, start + 90), "Note", colour="blue").text for start in range(0, 3000, 300)]
    (tmp_path / "notes").write_text("\n".join(lines), "utf-8")
    made = []
    for seed in ("1", "2"):
        target = tmp_path / f"{seed}.pdf"
        environment = os.environ | {
            "SOURCE_DATE_EPOCH": "1742733000",
            "PYTHONHASHSEED": seed,
            "QT_QPA_PLATFORM": "offscreen",
        }
        arguments = [sys.executable, "-c", _EXPORT, shipped_briefs()[0], tmp_path / "notes", target]
        subprocess.run(arguments, check=True, env=environment, timeout=60)
        made.append(target.read_bytes())
    assert made[0] == made[1]


def test_runs_in_a_thread_that_qt_did_not_start(qapp: QGuiApplication, tmp_path: Path, report: object) -> None:
    shares: list[float] = []
    thread = threading.Thread(target=lambda: export_pdf(report, tmp_path / "a.pdf", progress=shares.append))  # type: ignore[arg-type]
    thread.start()
    thread.join(30)
    assert (tmp_path / "a.pdf").exists()
    assert shares == sorted(shares) and shares[0] == 0 and shares[-1] == 1


def test_can_be_stopped(qapp: QGuiApplication, tmp_path: Path, report: object) -> None:
    for calls in range(5):
        left = iter([False] * calls)
        with pytest.raises(ReportCancelled):
            export_pdf(report, tmp_path / "a.pdf", cancelled=lambda left=left: next(left, True))  # type: ignore[arg-type]
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("function", ["fsync", "replace"])
def test_a_full_disk(
    qapp: QGuiApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, report: object, function: str
) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, function, full)
    with pytest.raises(ReportError, match=r"^a\.pdf was not written: the disk is full\.$"):
        export_pdf(report, target)  # type: ignore[arg-type]
    assert target.read_bytes() == b"old" and list(tmp_path.iterdir()) == [target]


def test_a_folder_in_the_way(qapp: QGuiApplication, tmp_path: Path, report: object) -> None:
    with pytest.raises(ReportError, match="a folder of that name"):
        export_pdf(report, tmp_path)  # type: ignore[arg-type]


def test_a_brief_that_says_nothing_of_itself(qapp: QGuiApplication, tmp_path: Path) -> None:
    """Header and footer then have words to set that are none."""
    export_pdf(report_on(brief_of("Some words.", FrontMatter(title="T"))), tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert len(pdf.pages) == 1
