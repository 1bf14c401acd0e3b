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
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{made}</xmp:CreateDate>
<xmp:ModifyDate>{made}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def add_metadata(pdf: pikepdf.Pdf, report: Report) -> None:
    """Say who made it, when, and in what language (ISO 32000-1, 14.3 and 14.9.2), in place of what Qt says."""
    front = report.brief.front
    author = front.author or front.organisation
    # Asked for before Info is emptied.
    producer = str(pdf.docinfo.get("/Producer", "Qt"))
    made = date(report.made)
    pdf.docinfo = pdf.make_indirect(
        Dictionary(
            Title=string(report.brief.title),
            Author=string(author),
            Creator=string(_CREATOR),
            Producer=string(producer),
            CreationDate=made,
            ModDate=made,
        )
    )
    values = {
        "title": report.brief.title,
        "author": author,
        "language": front.language,
        "creator": _CREATOR,
        "producer": producer,
        "made": f"{report.made.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
    }
    xmp = _XMP.format_map({key: escape(plain(value)) for key, value in values.items()})
    root = pdf.Root
    root.Metadata = pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)
    root.Lang = string(front.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    # Qt leaves an empty one, and a random id that would live on in ours.
    for holder, key in ((root, "/Names"), (pdf.trailer, "/ID")):
        if key in holder:
            del holder[key]


def attach_annotations(pdf: pikepdf.Pdf, report: Report) -> None:
    """Embed the notes as the W3C file that they are kept in (7.11.4; AFRelationship: ISO 32000-2, 14.13)."""
    if not report.notes:
        return
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
