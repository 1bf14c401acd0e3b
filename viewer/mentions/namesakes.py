"""What is called like a state, a place or a company and is none: persons, waters, streets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from viewer.mentions.folding import WALL, fold_keeping_case

_REACH = 30  # code points to either side
_BETWEEN = 2  # words at most between a mineral and the one that says what it is the name of
_NEXT_WORD = re.compile(r"\s(?:& )?([A-Z]\w*)")
_WORD_BEFORE = re.compile(r"(?<![\w.])[A-Z][a-z][\w'’-]*\s\Z")
_LONG_LOWER_WORD = re.compile(r"(?<!\w)[a-z]{4}")
_LINE = 60  # code points to either side that tell a heading in title case from a sentence
_POSSESSIVE = re.compile(r"['’]s?\Z")
_WORD_AFTER = re.compile(r"(\s{1,2}|-)([A-Z][\w'’]*)")


class Namesakes:
    """The `namesakes` section of rulings.yaml."""

    def __init__(self, rules: Mapping[str, Any], adjectives: Iterable[str] = ()) -> None:
        self._given_names = frozenset(words_of(rules["given_names"]))
        self._surnames = frozenset(words_of(rules["surnames"]))
        self._given = frozenset(rules["given"])
        self._after = frozenset(rules["after"])
        self._after_names = frozenset(words_of(rules["after_names"]))
        self._heads = frozenset(words_of(rules["heads"]))
        self._places = frozenset(words_of(rules["places"]))
        self._works = frozenset(words_of(rules["works"]))
        self._adjectives = frozenset(adjectives)
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
        return following is None or not self._leads_a_name(
            text[start:end], following[1], _POSSESSIVE.sub("", following[2])
        )

    def _leads_a_name(self, words: str, gap: str, following: str) -> bool:
        if gap == "-":
            return following in self._surnames
        if following in self._after:
            return True
        if following in self._after_names and not words.isupper() and words not in self._adjectives:
            return True
        return following in self._surnames and fold_keeping_case(words).title() in self._given

    def is_mineral(self, text: str, start: int, end: int) -> bool:
        """Whether a capitalised mineral is no part of somebody's name: neither `Kamoto Copper Company` nor `Tin City`.

        Words in capitals tell nothing, and headings in title case only what is plain: `Copper Mines Reopen` is about
        copper, `the Konkola Copper Mines` is not.
        """
        following = _NEXT_WORD.match(text, end)
        if following is None:
            return True
        if following[1] in self._heads or following[1] in self._places:
            return False
        if following[1] in self._works:
            return not (_WORD_BEFORE.search(text, max(0, start - _REACH), start) and _is_sentence(text, start, end))
        for _ in range(_BETWEEN):
            following = _NEXT_WORD.match(text, following.end())
            if following is None:
                break
            if following[1] in self._heads:
                return not _is_sentence(text, start, following.end())
        return True


def _is_sentence(text: str, start: int, end: int) -> bool:
    """Whether what stands from `start` to `end` does so among words in lower case."""
    before, after = text[max(0, start - _LINE) : start], text[end : end + _LINE]
    return any(map(_LONG_LOWER_WORD.search, (before.rpartition(WALL)[2], after.partition(WALL)[0])))


def words_of(lines: list[str]) -> list[str]:
    """The words of a list of lines, as long lists are written in rulings.yaml."""
    return [word for line in lines for word in line.split()]
