"""The space between two blocks, one below the other: all of it stands above the lower one.

A line of the body is 26 units high, and a paragraph's gap less than a line. A heading is nearer to what it heads than
to what stands before it, a list nearer to the words that introduce it; items that all fit on a line are close together.
"""

from __future__ import annotations

from collections.abc import Sequence

from viewer.brief.model import Block
from viewer.pages.formats import GROUND_PADDING

PARAGRAPH = 16  # units
ITEM = 8
TIGHT = 4
_ABOVE_HEADING = {1: 40, 2: 36, 3: 28}
_SHORT = 72  # code points that surely fit on a line, or nearly so


def has_ground(block: Block) -> bool:
    """Whether a block stands on a ground of another colour."""
    return bool(block.box) or block.kind == "code"


def share_ground(above: Block, below: Block) -> bool:
    """Whether two blocks, one right below the other, stand on one ground."""
    if above.box or below.box:
        return above.box == below.box
    # Code of over 8,000 characters comes in several blocks.
    return above.kind == below.kind == "code" and len(above.text) > 3_000 and not below.marker


def gap(before: Block | None, block: Block, tight: bool) -> float:
    """Units between two blocks; `before` is None where what the program added or a table stands above, which have their
    space below themselves. `tight` says that the list of `block` is one of short items."""
    if before is None:
        return 0
    between = _between(before, block, tight)
    if not share_ground(before, block):
        between += GROUND_PADDING * (has_ground(before) + has_ground(block))
    return between


def _between(before: Block, block: Block, tight: bool) -> float:
    if block.part != before.part:
        # In the list of notes in a PDF, a line of small type says whose each note is.
        signs = before.indent and block.indent and not block.marker and block.part == "notes"
        return TIGHT if signs else PARAGRAPH if before.part == "notes" else 32
    if block.kind == "heading":
        return 12 if before.kind == "heading" else _ABOVE_HEADING.get(block.level, 24)
    if before.kind == "heading":
        return 12 if before.level == 1 else 8
    if "rule" in (block.kind, before.kind):
        return 28
    if before.kind in ("label", "term"):
        return TIGHT if before.kind == "label" else 0
    if block.part == "notes":
        return TIGHT
    if block.indent == before.indent and block.marker and before.marker and _sort(block) != _sort(before):
        return PARAGRAPH  # another list
    if block.indent:
        return TIGHT if tight and before.indent else ITEM
    return PARAGRAPH


def _sort(item: Block) -> str:
    return "1" if item.marker.endswith(".") else item.marker if item.marker == "•" else "☐"


def is_tight(blocks: Sequence[Block], index: int) -> bool:
    """Whether the list that begins at `index` has nothing but items of one short paragraph."""
    for position in range(index, len(blocks)):
        block = blocks[position]
        if not block.indent:
            break
        if not block.marker or len(block.text) > _SHORT - 4 * block.indent or block.kind != "paragraph":
            return False
    return True
