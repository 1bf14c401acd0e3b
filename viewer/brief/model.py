"""The brief as the rest of the program sees it: frozen values, one canonical text.

All offsets are half-open ranges of Unicode code points of `Brief.text`, which is what the W3C Web Annotation
Data Model counts in (https://www.w3.org/TR/annotation-model/#text-position-selector).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntFlag
from functools import cached_property
from typing import Literal

from viewer.errors import Fault

Group = Literal["actor", "mineral", "place"]
GROUPS: tuple[Group, ...] = ("actor", "mineral", "place")
KINDS: dict[Group, tuple[str, ...]] = {
    "actor": (
        "person", "state", "bloc", "government-body", "armed-group", "company", "media", "organisation",
    ),
    "mineral": ("element", "mineral", "ore", "group", "energy"),
    "place": ("place",),
}  # fmt: skip

#: An image stands in the text as one OBJECT REPLACEMENT CHARACTER.
IMAGE_CHARACTER = "\ufffc"


class Style(IntFlag):
    """How a run is set. Plain is 0."""

    BOLD = 1
    ITALIC = 2
    CODE = 4
    SUPERSCRIPT = 8
    SUBSCRIPT = 16
    STRIKE = 32


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one block that is set in one way.

    `text` may hold `\\n` for a hard line break. `link` is the target as the brief writes it: a web address, `#anchor`,
    or one of `actor:ID`, `mineral:ID`, `place:ID`, `not:`. `token` is a Pygments short class (`k`, `s2`, …) in code.
    For an image `text` is U+FFFC, `image` the path as written, `alt` its description.
    """

    text: str
    style: int = 0
    link: str = ""
    token: str = ""
    image: str = ""
    alt: str = ""


BlockKind = Literal["paragraph", "heading", "code", "rule", "cell", "term", "label"]


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a block of kind `cell` stands: the table's number in the brief, and row and column from 0."""

    table: int
    row: int
    column: int
    rows: int
    columns: int
    header: bool = False
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, code block, rule, table cell, defined term, or the label (title) of an admonition.

    `start` is its offset in `Brief.text` (code points). `level` is 1–6 for a heading, else 0. `quote` and `indent`
    count enclosing block quotes and list levels. `marker` stands before the first block of a list item: `•`, `3.`,
    `☐`, `☑`, or a footnote's `1.`; it is not part of the text. `box` numbers the admonition that the block is in
    (0: none) and `box_kind` is its type (`note`, `warning`, …). `anchor` is what `#anchor` links lead to.
    """

    kind: BlockKind
    runs: tuple[Run, ...]
    text: str
    start: int = 0
    level: int = 0
    quote: int = 0
    indent: int = 0
    marker: str = ""
    box: int = 0
    box_kind: str = ""
    part: Literal["summary", "body", "notes"] = "body"
    language: str = ""
    anchor: str = ""
    cell: Cell | None = None

    @property
    def end(self) -> int:
        """The offset behind its last code point in `Brief.text`."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Source:
    """A source that the front matter lists."""

    title: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class DeclaredEntity:
    """An entity as the front matter declares it, before the gazetteer is asked.

    `name` and `kind` are empty where the brief leaves them to the gazetteer (`- cobalt`). `line` and `column` count
    from 1 in the file.
    """

    id: str
    group: Group
    name: str = ""
    kind: str = ""
    aliases: tuple[str, ...] = ()
    role: str = ""
    note: str = ""
    country: str = ""
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Relation:
    """What one entity does to another, as the front matter says: `from_id` *type* `to_id`."""

    from_id: str
    to_id: str
    type: str
    note: str = ""
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of a brief, format version 1. Texts are empty where the brief gives none."""

    title: str = ""
    date: str = ""
    author: str = ""
    organisation: str = ""
    language: str = "en"
    marking: str = ""
    summary: str = ""
    sources: tuple[Source, ...] = ()
    entities: tuple[DeclaredEntity, ...] = ()
    relations: tuple[Relation, ...] = ()
    ignore: tuple[str, ...] = ()
    lexicon: bool = True
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Brief:
    """A brief, whole and read-only. `title` is never empty; `name` is the file's name, never a path."""

    name: str
    title: str
    front: FrontMatter
    blocks: tuple[Block, ...]
    faults: tuple[Fault, ...] = ()
    #: Where each explicit entity link stands in the source: (target, line, column), in reading order.
    link_places: tuple[tuple[str, int, int], ...] = ()
    #: SHA-256 of the file's bytes, hexadecimal.
    digest: str = ""

    @cached_property
    def text(self) -> str:
        """The canonical text: the texts of the blocks joined with newlines."""
        return "\n".join(block.text for block in self.blocks)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The start of each block, ascending, for bisection."""
        return tuple(block.start for block in self.blocks)

    @cached_property
    def headings(self) -> tuple[Block, ...]:
        """The headings in reading order."""
        return tuple(block for block in self.blocks if block.kind == "heading")

    def block_at(self, offset: int) -> int:
        """The index of the block that holds `offset` (the newline behind a block belongs to it)."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def heading_at(self, offset: int) -> Block | None:
        """The heading that `offset` stands under, or None before the first."""
        # By bisection: the notes panel asks for every note at every key.
        number = bisect_right(self.headings, offset, key=lambda heading: heading.start)
        return self.headings[number - 1] if number else None
