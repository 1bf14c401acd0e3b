"""The faces a brief is set in, and the order in which others stand in for them.

The reading face is Source Serif Pro, which comes as a dependency, so that a brief looks the same on every machine and
can be embedded in the PDF. Where it cannot be loaded: Charter, Georgia, Noto Serif, then the system's serif. It has the
letters of Latin, Greek and Cyrillic; for other scripts the first of `_SCRIPTS` that is installed stands in: serif faces
first, in the order of Linux, macOS and Windows. For what none of them has, the system chooses.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

_FACES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
_SERIF_FALLBACK = ["Charter", "Georgia", "Noto Serif", "Liberation Serif", "DejaVu Serif"]
_SCRIPTS = {
    "ar": ("Noto Naskh Arabic", "Amiri", "Scheherazade New", "Geeza Pro", "Sakkal Majalla", "Traditional Arabic"),
    "he": ("Noto Serif Hebrew", "Frank Ruehl CLM", "New Peninim MT", "Frank Ruehl", "David"),
    "zh": ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "Songti SC", "SimSun", "Noto Sans CJK SC"),
    "zh-hant": ("Noto Serif CJK TC", "Source Han Serif TC", "Noto Serif TC", "Songti TC", "PMingLiU", "MingLiU"),
    "ja": ("Noto Serif CJK JP", "Source Han Serif", "Noto Serif JP", "Hiragino Mincho ProN", "Yu Mincho", "MS Mincho"),
    "ko": ("Noto Serif CJK KR", "Source Han Serif K", "Noto Serif KR", "Nanum Myeongjo", "AppleMyungjo", "Batang"),
    "hi": ("Noto Serif Devanagari", "Kohinoor Devanagari", "Nirmala UI", "Noto Sans Devanagari"),
    "th": ("Noto Serif Thai", "Thonburi", "Leelawadee UI", "Noto Sans Thai"),
    "": ("Noto Sans Symbols2", "Apple Symbols", "Segoe UI Symbol", "Noto Color Emoji", "Apple Color Emoji"),
}
_MONO = [
    "Source Code Pro",
    "JetBrains Mono",
    "Menlo",
    "Consolas",
    "DejaVu Sans Mono",
    "Liberation Mono",
    "Noto Sans Mono",
]


@cache
def serif_families(language: str = "") -> tuple[str, ...]:
    """The reading face and what stands in for characters that it lacks, in a text in `language` (BCP 47): ideographs
    have other forms in Chinese, Japanese and Korean. Needs a QGuiApplication."""
    scripts = sorted(_SCRIPTS, key=lambda script: script != _script_of(language))
    # Qt asks each family for every character that none before it has: only those that are there.
    installed = set(QFontDatabase.families())
    stand_ins = [family for script in scripts for family in _SCRIPTS[script] if family in installed]
    return tuple(dict.fromkeys([*_reading_face(), *_SERIF_FALLBACK, *stand_ins]))


def _script_of(language: str) -> str:
    tags = language.lower().split("-")
    if tags[0] == "zh" and {"hant", "tw", "hk", "mo"}.intersection(tags):
        return "zh-hant"
    return {"fa": "ar", "ur": "ar", "ps": "ar", "yi": "he"}.get(tags[0], tags[0])


@cache
def _reading_face() -> tuple[str, ...]:
    families: set[str] = set()
    # Found without importing the package, which would pull in its plug-in machinery.
    spec = find_spec("font_source_serif_pro")
    if spec and spec.origin:
        folder = Path(spec.origin).parent / "files"
        for face in _FACES:
            number = QFontDatabase.addApplicationFont(str(folder / f"SourceSerifPro-{face}.ttf"))
            if number >= 0:
                families.update(QFontDatabase.applicationFontFamilies(number))
    return tuple(sorted(families, key=len))


def serif(pixels: float, *, bold: bool = False, italic: bool = False, language: str = "") -> QFont:
    """The reading face at a size in pixels of its paint device."""
    font = _sized(QFont(list(serif_families(language))), pixels)
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
