"""A text with its white space made even, and the way back: line breaks and no-break spaces come and go."""

from __future__ import annotations

import re
from bisect import bisect_right

_WIDE_SPACE = re.compile(r"[^\S ]\s*| \s+")


class FlatText:
    """A text with every stretch of white space made one space, and the way back."""

    def __init__(self, text: str) -> None:
        pieces: list[str] = []
        self._starts, self._originals = [0], [0]
        done = length = 0
        for space in _WIDE_SPACE.finditer(text):
            pieces += (text[done : space.start()], " ")
            length += space.start() - done + 1
            done = space.end()
            self._starts.append(length)
            self._originals.append(done)
        self.text = "".join([*pieces, text[done:]])

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original text that became `start`–`end` (code points, start < end)."""
        return self._original(start), self._original(end - 1) + 1

    def _original(self, offset: int) -> int:
        index = bisect_right(self._starts, offset) - 1
        return self._originals[index] + offset - self._starts[index]


def flat_text(text: str) -> str:
    return _WIDE_SPACE.sub(" ", text)
