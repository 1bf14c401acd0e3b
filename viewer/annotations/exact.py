"""Words looked for as they are, white space at most overlooked: for quotes with little or no context.

Few and short comparisons with the whole text; what can be told by a longer context is the business of `quotes`.
"""

from __future__ import annotations

from functools import cached_property

from viewer.annotations.flat import FlatText, flat_text

#: More places of one quote than this are not weighed against each other, nor listed for the command line.
MOST_PLACES = 200
MOST_LISTED = 10_000
#: The context of the best place must agree in this many code points more than that of the next best.
_MARGIN = 4
#: Less of the context than this must not tell where a short quote belongs.
_LEAST_CONTEXT, _SHORT = 0.42, 20
#: Searches through the whole text before one gives up: some seconds in a text of 1 MB.
_MOST_SEARCHES = 12_000

#: Half-open range of code points.
Range = tuple[int, int]


def find_quote(text: str, exact: str, prefix: str = "", suffix: str = "", start: int | None = None) -> list[Range]:
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


def agreement(text: str, prefix: str, suffix: str, start: int, end: int) -> int:
    """How many code points of context stand right before `start` and right behind `end`."""
    before = text[max(0, start - len(prefix)) : start]
    return _shared(prefix[::-1], before[::-1]) + _shared(suffix, text[end : end + len(suffix)])


class ExactSearch:
    """Finds words in one text and counts how often it has searched."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._searches = 0

    @cached_property
    def _flat(self) -> FlatText:
        return FlatText(self._text)

    def whole(self, prefix: str, exact: str, suffix: str) -> tuple[Range, ...]:
        """The first two places with all of the context."""
        found = self._search(self._text, prefix + exact + suffix)
        return tuple((at + len(prefix), at + len(prefix) + len(exact)) for at in found)

    def whole_flat(self, prefix: str, exact: str, suffix: str) -> tuple[Range, ...]:
        """The same with white space overlooked."""
        exact = flat_text(exact)
        if not exact.strip():
            return ()
        prefix, suffix = flat_text(prefix), flat_text(suffix)
        found = self._search(self._flat.text, prefix + exact + suffix)
        return tuple(self._flat.original(at + len(prefix), at + len(prefix) + len(exact)) for at in found)

    def plausible(self, prefix: str, exact: str, suffix: str) -> Range | None:
        """The one place that half of the context speaks for, or most of it, or the only place there is."""
        halves = {at + len(prefix) for at in self._only(prefix, exact)} | set(self._only(exact, suffix))
        if halves:
            return (min(halves), min(halves) + len(exact)) if len(halves) == 1 else None
        if self._search(self._text, exact):
            return self._best(prefix, exact, suffix)
        found = self.whole_flat("", exact, "")
        return found[0] if len(found) == 1 else None

    def _best(self, prefix: str, exact: str, suffix: str) -> Range | None:
        """The place of the words whose surroundings agree best, if one stands out."""
        places = _places(self._text, "", exact, "", MOST_PLACES + 1)
        if len(places) > MOST_PLACES:
            return None
        size = len(exact)
        ranked = sorted(((agreement(self._text, prefix, suffix, at, at + size), at) for at in places), reverse=True)
        best, at = ranked[0]
        if len(ranked) > 1 and best < ranked[1][0] + _MARGIN:
            return None
        if size < _SHORT and best < _LEAST_CONTEXT * len(prefix + suffix):
            return None
        return at, at + size

    def _only(self, left: str, right: str) -> tuple[int, ...]:
        """The one place of both together; none if there are several, or if one half is missing or all there is."""
        found = self._search(self._text, left + right) if left and right else ()
        return found if len(found) == 1 else ()

    def _search(self, text: str, needle: str) -> tuple[int, ...]:
        """The first two places; none once there have been too many searches."""
        self._searches += 1
        if self._searches > _MOST_SEARCHES or not needle:
            return ()
        return tuple(_places(text, "", needle, "", 2))


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
