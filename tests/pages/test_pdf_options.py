"""What the export sheet offers: flatten, share safely, archive, paper; alone and together."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Name
from PySide6.QtGui import QColorSpace, QGuiApplication

from tests.report.briefs import MADE, brief_of, note_on, orphan, report_on, whole_note
from viewer.annotations.model import Annotation, new_annotation
from viewer.annotations.query import Query
from viewer.annotations.target import Target
from viewer.brief.model import FrontMatter
from viewer.pages.paper import local_paper
from viewer.pages.pdf import export_pdf
from viewer.report.errors import ReportError
from viewer.report.model import ReportOptions, make_report

BRIEF = brief_of("# The offer\n\nCobalt, copper and tantalum for a pact.\n\nSecond paragraph on gold.\n")


def bytes_of(path: Path) -> bytes:
    """All that the file holds, decompressed: every stream and string, text strings as UTF-8 once more."""
    out = [path.read_bytes()]
    with pikepdf.open(path) as pdf:
        for one in pdf.objects:
            out += _said(one)
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") != Name.Image:
                out.append(one.read_bytes())
        out += _said(pdf.trailer)
    return b"\n".join(out)


def _said(one: object, depth: int = 0) -> Iterator[bytes]:
    if isinstance(one, pikepdf.String):
        yield bytes(one)
        yield str(one).encode()
    elif isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
        for key, value in one.items():
            yield key.encode()
            if depth < 6 and not getattr(value, "is_indirect", False):
                yield from _said(value, depth + 1)
    elif isinstance(one, pikepdf.Array):
        for value in one:
            if not getattr(value, "is_indirect", False):
                yield from _said(value, depth + 1)


def subtypes(path: Path) -> set[str]:
    with pikepdf.open(path) as pdf:
        return {str(one.Subtype) for page in pdf.pages for one in page.get("/Annots", ())}


name = st.text("abcdefghijklmnopqrstuvwxyzäß", min_size=6, max_size=12)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(name, min_size=6, max_size=6, unique=True), flatten=st.booleans(), archive=st.booleans())
def test_nothing_that_was_left_out_is_in_the_bytes(
    qapp: QGuiApplication, tmp_path: Path, names: list[str], flatten: bool, archive: bool
) -> None:
    author, other, secret, tag, made, desk = (f"Q{one}" for one in names)
    brief = replace(BRIEF, front=FrontMatter(title="T", author=desk))
    foreign = new_annotation(
        brief.name, Target.at(brief.text, 60, 70), note="Kept too", creator=other, clock=lambda: MADE
    ).json() | {"id": f"https://example.org/{made}", "generator": {"name": made}, "via": made}
    kept = [
        note_on(brief, "copper", "Kept note", creator=author, tags=["keep"]),
        Annotation.of(foreign).with_tags(["keep"]),
        whole_note(brief, "Kept whole").with_tags(["keep"]),
        orphan(brief, "words that are gone", "Kept orphan").with_tags(["keep"]),
    ]
    dropped = note_on(brief, "gold", secret, creator=other, tags=[tag])
    options = ReportOptions(share_safely=True, flatten=flatten, archive=archive, only=Query.parse("tag:keep"))
    report = make_report(brief, [*kept, dropped], made=MADE, options=options)
    export_pdf(report, tmp_path / "a.pdf")
    data = bytes_of(tmp_path / "a.pdf")
    assert flatten or b"Kept note" in data  # what is to be found is found
    for word in (author, other, secret, tag, made, desk):
        for form in (word.encode(), word.encode("utf-16-be"), word.encode("latin-1"), word.encode().hex().encode()):
            assert form not in data, word
    assert b"\nAnn\n" not in data
    ids = [note.id.removeprefix("urn:uuid:").encode() for note in (*kept, dropped)]
    assert not any(one in data for one in ids)
    # Dates as PDF, ISO 8601 and XMP write them; MADE is 23 March 2025.
    assert not re.search(rb"D:\d{8}|20250323|2025-03-23|\d{4}-\d\d-\d\dT\d\d:", _without_icc(tmp_path / "a.pdf", data))
    assert b"EmbeddedFile" not in data and b"/Filespec" not in data


def _without_icc(path: Path, data: bytes) -> bytes:
    profile = bytes(QColorSpace(QColorSpace.NamedColorSpace.SRgb).iccProfile().data())
    return data.replace(profile, b"")


def test_without_share_safely_all_of_it_is_there(qapp: QGuiApplication, tmp_path: Path) -> None:
    export_pdf(report_on(BRIEF, note_on(BRIEF, "copper", "N", creator="Qwerty")), tmp_path / "a.pdf")
    data = bytes_of(tmp_path / "a.pdf")
    assert b"Qwerty" in data and b"D:20250323123000Z" in data and b"EmbeddedFile" in data


def test_flattened_there_is_the_colour_and_no_annotation(qapp: QGuiApplication, tmp_path: Path) -> None:
    notes = [note_on(BRIEF, "copper", "N", colour="green"), whole_note(BRIEF, "W")]
    line = note_on(BRIEF, "gold", colour="pink").with_look("pink", "underline")
    export_pdf(report_on(BRIEF, *notes, line, flatten=True, appendices=False), tmp_path / "a.pdf")
    assert subtypes(tmp_path / "a.pdf") == set()
    export_pdf(report_on(BRIEF, *notes, line, flatten=True), tmp_path / "a.pdf")
    assert subtypes(tmp_path / "a.pdf") == {"/Link"}
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert len(pdf.attachments) == 1


@pytest.mark.parametrize("safely", [False, True])
def test_archive(qapp: QGuiApplication, tmp_path: Path, safely: bool) -> None:
    """What this reader can see of PDF/A; VERAPDF names a program that takes `3B FILE` and says `compliant=true`."""
    report = report_on(
        BRIEF,
        note_on(BRIEF, "copper", "N 😀", colour="green"),
        whole_note(BRIEF, "W"),
        archive=True,
        share_safely=safely,
    )
    report = replace(report, options=replace(report.options, appendices=False))
    export_pdf(report, tmp_path / "a.pdf")
    part = 2 if safely else 3
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        with pdf.open_metadata() as xmp:
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == (str(part), "B")
        assert "/Filter" not in pdf.Root.Metadata and "/Encrypt" not in pdf.trailer and "/ID" in pdf.trailer
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == Name.GTS_PDFA1 and intent.DestOutputProfile.N == 3
        assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"
        for page in pdf.pages:
            for one in page.get("/Annots", ()):
                assert int(one.F) & 0b100111 == 4
                assert one.Subtype in (Name.Popup, Name.Link) or "/N" in one.AP
            for font in page.Resources.Font.values():
                assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
    if checker := os.environ.get("VERAPDF"):
        output = subprocess.run([checker, f"{part}B", tmp_path / "a.pdf"], capture_output=True, text=True).stdout
        assert "compliant=true" in output, output


def test_an_archive_without_a_font_for_a_character_is_refused(qapp: QGuiApplication, tmp_path: Path) -> None:
    brief = brief_of("Here is \U0010fffd and nothing.\n")
    export_pdf(report_on(brief), tmp_path / "a.pdf")
    with pytest.raises(ReportError, match="no font on this computer"):
        export_pdf(report_on(brief, archive=True), tmp_path / "b.pdf")
    assert not (tmp_path / "b.pdf").exists()


_EXPORT = """
import sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from tests.pages.test_pdf_options import BRIEF
from tests.report.briefs import note_on, orphan, whole_note
from viewer.annotations.model import Annotation
from viewer.pages.pdf import export_pdf
from viewer.report.model import ReportOptions, make_report
app = QGuiApplication([])
notes = [Annotation.parse(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
for number in range(16):
    bits = [bool(number >> bit & 1) for bit in range(4)]
    more = dict(zip(("appendices", "flatten", "share_safely", "archive"), bits, strict=True))
    options = ReportOptions("letter", bits[0], **more)
    export_pdf(make_report(BRIEF, notes, options=options), Path(sys.argv[2]) / f"{number}.pdf")
"""


def test_the_same_bytes_with_any_options(tmp_path: Path) -> None:
    notes = [note_on(BRIEF, "copper", "N", colour="green"), whole_note(BRIEF, "W"), orphan(BRIEF, "gone away", "O")]
    (tmp_path / "notes").write_text("\n".join(note.text for note in notes), "utf-8")
    for seed in "12":
        (tmp_path / seed).mkdir()
        environment = os.environ | {
            "SOURCE_DATE_EPOCH": "1742733000",
            "PYTHONHASHSEED": seed,
            "QT_QPA_PLATFORM": "offscreen",
            "TZ": "Asia/Tokyo" if seed == "2" else "UTC",
        }
        command = [sys.executable, "-c", _EXPORT, tmp_path / "notes", tmp_path / seed]
        subprocess.run(command, check=True, env=environment, timeout=120)
    files = sorted((tmp_path / "1").iterdir())
    assert len(files) == 16
    for path in files:
        assert path.read_bytes() == (tmp_path / "2" / path.name).read_bytes(), path.name


@pytest.mark.parametrize(("safely", "flatten", "archive"), list(product([False, True], repeat=3)))
def test_any_options_together(
    qapp: QGuiApplication, tmp_path: Path, safely: bool, flatten: bool, archive: bool
) -> None:
    notes = [note_on(BRIEF, "copper", "N", colour="green"), whole_note(BRIEF, "W"), orphan(BRIEF, "gone away", "O")]
    report = report_on(BRIEF, *notes, share_safely=safely, flatten=flatten, archive=archive)
    export_pdf(report, tmp_path / "a.pdf")
    assert ("/Highlight" in subtypes(tmp_path / "a.pdf")) is not flatten


@pytest.mark.parametrize(
    ("locale", "paper"), [("en_US.UTF-8", "letter"), ("fr_CA", "letter"), ("de_DE.UTF-8", "a4"), ("en_GB", "a4")]
)
def test_paper_by_locale(monkeypatch: pytest.MonkeyPatch, locale: str, paper: str) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LC_PAPER", locale)
    assert local_paper() == paper
    monkeypatch.setenv("LC_ALL", "es_MX")
    assert local_paper() == "letter"
