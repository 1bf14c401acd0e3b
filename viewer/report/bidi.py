"""Text that runs from right to left, and the controls of its direction (Unicode UAX #9)."""

from __future__ import annotations

import re
from typing import Final

#: One letter of a script that runs from right to left, as a regular expression.
RIGHT_TO_LEFT: Final = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"

_STRONG: Final = re.compile(RIGHT_TO_LEFT)
_CONTROLS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """`text` with each control of direction, which can make one address look like another, shown as U+FFFD: one code
    point for one, so positions stay."""
    return _CONTROLS.sub("\ufffd", text)


def is_mixed(text: str) -> bool:
    """Whether some of it runs from right to left."""
    return _STRONG.search(text) is not None


def runs_right_to_left(text: str) -> bool:
    """Whether the first strong character is right-to-left (rule P2, in short)."""
    match = _STRONG.search(text)
    return match is not None and not any(character.isalpha() for character in text[: match.start()])
