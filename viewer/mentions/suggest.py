"""Names that a brief does not declare and the gazetteer does not know: capitalised words, acronyms, people with titles.

A guess for the reader to confirm. Nothing here changes what is a mention.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from viewer.brief.model import Brief, Group
from viewer.mentions import cues
from viewer.mentions.folding import WALL, fold
from viewer.mentions.index import MentionIndex
from viewer.mentions.model import Mention, Suggestion
from viewer.mentions.names import spelling
from viewer.mentions.readable import readable_text

Span = tuple[int, int]
_Token = tuple[str, int, int]  # what it reads, where it starts and ends

_UPPER = "".join(
    chr(code) for code in (*range(0x530), *range(0x1E00, 0x1F00)) if chr(code).isupper() and chr(code).isalpha()
)
_REST = r"[\w\u0300-\u036f]*"
_WORD = rf"[{_UPPER}]{_REST}(?:[-‐‑'’&.][\w]{_REST}){{0,5}}"
_INITIAL = rf"[{_UPPER}]\."
_JOINTS = "|".join(sorted(cues.PARTICLES, key=len, reverse=True))
_DOTTED = rf"(?:[{_UPPER}]\.){{2,6}}(?!\w)"
_OPENING = "|".join(sorted(word.capitalize() for word in cues.OPENERS))
_SEQUENCE = re.compile(
    rf"(?<![\w.@/#-])(?!U\.?S\.?\$)(?:{_DOTTED}|{_INITIAL}|{_WORD})"
    # Behind a full stop a sentence may begin.
    rf"(?:(?!(?<=\.)\s(?:{_OPENING})\b)\s(?:(?:of|for)\s(?:the\s)?|(?:(?:{_JOINTS})\s){{1,2}})?"
    rf"(?:{_DOTTED}|{_INITIAL}(?=\s)|{_WORD})){{0,7}}"
)
_IS_DOTTED = re.compile(rf"(?:.*\s)?{_DOTTED}\Z")
_TOKEN = re.compile(r"\S+")
_FIRST_LETTER = re.compile(r"[^\W_]")
_POSSESSIVE = re.compile(r"['’](?:s|S)?\Z")
_OWNER_END = re.compile(r"['’]s?\s", re.IGNORECASE)
_ACRONYM = re.compile(rf"{_DOTTED}\Z|(?=.*[{_UPPER}].*[{_UPPER}])[{_UPPER}][{_UPPER}0-9&-]{{1,9}}\Z")
_IN_BRACKETS = re.compile(rf"\s?\(([{_UPPER}][{_UPPER}0-9&-]{{1,9}})\)")
_LOWER_WORD = re.compile(r"(?<![\w’'-])[^\W\d_A-Z]{2,}")
_SENTENCE_BREAK = re.compile(r"(?:[.!?:;•–—|\0][\"'”’)\]]*|\A|\n)\s*[\"'“‘(\[]*\Z")
_CODE = re.compile(r"[A-Z]*\d+[a-z]?\Z|[A-Z]\Z|.*[.&].*\d|.*\d[.:/]")  # Q3, CO2, B, CDi.042; M23 and G7 are known
_ROMAN = re.compile(r"[IVXLC]+\Z")
_OF = re.compile(r"\s(?:of|for)\s(?:the\s)?")
_SHOUTED: Final = 2  # spaces in a stretch of capitals that is a sentence rather than a name
_LOOKS_BACK: Final = 24  # code points
_FEW: Final = 3  # times that a word begins a sentence, to be a name for that
_WITH_LONGER_NAMES: Final = frozenset(("company", "person", "media", "armed-group", "government-body"))
_OBJECTS: Final = frozenset(("the", "a", "an", "this", "these", "your", "all"))  # behind a verb
_BRACKET_BEFORE = re.compile(r"\s?\(\Z")
_STRETCH: Final = 1 << 16  # code points
_MOST: Final = 500  # suggestions; nobody reads more


@dataclass(slots=True)
class _Found:
    """One place. `title` stands before it; a sentence begins with it (`at_start`), a table cell or item (`leads`)."""

    text: str
    start: int
    end: int
    title: str
    before: str
    after: str
    at_start: bool
    leads: bool


def suggest(brief: Brief, index: MentionIndex) -> tuple[Suggestion, ...]:
    """What the brief names besides, the surest and most frequent first. Headings in title case only confirm names."""
    text = readable_text(brief)
    lower = frozenset(_lower_words(text))
    body, headings = _Collector(text, index, lower), _Collector(text, index, lower)
    for block in brief.blocks:
        if block.kind == "code":
            continue
        is_shouted = block.text.isupper() and len(block.text) > 12
        titled = block.kind in ("heading", "label", "term") or (block.cell is not None and block.cell.header)
        (headings if titled or is_shouted else body).collect(
            block.start, block.end, block.cell is not None or bool(block.marker)
        )
    clusters = _clusters(body.found, body.acronyms, body.explained)
    _confirm(clusters, headings.found)
    ignored = {spelling(ignored) for ignored in index.ignored}
    made = (_suggestion(places, lower) for places in clusters.values())
    kept = [suggestion for suggestion in made if spelling(suggestion.name) not in ignored]
    kept.sort(key=lambda suggestion: (-_weight(suggestion), suggestion.spans[0]))
    return tuple(kept[:_MOST])


def _lower_words(text: str) -> set[str]:
    """The words in lower case: gathered a stretch at a time, as a long text has many and few that differ."""
    found: set[str] = set()
    start = 0
    while start < len(text):
        end = text.find(WALL, start + _STRETCH) + 1 or len(text)
        found.update(_LOWER_WORD.findall(text, start, end))
        start = end
    return found


class _Collector:
    """Reads stretches of text for names."""

    def __init__(self, text: str, index: MentionIndex, lower: frozenset[str]) -> None:
        self._text = text
        self._index = index
        self._lower = lower
        self.found: list[_Found] = []
        #: Acronyms that stand in brackets behind a name: acronym → the name's text.
        self.acronyms: dict[str, str] = {}
        #: Acronyms that stand in brackets behind a mention whose they are.
        self.explained: set[str] = set()
        self._leading = -1

    def collect(self, start: int, end: int, is_listed: bool = False) -> None:
        """Read a block. `is_listed`: its first word may be capitalised for no other reason than being the first."""
        letter = _FIRST_LETTER.search(self._text, start, end)
        self._leading = letter.start() if is_listed and letter else -1
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
        # `Japan's Sumitomo Electric Industries` is not Japan's name.
        for mention in reversed(mentions):
            owner = _OWNER_END.match(self._text, mention.end, end)
            if owner and mention.start >= start:
                if start < mention.start:
                    yield from self._unexplained(start, mention.start)
                yield from self._unexplained(owner.end(), end)
                return
        words = self._text[start:end].lower().split()
        is_body = any(words[-1] in cues.KINDS[kind] for kind in ("organisation", "government-body", "company", "media"))
        is_headed = words[0] in cues.HEADS and "of" in words[1:2] and mentions[0].start > start
        inside = mentions[0].start >= start and mentions[-1].end <= end
        if inside and (is_headed or (is_body and mentions[-1].end < end)):
            yield start, end
            return
        previous = None
        for mention in mentions:
            if start < mention.start and not self._completes(start, mention.start, previous, mention):
                yield start, mention.start
            start, previous = mention.end, mention
        if start < end and not self._completes(start, end, previous, None):
            yield start, end

    def _completes(self, start: int, end: int, before: Mention | None, after: Mention | None) -> bool:
        """Whether this is the one word that a longer name has besides: the `Beheer` of `Trafigura Beheer`."""
        words = self._text[start:end]
        if len(words.split()) != 1:
            return False
        joined = (before if words[0].isspace() else None, after if words[-1].isspace() else None)
        return any(mention is not None and mention.kind in _WITH_LONGER_NAMES for mention in joined)

    def _is_explained(self, acronym: str, start: int) -> bool:
        """Whether the acronym at `start` stands in brackets behind a mention that it is short for."""
        behind = _BRACKET_BEFORE.search(self._text, max(0, start - 2), start)
        mention = self._index.at(behind.start() - 1) if behind and behind.start() else None
        if mention is None:
            return False
        entity = self._index.entities.get(mention.entity)
        names = (self._text[mention.start : mention.end], *((entity.name, *entity.aliases) if entity else ()))
        letters = acronym.replace(".", "")
        return any(
            letters in name.split() or letters == "".join(filter(str.isupper, (word[0] for word in name.split())))
            for name in names
        )

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
            elif _is_upper(tokens[0][0]) and self._may_begin(word, tokens[1:], at_start):
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
        bare = _POSSESSIVE.sub("", words)
        bare = bare.rstrip("-‐‑&’'") if _IS_DOTTED.match(bare) else bare.rstrip("-‐‑.&’'")
        if not bare or not self._is_name(bare, title, at_start):
            return
        last = first + len(bare)
        if _ACRONYM.match(bare) and self._is_explained(bare, first):
            self.explained.add(fold(bare))
            return
        bracket = _IN_BRACKETS.match(self._text, last)
        if bracket and " " in bare:
            self.acronyms.setdefault(bracket[1], bare)
        previous = before.split()[-1].lower() if before.split() else ""
        following = self._text[last : last + 16].split()
        self.found.append(
            _Found(
                bare,
                first,
                last,
                title,
                previous,
                following[0].lower() if following else "",
                at_start,
                leads=first == self._leading,
            )
        )

    def _may_begin(self, word: str, others: Sequence[_Token], at_start: bool) -> bool:
        """Whether a capitalised `word` may be the first of a name that goes on with `others`."""
        if word in cues.OPENERS and (at_start or word in ("the", "a", "an")):
            return False
        if not others or (word in cues.REGIONAL and _are_a_body(others)):
            return True
        return word not in cues.NO_NAMES and not (at_start and word in self._lower)

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


def _clusters(
    found: Iterable[_Found], acronyms: Mapping[str, str], explained: Container[str]
) -> dict[str, list[_Found]]:
    """Places by the folded fullest form of the name that they belong to."""
    by_text: dict[str, list[_Found]] = defaultdict(list)
    for place in found:
        if fold(place.text) not in explained:
            by_text[fold(place.text)].append(place)
    ends = {word for key in by_text if " " in key for word in (key.split(" ", 1)[0], key.rsplit(" ", 1)[-1])}
    # A word that only ever begins sentences, once or twice, is more often a word than a name.
    for key in [key for key, places in by_text.items() if " " not in key and _only_openings(places)]:
        if key not in ends:
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
            home = max(candidates, key=len, default=key)
            if not all(f"{home} ".startswith(f"{candidate} ") for candidate in candidates):
                home = key
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
    """Whether no place shows a name: all begin a sentence, and hardly one of them more than a table cell or item.

    One that begins `Open the …` shows a verb, which goes for the others.
    """
    if any(place.at_start and not place.title and place.after in _OBJECTS for place in places):
        return True
    return sum(not place.leads for place in places) < _FEW and all(
        place.at_start and not place.title and not _ACRONYM.match(place.text) for place in places
    )


def _confirm(clusters: Mapping[str, list[_Found]], headings: Iterable[_Found]) -> None:
    for place in headings:
        places = clusters.get(fold(place.text))
        if places:
            places.append(place)
            places.sort(key=lambda place: place.start)


def _suggestion(places: Sequence[_Found], lower: Container[str]) -> Suggestion:
    forms = Counter(place.text for place in places)
    name = max(forms, key=lambda text: (len(text.split()), not text.isupper(), forms[text], -len(text)))
    kind = _kind(name, places, lower)
    others = {fold(text): text for text in forms if fold(text) != fold(name)}
    group: Group = "place" if kind == "place" else "actor"
    return Suggestion(name, kind, group, tuple(others.values()), tuple((place.start, place.end) for place in places))


def _kind(name: str, places: Sequence[_Found], lower: Container[str]) -> str:
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
    is_like_a_person = 2 <= len(words) <= 4 and not located and "of" not in words and words[-1] not in lower
    return "person" if is_like_a_person else "organisation"


def _weight(suggestion: Suggestion) -> float:
    """Frequent names first; of the rare ones, those that are hardly anything else."""
    sure = (" " in suggestion.name) + bool(suggestion.aliases) + 0.5 * (suggestion.kind != "organisation")
    return len(suggestion.spans) + sure


def _are_a_body(tokens: Sequence[_Token]) -> bool:
    """Whether one of these words tells that they name a company or the like: `Rainbow Minerals Ltd`."""
    return any(_bare(token) in cues.KINDS[kind] for token, _, _ in tokens for kind in cues.KINDS if kind != "place")


def _bare(token: str) -> str | None:
    return token.strip(".,;:").lower() or None


def _is_upper(token: str) -> bool:
    return token[0].isupper()
