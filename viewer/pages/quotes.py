"""Where the bars of quotes stand: a `Block` only says how deep it is in lists and quotes, not which is in which."""

from __future__ import annotations

from viewer.brief.model import Block
from viewer.pages.formats import DEEPEST, GROUND_INSET, INDENT, QUOTE_INDENT


class QuoteBars:
    """Follows the blocks of a brief, and keeps the bars of those in quotes."""

    def __init__(self) -> None:
        self._open: list[int] = []  # of each open quote, how deep in lists it began
        self._indent = 0
        #: By index of the block: how far from the edge of the column each bar stands, in units, outermost first.
        self.of: dict[int, tuple[float, ...]] = {}
        #: By index of an item's first block: how many quotes stand between its marker and its words.
        self.behind_marker: dict[int, int] = {}

    def enter(self, index: int, block: Block) -> None:
        """Take the next block."""
        if not (block.quote or self._open):
            self._indent = min(block.indent, DEEPEST)
            return
        quote, indent = min(block.quote, DEEPEST), min(block.indent, DEEPEST)
        while self._open and (len(self._open) > quote or self._open[-1] > indent):
            self._open.pop()
        begun = quote - len(self._open)
        # A quote that begins with an item is taken to be around the list, unless the list is open already.
        self._open += [min(self._indent, indent)] * begun
        if quote:
            left = (GROUND_INSET if block.box else 0) + (GROUND_INSET if block.part == "summary" else 0)
            self.of[index] = tuple(left + at * INDENT + level * QUOTE_INDENT for level, at in enumerate(self._open))
            if block.marker and begun and self._open[-1] == indent:
                self.behind_marker[index] = begun
        self._indent = indent
