"""Finds names in a text: one pass of an automaton over bytes for candidates, then the rules on the few it finds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ahocorasick_rs import BytesAhoCorasick, Implementation

from viewer.mentions.folding import IS_WORD, WALL, Stream, fold, is_combining
from viewer.mentions.model import Mention
from viewer.mentions.names import Name, spelling
from viewer.mentions.people import Manners
from viewer.mentions.spans import Spans

_NOWHERE: Final = Spans()

#: Words that are spelled like a name: start, end (negative, so that the longer sorts first), number of the pattern.
Candidate = tuple[int, int, int]


class Matcher:
    """Looks for `names`, in any number of texts. Of names that fit the same words the first counts.

    Words that spell one of `ignored` are no mention, nor is any part of them; a longer name around them still is.
    """

    def __init__(self, names: Sequence[Name], manners: Manners, ignored: Iterable[str] = ()) -> None:
        self._manners = manners
        self._named: list[list[Name]] = []
        self._ignored: dict[int, set[str]] = {}
        numbers: dict[bytes, int] = {}
        texts = [name.text.replace(WALL, " ").strip() for name in names]
        for pattern, name in zip(_patterns(texts), names, strict=True):
            if pattern:
                number = numbers.setdefault(pattern, len(numbers))
                if number == len(self._named):
                    self._named.append([])
                self._named[number].append(name)
        texts = [text.replace(WALL, " ").strip() for text in ignored]
        for pattern, text in zip(_patterns(texts), texts, strict=True):
            if pattern:
                self._ignored.setdefault(numbers.setdefault(pattern, len(numbers)), set()).add(spelling(text))
        self._named += ([] for _ in range(len(numbers) - len(self._named)))
        # A full table of transitions (DFA) outgrows the processor's caches at 2,000 names, and is slower from there on.
        self._automaton = BytesAhoCorasick(numbers, implementation=Implementation.ContiguousNFA)

    def find(self, text: str, taken: Spans = _NOWHERE) -> list[Mention]:
        """The mentions in `text`, leftmost and longest first, none overlapping another or anything `taken`.

        Offsets are code points. No mention reaches across a wall (`folding.WALL`).
        """
        candidates, ignored = self._candidates(text)
        candidates.sort()
        found: list[Mention] = []
        introduced: set[str] = set()
        free_from = 0
        for start, minus_end, number in candidates:
            if start < free_from:
                continue
            end = -minus_end
            if (taken and taken.touch(start, end)) or (ignored and ignored.hold(start, end)):
                continue
            words = text[start:end]
            for name in self._named[number]:
                # Equal text spares the folding; only `lower` might still say no, and its names have no capitals.
                if (words == name.text or name.reads(words)) and self._fits(name, text, start, end, introduced):
                    found.append(Mention(start, end, name.entity, name.group, name.kind, name.how, name.text))
                    free_from = end
                    if name.introduces:
                        introduced.add(name.entity)
                    break
        return found

    def _candidates(self, text: str) -> tuple[list[Candidate], Spans]:
        """Whole words with the stream of a name, and where the ignored texts stand."""
        stream = Stream(text)
        data = stream.data
        # The stream sees to it that names begin with a word; that they end with one is seen to here.
        hits = [
            (start, -end, number)
            for number, start, end in self._automaton.find_matches_as_indexes(data, overlapping=True)
            if not (IS_WORD[data[end]] and IS_WORD[data[end - 1]])
        ]
        if not stream.is_even:
            hits = [(*_original(stream, text, start, -minus_end), number) for start, minus_end, number in hits]
        if not self._ignored:
            return hits, _NOWHERE
        ignored = Spans(
            (start, -minus_end)
            for start, minus_end, number in hits
            if number in self._ignored and fold(text[start:-minus_end]) in self._ignored[number]
        )
        return hits, ignored

    def _fits(self, name: Name, text: str, start: int, end: int, introduced: set[str]) -> bool:
        """Whether a name may stand here, as far as what stands around and before it is concerned."""
        if name.use != "always" and not self._is_called_for(name, text, start, end, introduced):
            return False
        return not name.context.matters or name.context.allows(text, start, end)

    def _is_called_for(self, name: Name, text: str, start: int, end: int, introduced: set[str]) -> bool:
        if name.use == "introduced":
            return name.entity in introduced
        if self._manners.follows_title(text, start):
            return True
        return name.use == "surname" and name.entity in introduced and self._manners.stands_alone(text, start, end)


def _patterns(texts: Sequence[str]) -> list[bytes]:
    """The stream of each text. (One stream of all of them, cut at the walls, takes a fifth of the time.)"""
    return Stream(WALL.join(texts)).data.split(b"\0")[: len(texts)]


def _original(stream: Stream, text: str, start: int, end: int) -> tuple[int, int]:
    """The range in `text` of a range in its stream: start and minus end. Marks on the last letter belong to it."""
    start, end = stream.original(start), stream.original(end - 1) + 1
    while end < len(text) and is_combining(text[end]):
        end += 1
    return start, -end
