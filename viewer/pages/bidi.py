"""Controls of text direction (Unicode UAX #9), which can make one address look like another."""

from __future__ import annotations

import re

_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """`text` with each control of text direction shown as U+FFFD: one code point for one, so positions stay."""
    return _CONTROLS.sub("\ufffd", text)
