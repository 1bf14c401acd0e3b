"""What stands above and below every page: handling marking, title, author, page number. Measured once, set on each."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPaintDevice, QPainter

from viewer.language import tr
from viewer.pages.fonts import serif
from viewer.pages.marking import tlp_colour
from viewer.pages.pdf_layout import Layout
from viewer.pages.pdf_sheet import MARGIN, SCALE

# Points. FIRST asks for 12 points or more, at the right (https://www.first.org/tlp/).
_MARKING_SIZE = 12
_SMALLEST_MARKING = 7
_RUNNING_SIZE = 8.5
#: From the edge of the sheet to the base line of header and footer.
_HEADER, _FOOTER = 38, 30


class Frame:
    """The header and footer of the pages of one report on one device."""

    def __init__(self, layout: Layout, device: QPaintDevice) -> None:
        brief, sheet, theme = layout.report.brief, layout.body.sheet, layout.body.document.theme
        self._pages = layout.pages
        self._header = float(_HEADER * SCALE)
        self._footer = float(sheet.height - _FOOTER) * SCALE
        self._font = serif(_RUNNING_SIZE * SCALE)
        self._metrics = QFontMetricsF(self._font, device)
        self._colour = theme["muted"]
        self._width = sheet.width * SCALE
        column = sheet.column * SCALE
        self._marking = _Marking(brief.front.marking, column, device) if brief.front.marking else None
        self._marking_colour = tlp_colour(brief.front.marking) or theme["ink"]
        room = self._marking.left if self._marking else column
        author_room = (self._width - self._metrics.horizontalAdvance(self._count(self._pages))) / 2 - MARGIN * SCALE
        self._title = self._cut(brief.title, room) if room else ""
        author = brief.front.author or brief.front.organisation
        self._author = self._cut(author, min(room, author_room) or author_room)
        # A marking that takes the whole line has it for itself.
        self._running_footer = self._footer - (0 if room else 1.6 * _MARKING_SIZE * SCALE)

    def paint(self, painter: QPainter, number: int) -> None:
        """Set what belongs on the page with that number, from 0."""
        if self._marking:
            for baseline in (self._header, self._footer):
                self._marking.paint(painter, baseline, self._marking_colour)
        painter.setFont(self._font)
        painter.setPen(self._colour)
        left = MARGIN * SCALE
        if number:
            # The first page has the title in large.
            painter.drawText(QPointF(left, self._header), self._title)
        painter.drawText(QPointF(left, self._running_footer), self._author)
        count = self._count(number + 1)
        middle = (self._width - self._metrics.horizontalAdvance(count)) / 2
        painter.drawText(QPointF(middle, self._running_footer), count)

    def _count(self, number: int) -> str:
        return tr("Page {number} of {count}", number=number, count=self._pages)

    def _cut(self, text: str, room: float) -> str:
        """A line of small type, cut to `room` pixels."""
        return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room - 2 * _RUNNING_SIZE * SCALE)


class _Marking:
    """The handling marking at the right margin, whole: a long one smaller, a very long one on several lines. `left` are
    the pixels of the column that it leaves, 0 if it takes the line for itself."""

    def __init__(self, text: str, column: float, device: QPaintDevice) -> None:
        size, lines = _fitted(text, column, device)
        self._font = serif(size * SCALE, bold=True)
        metrics = QFontMetricsF(self._font, device)
        self._pad, self._height, self._capitals = 0.4 * size * SCALE, 1.5 * size * SCALE, metrics.capHeight()
        self._lines = [(line, metrics.horizontalAdvance(line) + 2 * self._pad) for line in lines]
        self._right = MARGIN * SCALE + column
        self._has_ground = tlp_colour(text) is not None
        width = self._lines[0][1]
        self.left = column - width if len(lines) == 1 and width <= column / 2 else 0.0

    def paint(self, painter: QPainter, middle: float, colour: QColor) -> None:
        """Set it around a base line."""
        painter.setFont(self._font)
        painter.setPen(colour)
        for number, (line, width) in enumerate(self._lines):
            left = self._right - width
            baseline = middle + (number - (len(self._lines) - 1) / 2) * self._height
            if self._has_ground:
                top = baseline - (self._height + self._capitals) / 2
                painter.fillRect(QRectF(left, top, width, self._height), Qt.GlobalColor.black)
            painter.drawText(QPointF(left + self._pad, baseline), line)


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
