"""The Word document, as python-docx and an XML parser read it. LibreOffice opened it, too."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from tests.report.briefs import brief_of, note_on, orphan, report_on, whole_note
from viewer.annotations.assessment import with_assessment
from viewer.brief.model import FrontMatter, Source
from viewer.mentions.model import Entity
from viewer.report.docx import write_docx
from viewer.report.docx_xml import clean, uri
from viewer.report.model import Report

BODY = """Before all.

# The *offer*

A plain sentence with `code` and [a link](https://example.org/?a=b&c) and [another](javascript:alert(1)).[^1]

- one
    3. deep
    4. deeper
- two

> said

| a | b |
|---|--:|
| 1 | 2 |

```python
x = "<b>"
y = 2
```

- [x] done

1. again

[^1]: A footnote.
"""
BRIEF = brief_of(BODY)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(report: Report) -> Document:
    return docx.Document(io.BytesIO(write_docx(report)))


def files_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def commented(document: Document) -> dict[int, str]:
    """The words between the ends of each comment, with a newline between paragraphs."""
    found: dict[int, str] = {}
    open_: set[int] = set()
    for element in document.element.body.iter():
        id = int(element.get(f"{W}id", "0"))
        if element.tag == f"{W}commentRangeStart":
            open_.add(id)
            found[id] = ""
        elif element.tag == f"{W}commentRangeEnd":
            open_.remove(id)
        elif element.tag in (f"{W}t", f"{W}br", f"{W}tab"):
            for one in open_:
                found[one] += {f"{W}br": "\n", f"{W}tab": "\t"}.get(element.tag) or element.text or ""
        elif element.tag == f"{W}p":
            for one in open_:
                found[one] += "\n"
    assert not open_
    return found


def test_styles_lists_tables_and_code() -> None:
    document = opened(report_on(BRIEF))
    assert [(paragraph.style.name if paragraph.style else "", paragraph.text) for paragraph in document.paragraphs] == [
        ("Title", "A *test* brief"),
        ("Subtitle", "23 March 2025 · The desk"),
        ("Normal", "Before all."),
        ("Heading 1", "The offer"),
        ("Normal", "A plain sentence with code and a link and another.[1]"),
        ("List Paragraph", "one"),
        ("List Paragraph", "deep"),
        ("List Paragraph", "deeper"),
        ("List Paragraph", "two"),
        ("Quote", "said"),
        ("Gap", ""),
        ("Code", 'x = "<b>"\ny = 2'),
        ("List Paragraph", "done"),
        ("List Paragraph", "again"),
        ("Rule", ""),
        ("footnote text", "A footnote."),
    ]
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["a", "b"], ["1", "2"]]
    numbering = etree.fromstring(files_of(write_docx(report_on(BRIEF)))["word/numbering.xml"])
    starts = [
        (num.find(f".//{W}lvlOverride").get(f"{W}ilvl"), num.find(f".//{W}startOverride").get(f"{W}val"))
        for num in numbering.iter(f"{W}num")
        if num.find(f".//{W}startOverride") is not None
    ]
    assert starts == [("1", "3"), ("0", "1"), ("0", "1")]


def test_links_lead_only_to_the_web_and_inside() -> None:
    sources = (Source("A", url="http://a.b/é x"), Source("B", url="https://[broken"), Source("C", url="file:///x"))
    brief = replace(BRIEF, front=replace(BRIEF.front, sources=sources))
    data = write_docx(report_on(brief))
    links = etree.fromstring(files_of(data)["word/_rels/document.xml.rels"])
    external = [link.get("Target") for link in links if link.get("TargetMode") == "External"]
    assert external == ["https://example.org/?a=b&c"]
    body = etree.fromstring(files_of(data)["word/document.xml"])
    names = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    inside = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink") if link.get(f"{W}anchor")}
    assert inside and inside <= names


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://a.b/c d", ""),
        ("https://a.b/é?ü#ö", "https://a.b/%C3%A9?%C3%BC#%C3%B6"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://a.b:99999/", ""),
        ("http://a.b/<x>{y}", "http://a.b/%3Cx%3E%7By%7D"),
        ("mailto:a@b.c?subject=x y", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_addresses_that_word_takes(link: str, address: str) -> None:
    assert uri(link) == address


def test_comments_are_on_their_words() -> None:
    notes = [
        note_on(BRIEF, "plain sentence", "Why?\n\nHow?", colour="yellow", tags=["price"], creator="Ann Bell"),
        note_on(BRIEF, "sentence with code and a", "Overlaps.", colour="blue"),
        note_on(BRIEF, "offer\nA plain", "Across."),
        with_assessment(note_on(BRIEF, "deep"), "type", "claim"),
        note_on(BRIEF, 'x = "<b>"\ny', "Code."),
    ]
    report = report_on(BRIEF, *notes)
    document = opened(report)
    words = commented(document)
    for number, note in enumerate(report.notes, 1):
        assert note.span
        assert words[number] == BRIEF.text[slice(*note.span)]
    comments = {comment.comment_id: comment for comment in document.comments}
    assert set(comments) == set(words)
    first = next(comment for comment in comments.values() if comment.author == "Ann Bell")
    assert (first.initials, first.text) == ("AB", "Why?\n\nHow?\n#price")
    assert first.timestamp and first.timestamp.isoformat() == "2025-03-23T12:30:00+00:00"
    references = [element.get(f"{W}id") for element in document.element.body.iter(f"{W}commentReference")]
    assert sorted(references) == sorted(str(id) for id in comments)


def test_comments_on_the_brief_and_lost_ones_are_at_the_title() -> None:
    report = report_on(BRIEF, whole_note(BRIEF, "All of it."), orphan(BRIEF, "gone", "Where?"))
    document = opened(report)
    assert set(commented(document).values()) == {"A *test* brief"}
    assert [comment.text for comment in document.comments] == [
        "All of it.",
        "On words that are not found in this version: “gone”\nWhere?",
    ]
    untitled = replace(brief_of("# Offer\n\nx", FrontMatter()), title="Offer")
    assert list(commented(opened(report_on(untitled, whole_note(untitled, "x")))).values()) == [""]


def test_a_mere_highlight_is_a_colour_and_no_empty_comment() -> None:
    report = report_on(BRIEF, note_on(BRIEF, "plain", colour="green"), note_on(BRIEF, "deeper", colour="pink"))
    underlined = replace(report.notes[1], annotation=report.notes[1].annotation.with_look("pink", "underline"))
    document = opened(replace(report, notes=(report.notes[0], underlined)))
    assert not list(document.comments)
    runs = {run.text: run._r for paragraph in document.paragraphs for run in paragraph.runs}
    assert runs["plain"].find(f"{W}rPr/{W}shd").get(f"{W}fill") == "C4E5C5"
    assert runs["deeper"].find(f"{W}rPr/{W}u").get(f"{W}color") == "E98BB0"
    assert runs["deeper"].find(f"{W}rPr/{W}shd") is None


def test_marking_page_numbers_language_and_page() -> None:
    document = opened(report_on(BRIEF, page="letter"))
    section = document.sections[0]
    assert [paragraph.text for paragraph in section.header.paragraphs] == ["TLP:AMBER"]
    assert section.footer.paragraphs[0].text == "TLP:AMBER"
    fields = [field.get(f"{W}instr").strip() for field in section.footer._element.iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]
    assert section.page_width and round(section.page_width.inches, 2) == 8.5
    assert (document.core_properties.title, document.core_properties.author) == ("A *test* brief", "The desk")


def test_names_and_how_often() -> None:
    report = replace(report_on(BRIEF), entities={"m23": Entity("m23", "M23", "armed-group", "actor", role="rebels")})
    assert opened(report).paragraphs[-1].text == "M23 armed group · rebels · 0 mentions"
    without = replace(report, options=replace(report.options, appendices=False))
    assert "M23" not in opened(without).paragraphs[-1].text


def test_images(tmp_path: Path) -> None:
    Image.new("RGB", (3, 2)).save(tmp_path / "a.webp")
    brief = brief_of("![A](a.webp) and ![A](a.webp) and ![B](b.png)")
    data = write_docx(report_on(brief, folder=tmp_path))
    assert [name for name in files_of(data) if "media" in name] == ["word/media/image1.png"]
    document = docx.Document(io.BytesIO(data))
    assert len(document.inline_shapes) == 2
    assert document.paragraphs[2].text.endswith("[B: file not found]")


def test_a_table_too_wide_for_word_becomes_paragraphs() -> None:
    wide = "|".join(["", *(f"c{number}" for number in range(64)), ""])
    brief = brief_of(f"{wide}\n{'|-' * 64}|\n{wide}\n")
    document = opened(report_on(brief))
    assert not document.tables
    assert len(document.paragraphs) == 2 + 128


def test_the_same_report_gives_the_same_bytes() -> None:
    report = report_on(BRIEF, note_on(BRIEF, "plain", "x"))
    assert write_docx(report) == write_docx(report)


def test_right_to_left() -> None:
    document = opened(report_on(brief_of("שלום hello")))
    assert document.paragraphs[-1]._p.find(f"{W}pPr/{W}bidi") is not None


nasty = st.text(min_size=1, max_size=30) | st.text(st.sampled_from(list("<>&\"' \n\r\t\0\x0b\x85]-a{}%")), max_size=30)


@settings(max_examples=60, deadline=None)
@given(note=nasty, tag=nasty, quote=nasty, title=nasty, author=nasty)
@example(note="]]>", tag="\ud800", quote="\ufffe", title="</w:t>", author='"')
def test_what_anybody_writes_is_only_text(note: str, tag: str, quote: str, title: str, author: str) -> None:
    brief = replace(BRIEF, title=title or "x", front=replace(BRIEF.front, marking=title, author=author))
    report = report_on(
        brief, orphan(brief, quote, note).with_tags([tag]), note_on(brief, "plain", note, creator=author)
    )
    data = write_docx(report)
    for name, content in files_of(data).items():
        assert name.endswith((".xml", ".rels"))
        etree.fromstring(content)
    document = docx.Document(io.BytesIO(data))
    assert document.paragraphs[0].text == clean(brief.title)
    stored = report.notes[0].annotation
    comments = {comment.comment_id: comment for comment in document.comments}
    if stored.note.strip():
        assert comments[1].text == clean(stored.note).strip("\n")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(BRIEF.text) - 1), st.integers(1, 40)), max_size=12))
def test_every_comment_is_on_its_quote(spans: list[tuple[int, int]]) -> None:
    ends = [(start, min(start + length, len(BRIEF.text))) for start, length in spans]
    report = report_on(BRIEF, *(note_on(BRIEF, span, "x") for span in ends))
    words = commented(opened(report))
    for number, note in enumerate(report.notes, 1):
        assert note.span
        # Cells and table rows are paragraphs too, and so is the gap behind a table.
        assert words[number].replace("\n", "") == BRIEF.text[slice(*note.span)].replace("\n", "")
