"""Paints a brief on sheets of paper: the pages of a PDF, or those of a printer."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPagedPaintDevice, QPainter

from viewer.pages.decorations import UNDERLINE_STYLES, Band, paint_structure, paint_underlines
from viewer.pages.document import BriefDocument
from viewer.pages.pagination import Page
from viewer.pages.pdf_canvas import PdfCanvas
from viewer.pages.pdf_frame import Frame
from viewer.pages.pdf_layout import Layout
from viewer.pages.pdf_margin import paint_labels
from viewer.pages.pdf_marks import Fill, fills_of, paint_fills_of
from viewer.pages.pdf_painter import PagePainter
from viewer.pages.pdf_sheet import MARGIN, SCALE, Print
from viewer.pages.pdf_words import WordSetter
from viewer.report.model import Report

_Words = Callable[[Page], None]
#: A document on a page, the stretch of it there, and what sets its words.
_Part = tuple[Print, Page, _Words]


def paint_on(
    device: PdfCanvas | QPagedPaintDevice,
    layout: Layout,
    pages: range,
    step: Callable[[float], None] = lambda _share: None,
) -> None:
    """Some pages (from 0), on a device that has pages of this size without margins. Calls `step` with the share that is
    done, before each page."""
    painter = PagePainter(device) if isinstance(device, PdfCanvas) else QPainter(device)
    scale = device.logicalDpiX() / (72 * SCALE)
    fills = fills_of(layout)
    frame = Frame(layout, device)
    begun = False
    parts: dict[int, list[_Part]] = {}
    for printed in layout.prints:
        words = _words_on(painter, printed.document)
        for number, page in enumerate(printed.pages, printed.first):
            parts.setdefault(number, []).append((printed, page, words))
    try:
        for number in pages:
            step((number - pages.start) / len(pages))
            if begun:
                device.newPage()
            begun = True
            painter.save()
            if scale != 1:
                painter.scale(scale, scale)
            _page(painter, layout, parts[number], fills.get(number, ()))
            paint_labels(painter, layout.labels.get(number, ()), layout.body.sheet, layout.body.document.theme)
            frame.paint(painter, number)
            painter.restore()
    finally:
        painter.end()


def _words_on(painter: QPainter, document: BriefDocument) -> _Words:
    """What sets the words of a stretch of the document."""
    if isinstance(painter, PagePainter):
        return WordSetter(painter, document).set
    return partial(_words, painter, document)


def _page(painter: QPainter, layout: Layout, parts: Iterable[_Part], fills: Iterable[Fill]) -> None:
    # What of the documents is shown, and how far below the upper margin.
    stretches: list[tuple[Print, Page, float, _Words]] = []
    for printed, page, words in parts:
        if page.head:
            head = replace(page, top=page.head.top, bottom=page.head.bottom)
            stretches.append((printed, head, page.drop, words))
        stretches.append((printed, page, page.lead, words))
    corner = QPointF(MARGIN * SCALE, MARGIN * SCALE)
    for printed, stretch, lead, _ in stretches:
        painter.save()
        painter.translate(corner.x(), corner.y() - stretch.top + lead)
        _structure(painter, layout, printed, stretch)
        painter.restore()
    paint_fills_of(painter, fills, layout.body.sheet)
    for _, stretch, lead, words in stretches:
        painter.save()
        painter.translate(corner.x(), corner.y() - stretch.top + lead)
        words(stretch)
        painter.restore()


def _structure(painter: QPainter, layout: Layout, printed: Print, page: Page) -> None:
    document = printed.document
    width = printed.sheet.column * SCALE
    # A line of a table lies half on either side of the break. Text is not clipped, it would still be extracted: it is
    # told apart by lines.
    hairline = document.formats.px(1)
    left = -document.formats.px(40)
    painter.setClipRect(QRectF(left, page.top - hairline, width - 2 * left, page.bottom - page.top + 2 * hairline))
    paint_structure(painter, document, page.top, page.bottom, width)
    if layout.report.options.underline_mentions and printed is layout.body:
        paint_underlines(painter, document, _underlines(layout.report, printed, page))


def _words(painter: QPainter, document: BriefDocument, page: Page) -> None:
    """The lines of a page. Not by QTextDocument's own drawing: given a clip, that draws one line too many, the last one
    before it."""
    for qt_block, box in document.blocks_between(page.top, page.bottom):
        layout, origin = qt_block.layout(), box.topLeft()
        if box.top() >= page.top and box.bottom() <= page.bottom:
            # It adds its own position to what it is given.
            layout.draw(painter, origin - layout.position())
            continue
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            middle = origin.y() + line.y() + line.height() / 2
            if page.top <= middle < page.bottom:
                line.draw(painter, origin)


def _underlines(report: Report, printed: Print, page: Page) -> Iterator[Band]:
    """The mentions in the blocks of a page."""
    if not page.blocks:
        return
    document, mentions = printed.document, report.mentions
    start, end = document.blocks[page.blocks[0]].start, document.blocks[page.blocks[-1]].end
    first = bisect_left(mentions, start, key=lambda mention: mention.start)
    last = bisect_right(mentions, end, key=lambda mention: mention.start)
    for mention in mentions[first:last]:
        colour = document.theme.groups[mention.group]
        yield Band(mention.start, mention.end, colour, UNDERLINE_STYLES[mention.group])
