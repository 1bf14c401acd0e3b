"""What may, and what must, stand around a name for it to be one: `not_if` and `needs_context` of the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Final

from ahocorasick_rs import AhoCorasick

from viewer.mentions.folding import WALL, fold_keeping_case
from viewer.mentions.literals import must_hold

#: How far a pattern sees on either side of the words, in code points.
SIGHT: Final = 60

# What folding leaves alone, as nearly all text is.
_PLAIN = re.compile(r"(?!.*  )[ -~“”–—…•]*")

#: Asked with a text and where the words stand in it.
Condition = Callable[[str, int, int], bool]


class Context:
    """Regular expressions (case is ignored unless they say otherwise), compiled when the first candidate turns up.

    Text and patterns are folded, all but their case: accents, kinds of apostrophe and of space make no difference.
    `conditions` are asked as well, and all must agree; `of_capitals`, only where the words begin with a capital.
    """

    def __init__(
        self,
        not_if: Iterable[str] = (),
        needs: Iterable[str] = (),
        conditions: Iterable[Condition] = (),
        of_capitals: Iterable[Condition] = (),
    ) -> None:
        self.not_if = tuple(not_if)
        self.needs = tuple(needs)
        self.conditions = tuple(conditions)
        self.of_capitals = tuple(of_capitals)
        self.matters = bool(self.not_if or self.needs or self.conditions or self.of_capitals)

    def matters_to(self, words: str) -> bool:
        """Whether anything around these words could make them no name."""
        return bool(self.not_if or self.needs or self.conditions) or (bool(self.of_capitals) and words[0].isupper())

    def allows(self, text: str, start: int, end: int) -> bool:
        """Whether the words from `start` to `end` of `text` may be the name.

        No when a match of `not_if` overlaps them, nor when `needs` has patterns and none matches around all of them.
        Patterns see 60 code points to either side, and never across a wall.
        """
        if self.not_if or self.needs:
            low = start - SIGHT if start > SIGHT else 0
            window = text[low : end + SIGHT]
            if WALL in window:
                low += window.rfind(WALL, 0, start - low) + 1
                high = text.find(WALL, end, end + SIGHT)
                window = text[low : high if high >= 0 else end + SIGHT]
            plain = window.replace("’", "'")
            if _PLAIN.fullmatch(plain):
                window, first, last = plain, start - low, end - low
            else:
                before, words = fold_keeping_case(text[low:start]), fold_keeping_case(text[start:end])
                window = before + words + fold_keeping_case(window[end - low :])
                first, last = len(before), len(before) + len(words)
            if not self._patterns_allow(window, first, last):
                return False
        asked = self.conditions + self.of_capitals if text[start].isupper() else self.conditions
        return not asked or all(condition(text, start, end) for condition in asked)

    def _patterns_allow(self, window: str, start: int, end: int) -> bool:
        # Most windows hold none of the words that a veto is about, which one quick look tells.
        if self.not_if and (self._hint is None or self._hint.find_matches_as_indexes(window.lower())):
            for pattern in self._vetoes:
                if any(hit.start() < end and start < hit.end() for hit in pattern.finditer(window)):
                    return False
        return not self.needs or any(
            hit.start() <= start and end <= hit.end() for need in self._needs for hit in need.finditer(window)
        )

    @cached_property
    def _vetoes(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(fold_keeping_case(pattern), re.IGNORECASE) for pattern in self.not_if)

    @cached_property
    def _hint(self) -> AhoCorasick | None:
        """Finds something in every text that a veto matches; None if there is no telling."""
        literals = [must_hold(fold_keeping_case(pattern)) for pattern in self.not_if]
        if not all(literals):
            return None
        return AhoCorasick(set().union(*literals))

    @cached_property
    def _needs(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(fold_keeping_case(pattern), re.IGNORECASE) for pattern in self.needs)


#: For names that need no look around them.
ANYWHERE: Final = Context()
