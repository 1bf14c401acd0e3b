"""Which paper is in the printer: Letter where CLDR says so, A4 in the rest of the world."""

from __future__ import annotations

import os
from typing import Literal

from PySide6.QtCore import QLocale

#: ISO 3166 codes (CLDR's supplemental data, paperSize US-Letter).
_LETTER = frozenset("BZ CA CL CO CR GT MX NI PA PH PR SV US VE".split())


def local_paper() -> Literal["a4", "letter"]:
    """The paper size of the user's locale."""
    # What POSIX has for this; Qt's system locale does not go by it.
    named = os.environ.get("LC_ALL") or os.environ.get("LC_PAPER") or ""
    locale = QLocale(named) if "_" in named else QLocale.system()
    return "letter" if QLocale.territoryToCode(locale.territory()) in _LETTER else "a4"
