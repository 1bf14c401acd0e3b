"""How fast names are found, against the plain way: `ahocorasick_rs` on `str`, with the rules in Python around it.

    python -m bench.matching

Text and names are made up, with a fixed seed: 1 MB with about 5,000 mentions, curly quotes, accents, possessives,
compounds, and words that merely contain a name. As in the gazetteer, one name in twenty is an acronym; what those are
spelled like stands inside many words.
"""

from __future__ import annotations

import random
import re
import statistics
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from string import ascii_uppercase

from ahocorasick_rs import AhoCorasick

from viewer.mentions.folding import WALL, fold
from viewer.mentions.gazetteer import load_gazetteer
from viewer.mentions.matcher import Matcher
from viewer.mentions.model import Mention
from viewer.mentions.names import Name, case_of

SIZE = 1_000_000  # code points
MENTIONS = 6_000
ACRONYMS = 0.05  # of the names
ROUNDS = 9
_ONSETS = ["b", "br", "c", "ch", "d", "f", "gr", "h", "j", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t", "v", "z"]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ou", "é", "ü"]
_CODAS = ["", "", "n", "r", "s", "l", "m", "nd", "rt", "sk"]
_NON_ASCII = re.compile(r"[^\x00-\x7f]")


def mentions_speed() -> None:
    """Prints medians for 2,000 and 50,000 names: ours, the plain way's, and how long ours takes to build."""
    manners = load_gazetteer().manners
    for count in (2_000, 50_000):
        names, text = _made_up(count)
        build = _median(lambda names=names: Matcher(names, manners))
        matcher, plain = Matcher(names, manners), _PlainMatcher(names)
        # Turn by turn, so that both meet the same weather.
        ours, theirs = [], []
        for _ in range(ROUNDS):
            ours.append(_timed(lambda matcher=matcher, text=text: matcher.find(text)))
            theirs.append(_timed(lambda plain=plain, text=text: plain.find(text)))
        found, expected = matcher.find(text), plain.find(text)
        assert [mention[:3] for mention in found] == [mention[:3] for mention in expected], "the two disagree"
        speed, plain_speed = SIZE / 1e6 / statistics.median(ours), SIZE / 1e6 / statistics.median(theirs)
        print(
            f"{count:>6,} names, {len(found):,} mentions: {speed:5.1f} MB/s (best {SIZE / 1e6 / min(ours):.1f}), "
            f"plain {plain_speed:4.1f} MB/s, ratio {speed / plain_speed:.1f}; built in {build * 1000:.0f} ms"
        )


class _PlainMatcher:
    """What one would write first: fold the text, search it, then check boundaries and case match by match."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._names = names
        self._folds = {chr(code): fold(chr(code)) for code in range(0x80, 0x2100)}
        self._automaton = AhoCorasick([fold(name.text) for name in names])

    def find(self, text: str) -> list[Mention]:
        folded = _NON_ASCII.sub(lambda rare: self._folds[rare[0]], text).lower()
        assert len(folded) == len(text)  # the text is made so
        hits = []
        for number, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start and _is_word(folded[start - 1]) and _is_word(folded[start]):
                continue
            if end < len(folded) and _is_word(folded[end]) and _is_word(folded[end - 1]):
                continue
            hits.append((start, -end, number))
        hits.sort()
        found: list[Mention] = []
        free_from = 0
        for start, minus_end, number in hits:
            name = self._names[number]
            if start < free_from:
                continue
            words = text[start:-minus_end]
            if words == name.text or name.reads(words):
                free_from = -minus_end
                found.append(Mention(start, free_from, name.entity, name.group, name.kind, name.how, name.text))
        return found


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _made_up(count: int) -> tuple[list[Name], str]:
    rng = random.Random(20250323)
    texts: dict[str, None] = {}
    while len(texts) < count:
        if rng.random() < ACRONYMS:
            texts.setdefault("".join(rng.choices(ascii_uppercase, k=rng.choice((2, 3, 3, 4, 4)))))
        else:
            words = [_word(rng, rng.choice((2, 2, 3))).title() for _ in range(rng.choice((1, 1, 2, 2, 3)))]
            texts.setdefault(" ".join(words))
    # Of two that fold alike only one, so that there is nothing to choose.
    distinct = {fold(text): text for text in texts}
    names = [
        Name(text, f"e{number}", "actor", "company", "gazetteer", case_of(text, "proper")[1])
        for number, text in enumerate(distinct.values())
    ]
    vocabulary = [_word(rng, rng.choice((1, 1, 1, 2, 2, 3))) for _ in range(8_000)]
    gaps = SIZE // MENTIONS
    pieces: list[str] = []
    length = 0
    for stop, _ in pairwise(range(gaps, SIZE + gaps + 1, gaps)):
        while length < stop - 12:
            word = rng.choice(vocabulary)
            chance = rng.random()
            if chance < 0.02:
                word = f"“{word}”"
            elif chance < 0.04:
                word += ","
            elif chance < 0.05:
                word += " –"
            elif chance < 0.06:
                word += "." + WALL  # the end of a paragraph
            pieces.append(word)
            length += len(word) + 1
        name = rng.choice(names).text + rng.choice(("", "", "", "’s", "-backed", "ian"))
        pieces.append(name)
        length += len(name) + 1
    return names, " ".join(pieces)[:SIZE]


def _word(rng: random.Random, syllables: int) -> str:
    return "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS) for _ in range(syllables))


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _median(work: Callable[[], object]) -> float:
    return statistics.median(_timed(work) for _ in range(ROUNDS))


if __name__ == "__main__":
    mentions_speed()
