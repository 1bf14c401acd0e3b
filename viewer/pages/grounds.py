"""The grounds of another colour that words stand on: the key judgements, boxes, code, and code inside a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextBlock

from viewer.brief.model import Block
from viewer.pages.document import SUMMARY_BEGIN, SUMMARY_END, BriefDocument
from viewer.pages.formats import GROUND_INSET, GROUND_PADDING, inset
from viewer.pages.rhythm import has_ground, share_ground

_GRAVE_BOXES = frozenset(("danger", "error", "warning", "caution", "attention"))
#: Beyond the view, in units: a ground that goes on must not end in a round corner at its edge.
_BEYOND = 40

Seen = Sequence[tuple[QTextBlock, QRectF]]


def _edge(document: BriefDocument) -> QPen:
    """Around a ground: nothing, but where the theme gives grounds the colour of the paper, a line."""
    theme = document.theme
    same = theme["panel"] == theme["paper"]
    return QPen(theme["line"], document.formats.px(1)) if same else QPen(Qt.PenStyle.NoPen)


def paint_grounds(painter: QPainter, document: BriefDocument, seen: Seen, width: float) -> None:
    """Draw the grounds under the blocks in view, which are given with their boxes; `width` is the column's. All in
    pixels of the document."""
    _summary(painter, document, seen, width)
    own = [(qt_block.userState(), box) for qt_block, box in seen if 0 <= qt_block.userState() < len(document.blocks)]
    for block, top, bottom in _stretches(document, own):
        _ground(painter, document, block, top, bottom, width)
    for index, box in own:
        if document.blocks[index].kind == "code" and document.blocks[index].box:
            _code_in_box(painter, document, document.blocks[index], box, width)
        if boxes := document.code_boxes(index):
            _inline_code(painter, document, document.blocks[index], box.topLeft(), boxes)


def _summary(painter: QPainter, document: BriefDocument, seen: Seen, width: float) -> None:
    px, blocks = document.formats.px, document.blocks
    inside = []
    for qt_block, box in seen:
        state = qt_block.userState()
        if state in (SUMMARY_BEGIN, SUMMARY_END) or (0 <= state < len(blocks) and blocks[state].part == "summary"):
            inside.append((state, box))
    if not inside:
        return
    top, bottom = min(box.top() for _, box in inside), max(box.bottom() for _, box in inside)
    top -= px(GROUND_PADDING if inside[0][0] == SUMMARY_BEGIN else _BEYOND)
    bottom += px(GROUND_PADDING / 2 if inside[-1][0] == SUMMARY_END else _BEYOND)
    painter.setPen(_edge(document))
    painter.setBrush(document.theme["panel"])
    painter.drawRoundedRect(QRectF(document.left, top, width, bottom - top), px(4), px(4))


def _stretches(document: BriefDocument, seen: list[tuple[int, QRectF]]) -> Iterator[tuple[Block, float, float]]:
    """Stretches of code or of one admonition: a block in it, and the heights between which it shows."""
    blocks, px = document.blocks, document.formats.px
    position = 0
    while position < len(seen):
        first, box = seen[position]
        position += 1
        if not has_ground(blocks[first]):
            continue
        last, top, bottom = first, box.top(), box.bottom()
        while position < len(seen) and seen[position][0] == last + 1 and share_ground(blocks[last], blocks[last + 1]):
            last += 1
            bottom = max(
                bottom, seen[position][1].bottom() + (document.cell_padding(blocks[last]) if blocks[last].cell else 0)
            )
            position += 1
        if first and share_ground(blocks[first - 1], blocks[first]):
            top -= px(_BEYOND)
        if last + 1 < len(blocks) and share_ground(blocks[last], blocks[last + 1]):
            bottom += px(_BEYOND)
        yield blocks[first], top, bottom


def _ground(painter: QPainter, document: BriefDocument, block: Block, top: float, bottom: float, width: float) -> None:
    px = document.formats.px
    before = px(inset(block) - (GROUND_INSET if block.box else 0))
    after = px(GROUND_INSET) if block.part == "summary" else 0.0
    top, bottom = top - px(GROUND_PADDING), bottom + px(GROUND_PADDING)
    area = QRectF(document.left + before, top, width - before - after, bottom - top)
    painter.setPen(_edge(document))
    # On a panel, something else must tell them apart.
    painter.setBrush(document.theme["raised" if block.part == "summary" else "panel"])
    painter.drawRoundedRect(area, px(4), px(4))
    if block.box:
        role = "danger" if block.box_kind in _GRAVE_BOXES else "accent"
        painter.fillRect(QRectF(area.left(), area.top(), px(3), area.height()), document.theme[role])


def _code_in_box(painter: QPainter, document: BriefDocument, block: Block, box: QRectF, width: float) -> None:
    px = document.formats.px
    left, padding = px(inset(block)), px(GROUND_PADDING / 2)
    area = QRectF(
        document.left + left, box.top() - padding, width - left - px(GROUND_INSET), box.height() + 2 * padding
    )
    painter.setPen(_edge(document))
    painter.setBrush(document.theme["raised"])
    painter.drawRoundedRect(area, px(4), px(4))


def _inline_code(
    painter: QPainter, document: BriefDocument, block: Block, corner: QPointF, boxes: list[QRectF]
) -> None:
    px = document.formats.px
    on_panel = has_ground(block) or block.part == "summary"
    painter.setPen(QPen(document.theme["line"], px(1)) if on_panel else _edge(document))
    painter.setBrush(document.theme["raised" if on_panel else "panel"])
    for box in boxes:
        painter.drawRoundedRect(box.translated(corner).adjusted(-px(2), px(1), px(2), 0), px(3), px(3))
