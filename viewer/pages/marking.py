"""Handling markings: TLP 2.0 labels in the colours that FIRST prescribes (https://www.first.org/tlp/)."""

from __future__ import annotations

from PySide6.QtGui import QColor

_TLP = {
    "TLP:RED": "#FF2B2B",
    "TLP:AMBER": "#FFC000",
    "TLP:AMBER+STRICT": "#FFC000",
    "TLP:GREEN": "#33FF00",
    "TLP:CLEAR": "#FFFFFF",
}


def tlp_colour(marking: str) -> QColor | None:
    """The colour of a TLP label's letters, which stand on black; None for any other marking."""
    colour = _TLP.get(marking.upper())
    return QColor(colour) if colour else None
