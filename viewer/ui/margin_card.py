"""A note as it shows in the margin: its words without their Markdown, broken into lines, and how they are drawn.

Notes may come from strangers. Nothing of them is taken for rich text, and only their beginning is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from viewer.language import tr
from viewer.pages.decorations import line_colour
from viewer.pages.theme import Theme
from viewer.pages.utf16 import Utf16Map
from viewer.report.bidi import visible

#: How many lines of the note the three forms of a card show, and a fourth: the card at hand.
FULL, SHORT, LINE, OPEN = 0, 1, 2, 3
_MOST_LINES = {FULL: 4, SHORT: 2, LINE: 1, OPEN: 12}
#: Pixels, before zoom: above and below the lines, and beside them.
_PAD_Y, _PAD_LEFT, _PAD_RIGHT, _BAR = 5.0, 12.0, 8.0, 4.0
_MOST_TEXT = 2_000

_LINE_START = re.compile(r"^\s*(?:#{1,6} +|(?:> ?)+)")
_BULLET = re.compile(r"^(\s*)[-*+] +(?:\[[ xX]\] )?")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?: +\"[^\"]*\")?\)")
_STRONG = re.compile(r"(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)(.+?)(?<=\S)\1(?![\w*])")
_CODE = re.compile(r"(`+)(.+?)\1")

_WRAPPING = QTextOption()
_WRAPPING.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)


@dataclass(frozen=True, slots=True)
class MarginNote:
    """An annotation that has something to read. `start` and `end` are code points; `text` is Markdown; `kind` is what
    sort of note it is, as it is to be shown; `author` is empty for one's own notes; `moved` for one whose place is not
    certain."""

    id: str
    start: int
    end: int
    colour: str = ""
    text: str = ""
    tags: tuple[str, ...] = ()
    moved: bool = False
    author: str = ""
    kind: str = ""


def plain_lines(markdown: str) -> list[str]:
    """The paragraphs and lines of a note without the signs of Markdown; empty lines are left out."""
    lines = []
    for line in markdown[:_MOST_TEXT].splitlines():
        line = _BULLET.sub(r"\1• ", _LINE_START.sub("", line))
        for pattern, kept in ((_CODE, r"\2"), (_LINK, r"\1"), (_STRONG, r"\2"), (_EMPHASIS, r"\2")):
            line = pattern.sub(kept, line)
        if line.strip():
            lines.append(" ".join(line.split()))
    return lines


def spoken(note: MarginNote) -> str:
    """A note in words, for tool tips and screen readers."""
    head = " · ".join(part for part in (note.kind and tr(note.kind), visible(note.author)) if part)
    tags = "  ".join(f"#{tag}" for tag in note.tags)
    moved = tr("Moved – please check") if note.moved else ""
    return "\n".join(part for part in (moved, head, *plain_lines(note.text), tags) if part)


class Cards:
    """Measures and draws cards of one width, in one type size. `scale` is the zoom of the type."""

    def __init__(self, theme: Theme, font: QFont, width: float, scale: float) -> None:
        self.theme = theme
        self.width = width
        self.scale = scale
        self.font = QFont(font)
        if font.pixelSize() > 0:
            self.font.setPixelSize(max(1, round(font.pixelSize() * scale)))
        else:
            self.font.setPointSizeF(font.pointSizeF() * scale)
        self._metrics = QFontMetricsF(self.font)
        self._step = 1.15 * self._metrics.lineSpacing()
        self._lines: dict[tuple[MarginNote, int], list[tuple[str, str]]] = {}

    def height(self, note: MarginNote, form: int) -> float:
        """The height of a card in some form, in pixels."""
        return len(self.lines(note, form)) * self._step + 2 * _PAD_Y * self.scale

    @property
    def row(self) -> float:
        """The height of a card with one line."""
        return self._step + 2 * _PAD_Y * self.scale

    def lines(self, note: MarginNote, form: int) -> list[tuple[str, str]]:
        """(text, colour role) of the lines that a form of a card shows."""
        key = (note, form)
        if key not in self._lines:
            if len(self._lines) > 4_000:
                self._lines.clear()
            self._lines[key] = list(self._make_lines(note, form))
        return self._lines[key]

    def _make_lines(self, note: MarginNote, form: int) -> Iterator[tuple[str, str]]:
        most = _MOST_LINES[form]
        head = " · ".join(part for part in (note.kind and tr(note.kind), visible(note.author)) if part)
        tags = "  ".join(f"#{tag}" for tag in note.tags)
        body = plain_lines(note.text)
        if form in (SHORT, LINE):
            # What is most telling first: a card of one line has no room for who said it.
            body = [" ".join(body)] if body else []
            before = [(tr("Moved – please check"), "warning")] if note.moved and form == SHORT else []
            after = [(tags, "accent")] if tags and (form == SHORT or not body) else []
            if not body and not after:
                after = [(head, "muted")]
            body_lines = [(line, "ink") for line in self._broken(body, max(1, most - len(before) - len(after)))]
            yield from self._elided([*before, *body_lines, *after][:most])
            return
        if note.moved:
            yield from self._elided([(tr("Moved – please check"), "warning")])
        if head:
            yield from self._elided([(head, "muted")])
        yield from ((line, "ink") for line in self._broken(body, most))
        if tags:
            yield from self._elided([(tags, "accent")])

    @property
    def _room(self) -> float:
        return self.width - (_PAD_LEFT + _PAD_RIGHT) * self.scale

    def _elided(self, lines: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        for text, role in lines:
            yield self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, self._room), role

    def _broken(self, paragraphs: list[str], most: int) -> list[str]:
        """Paragraphs broken into at most so many lines, the last with an ellipsis if there is more."""
        found: list[str] = []
        for number, paragraph in enumerate(paragraphs):
            room = most - len(found)
            lines = self._wrapped(paragraph, room)
            found += lines[:room]
            if len(found) == most and (len(lines) > room or number + 1 < len(paragraphs)):
                last = "".join(lines[room - 1 :]).rstrip() + " …"
                found[-1] = self._metrics.elidedText(last, Qt.TextElideMode.ElideRight, self._room)
                break
        return [line.rstrip() for line in found]

    def _wrapped(self, paragraph: str, most: int) -> list[str]:
        """A paragraph in lines; what does not fit `most` of them is one more, of any length."""
        layout = QTextLayout(paragraph, self.font)
        layout.setTextOption(_WRAPPING)
        layout.beginLayout()
        starts: list[int] = []
        while len(starts) <= most and (line := layout.createLine()).isValid():
            line.setLineWidth(self._room)
            starts.append(line.textStart())
        layout.endLayout()
        units = Utf16Map(paragraph)
        places = [*(units.to_text(start) for start in starts), len(paragraph)]
        return [paragraph[a:b] for a, b in pairwise(places)]

    def paint(self, painter: QPainter, note: MarginNote, form: int, box: QRectF, edge: QPen) -> None:
        """Draw a card into a box, with a border of some pen."""
        scale = self.scale
        painter.setPen(edge)
        painter.setBrush(self.theme["raised"])
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        bar = QRectF(box.left() + 3, box.top() + 4, _BAR * scale, box.height() - 8)
        painter.fillRect(bar, self.colour(note))
        painter.setFont(self.font)
        y = box.top() + _PAD_Y * scale
        for text, role in self.lines(note, form):
            painter.setPen(self.theme[role])
            area = QRectF(box.left() + _PAD_LEFT * scale, y, self._room + 2, self._step)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
            y += self._step

    def write(self, painter: QPainter, words: str, box: QRectF) -> None:
        """Write a few quiet words at the left of a box."""
        painter.setFont(self.font)
        painter.setPen(self.theme["muted"])
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, words)

    def colour(self, note: MarginNote) -> QColor:
        """The colour of a note's bar or dot."""
        return line_colour(self.theme, note.colour) if note.colour else self.theme["muted"]


def paint_dot(painter: QPainter, note: MarginNote, colour: QColor, centre: QPointF, radius: float) -> None:
    """Draw a note's dot: a hollow diamond if it has moved, so that it is not told by colour alone."""
    if note.moved:
        painter.setPen(QPen(colour, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        step = radius
        corners = [QPointF(0, -step), QPointF(step, 0), QPointF(0, step), QPointF(-step, 0)]
        painter.drawPolygon([centre + corner for corner in corners])
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(centre, radius, radius)
