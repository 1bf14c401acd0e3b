"""Folding: what makes two spellings one name, and a stream of one byte per folded code point to search in.

`fold` is the definition. `Stream` is a coarse image of it that a byte automaton can scan fast: equal folds have equal
streams, but not the other way round (26 bytes stand for all the letters there are), so whoever finds something in a
stream must still compare folds. Word characters become a–z there, and everything else does not.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import Final

#: Where no name may stand, and none may reach across: code, and the newline between two blocks.
WALL: Final = "\0"

_APOSTROPHES: Final = "‘’‛ʹʻʼʽˈ＇"
_HYPHENS: Final = "‐‑"
_VANISHING: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_LIGATURES: Final = ("ff", "fi", "fl", "ffi", "ffl", "st", "st")  # U+FB00–FB06
_ALIKE = (
    dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_HYPHENS, "-")
    | dict.fromkeys(_VANISHING, "")
    | {chr(0xFB00 + number): letters for number, letters in enumerate(_LIGATURES)}
)
_SCRIPTS_WITH_ACCENTS: Final = ("LATIN ", "GREEK ", "CYRILLIC ")
# Scripts written without spaces, where a word may end anywhere: Thai, kana, Han.
_UNSPACED = re.compile(
    "[\u0e00-\u0e7f\u3005-\u3007\u3021-\u3029\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)
# Marks that dress symbols rather than letters: keycaps and the like, variation selectors.
_SYMBOL_MARKS = re.compile("[\u20d0-\u20ff\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def is_combining(character: str) -> bool:
    """Whether it is a combining mark that folding drops (U+0300–036F)."""
    return "\u0300" <= character <= "\u036f"


def is_word(character: str) -> bool:
    """Whether a name may not begin or end between two of these: letters with their marks, digits, `_`.

    Han, kana and Thai characters are none: no space shows where their words end.
    """
    if _UNSPACED.match(character):
        return False
    if unicodedata.category(character)[0] == "M":
        return not _SYMBOL_MARKS.match(character)
    return character.isalnum() or character == "_"


def fold(text: str) -> str:
    """`text` without what does not distinguish names: case, accents, Unicode form, kinds of apostrophe and space."""
    return _one_space(text.translate(_FOLDED)) if not text.isascii() else _one_space(text.lower())


def fold_keeping_case(text: str) -> str:
    """As `fold`, but capitals stay capitals."""
    return _one_space(text.translate(_CASED)) if not text.isascii() else _one_space(text)


def _one_space(text: str) -> str:
    # Nearly all that is folded is a few plain words, and there is nothing to do for them.
    return text if text.isprintable() and "  " not in text else _SPACES.sub(" ", text)


_SPACES = re.compile(r"\s+")


class _Characters(dict[int, str]):
    """What each code point folds to, worked out when it is first met."""

    def __init__(self, casefold: bool) -> None:
        super().__init__()
        self._casefold = casefold

    def __missing__(self, code: int) -> str:
        bare = _without_accents(chr(code))
        if self._casefold:
            # After the accents are gone: `İ` would fold to two code points, and the iota below `ᾳ` to a letter.
            bare = _without_accents(bare.casefold())
        folded = self[code] = "".join(_ALIKE.get(c, " " if c.isspace() else c) for c in bare)
        return folded


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    decomposed = "".join(
        unicodedata.normalize("NFD", c) if unicodedata.name(c, "").startswith(_SCRIPTS_WITH_ACCENTS) else c
        for c in text
    )
    return "".join(c for c in decomposed if not is_combining(c))


_FOLDED = _Characters(casefold=True)
_CASED = _Characters(casefold=False)

# In a stream before it is levelled: a code point that folds to several, and one that folds to none.
_EXPANDS, _VANISHES = b"\x01\x02"
_UNEVEN = re.compile(rb"[ \x02]{2,}|[\x01\x02]")
_RARE = re.compile("[^\x00-\xff]+")
_RARE_ROUNDS: Final = 24


def _class(folded: str) -> int:
    """The byte for one folded code point: a–z for a word character, anything but a letter for others."""
    code = ord(folded)
    if is_word(folded):
        return code if "a" <= folded <= "z" else ord("a") + code % 26
    if _UNSPACED.match(folded) or "\x86" <= folded <= "\x9f":  # control characters, to stand in for them
        return 0x86 + code % 26
    return code if 0x20 <= code < 0x80 or folded == WALL else ord("?")


def _class_before_folding(character: str) -> int:
    folded = _FOLDED[ord(character)]
    if len(folded) == 1:
        return _class(folded)
    return _EXPANDS if folded else _VANISHES


_LATIN_1: Final = bytes(_class_before_folding(chr(code)) for code in range(0x100))
#: For each byte of a stream: whether it stands for a word character.
IS_WORD: Final = tuple(ord("a") <= byte <= ord("z") for byte in range(0x100))


class _StandIns(dict[int, str]):
    """For a code point above U+00FF one below that is of the same class. (There is one for every class.)"""

    def __missing__(self, code: int) -> str:
        stand_in = self[code] = chr(_LATIN_1.index(_class_before_folding(chr(code))))
        return stand_in


_STAND_INS = _StandIns()


def _latin_1(text: str) -> bytes:
    """`text` in Latin-1, with stand-ins for what is not in there."""
    # A brief in a western language holds a handful of other characters (’ “ ” – č), each many times. Replacing them
    # one kind at a time takes a tenth of what a regular expression does.
    for _ in range(_RARE_ROUNDS):
        try:
            return text.encode("latin-1")
        except UnicodeEncodeError as error:
            rare = text[error.start]
            text = text.replace(rare, _STAND_INS[ord(rare)])
    return _RARE.sub(lambda run: run[0].translate(_STAND_INS), text).encode("latin-1")


class Stream:
    """The image of a text: `data` has one byte per folded code point, and a wall behind the last."""

    __slots__ = ("_places", "_shifts", "data", "is_even")

    def __init__(self, text: str) -> None:
        # From the folded offset _places[i] on, an original offset is the folded one plus _shifts[i].
        self._places = [0]
        self._shifts = [0]
        data = (_latin_1(text) + b"\0").translate(_LATIN_1)
        #: Whether folded offsets are original offsets.
        self.is_even = not (b"\x01" in data or b"\x02" in data or b"  " in data)
        if not self.is_even:
            data = self._levelled(data, text)
        self.data = data

    def original(self, offset: int) -> int:
        """The offset in the text of the code point that the folded code point at `offset` comes from."""
        return offset + self._shifts[bisect_right(self._places, offset) - 1]

    def _levelled(self, data: bytes, text: str) -> bytes:
        """`data` with expansions written out, and runs of space and vanishing characters as one space or none."""
        pieces = []
        length = done = 0
        for run in _UNEVEN.finditer(data):
            start, end = run.span()
            pieces.append(data[done:start])
            length += start - done
            done = end
            if data[start] == _EXPANDS:
                piece = bytes(map(_class, _FOLDED[ord(text[start])]))
                for inner in range(1, len(piece)):
                    self._shift(length + inner, start)
            else:
                piece = b" " if b" " in run[0] else b""
            pieces.append(piece)
            length += len(piece)
            self._shift(length, end)
        pieces.append(data[done:])
        return b"".join(pieces)

    def _shift(self, folded: int, original: int) -> None:
        self._places.append(folded)
        self._shifts.append(original - folded)
