"""The brief as a Word document (Office Open XML, ISO/IEC 29500), with the notes as real comments on their words.

What comes from a brief or a note is escaped text; only http, https and mailto links lead out. The same report gives the
same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import Final

from viewer.annotations.jsonld import Page, write_page
from viewer.brief.model import GROUPS
from viewer.language import mark, tr, trn
from viewer.mentions.model import Mention
from viewer.report.bidi import runs_right_to_left
from viewer.report.body import Numbered, is_titled_by_heading, numbered
from viewer.report.docx_body import Parts, body_paragraphs
from viewer.report.docx_comments import closing, comments_part, is_comment, opening
from viewer.report.docx_xml import DECLARATION, NAMESPACES, Relationships, escaped, package, paragraph, run, uri
from viewer.report.front_words import about_line, source_words
from viewer.report.html_text import language_of
from viewer.report.list_words import kind_words
from viewer.report.model import Report
from viewer.resource_files import resource

# Twentieths of a point.
_PAGES: Final = {"a4": (11906, 16838), "letter": (12240, 15840)}
_MARGIN: Final = 1134
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE: Final = "application/vnd.openxmlformats-package"
_CORE: Final = "http://schemas.openxmlformats.org/package/2006"
_MAIN_PARTS: Final = {
    "document": "document.main",
    "comments": "comments",
    "numbering": "numbering",
    "styles": "styles",
    "settings": "settings",
    "header1": "header",
    "footer1": "footer",
}
_PAGE: Final = mark("Page {number} of {count}")
_GROUP_NAMES: Final = {"actor": mark("Actors"), "mineral": mark("Minerals"), "place": mark("Places")}


def write_docx(report: Report) -> bytes:
    """The file's bytes."""
    parts = Parts()
    links = parts.relationships
    for name in ("styles", "settings", "numbering", "comments"):
        links.id(name, f"{name}.xml")
    header, footer = links.id("header", "header1.xml"), links.id("footer", "footer1.xml")
    inside = "".join(_paragraphs(report, parts))
    width, height = _PAGES[report.options.page]
    margins = " ".join(f'w:{side}="{_MARGIN}"' for side in ("top", "right", "bottom", "left"))
    section = (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/>'
        f'<w:footerReference w:type="default" r:id="{footer}"/><w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar {margins} w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )
    files: dict[str, str | bytes] = {
        "_rels/.rels": _package_relationships(),
        "docProps/core.xml": _core(report),
        "word/document.xml": f"{DECLARATION}<w:document {NAMESPACES}><w:body>{inside}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": links.xml(),
        "word/comments.xml": comments_part(report, numbered(report)),
        "word/numbering.xml": parts.lists.part(),
        "word/styles.xml": _styles(report),
        "word/settings.xml": resource("export", "settings.xml").read_text("utf-8"),
        "word/header1.xml": _running("hdr", _marking(report)),
        "word/footer1.xml": _running("ftr", _marking(report) + _page_number()),
        **{f"word/{name}": data for name, data in parts.images.items()},
    }
    if not report.options.share_safely:
        links.id("customXml", "../customXml/item1.xml")
        files |= {"customXml/item1.xml": _base(report), "word/_rels/document.xml.rels": links.xml()}
    return package(files, _types(parts))


def _base(report: Report) -> str:
    """What went out as comments, as it is kept beside the brief: so that an import can tell what was changed, and what
    was deleted (ISO/IEC 29500-1, 15.2.5)."""
    notes = (one.note for one in numbered(report) if is_comment(one.note))
    page = write_page(Page({note.annotation.id: note.annotation for note in notes})).decode()
    return f'{DECLARATION}<base xmlns="urn:briefing-viewer:notes">{escaped(page)}</base>'


def _types(parts: Parts) -> Iterator[str]:
    yield f'<Default Extension="rels" ContentType="{_PACKAGE}.relationships+xml"/>'
    yield '<Default Extension="xml" ContentType="application/xml"/>'
    for kind in sorted({name.rpartition(".")[2] for name in parts.images}):
        yield f'<Default Extension="{kind}" ContentType="image/{kind}"/>'
    for part, kind in _MAIN_PARTS.items():
        yield f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
    yield f'<Override PartName="/docProps/core.xml" ContentType="{_PACKAGE}.core-properties+xml"/>'


def _paragraphs(report: Report, parts: Parts) -> Iterator[str]:
    yield from _title(report)
    yield from body_paragraphs(report, parts)
    yield from _sources(report, parts)
    if report.options.appendices:
        yield from _entities(report)


def _title(report: Report) -> Iterator[str]:
    """Title and date line, with the comments that are on no words of the text."""
    front = report.brief.front
    loose = [one for one in numbered(report) if one.note.span is None]
    title = "" if is_titled_by_heading(report.brief) else report.brief.title
    about = about_line(front)
    if title:
        direction = "<w:bidi/>" if runs_right_to_left(title) else ""
        yield paragraph(_commented(run(title), loose), "Title", direction)
        loose = []
    if about or loose:
        yield paragraph(_commented(run(about), loose), "Subtitle")


def _commented(inside: str, notes: Sequence[Numbered]) -> str:
    return "".join(map(opening, notes)) + inside + "".join(map(closing, notes))


def _sources(report: Report, parts: Parts) -> Iterator[str]:
    if not report.brief.front.sources:
        return
    yield paragraph(run(tr("Sources")), "Heading2")
    for source in report.brief.front.sources:
        inside = run(source_words(source))
        address = uri(source.url)
        if address:
            id = parts.relationships.id("hyperlink", address, is_external=True)
            link = run(source.url, '<w:rStyle w:val="Hyperlink"/>')
            inside += f'{run(" ")}<w:hyperlink r:id="{id}">{link}</w:hyperlink>'
        elif source.url:
            inside += run(f" {source.url}")
        yield paragraph(inside, "FootnoteText")


def _entities(report: Report) -> Iterator[str]:
    """Whom and what the brief names, most often named first."""
    places: dict[str, list[Mention]] = {}
    for mention in report.mentions:
        places.setdefault(mention.entity, []).append(mention)
    for group in GROUPS:
        own = [entity for entity in report.entities.values() if entity.group == group]
        if own:
            yield paragraph(run(tr(_GROUP_NAMES[group])), "Heading2")
        for entity in sorted(own, key=lambda entity: -len(places.get(entity.id, ()))):
            count = len(places.get(entity.id, ()))
            about = (f"({entity.symbol})" if entity.symbol else "", kind_words(entity.kind), entity.role)
            rest = " · ".join([*(part for part in about if part), trn("1 mention", "{n} mentions", count)])
            yield paragraph(run(entity.name, "<w:b/>") + run(f" {rest}"), "FootnoteText")


def _running(kind: str, inside: str) -> str:
    return f"{DECLARATION}<w:{kind} {NAMESPACES}>{inside or paragraph('')}</w:{kind}>"


def _marking(report: Report) -> str:
    marking = " ".join(report.brief.front.marking.split())
    return paragraph(run(marking, "<w:b/>"), "Header", '<w:jc w:val="center"/>') if marking else ""


def _page_number() -> str:
    fields = (f'<w:fldSimple w:instr=" {name} ">{run("1")}</w:fldSimple>' for name in ("PAGE", "NUMPAGES"))
    before, between, after = re.split(r"\{number\}|\{count\}", tr(_PAGE))
    number, count = fields
    made = (run(before), number, run(between), count, run(after) if after else "")
    return paragraph("".join(made), "Footer", '<w:jc w:val="right"/>')


def _styles(report: Report) -> str:
    text = resource("export", "styles.xml").read_text("utf-8")
    language, _ = language_of(report.brief.front.language)
    return text.replace("{language}", language or "en")


def _package_relationships() -> str:
    found = Relationships()
    found.id("officeDocument", "word/document.xml")
    found.id(f"{_CORE}/relationships/metadata/core-properties", "docProps/core.xml")
    return found.xml()


def _core(report: Report) -> str:
    """What the file says of itself (ISO/IEC 29500-2, 11)."""
    front = report.brief.front
    language, _ = language_of(front.language)
    found = f"<dc:title>{escaped(report.brief.title)}</dc:title>"
    found += f"<dc:language>{language}</dc:language>" if language else ""
    if not report.options.share_safely:
        stamp = f"{report.made.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        found += f"<dc:creator>{escaped(front.author or front.organisation)}</dc:creator>"
        for name in ("created", "modified"):
            found += f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>'
    spaces = (
        f'xmlns:cp="{_CORE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    return f"{DECLARATION}<cp:coreProperties {spaces}>{found}</cp:coreProperties>"
