"""The layout of a long page of nothing but paragraphs, which keeps the place of each and not its lines.

Once a `QTextLayout` has been laid out, Qt keeps what it was shaped in as long as the layout exists (HarfBuzz's buffer,
in Qt 6.11): 54 bytes for every character, 560 MB for 10 MB of text. So paragraphs are measured in a layout that is lent
to one after the other, and those on the screen are set again when they are asked for. Everything comes to stand exactly
where `QTextDocumentLayout` puts it.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator
from time import perf_counter
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimerEvent
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QAccessible,
    QFont,
    QPainter,
    QPen,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextDocument,
    QTextFrame,
    QTextLayout,
    QTextLine,
    QTextOption,
)

_KEPT = 200  # layouts with their lines: several screens full
_BURST = 0.006  # seconds of measuring between events
_TOLD = 32  # bursts, after which the height is told anew
_RATE = 25.0  # 64ths of a pixel for each UTF-16 unit, before anything is measured
_TELLING = 2_000  # units; before that come a title and the like, which are taller
_FIXED = 64  # Qt reckons in these parts of a pixel, and cuts off what is less
_FIXED_HEIGHT = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_OTHER_SIDE = {
    Qt.AlignmentFlag.AlignLeft: Qt.AlignmentFlag.AlignRight,
    Qt.AlignmentFlag.AlignRight: Qt.AlignmentFlag.AlignLeft,
}


class _Line(NamedTuple):
    """How tall a line is, in 64ths of a pixel: to the top of the next, to its bottom, and its box; and how far above
    its place it is put."""

    step: int
    bottom: int
    tall: int
    lift: int


class _Form:
    """What the formats of a paragraph come to. Lengths but `width` (pixels) are in 64ths of a pixel."""

    def __init__(self, block: QTextBlock, option: QTextOption, width: int) -> None:
        made = block.blockFormat()
        self.direction = block.textDirection()
        alignment = made.alignment()
        if self.direction == Qt.LayoutDirection.RightToLeft:
            alignment = _OTHER_SIDE.get(alignment, alignment)
        option.setTextDirection(self.direction)
        option.setAlignment(alignment)
        self.option = option
        self.font: QFont = block.charFormat().font()
        self.pen = QPen(block.charFormat().foreground().color())
        self.above, self.below = _fixed(made.topMargin()), _fixed(made.bottomMargin())
        self.left = _fixed(made.leftMargin())
        self.width = (width - self.left - _fixed(made.rightMargin())) / _FIXED
        #: Of a line of ASCII, where one is as tall as the other.
        self.plain: _Line | None = None
        self._made = made

    def line(self, line: QTextLine) -> _Line:
        """What a line that has its width takes."""
        ascent, height = line.ascent(), line.height()
        step = _fixed(self._made.lineHeight(math.ceil(ascent + line.descent() + line.leading()), 1.0))
        lift = 0
        if self._made.lineHeightType() == _FIXED_HEIGHT:
            lift = _fixed(ascent + max(line.leading(), 0.0)) - step * 4 // 5
        return _Line(step, _fixed(self._made.lineHeight(height, 1.0)), math.ceil(height) * _FIXED, lift)


class LongTextLayout(QAbstractTextDocumentLayout):
    """Lays out a document without tables, lists, pictures and links: as far as it is asked to, the rest between events.

    `box` and `lines` leave nothing behind. `blockBoundingRect`, by which Qt asks, sets the lines of the block's own
    layout.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._qt = document
        # Of the blocks that are measured, in 64ths of a pixel: where they begin and end, and how tall their boxes are.
        self._tops, self._ends, self._talls = array("i"), array("i"), array("i")
        self._width = -1.0
        self._forms: dict[tuple[int, int], _Form] = {}
        self._kept: OrderedDict[int, QTextLayout] = OrderedDict()
        self._set: set[int] = set()  # the blocks whose own layouts have lines
        self._lent = QTextLayout()
        self._lent_to: _Form | None = None
        self._timer = self._bursts = 0
        self._rate = _RATE

    # Where blocks are

    def box(self, block: QTextBlock) -> QRectF:
        """The bounding rectangle of a block, in pixels of the document; all above it is measured."""
        number = block.blockNumber()
        self._measure(number)
        width = self._form(block).width
        return QRectF(self._left(), self._tops[number] / _FIXED, width, self._talls[number] / _FIXED)

    def lines(self, block: QTextBlock) -> QTextLayout:
        """A block laid out, and in its place. To be used at once."""
        number = block.blockNumber()
        # What the program adds has looks that only the block's own layout knows, and assistive technology asks Qt.
        if number in self._set or block.userState() < 0 or QAccessible.isActive():
            self._set_own(block)
            return block.layout()
        layout = self._kept.get(number)
        if layout is None:
            layout = self._kept[number] = QTextLayout(block.text(), self._form(block).font)
            self._put(layout, block)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(number)
        return layout

    def _set_own(self, block: QTextBlock) -> None:
        if block.blockNumber() not in self._set:
            self._set.add(block.blockNumber())
            self._put(block.layout(), block)

    def _put(self, layout: QTextLayout, block: QTextBlock) -> None:
        self._measure(block.blockNumber())
        form = self._form(block)
        layout.setTextOption(form.option)
        layout.beginLayout()
        y = 0
        while (line := layout.createLine()).isValid():
            line.setLeadingIncluded(True)
            line.setLineWidth(form.width)
            taken = form.line(line)
            line.setPosition(QPointF(form.left / _FIXED, (y - taken.lift) / _FIXED))
            y += taken.step
        layout.endLayout()
        layout.setPosition(QPointF(self._left(), self._tops[block.blockNumber()] / _FIXED))

    def _left(self) -> float:
        return _fixed(self._qt.rootFrame().frameFormat().leftMargin()) / _FIXED

    def _form(self, block: QTextBlock) -> _Form:
        key = (block.blockFormatIndex(), block.charFormatIndex())
        form = self._forms.get(key)
        if form is None or form.direction != block.textDirection():
            root = self._qt.rootFrame().frameFormat()
            width = _fixed(self._width) - _fixed(root.leftMargin()) - _fixed(root.rightMargin())
            form = self._forms[key] = _Form(block, self._qt.defaultTextOption(), width)
        return form

    # Measuring

    def _measure(self, number: int = -1, height: float = 0) -> None:
        """Measure as far as a block, or a height in pixels."""
        if len(self._tops) <= number or not self._ends or self._ends[-1] < height * _FIXED:
            for _ in self._measuring():
                if len(self._tops) > number and self._ends[-1] >= height * _FIXED:
                    break

    def _measuring(self) -> Iterator[None]:
        """Measure one block after the other."""
        block = self._qt.findBlockByNumber(len(self._tops))
        above = block.previous()
        below = self._form(above).below if above.isValid() else 0
        while block.isValid():
            form = self._form(block)
            if self._ends:
                top = self._ends[-1] + max(below, form.above)
            else:
                top = _fixed(self._qt.rootFrame().frameFormat().topMargin())
            self._take_in(block, form, top)
            below, block = form.below, block.next()
            yield

    def _take_in(self, block: QTextBlock, form: _Form, top: int) -> None:
        lent, text = self._lent, block.text()
        if self._lent_to is not form:
            self._lent_to = form
            lent.setFont(form.font)
            lent.setTextOption(form.option)
        lent.setText(text)
        is_plain = text.isascii()
        lent.beginLayout()
        y = bottom = tall = highest = 0
        while (line := lent.createLine()).isValid():
            if is_plain and form.plain:
                line.setLineWidth(form.width)
                taken = form.plain
            else:
                line.setLeadingIncluded(True)
                line.setLineWidth(form.width)
                taken = form.line(line)
                if is_plain:
                    form.plain = taken
            highest = min(highest, y - taken.lift) if y else -taken.lift
            tall = max(tall, y - taken.lift + taken.tall)
            bottom = y + taken.bottom
            y += taken.step
        lent.endLayout()
        self._tops.append(top)
        self._ends.append(top + max(y, bottom))
        self._talls.append(tall - highest)

    def documentChanged(self, start: int, removed: int, added: int) -> None:
        if self._qt.textWidth() == self._width:
            changed = self._qt.findBlock(start)
            self._forget(changed.blockNumber() if changed.isValid() else len(self._tops))
        else:
            self._width = self._qt.textWidth()
            self._forget(0)
            self._forms.clear()
            self._lent_to = None
        # Without a width it is a page in the making, which is shown later.
        if not self._timer and self._width > 0:
            self._timer, self._bursts = self.startTimer(0), 0

    def _forget(self, first: int) -> None:
        """Blocks from this number on are not what they were."""
        del self._tops[first:], self._ends[first:], self._talls[first:]
        for number in [number for number in self._kept if number >= first]:
            del self._kept[number]
        for number in [number for number in self._set if number >= first]:
            self._set.discard(number)
            self._qt.findBlockByNumber(number).clearLayout()

    def timerEvent(self, event: QTimerEvent) -> None:
        enough = perf_counter() + _BURST
        for _ in self._measuring():
            if perf_counter() > enough:
                self._bursts += 1
                if self._bursts % _TOLD != 1:
                    return
                break
        else:
            self.killTimer(self._timer)
            self._timer = 0
        self.documentSizeChanged.emit(self.documentSize())

    # What Qt asks

    def documentSize(self) -> QSizeF:
        """The size of the whole; as long as not all is measured, a guess."""
        done, tall = len(self._tops), float(self._ends[-1] if self._ends else 0)
        if done < self._qt.blockCount():
            units = self._qt.findBlockByNumber(done).position()
            if units > _TELLING:
                self._rate = tall / units
            # Something, before anything is measured at another width: else the scroll bar would come and go.
            tall += (self._qt.characterCount() - units) * self._rate
        return QSizeF(max(0.0, self._width), tall / _FIXED + self._qt.rootFrame().frameFormat().bottomMargin())

    def pageCount(self) -> int:
        return 1

    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:
        return QRectF(QPointF(), self.documentSize())

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        if not block.isValid():
            return QRectF()
        self._set_own(block)
        return self.box(block)

    def hitTest(self, point: QPointF, accuracy: Qt.HitTestAccuracy) -> int:  # type: ignore[override]
        point = QPointF(_fixed(point.x()) / _FIXED, _fixed(point.y()) / _FIXED)
        self._measure(0, point.y())
        number = min(bisect_right(self._ends, math.floor(point.y() * _FIXED)), len(self._ends) - 1)
        if number and point.y() * _FIXED <= self._tops[number - 1] + self._talls[number - 1]:
            number -= 1  # tight lines reach below what they take
        block = self._qt.findBlockByNumber(number)
        box = self.box(block)
        if not box.top() <= point.y() <= box.bottom():
            if accuracy == Qt.HitTestAccuracy.ExactHit:
                return -1
            below = block.next() if point.y() > box.bottom() else block
            return below.position() if below.isValid() else self._qt.characterCount() - 1
        layout = self.lines(block)
        x, y = point.x() - layout.position().x(), point.y() - layout.position().y()
        at, is_exact = 0, False
        for line in (layout.lineAt(number) for number in range(layout.lineCount())):
            natural = line.naturalTextRect()
            if natural.bottom() <= y:
                at = line.textStart() + line.textLength()
                continue
            if natural.top() > y:
                at = min(at, line.textStart())
                break
            is_exact = natural.left() <= x <= natural.right()
            on = QTextLine.CursorPosition
            exact = accuracy == Qt.HitTestAccuracy.ExactHit
            at = line.xToCursor(x, on.CursorOnCharacter if exact else on.CursorBetweenCharacters)
            break
        if accuracy == Qt.HitTestAccuracy.ExactHit and not is_exact:
            return -1
        return block.position() + min(at, block.length() - 1)

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        clip = context.clip if context.clip.isValid() else painter.clipBoundingRect()
        self._measure(0, clip.bottom())
        number = bisect_right(self._ends, math.floor(clip.top() * _FIXED))
        block = self._qt.findBlockByNumber(number)
        selections = [
            # A copy: what PySide gives of a selection goes with it.
            (one.cursor.selectionStart(), one.cursor.selectionEnd(), QTextCharFormat(one.format))
            for one in context.selections
        ]
        while block.isValid() and self.box(block).top() <= clip.bottom():
            at, length = block.position(), block.length()
            chosen = []
            for start, end, made in selections:
                if start < at + length and end > at and end > start:
                    chosen.append(selected := QTextLayout.FormatRange())
                    selected.start, selected.length, selected.format = start - at, end - start, made
            painter.setPen(self._form(block).pen)
            layout = self.lines(block)
            layout.draw(painter, QPointF(), chosen, clip)
            if at <= context.cursorPosition < at + length:
                painter.setPen(context.palette.text().color())
                layout.drawCursor(painter, QPointF(), context.cursorPosition - at, self.property("cursorWidth") or 1)
            block = block.next()


def _fixed(pixels: float) -> int:
    return int(pixels * _FIXED)
