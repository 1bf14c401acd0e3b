"""What is drawn behind and under the words: bars, boxes, rules, table lines, markers, mentions, annotations.

All of it is painted for the blocks in view and never stored in the document, so its cost follows the screen, not the
brief. The reader on the screen and the pages of the PDF call the same functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTextBlock

from viewer.brief.model import Block
from viewer.pages.document import SUMMARY_END, BriefDocument
from viewer.pages.formats import CELL_PADDING, DEEPEST, INDENT, QUOTE_INDENT
from viewer.pages.theme import Theme

#: Between the words of a box or of code and the edge of its ground, in units.
GROUND_PADDING = 12
UNDERLINE_STYLES = {"actor": "solid", "mineral": "double", "place": "dotted"}
_GRAVE_BOXES = frozenset(("danger", "error", "warning", "caution", "attention"))


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
    own = [(qt_block.userState(), qt_block, box) for qt_block, box in seen]
    own = [entry for entry in own if 0 <= entry[0] < len(document.blocks)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # Grounds first: bars, lines and markers stand on them.
    for grounded in _grounds(document, [(index, box) for index, _, box in own]):
        _ground(painter, document, *grounded, width)
    for qt_block, box in seen:
        if qt_block.userState() == SUMMARY_END:
            _rule(painter, document, box, width)
    for index, qt_block, box in own:
        _block(painter, document, document.blocks[index], qt_block, box, width)
    painter.restore()


def _grounds(document: BriefDocument, seen: list[tuple[int, QRectF]]) -> Iterator[tuple[Block, float, float]]:
    """Stretches of code or of one admonition: a block in it, and the heights between which it shows."""
    blocks = document.blocks
    position = 0
    while position < len(seen):
        first, box = seen[position]
        position += 1
        if not has_ground(blocks[first]):
            continue
        last, top, bottom = first, box.top(), box.bottom()
        while position < len(seen) and seen[position][0] == last + 1 and share_ground(blocks[last], blocks[last + 1]):
            last, bottom = last + 1, seen[position][1].bottom()
            position += 1
        # What goes on beyond the view must not end in a round corner at its edge.
        beyond = document.formats.px(40)
        if first and share_ground(blocks[first - 1], blocks[first]):
            top -= beyond
        if last + 1 < len(blocks) and share_ground(blocks[last], blocks[last + 1]):
            bottom += beyond
        yield blocks[first], top, bottom


def has_ground(block: Block) -> bool:
    """Whether a block stands on a ground of another colour."""
    return bool(block.box) or block.kind == "code"


def share_ground(above: Block, below: Block) -> bool:
    """Whether two blocks, one right below the other, stand on one ground."""
    if above.box or below.box:
        return above.box == below.box
    # Code of over 8,000 characters comes in several blocks.
    return above.kind == below.kind == "code" and len(above.text) > 3_000 and not below.marker


def _ground(painter: QPainter, document: BriefDocument, block: Block, top: float, bottom: float, width: float) -> None:
    px = document.formats.px
    left = document.left
    if not block.box:
        left += px(min(block.indent, DEEPEST) * INDENT + min(block.quote, DEEPEST) * QUOTE_INDENT)
    area = QRectF(left, top - px(GROUND_PADDING), document.left + width - left, bottom - top + 2 * px(GROUND_PADDING))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(document.theme["panel"])
    painter.drawRoundedRect(area, px(4), px(4))
    if block.box:
        role = "danger" if block.box_kind in _GRAVE_BOXES else "accent"
        painter.fillRect(QRectF(area.left(), area.top(), px(3), area.height()), document.theme[role])


def _block(
    painter: QPainter, document: BriefDocument, block: Block, qt_block: QTextBlock, box: QRectF, width: float
) -> None:
    px = document.formats.px
    if block.quote:
        for level in range(min(block.quote, DEEPEST)):
            x = document.left + px(min(block.indent, DEEPEST) * INDENT + level * QUOTE_INDENT)
            bar = QRectF(x, box.top(), px(3), box.height())
            painter.fillRect(bar, document.theme["line"])
    if block.kind == "rule":
        _rule(painter, document, box, width)
    if block.cell:
        _cell_lines(painter, document, block, box, width)
    if block.marker:
        _marker(painter, document, block, qt_block)


def _rule(painter: QPainter, document: BriefDocument, box: QRectF, width: float) -> None:
    y = box.center().y()
    painter.setPen(QPen(document.theme["line"], document.formats.px(1)))
    painter.drawLine(QPointF(document.left, y), QPointF(document.left + width, y))


def _cell_lines(painter: QPainter, document: BriefDocument, block: Block, box: QRectF, width: float) -> None:
    """A line under each row, stronger under the header: once a row, drawn by its first cell."""
    cell = block.cell
    assert cell
    if cell.column:
        return
    first = document.index_at(block.start)
    padding = document.formats.px(CELL_PADDING)
    row = [document.box(document.qt_block(first + column)) for column in range(cell.columns)]
    bottom = max(one.bottom() for one in row) + padding
    # Not from frameBoundingRect: for a table it is off by the padding.
    colour = document.theme["muted"] if cell.header else document.theme["line"]
    painter.setPen(QPen(colour, document.formats.px(1)))
    left, right = document.left, document.left + width
    painter.drawLine(QPointF(left, bottom), QPointF(right, bottom))
    if not cell.row:
        painter.setPen(QPen(document.theme["line"], document.formats.px(1)))
        painter.drawLine(QPointF(left, box.top() - padding), QPointF(right, box.top() - padding))


def _marker(painter: QPainter, document: BriefDocument, block: Block, qt_block: QTextBlock) -> None:
    layout = qt_block.layout()
    if not layout.lineCount():
        return
    px = document.formats.px
    line = layout.lineAt(0)
    origin = document.origin(qt_block)
    baseline = origin.y() + line.y() + line.ascent()
    right_to_left = qt_block.textDirection() == Qt.LayoutDirection.RightToLeft
    if right_to_left:
        edge = origin.x() + line.x() + line.width() + px(8)
    else:
        edge = origin.x() + line.x() - px(8)
    if block.marker in "☐☑":
        _task_box(painter, document, edge, baseline, block.marker == "☑", right_to_left)
        return
    painter.setFont(document.formats.marker_font(block))
    painter.setPen(document.theme["muted"])
    marker_width = px(INDENT * 2)
    left = edge if right_to_left else edge - marker_width
    side = Qt.AlignmentFlag.AlignLeft if right_to_left else Qt.AlignmentFlag.AlignRight
    metrics = painter.fontMetrics()
    box = QRectF(left, baseline - metrics.ascent(), marker_width, metrics.height())
    painter.drawText(box, side | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextDontClip, block.marker)


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
    px = document.formats.px
    for band in bands:
        pen = QPen(band.colour, px(3 if band.style == "thick" else 1.3))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if pattern := _DASHES.get(band.style):
            pen.setDashPattern(pattern)
        painter.setPen(pen)
        for box in document.rectangles(band.start, band.end):
            for height in _UNDERLINE_HEIGHTS.get(band.style, (-0.5,)):
                y = box.bottom() + px(height)
                painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
    painter.restore()


# Units below the words, of the middle of each line. An annotation's line leaves those of mentions to be seen.
_UNDERLINE_HEIGHTS = {"double": (-1.7, 1.1), "thick": (3.5,), "dashed": (3.0,)}
# Multiples of the line's thickness: strokes and gaps.
_DASHES = {"dotted": [1.4, 1.6], "dashed": [4.0, 2.5]}


def visible(bands: Iterable[Band], start: int, end: int) -> Iterator[Band]:
    """The bands, cut to what lies between two code points."""
    for band in bands:
        if band.start < end and band.end > start:
            yield Band(max(band.start, start), min(band.end, end), band.colour, band.style)
