"""Text as the strings of codes that a PDF shows: Qt chooses faces, glyphs and their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGlyphRun, QTextLayout, QTextOption

from viewer.pages.pdf_faces import Face, Faces

#: Strings of codes: font, type size and place (in pixels, from where the text begins on the base line), and the codes
#: in hexadecimal, with corrections of the place between them (ISO 32000-1, 9.4.3, but for the brackets).
Strings = Sequence[tuple[str, float, float, float, str]]
#: A glyph, its place, and what it stands for.
Glyph = tuple[int, float, float, str]

#: Corrections in 1/1000 of the type size that nobody sees; Qt rounds places to a sixth of one.
_LEAST = 1.5
_KEPT = 4_000
_WHAT = QTextLayout.GlyphRunRetrievalFlag
_RETRIEVED = _WHAT.RetrieveGlyphIndexes | _WHAT.RetrieveGlyphPositions | _WHAT.RetrieveStringIndexes


class Shaper:
    """Shapes pieces of text that have one font and run in one direction."""

    def __init__(self, faces: Faces) -> None:
        self.faces = faces
        self._kept: dict[tuple[str, str, bool], Strings] = {}

    def strings(self, text: str, font: QFont, right_to_left: bool = False) -> Strings:
        """The strings that show a text."""
        key = text, font.key(), right_to_left
        if key not in self._kept:
            if len(self._kept) == _KEPT:
                self._kept.clear()
            self._kept[key] = list(self._shaped(*key[:1], font, right_to_left))
        return self._kept[key]

    def _shaped(self, text: str, font: QFont, right_to_left: bool) -> Iterator[tuple[str, float, float, float, str]]:
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        direction = Qt.LayoutDirection
        option.setTextDirection(direction.RightToLeft if right_to_left else direction.LeftToRight)
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        baseline, left = line.y() + line.ascent(), line.x()
        units = text.encode("utf-16-le", "surrogatepass")
        for run in line.glyphRuns(-1, -1, _RETRIEVED):
            raw = run.rawFont()
            size = raw.pixelSize() if raw.pixelSize() > 0 else float(font.pixelSize())
            glyphs = [(glyph, x - left, y - baseline, said) for glyph, x, y, said in _glyphs(run, units)]
            yield from coded(self.faces.face(raw, font), size, glyphs)


def coded(face: Face, size: float, glyphs: Iterable[Glyph]) -> Iterator[tuple[str, float, float, float, str]]:
    """The strings that show some glyphs of a face."""
    unit = size / 1000
    shown: list[str] = []
    name, begin, x, y = "", 0.0, 0.0, 0.0
    for glyph, left, height, text in glyphs:
        font, code, advance = face.coded(glyph, text)
        if font != name or abs(height - y) > unit:
            if shown:
                yield name, size, begin, y, "".join(shown)
            name, begin, x, y, shown = font, left, left, height, []
        gap = (x - left) / unit
        if abs(gap) > _LEAST:
            shown.append(f">{gap:.0f}<")
            x -= round(gap) * unit
        shown.append(code)
        x += advance * unit
    if shown:
        yield name, size, begin, y, "".join(shown)


def _glyphs(run: QGlyphRun, units: bytes) -> Iterator[Glyph]:
    """The glyphs of a run from left to right; the first one of a cluster stands for all its text."""
    clusters = run.stringIndexes()
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(units) // 2], strict=True))
    glyphs: list[Glyph] = []
    seen: set[int] = set()
    for glyph, place, start in zip(run.glyphIndexes(), run.positions(), clusters, strict=False):
        text = "" if start in seen else units[2 * start : 2 * ends[start]].decode("utf-16-le", "ignore")
        seen.add(start)
        glyphs.append((glyph, place.x(), place.y(), text))
    return iter(reversed(glyphs) if run.isRightToLeft() else glyphs)
