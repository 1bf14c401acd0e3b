"""Opens and closes the elements that blocks stand in. A `Block` only says how deep it is in lists, quotes and boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from viewer.brief.model import Block
from viewer.report.html_text import attributes

#: Deeper nesting is shown as if it were this deep, as in the reader.
DEEPEST: Final = 8


@dataclass
class _Level:
    """An open list, or `div` for a block that is indented by no list. `item` is what is open inside it."""

    tag: str
    item: str = ""

    def end(self) -> str:
        """Closes it."""
        return self.end_item() + f"</{self.tag}>"

    def end_item(self) -> str:
        item, self.item = self.item, ""
        return f"</{item}>" if item else ""

    def begin(self, item: str, rest: str = "") -> str:
        ended = self.end_item()
        self.item = item
        return f"{ended}<{item}{rest}>"


class Nesting:
    """What is open: a box, in it quotes, in them lists. Which of them a brief has inside which is not known; this order
    is the commonest."""

    def __init__(self) -> None:
        self._box = 0
        self._quote = 0
        self._levels: list[_Level] = []

    def enter(self, block: Block) -> Iterator[str]:
        """What has to be closed and opened before a block."""
        quote, depth = min(block.quote, DEEPEST), min(block.indent, DEEPEST)
        if (block.box, quote) != (self._box, self._quote):
            yield from self._close(0)
            yield "</blockquote>" * self._quote if block.box != self._box else ""
            if block.box != self._box:
                yield "</aside>" if self._box else ""
                yield f"<aside{attributes(class_='box ' + _kind(block.box_kind))}>" if block.box else ""
                self._quote = 0
            yield "</blockquote>" * max(0, self._quote - quote)
            yield "<blockquote>" * max(0, quote - self._quote)
            self._box, self._quote = block.box, quote
        yield from self._list(block, depth)
        if block.kind == "term":
            yield from self._term(depth)

    def leave(self) -> Iterator[str]:
        """What has to be closed at the end."""
        yield from self._close(0)
        yield "</blockquote>" * self._quote + ("</aside>" if self._box else "")
        self._box = self._quote = 0

    def _list(self, block: Block, depth: int) -> Iterator[str]:
        marker = block.marker
        is_item = bool(marker and depth)
        tag = "ol" if marker[:1].isdigit() else "ul"
        # A term stays in the list of terms that is open one level below it.
        yield from self._close(depth + (block.kind == "term" and not is_item))
        if is_item:
            if len(self._levels) == depth and self._levels[-1].tag != tag:
                yield from self._close(depth - 1)
            yield from self._fill(depth - 1)
            if len(self._levels) < depth:
                yield self._open(tag)
            yield self._levels[-1].begin("li", _item(marker))
            if marker in ("☐", "☑"):
                done = marker == "☑"
                yield f"<input{attributes(type='checkbox', disabled=True, checked=done, aria_label='Done')}>"
        elif depth:
            yield from self._fill(depth)
            level = self._levels[depth - 1]
            if level.tag == "dl" and level.item != "dd":
                yield level.begin("dd")

    def _term(self, depth: int) -> Iterator[str]:
        if len(self._levels) > depth and self._levels[depth].tag != "dl":
            yield from self._close(depth)
        if len(self._levels) == depth:
            yield self._open("dl")
        yield self._levels[-1].end_item()

    def _fill(self, depth: int) -> Iterator[str]:
        while len(self._levels) < depth:
            yield self._open("div")

    def _open(self, tag: str) -> str:
        before = ""
        if self._levels and self._levels[-1].tag == "dl" and not self._levels[-1].item:
            before = self._levels[-1].begin("dd")
        self._levels.append(_Level(tag))
        return before + ('<div class="in">' if tag == "div" else f"<{tag}>")

    def _close(self, depth: int) -> Iterator[str]:
        while len(self._levels) > depth:
            yield self._levels.pop().end()


def _item(marker: str) -> str:
    if marker[:1].isdigit():
        return attributes(value=marker.rstrip("."))
    return attributes(class_="task" if marker in ("☐", "☑") else "")


def _kind(kind: str) -> str:
    return kind if kind.isascii() and kind.isalnum() else "note"
