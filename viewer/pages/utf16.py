"""Code points and UTF-16 units. Qt counts the latter, everything else here the former; only this file converts."""

from __future__ import annotations

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16Map:
    """Offsets in one text, both ways. Costs nothing where the text holds no character above U+FFFF."""

    __slots__ = ("_astral", "_wide")

    def __init__(self, text: str) -> None:
        # Most blocks are not asked for their offsets: isascii is the cheap way out before the search.
        self._astral = () if text.isascii() else tuple(match.start() for match in _ASTRAL.finditer(text))
        self._wide = tuple(offset + index for index, offset in enumerate(self._astral))

    def to_qt(self, offset: int) -> int:
        """UTF-16 units before the code point at `offset`."""
        return offset + bisect_left(self._astral, offset) if self._astral else offset

    def to_text(self, units: int) -> int:
        """Code points before the UTF-16 unit at `units`; the second half of a pair counts as its first."""
        # Inside a pair this gives the offset of its character, behind the pair that of the next one.
        return units - bisect_left(self._wide, units)
