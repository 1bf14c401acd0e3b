"""From Python-Markdown's element tree to blocks and runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, repeat
from typing import Literal, cast
from xml.etree.ElementTree import Element

from viewer.brief.code_tokens import code_runs
from viewer.brief.dialect import DialectMarkdown
from viewer.brief.model import IMAGE_CHARACTER, Block, BlockKind, Cell, Run, Style

Part = Literal["summary", "body", "notes"]

#: A longer paragraph is cut in two: Qt's layout of one line of 1 MB takes over ten seconds.
BLOCK_LIMIT = 8_000  # code points

_FLOW_TAGS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "pre", "blockquote", "table", "hr", "div")
)
_INLINE_STYLES = {
    "strong": int(Style.BOLD),
    "em": int(Style.ITALIC),
    "sup": int(Style.SUPERSCRIPT),
    "sub": int(Style.SUBSCRIPT),
    "del": int(Style.STRIKE),
}
_SPACES = re.compile(r" [ \t\n]+|[\t\n][ \t\n]*")  # a single space stays as it is
_TASK = re.compile(r"\[([ xX])\][ \t]+")
_ALIGN = re.compile(r"text-align:\s*(left|center|right)")
# A chunk of elements whose inline text is parsed in one go: small first, so that the first screen is soon there.
_CHUNKS = (40, 100, 200)  # elements


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the nesting a block stands."""

    quote: int = 0
    indent: int = 0
    box: int = 0
    box_kind: str = ""
    anchor: str = ""


class BlockReader:
    """Reads Markdown into blocks, in chunks. Block offsets are all 0: `model.laid_out` fills them in.

    One reader numbers the tables and boxes of one brief, whose summary and body it reads one after the other.
    """

    def __init__(self) -> None:
        self._markdown = DialectMarkdown()
        self._part: Part = "body"
        self._tables = 0
        self._boxes = 0
        #: By anchor, the highest number that it has been given: trying all of them again takes seconds.
        self._anchors: dict[str, int] = {}
        self._marker = ""

    def read(self, text: str, part: Part) -> Iterator[list[Block]]:
        """The blocks of `text`, in reading order, a chunk at a time."""
        self._part = part
        root = self._markdown.tree(text)
        children = list(root)
        notes = [child for child in children if child.get("class") == "footnote"]
        children = [child for child in children if child not in notes]
        start = 0
        for size in chain(_CHUNKS, repeat(_CHUNKS[-1])):
            if start >= len(children):
                break
            yield self._blocks(self._markdown.inline(children[start : start + size]))
            start += size
        if notes:
            self._markdown.sort_footnotes(root)
            holder = self._markdown.inline(notes)
            # By now the notes that only other notes refer to have their numbers, too.
            self._markdown.sort_footnotes(root)
            yield self._blocks(holder)

    def _blocks(self, holder: Element) -> list[Block]:
        return [piece for block in self._flow(holder, _Place()) for piece in split_long(block)]

    # Elements that hold blocks, or inline text, or (list items, cells) now this and now that.

    def _flow(self, element: Element, place: _Place) -> Iterator[Block]:
        inline: list[Run] = []
        if element.text:
            inline.append(Run(_folded(element.text)))
        for child in element:
            if child.tag in _FLOW_TAGS:
                yield from self._paragraph(inline, place)
                inline = []
                yield from self._block(child, place)
            else:
                inline.extend(_runs_of(child, 0, ""))
            if child.tail:
                inline.append(Run(_folded(child.tail)))
        yield from self._paragraph(inline, place)

    def _paragraph(self, runs: list[Run], place: _Place) -> Iterator[Block]:
        runs = tidy(runs)
        if runs:
            yield self._make("paragraph", runs, place)

    def _make(self, kind: BlockKind, runs: Iterable[Run], place: _Place, cell: Cell | None = None) -> Block:
        runs = tuple(runs)
        marker, self._marker = self._marker, ""
        return Block(
            kind, runs, "".join(run.text for run in runs), quote=place.quote, indent=place.indent, marker=marker,
            box=place.box, box_kind=place.box_kind, part=self._part, anchor=place.anchor, cell=cell,
        )  # fmt: skip

    def _block(self, element: Element, place: _Place) -> Iterator[Block]:
        tag = element.tag
        if tag == "p":
            yield from self._flow(element, place)
        elif tag in ("ul", "ol"):
            yield from self._list(element, place)
        elif tag == "blockquote":
            yield from self._flow(element, replace(place, quote=place.quote + 1))
        elif tag == "pre":
            yield self._code(element, place)
        elif tag == "table":
            yield from self._table(element, place)
        elif tag == "dl":
            yield from self._definitions(element, place)
        elif tag == "hr":
            yield self._make("rule", (), place)
        elif tag == "div":
            yield from self._division(element, place)
        else:
            yield from self._heading(element, place)

    def _heading(self, element: Element, place: _Place) -> Iterator[Block]:
        runs = tidy(_content(element, 0, ""))
        if runs:
            block = self._make("heading", runs, place)
            yield replace(block, level=int(element.tag[1]), anchor=self._anchor(block.text))

    def _anchor(self, text: str) -> str:
        base = re.sub(r"[^\w]+", "-", text.lower()).strip("-") or "section"
        anchor, number = base, self._anchors.get(base, 0) + 1
        while number > 1 and (anchor := f"{base}-{number}") in self._anchors:
            number += 1
        self._anchors[base] = number
        self._anchors.setdefault(anchor, 1)
        return anchor

    def _list(self, element: Element, place: _Place) -> Iterator[Block]:
        inner = replace(place, indent=place.indent + 1)
        number = _number(element.get("start"))
        for item in element:
            marker = "•"
            if element.tag == "ol":
                marker = f"{number}."
                number += 1
            yield from self._item(item, inner, marker)

    def _item(self, item: Element, place: _Place, marker: str) -> Iterator[Block]:
        blocks = self._marked(self._flow(item, place), marker, place)
        first = next(blocks)
        task = _TASK.match(first.text)
        if task and first.kind == "paragraph":
            rest = first.text[task.end() :]
            runs = _cut(first.runs, task.end(), len(first.text))
            first = replace(first, marker="☐" if task[1] == " " else "☑", text=rest, runs=runs)
        yield first
        yield from blocks

    def _marked(self, blocks: Iterator[Block], marker: str, place: _Place) -> Iterator[Block]:
        # The first block of an item carries the marker, unless that block begins an inner list with its own.
        outer, self._marker = self._marker, ""
        empty = True
        for block in blocks:
            if empty and (block.marker or block.kind in ("cell", "rule")):
                yield replace(self._make("paragraph", (), place), marker=marker)
            elif empty:
                block = replace(block, marker=marker)
            empty = False
            yield block
        if empty:
            yield replace(self._make("paragraph", (), place), marker=marker)
        self._marker = outer

    def _code(self, element: Element, place: _Place) -> Block:
        number = element.get("fence")
        if number is not None:
            language, code = self._markdown.fences[int(number)]
        else:
            language, code = "", _unescape_code("".join(element.itertext())).rstrip("\n")
        return replace(self._make("code", code_runs(code, language), place), language=language)

    def _table(self, element: Element, place: _Place) -> Iterator[Block]:
        rows = list(element.iter("tr"))
        columns = max((len(row) for row in rows), default=0)
        if not columns:
            return
        self._tables += 1
        for row_number, row in enumerate(rows):
            for column in range(columns):
                cell = row[column] if column < len(row) else Element("td")
                align = _ALIGN.search(cell.get("style") or "")
                side = cast(Literal["left", "center", "right"], align[1] if align else "left")
                where = Cell(self._tables, row_number, column, len(rows), columns, cell.tag == "th", side)
                yield self._make("cell", tidy(_content(cell, 0, "")), place, where)

    def _definitions(self, element: Element, place: _Place) -> Iterator[Block]:
        for child in element:
            if child.tag == "dt":
                yield self._make("term", tidy(_content(child, 0, "")), place)
            else:
                yield from self._flow(child, replace(place, indent=place.indent + 1))

    def _division(self, element: Element, place: _Place) -> Iterator[Block]:
        classes = (element.get("class") or "").split()
        if "admonition" in classes:
            self._boxes += 1
            kind = classes[1] if len(classes) > 1 else "note"
            inner = replace(place, box=self._boxes, box_kind=kind)
            for child in element:
                if child.tag == "p" and child.get("class") == "admonition-title":
                    yield self._make("label", tidy(_content(child, 0, "")), inner)
                elif child.tag in _FLOW_TAGS:
                    yield from self._block(child, inner)
        elif "footnote" in classes:
            yield from self._footnotes(element, place)
        else:
            yield from self._flow(element, place)

    def _footnotes(self, element: Element, place: _Place) -> Iterator[Block]:
        part, self._part = self._part, "notes"
        notes = element.find("ol")
        for number, item in enumerate(notes if notes is not None else (), 1):
            inner = replace(place, indent=1)
            blocks = self._marked(self._flow(item, inner), f"{number}.", inner)
            yield replace(next(blocks), anchor=(item.get("id") or ""))
            yield from blocks
        self._part = part


def split_long(block: Block) -> Iterator[Block]:
    """`block` in pieces of at most `BLOCK_LIMIT` code points, cut at white space where there is any."""
    while len(block.text) > BLOCK_LIMIT and block.kind != "cell":
        space = "\n" if block.kind == "code" else " "
        cut = block.text.rfind(space, BLOCK_LIMIT // 2, BLOCK_LIMIT)
        gap = 1
        if cut < 0:
            cut, gap = BLOCK_LIMIT, 0
        yield replace(block, runs=_cut(block.runs, 0, cut), text=block.text[:cut])
        block = replace(
            block, runs=_cut(block.runs, cut + gap, len(block.text)), text=block.text[cut + gap :], marker="", anchor=""
        )
    yield block


def tidy(runs: Iterable[Run]) -> list[Run]:
    """Runs with white space folded as HTML does: one space between words, none at the ends or around line breaks.

    A line break is a run that is `\\n` and nothing else.
    """
    runs = list(runs)
    if len(runs) == 1:
        text = runs[0].text.lstrip(" ").rstrip(" \n")
        return [_with_text(runs[0], text)] if text else []
    result: list[Run] = []
    at_start = True  # of the block or of a line: a space here would show
    for run in runs:
        if run.text == "\n":
            if result:
                result[-1] = _with_text(result[-1], result[-1].text.rstrip(" "))
            result.append(run)
            at_start = True
            continue
        text = run.text.lstrip(" ") if at_start else run.text
        if text:
            at_start = text.endswith(" ")
            result.append(_with_text(run, text))
    while result and not (last := result[-1].text.rstrip(" \n")):
        result.pop()
    if result:
        result[-1] = _with_text(result[-1], last)
    return _joined(run for run in result if run.text)


def _with_text(run: Run, text: str) -> Run:
    # Not dataclasses.replace, which takes seven times as long: a brief of 1 MB has tens of thousands of runs.
    return run if text == run.text else Run(text, run.style, run.link, run.token, run.image, run.alt)


def _joined(runs: Iterable[Run]) -> list[Run]:
    joined: list[Run] = []
    for run in runs:
        before = joined[-1] if joined else None
        plain = before and not before.image and not run.image
        if before and plain and (run.style, run.link, run.alt) == (before.style, before.link, before.alt):
            joined[-1] = _with_text(run, before.text + run.text)
        else:
            joined.append(run)
    return joined


def _content(element: Element, style: int, link: str) -> Iterator[Run]:
    if element.text:
        yield Run(_folded(element.text), style, link)
    for child in element:
        yield from _runs_of(child, style, link)
        if child.tail:
            yield Run(_folded(child.tail), style, link)


def _runs_of(element: Element, style: int, link: str) -> Iterator[Run]:
    tag = element.tag
    if tag == "br":
        # Unlike the line ends of the source, which `_folded` takes out.
        yield Run("\n")
    elif tag == "img":
        source = element.get("src") or ""
        yield Run(IMAGE_CHARACTER, style, link, image=source, alt=" ".join((element.get("alt") or "").split()))
    elif tag == "a":
        if element.get("class") != "footnote-backref":
            yield from _content(element, style, (element.get("href") or "").strip() or link)
    elif tag == "code":
        yield Run(_folded(_unescape_code("".join(element.itertext()))), style | int(Style.CODE), link)
    else:
        yield from _content(element, style | _INLINE_STYLES.get(tag, 0), link)


def _folded(text: str) -> str:
    return _SPACES.sub(" ", text)


def _unescape_code(text: str) -> str:
    # Python-Markdown escapes the text of code for HTML before it becomes an element.
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _cut(runs: Iterable[Run], start: int, end: int) -> tuple[Run, ...]:
    """The part of `runs` between two offsets in their text."""
    result = []
    position = 0
    for run in runs:
        text = run.text[max(0, start - position) : max(0, end - position)]
        position += len(run.text)
        if text:
            result.append(replace(run, text=text))
    return tuple(result)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 7 else 1
