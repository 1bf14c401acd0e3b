"""Where a quote stands in a text that may have changed, by its words and its context alone.

Stretches of eight code points of the quote and its context vote for the places in the text that they point to; the best
places are then aligned exactly. All quotes are looked up in one pass over the text. Offsets are code points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from viewer.annotations.carrying import Carried, carry, join, pieces
from viewer.annotations.exact import ExactSearch
from viewer.annotations.sampling import Sampler

#: Length of what votes, and the share of all places that are looked at.
_GRAM, _SHARE = 8, 0.15
#: What occurs more often does not vote; nor do more than so many of one quote, the rarest first.
_MOST_PLACES, _MOST_VOTERS = 64, 24
#: Votes whose places differ by no more than this are for the same place; a place needs this many votes.
_TOGETHER, _LEAST_VOTES = 16, 2
#: How many places are aligned, with this much beyond what the votes point to.
_MOST_ALIGNED, _BEYOND = 4, 12
#: The best place must be better than the next in this many code points.
_MARGIN = 4
#: Context on either side of each piece of a long quote; from elsewhere a quote may come with more, up to this much.
_CONTEXT, _MOST_CONTEXT = 32, 400
#: Half of the words must be there, and this share of the context where the quote is shorter than that many.
_LEAST_QUOTE = 0.5
_SHORT, _SHORT_CONTEXT = 20, 0.42
_MIDDLING, _MIDDLING_CONTEXT = 40, 0.3
#: From this share of the words on they speak for themselves.
_ALIKE = 0.75
#: Where the text that the quote was made on says that the words are gone.
_DOUBTED_CONTEXT = 0.5


class Quote(NamedTuple):
    """Words with what stands before and behind them."""

    prefix: str
    exact: str
    suffix: str


class QuoteSearch:
    """Finds quotes in one text, many in one pass."""

    def __init__(self, text: str, exact: ExactSearch) -> None:
        self._text = text
        self._exact = exact
        #: Stretch of text → its places, no more than one beyond `_MOST_PLACES`.
        self._places: dict[str, list[int]] = {}
        #: Quote with context → what of it votes, and where in it that stands.
        self._voters: dict[str, list[tuple[str, int]]] = {}

    @cached_property
    def _sampler(self) -> Sampler:
        return Sampler(self._text, _SHARE)

    def look_up(self, quotes: Iterable[Quote]) -> None:
        """Looks for all of these in one pass, so that `find` need not make one for each."""
        wanted: dict[str, list[int]] = {}
        for part in chain.from_iterable(map(_parts, quotes)):
            needle = "".join(part)
            if needle not in self._voters:
                offsets = self._sampler.places(needle[: 1 - _GRAM])
                self._voters[needle] = grams = [(needle[at : at + _GRAM], at) for at in offsets]
                wanted |= {gram: [] for gram, _ in grams if gram not in self._places}
        if wanted:
            text, get = self._text, wanted.get
            for at in self._sampler.places(text):
                places = get(text[at : at + _GRAM])
                if places is not None and len(places) <= _MOST_PLACES:
                    places.append(at)
            self._places |= wanted

    def find(self, quote: Quote, *, is_doubted: bool = False) -> Carried | None:
        """The one place that words and context speak for. `is_doubted`: there is reason to think that they are gone."""
        self.look_up([quote])
        starts = [at for at, _ in pieces(0, len(quote.exact))]
        found = join([self._part(part) for part in _parts(quote)], starts, len(quote.exact))
        return found if found and _is_enough(found, len(quote.exact), is_doubted) else None

    def _part(self, quote: Quote) -> Carried | None:
        needle = "".join(quote)
        start = len(quote.prefix)
        end = start + len(quote.exact)
        clusters = self._clusters(needle)
        if clusters is None:
            # Nothing in it is rare; yet all of it together may be.
            whole = self._exact.whole(*quote)
            return Carried(*whole[0], 1, 1) if len(whole) == 1 else None
        whole_at = {at for cluster in clusters for at in set(cluster) if self._text.startswith(needle, at)}
        if whole_at:
            return Carried(start, end, 1, 1).moved_by(whole_at.pop()) if len(whole_at) == 1 else None
        found: dict[int, tuple[float, Carried]] = {}
        for cluster in clusters:
            low = max(0, cluster[0] - _BEYOND)
            carried = carry(needle, self._text[low : cluster[-1] + len(needle) + _BEYOND], start, end)
            if carried:
                weight = carried.quote * (end - start) + carried.context * (len(needle) - end + start)
                best = found.get(carried.start + low)
                if best is None or weight > best[0]:
                    found[carried.start + low] = weight, carried.moved_by(low)
        ranked = sorted(found.values(), key=lambda item: item[0], reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][0] < ranked[1][0] + _MARGIN):
            return None
        return ranked[0][1]

    def _clusters(self, needle: str) -> list[list[int]] | None:
        """Where `needle` may begin, close guesses together, the likeliest first. None if all of it is too frequent."""
        found = [(self._places[gram], offset) for gram, offset in self._voters[needle]]
        found = [item for item in found if len(item[0]) <= _MOST_PLACES]
        if not found:
            return None
        found = sorted((item for item in found if item[0]), key=lambda item: len(item[0]))[:_MOST_VOTERS]
        guesses = sorted([at - offset for places, offset in found for at in places])
        clusters: list[list[int]] = []
        last = None
        for guess in guesses:
            if last is None or guess - last > _TOGETHER:
                clusters.append([])
            clusters[-1].append(guess)
            last = guess
        clusters = [cluster for cluster in clusters if len(cluster) >= _LEAST_VOTES]
        clusters.sort(key=len, reverse=True)
        return clusters[:_MOST_ALIGNED]


def _parts(quote: Quote) -> Iterator[Quote]:
    """A long quote in pieces, each with what stands around it."""
    exact = quote.exact
    for start, end in pieces(0, len(exact)):
        before = exact[max(0, start - _CONTEXT) : start] if start else quote.prefix[-_MOST_CONTEXT:]
        behind = exact[end : end + _CONTEXT] if end < len(exact) else quote.suffix[:_MOST_CONTEXT]
        yield Quote(before, exact[start:end], behind)


def _is_enough(found: Carried, size: int, is_doubted: bool) -> bool:
    """Whether so much of the quote and of its context is there that it is no chance."""
    if found.quote < _LEAST_QUOTE:
        return False
    if is_doubted and size < _MIDDLING:
        return found.context >= _DOUBTED_CONTEXT
    if size < _SHORT:
        return found.context >= _SHORT_CONTEXT
    return (size >= _MIDDLING and found.quote >= _ALIKE) or found.context >= _MIDDLING_CONTEXT
