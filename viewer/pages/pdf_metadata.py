"""What a PDF says about itself: Info and XMP in agreement, language, and the annotations as an attached file."""

from __future__ import annotations

from datetime import UTC
from html import escape
from pathlib import Path

from viewer import __version__
from viewer.annotations.jsonld import Page, sidecar_path, write_page
from viewer.pages.pdf_file import PdfFile
from viewer.pages.pdf_text import date, literal, plain
from viewer.report.model import Report

_CREATOR = f"Briefing Viewer {__version__}"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
{properties}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def write_info(file: PdfFile, report: Report) -> int:
    """What every reader knows to show (ISO 32000-1, 14.3.3); neither who made it nor when in a file that is shared
    safely. Returns its number."""
    return file.put(f"<<{''.join(f'/{key}{literal(value)}' for key, value in _info(report).items() if value)}>>")


def _info(report: Report) -> dict[str, str]:
    front = report.brief.front
    safely = report.options.share_safely
    made = "" if safely else date(report.made)
    return {
        "Title": report.brief.title,
        "Author": "" if safely else front.author or front.organisation,
        "Creator": _CREATOR,
        "Producer": _CREATOR,
        "CreationDate": made,
        "ModDate": made,
    }


def write_metadata(file: PdfFile, report: Report, pdfa: int = 0) -> str:
    """The same as XMP, and the language (14.3.2 and 14.9.2), as entries of the catalogue. `pdfa` is the part of PDF/A
    that the file follows, 0 for none."""
    info, language = _info(report), report.brief.front.language
    at = "" if report.options.share_safely else f"{report.made.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    properties = (
        ("dc:format", "{}", "application/pdf"),
        ("dc:title", '<rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>', info["Title"]),
        ("dc:creator", "<rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq>", info["Author"]),
        ("dc:language", "<rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag>", language),
        ("xmp:CreatorTool", "{}", _CREATOR),
        ("xmp:CreateDate", "{}", at),
        ("xmp:ModifyDate", "{}", at),
        ("pdf:Producer", "{}", info["Producer"]),
        ("pdfaid:part", "{}", str(pdfa or "")),
        ("pdfaid:conformance", "{}", "B" if pdfa else ""),
    )
    xmp = _XMP.format(
        properties="\n".join(
            f"<{name}>{form.format(escape(plain(value), quote=False))}</{name}>"
            for name, form, value in properties
            if value
        )
    )
    # As it stands: what is no reader of PDF looks for it too.
    number = file.stream("/Type/Metadata/Subtype/XML", xmp.encode(errors="replace"), compress=False)
    return f"/Metadata {number} 0 R/Lang{literal(language)}/ViewerPreferences<</DisplayDocTitle true>>"


def write_attachment(file: PdfFile, report: Report) -> str:
    """The notes embedded as the W3C file that they are kept in (7.11.4; AFRelationship: ISO 32000-2, 14.13), as entries
    of the catalogue; "" if there are none, or if the file is shared safely."""
    if not report.notes or report.options.share_safely:
        return ""
    data = write_page(Page({note.annotation.id: note.annotation for note in report.notes}))
    name = literal(sidecar_path(Path(report.brief.name)).name)
    made = f"({date(report.made)})"
    embedded = file.stream(
        f"/Type/EmbeddedFile/Subtype/application#2Fld+json"
        f"/Params<</Size {len(data)}/CreationDate{made}/ModDate{made}>>",
        data,
    )
    spec = file.put(
        f"<</Type/Filespec/F{name}/UF{name}/EF<</F {embedded} 0 R/UF {embedded} 0 R>>/AFRelationship/Source"
        f"/Desc(The annotations of this brief \\(W3C Web Annotation, JSON-LD\\))>>"
    )
    return f"/Names<</EmbeddedFiles<</Names[{name}{spec} 0 R]>>>>/AF[{spec} 0 R]"
