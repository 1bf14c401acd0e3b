"""The faces a brief is set in.

The reading face is Source Serif Pro, which comes as a dependency, so that a brief looks the same on every machine and
can be embedded in the PDF. Where it cannot be loaded: Charter, Georgia, Noto Serif, then the system's serif.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

_FACES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
_SERIF_FALLBACK = ["Charter", "Georgia", "Noto Serif", "Liberation Serif", "DejaVu Serif"]
_MONO = ["Source Code Pro", "JetBrains Mono", "Menlo", "Consolas", "DejaVu Sans Mono"]


@cache
def serif_families() -> tuple[str, ...]:
    """The reading face and what stands in for characters that it lacks. Needs a QGuiApplication."""
    families: list[str] = []
    # Found without importing the package, which would pull in its plug-in machinery.
    spec = find_spec("font_source_serif_pro")
    if spec and spec.origin:
        folder = Path(spec.origin).parent / "files"
        for face in _FACES:
            number = QFontDatabase.addApplicationFont(str(folder / f"SourceSerifPro-{face}.ttf"))
            if number >= 0:
                families += QFontDatabase.applicationFontFamilies(number)
    return tuple(dict.fromkeys([*sorted(set(families), key=len), *_SERIF_FALLBACK]))


def serif(pixels: float, *, bold: bool = False, italic: bool = False) -> QFont:
    """The reading face at a size in pixels of its paint device."""
    font = _sized(QFont(list(serif_families())), pixels)
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setItalic(italic)
    return font


def mono(pixels: float) -> QFont:
    """The face of code."""
    font = _sized(QFont(_MONO), pixels)
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setFixedPitch(True)
    return font


def _sized(font: QFont, pixels: float) -> QFont:
    font.setPixelSize(max(1, round(pixels)))
    # Advances that do not depend on the screen's hinting: lines break alike at every zoom and in the PDF.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # A glyph a letter: Qt cannot tell a PDF's reader what letters an `ft` ligature stands for, so that "after" could
    # be neither found nor copied. What a script needs to be legible (`rlig`) is another feature.
    for ligatures in ("liga", "clig"):
        font.setFeature(QFont.Tag(ligatures), 0)
    return font
