"""The faces of a PDF: which glyphs of them are used, what they stand for, and how they are embedded.

A code of a font is a glyph with the text that it stands for (ISO 32000-1, 9.10.3), so that one glyph may be a space
here and a tab there, stand for several letters or for a character above U+FFFF: a reader finds and copies just what
the brief says.
"""

from __future__ import annotations

import re
import struct
from functools import cached_property

from PySide6.QtGui import QFont, QRawFont

from viewer.pages.pdf_engine import path_operators
from viewer.pages.pdf_file import PdfFile, references
from viewer.pages.pdf_truetype import subset

#: Codes of a drawn font (below), which has one byte for them.
_DRAWN_CODES = 255
_ITALIC, _OBLIQUE = 1, 1 << 9  # fsSelection of the table OS/2


class Faces:
    """The faces of one PDF."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._faces: dict[tuple[object, ...], Face] = {}

    def face(self, raw: QRawFont, instead: QFont) -> Face:
        """The face of a glyph run; that of the font `instead`, whose box stands for a missing glyph, where Qt found no
        face for a script at all."""
        # Such a raw font has no size, and ends the process when it is asked for its name.
        if raw.pixelSize() <= 0:
            raw = QRawFont.fromFont(instead)
            return self._of(raw, "missing")
        return self._of(raw, "")

    def _of(self, raw: QRawFont, state: str) -> Face:
        key = (raw.familyName(), raw.styleName(), raw.weight(), raw.style(), state)
        if key not in self._faces:
            made = _Drawn if _is_drawn(raw) else Face
            self._faces[key] = made(self._file, raw, len(self._faces) + 1, is_missing=bool(state))
        return self._faces[key]

    def finish(self) -> None:
        """Write the fonts."""
        for face in self._faces.values():
            face.finish()

    @property
    def lack_characters(self) -> bool:
        """Whether there are characters that no face has, and for which an empty box is shown."""
        return any(not glyph for face in self._faces.values() for glyph in face.glyphs)

    @property
    def fonts(self) -> dict[str, int]:
        """The numbers of the font objects, by their names in resources."""
        return {name: number for face in self._faces.values() for name, number in face.fonts.items()}


class Face:
    """A face at any size: a TrueType font with two bytes to a code."""

    #: Hexadecimal digits of a code, and whether all codes are in one font.
    digits = 4
    has_one_font = True

    def __init__(self, file: PdfFile, raw: QRawFont, number: int, *, is_missing: bool) -> None:
        self._file = file
        self._raw = QRawFont(raw)
        self._raw.setPixelSize(raw.unitsPerEm())
        self._number = number
        self._is_missing = is_missing
        self._codes: dict[tuple[int, str], tuple[str, str, float]] = {}
        self.fonts: dict[str, int] = {}

    def coded(self, glyph: int, text: str) -> tuple[str, str, float]:
        """A glyph that stands for some text: the name of its font, its code there, its advance in 1/1000 of the type
        size."""
        glyph = 0 if self._is_missing else glyph
        found = self._codes.get((glyph, text))
        if found is None:
            name, code = self._next_code(len(self._codes))
            if name not in self.fonts:
                self.fonts[name] = self._file.number()
            found = self._codes[glyph, text] = name, f"{code:0{self.digits}X}", self._width(glyph)
        return found

    @property
    def glyphs(self) -> list[int]:
        """The glyphs that are used, in the order of their codes."""
        return [glyph for glyph, _ in self._codes]

    def finish(self) -> None:
        """Write the font with the glyphs that it turned out to need."""
        if not self.fonts:
            return
        (number,) = self.fonts.values()
        glyphs = self.glyphs
        name = f"{_tag(self._number)}+{self._name}"
        data = subset(self._table, glyphs)
        file = self._file.stream(f"/Length1 {len(data)}", data)
        descriptor = self._file.put(
            f"<</Type/FontDescriptor/FontName/{name}/Flags 4{self._measures}/StemV 80/FontFile2 {file} 0 R>>"
        )
        # Code 0 is no glyph of the text.
        map_ = self._file.stream("", struct.pack(f">{len(glyphs) + 1}H", 0, *glyphs))
        widths = " ".join(f"{width:g}" for _, _, width in self._codes.values())
        descendant = self._file.put(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/FontDescriptor {descriptor} 0 R"
            f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W[1[{widths}]]"
            f"/CIDToGIDMap {map_} 0 R>>"
        )
        texts = [(code, text) for (_, text), (_, code, _) in self._codes.items()]
        self._file.put(
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts{references([descendant])}"
            f"/ToUnicode {self._to_unicode(texts)} 0 R>>",
            number,
        )

    def _next_code(self, count: int) -> tuple[str, int]:
        return f"F{self._number}", count + 1

    def _width(self, glyph: int) -> float:
        return round(self._raw.advancesForGlyphIndexes([glyph])[0].x() * self._unit, 2)

    def _table(self, tag: str) -> bytes:
        return bytes(self._raw.fontTable(tag).data())

    def _to_unicode(self, texts: list[tuple[str, str]]) -> int:
        """The map from codes to what they stand for."""
        lines = [f"<{code}> <{text.encode('utf-16-be', 'replace').hex()}>" for code, text in texts if text]
        # A hundred at most in one go (Adobe Technical Note 5411).
        parts = [lines[at : at + 100] for at in range(0, len(lines), 100)]
        chars = "".join(f"{len(part)} beginbfchar\n{chr(10).join(part)}\nendbfchar\n" for part in parts)
        space = f"<{'0' * self.digits}> <{'F' * self.digits}>"
        return self._file.stream(
            "",
            (
                "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n"
                "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                f"1 begincodespacerange\n{space}\nendcodespacerange\n{chars}"
                "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
            ).encode(),
        )

    @cached_property
    def _unit(self) -> float:
        """What a unit of the face is in 1/1000 of the type size."""
        return 1000 / self._raw.unitsPerEm()

    @cached_property
    def _name(self) -> str:
        return re.sub("[^A-Za-z0-9]", "", self._raw.familyName() + self._raw.styleName()) or "Face"

    @property
    def _measures(self) -> str:
        raw, unit = self._raw, self._unit
        box = struct.unpack_from(">4h", self._table("head"), 36)
        slant = -12 if raw.style() != QFont.Style.StyleNormal else 0
        return (
            f"/FontBBox[{' '.join(f'{value * unit:.0f}' for value in box)}]/ItalicAngle {slant}"
            f"/Ascent {raw.ascent() * unit:.0f}/Descent {-raw.descent() * unit:.0f}"
            f"/CapHeight {raw.capHeight() * unit:.0f}"
        )


class _Drawn(Face):
    """A face that is no plain TrueType font, or one that Qt slants or thickens: its outlines as they are shown
    (Type 3; ISO 32000-1, 9.6.5), 255 to a font."""

    digits = 2
    has_one_font = False

    def finish(self) -> None:
        entries = list(self._codes.items())
        for name, number in self.fonts.items():
            own = [(glyph, text, code, width) for (glyph, text), (font, code, width) in entries if font == name]
            drawn = [self._file.stream("", self._outline(glyph, width)) for glyph, _, _, width in own]
            names = [f"/g{code}" for _, _, code, _ in own]
            procedures = "".join(f"{one} {number} 0 R" for one, number in zip(names, drawn, strict=True))
            texts = [(code, text) for _, text, code, _ in own]
            self._file.put(
                "<</Type/Font/Subtype/Type3/FontBBox[0 0 0 0]/FontMatrix[0.001 0 0 0.001 0 0]/Resources<<>>"
                f"/FirstChar 1/LastChar {len(own)}/Widths[{' '.join(f'{width:g}' for *_, width in own)}]"
                f"/Encoding<</Type/Encoding/Differences[1{''.join(names)}]>>/CharProcs<<{procedures}>>"
                f"/ToUnicode {self._to_unicode(texts)} 0 R>>",
                number,
            )

    def _next_code(self, count: int) -> tuple[str, int]:
        return f"F{self._number}-{count // _DRAWN_CODES}", count % _DRAWN_CODES + 1

    def _outline(self, glyph: int, width: float) -> bytes:
        path, unit = self._raw.pathForGlyph(glyph), self._unit
        box = path.boundingRect()
        edges = f"{box.left() * unit:.0f} {-box.bottom() * unit:.0f} {box.right() * unit:.0f} {-box.top() * unit:.0f}"
        shape = path_operators(path, lambda x, y: f"{x * unit:.1f} {-y * unit:.1f}")
        return f"{width:g} 0 {edges} d1\n{shape} f".encode()


def _is_drawn(raw: QRawFont) -> bool:
    """Whether a face cannot be embedded as it is."""
    if raw.fontTable("glyf").isEmpty() or not raw.fontTable("fvar").isEmpty():
        return True
    os2 = bytes(raw.fontTable("OS/2").data())
    if len(os2) < 64:
        return False
    weight, selection = struct.unpack_from(">H", os2, 4)[0], struct.unpack_from(">H", os2, 62)[0]
    slanted = raw.style() != QFont.Style.StyleNormal and not selection & (_ITALIC | _OBLIQUE)
    return slanted or raw.weight() >= QFont.Weight.DemiBold.value > weight + 100


def _tag(number: int) -> str:
    """Six capital letters, which tell a part of a font from the whole (9.6.4)."""
    letters = ""
    for _ in range(6):
        number, rest = divmod(number, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
