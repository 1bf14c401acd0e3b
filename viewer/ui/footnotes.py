"""Footnotes of the page: what a reference says, where it leads, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from viewer.brief.model import Block, Run
from viewer.pages.document import BriefDocument

_REACH = 32  # units to the left of a note's words in which its number stands


class Footnotes:
    """The notes of one page. They are found among its blocks when asked for: nothing is kept of a page that grows."""

    def __init__(self, page: BriefDocument) -> None:
        self._page = page

    def note(self, link: str) -> str:
        """What the note that a link (`#fn…`) leads to says, each paragraph on a line of its own; "" for other links."""
        first = self._first(link)
        if first is None:
            return ""
        blocks = self._page.blocks
        texts = [blocks[first].text]
        for block in blocks[first + 1 :]:
            if block.part != "notes" or block.anchor:
                break
            texts.append(block.text)
        return "\n".join(texts)

    def place(self, link: str) -> tuple[int, int] | None:
        """The first paragraph (code points) of the note that a link leads to."""
        first = self._first(link)
        return None if first is None else (self._page.blocks[first].start, self._page.blocks[first].end)

    def link_at(self, offset: int) -> str:
        """The target of the link that a caret before a code point is in, or right behind; "" if there is none."""
        for run, start, end in _runs(self._block(offset)):
            if (
                start <= offset <= end
                and run.link
                and not run.link.startswith(("actor:", "mineral:", "place:", "not:"))
            ):
                return run.link
        return ""

    def reference(self, offset: int) -> tuple[int, int] | None:
        """Where the note that a code point is in is first referred to (code points); None in the text itself."""
        blocks = self._page.blocks
        index = self._page.index_at(offset) if blocks else 0
        while blocks and index and blocks[index].part == "notes" and not blocks[index].anchor:
            index -= 1
        if not blocks or blocks[index].part != "notes":
            return None
        target = f"#{blocks[index].anchor}"
        for block in blocks:
            for run, start, end in _runs(block):
                if run.link == target:
                    return start, end
        return None

    def number_under(self, point: QPointF) -> int | None:
        """The code point at which the note begins whose number is at a point of the page."""
        for qt_block, box in self._page.blocks_between(point.y(), point.y()):
            index = qt_block.userState()
            if 0 <= index < len(self._page.blocks) and (block := self._page.blocks[index]).part == "notes":
                line = qt_block.layout().lineAt(0)
                edge = box.left() + line.x()
                near = edge - self._page.formats.px(_REACH) < point.x() < edge
                if block.anchor and near and point.y() < box.top() + line.y() + line.height():
                    return block.start
        return None

    def _first(self, link: str) -> int | None:
        if not link.startswith("#"):
            return None
        anchor = link[1:]
        for index, block in enumerate(self._page.blocks):
            if block.part == "notes" and block.anchor == anchor:
                return index
        return None

    def _block(self, offset: int) -> Block | None:
        return self._page.blocks[self._page.index_at(offset)] if self._page.blocks else None


def _runs(block: Block | None) -> list[tuple[Run, int, int]]:
    """The runs of a block, with the code points between which they stand."""
    found, start = [], block.start if block else 0
    for run in block.runs if block else ():
        found.append((run, start, start + len(run.text)))
        start += len(run.text)
    return found
