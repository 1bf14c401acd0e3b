"""What is drawn behind and under the words: bars, boxes, rules, table lines, markers, mentions, annotations.

All of it is painted for the blocks in view and never stored in the document, so its cost follows the screen, not the
brief. The reader on the screen and the pages of the PDF call the same functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF, QTextBlock

from viewer.brief.model import Block
from viewer.pages.document import LINE_SEPARATOR, BriefDocument
from viewer.pages.formats import GROUND_INSET, GROUND_PADDING, QUOTE_INDENT
from viewer.pages.grounds import paint_grounds
from viewer.pages.rhythm import has_ground, share_ground
from viewer.pages.theme import Theme

__all__ = [
    "GROUND_PADDING", "UNDERLINE_STYLES", "Band", "has_ground", "line_colour", "paint_fills", "paint_structure",
    "paint_underlines", "share_ground", "visible",
]  # fmt: skip

UNDERLINE_STYLES = {"actor": "solid", "mineral": "double", "place": "dotted"}


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the canonical text (code points) to be painted in some colour and style."""

    start: int
    end: int
    colour: QColor
    style: str = ""


def paint_structure(painter: QPainter, document: BriefDocument, top: float, bottom: float, width: float) -> None:
    """Draw what shows a brief's structure between two heights; `width` is the column's, all in document pixels."""
    seen = list(document.blocks_between(top, bottom))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # Grounds first: bars, lines and markers stand on them.
    paint_grounds(painter, document, seen, width)
    for qt_block, box in seen:
        index = qt_block.userState()
        if 0 <= index < len(document.blocks):
            _block(painter, document, index, qt_block, box, width)
    painter.restore()


def _block(
    painter: QPainter, document: BriefDocument, index: int, qt_block: QTextBlock, box: QRectF, width: float
) -> None:
    block = document.blocks[index]
    if block.quote:
        _bars(painter, document, index, qt_block, box, width)
    if block.kind == "rule":
        _rule(painter, document, box.center().y(), width)
    if block.part == "notes" and block.marker and index and document.blocks[index - 1].part == "body":
        # As in a book: a short line between the text and its notes. (What the appendix says of a note has no number.)
        _rule(painter, document, box.top() - document.formats.px(16), document.formats.px(120))
    if block.cell and not block.cell.column:
        _row_lines(painter, document, index, block)
    if block.kind == "code":
        _turns(painter, document, qt_block)
    if block.marker:
        _marker(painter, document, index, block, qt_block)


def _bars(
    painter: QPainter, document: BriefDocument, index: int, qt_block: QTextBlock, box: QRectF, width: float
) -> None:
    """The bars beside a quote, down to the next block as far as that is in it too."""
    px, bars = document.formats.px, document.bars.of
    below = index + 1
    following = bars.get(below, ()) if below < len(document.blocks) else ()
    padding = px(GROUND_PADDING) if document.blocks[index].kind == "code" else 0.0
    right_to_left = qt_block.textDirection() == Qt.LayoutDirection.RightToLeft
    for level, at in enumerate(bars.get(index, ())):
        bottom = box.bottom() + padding
        if following[level : level + 1] == (at,):
            bottom = document.box(document.qt_block(below)).top()
        x = document.left + (width - px(at + 3) if right_to_left else px(at))
        painter.fillRect(QRectF(x, box.top() - padding, px(3), bottom - box.top() + padding), document.theme["line"])


def _rule(painter: QPainter, document: BriefDocument, y: float, width: float) -> None:
    painter.setPen(QPen(document.theme["line"], document.formats.px(1)))
    painter.drawLine(QPointF(document.left, y), QPointF(document.left + width, y))


def _row_lines(painter: QPainter, document: BriefDocument, first: int, block: Block) -> None:
    """A line under a row, stronger under the header."""
    cell = block.cell
    assert cell
    padding = document.cell_padding(block)
    # Not from frameBoundingRect: for a table it is off by the padding.
    row = [document.box(document.qt_block(first + column)) for column in range(cell.columns)]
    left, right = min(box.left() for box in row) - padding, max(box.right() for box in row) + padding
    bottom = max(box.bottom() for box in row) + padding
    thin = QPen(document.theme["line"], document.formats.px(1))
    painter.setPen(QPen(document.theme["muted"], document.formats.px(1)) if cell.header else thin)
    painter.drawLine(QPointF(left, bottom), QPointF(right, bottom))
    if not cell.row:
        top = min(box.top() for box in row) - padding
        painter.setPen(thin)
        painter.drawLine(QPointF(left, top), QPointF(right, top))


def _turns(painter: QPainter, document: BriefDocument, qt_block: QTextBlock) -> None:
    """A sign before each line of code that only goes on with the one above it."""
    layout, origin, px = qt_block.layout(), document.origin(qt_block), document.formats.px
    text = qt_block.text()
    for number in range(1, layout.lineCount()):
        line = layout.lineAt(number)
        if text[line.textStart() - 1] != LINE_SEPARATOR:
            painter.setFont(document.formats.turn_font)
            painter.setPen(document.theme["muted"])
            painter.drawText(QPointF(origin.x() + line.x() - px(12), origin.y() + line.y() + line.ascent()), "›")


def _marker(painter: QPainter, document: BriefDocument, index: int, block: Block, qt_block: QTextBlock) -> None:
    layout = qt_block.layout()
    if not layout.lineCount():
        return
    px = document.formats.px
    line = layout.lineAt(0)
    origin = document.origin(qt_block)
    baseline = origin.y() + line.y() + line.ascent()
    right_to_left = qt_block.textDirection() == Qt.LayoutDirection.RightToLeft
    away = px(8 + QUOTE_INDENT * document.bars.behind_marker.get(index, 0))
    if block.kind == "code":
        away += px(GROUND_INSET)
    if right_to_left:
        edge = origin.x() + line.x() + line.width() + away
    else:
        edge = origin.x() + line.x() - away
    if block.marker in "☐☑":
        _task_box(painter, document, edge, baseline, block.marker == "☑", right_to_left)
        return
    painter.setFont(document.formats.marker_font(block))
    painter.setPen(document.theme["accent" if block.part == "notes" else "muted"])
    marker = "–" if block.marker == "•" and block.indent % 2 == 0 else block.marker
    # Figures keep their order; the full stop stands on the side of the words.
    marker = "." + marker[:-1] if right_to_left and marker.endswith(".") else marker
    left = edge if right_to_left else edge - QFontMetricsF(painter.font(), painter.device()).horizontalAdvance(marker)
    painter.drawText(QPointF(left, baseline), marker)


def _task_box(
    painter: QPainter, document: BriefDocument, edge: float, baseline: float, done: bool, right_to_left: bool
) -> None:
    px = document.formats.px
    side = px(12)
    square = QRectF(edge if right_to_left else edge - side, baseline - side + px(1), side, side)
    painter.setPen(QPen(document.theme["muted"], px(1.2)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(square, px(2), px(2))
    if done:
        painter.setPen(QPen(document.theme["accent"], px(2)))
        steps = ((0.2, 0.55), (0.42, 0.76), (0.82, 0.24))
        painter.drawPolyline(QPolygonF([QPointF(square.x() + x * side, square.y() + y * side) for x, y in steps]))


def paint_fills(painter: QPainter, document: BriefDocument, bands: Iterable[Band]) -> None:
    """Lay the colours of annotations behind their words."""
    for band in bands:
        for box in document.rectangles(band.start, band.end):
            painter.fillRect(box, band.colour)


def line_colour(theme: Theme, colour: str) -> QColor:
    """The colour of an annotation drawn as a line: opaque, and on light paper darker than its fill, or yellow would
    not be seen."""
    pure = theme.highlights.get(colour, theme.highlights["yellow"])
    return QColor(pure) if theme.dark else pure.darker(125)


def paint_underlines(painter: QPainter, document: BriefDocument, bands: Iterable[Band]) -> None:
    """Draw a line under each band: `solid`, `double` or `dotted` for mentions, as colour alone must not tell them
    apart; below these `thick` for an annotation drawn as a line, and `dashed` for one without a colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # Smaller than on a plain screen at 100 %, two lines would run into one.
    unit = max(1.0, document.formats.unit)
    # There are dozens on a screen: all of one look at once.
    looks: dict[tuple[str, int], tuple[QColor, list[QLineF]]] = {}
    bands = list(bands)
    places = document.edges_of((band.start, band.end) for band in bands)
    for band, boxes in zip(bands, places, strict=True):
        _, lines = looks.setdefault((band.style, band.colour.rgba()), (band.colour, []))
        for left, _, right, bottom in boxes:
            for height in _UNDERLINE_HEIGHTS.get(band.style, (-0.5,)):
                lines.append(QLineF(left, bottom + unit * height, right, bottom + unit * height))
    for (style, _), (colour, lines) in looks.items():
        pen = QPen(colour, unit * (3 if style == "thick" else 1.3))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if pattern := _DASHES.get(style):
            pen.setDashPattern(pattern)
        painter.setPen(pen)
        painter.drawLines(lines)
    painter.restore()


# Units below the words, of the middle of each line. An annotation's line leaves those of mentions to be seen.
_UNDERLINE_HEIGHTS = {"double": (-0.9, 1.7), "thick": (4.4,), "dashed": (4.0,)}
# Multiples of the line's thickness: strokes and gaps.
_DASHES = {"dotted": [1.4, 1.6], "dashed": [4.0, 2.5]}


def visible(bands: Iterable[Band], start: int, end: int) -> Iterator[Band]:
    """The bands, cut to what lies between two code points."""
    for band in bands:
        if band.start < end and band.end > start:
            yield Band(max(band.start, start), min(band.end, end), band.colour, band.style)
