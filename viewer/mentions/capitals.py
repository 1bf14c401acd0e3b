"""When a capital stands for its state: `Kinshasa said`, `talks with Washington`, `Beijing’s grip`.

No grammar, only the words next to it. Where they do not say that somebody acts, a capital is a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from viewer.mentions.folding import WALL, fold_keeping_case
from viewer.mentions.namesakes import words_of

_REACH: Final = 110  # code points to either side
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’.-][^\W_]+)*|\.\.\.|[^\w\s]")
_SENTENCE_END = re.compile(r"[.!?;:](?=[\s\"”’)]|\Z)(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|No)\.)(?<!\b(?:Mrs|Gen|Col)\.)")
_TITLE_CASE: Final = 3  # words of a name at most

_MODALS: Final = frozenset(
    "will would can could may might must shall should cannot won't wouldn't can't couldn't".split()
)
_HAVE: Final = frozenset("has had have hasn't hadn't haven't".split())
_BE: Final = frozenset("is was are were isn't wasn't aren't weren't seems seemed appears appeared looks looked".split())
_DO: Final = frozenset("does did do doesn't didn't don't".split())
_ADVERBS: Final = frozenset(
    "again also already always even ever first further instead itself later long meanwhile never no now not often "
    "once only perhaps quite rather since so soon still then there therefore thus today tomorrow too twice yesterday "
    "yet".split()
)
_HALF_OF_A_COMPOUND: Final = re.compile(
    r"-(?:aligned|appointed|approved|backed|brokered|controlled|drafted|friendly|funded|imposed|installed|led|mediated|"
    r"sponsored|supported)\b"
)
_INVERTED: Final = frozenset("nor neither so as than how why what when where if".split())
_RULERS: Final = frozenset("government governments regime leadership".split())


class Clauses:
    """The `metonyms` section of rulings.yaml, applied to a place in a text."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        words = {key: words_of(lines) for key, lines in rules.items() if key != "never"}
        regular = words["verbs"]
        self._bases = frozenset(regular)
        self._finite = frozenset((*words["finite"], *map(_third, regular), *map(_past, regular)))
        self._participles = frozenset((*words["participles"], *map(_past, regular), *map(_past, words["addressed"])))
        self._gerunds = frozenset((*words["gerunds"], *map(_gerund, regular)))
        self._of_places = frozenset(words["of_places"])
        self._stances = frozenset(words["stances"])
        self._addressed = _forms(words["addressed"]) | frozenset(words["addressed_forms"])
        self._possessions = frozenset(words["possessions"])
        self._dealings = frozenset(words["dealings"])
        self._journeys = frozenset(words["journeys"])
        self._locatives = frozenset(words["locatives"])
        self._not_subjects = frozenset(words["not_subjects"])

    def acts(self, text: str, start: int, end: int) -> bool:
        """Whether the capital from `start` to `end` is spoken of as an actor."""
        before, after = _surroundings(text, start, end)
        if after.startswith("'"):
            return self._owns(after)
        if after.startswith("-"):
            return _HALF_OF_A_COMPOUND.match(after) is not None
        behind = _TOKEN.findall(after)
        ahead = _without_conjuncts(_TOKEN.findall(before), behind)
        lower = [word.lower() for word in ahead[-6:]]
        previous = lower[-1] if lower else ""
        if previous in self._locatives or (previous == "," and lower[-2:-1] in (["capital"], ["city"])):
            return False
        if behind and behind[0].lower() in _RULERS:
            return True
        verdict = self._governed(previous, lower[:-1], behind)
        if verdict is not None:
            return verdict
        return self._predicates(behind, is_plural=False, is_first=not previous)

    def _owns(self, after: str) -> bool:
        """`'s grip`, `'s long-standing claims`: the first words behind the possessive."""
        return any(word.lower() in self._possessions for word in _TOKEN.findall(after[1:].removeprefix("s"))[:3])

    def _governed(self, word: str, before: list[str], behind: list[str]) -> bool | None:
        """What the word right before it, with those before that, makes of a capital; None if that leaves it open."""
        travels = not self._journeys.isdisjoint(before)
        if word in self._addressed:
            return not (behind and behind[0].lower() == "airport")
        if word == "with":
            return not travels
        if word == "against":
            return not travels
        if word == "between":
            return not travels and "and" in behind[:3]
        if word == "by":
            return bool(before) and (before[-1].endswith("ed") or before[-1] in self._participles) and not travels
        if word in ("to", "from", "on", "upon", "over", "for", "behind"):
            return not travels and not self._dealings.isdisjoint(before[-4:])
        if word in _MODALS or word in _DO or word in _HAVE:
            return not before or before[-1] in _INVERTED or not before[-1].isalpha()
        if word in ("nor", "neither"):
            return True
        return False if word in self._not_subjects or word.endswith(("'s", "s'")) else None

    def _predicates(self, words: list[str], is_plural: bool, is_first: bool) -> bool:
        """Whether `words`, behind the capital, say what it says or does."""
        words = words[:24]
        at = 0
        while at + 1 < len(words) and words[at] in ("and", "or", ",", "&") and words[at + 1][0].isupper():
            at += 1
            while at < len(words) and words[at][0].isupper():
                at += 1
            is_plural = True
        if at < len(words) and words[at] == "," and (at := self._behind_apposition(words, at)) < 0:
            return False
        rest = [word.lower() for word in words[at:]]
        return self._is_predicate(rest, is_plural) or (
            is_first and len(rest) > 1 and rest[0] == "to" and rest[1] in self._bases
        )

    def _behind_apposition(self, words: list[str], comma: int) -> int:
        """Where the clause goes on behind `, which` or `, worried by …,`; -1 if it does not, or it tells of a place."""
        if words[comma + 1 : comma + 2] in (["which"], ["who"]):
            return comma + 2
        closing = next((at for at in range(comma + 1, len(words)) if words[at] == ","), -1)
        is_place = any(word.lower() in self._locatives for word in words[comma + 1 : max(closing, 0)][:2])
        return -1 if closing < 0 or is_place or words[comma + 1][0].isupper() else closing + 1

    def _is_predicate(self, words: list[str], is_plural: bool) -> bool:
        words = [word for word in words[:8] if word not in _ADVERBS and not (word.endswith("ly") and len(word) > 4)][:6]
        if not words:
            return False
        word, rest = words[0], words[1:]
        if word in self._finite or (is_plural and word in self._bases):
            return True
        if not rest:
            return False
        following = rest[0]
        if word in _MODALS or word in _DO:
            if following == "be":
                return len(rest) > 1 and self._is_stance(rest[1])
            return following.isalpha() and following not in self._of_places and following not in ("have", "host")
        if word in _HAVE:
            if following == "been":
                return len(rest) > 1 and self._is_stance(rest[1])
            if following in self._of_places:
                return False
            is_done = following in self._participles or (following.endswith("ed") and len(following) > 4)
            return is_done or following == "to" or not self._possessions.isdisjoint(rest[:3])
        return word in _BE and self._is_stance(following)

    def _is_stance(self, word: str) -> bool:
        is_told = word in self._addressed and word in self._participles
        return is_told or word in self._stances or word in self._gerunds


def _surroundings(text: str, start: int, end: int) -> tuple[str, str]:
    """The rest of the sentence, folded but for case, as far as it matters. An apostrophe is a straight one there."""
    before = text[max(0, start - _REACH, text.rfind(WALL, 0, start) + 1) : start]
    wall = text.find(WALL, end, end + _REACH)
    after = text[end : wall if wall >= 0 else end + _REACH]
    before, after = fold_keeping_case(before), fold_keeping_case(after)
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    closing = _SENTENCE_END.search(after)
    return before[ends[-1] :] if ends else before, after[: closing.start()] if closing else after


def _without_conjuncts(before: list[str], behind: list[str]) -> list[str]:
    """`before` without names that are joined to the capital: what governs `Rwanda and` governs it too."""
    before = list(before)
    is_list = bool(behind) and behind[0] in (",", "and", "or")
    while len(before) > 1 and (before[-1] in ("and", "or") or (before[-1] == "," and is_list)):
        at = len(before) - 1
        if before[at - 1] == ",":
            at -= 1
        first = at
        while first and at - first < _TITLE_CASE and before[first - 1][0].isupper():
            first -= 1
        if first == at:
            break
        del before[first:]
        is_list = True
    return before


def _third(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    return base[:-1] + "ies" if _ends_in_consonant_y(base) else base + "s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if _ends_in_consonant_y(base) else base + "ed"


def _gerund(base: str) -> str:
    return (base[:-1] if base.endswith("e") and not base.endswith("ee") else base) + "ing"


def _ends_in_consonant_y(base: str) -> bool:
    return base.endswith("y") and base[-2] not in "aeiou"


def _forms(bases: Iterable[str]) -> frozenset[str]:
    """All forms of regular verbs."""
    return frozenset(form for base in bases for form in (base, _third(base), _past(base), _gerund(base)))
