"""Where everything in the PDF will stand, before a line of it is painted: body, appendices, marks, margin numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from PySide6.QtCore import QEventLoop

from viewer.brief.loader import Head
from viewer.pages.document import BriefDocument
from viewer.pages.pagination import paginate
from viewer.pages.pdf_appendix import Appendix, make_appendix
from viewer.pages.pdf_margin import Label, make_labels
from viewer.pages.pdf_sheet import SCALE, UNIT, Boxes, Print, Sheet
from viewer.pages.theme import load_theme
from viewer.report.errors import ReportError
from viewer.report.model import Report

#: Between the body and what stands behind it, in units.
_ABOVE_APPENDIX = 56


@dataclass(frozen=True)
class Layout:
    """The body on its pages, where the words of each note stand (in the order of the report), and what stands behind
    the body, if anything."""

    report: Report
    body: Print
    places: Sequence[Boxes]
    appendix: Appendix | None = None
    behind: Print | None = None

    @property
    def prints(self) -> tuple[Print, ...]:
        return (self.body, self.behind) if self.behind else (self.body,)

    @cached_property
    def pages(self) -> int:
        """How many pages the file has."""
        return max(part.first + len(part.pages) for part in self.prints)

    @cached_property
    def labels(self) -> dict[int, list[Label]]:
        """The numbers in the margin, by page; none where nothing behind the body explains them."""
        return make_labels(self.places, self.body.sheet) if self.appendix and self.appendix.entries else {}

    @cached_property
    def names(self) -> list[str]:
        """What each note is called in the file."""
        return names_of(self.report)

    @cached_property
    def characters(self) -> frozenset[str]:
        """All that the documents hold."""
        return frozenset("".join(part.document.qt.toPlainText() for part in self.prints))


def with_documents(work: Callable[[], None]) -> None:
    """Do work in which documents are laid out, and go again, on a thread that Qt need not have started. A `ReportError`
    comes through."""
    # A QTextDocument starts timers, for which such a thread has no dispatcher until now.
    dispatcher = QEventLoop()
    try:
        work()
    except ReportError as error:
        # Not with the frames that still hold the document: it must go before the dispatcher, on this thread.
        raise error.with_traceback(None) from None
    del dispatcher


def names_of(report: Report) -> list[str]:
    """What each note is called in the file: by its id, or where nobody is to be known by a number, as ids say much."""
    if report.options.share_safely:
        return [f"note-{number}" for number in range(1, len(report.notes) + 1)]
    return [note.annotation.id.removeprefix("urn:uuid:") for note in report.notes]


def lay_out_all(report: Report) -> Layout:
    """The whole of a report on its pages, always in the light theme."""
    body = lay_out(report)
    spans = [note.span for note in report.notes if note.span]
    found = body.boxes_of(spans)
    places = [next(found) if note.span else {} for note in report.notes]
    if not report.options.appendices:
        return Layout(report, body, places)
    appendix = make_appendix(report, body)
    if not appendix.blocks:
        return Layout(report, body, places)
    document = BriefDocument(load_theme("light"), UNIT, None)
    document.append(appendix.blocks)
    last = body.pages[-1]
    # It goes on where the body ends: else half a page would stand empty.
    taken = last.lead + last.bottom - last.top + document.formats.px(_ABOVE_APPENDIX)
    return Layout(report, body, places, appendix, _on_pages(document, body.sheet, len(body.pages), taken))


def lay_out(report: Report) -> Print:
    """The brief itself on its pages."""
    brief = report.brief
    document = BriefDocument(load_theme("light"), UNIT, report.folder)
    # The marking stands above and below every page; once more over the title would be too much.
    front = replace(brief.front, marking="")
    document.begin(Head(brief.name, brief.title, front, brief.digest, brief.faults))
    document.append(brief.blocks)
    document.finish(front)
    return _on_pages(document, Sheet(report.options.page), 0)


def _on_pages(document: BriefDocument, sheet: Sheet, first: int, taken: float = 0.0) -> Print:
    qt_block = document.qt.begin()
    while qt_block.isValid():
        # Glyphs are asked for three times: to break lines, to find words, to paint. A third less time, a few MB.
        qt_block.layout().setCacheEnabled(True)
        qt_block = qt_block.next()
    document.fit(sheet.column * SCALE)
    document.qt.setTextWidth(sheet.column * SCALE)
    document.keep_boxes()
    pages = paginate(document, sheet.room * SCALE, taken)
    return Print(document, sheet, pages, first - (pages[0].drop > 0))
