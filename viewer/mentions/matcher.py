"""Finds names in a text: a scanner proposes words, and the rules are applied to the few that it proposes."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar

from viewer.mentions.folding import fold
from viewer.mentions.mentions import Mentions, Tail
from viewer.mentions.names import Name
from viewer.mentions.people import Manners
from viewer.mentions.scanner import Candidate, Scanner
from viewer.mentions.spans import NOWHERE, Spans

_Value = TypeVar("_Value")


# What some words may be: what that mention says (its row), what is still to be asked, and whom it introduces ("":
# nobody).
_Reading = tuple[int, Name | None, str]


class _Known(dict[str, _Value]):
    """What there is to say of words wherever they stand, worked out when they are first met."""

    def __init__(self, work: Callable[[str], _Value]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, words: str) -> _Value:
        value = self[words] = self._work(words)
        return value


class Matcher:
    """Looks for `names`, in any number of texts. Of names that fit the same words the first counts.

    Words that spell one of `ignored` are no mention, nor is any part of them; a longer name around them still is.
    """

    def __init__(self, names: Sequence[Name], manners: Manners, ignored: Iterable[str] = ()) -> None:
        self._manners = manners
        ignored = list(ignored)
        #: All that is to be looked for.
        self.texts = [*(name.text for name in names), *ignored]
        self._named: dict[str, list[Name]] = {}
        for name in names:
            self._named.setdefault(fold(name.text.strip()), []).append(name)
        self._named.pop("", None)
        self._ignored = frozenset(fold(text.strip()) for text in ignored)
        self._awaited = frozenset(name.entity for name in names if name.use in ("introduced", "surname"))
        # A text repeats itself: most that is proposed has been proposed before, or is not spelled like a name.
        self._readings = _Known(lambda words: tuple(self._read(words)))
        self._rows: dict[Tail, int] = {}
        self._silenced = _Known(lambda words: fold(words) in self._ignored)

    @cached_property
    def _scanner(self) -> Scanner:
        return Scanner(self.texts)

    def _read(self, words: str) -> Iterator[_Reading]:
        """The names that `words` spell, up to the first that needs nothing else."""
        for name in self._named.get(fold(words), ()):
            # Equal words need no folding. (Only `lower` might object to them, and its names have no capitals.)
            if words == name.text or name.reads(words):
                is_sure = name.use == "always" and not (name.context.matters and name.context.matters_to(words))
                tail = (name.entity, name.group, name.kind, name.how, name.text, ())
                row = self._rows.setdefault(tail, len(self._rows))
                is_awaited = name.introduces and name.entity in self._awaited
                yield row, None if is_sure else name, name.entity if is_awaited else ""
                if is_sure:
                    break

    def find(self, text: str, taken: Spans = NOWHERE, candidates: Sequence[Candidate] | None = None) -> Mentions:
        """The mentions in `text`, leftmost and longest first, none overlapping another or anything `taken`.

        Offsets are code points. No mention reaches across a wall (`folding.WALL`). Who knows already where in `text`
        the words of `self.texts` stand gives `candidates`, sorted.
        """
        if candidates is None:
            candidates = self._scanner.scan(text)
        ignored = self._ignored_spans(candidates, text) if self._ignored else NOWHERE
        is_open = not (taken or ignored)
        readings, fits = self._readings, self._fits
        starts, ends, rows = array("I"), array("I"), array("I")
        introduced: set[str] = set()
        free_from = 0
        for start, minus_end in candidates:
            if start < free_from:
                continue
            end = -minus_end
            if not is_open and (taken.touch(start, end) or ignored.hold(start, end)):
                continue
            for row, name, introduces in readings[text[start:end]]:
                if name is None or fits(name, text, start, end, introduced):
                    starts.append(start)
                    ends.append(end)
                    rows.append(row)
                    free_from = end
                    if introduces:
                        introduced.add(introduces)
                    break
        return Mentions(starts, ends, rows, [*self._rows])

    def _ignored_spans(self, candidates: Iterable[Candidate], text: str) -> Spans:
        silenced = self._silenced
        return Spans((start, -minus_end) for start, minus_end in candidates if silenced[text[start:-minus_end]])

    def _fits(self, name: Name, text: str, start: int, end: int, introduced: set[str]) -> bool:
        """Whether what stands around and before the words allows that name."""
        if name.use != "always" and not self._is_called_for(name, text, start, end, introduced):
            return False
        return not name.context.matters or name.context.allows(text, start, end)

    def _is_called_for(self, name: Name, text: str, start: int, end: int, introduced: set[str]) -> bool:
        if name.use == "introduced":
            return name.entity in introduced
        if self._manners.follows_title(text, start):
            return True
        return name.use == "surname" and name.entity in introduced and self._manners.stands_alone(text, start, end)
