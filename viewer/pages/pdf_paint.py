"""Paints a brief on sheets of paper: the pages of the PDF, before anything is added to them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPagedPaintDevice, QPaintDevice, QPainter, QPdfWriter

from viewer.pages.decorations import UNDERLINE_STYLES, Band, paint_structure, paint_underlines
from viewer.pages.document import BriefDocument
from viewer.pages.fonts import serif
from viewer.pages.marking import tlp_colour
from viewer.pages.pagination import Page
from viewer.pages.pdf_layout import Layout
from viewer.pages.pdf_margin import paint_labels
from viewer.pages.pdf_marks import Fill, fills_of, paint_fills_of
from viewer.pages.pdf_sheet import MARGIN, SCALE, Print
from viewer.report.model import Report

# Points. FIRST asks for 12 points or more, at the right (https://www.first.org/tlp/).
_MARKING_SIZE = 12
_SMALLEST_MARKING = 7
_RUNNING_SIZE = 8.5
#: From the edge of the sheet to the base line of header and footer.
_HEADER, _FOOTER = 38, 30


def paint_pages(layout: Layout, step: Callable[[float], None]) -> bytes:
    """The pages as a PDF. Calls `step` with the share that is done, before each page."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(72 * SCALE)
    writer.setPageSize(layout.body.sheet.size)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    paint_on(writer, layout, range(layout.pages), step)
    return bytes(buffer.data().data())


def paint_on(
    device: QPagedPaintDevice, layout: Layout, pages: range, step: Callable[[float], None] = lambda _share: None
) -> None:
    """Some pages (from 0), on a device that has pages of this size without margins: a PDF writer, or a printer. Calls
    `step` with the share that is done, before each page."""
    painter = QPainter(device)
    scale = device.logicalDpiX() / (72 * SCALE)
    fills = fills_of(layout)
    begun = False
    try:
        for printed in layout.prints:
            for number, page in enumerate(printed.pages, printed.first):
                if number not in pages:
                    continue
                step((number - pages.start) / len(pages))
                if begun:
                    device.newPage()
                begun = True
                painter.save()
                painter.scale(scale, scale)
                _page(painter, layout, printed, page, fills.get(number, ()))
                paint_labels(painter, layout.labels.get(number, ()), printed.sheet, printed.document.theme)
                _header(painter, layout.report, printed, number)
                _footer(painter, layout.report, printed, number, layout.pages)
                painter.restore()
    finally:
        painter.end()


def _page(painter: QPainter, layout: Layout, printed: Print, page: Page, fills: Iterable[Fill]) -> None:
    # What of the document is shown, and how far below the upper margin.
    stretches = [(page, page.lead)]
    if page.head:
        stretches.append((replace(page, top=page.head.top, bottom=page.head.bottom), 0.0))
    corner = QPointF(MARGIN * SCALE, MARGIN * SCALE)
    for stretch, lead in stretches:
        painter.save()
        painter.translate(corner.x(), corner.y() - stretch.top + lead)
        _structure(painter, layout, printed, stretch)
        painter.restore()
    paint_fills_of(painter, fills, printed.sheet)
    for stretch, lead in stretches:
        painter.save()
        painter.translate(corner.x(), corner.y() - stretch.top + lead)
        _words(painter, printed.document, stretch)
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


def _header(painter: QPainter, report: Report, printed: Print, number: int) -> None:
    baseline = _HEADER * SCALE
    room = _marking(painter, report, printed, baseline)
    if number and room:
        # The first page has the title in large.
        _running(painter, printed, baseline, report.brief.title, room)


def _footer(painter: QPainter, report: Report, printed: Print, number: int, pages: int) -> None:
    front = report.brief.front
    baseline = float(printed.sheet.height - _FOOTER) * SCALE
    room = _marking(painter, report, printed, baseline)
    count = f"Page {number + 1} of {pages}"
    metrics = QFontMetricsF(serif(_RUNNING_SIZE * SCALE), painter.device())
    middle = (printed.sheet.width * SCALE - metrics.horizontalAdvance(count)) / 2
    if not room:
        # A marking that takes the whole line has it for itself.
        baseline -= 1.6 * _MARKING_SIZE * SCALE
    author_room = middle - MARGIN * SCALE
    _running(painter, printed, baseline, front.author or front.organisation, min(room, author_room) or author_room)
    painter.drawText(QPointF(middle, baseline), count)


def _running(painter: QPainter, printed: Print, baseline: float, text: str, room: float) -> None:
    """A line of small type at the left margin, cut to `room` pixels."""
    font = serif(_RUNNING_SIZE * SCALE)
    painter.setFont(font)
    painter.setPen(printed.document.theme["muted"])
    gap = 2 * _RUNNING_SIZE * SCALE
    shown = QFontMetricsF(font, painter.device()).elidedText(text, Qt.TextElideMode.ElideRight, room - gap)
    painter.drawText(QPointF(MARGIN * SCALE, baseline), shown)


def _marking(painter: QPainter, report: Report, printed: Print, baseline: float) -> float:
    """The handling marking at the right margin, whole: a long one smaller, a very long one on several lines.

    Returns how many pixels of the column are left of it, 0 if it takes the line for itself.
    """
    marking = report.brief.front.marking
    column = printed.sheet.column * SCALE
    if not marking:
        return column
    size, lines = _fitted(marking, column, painter.device())
    font = serif(size * SCALE, bold=True)
    metrics = QFontMetricsF(font, painter.device())
    pad, height = 0.4 * size * SCALE, 1.5 * size * SCALE
    colour = tlp_colour(marking)
    for number, line in enumerate(lines):
        width = metrics.horizontalAdvance(line) + 2 * pad
        left = MARGIN * SCALE + column - width
        line_baseline = baseline + (number - (len(lines) - 1) / 2) * height
        if colour:
            ground = QRectF(left, line_baseline - (height + metrics.capHeight()) / 2, width, height)
            painter.fillRect(ground, Qt.GlobalColor.black)
        painter.setFont(font)
        painter.setPen(colour or printed.document.theme["ink"])
        painter.drawText(QPointF(left + pad, line_baseline), line)
    return column - width if len(lines) == 1 and width <= column / 2 else 0


def _fitted(marking: str, column: float, device: QPaintDevice) -> tuple[float, list[str]]:
    """The size in points and the lines with which a marking fits `column` pixels. Nothing of it is ever left out, but
    beyond what three small lines hold."""
    size = float(_MARKING_SIZE)
    while True:
        metrics = QFontMetricsF(serif(size * SCALE, bold=True), device)
        room = column - 0.8 * size * SCALE
        if metrics.horizontalAdvance(marking) <= room:
            return size, [marking]
        if size <= _SMALLEST_MARKING:
            break
        size -= 1
    lines = [""]
    for word in marking.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > room and len(lines) < 3:
            lines.append(word)
        else:
            lines[-1] = longer
    return size, [metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines]
