"""A long text with notes on it, and what becomes of both by edits of nine kinds; where each note belongs is known.

Every character of the edited text knows which character of the old text it is, if any.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate, chain
from pathlib import Path

from viewer.annotations.model import Annotation, new_annotation
from viewer.annotations.target import Target
from viewer.resource_files import resource

SIZE, NOTES, COPIES = 1_000_000, 1_000, 500
_GOLD = Path(__file__).parent.parent / "tests" / "mentions" / "gold"
_WORD = re.compile(r"[A-Za-zÀ-ž]+(?:[’-][A-Za-zÀ-ž]+)?")
_MARKUP = re.compile(r"^[\w-]+:|https?:\S+|\|[\w:.-]+\]\]|\(\w+:[^)]*\)", re.MULTILINE)
_ENDINGS = "s ed ing er ers ly al ment ments ness less ful able ation ic ism ist ish ward ity".split()
#: One sentence in twelve holds a phrase that others hold too, as real briefs do.
_PHRASED = 1 / 12

#: A piece of text, where it stood in the old text, None for a new one, and how much of that it takes the place of, 0 if
#: it is the same piece.
Piece = tuple[str, int | None, int]
#: A sentence is pieces, a paragraph sentences, a text paragraphs.
Paragraphs = list[list[list[Piece]]]


@dataclass(frozen=True)
class Truth:
    """Where a note belongs: a range of the new text, with words put in the place of others; None if nothing is left.

    `kept`: how much of it is, 0..1.
    """

    start: int | None
    end: int | None
    kept: float


@dataclass(frozen=True)
class Case:
    """A text, the notes on it and what an edit made of it. `copied`: the context of the notes stands many times too."""

    old: str
    new: str
    notes: list[Annotation]
    truth: list[Truth]


class Writer:
    """Writes text that looks like a brief's: its words, the frequent ones as frequent as they are (Zipf)."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        # Frozen, unlike the briefs that ship: the same seed is to make the same text next year.
        paths = sorted(_GOLD.glob("*.md"))
        found = chain.from_iterable(_WORD.findall(_MARKUP.sub(" ", path.read_text("utf-8"))) for path in paths)
        words = [word for word, _ in Counter(found).most_common()]
        # Half of what a megabyte is made of is rare: inflections of all these, and names.
        rare = [word + rng.choice(_ENDINGS) for word in words for _ in range(3) if len(word) > 3 and word.islower()]
        names = _WORD.findall(resource("gazetteer", "states.csv").read_text("utf-8"))
        words = list(dict.fromkeys([*words, *rng.sample(rare + names, len(rare) + len(names))]))
        self._words = words
        self._weights = list(accumulate(1 / (rank + 5) for rank in range(len(words))))
        self._phrases = [self.words(rng.randint(3, 8)) for _ in range(60)]

    def words(self, count: int) -> list[str]:
        return self._rng.choices(self._words, cum_weights=self._weights, k=count)

    def sentence(self) -> list[str]:
        """Words, each with the space behind it."""
        rng = self._rng
        words = self.words(rng.randint(5, 28))
        if rng.random() < _PHRASED:
            words[2:2] = rng.choice(self._phrases)
        words = [word + ("," if rng.random() < 0.07 else "") for word in words]
        words[0] = words[0][:1].upper() + words[0][1:]
        return [word + " " for word in words[:-1]] + [words[-1].rstrip(",") + ". "]

    def paragraphs(self, size: int) -> list[list[list[str]]]:
        made: list[list[list[str]]] = []
        length = 0
        while length < size:
            paragraph = [self.sentence() for _ in range(self._rng.randint(2, 8))]
            paragraph[-1][-1] = paragraph[-1][-1].rstrip() + "\n"
            made.append(paragraph)
            length += sum(map(len, chain.from_iterable(paragraph)))
        return made


class Editor:
    """Edits paragraphs in one of nine ways."""

    def __init__(self, rng: random.Random, writer: Writer) -> None:
        self._rng = rng
        self._writer = writer

    def words(self, paragraphs: Paragraphs, share: float) -> Paragraphs:
        """Replaces, inserts or deletes this share of the words."""
        return [[self._edited(sentence, share) for sentence in paragraph] for paragraph in paragraphs]

    def sentences(self, paragraphs: Paragraphs, share: float) -> Paragraphs:
        """Writes this share of the sentences anew."""
        return [
            [
                [(word, None, 0) for word in self._writer.sentence()] if self._rng.random() < share else sentence
                for sentence in paragraph
            ]
            for paragraph in paragraphs
        ]

    def move(self, paragraphs: Paragraphs, share: float) -> Paragraphs:
        """Moves this share of the paragraphs, each to anywhere."""
        moved = set(self._rng.sample(range(len(paragraphs)), int(share * len(paragraphs))))
        rest = [paragraph for number, paragraph in enumerate(paragraphs) if number not in moved]
        for number in sorted(moved):
            rest.insert(self._rng.randint(0, len(rest)), paragraphs[number])
        return rest

    def foreign(self, paragraphs: Paragraphs) -> Paragraphs:
        """Another text of the same length, in the same words."""
        size = sum(len(piece[0]) for piece in chain.from_iterable(chain.from_iterable(paragraphs)))
        return [
            [[(word, None, 0) for word in sentence] for sentence in paragraph]
            for paragraph in self._writer.paragraphs(size)
        ]

    def _edited(self, sentence: list[Piece], share: float) -> list[Piece]:
        made: list[Piece] = []
        for piece in sentence:
            chance = self._rng.random() / share
            if chance >= 1:
                made.append(piece)
                continue
            ending = piece[0][len(piece[0].rstrip(" \n.,")) :]
            word = self._writer.words(1)[0]
            if chance < 0.5:
                at, size = piece[1] or 0, len(piece[0]) - len(ending)
                made += [(word, at, size), (ending, at + size, 0)]
            elif chance < 0.75:
                made += [(word + " ", None, 0), piece]
            elif ending != " ":
                made.append(piece)  # the last word holds the sentence together
        return made


KINDS: dict[str, Callable[[Editor, Paragraphs], Paragraphs]] = {
    "none": lambda editor, old: old,
    "1 % of words": lambda editor, old: editor.words(old, 0.01),
    "10 % of words": lambda editor, old: editor.words(old, 0.1),
    "10 % of sentences rewritten": lambda editor, old: editor.sentences(old, 0.1),
    "a fifth of paragraphs moved": lambda editor, old: editor.move(old, 0.2),
    "moved and 1 % of words": lambda editor, old: editor.words(editor.move(old, 0.2), 0.01),
    "the quote stands 500 times": lambda editor, old: editor.words(old, 0.01),
    "quote and context 500 times": lambda editor, old: editor.words(editor.move(old, 0.2), 0.01),
    "a foreign text": lambda editor, old: editor.foreign(old),
}


def make_case(kind: str, seed: int, size: int = SIZE, notes: int = NOTES, copies: int = COPIES) -> Case:
    """A text of about `size` code points with `notes` notes, edited."""
    rng = random.Random(f"{kind} {seed}")
    writer = Writer(rng)
    words = writer.paragraphs(size)
    if "500" in kind:
        _plant(words, rng, copies, _BOILERPLATE if "context" in kind else _PLANTED)
    old, paragraphs = _laid_out(words)
    ranges = _planted(old, rng, notes) if "500" in kind else _ranges(paragraphs, rng, notes)
    edited = KINDS[kind](Editor(rng, writer), paragraphs)
    new, where, instead = _origins(edited)
    truth = [_truth(where, instead, start, end) for start, end in ranges]
    annotations = [
        new_annotation("bench.brief.md", Target.at(old, start, end), new_id=lambda number=number: f"urn:n:{number}")  # type: ignore[misc]
        for number, (start, end) in enumerate(ranges)
    ]
    return Case(old, new, annotations, truth)


#: What stands many times, in the midst of paragraphs: with other sentences around it, and with the same ones.
_PLANTED = "See the note on sources. "
_BOILERPLATE = (
    "This remark is printed after every entry of the register. See the note on sources. "
    "It does not form part of the assessment and is repeated for the reader’s convenience. "
)


def _plant(words: list[list[list[str]]], rng: random.Random, copies: int, planted: str) -> None:
    for number in rng.sample(range(len(words)), min(copies, len(words) - 1)):
        words[number].insert(rng.randint(1, len(words[number]) - 1), re.findall(r"\S+\s", planted))


def _planted(old: str, rng: random.Random, notes: int) -> list[tuple[int, int]]:
    """Notes on the planted words: all of them, or some."""
    places = [match.start() for match in re.finditer(re.escape(_PLANTED.strip()), old)]
    made = []
    for _ in range(notes):
        at = rng.choice(places)
        start, end = rng.choice(((0, 24), (0, 24), (4, 23), (8, 23)))
        made.append((at + start, at + end))
    return made


def _laid_out(words: list[list[list[str]]]) -> tuple[str, Paragraphs]:
    at = 0
    paragraphs: Paragraphs = []
    for paragraph in words:
        paragraphs.append([])
        for sentence in paragraph:
            paragraphs[-1].append([])
            for word in sentence:
                paragraphs[-1][-1].append((word, at, 0))
                at += len(word)
    return "".join(chain.from_iterable(chain.from_iterable(words))), paragraphs


def _ranges(paragraphs: Paragraphs, rng: random.Random, notes: int) -> list[tuple[int, int]]:
    """A fifth on one word, three tenths each on a few words and on a sentence, a fifth on more, up to a paragraph."""
    made: list[tuple[int, int]] = []
    while len(made) < notes:
        paragraph = rng.choice(paragraphs)
        chance = rng.random()
        if chance < 0.8:
            words = rng.choice(paragraph)
            if chance < 0.5:
                count = 1 if chance < 0.2 else rng.randint(2, 6)
                first = rng.randrange(len(words))
                words = words[first : first + count]
        else:
            first = rng.randrange(len(paragraph))
            words = list(chain.from_iterable(paragraph[first : first + rng.randint(2, 8)]))
        start, (last, last_at, _) = words[0][1], words[-1]
        assert start is not None and last_at is not None
        made.append((start, last_at + len(last.rstrip(" \n.,"))))
    return made


def _origins(paragraphs: Paragraphs) -> tuple[str, dict[int, int], dict[int, tuple[int, int]]]:
    """The text; for each place of the old text where it is now; and for each that is gone what took its place."""
    pieces: list[str] = []
    where: dict[int, int] = {}
    instead: dict[int, tuple[int, int]] = {}
    at = 0
    for word, origin, replaced in chain.from_iterable(chain.from_iterable(paragraphs)):
        pieces.append(word)
        if origin is not None and replaced:
            instead.update(dict.fromkeys(range(origin, origin + replaced), (at, at + len(word))))
        elif origin is not None:
            where.update(zip(range(origin, origin + len(word)), range(at, at + len(word)), strict=True))
        at += len(word)
    return "".join(pieces), where, instead


def _truth(where: dict[int, int], instead: dict[int, tuple[int, int]], start: int, end: int) -> Truth:
    kept = [where[at] for at in range(start, end) if at in where]
    edges = [edge for at in range(start, end) for edge in instead.get(at, ())]
    edges += [edge for at in kept for edge in (at, at + 1)]
    if not edges:
        return Truth(None, None, 0)
    return Truth(min(edges), max(edges), len(kept) / (end - start))
