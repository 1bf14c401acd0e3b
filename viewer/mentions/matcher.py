"""Finds names in a text: a scanner proposes words, and the rules are applied to the few that it proposes."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping, Sequence
from typing import Any

from viewer.mentions.folding import fold
from viewer.mentions.model import Mention
from viewer.mentions.names import Name
from viewer.mentions.people import Manners
from viewer.mentions.scanner import Candidate, Scanner, patterns_of
from viewer.mentions.spans import NOWHERE, Spans


class Matcher:
    """Looks for `names`, in any number of texts. Of names that fit the same words the first counts.

    Words that spell one of `ignored` are no mention, nor is any part of them; a longer name around them still is.
    `patterns` keeps what was worked out for a name's text, for the next matcher.
    """

    def __init__(
        self,
        names: Sequence[Name],
        manners: Manners,
        ignored: Iterable[str] = (),
        patterns: MutableMapping[str, bytes] | None = None,
    ) -> None:
        self._manners = manners
        named: dict[bytes, list[Name]] = {}
        for pattern, name in zip(self._patterns(names, patterns), names, strict=True):
            named.setdefault(pattern, []).append(name)
        quiet: dict[bytes, set[str]] = {}
        ignored = list(ignored)
        for pattern, text in zip(patterns_of(ignored), ignored, strict=True):
            named.setdefault(pattern, [])
            quiet.setdefault(pattern, set()).add(fold(text.strip()))
        named.pop(b"", None)
        self._scanner = Scanner(named)
        # By the number of their pattern, as all below.
        self._named = list(named.values())
        self._ignored = {number: quiet[pattern] for number, pattern in enumerate(named) if pattern in quiet}
        self._awaited = frozenset(name.entity for name in names if name.use in ("introduced", "surname"))
        #: For a number: the words of its one name that asks for nothing else, and the end of its mentions.
        self._simple: dict[int, tuple[str, tuple[Any, ...]]] = {}

    def _patterns(self, names: Sequence[Name], known: MutableMapping[str, bytes] | None) -> Iterable[bytes]:
        if known is None:
            return patterns_of(name.text for name in names)
        new = [name.text for name in names if name.text not in known]
        known.update(zip(new, patterns_of(new), strict=True))
        return [known[name.text] for name in names]

    def _simple_name(self, number: int) -> tuple[str, tuple[Any, ...]]:
        """Most names are so, and most mentions are written as the name is: the short way through `find`."""
        simple: tuple[str, tuple[Any, ...]] = ("", ())
        names = self._named[number]
        if len(names) == 1:
            name = names[0]
            if name.use == "always" and not name.context.matters and not self._introduces(name):
                simple = name.text, (name.entity, name.group, name.kind, name.how, name.text, ())
        self._simple[number] = simple
        return simple

    def _introduces(self, name: Name) -> bool:
        """Whether other names wait for this one."""
        return name.introduces and name.entity in self._awaited

    def find(self, text: str, taken: Spans = NOWHERE) -> list[Mention]:
        """The mentions in `text`, leftmost and longest first, none overlapping another or anything `taken`.

        Offsets are code points. No mention reaches across a wall (`folding.WALL`).
        """
        candidates = self._scanner.scan(text)
        simple_names, simple_name = self._simple, self._simple_name
        ignored = self._ignored_spans(candidates, text) if self._ignored else NOWHERE
        is_open = not (taken or ignored)
        found: list[Mention] = []
        introduced: set[str] = set()
        free_from = 0
        for start, minus_end, number in candidates:
            if start < free_from:
                continue
            end = -minus_end
            if not is_open and (taken.touch(start, end) or ignored.hold(start, end)):
                continue
            words = text[start:end]
            simple = simple_names.get(number) or simple_name(number)
            if simple[0] == words:
                # What Mention(…) does, without the call in Python that it costs.
                found.append(tuple.__new__(Mention, (start, end) + simple[1]))
                free_from = end
                continue
            for name in self._named[number]:
                if self._fits(name, words, text, start, introduced):
                    found.append(Mention(start, end, name.entity, name.group, name.kind, name.how, name.text))
                    free_from = end
                    if self._introduces(name):
                        introduced.add(name.entity)
                    break
        return found

    def _ignored_spans(self, candidates: Iterable[Candidate], text: str) -> Spans:
        return Spans(
            (start, -minus_end)
            for start, minus_end, number in candidates
            if number in self._ignored and fold(text[start:-minus_end]) in self._ignored[number]
        )

    def _fits(self, name: Name, words: str, text: str, start: int, introduced: set[str]) -> bool:
        """Whether `words` at `start` are that name: by their spelling, and by what stands around and before them."""
        # Equal words need no folding. (Only `lower` might object to them, and its names have no capitals.)
        if words != name.text and not name.reads(words):
            return False
        end = start + len(words)
        if name.use != "always" and not self._is_called_for(name, text, start, end, introduced):
            return False
        return not name.context.matters or name.context.allows(text, start, end)

    def _is_called_for(self, name: Name, text: str, start: int, end: int, introduced: set[str]) -> bool:
        if name.use == "introduced":
            return name.entity in introduced
        if self._manners.follows_title(text, start):
            return True
        return name.use == "surname" and name.entity in introduced and self._manners.stands_alone(text, start, end)
