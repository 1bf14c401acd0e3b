"""How fast names are found, beside others at the same work in the same run: part of `python -m bench.recognition`.

Text and names are made up, with a fixed seed: 1 MB with about 5,000 mentions, curly quotes, accents, possessives,
compounds, and words that merely contain a name. As in the gazetteer, one name in twenty is an acronym; what those are
spelled like stands inside many words.

- the plain way: `ahocorasick_rs` on `str`, with the rules in Python around it. It must find the same.
- the automaton alone: `BytesAhoCorasick` on bytes that were folded beforehand. No rules, and no place in the text.
- spaCy's PhraseMatcher without case: if SPACY_PYTHON names a Python that has it, or ours does.
"""

from __future__ import annotations

import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from string import ascii_uppercase

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation

from bench.texts import write_brief
from viewer.brief.loader import load_brief
from viewer.mentions.folding import WALL, fold
from viewer.mentions.gazetteer import Gazetteer
from viewer.mentions.lexicon import build_lexicon
from viewer.mentions.matcher import Matcher
from viewer.mentions.model import Mention
from viewer.mentions.names import Name, case_of
from viewer.mentions.readable import readable_text

SIZE = 1_000_000  # code points
MENTIONS = 6_000
ACRONYMS = 0.05  # of the names
ROUNDS = 11
SLOW_ROUNDS = 3
_ONSETS = ["b", "br", "c", "ch", "d", "f", "gr", "h", "j", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t", "v", "z"]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ou", "é", "ü"]
_CODAS = ["", "", "n", "r", "s", "l", "m", "nd", "rt", "sk"]
_NON_ASCII = re.compile(r"[^\x00-\x7f]")


def print_speed(gazetteer: Gazetteer) -> None:
    """Prints medians in MB/s (10⁶ code points), and how many times as long the others take."""
    for count in (2_000, 50_000):
        _print_made_up(count, gazetteer)
    _print_brief(gazetteer)


def _print_made_up(count: int, gazetteer: Gazetteer) -> None:
    names, text = made_up(count)
    build = statistics.median(_timed(lambda: _ready(names, gazetteer)) for _ in range(5))
    matcher, plain, automaton = _ready(names, gazetteer), PlainMatcher(names), _Automaton(names, text)
    found, expected = matcher.find(text), plain.find(text)
    assert [mention[:3] for mention in found] == [mention[:3] for mention in expected], "the two disagree"
    seconds = _side_by_side(
        {
            "ours": lambda: matcher.find(text),
            "the plain way": lambda: plain.find(text),
            "the automaton alone": automaton.find,
        }
    )
    print(f"{count:,} names, {len(found):,} mentions; ours is built in {build * 1000:.0f} ms")
    spacy = _spacy(names, text)
    if spacy:
        seconds["spaCy's PhraseMatcher"] = spacy["find"]
    for what, time_taken in seconds.items():
        print(f"  {what:22} {SIZE / 1e6 / time_taken:6.1f} MB/s {time_taken / seconds['ours']:8.1f}")
    if spacy:
        print(f"  {'':22} (built in {spacy['build'] * 1000:,.0f} ms; it finds {spacy['found']:,.0f})")
    else:
        print("  spaCy is not here: SPACY_PYTHON can name a Python that has it")


def _print_brief(gazetteer: Gazetteer) -> None:
    """The program's own names, with vetoes, metonyms and surnames, in a text that is full of them."""
    with tempfile.TemporaryDirectory() as folder:
        brief = load_brief(write_brief(Path(folder) / "b.brief.md", SIZE))
    lexicon, text = build_lexicon(brief, gazetteer), readable_text(brief)
    matcher = Matcher(lexicon.names, gazetteer.manners, lexicon.ignored)
    found = len(matcher.find(text))
    taken = statistics.median(_timed(lambda: matcher.find(text)) for _ in range(ROUNDS))
    print(f"the gazetteer's {len(lexicon.names):,} names with all their rules, {found:,} mentions in briefs")
    print(f"  {'ours':22} {len(text) / 1e6 / taken:6.1f} MB/s")


def _ready(names: Sequence[Name], gazetteer: Gazetteer) -> Matcher:
    matcher = Matcher(names, gazetteer.manners)
    matcher.find("")  # it is built when first needed
    return matcher


class PlainMatcher:
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


class _Automaton:
    def __init__(self, names: Sequence[Name], text: str) -> None:
        self._folded = fold(text).encode()
        patterns = [fold(name.text).encode() for name in names]
        self._automaton = BytesAhoCorasick(patterns, implementation=Implementation.ContiguousNFA)

    def find(self) -> object:
        return self._automaton.find_matches_as_indexes(self._folded, overlapping=True)


def _spacy(names: Sequence[Name], text: str) -> Mapping[str, float] | None:
    python = os.environ.get("SPACY_PYTHON") or (sys.executable if find_spec("spacy") else "")
    if not python:
        return None
    task = json.dumps({"names": [name.text for name in names], "text": text, "rounds": SLOW_ROUNDS})
    script = Path(__file__).with_name("recognition_spacy.py")
    done = subprocess.run([python, str(script)], input=task, text=True, stdout=subprocess.PIPE, check=True)
    result: Mapping[str, float] = json.loads(done.stdout)
    return result


def made_up(count: int) -> tuple[list[Name], str]:
    """So many names, and a text with some of them."""
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
    return names, _text_with(names, rng)


def _text_with(names: Sequence[Name], rng: random.Random) -> str:
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
    return " ".join(pieces)[:SIZE]


def _word(rng: random.Random, syllables: int) -> str:
    return "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS) for _ in range(syllables))


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _side_by_side(work: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """The median seconds of each, taken turn by turn so that all meet the same weather."""
    times: dict[str, list[float]] = {what: [] for what in work}
    for _ in range(ROUNDS):
        for what, run in work.items():
            times[what].append(_timed(run))
    return {what: statistics.median(taken) for what, taken in times.items()}


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
