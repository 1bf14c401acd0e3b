"""What stands behind the body: who and what is named, with the pages, and the notes once more as a numbered list.

It is set as a brief is, from blocks of our own, so it has the same type and breaks its pages by the same rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from viewer.annotations.assessment import assessment_words
from viewer.brief.model import Block, Cell, Group, Run, Style
from viewer.language import tr
from viewer.mentions.model import Entity
from viewer.pages.pdf_note_text import note_blocks
from viewer.pages.pdf_sheet import Print
from viewer.pages.pdf_text import plain
from viewer.report.front_words import long_date
from viewer.report.list_words import kind_words
from viewer.report.model import PlacedNote, Report

#: Links of an appendix: to a code point of the body.
TO_BODY = "#body-"
#: Code points of a quote that are printed: its beginning and its end.
_QUOTE = 320, 80


@dataclass(frozen=True)
class Appendix:
    """`blocks` as of a brief, with offsets of their own. `titles` are the blocks for which there is a bookmark; by the
    note's place in the report, `entries` are the first block of each and `quotes` where its words stand (offsets; None
    for a note on no words)."""

    blocks: tuple[Block, ...]
    titles: tuple[Block, ...]
    entries: tuple[Block, ...]
    quotes: tuple[tuple[int, int] | None, ...]


def make_appendix(report: Report, printed: Print) -> Appendix:
    """The appendices of a report whose body stands on its pages."""
    parts = [*_entities(report, printed, "actor", tr("Actors")), *_entities(report, printed, "mineral", tr("Minerals"))]
    firsts: list[int] = []
    if report.notes:
        parts.append(_heading(tr("Notes")))
        for number, note in enumerate(report.notes, 1):
            firsts.append(len(parts))
            parts += _entry(report, printed, note, number)
    blocks: list[Block] = []
    start = 0
    for block in parts:
        blocks.append(replace(block, start=start))
        start = blocks[-1].end + 1
    entries = tuple(blocks[index] for index in firsts)
    return Appendix(
        tuple(blocks),
        tuple(block for block in blocks if block.kind == "heading"),
        entries,
        tuple(
            (entry.start, entry.end) if note.span else None for entry, note in zip(entries, report.notes, strict=False)
        ),
    )


def number_ranges(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Ascending numbers as an index prints them: three or more in a row as the first and the last."""
    run: list[int] = []
    for number in sorted(set(numbers)):
        if run and number != run[-1] + 1:
            yield from _in_short(run)
            run = []
        run.append(number)
    yield from _in_short(run)


def _in_short(run: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(run) > 2:
        yield run[0], run[-1]
    else:
        yield from ((number, number) for number in run)


def _entities(report: Report, printed: Print, group: Group, title: str) -> list[Block]:
    """A heading and a table of the entities of a group, in the order of the alphabet, each with its pages."""
    entities = sorted(
        (entity for entity in report.entities.values() if entity.group == group),
        key=lambda entity: (entity.name.casefold(), entity.id),
    )
    if not entities:
        return []
    pages: dict[str, dict[int, int]] = {entity.id: {} for entity in entities}
    for mention in report.mentions:
        if mention.entity in pages:
            pages[mention.entity].setdefault(printed.page_of(mention.start), mention.start)
    header = (tr("Actor"), tr("Role")) if group == "actor" else (tr("Mineral"), tr("Symbol"))
    rows: list[list[tuple[Run, ...]]] = [[(Run(word),) for word in (*header, tr("Pages"))]]
    rows += [[(Run(plain(entity.name)),), (Run(_said(entity)),), _pages(pages[entity.id])] for entity in entities]
    cells = [
        _block("cell", runs, cell=Cell(0 if group == "actor" else 1, row, column, len(rows), 3, header=row == 0))
        for row, columns in enumerate(rows)
        for column, runs in enumerate(columns)
    ]
    return [_heading(title), *cells]


def _said(entity: Entity) -> str:
    """The symbol of a mineral, the role of an actor; else what kind of thing it is."""
    return plain((entity.symbol if entity.group == "mineral" else entity.role) or kind_words(entity.kind))


def _pages(firsts: dict[int, int]) -> tuple[Run, ...]:
    """Page numbers, counted from 1, each a link to the first mention there (`firsts`: page to offset)."""
    if not firsts:
        return (Run(tr("not in the text")),)
    runs: list[Run] = []
    for first, last in number_ranges(firsts):
        if runs:
            runs.append(Run(", "))
        runs.append(Run(str(first + 1), link=f"{TO_BODY}{firsts[first]}"))
        if last > first:
            runs += [Run("–"), Run(str(last + 1), link=f"{TO_BODY}{firsts[last]}")]
    return tuple(runs)


def _entry(report: Report, printed: Print, note: PlacedNote, number: int) -> Iterator[Block]:
    """A note: its quote, what its author wrote, and a line about it."""
    stored = note.annotation
    quote = report.brief.text[slice(*note.span)] if note.span else stored.exact
    quote = " ".join(plain(quote).replace("\ufffc", " ").split())
    head, tail = _QUOTE
    if len(quote) > head + tail + 20:
        # Between words, if there are any.
        begin, end = quote[:head].rpartition(" ")[0] or quote[:head], quote[-tail:].partition(" ")[2] or quote[-tail:]
        quote = f"{begin} … {end}"
    runs: tuple[Run, ...]
    if note.state == "orphan":
        runs = (Run(tr("Not found in this version:"), Style.ITALIC), Run(" " + tr("“{words}”", words=quote)))
    elif note.span:
        # Upright: of a double italic f, PDFium finds one.
        runs = (Run(tr("“{words}”", words=quote)),)
    else:
        runs = (Run(tr("On the whole brief"), Style.ITALIC),)
    yield _block("paragraph", runs, indent=1, marker=f"{number}.")
    yield from note_blocks(plain(stored.note))
    yield _block("paragraph", tuple(_about(report, printed, note)), indent=1, part="notes")


def _about(report: Report, printed: Print, note: PlacedNote) -> Iterator[Run]:
    """Where it stands, tags, assessment, entity, author, date."""
    stored = note.annotation
    if note.span:
        yield Run(tr("page {page}", page=printed.page_of(note.span[0]) + 1), link=f"{TO_BODY}{note.span[0]}")
    said = [
        *([tr("moved, please check")] if note.state == "moved" else []),
        *(f"#{tag}" for tag in stored.tags),
        *assessment_words(stored),
        report.entity_name(stored) if stored.entity else "",
        stored.creator,
        long_date(stored.created[:10]),
    ]
    line = " · ".join(plain(" ".join(part.split())) for part in said if part.strip())
    if line:
        yield Run(f" · {line}" if note.span else line)


def _heading(title: str) -> Block:
    return _block("heading", (Run(title),), level=2, anchor=title.lower())


def _block(kind: str, runs: tuple[Run, ...], **more: object) -> Block:
    return Block(kind, runs, "".join(run.text for run in runs), **more)  # type: ignore[arg-type]
