"""A name to look for, and when written words count as that name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal

from viewer.brief.model import Group
from viewer.mentions.context import ANYWHERE, Context
from viewer.mentions.folding import fold, fold_keeping_case
from viewer.mentions.model import How

#: `any`: case says nothing. `proper`: a word of the name with a capital needs one in the text. `exact`: this case only.
#: `lower`: no capital at the start, since the same word with one is a person's name.
Case = Literal["any", "proper", "exact", "lower"]

#: `always`; `introduced`: once the entity has been named in full before; `surname`: behind a title
#: (`President Prince`), or bare once introduced; `titled`: behind a title only, since others bear the surname too.
Use = Literal["always", "introduced", "titled", "surname"]

SHORT_ACRONYM: Final = 5  # letters; longer ones (MONUSCO) are not words in lower case

# The stricter first: `Energy Transition Minerals` is a company.
_CASES: Final = {"exact": 0, "proper": 1, "lower": 2, "any": 3}

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Name:
    """Words that name an entity. `text` is as its source writes it, without a leading `=`.

    With `accents` the text must bear the name's accents too. `introduces`: after this name, shorter ones will do.
    """

    text: str
    entity: str
    group: Group
    kind: str
    how: How
    case: Case = "any"
    use: Use = "always"
    accents: bool = False
    introduces: bool = False
    context: Context = ANYWHERE

    def reads(self, words: str) -> bool:
        """Whether `words` spell this name. Says nothing of what stands around them."""
        if fold(words) != fold(self.text):
            return False
        if self.accents and unicodedata.normalize("NFC", words.lower()) != self.text.lower():
            return False
        if self.case == "exact":
            return fold_keeping_case(words) == fold_keeping_case(self.text)
        if self.case == "proper":
            pairs = zip(
                _WORD.findall(fold_keeping_case(self.text)), _WORD.findall(fold_keeping_case(words)), strict=False
            )
            return all(word[0].isupper() for wanted, word in pairs if wanted[0].isupper())
        return self.case == "any" or not fold_keeping_case(words)[0].isupper()


def is_short_acronym(text: str) -> bool:
    """Whether its letters are all capitals, five at most (`US`, `U.S.`, `M23`): then it matches in this case only."""
    return text.isupper() and sum(map(str.isalpha, text)) <= SHORT_ACRONYM


def dotted_acronym(text: str) -> str:
    """`U.A.E.` for `UAE`; empty for what is no short acronym of letters alone."""
    letters = text.removeprefix("=")
    return "".join(f"{letter}." for letter in letters) if letters.isalpha() and is_short_acronym(letters) else ""


def case_of(text: str, otherwise: Case) -> tuple[str, Case]:
    """The text of an alias without a leading `=`, and how it heeds case; `otherwise` where it does not say itself."""
    if text.startswith("="):
        return text[1:].strip(), "exact"
    text = text.strip()
    return text, "exact" if is_short_acronym(text) else otherwise


def spelling(text: str) -> str:
    """What is equal for two aliases that name the same words."""
    return fold(text.removeprefix("=").strip())


def strictness(name: Name) -> int:
    """To sort names by: of two that fit the same words, the one that asks more of them is meant."""
    return _CASES[name.case]
