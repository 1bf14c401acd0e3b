"""The notes as they are kept beside the brief: a W3C AnnotationPage in JSON-LD, which this program and others read."""

from __future__ import annotations

from viewer.annotations.jsonld import Page, write_page
from viewer.annotations.texts import text_digest
from viewer.report.model import Report


def write_jsonld(report: Report) -> str:
    """The page. Notes keep the words and the place that they were given, wherever they stand today."""
    page = Page({note.annotation.id: note.annotation for note in report.notes})
    if not report.options.share_safely:
        page = page.of_text(text_digest(report.brief.text))
    return write_page(page).decode()
