"""The notes of a brief as Markdown (CommonMark 0.31), in reading order, grouped by heading.

Each note is an item of a list: its quote, one line about it, then what its author wrote, which is Markdown already and
stays so. The indentation of the item holds it in: a heading or an unclosed fence of one note cannot reach the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from viewer.annotations.assessment import assessment_words
from viewer.brief.model import Brief
from viewer.language import tr
from viewer.report.front_words import about_line, long_date
from viewer.report.list_words import look_words, moved_words
from viewer.report.model import PlacedNote, Report

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
# Underscores inside a word mean nothing, and an ampersand only where it begins an entity.
_INLINE = re.compile(r"[\\`*\[\]<>|~]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
_AT_LINE_START = re.compile(r"(?:[#+=:-]|\d{1,9}(?=[.)]))")
_FROM_INDENT = re.compile(r"^[ \t]+")


def write_markdown(report: Report) -> str:
    """The notes as one Markdown document that ends with a newline."""
    return "\n".join(_lines(report)).rstrip("\n") + "\n"


def _lines(report: Report) -> Iterator[str]:
    brief = report.brief
    front = brief.front
    yield f"# {_line(brief.title)}"
    about = (about_line(front), front.marking)
    if any(about):
        yield from ("", _start(" · ".join(_inline(part) for part in about if part)))
    if not report.notes:
        yield from ("", tr("No notes."))
    yield from _group(report, tr("On the whole brief"), report.whole)
    for start, notes in groupby(report.in_place, lambda note: _section(brief, note)):
        yield from _group(report, _title(brief, start), notes)
    yield from _group(report, tr("Not found in this version of the brief"), report.orphans)


def _group(report: Report, title: str, notes: Iterable[PlacedNote]) -> Iterator[str]:
    for number, note in enumerate(notes):
        if not number:
            yield from ("", f"## {_line(title)}")
        yield ""
        for index, line in enumerate(_item(report, note)):
            yield f"{'  ' if index else '- '}{line}".rstrip()


def _item(report: Report, note: PlacedNote) -> Iterator[str]:
    stored = note.annotation
    quote = report.brief.text[slice(*note.span)] if note.span else stored.exact
    if quote.strip():
        yield from (f"> {line}".rstrip() for line in _quoted(quote))
        yield ""
    yield _start(" · ".join(_about(report, note, quote)))
    if stored.note.strip():
        yield ""
        yield from _CONTROLS.sub("", _LINE_ENDS.sub("\n", stored.note)).strip("\n").split("\n")


def _about(report: Report, note: PlacedNote, quote: str) -> Iterator[str]:
    """Colour, tags, entity, author, date, and what is doubtful about the place."""
    stored = note.annotation
    if stored.colour:
        yield look_words(stored)
    yield from (f"#{_inline(tag)}" for tag in stored.tags)
    yield from assessment_words(stored)
    if stored.entity:
        yield f"**{_inline(report.entity_name(stored))}**"
    yield _inline(stored.creator) or tr("no author")
    yield _inline(long_date(stored.created[:10])) or tr("no date")
    if note.state == "moved":
        same = stored.exact in ("", quote)
        yield moved_words("" if same else _inline(stored.exact))
    elif note.state == "orphan" and stored.heading:
        yield tr("stood under “{heading}”", heading=_inline(stored.heading))


def _section(brief: Brief, note: PlacedNote) -> int:
    """The start of the heading above a note; -1 for the summary and -2 for what else stands before the first."""
    assert note.span
    heading = brief.heading_at(note.span[0])
    if heading:
        return heading.start
    return -1 if brief.blocks[brief.block_at(note.span[0])].part == "summary" else -2


def _title(brief: Brief, section: int) -> str:
    if section < 0:
        return tr("Key judgements") if section == -1 else tr("Before the first heading")
    return brief.blocks[brief.block_at(section)].text


def _quoted(quote: str) -> Iterator[str]:
    """The lines of a quote, none of which is taken for Markdown, with their breaks and their indentation."""
    # Without the controls first: a line of nothing else is empty.
    clean = _CONTROLS.sub("", _LINE_ENDS.sub("\n", quote))
    lines = [line.rstrip() for line in clean.strip().split("\n")]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        indented = _FROM_INDENT.sub(lambda match: "\u00a0" * len(match[0].expandtabs(4)), line)
        # A backslash breaks the line; before an empty one there is a new paragraph anyway.
        yield _start(_escaped(indented)) + ("\\" if line and following else "")


def _line(text: str) -> str:
    """For a heading, where a line may begin with anything but end with no `#`."""
    line = _inline(text)
    return re.sub(r"#+$", lambda match: match[0].replace("#", "\\#"), line) or tr("Untitled")


def _inline(text: str) -> str:
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    return _INLINE.sub(lambda match: "\\" + match[0], _CONTROLS.sub("", text))


def _start(line: str) -> str:
    """A line that begins no heading, list, rule or table."""
    match = _AT_LINE_START.match(line)
    if not match:
        return line
    if match[0].isdigit():
        return f"{match[0]}\\{line[match.end() :]}"
    return "\\" + line
