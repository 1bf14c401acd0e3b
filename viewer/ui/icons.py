"""Icons of one family (Phosphor, by way of QtAwesome), tinted by the theme, and the swatches of the highlights."""

from __future__ import annotations

import qtawesome
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPen, QPixmap

from viewer.pages.theme import Theme


def icon(name: str, theme: Theme, role: str = "ink") -> QIcon:
    """The Phosphor icon of that name."""
    return qtawesome.icon(f"ph.{name}", color=theme[role], color_disabled=theme["muted"])


def swatch(theme: Theme, colour: str, side: int = 16) -> QIcon:
    """A disc in a highlight's colour, as it looks on paper, with a rim so that it shows on any ground."""
    scale = 3  # drawn larger than needed: a screen may have three pixels to one of ours
    picture = QImage(QSize(side, side) * scale, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    disc = QRectF(1, 1, side - 2, side - 2)
    painter.setPen(QPen(theme["muted"], 1))
    painter.setBrush(QColor(theme.highlights[colour]))
    painter.drawEllipse(disc)
    painter.end()
    return QIcon(QPixmap.fromImage(picture))
