"""What is called like a state, a place or a company and is none: persons, waters, streets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from viewer.mentions.folding import fold_keeping_case

_REACH = 30  # code points to either side
_WORD_AFTER = re.compile(r"(\s{1,2}|-)([A-Z][\w'’]*)")


class Namesakes:
    """The `namesakes` section of rulings.yaml."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        self._given_names = frozenset(words_of(rules["given_names"]))
        self._surnames = frozenset(words_of(rules["surnames"]))
        self._given = frozenset(rules["given"])
        self._after = frozenset(rules["after"])
        before = "|".join(map(re.escape, rules["before"]))
        self._before = re.compile(rf"(?<!\w)(?:{before})\s\Z")

    def is_none(self, text: str, start: int, end: int) -> bool:
        """Whether the name from `start` to `end` is no namesake's: neither `Michael Jordan`'s nor `Lake Chad`'s."""
        raw = text[max(0, start - _REACH) : start]
        words = raw.split(None)[-1:] if raw[-1:].isspace() else []
        if words and (words[0][0].isupper() or words[0] == "of"):
            before = fold_keeping_case(raw)
            if before.split()[-1] in self._given_names or self._before.search(before):
                return False
        following = _WORD_AFTER.match(text, end)
        return following is None or not self._leads_a_name(text[start:end], following[1], following[2])

    def _leads_a_name(self, words: str, gap: str, following: str) -> bool:
        if gap == "-":
            return following in self._surnames
        if following in self._after:
            return True
        return following in self._surnames and fold_keeping_case(words).title() in self._given


def words_of(lines: list[str]) -> list[str]:
    """The words of a list of lines, as long lists are written in rulings.yaml."""
    return [word for line in lines for word in line.split()]
