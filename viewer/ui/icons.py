"""Icons of one family (Phosphor), tinted by the theme, and the swatches of the highlights.

QtAwesome brings the font and its table of names; its code stays out, as importing it takes a quarter of a second.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QIcon,
    QIconEngine,
    QImage,
    QPainter,
    QPen,
    QPixmap,
)

from viewer.pages.theme import Theme


def icon(name: str, theme: Theme, role: str = "ink") -> QIcon:
    """The Phosphor icon of that name; an empty one where the font is missing. Raises KeyError for an unknown name."""
    family, characters = _font()
    faded = QColor(theme["muted"])
    faded.setAlphaF(0.7)
    return QIcon(_GlyphEngine(family, characters[name], theme[role], faded)) if family else QIcon()


@cache
def _font() -> tuple[str, dict[str, str]]:
    """The icon font's family, "" if it cannot be loaded, and its characters by name. Needs a QGuiApplication."""
    spec = find_spec("qtawesome")
    if spec is None or spec.origin is None:
        return "", {}
    folder = Path(spec.origin).parent / "fonts"
    try:
        font, names = next(folder.glob("phosphor-*.ttf")), next(folder.glob("phosphor-charmap-*.json"))
        characters = {name: chr(int(code, 16)) for name, code in json.loads(names.read_text("utf-8")).items()}
    except (StopIteration, OSError, ValueError):
        return "", {}
    number = QFontDatabase.addApplicationFont(str(font))
    return (QFontDatabase.applicationFontFamilies(number)[0] if number >= 0 else ""), characters


class _GlyphEngine(QIconEngine):
    """Draws one character of the icon font, at whatever size it is asked for."""

    def __init__(self, family: str, character: str, colour: QColor, faded: QColor) -> None:
        super().__init__()
        self._glyph = (family, character, colour, faded)

    def clone(self) -> QIconEngine:
        return _GlyphEngine(*self._glyph)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        family, character, colour, faded = self._glyph
        font = QFont(family)
        font.setPixelSize(max(1, rect.height()))
        painter.save()
        painter.setFont(font)
        painter.setPen(faded if mode == QIcon.Mode.Disabled else colour)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, character)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        # By way of an image: a pixmap has no alpha channel on every platform.
        if size.isEmpty():
            return QPixmap()
        picture = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return QPixmap.fromImage(picture)


def swatch(theme: Theme, colour: str, side: int = 16) -> QIcon:
    """A disc in a highlight's colour, as it looks on paper, with a rim so that it shows on any ground."""
    scale = 3  # drawn larger than needed: a screen may have three pixels to one of ours
    made = QIcon()
    for mode, opacity in ((QIcon.Mode.Normal, 1.0), (QIcon.Mode.Disabled, 0.45)):
        picture = QImage(QSize(side, side) * scale, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        painter.setOpacity(opacity)
        painter.setPen(QPen(theme["muted"], 1))
        painter.setBrush(QColor(theme.highlights[colour]))
        painter.drawEllipse(QRectF(1, 1, side - 2, side - 2))
        painter.end()
        made.addPixmap(QPixmap.fromImage(picture), mode)
    return made
