"""Where sentences end: not behind `Mr.`, `U.S.`, `No. 7` or `3.5`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_END = re.compile(r"(?:[.!?…]+|[。！？])[\"'”’»)\]]*(?=\s|\Z)|(?<=[。！？])|\n{2,}")
_WORD_BEFORE = re.compile(r"[^\s(\[“‘\"'«]*\Z")
_NEXT = re.compile(r"\s*[\"'“‘«(\[]*(\S)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\Z")
#: Never at the end of a sentence: a name or a number follows.
_BEFORE_NAMES: Final = frozenset(
    "mr mrs ms dr prof st gen col lt maj capt adm cmdr sgt gov sen rep amb hon rev pres vs no nos art arts "
    "para paras fig figs vol ed eds ch sec pp p cf e.g i.e approx ca c al mt ft jr sr messrs mme mlle".split()
)
_LOOKS_BACK: Final = 24


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The sentences between two offsets, without the white space around them, as half-open ranges of code points."""
    end = len(text) if end is None else end
    begin = start
    for match in _END.finditer(text, start, end):
        if match.end() > begin and _ends(text, match.start(), match.end(), begin, end):
            yield from _trimmed(text, begin, match.end())
            begin = match.end()
    yield from _trimmed(text, begin, end)


def _ends(text: str, mark: int, behind: int, begin: int, end: int) -> bool:
    if text[mark:behind].strip("\"'”’»)]").strip(".…"):
        return True
    found = _WORD_BEFORE.search(text, max(begin, mark - _LOOKS_BACK), mark)
    word = found[0] if found else ""
    following = _NEXT.match(text, behind, end)
    starts_anew = following is None or not (following[1].islower() or following[1] in ",;:")
    if not starts_anew or word.lower() in _BEFORE_NAMES:
        return following is None
    if _INITIALS.match(word) and word[-1:].isupper():
        # `U.S. Treasury` or `in the U.S. They`: only a word that cannot be part of a name tells.
        rest = re.match(r"\s+(\w+)", text[behind : min(end, behind + 20)])
        return following is None or ("." in word and rest is not None and rest[1] in _SENTENCE_WORDS)
    return True


#: Words that begin a sentence and no name.
_SENTENCE_WORDS: Final = frozenset(
    "A An The This That These Those It Its He She They We You I His Her Their Our In On At But And Or So Yet "
    "If When While Where Why How Who What For From With Without By As After Before Since Although Though "
    "However There Then Here Now Many Most Some Several Both No Not".split()
)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    if stripped := words.strip():
        start += len(words) - len(words.lstrip())
        yield start, start + len(stripped)
