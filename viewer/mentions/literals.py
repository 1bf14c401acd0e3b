"""What a text must hold for a regular expression to match in it: a few words that are quicker to look for.

It knows the little of the syntax that the gazetteer's patterns use, and gives up on anything else.
"""

from __future__ import annotations

import re
from itertools import product
from typing import Final

_MOST: Final = 64  # alternatives that are multiplied out
_SHORTEST: Final = 3  # characters: what is shorter stands everywhere
_TOKEN = re.compile(r"\(\?[a-z-]*:|\(\?<?[=!]|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{[\d,]*\}|.", re.DOTALL)
_ZERO_WIDTH: Final = (r"\b", r"\B", r"\A", r"\Z", "^", "$")

#: All strings that something matches; None if they are too many or unknown.
_Language = frozenset[str] | None
_NOTHING: Final = frozenset(("",))


def must_hold(pattern: str) -> frozenset[str]:
    """Strings in lower case one of which is in every text (in lower case) that `pattern` matches; empty if unknown."""
    try:
        return _Parser(pattern).required()
    except (IndexError, ValueError):
        return frozenset()


class _Parser:
    """Recursive descent over tokens. A sequence is a list of languages, one an element."""

    def __init__(self, pattern: str) -> None:
        self._tokens = _TOKEN.findall(pattern)
        self._at = 0

    def required(self) -> frozenset[str]:
        found: set[str] = set()
        for branch in self._branches():
            best = max(_runs(branch), key=lambda run: min(map(len, run)), default=_NOTHING)
            if min(map(len, best)) < _SHORTEST:
                return frozenset()
            found |= best
        if self._at < len(self._tokens):
            raise ValueError(self._tokens[self._at])
        return frozenset(found)

    def _branches(self) -> list[list[_Language]]:
        branches: list[list[_Language]] = [[]]
        while self._at < len(self._tokens) and self._tokens[self._at] != ")":
            if self._tokens[self._at] == "|":
                self._at += 1
                branches.append([])
            else:
                branches[-1].append(self._quantified(self._element()))
        return branches

    def _element(self) -> _Language:
        token = self._tokens[self._at]
        self._at += 1
        if token.startswith("("):
            branches = self._branches()
            if self._tokens[self._at] != ")":
                raise ValueError(token)
            self._at += 1
            return _NOTHING if token[1:].startswith(("?=", "?!", "?<")) else _union([_whole(b) for b in branches])
        if token in _ZERO_WIDTH:
            return _NOTHING
        if token.startswith("["):
            inner = token[1:-1]
            is_plain = len(inner) <= 4 and not set(inner) & set("^\\") and "-" not in inner[1:-1]
            return frozenset(inner.lower()) if is_plain else None
        if token.startswith("\\"):
            return None if token[1].isalnum() else frozenset(token[1])
        if token in ("?", "*", "+") or token.startswith("{"):
            raise ValueError(token)
        return None if token == "." else frozenset((token.lower(),))

    def _quantified(self, language: _Language) -> _Language:
        if self._at == len(self._tokens):
            return language
        token = self._tokens[self._at]
        if token == "?":
            self._at += 1
            return _union([language, _NOTHING])
        if token in ("*", "+") or token.startswith("{"):
            self._at += 1
            return None
        return language


def _union(languages: list[_Language]) -> _Language:
    found: set[str] = set()
    for language in languages:
        if language is None:
            return None
        found |= language
    return frozenset(found) if len(found) <= _MOST else None


def _whole(sequence: list[_Language]) -> _Language:
    """The language of a sequence, if it is known in full."""
    runs = _runs(sequence)
    return None if None in sequence or len(runs) > 1 else next(iter(runs), _NOTHING)


def _runs(sequence: list[_Language]) -> list[frozenset[str]]:
    """What the known stretches of a sequence match, each multiplied out as far as that makes sense."""
    runs: list[frozenset[str]] = []
    run = _NOTHING
    for language in sequence:
        if language is None or len(run) * len(language) > _MOST:
            runs.append(run)
            run = _NOTHING
        if language is not None:
            run = frozenset(first + second for first, second in product(run, language))
    return [*runs, run]
