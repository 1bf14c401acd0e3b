"""How persons are named once they have been introduced: by title and surname, or by the surname alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from viewer.mentions.folding import fold_keeping_case

_ARTICLE = re.compile(r"(?i)(?:al|el|ad|an|ar|as|az)-(?=\w)")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w’'.-]*)\s{1,3}$")
_WORD_AFTER = re.compile(r"\s{1,3}([^\W\d_]\w*)")
_REACH = 40  # code points: the longest title or forename looked for before a surname


class Manners:
    """The customs of naming persons, as the `persons` section of rulings.yaml lists them."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        self._forms: tuple[str, ...] = tuple(rules["forms_of_address"])
        short = (*self._forms, *rules["short_titles"])
        titles = (*short, *rules["titles"])
        self._titles = frozenset(map(str.lower, titles))
        self._ranks = frozenset(map(str.lower, (*rules["titles"], *rules["ranks"])))
        self._before_a_rank = frozenset(rules["before_a_rank"])
        self._particles = frozenset(rules["particles"])
        self._suffixes = frozenset(map(str.lower, rules["suffixes"]))
        self._surname_first = frozenset(rules["surname_first"])
        self._openers = frozenset((*rules["openers"], *titles, *rules["ranks"]))
        self._title_before = re.compile(
            rf"(?i)(?<!\w)(?:(?:{'|'.join(short)})\.?|{'|'.join(rules['titles'])})\s{{1,3}}$"
        )

    def without_title(self, name: str) -> str:
        """`Prince` for `Mr. Prince`; empty if `name` does not begin with a title."""
        first, _, rest = name.partition(" ")
        return rest.strip() if first.rstrip(".").lower() in self._titles else ""

    def surnames(self, name: str, aliases: Iterable[str] = (), country: str = "") -> tuple[str, ...]:
        """The surname of a person, also without an Arabic article; none for a name of one word.

        An alias with a title settles it (`Mr Xi`). Otherwise it is the last word with its particles (`von der Leyen`),
        or the first where `country` (alpha-3) has it so.
        """
        words = [word for word in name.split() if word.rstrip(".").lower() not in self._suffixes]
        words = [word.rstrip(",") for word in words]
        if len(words) < 2:
            return ()
        titled = (self.without_title(alias) for alias in aliases)
        surname = next((rest for rest in titled if rest and rest in name), "")
        if not surname:
            surname = words[0] if country in self._surname_first else self._last_with_particles(words)
        bare = _ARTICLE.sub("", surname, count=1)
        return (surname,) if bare == surname else (surname, bare)

    def _last_with_particles(self, words: Sequence[str]) -> str:
        first = len(words) - 1
        while first > 1 and words[first - 1].lower() in self._particles:
            first -= 1
        return " ".join(words[first:])

    def addresses(self, surname: str) -> Iterable[str]:
        """`Mr X`, `Mr. X`, …: the titles that are part of a mention."""
        for form in self._forms:
            yield f"{form} {surname}"
            yield f"{form}. {surname}"

    def follows_title(self, text: str, start: int) -> bool:
        """Whether a title stands right before `start`."""
        return self._title_before.search(_before(text, start)) is not None

    def stands_alone(self, text: str, start: int, end: int) -> bool:
        """Whether the surname from `start` to `end` is no part of another person's name or of a title.

        Not behind another capitalised word (`Robert Kagame`), nor before one (`Prince Harry`); and a surname that is a
        rank as well (`Prince`) neither behind `the` or `Crown` nor before `of`.
        """
        is_rank = text[start:end].lower() in self._ranks
        before = _WORD_BEFORE.search(_before(text, start))
        if before:
            word = before[1]
            if is_rank and word.lower() in self._before_a_rank:
                return False
            ends_sentence = word.endswith(".") and len(word) > 2
            if word[0].isupper() and not ends_sentence and not word.endswith(("'s", "’s")) and self._is_name(word):
                return False
        after = _WORD_AFTER.match(fold_keeping_case(text[end : end + _REACH]))
        if after is None:
            return True
        if is_rank and after[1] == "of":
            return False
        return not (after[1][0].isupper() and self._is_name(after[1]))

    def _is_name(self, capitalised: str) -> bool:
        return capitalised.rstrip(".") not in self._openers


def _before(text: str, start: int) -> str:
    """What stands before `start`, with accents and kinds of space out of the way."""
    return fold_keeping_case(text[max(0, start - _REACH) : start])
