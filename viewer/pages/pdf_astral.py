"""Which glyphs of the embedded fonts stand for characters above U+FFFF: Qt tells a PDF's reader nothing of these.

Qt numbers the glyphs of a font in the order in which they are first painted. So in each face the glyphs that it leaves
without a meaning are, in that order, those of such characters; where the count differs, nothing is said of that face.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable

import pikepdf
from PySide6.QtGui import QRawFont, QTextDocument

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_PLAIN_STYLES = re.compile("regular|book|roman|normal")


def astral_glyphs(documents: Iterable[QTextDocument]) -> dict[str, list[str]]:
    """The characters above U+FFFF of some documents, one a glyph, in the order of the text, by their faces' names."""
    found: dict[str, dict[int, str]] = {}
    for document in documents:
        qt_block = document.begin()
        while qt_block.isValid():
            text = qt_block.text()
            units = 0
            for match in _ASTRAL.finditer(text):
                # Each such character before it takes two of Qt's units.
                at, units = match.start() + units, units + 1
                for run in qt_block.layout().glyphRuns(at, 2):
                    glyphs = [glyph for glyph in run.glyphIndexes() if glyph]
                    if glyphs:
                        found.setdefault(_of_face(run.rawFont()), {}).setdefault(glyphs[0], match[0])
            qt_block = qt_block.next()
    return {face: list(glyphs.values()) for face, glyphs in found.items()}


def astral_ranges(font: pikepdf.Object, known: set[int], glyphs: dict[str, list[str]]) -> bytes:
    """What to add to the ToUnicode map of a font whose codes in `known` have a meaning (ISO 32000-1, 9.10.3)."""
    characters = glyphs.get(_normal(str(font.BaseFont)[1:].rpartition("+")[2]), [])
    if not characters:
        return b""
    unknown = [code for code in range(1, _glyph_count(font.DescendantFonts[0].FontDescriptor)) if code not in known]
    if len(unknown) != len(characters):
        return b""
    lines = [
        f"<{code:04X}> <{code:04X}> <{character.encode('utf-16-be').hex().upper()}>"
        for code, character in zip(unknown, characters, strict=True)
    ]
    # A hundred at most in one go (Adobe Technical Note 5411).
    parts = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    return "".join(f"{len(part)} beginbfrange\n{chr(10).join(part)}\nendbfrange\n" for part in parts).encode()


def _glyph_count(descriptor: pikepdf.Object) -> int:
    """How many glyphs the font file has, as its table `maxp` says; 0 if it is no TrueType file."""
    if "/FontFile2" not in descriptor:
        return 0
    data = descriptor.FontFile2.read_bytes()
    for at in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, at)
        if tag == b"maxp":
            return int(struct.unpack_from(">H", data, offset + 4)[0])
    return 0


def _of_face(face: QRawFont) -> str:
    return _normal(face.familyName() + face.styleName())


def _normal(name: str) -> str:
    """One name for `DejaVu Sans Book` and `DejaVuSans`."""
    return _PLAIN_STYLES.sub("", re.sub(r"[^a-z0-9]", "", name.lower()))
