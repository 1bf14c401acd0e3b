"""Names that a brief does not declare and the gazetteer does not know: capitalised words, acronyms, people with titles.

A guess for the reader to confirm. Nothing here changes what is a mention.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from viewer.brief.model import Brief, Group
from viewer.mentions import cues
from viewer.mentions.folding import fold
from viewer.mentions.index import MentionIndex
from viewer.mentions.names import spelling
from viewer.mentions.readable import readable_text

Span = tuple[int, int]

_UPPER = "".join(
    chr(code) for code in (*range(0x530), *range(0x1E00, 0x1F00)) if chr(code).isupper() and chr(code).isalpha()
)
_REST = r"[\w\u0300-\u036f]*"
_WORD = rf"[{_UPPER}]{_REST}(?:[-‐‑'’&.][\w]{_REST}){{0,5}}"
_INITIAL = rf"[{_UPPER}]\."
_JOINTS = "|".join(sorted(cues.PARTICLES, key=len, reverse=True))
_SEQUENCE = re.compile(
    rf"(?<![\w.@/#-])(?!U\.?S\.?\$)(?:{_INITIAL}|{_WORD})"
    rf"(?:\s(?:(?:of|for)\s(?:the\s)?|(?:(?:{_JOINTS})\s){{1,2}})?(?:{_INITIAL}(?=\s)|{_WORD})){{0,7}}"
)
_TOKEN = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"['’](?:s|S)?\Z")
_ACRONYM = re.compile(rf"(?=.*[{_UPPER}].*[{_UPPER}])[{_UPPER}][{_UPPER}0-9&-]{{1,9}}\Z")
_IN_BRACKETS = re.compile(rf"\s?\(([{_UPPER}][{_UPPER}0-9&-]{{1,9}})\)")
_LOWER_WORD = re.compile(r"(?<![\w’'-])[^\W\d_A-Z]{2,}")
_SENTENCE_BREAK = re.compile(r"(?:[.!?:;•–—|\0][\"'”’)\]]*|\A|\n)\s*[\"'“‘(\[]*\Z")
_CODE = re.compile(r"[A-Z]*\d+[a-z]?\Z|[A-Z]\Z|.*[.&].*\d|.*\d[.:/]")  # Q3, CO2, B, CDi.042; M23 and G7 are known
_ROMAN = re.compile(r"[IVXLC]+\Z")
_OF = re.compile(r"\s(?:of|for)\s(?:the\s)?")
_SHOUTED: Final = 2  # spaces in a stretch of capitals that is a sentence rather than a name
_LOOKS_BACK: Final = 24  # code points
_MOST: Final = 500  # suggestions; nobody reads more


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name nobody has declared, with the other forms it is written in and all places, in reading order.

    `kind` and `group` are guesses, in the terms of front matter. Spans are half-open ranges of code points.
    """

    name: str
    kind: str
    group: Group
    aliases: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(slots=True)
class _Found:
    """One place. `title` stands before it, `at_start`: a sentence begins with it."""

    text: str
    start: int
    end: int
    title: str
    before: str
    after: str
    at_start: bool


def suggest(brief: Brief, index: MentionIndex) -> tuple[Suggestion, ...]:
    """What the brief names besides, the surest and most frequent first. Headings in title case only confirm names."""
    text = readable_text(brief)
    lower = frozenset(_LOWER_WORD.findall(text))
    body, headings = _Collector(text, index, lower), _Collector(text, index, lower)
    for block in brief.blocks:
        if block.kind == "code":
            continue
        is_shouted = block.text.isupper() and len(block.text) > 12
        titled = block.kind in ("heading", "label", "term") or (block.cell is not None and block.cell.header)
        (headings if titled or is_shouted else body).collect(block.start, block.end)
    clusters = _clusters(body.found, body.acronyms)
    _confirm(clusters, headings.found)
    ignored = {spelling(ignored) for ignored in index.ignored}
    made = (_suggestion(places) for places in clusters.values())
    kept = [suggestion for suggestion in made if spelling(suggestion.name) not in ignored]
    kept.sort(key=lambda suggestion: (-_weight(suggestion), suggestion.spans[0]))
    return tuple(kept[:_MOST])


class _Collector:
    """Reads stretches of text for names."""

    def __init__(self, text: str, index: MentionIndex, lower: frozenset[str]) -> None:
        self._text = text
        self._index = index
        self._lower = lower
        self.found: list[_Found] = []
        #: Acronyms that stand in brackets behind a name: acronym → the name's text.
        self.acronyms: dict[str, str] = {}

    def collect(self, start: int, end: int) -> None:
        for match in _SEQUENCE.finditer(self._text, start, end):
            if match[0].count(" ") >= _SHOUTED and match[0].isupper():
                continue
            for part in _without_owners(match[0], match.start()):
                for first, last in self._unexplained(*part):
                    self._add(first, last)

    def _unexplained(self, start: int, end: int) -> Iterator[Span]:
        """What of a sequence no mention covers. A body keeps the state in its name: `Kenya Chamber of Mines`."""
        mentions = self._index.in_range(start, end)
        if not mentions:
            yield start, end
            return
        words = self._text[start:end].lower().split()
        is_body = any(words[-1] in cues.KINDS[kind] for kind in ("organisation", "government-body", "company", "media"))
        is_headed = words[0] in cues.HEADS and "of" in words[1:2] and mentions[0].start > start
        inside = mentions[0].start >= start and mentions[-1].end <= end
        if inside and (is_headed or (is_body and mentions[-1].end < end)):
            yield start, end
            return
        for mention in mentions:
            if start < mention.start:
                yield start, mention.start
            start = mention.end
        if start < end:
            yield start, end

    def _add(self, start: int, end: int) -> None:
        if self._index.quiet.touch(start, end):
            return
        tokens = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(self._text, start, end)]
        before = self._text[max(0, start - _LOOKS_BACK) : start]
        at_start = _SENTENCE_BREAK.search(before) is not None
        title = ""
        while tokens and (word := _bare(tokens[0][0])) is not None:
            if word in cues.TITLES and len(tokens) > 1 and _is_upper(tokens[1][0]):
                title = tokens[0][0]
            elif (
                _is_upper(tokens[0][0])
                and not (word in cues.OPENERS and (at_start or word in ("the", "a", "an")))
                and not (len(tokens) > 1 and (word in cues.NO_NAMES or (at_start and word in self._lower)))
            ):
                break
            at_start = at_start and bool(title)
            del tokens[0]
        while tokens and not _is_upper(tokens[-1][0]):
            del tokens[-1]
        while len(tokens) > 1 and _bare(tokens[-1][0]) in cues.NO_NAMES:
            del tokens[-1]
        if not tokens:
            return
        first, last = tokens[0][1], tokens[-1][2]
        words = self._text[first:last]
        bare = _POSSESSIVE.sub("", words).rstrip("-‐‑.&’'")
        if not bare or not self._is_name(bare, title, at_start):
            return
        last = first + len(bare)
        bracket = _IN_BRACKETS.match(self._text, last)
        if bracket and " " in bare:
            self.acronyms.setdefault(bracket[1], bare)
        previous = before.split()[-1].lower() if before.split() else ""
        following = self._text[last : last + 16].split()
        self.found.append(
            _Found(bare, first, last, title, previous, following[0].lower() if following else "", at_start)
        )

    def _is_name(self, text: str, title: str, at_start: bool) -> bool:
        words = text.split()
        lower = [word.lower() for word in words]
        if len(words) > 1:
            if lower[-1] in cues.DOCUMENTS:
                return False
            if lower[0] in cues.HEADS and "of" in lower[1:2]:
                return True
            meant = [word for word in lower if word not in cues.OFFICES and word not in cues.NO_NAMES]
            return bool(meant) and (len(meant) > 1 or meant[0] not in self._lower)
        word = words[0]
        if lower[0] in cues.NO_NAMES or lower[0] in cues.OFFICES or _CODE.match(word) or len(fold(word)) < 2:
            return False
        if _ACRONYM.match(word):
            return not _ROMAN.match(word)
        if title:
            return True
        return lower[0] not in self._lower and lower[0] not in cues.TITLES and lower[0] not in cues.OPENERS


def _clusters(found: Iterable[_Found], acronyms: Mapping[str, str]) -> dict[str, list[_Found]]:
    """Places by the folded fullest form of the name that they belong to."""
    by_text: dict[str, list[_Found]] = defaultdict(list)
    for place in found:
        by_text[fold(place.text)].append(place)
    surnames = {key.rsplit(" ", 1)[-1] for key in by_text if " " in key}
    # A word that only ever begins sentences, once or twice, is more often a word than a name.
    for key in [key for key, places in by_text.items() if " " not in key and _only_openings(places)]:
        if key not in surnames:
            del by_text[key]
    long_names = [key for key in by_text if " " in key]
    owners: dict[str, set[str]] = defaultdict(set)
    initials: dict[str, set[str]] = defaultdict(set)
    for key in long_names:
        words = key.split()
        owners[words[-1]].add(key)
        for length in range(1, len(words)):
            owners[" ".join(words[:length])].add(key)
            owners[" ".join(words[-length:])].add(key)
        initials["".join(word[0] for word in words if word not in ("of", "the", "for") and word[0].isalnum())].add(key)
    full = {fold(acronym): fold(name) for acronym, name in acronyms.items()}
    clusters: dict[str, list[_Found]] = {}
    for key in sorted(by_text, key=len, reverse=True):
        home = full.get(key, "")
        if home not in by_text:
            candidates = owners.get(key, set())
            if not candidates and len(key) > 2 and by_text[key][0].text.isupper():
                candidates = initials.get(key, set())
            home = next(iter(candidates)) if len(candidates) == 1 else key
        # The home may itself be part of a longer name.
        home = home if home == key or home in clusters else key
        clusters.setdefault(home, []).extend(by_text[key])
    return {key: sorted(places, key=lambda place: place.start) for key, places in clusters.items()}


def _without_owners(words: str, start: int) -> Iterator[Span]:
    """`Bank of Kigali` in one piece, but `Smith of Acme` in two: only some words are followed by whose they are."""
    begin = 0
    for match in _OF.finditer(words):
        if not any(word.lower() in cues.HEADS for word in words[begin : match.start()].split()):
            yield start + begin, start + match.start()
            begin = match.end()
    yield start + begin, start + len(words)


def _only_openings(places: Sequence[_Found]) -> bool:
    return len(places) < 3 and all(
        place.at_start and not place.title and not _ACRONYM.match(place.text) for place in places
    )


def _confirm(clusters: Mapping[str, list[_Found]], headings: Iterable[_Found]) -> None:
    for place in headings:
        places = clusters.get(fold(place.text))
        if places:
            places.append(place)
            places.sort(key=lambda place: place.start)


def _suggestion(places: Sequence[_Found]) -> Suggestion:
    forms = Counter(place.text for place in places)
    name = max(forms, key=lambda text: (len(text.split()), not text.isupper(), forms[text], -len(text)))
    kind = _kind(name, places)
    others = {fold(text): text for text in forms if fold(text) != fold(name)}
    group: Group = "place" if kind == "place" else "actor"
    return Suggestion(name, kind, group, tuple(others.values()), tuple((place.start, place.end) for place in places))


def _kind(name: str, places: Sequence[_Found]) -> str:
    if any(place.title for place in places):
        return "person"
    words = [word.strip(".,").lower() for word in name.split()]
    joint = next((at for at, word in enumerate(words) if at and word in ("of", "for")), len(words))
    head = words[joint - 1]
    for word in (head, words[-1], words[0]) if len(words) > 1 else ():
        for kind, cue in cues.KINDS.items():
            if word in cue:
                return kind
    located = sum(place.before in cues.LOCATIVES for place in places)
    if _ACRONYM.match(name):
        return "organisation"
    if located and 3 * located >= len(places):
        return "place"
    if any(place.after in cues.SPEECH for place in places) and not any(place.before == "the" for place in places):
        return "person"
    if any(place.before == "the" for place in places):
        return "organisation"
    return "person" if 2 <= len(words) <= 4 and not located and "of" not in words else "organisation"


def _weight(suggestion: Suggestion) -> float:
    """Frequent names first; of the rare ones, those that are hardly anything else."""
    sure = (" " in suggestion.name) + bool(suggestion.aliases) + 0.5 * (suggestion.kind != "organisation")
    return len(suggestion.spans) + sure


def _bare(token: str) -> str | None:
    return token.strip(".,;:").lower() or None


def _is_upper(token: str) -> bool:
    return token[0].isupper()
