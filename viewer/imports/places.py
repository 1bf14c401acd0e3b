"""Where words of a printed text stand in the brief: white space, hyphens and ligatures are the printer's business.

A page breaks lines and words, joins letters in ligatures, and puts bullets before items; the canonical text has none of
that. So both are squeezed to what is sure to be the same before they are compared. Offsets are code points.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property

from viewer.report.bidi import RIGHT_TO_LEFT

Span = tuple[int, int]

#: The context of the best place must agree in so many more letters than that of the next.
_MARGIN = 3
#: More places than this are not weighed against each other.
_MOST = 400
#: Letters of context that may tell a place by themselves, on either side; the more the better.
_CONTEXTS = (64, 24, 12)
_DROPPED = frozenset("-‐‑‒–—−•◦▪‣·\u00ad\ufffe\uffff")
#: Letters of scripts that run from right to left. Readers of PDFs do not agree on the order of their words.
_LEFTWARDS = re.compile(f"{RIGHT_TO_LEFT}+")


class Places:
    """Finds printed words in one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._letters: dict[str, str] = {}

    def find(self, exact: str, prefix: str = "", suffix: str = "") -> Span | None:
        """The one place of the words; of several, the one whose surroundings are clearly nearest to those given."""
        words, before, behind = (self._squeeze(part) for part in (exact, prefix, suffix))
        if not words:
            return self._between(before, behind) if exact.strip() else None
        text, origins = self._squeezed
        found = _nearest(text, words, before, behind)
        if found is None and _LEFTWARDS.search(words):
            found = _nearest(self._ordered, *map(_in_order, (words, before, behind)))
        return (origins[found[0]], origins[found[1] - 1] + 1) if found else None

    def is_same(self, one: str, other: str) -> bool:
        """Whether two texts are the same words, and any at all."""
        words = self._squeeze(one)
        return bool(words) and words == self._squeeze(other)

    def _between(self, before: str, behind: str) -> Span | None:
        """Where letters that the printed text does not name stand: between what is before and behind them."""
        text, origins = self._squeezed
        for length in _CONTEXTS:
            left, right = before[-length:], behind[:length]
            at = text.find(left + right)
            if left and right and at >= 0 and text.find(left + right, at + 1) < 0:
                start, end = self.trimmed(origins[at + len(left) - 1] + 1, origins[at + len(left)])
                return (start, end) if start < end else None
        return None

    def trimmed(self, start: int, end: int) -> Span:
        """Without white space at either end."""
        words = self._text[start:end]
        return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())

    @cached_property
    def _squeezed(self) -> tuple[str, list[int]]:
        """The text squeezed, and for each of its letters where it stood."""
        pieces: list[str] = []
        origins: list[int] = []
        for index, letter in enumerate(self._text):
            if piece := self._piece(letter):
                pieces.append(piece)
                origins += [index] * len(piece)
        return "".join(pieces), origins

    @cached_property
    def _ordered(self) -> str:
        return _in_order(self._squeezed[0])

    def _squeeze(self, text: str) -> str:
        return "".join(map(self._piece, text))

    def _piece(self, letter: str) -> str:
        piece = self._letters.get(letter)
        if piece is None:
            # Printers do not always name what lies beyond U+FFFF: Qt's PDFs do not say what an emoji is.
            plain = unicodedata.normalize("NFKD", letter) if letter <= "\uffff" else ""
            piece = "".join(part for part in plain if not (part in _DROPPED or part.isspace() or _is_unseen(part)))
            self._letters[letter] = piece
        return piece


def _nearest(text: str, words: str, before: str, behind: str) -> Span | None:
    """The place of the words, of several the one with the most of their surroundings; None if that is not clear."""
    found: list[tuple[int, int]] = []
    at = text.find(words)
    while at >= 0 and len(found) <= _MOST:
        end = at + len(words)
        left = text[max(0, at - len(before)) : at]
        found.append((_shared(before[::-1], left[::-1]) + _shared(behind, text[end : end + len(behind)]), at))
        at = text.find(words, at + 1)
    found.sort(reverse=True)
    # All of the context there is has to do where that is short.
    margin = min(_MARGIN, max(1, len(before) + len(behind)))
    if not found or (len(found) > 1 and found[0][0] < found[1][0] + margin):
        return None
    return found[0][1], found[0][1] + len(words)


def _in_order(text: str) -> str:
    """With the letters of each stretch that runs to the left sorted: the same, whatever order they came in."""
    return _LEFTWARDS.sub(lambda match: "".join(sorted(match[0])), text)


def _is_unseen(letter: str) -> bool:
    """Controls, joiners, marks of direction."""
    return unicodedata.category(letter) in ("Cc", "Cf")


def _shared(one: str, other: str) -> int:
    """How many letters both begin with in common."""
    pairs = zip(one, other, strict=False)
    return next((count for count, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
