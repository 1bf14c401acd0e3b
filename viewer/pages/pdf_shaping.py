"""Text as the strings of codes that a PDF shows: Qt chooses faces, glyphs and their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGlyphRun, QTextLayout, QTextLine, QTextOption

from viewer.pages.pdf_faces import Face, Faces

#: A string of codes: font, type size and place (in pixels, from where the text begins on the base line), and the codes
#: in hexadecimal, with corrections of the place between them (ISO 32000-1, 9.4.3, but for the brackets).
String = tuple[str, float, float, float, str]
Strings = Sequence[String]
#: A glyph, its place, and what it stands for.
Glyph = tuple[int, float, float, str]

#: Corrections in 1/1000 of the type size that nobody sees; Qt rounds places to a sixth of one.
_LEAST = 1.5
_KEPT = 4_000
#: Latin, Greek and Cyrillic letters, and marks with a width of their own; no soft hyphen, no combining letter.
PLAIN = re.compile("[ -~\u00a0-\u00ac\u00ae-\u024f\u0370-\u0482\u048a-\u052f\u2010-\u2028\u2030-\u205e\u20a0-\u20bf]*")
_NUMBER = re.compile(r" ?([1-9][0-9]{0,8})(\.?)")
#: Numbers mostly come one after the other: so many are looked at together.
_NUMBERS = 200
_WHAT = QTextLayout.GlyphRunRetrievalFlag
_RETRIEVED = _WHAT.RetrieveGlyphIndexes | _WHAT.RetrieveGlyphPositions | _WHAT.RetrieveStringIndexes


class Shaper:
    """Shapes pieces of text that have one font and run in one direction."""

    def __init__(self, faces: Faces) -> None:
        self.faces = faces
        self._kept: dict[tuple[str, str, bool], Strings] = {}
        self._words: dict[str, Words] = {}
        #: By identity, as asking for a font's key takes long; with the font, so that nothing else gets its identity.
        self._fonts: dict[int, tuple[QFont, Words]] = {}

    def words(self, font: QFont) -> Words:
        """What is known of the words set in a font."""
        found = self._fonts.get(id(font))
        if found is None:
            if len(self._fonts) == _KEPT:
                self._fonts.clear()
            words = self._words.setdefault(font.key(), Words(font, self.faces))
            self._fonts[id(font)] = found = font, words
        return found[1]

    def strings(self, text: str, font: QFont, right_to_left: bool = False) -> Strings:
        """The strings that show a text."""
        key = text, font.key(), right_to_left
        if key not in self._kept:
            if len(self._kept) == _KEPT:
                self._kept.clear()
            self._kept[key] = list(self._shaped(*key[:1], font, right_to_left))
        return self._kept[key]

    def _shaped(self, text: str, font: QFont, right_to_left: bool) -> Iterator[tuple[str, float, float, float, str]]:
        layout, line = _line(text, font, right_to_left)
        baseline, left = line.y() + line.ascent(), line.x()
        units = text.encode("utf-16-le", "surrogatepass")
        for run in line.glyphRuns(-1, -1, _RETRIEVED):
            raw = run.rawFont()
            size = raw.pixelSize() if raw.pixelSize() > 0 else float(font.pixelSize())
            glyphs = [(glyph, x - left, y - baseline, said) for glyph, x, y, said in _glyphs(run, units)]
            yield from coded(self.faces.face(raw, font), size, glyphs)
        del layout


class Words:
    """The words set in one font, from where they stood first: their codes, and their width in 1/1000 of the type size.
    A word that follows another has the space before it with it, as faces kern that too."""

    def __init__(self, font: QFont, faces: Faces) -> None:
        self.font = font
        #: Its name in the file, and its size in pixels, as soon as a word is known.
        self.name = ""
        self.size = 1.0
        self.known: dict[str, tuple[str, float]] = {"": ("", 0.0)}
        self._faces = faces
        #: Those that were only seen at the end of a line, so that their distance to what follows is a guess.
        self._ends: set[str] = set()

    def set(self, text: str) -> String | None:
        """The string that shows a text of one line; None if it cannot be put together."""
        if not PLAIN.fullmatch(text):
            return None
        words = words_of(text)
        for word in words:
            if word not in self.known:
                number = _NUMBER.fullmatch(word)
                sample = _numbers(number) if number else text
                layout, line = _line(sample, self.font)
                if not self.learn(line, words_of(sample), 0, len(sample), is_row=bool(number)):
                    return None
                del layout
        return self.name, self.size, 0.0, 0.0, "".join([self.known[word][0] for word in words])

    def learn(self, line: QTextLine, words: Sequence[str], first: int, last: int, *, is_row: bool = False) -> bool:
        """Look at how Qt sets some words, from the UTF-16 unit `first` to `last`; whether it does so in one face with
        a glyph for each letter. Those of a row stand for themselves, too, without the space."""
        runs = line.glyphRuns(first, last - first)
        if len(runs) != 1:
            return False
        (run,) = runs
        raw, glyphs = run.rawFont(), run.glyphIndexes()
        face = self._faces.face(raw, self.font)
        if len(glyphs) != last - first or not face.has_one_font:
            return False
        name = face.coded(glyphs[0], words[0][:1] or " ")[0]
        if self.name not in ("", name):
            return False
        self.name, self.size = name, raw.pixelSize()
        places = [place.x() * 1000 / self.size for place in run.positions()]
        at = 0
        for word in words:
            end = at + len(word)
            if word not in self.known or (word in self._ends and end < len(places)):
                self.known[word] = _put_together(face, word, glyphs[at:end], places[at : end + 1])
                (self._ends.discard if end < len(places) else self._ends.add)(word)
            if is_row and word[:1] == " ":
                self.known[word[1:]] = _put_together(face, word[1:], glyphs[at + 1 : end], places[at + 1 : end + 1])
            at = end
        return True


def words_of(text: str) -> list[str]:
    """The words of a line, each with the space before it."""
    head, *others = text.split(" ")
    return [head, *[f" {word}" for word in others]]


def _numbers(number: re.Match[str]) -> str:
    """A row of numbers in the form of one, which is the first but one."""
    first = int(number[1])
    return " ".join(f"{one}{number[2]}" for one in (first, *range(first, first + _NUMBERS)))


def _put_together(face: Face, word: str, glyphs: Sequence[int], places: Sequence[float]) -> tuple[str, float]:
    """The codes of a word and its width. `places` are of its letters and of what follows, if anything does."""
    shown: list[str] = []
    x = places[0]
    for letter, glyph, place in zip_longest(word, glyphs, places):
        if place is not None and abs(x - place) > _LEAST:
            shown.append(f">{x - place:.0f}<")
            x -= round(x - place)
        if glyph is not None:
            _, code, advance = face.coded(glyph, letter)
            shown.append(code)
            x += advance
    return "".join(shown), x - places[0]


def _line(text: str, font: QFont, right_to_left: bool = False) -> tuple[QTextLayout, QTextLine]:
    """A text on one line, and the layout that this is a part of."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    direction = Qt.LayoutDirection
    option.setTextDirection(direction.RightToLeft if right_to_left else direction.LeftToRight)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    return layout, line


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
