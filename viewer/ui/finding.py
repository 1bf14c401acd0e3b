"""Finding words in a brief, as they are typed: in any spelling that folds alike, a slice of the text at a time.

Knows nothing of Qt. All places are half-open ranges of code points of the text. White space of any kind and length is
one space, also where a paragraph ends, so that words are found across the lines of a plain text.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from viewer.mentions.folding import fold, fold_keeping_case, is_combining, is_word

#: Code points. Folding one slice takes milliseconds, so that a key never waits for the whole of a long text.
_SLICE = 1 << 14
_PASSING = 32  # slices
_LONGEST = 1000  # code points that can be looked for
_GAP = re.compile(r"\s\S")
_SOLID = re.compile(r"\S")

Hit = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. `whole`: no word may be cut at either end; `case`: capitals must be capitals."""

    words: str = ""
    whole: bool = False
    case: bool = False


class _Slice:
    """A stretch of text, folded, and where each of its folded characters comes from."""

    __slots__ = ("_places", "_shifts", "folded")

    def __init__(self, text: str, case: bool) -> None:
        folding = _folding(case)
        self.folded = folding(text)
        # From the folded offset _places[i] on, an offset in the text is the folded one plus _shifts[i].
        self._places, self._shifts = array("i", (0,)), array("i", (0,))
        for run in _uneven(text, folding).finditer(text):
            self._level(run, " " if run[0].isspace() else folding(run[0]))

    def _level(self, run: re.Match[str], folded: str) -> None:
        at = run.start() - self._shifts[-1]
        if folded == " ":
            space = next(number for number, character in enumerate(run[0]) if character.isspace())
            self._mark(at, run.start() + space)
        else:
            for inner in range(1, len(folded)):
                self._mark(at + inner, run.start())
        self._mark(at + len(folded), run.end())

    def _mark(self, folded: int, original: int) -> None:
        self._places.append(folded)
        self._shifts.append(original - folded)

    def original(self, folded: int) -> int:
        return folded + self._shifts[bisect_right(self._places, folded) - 1]

    def even(self, folded: int, length: int) -> int:
        """Where a stretch comes from that stands in the text as it does here, -1 if it does not."""
        place = bisect_right(self._places, folded)
        if folded + length > len(self.folded) or (place < len(self._places) and self._places[place] <= folded + length):
            return -1
        return folded + self._shifts[place - 1]


def _folding(case: bool) -> Callable[[str], str]:
    return fold_keeping_case if case else fold


def _uneven(text: str, folding: Callable[[str], str]) -> re.Pattern[str]:
    """What does not fold to one character for one: white space in a row, ligatures, soft hyphens, loose accents."""
    widths = {} if text.isascii() else {one: len(folding(one)) for one in set(text)}
    gone = re.escape("".join(one for one, width in widths.items() if not width))
    wide = re.escape("".join(one for one, width in widths.items() if width > 1))
    return re.compile(rf"[\s{gone}]{{2,}}" + (f"|[{gone}{wide}]" if gone or wide else ""))


class FoldedText:
    """A text in slices, each folded when it is first asked for, and kept unless that is done again in no time."""

    def __init__(self, text: str, case: bool = False, slice_length: int = _SLICE) -> None:
        self.text = text
        self.case = case
        self.starts = _cuts(text, slice_length)
        self._slices: dict[int, _Slice] = {}
        self._passing: dict[int, _Slice] = {}  # those of ASCII, which fold a hundred times as fast

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, number: int) -> _Slice:
        found = self._slices.get(number) or self._passing.get(number)
        if found is None:
            text = self.text[self.starts[number] : self.end(number)]
            found = _Slice(text, self.case)
            if text.isascii():
                if len(self._passing) > _PASSING:
                    self._passing.clear()
                self._passing[number] = found
            else:
                self._slices[number] = found
        return found

    def end(self, number: int) -> int:
        """The code point behind a slice."""
        return self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)

    def at(self, offset: int) -> int:
        """The number of the slice that holds a code point."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def original(self, number: int, folded: int) -> int:
        """Where in the text a folded character comes from, counted from the start of a slice; it may lie behind it."""
        while folded >= len(self[number].folded) and number + 1 < len(self):
            folded -= len(self[number].folded)
            number += 1
        return self.starts[number] + self[number].original(folded)


def _cuts(text: str, length: int) -> list[int]:
    """Where slices begin: at a word if one is near, and never where the folding of what stands before would change."""
    cuts = [0]
    while (at := cuts[-1] + length) < len(text):
        gap = _GAP.search(text, at, at + length)
        at = gap.end() - 1 if gap else at
        seam = next((one.start() for one in _SOLID.finditer(text, at) if fold(one[0])), len(text))
        if seam == len(text):
            break
        cuts.append(seam)
    return cuts


class Search:
    """Looks for a query in a text, from a code point on to the end and then round from the start.

    `step` looks through one slice more. What is asked before `is_done` is answered from what has been looked through.
    """

    def __init__(self, text: FoldedText, query: Query, start: int = 0) -> None:
        self._text = text
        self._query = query
        words = _folding(text.case)(query.words[:_LONGEST])
        self._words = words if words.strip() else ""
        self._starts: dict[int, array[int]] = {}
        self._ends: dict[int, array[int]] = {}
        first = text.at(start)
        self._waiting = iter([*range(first, len(text)), *range(first)]) if self._words else iter(())
        self.is_done = not self._words
        self.count = 0  # of what has been found so far

    def step(self) -> None:
        """Look through the next slice."""
        number = next((one for one in self._waiting if one not in self._starts), None)
        if number is None:
            self.is_done = True
        else:
            self._look_through(number)
            self.is_done = len(self._starts) == len(self._text)

    def between(self, start: int, end: int) -> list[Hit]:
        """What is found that shares a code point with a range; what has not been looked through there is, now."""
        if not self._words:
            return []
        found: list[Hit] = []
        for number in range(max(0, self._text.at(start) - 1), self._text.at(max(start, end - 1)) + 1):
            starts, ends = self._hits(number)
            first, last = bisect_right(ends, start), bisect_left(starts, end)
            found += zip(starts[first:last], ends[first:last], strict=True)
        return found

    def following(self, offset: int, forward: bool) -> Hit | None:
        """The first hit at or behind a code point, or the last before it, going round at the ends; None where there is
        none, or where it is not known yet which it is."""
        at, count = self._text.at(offset), len(self._text)
        for number in ((at + step if forward else at - step) % count for step in range(count + 1)):
            if number not in self._starts:
                return None
            starts = self._starts[number]
            round_again = number != at
            if forward:
                place = 0 if round_again else bisect_left(starts, offset)
            else:
                place = len(starts) - 1 if round_again else bisect_left(starts, offset) - 1
            if 0 <= place < len(starts):
                return starts[place], self._ends[number][place]
        # Only on the other side of `offset` in the slice that was begun with.
        starts = self._starts[at]
        place = 0 if forward else len(starts) - 1
        return (starts[place], self._ends[at][place]) if len(starts) else None

    def number(self, hit: Hit) -> int:
        """Which hit it is, from 1; 0 if it is none, or as long as not everything has been looked through."""
        at = self._text.at(hit[0])
        if not self.is_done or at not in self._starts:
            return 0
        place = bisect_left(self._starts[at], hit[0])
        if place == len(self._starts[at]) or self._starts[at][place] != hit[0]:
            return 0
        return sum(len(self._starts[number]) for number in range(at)) + place + 1

    def begins_between(self, bounds: Sequence[int]) -> Iterator[bool]:
        """For each two neighbours of ascending code points: whether a hit, of those known, begins between them."""
        for start, end in pairwise(bounds):
            yield self._begins_in(start, end)

    def _begins_in(self, start: int, end: int) -> bool:
        if start >= end:
            return False
        for number in range(self._text.at(start), self._text.at(end - 1) + 1):
            starts = self._starts.get(number)
            if starts:
                place = bisect_left(starts, start)
                if place < len(starts) and starts[place] < end:
                    return True
        return False

    def _hits(self, number: int) -> tuple[array[int], array[int]]:
        if number not in self._starts:
            self._look_through(number)
        return self._starts[number], self._ends[number]

    def _look_through(self, number: int) -> None:
        """Find what begins in a slice."""
        text, words, length = self._text, self._words, len(self._words)
        own = text[number]
        folded = self._and_beyond(number)
        base = text.starts[number]
        starts, ends = array("I"), array("I")
        at = folded.find(words)
        while 0 <= at < len(own.folded):
            even = own.even(at, length)
            start, end = (base + even, base + even + length) if even >= 0 else self._place(number, at)
            if not self._query.whole or are_whole(text.text, start, end):
                starts.append(start)
                ends.append(end)
            at = folded.find(words, at + length)
        self._starts[number], self._ends[number] = starts, ends
        self.count += len(starts)

    def _and_beyond(self, number: int) -> str:
        """A slice, folded, with as much of what follows as a hit may reach into."""
        pieces = [self._text[number].folded]
        missing = len(self._words) - 1
        while missing > 0 and (number := number + 1) < len(self._text):
            pieces.append(self._text[number].folded[:missing])
            missing -= len(pieces[-1])
        return "".join(pieces)

    def _place(self, number: int, folded: int) -> Hit:
        """Where in the text a hit stands: with the accents of its last letter, without what does not show behind it."""
        start = self._text.original(number, folded)
        last = folded + len(self._words) - 1
        end = max(self._text.original(number, last) + 1, self._text.original(number, last + 1))
        text = self._text.text
        while end - 1 > start and not fold(text[end - 1]) and not is_combining(text[end - 1]):
            end -= 1
        return start, end


def are_whole(text: str, start: int, end: int) -> bool:
    """Whether no word is cut at either end of a range."""
    return not any(0 < cut < len(text) and is_word(text[cut - 1]) and is_word(text[cut]) for cut in (start, end))
