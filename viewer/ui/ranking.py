"""Which of many names are meant by a few letters, the likeliest first. Knows nothing of Qt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from viewer.mentions.folding import fold

_BETWEEN = re.compile(r"\W+")
_SCATTERED = 60  # code points of a name in which the letters may stand apart: in a long note any would be found


class Names:
    """What something is called, prepared to be looked at for every letter typed. `others` (aliases, a kind) count for
    less than the `name`."""

    __slots__ = ("_all", "_initials", "_name", "_others")

    def __init__(self, name: str, others: Iterable[str] = ()) -> None:
        self._name = f" {_spaced(name)}"
        self._others = "".join(f" {_spaced(other)}" for other in others)
        self._initials = "".join(word[0] for word in self._name.split())
        self._all = f"{self._name}\n{self._others}\n{self._initials}"

    def cost(self, sought: Sequence[str]) -> float | None:
        """How far these are from the words that are sought, which `words_of` made: 0 is best; None where a word is
        not there at all."""
        total = 0.0
        for number, word in enumerate(sought):
            if word not in self._all:
                if len(word) < 3 or len(self._name) > _SCATTERED or not _is_scattered(word, self._name):
                    return None
                total += 8.0
            elif self._name.startswith(f" {word}") and not number:
                total += 0.0
            elif f" {word}" in self._name:
                total += 1.0
            elif f" {word}" in self._others:
                total += 2.0
            elif len(word) > 1 and word in self._initials:
                total += 2.5
            elif word in self._name:
                total += 4.0
            else:
                total += 6.0
        # Of two that begin alike, the shorter is more of what was typed.
        return total + min(len(self._name), 200) / 1000


def words_of(typed: str) -> list[str]:
    """The words that are sought, without case, accents and what stands between words."""
    return _spaced(typed).split()


def best(names: Sequence[Names], typed: str, most: int) -> list[int]:
    """The numbers of those that are meant, the likeliest first, and of equal ones in their order; all, in order, where
    nothing is typed."""
    sought = words_of(typed)
    if not sought:
        return list(range(min(most, len(names))))
    costs = ((one.cost(sought), number) for number, one in enumerate(names))
    return [number for _, number in sorted((cost, number) for cost, number in costs if cost is not None)[:most]]


def _spaced(text: str) -> str:
    return _BETWEEN.sub(" ", fold(text)).strip()


def _is_scattered(word: str, name: str) -> bool:
    """Whether the letters stand in a name in this order, the first at the start of a word."""
    for start in (place + 1 for place in range(len(name) - 1) if name[place] == " " and name[place + 1] == word[0]):
        at = start
        for letter in word:
            at = name.find(letter, at) + 1
            # Not from all over a long note: then anything would be found.
            if not at or at - start > 2 * len(word) + 2:
                break
        else:
            return True
    return False
