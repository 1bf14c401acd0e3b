"""Text without Markdown: each line is a paragraph, so the canonical text is the file as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from viewer.brief.blocks import Part, split_long
from viewer.brief.model import Block, Run

_CHUNKS = (100, 500)  # lines: the first screens at once, then the rest in portions that do not hold up the window


def plain_blocks(text: str, part: Part = "body") -> Iterator[list[Block]]:
    """The lines of `text` as paragraphs, a chunk at a time. Newlines at the end of the text are dropped."""
    lines = iter(text.rstrip("\n").split("\n"))
    size = _CHUNKS[0]
    while chunk := list(islice(lines, size)):
        yield [
            piece
            for line in chunk
            for piece in split_long(Block("paragraph", (Run(line),) if line else (), line, part=part))
        ]
        size = _CHUNKS[1]
