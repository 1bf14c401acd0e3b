"""What may, and what must, stand around a name for it to be one: `not_if` and `needs_context` of the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from viewer.mentions.folding import WALL

#: How far a pattern sees on either side of the words, in code points.
SIGHT: Final = 60

_ODD_SPACE = re.compile(r"[^\S ]")


class Context:
    """Regular expressions (case is ignored unless they say otherwise), compiled when the first candidate turns up."""

    def __init__(self, not_if: Iterable[str] = (), needs: Iterable[str] = ()) -> None:
        self.not_if = tuple(not_if)
        self.needs = tuple(needs)
        self.matters = bool(self.not_if or self.needs)

    def allows(self, text: str, start: int, end: int) -> bool:
        """Whether the words from `start` to `end` of `text` may be the name.

        No when a match of `not_if` overlaps them, nor when `needs` has patterns and none matches around all of them.
        Patterns see 60 code points to either side, and never across a wall. Any white space looks like a space.
        """
        low = max(text.rfind(WALL, 0, start) + 1, start - SIGHT)
        high = text.find(WALL, end, end + SIGHT)
        window = _ODD_SPACE.sub(" ", text[low : high if high >= 0 else end + SIGHT])
        start, end = start - low, end - low
        # Most windows hold no match at all, which one look with all patterns together tells.
        if self._any_veto and self._any_veto.search(window):
            for pattern in self._vetoes:
                if any(hit.start() < end and start < hit.end() for hit in pattern.finditer(window)):
                    return False
        return not self.needs or any(
            hit.start() <= start and end <= hit.end() for need in self._needs for hit in need.finditer(window)
        )

    @cached_property
    def _vetoes(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern, re.IGNORECASE) for pattern in self.not_if)

    @cached_property
    def _any_veto(self) -> re.Pattern[str] | None:
        return re.compile("|".join(f"(?:{pattern})" for pattern in self.not_if), re.IGNORECASE) if self.not_if else None

    @cached_property
    def _needs(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern, re.IGNORECASE) for pattern in self.needs)


#: For names that need no look around them.
ANYWHERE: Final = Context()
