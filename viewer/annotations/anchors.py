"""Where the words of an annotation stand in today's text: the position first, then the quote.

The bands are *placed* (certain), *moved* (plausible, to be checked by the reader) and *orphan* (kept and listed,
attached to nothing: a wrong place is worse than none). Offsets are half-open ranges of code points of the canonical
text, as in https://www.w3.org/TR/annotation-model/#text-quote-selector.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from viewer.annotations.model import Annotation

State = Literal["placed", "moved", "orphan"]

#: More places of one quote than this are not weighed against each other, nor listed for the command line.
MOST_PLACES = 200
MOST_LISTED = 10_000
#: The context of the best place must agree in this many code points more than that of the next best.
_MARGIN = 4
#: Searches through the whole text that one `Finder` makes before it gives up: some seconds in a text of 1 MB.
_MOST_SEARCHES = 20_000
#: Length in code points of the piece by which many quotes are looked up in one pass, and tries for each of them.
_PIECE, _MOST_TRIES = 16, 200

_WIDE_SPACE = re.compile(r"[^\S ]\s*| \s+")


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an annotation stands. Both offsets are None for an orphan and for a note on the whole brief."""

    state: State
    start: int | None = None
    end: int | None = None


_ORPHAN = Placed("orphan")


def place(annotation: Annotation, text: str) -> Placed:
    """Where `annotation` stands in `text`."""
    return Finder(text).place(annotation)


def place_all(annotations: Iterable[Annotation], text: str) -> dict[str, Placed]:
    """Where each stands, by id. Many annotations are found in few passes over the text."""
    finder, items = Finder(text), list(annotations)
    finder.look_up(_in_context(item) for item in items if item.exact and not finder.stands(item))
    return {item.id: finder.place(item) for item in items}


def find_quote(
    text: str, exact: str, prefix: str = "", suffix: str = "", start: int | None = None
) -> list[tuple[int, int]]:
    """Every place of a quote, in order, at most `MOST_LISTED`.

    With a prefix or suffix only where that stands right before or behind; with `start` only the one that begins there.
    If the words stand nowhere so, differences in white space are overlooked.
    """
    if not exact:
        return []
    found = [(at, at + len(exact)) for at in _places(text, prefix, exact, suffix, MOST_LISTED)]
    if not found:
        flat = FlatText(text)
        words = flat_text(exact)
        places = _places(flat.text, flat_text(prefix), words, flat_text(suffix), MOST_LISTED)
        found = [flat.original(at, at + len(words)) for at in places]
    return [place for place in found if start is None or place[0] == start]


class Finder:
    """Finds quotes in one text and remembers what it has searched for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, tuple[int, ...]] = {}
        self._searches = 0

    @cached_property
    def _flat(self) -> FlatText:
        return FlatText(self._text)

    def stands(self, annotation: Annotation) -> bool:
        """Whether the quote stands at its position with all of its context: nothing more to ask."""
        exact, start = annotation.exact, annotation.start
        if not exact or start is None:
            return False
        prefix = annotation.prefix
        before = start - len(prefix)
        return before >= 0 and self._text.startswith(prefix + exact + annotation.suffix, before)

    def place(self, annotation: Annotation) -> Placed:
        """Where `annotation` stands in the text."""
        start, end, exact = annotation.start, annotation.end, annotation.exact
        if annotation.is_whole:
            return Placed("placed")
        if not exact:
            # A position alone cannot be verified; it may be right, and the reader can tell.
            inside = start is not None and end is not None and start < end <= len(self._text)
            return Placed("moved", start, end) if inside else _ORPHAN
        if start is not None and self._text.startswith(exact, start):
            return self._at_position(annotation, start)
        return self._by_quote(annotation)

    def look_up(self, needles: Iterable[str]) -> None:
        """Finds the first two places of many needles in one pass, by a piece from the middle of each."""
        by_piece: dict[str, list[tuple[str, int]]] = {}
        for needle in set(needles):
            offset = (len(needle) - _PIECE) // 2
            if offset >= 0:
                by_piece.setdefault(needle[offset : offset + _PIECE], []).append((needle, offset))
        places: dict[str, list[int]] = {}
        tries: dict[str, int] = {}
        text = self._text
        for at in range(len(text) - _PIECE + 1) if by_piece else ():
            waiting = by_piece.get(text[at : at + _PIECE])
            if not waiting:
                continue
            for item in tuple(waiting):
                needle, offset = item
                tries[needle] = tries.get(needle, 0) + 1
                if at >= offset and text.startswith(needle, at - offset):
                    places.setdefault(needle, []).append(at - offset)
                if len(places.get(needle, ())) == 2 or tries[needle] > _MOST_TRIES:
                    waiting.remove(item)
        for waiting in by_piece.values():
            self._found |= {needle: tuple(places.get(needle, ())) for needle, _ in waiting}
        self._found |= {needle: tuple(found) for needle, found in places.items() if len(found) == 2}

    def _at_position(self, annotation: Annotation, start: int) -> Placed:
        """The words stand where they stood; yet another place may be the one that was meant."""
        here = Placed("placed", start, start + len(annotation.exact))
        context = len(annotation.prefix) + len(annotation.suffix)
        agreeing = self._agreement(annotation, start)
        if agreeing == context:
            return here
        found = self._by_quote(annotation)
        if found.start in (None, start) or (found.state == "moved" and 2 * agreeing >= context):
            return here
        return found

    def _by_quote(self, annotation: Annotation) -> Placed:
        prefix, exact, suffix = annotation.prefix, annotation.exact, annotation.suffix
        size = len(exact)
        whole = self._first_two(prefix + exact + suffix)
        if whole:
            at = whole[0] + len(prefix)
            return Placed("placed", at, at + size) if len(whole) == 1 else _ORPHAN
        if prefix or suffix:
            flat = self._flat_places(flat_text(prefix), flat_text(exact), flat_text(suffix))
            if flat:
                return Placed("placed", *flat[0]) if len(flat) == 1 else _ORPHAN
        halves = {at + len(prefix) for at in self._only(prefix, exact)} | set(self._only(exact, suffix))
        if halves:
            return Placed("moved", min(halves), min(halves) + size) if len(halves) == 1 else _ORPHAN
        if self._first_two(exact):
            return self._best(annotation)
        flat = self._flat_places("", flat_text(exact), "")
        return Placed("moved", *flat[0]) if len(flat) == 1 else _ORPHAN

    def _best(self, annotation: Annotation) -> Placed:
        """The place of the words whose surroundings agree best, if one stands out."""
        places = _places(self._text, "", annotation.exact, "", MOST_PLACES + 1)
        if len(places) > MOST_PLACES:
            return _ORPHAN
        ranked = sorted(((self._agreement(annotation, at), at) for at in places), reverse=True)
        if len(ranked) > 1 and ranked[0][0] < ranked[1][0] + _MARGIN:
            return _ORPHAN
        at = ranked[0][1]
        return Placed("moved", at, at + len(annotation.exact))

    def _agreement(self, annotation: Annotation, start: int) -> int:
        """How many code points of context stand right before and behind the place at `start`."""
        prefix, suffix, end = annotation.prefix, annotation.suffix, start + len(annotation.exact)
        before = self._text[max(0, start - len(prefix)) : start]
        return _shared(prefix[::-1], before[::-1]) + _shared(suffix, self._text[end : end + len(suffix)])

    def _only(self, left: str, right: str) -> tuple[int, ...]:
        """The one place of both together; none if there are several, or if one half is missing or all there is."""
        found = self._first_two(left + right) if left and right else ()
        return found if len(found) == 1 else ()

    def _first_two(self, needle: str) -> tuple[int, ...]:
        if needle not in self._found:
            self._found[needle] = self._search(self._text, needle)
        return self._found[needle]

    def _flat_places(self, prefix: str, exact: str, suffix: str) -> list[tuple[int, int]]:
        if not exact.strip():
            return []
        found = self._search(self._flat.text, prefix + exact + suffix)
        return [self._flat.original(at + len(prefix), at + len(prefix) + len(exact)) for at in found]

    def _search(self, text: str, needle: str) -> tuple[int, ...]:
        """The first two places; none once there have been too many searches."""
        self._searches += 1
        if self._searches > _MOST_SEARCHES or not needle:
            return ()
        return tuple(_places(text, "", needle, "", 2))


class FlatText:
    """A text with every stretch of white space made one space, and the way back."""

    def __init__(self, text: str) -> None:
        pieces: list[str] = []
        self._starts, self._originals = [0], [0]
        done = length = 0
        for space in _WIDE_SPACE.finditer(text):
            pieces += (text[done : space.start()], " ")
            length += space.start() - done + 1
            done = space.end()
            self._starts.append(length)
            self._originals.append(done)
        self.text = "".join([*pieces, text[done:]])

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original text that became `start`–`end` (code points, start < end)."""
        return self._original(start), self._original(end - 1) + 1

    def _original(self, offset: int) -> int:
        index = bisect_right(self._starts, offset) - 1
        return self._originals[index] + offset - self._starts[index]


def flat_text(text: str) -> str:
    return _WIDE_SPACE.sub(" ", text)


def _in_context(annotation: Annotation) -> str:
    return annotation.prefix + annotation.exact + annotation.suffix


def _places(text: str, prefix: str, exact: str, suffix: str, most: int) -> list[int]:
    """Where `exact` begins, between `prefix` and `suffix`, in order; overlapping places count."""
    needle = prefix + exact + suffix
    found: list[int] = []
    at = text.find(needle)
    while at >= 0 and len(found) < most:
        found.append(at + len(prefix))
        at = text.find(needle, at + 1)
    return found


def _shared(one: str, other: str) -> int:
    """How many code points both begin with in common."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
