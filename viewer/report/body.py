"""The body of a brief as every writer of a document takes it: blocks whose runs are cut where notes and mentions begin
and end, so that each piece is set in one way.

Offsets are half-open ranges of code points of `Brief.text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from viewer.brief.loader import Head
from viewer.brief.model import Block, Brief, Run
from viewer.mentions.model import Mention
from viewer.report.model import PlacedNote, Report

#: More notes than this on the same words are not drawn: nobody could tell them apart, and a file of thousands that all
#: overlap would grow with their square.
DEEPEST: Final = 16

_NOT_IN_ADDRESS: Final = re.compile(r"[\s\x00-\x1f\x7f]")


class Numbered(NamedTuple):
    """A note with its number in the document, from 1 in reading order."""

    number: int
    note: PlacedNote


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one run under the same notes and in the same mention.

    `notes` are outermost first, at most `DEEPEST`. `mention` is the index of a mention, -1 for none.
    `begin` and `end` are the notes that begin before the piece and end behind it. A piece without
    text only holds those.
    """

    run: Run
    start: int
    notes: tuple[Numbered, ...] = ()
    mention: int = -1
    begin: tuple[Numbered, ...] = ()
    end: tuple[Numbered, ...] = ()


def numbered(report: Report) -> tuple[Numbered, ...]:
    """All notes with their numbers."""
    return tuple(Numbered(number, note) for number, note in enumerate(report.notes, 1))


def cut_blocks(report: Report, mentions: Sequence[Mention] = ()) -> Iterator[tuple[Block, tuple[Piece, ...]]]:
    """The blocks in reading order, each with its pieces. The texts of the pieces add up to that of the block; each note
    in place begins once and ends once."""
    waiting = sorted((one for one in numbered(report) if one.note.span), key=_nesting, reverse=True)
    named = list(enumerate(mentions))[::-1]
    active: list[Numbered] = []
    for block in report.brief.blocks:
        while waiting and _start(waiting[-1]) <= block.end:
            active.append(waiting.pop())
        own: list[tuple[int, Mention]] = []
        while named and named[-1][1].start < block.end:
            own.append(named.pop())
        yield block, tuple(_cut(block, active, own) if active or own else _whole(block))
        active = [one for one in active if _end(one) > block.end + 1]


def is_titled_by_heading(brief: Brief) -> bool:
    """Whether the title stands in the text, as a heading."""
    return Head(brief.name, brief.title, brief.front, brief.digest, brief.faults).is_titled_by_heading


def heading_shift(brief: Brief, first: int) -> int:
    """What to add to the levels of headings so that the highest one is of level `first`, below the title; nothing where
    the title is one of them."""
    if is_titled_by_heading(brief):
        return 0
    return first - min((block.level for block in brief.headings), default=first)


def web_address(link: str) -> str:
    """The address that a link may lead to from a file that leaves the program: http, https or mailto, else ""."""
    link = link.strip()
    if not link:
        return ""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    if _NOT_IN_ADDRESS.search(link) or not link.isprintable():
        return ""
    if parts.scheme in ("http", "https"):
        return link if parts.netloc else ""
    return link if parts.scheme == "mailto" and parts.path else ""


def anchor_of(link: str) -> str:
    """The anchor in the brief that a link leads to, or ""."""
    return unquote(link[1:]) if link.startswith("#") else ""


def _whole(block: Block) -> Iterator[Piece]:
    at = block.start
    for run in block.runs:
        yield Piece(run, at)
        at += len(run.text)


def _cut(block: Block, active: Iterable[Numbered], mentions: Iterable[tuple[int, Mention]]) -> Iterator[Piece]:
    begins: dict[int, list[Numbered]] = {}
    ends: dict[int, list[Numbered]] = {}
    cover: dict[int, Numbered] = {}
    for one in active:
        first, last = _start(one), _end(one)
        if first >= block.start:
            begins.setdefault(first, []).append(one)
        else:
            cover[one.number] = one
        # The newline behind a block is of no piece: a note that ends with it ends with the block.
        if max(first, last) <= block.end + 1:
            ends.setdefault(min(max(first, last), block.end), []).append(one)
    inside: dict[int, int] = {}
    for number, mention in mentions:
        inside[max(mention.start, block.start)] = number
        inside.setdefault(mention.end, -1)
    where = -1
    shown: tuple[Numbered, ...] | None = None
    for run, start in _divided(block, sorted({*begins, *ends, *inside})):
        where = inside.get(start, where)
        begin = begins.get(start, [])
        if run.text and (empty := [one for one in begin if one in ends.get(start, ())]):
            # Notes on no words at all: a place, and nothing to mark.
            yield Piece(Run(""), start, begin=tuple(empty), end=tuple(empty))
            begin = [one for one in begin if one not in empty]
        if begin or shown is None:
            cover.update((one.number, one) for one in begin)
            shown = tuple(nlargest(DEEPEST, cover.values(), key=_nesting)[::-1])
        end = [one for one in ends.get(start + len(run.text), ()) if one.number in cover]
        if run.text or begin or end:
            yield Piece(run, start, shown if run.text else (), where, tuple(begin), tuple(end))
        for one in end:
            del cover[one.number]
            shown = None


def _divided(block: Block, edges: list[int]) -> Iterator[tuple[Run, int]]:
    """The runs of a block divided at the edges, each with its start; at last an empty one, to hold what comes there."""
    at = block.start
    waiting = [edge for edge in reversed(edges) if edge > at]
    for run in block.runs:
        end = at + len(run.text)
        rest = run.text
        while waiting and waiting[-1] < end:
            edge = waiting.pop()
            if edge > at:
                yield Run(rest[: edge - at], run.style, run.link, run.token, run.image, run.alt), at
                rest, at = rest[edge - at :], edge
        if rest:
            yield Run(rest, run.style, run.link, run.token, run.image, run.alt), at
        at = end
    yield Run(""), at


def _nesting(one: Numbered) -> tuple[int, int, int]:
    """Outermost first: what begins earlier, and of those what ends later."""
    return _start(one), -_end(one), one.number


def _start(one: Numbered) -> int:
    return one.note.start or 0


def _end(one: Numbered) -> int:
    return one.note.end or 0
