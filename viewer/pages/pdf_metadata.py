"""What a PDF says about itself: Info and XMP in agreement, language, and the annotations as an attached file."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name

from viewer import __version__
from viewer.annotations.jsonld import Page, sidecar_path, write_page
from viewer.pages.pdf_text import date, plain, string
from viewer.report.model import Report

_CREATOR = f"Briefing Viewer {__version__}"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
{properties}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def add_metadata(pdf: pikepdf.Pdf, report: Report, pdfa: int = 0) -> None:
    """Say who made it, when, and in what language (ISO 32000-1, 14.3 and 14.9.2), in place of what Qt says; neither who
    nor when in a file that is shared safely. `pdfa` is the part of PDF/A that the file follows, 0 for none."""
    front = report.brief.front
    safely = report.options.share_safely
    author = "" if safely else front.author or front.organisation
    # Asked for before Info is emptied.
    producer = str(pdf.docinfo.get("/Producer", "Qt"))
    made = "" if safely else date(report.made)
    info = {
        "Title": report.brief.title,
        "Author": author,
        "Creator": _CREATOR,
        "Producer": producer,
        "CreationDate": made,
        "ModDate": made,
    }
    pdf.docinfo = pdf.make_indirect(Dictionary({f"/{key}": string(value) for key, value in info.items() if value}))
    at = "" if safely else f"{report.made.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    properties = (
        ("dc:format", "{}", "application/pdf"),
        ("dc:title", '<rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>', report.brief.title),
        ("dc:creator", "<rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq>", author),
        ("dc:language", "<rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag>", front.language),
        ("xmp:CreatorTool", "{}", _CREATOR),
        ("xmp:CreateDate", "{}", at),
        ("xmp:ModifyDate", "{}", at),
        ("pdf:Producer", "{}", producer),
        ("pdfaid:part", "{}", str(pdfa or "")),
        ("pdfaid:conformance", "{}", "B" if pdfa else ""),
    )
    xmp = _XMP.format(
        properties="\n".join(
            f"<{name}>{form.format(escape(plain(value)))}</{name}>" for name, form, value in properties if value
        )
    )
    root = pdf.Root
    root.Metadata = pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)
    root.Lang = string(front.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    # A random id that would live on in ours.
    if "/ID" in pdf.trailer:
        del pdf.trailer.ID


def attach_annotations(pdf: pikepdf.Pdf, report: Report) -> bool:
    """Embed the notes as the W3C file that they are kept in (7.11.4; AFRelationship: ISO 32000-2, 14.13). Returns
    whether it did: not if there are none, nor if the file is shared safely."""
    # Qt leaves an empty one.
    if "/Names" in pdf.Root:
        del pdf.Root.Names
    if not report.notes or report.options.share_safely:
        return False
    page = Page({note.annotation.id: note.annotation for note in report.notes})
    name = sidecar_path(Path(report.brief.name)).name
    made = date(report.made)
    attached = pikepdf.AttachedFileSpec(
        pdf,
        write_page(page),
        description="The annotations of this brief (W3C Web Annotation, JSON-LD)",
        filename=name,
        mime_type="application/ld+json",
        creation_date=made,
        mod_date=made,
        relationship=Name.Source,
    )
    pdf.attachments[name] = attached
    pdf.Root.AF = Array([attached.obj])
    return True
