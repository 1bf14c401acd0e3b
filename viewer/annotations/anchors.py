"""Where the words of an annotation stand in today's text: by position, by the text they were marked in, by the quote.

The bands are *placed* (certain), *moved* (plausible, to be checked by the reader) and *orphan* (kept and listed,
attached to nothing: a wrong place is worse than none). Offsets are half-open ranges of code points of the canonical
text, as in https://www.w3.org/TR/annotation-model/#text-quote-selector.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from viewer.annotations.exact import MOST_LISTED, MOST_PLACES, ExactSearch, agreement, find_quote
from viewer.annotations.flat import flat_text
from viewer.annotations.model import Annotation
from viewer.annotations.texts import text_digest

if TYPE_CHECKING:
    from viewer.annotations.aligning import Alignment
    from viewer.annotations.carrying import Carried
    from viewer.annotations.quotes import Quote, QuoteSearch

__all__ = ["MOST_LISTED", "MOST_PLACES", "Placed", "Placer", "State", "find_quote", "place", "place_all"]

State = Literal["placed", "moved", "orphan"]
#: The text with this digest (see `texts`), None if it is not at hand.
OldTexts = Callable[[str], str | None]

#: With fewer code points than this, quote and context together, there is nothing to vote or to align.
_LEAST_CONTEXT = 40
#: Words found where they stood, in other surroundings: so much of those must agree if the quote is this short.
_LEAST_AGREEMENT, _SHORT = 0.3, 20
#: Shares of the score that the words have and that the context has on either side.
_WORDS, _SIDE = 0.6, 0.2
#: Longer quotes are compared for their score by so much of them only, and letter by letter.
_MOST_COMPARED = 4_000
#: Less than half of the words is another passage.
_LEAST_QUOTE = 0.5
#: Less alike than this, and the likeness of a quote that is shorter than that may be chance.
_LEAST_SCORE, _MIDDLING = 0.5, 40
#: Less alike than this is chance whatever its length.
_FLOOR = 0.45
#: The same for a passage that the old text points to, and what is certain there. Any two contexts score 0.7.
_LEAST_KNOWN, _CERTAIN = 0.6, 0.8


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an annotation stands. Both offsets are None for an orphan and for a note on the whole brief.

    `score` is 1 for the same words in the same context and 0 for an orphan; it does not make two places differ.
    """

    state: State
    start: int | None = None
    end: int | None = None
    score: float = field(default=1.0, compare=False)


_ORPHAN = Placed("orphan", score=0.0)


def place(annotation: Annotation, text: str, old_texts: OldTexts | None = None) -> Placed:
    """Where `annotation` stands in `text`."""
    return Placer(text, old_texts).place(annotation)


def place_all(annotations: Iterable[Annotation], text: str, old_texts: OldTexts | None = None) -> dict[str, Placed]:
    """Where each stands, by id: for each what `place` says, found in few passes over the text."""
    return Placer(text, old_texts).place_all(annotations)


class Placer:
    """Places annotations in one text, and remembers what it learnt of the text and of those it came from."""

    def __init__(self, text: str, old_texts: OldTexts | None = None) -> None:
        self._text = text
        self._old_texts = old_texts
        self._alignments: dict[str, Alignment | None] = {}

    @cached_property
    def _digest(self) -> str:
        return text_digest(self._text)

    @cached_property
    def _exact(self) -> ExactSearch:
        return ExactSearch(self._text)

    @cached_property
    def _quotes(self) -> QuoteSearch:
        # Imported late, like the alignment: mostly all notes stand where they stood, and rapidfuzz takes 30 ms.
        from viewer.annotations.quotes import QuoteSearch

        return QuoteSearch(self._text, self._exact)

    def place(self, annotation: Annotation) -> Placed:
        """Where `annotation` stands in the text."""
        return self._at_once(annotation) or self._by_quote(annotation)

    def place_all(self, annotations: Iterable[Annotation]) -> dict[str, Placed]:
        """Where each stands, by id."""
        items = list(annotations)
        found = {item.id: self._at_once(item) for item in items}
        lost = [quote for item in items if found[item.id] is None and (quote := _quote(item))]
        if lost:
            self._quotes.look_up(lost)
        return {item.id: found[item.id] or self._by_quote(item) for item in items}

    def _at_once(self, annotation: Annotation) -> Placed | None:
        """What can be said without looking for the quote; None if that is to be done."""
        start, end, exact = annotation.start, annotation.end, annotation.exact
        if annotation.is_whole:
            return Placed("placed")
        if annotation.not_in and annotation.not_in == self._digest:
            return _ORPHAN
        if not exact:
            # A position alone cannot be verified; it may be right, and the reader can tell.
            inside = start is not None and end is not None and start < end <= len(self._text)
            return Placed("moved", start, end, 0.5) if inside else _ORPHAN
        if start is None:
            return None
        if alignment := self._alignment(annotation.text_digest):
            # The position says nothing any more: of what is printed many times another copy may stand there now.
            return self._by_old_text(annotation, start, alignment)
        return self._unmoved(annotation, start)

    def _unmoved(self, annotation: Annotation, start: int) -> Placed | None:
        """Whether the quote stands at its position with all of its context."""
        exact, before = annotation.exact, start - len(annotation.prefix)
        if before >= 0 and self._text.startswith(annotation.prefix + exact + annotation.suffix, before):
            return Placed("placed", start, start + len(exact))
        return None

    def _by_old_text(self, annotation: Annotation, start: int, alignment: Alignment) -> Placed | None:
        """Where the passage that it was made on has gone; None if it is not there, or was not what the note says."""
        exact = annotation.exact
        if not alignment.old.startswith(exact, start):
            return None
        found = alignment.carry(start, start + len(exact))
        if found is None or found.quote < _LEAST_QUOTE:
            return None
        placed = self._placed(annotation, found, is_known=True)
        # In another text altogether there may be the same phrase.
        is_chance = len(exact) < _MIDDLING and placed.score < _LEAST_KNOWN
        return None if is_chance else placed

    def _alignment(self, digest: str) -> Alignment | None:
        """Today's text beside the one with this digest; None if that is the same, or not at hand."""
        if not digest or not self._old_texts or digest == self._digest:
            return None
        if digest not in self._alignments:
            from viewer.annotations.aligning import Alignment

            old = self._old_texts(digest)
            self._alignments[digest] = None if old is None else Alignment(old, self._text)
        return self._alignments[digest]

    def _by_quote(self, annotation: Annotation) -> Placed:
        prefix, exact, suffix = annotation.prefix, annotation.exact, annotation.suffix
        start = annotation.start
        is_doubted = self._alignment(annotation.text_digest) is not None
        found = self._somewhere(annotation, is_doubted)
        if start is None or is_doubted or not self._text.startswith(exact, start):
            return found
        # The words stand where they stood; yet another place may be the one that was meant.
        end, context = start + len(exact), len(prefix + suffix)
        agreeing = agreement(self._text, prefix, suffix, start, end)
        if found.start == start or (found.state == "moved" and 2 * agreeing >= context):
            return Placed("placed", start, end, self._score(annotation, start, end))
        if found.start is None and (len(exact) >= _SHORT or agreeing >= _LEAST_AGREEMENT * context):
            return Placed("placed", start, end, self._score(annotation, start, end))
        return found

    def _somewhere(self, annotation: Annotation, is_doubted: bool) -> Placed:
        """Where the quote is found, whatever its position. `is_doubted`: where it was it is not any more."""
        if quote := _quote(annotation):
            found = self._quotes.find(quote, is_doubted=is_doubted)
            return self._placed(annotation, found) if found else _ORPHAN
        words = annotation.prefix, annotation.exact, annotation.suffix
        whole = self._exact.whole(*words)
        if not whole and (words[0] or words[2]):
            whole = self._exact.whole_flat(*words)
        if whole:
            return Placed("placed", *whole[0]) if len(whole) == 1 else _ORPHAN
        plausible = self._exact.plausible(*words)
        return Placed("moved", *plausible, self._score(annotation, *plausible)) if plausible else _ORPHAN

    def _placed(self, annotation: Annotation, found: Carried, is_known: bool = False) -> Placed:
        """`is_known`: from the old text. Then the same words are certain, if half of the context is there too."""
        start, end = _trimmed(self._text, found.start, found.end, annotation.exact)
        same = _is_same(self._text[start:end], annotation.exact)
        score = self._score(annotation, start, end)
        if same and ((is_known and score >= _CERTAIN) or self._has_context(annotation, start, end)):
            return Placed("placed", start, end, score)
        # The endings of words are alike anywhere.
        is_chance = score < _FLOOR or (score < _LEAST_SCORE and len(annotation.exact) < _MIDDLING)
        return _ORPHAN if is_chance else Placed("moved", start, end, score)

    def _has_context(self, annotation: Annotation, start: int, end: int) -> bool:
        """Whether all of the context is there, white space overlooked."""
        prefix, suffix = flat_text(annotation.prefix), flat_text(annotation.suffix)
        before = flat_text(self._text[max(0, start - 4 * len(prefix)) : start])
        behind = flat_text(self._text[end : end + 4 * len(suffix)])
        return before.endswith(prefix) and behind.startswith(suffix)

    def _score(self, annotation: Annotation, start: int, end: int) -> float:
        """How alike the words and their context are, 0..1."""
        text, prefix, suffix = self._text, annotation.prefix, annotation.suffix
        words = _alike(annotation.exact, text[start:end])
        before = _alike(prefix, text[max(0, start - len(prefix)) : start])
        return _WORDS * words + _SIDE * (before + _alike(suffix, text[end : end + len(suffix)]))


def _quote(annotation: Annotation) -> Quote | None:
    """The words with their context, None if that is too little to go by."""
    prefix, exact, suffix = annotation.prefix, annotation.exact, annotation.suffix
    if not exact or len(prefix) + len(exact) + len(suffix) < _LEAST_CONTEXT:
        return None
    from viewer.annotations.quotes import Quote

    return Quote(prefix, exact, suffix)


def _is_same(one: str, other: str) -> bool:
    """Whether these are the same words, white space overlooked."""
    return one == other or (max(len(one), len(other)) <= _MOST_COMPARED and flat_text(one) == flat_text(other))


def _alike(one: str, other: str) -> float:
    """1 for the same, 0 for nothing in common."""
    if one == other:
        return 1.0
    from rapidfuzz.distance import Levenshtein

    # Of very long quotes the beginning must do.
    return Levenshtein.normalized_similarity(one[:_MOST_COMPARED], other[:_MOST_COMPARED])


def _trimmed(text: str, start: int, end: int, exact: str) -> tuple[int, int]:
    """The range without white space at an end where the quote has none."""
    if exact[:1].strip():
        start += len(text[start:end]) - len(text[start:end].lstrip())
    if exact[-1:].strip():
        end -= len(text[start:end]) - len(text[start:end].rstrip())
    return (start, end) if start < end else (start, start + 1)
