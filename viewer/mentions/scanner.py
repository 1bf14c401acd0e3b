"""One pass over a text for the words that are spelled like one of many names."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, overload

from ahocorasick_rs import BytesAhoCorasick, Implementation

from viewer.mentions.folding import IS_WORD, WALL, Stream, is_combining

#: Where such words stand, in code points. The end is negative: sorted, longer ones come first.
Candidate = tuple[int, int]
_MOST: Final = (1 << 32) - 1

# Code points that are folded at a time, so that what comes and goes on the way stays in the processor's cache.
_STRETCH: Final = 128 * 1024
# What is no letter is made one byte in names and text, so that a name with that byte before and behind it is one that
# begins and ends with a word. Unspaced scripts, which are not ASCII in a stream, need no such byte.
_DELIMITER: Final = b" "
_DELIMITED: Final = bytes(byte if IS_WORD[byte] or byte >= 0x80 else ord(_DELIMITER) for byte in range(0x100))
# By the byte at one end of a name: what must stand there.
_BESIDE: Final = tuple(_DELIMITER if is_word else b"" for is_word in IS_WORD)
_MEETING = re.compile(rb"(?<=[a-z])(?=[\x80-\xff])|(?<=[\x80-\xff])(?=[a-z])")


class Candidates(Sequence[Candidate]):
    """Sorted candidates, eight bytes each. Equal to any sequence of the same ones."""

    __slots__ = ("_keys",)

    def __init__(self, keys: Iterable[int] = ()) -> None:
        # The start, and 2³² less what remains to the end: in the order of the candidates.
        self._keys = array("Q", keys)

    def append(self, candidates: Iterable[Candidate]) -> None:
        """Add some that lie behind all that there are."""
        self._keys.extend(sorted({start << 32 | _MOST + minus_end for start, minus_end in candidates}))

    def merged(self, others: Candidates) -> Candidates:
        """These and others."""
        if not self._keys or not others._keys:
            return self if self._keys else others
        return Candidates(sorted({*self._keys, *others._keys}))

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, at: int) -> Candidate: ...

    @overload
    def __getitem__(self, at: slice) -> Candidates: ...

    def __getitem__(self, at: int | slice) -> Candidate | Candidates:
        if isinstance(at, slice):
            return Candidates(self._keys[at])
        return self._keys[at] >> 32, (self._keys[at] & _MOST) - _MOST

    def __iter__(self) -> Iterator[Candidate]:
        return ((key >> 32, (key & _MOST) - _MOST) for key in self._keys)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and [*self] == [*other]

    __hash__ = None  # type: ignore[assignment]


class Scanner:
    """Finds whole words that have the stream of one of `texts`. Their folds may still differ: see `folding`."""

    def __init__(self, texts: Iterable[str]) -> None:
        # In order, since neighbours share most of their way in the automaton: it is built in two thirds of the time.
        patterns = sorted(_patterns_of(texts))
        # Where the name lies in the bytes that fit its pattern, in a text that has a delimiter before it.
        self._starts = [0 if IS_WORD[pattern[0]] else -1 for pattern in patterns]
        self._ends = [start + len(pattern) for start, pattern in zip(self._starts, patterns, strict=True)]
        # A full table of transitions (DFA) outgrows the processor's caches at 2,000 names, and is slower from there on.
        words = [_BESIDE[pattern[0]] + pattern + _BESIDE[pattern[-1]] for pattern in patterns]
        self._automaton = BytesAhoCorasick(words, implementation=Implementation.ContiguousNFA)

    def scan(self, text: str) -> Candidates:
        """All candidates in `text`; they overlap and nest."""
        found = Candidates()
        for offset, stretch in _stretches(text):
            found.append(self._scan_stretch(stretch, offset))
        return found

    def _scan_stretch(self, text: str, offset: int) -> list[Candidate]:
        stream = Stream(text)
        data, added = _set_apart(stream.data)
        hits = self._automaton.find_matches_as_indexes((_DELIMITER + data).translate(_DELIMITED), overlapping=True)
        starts, ends, last = self._starts, self._ends, len(data) - 1
        places = [
            (at + starts[number], -at - ends[number])
            for number, at, _ in hits
            # A name that begins or ends with a full stop fits the delimiters around the text, too.
            if at + starts[number] >= 0 and at + ends[number] <= last
        ]
        if added:
            places = [(start - bisect_left(added, start), end + bisect_left(added, -end)) for start, end in places]
        if not stream.is_even:
            places = [(stream.original(start), -_end(stream, text, -end)) for start, end in places]
        return [(start + offset, end - offset) for start, end in places] if offset else places


class Search:
    """Looks for ever more names in one text, and only for those that are new. The text is not kept."""

    def __init__(self) -> None:
        self._candidates = Candidates()
        self._sought: set[str] = set()

    def candidates(self, text: str, names: Iterable[str]) -> Candidates:
        """As `Scanner.scan` finds them for `names`; there may be others, of names that were looked for before."""
        new = set(names) - self._sought
        if new:
            self._sought |= new
            self._candidates = self._candidates.merged(Scanner(new).scan(text))
        return self._candidates


def _patterns_of(texts: Iterable[str]) -> set[bytes]:
    """What to scan for; nothing for a text that folds to nothing."""
    # One stream of all texts, cut at the walls, takes a fifth of the time of many.
    joined = "".join(text.replace(WALL, " ").strip() + WALL for text in texts)
    streams = _set_apart(Stream(joined).data)[0].split(WALL.encode())
    return {stream.translate(_DELIMITED) for stream in streams if stream}


def _set_apart(data: bytes) -> tuple[bytes, list[int]]:
    """`data` with a delimiter wherever a word meets an unspaced script, and where these now stand."""
    if data.isascii():
        return data, []
    return _MEETING.sub(_DELIMITER, data), [hit.start() + rank for rank, hit in enumerate(_MEETING.finditer(data))]


def _stretches(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces with their offsets, cut at walls only."""
    start = 0
    while start < len(text):
        wall = text.find(WALL, start + _STRETCH)
        end = wall + 1 if wall >= 0 else len(text)
        yield start, text[start:end]
        start = end


def _end(stream: Stream, text: str, folded_end: int) -> int:
    """The end in `text` of what ends at `folded_end` in its stream. Marks on the last letter belong to it."""
    end = stream.original(folded_end - 1) + 1
    while end < len(text) and is_combining(text[end]):
        end += 1
    return end
