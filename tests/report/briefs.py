"""Small briefs and notes for tests of what leaves the program."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from viewer.annotations.model import Annotation, new_annotation
from viewer.annotations.target import Target
from viewer.brief.blocks import BlockReader
from viewer.brief.model import Brief, FrontMatter
from viewer.report.model import Report, ReportOptions, make_report

MADE = datetime(2025, 3, 23, 12, 30, tzinfo=UTC)


def brief_of(markdown: str, front: FrontMatter | None = None) -> Brief:
    """The brief with this body, read without a process of its own."""
    front = front or FrontMatter(title="A *test* brief", author="The desk", marking="TLP:AMBER", date="2025-03-23")
    start, blocks = 0, []
    parts = (("summary", front.summary), ("body", markdown))
    for part, text in parts:
        for chunk in BlockReader().read(text, part) if text else ():
            for block in chunk:
                blocks.append(replace(block, start=start))
                start = blocks[-1].end + 1
    return Brief("test.brief.md", front.title, front, tuple(blocks))


def note_on(brief: Brief, words: str | tuple[int, int], note: str = "", **more: object) -> Annotation:
    """A note on the first place of some words, or on a range of code points."""
    start, end = words if isinstance(words, tuple) else (at := brief.text.index(words), at + len(words))
    target = Target.at(brief.text, start, end)
    return new_annotation(brief.name, target, note=note, clock=lambda: MADE, **{"creator": "Ann", **more})  # type: ignore[arg-type]


def whole_note(brief: Brief, note: str) -> Annotation:
    return new_annotation(brief.name, note=note, creator="Ann", clock=lambda: MADE)


def orphan(brief: Brief, quote: str, note: str) -> Annotation:
    return new_annotation(brief.name, Target(quote, heading="Old part"), note=note, creator="Ann", clock=lambda: MADE)


def report_on(brief: Brief, *notes: Annotation, folder: Path | None = None, **options: object) -> Report:
    return make_report(brief, notes, made=MADE, folder=folder, options=ReportOptions(**options))  # type: ignore[arg-type]
