"""Lists of a Word document (ISO/IEC 29500-1, 17.9): real ones, whose markers are no part of the text."""

from __future__ import annotations

from typing import Final

from viewer.brief.model import Block
from viewer.report.docx_xml import DECLARATION, NAMESPACES

#: Levels of a list; deeper ones are shown as if they were this deep.
_DEEPEST: Final = 8
_INDENT: Final = 360  # twentieths of a point, a level
_BULLETS: Final = {"•": 1, "☐": 2, "☑": 3}
_NUMBERS: Final = 4


class Lists:
    """Gives list items the number of their list. Each numbered list is one of its own, which begins where it says."""

    def __init__(self) -> None:
        self._starts: list[tuple[int, int]] = []  # level and first number of each numbered list
        self._open: dict[int, tuple[int, int]] = {}  # by level: the list, and the number that comes next

    def properties(self, block: Block) -> tuple[str, str]:
        """What makes a paragraph an item, and what indents it. To be asked for every block, in order."""
        depth = min(block.indent, _DEEPEST)
        # A list goes on behind what stands inside its items, and ends at what stands outside.
        ends = [level for level in self._open if level > depth or (level == depth and block.marker in _BULLETS)]
        for level in ends:
            del self._open[level]
        quoted = min(block.quote, _DEEPEST)
        left = (depth + quoted) * _INDENT
        if block.marker and depth:
            number = self._number(block.marker, depth)
            place = f'<w:numPr><w:ilvl w:val="{depth - 1}"/><w:numId w:val="{number}"/></w:numPr>'
            return place, f'<w:ind w:left="{left}" w:hanging="{_INDENT}"/>'
        return "", f'<w:ind w:left="{left}"/>' if left else ""

    def _number(self, marker: str, depth: int) -> int:
        if marker in _BULLETS:
            return _BULLETS[marker]
        value = int(marker.rstrip("."))
        found = self._open.get(depth)
        if found and found[1] == value:
            number = found[0]
        else:
            self._starts.append((depth - 1, value))
            number = _NUMBERS + len(self._starts) - 1
        self._open[depth] = number, value + 1
        return number

    def part(self) -> str:
        """The part that defines the lists."""
        abstract = [
            *(_abstract(number, "bullet", glyph) for glyph, number in _BULLETS.items()),
            _abstract(_NUMBERS, "decimal", ""),
        ]
        lists = [f'<w:num w:numId="{id}"><w:abstractNumId w:val="{id}"/></w:num>' for id in _BULLETS.values()]
        for number, (level, start) in enumerate(self._starts, _NUMBERS):
            begin = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            lists.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{_NUMBERS}"/>{begin}</w:num>')
        return f"{DECLARATION}<w:numbering {NAMESPACES}>{''.join([*abstract, *lists])}</w:numbering>"


def _abstract(id: int, kind: str, glyph: str) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{glyph or f"%{level + 1}."}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{(level + 1) * _INDENT}" w:hanging="{_INDENT}"/></w:pPr></w:lvl>'
        for level in range(_DEEPEST + 1)
    )
    kind = "hybridMultilevel"
    return f'<w:abstractNum w:abstractNumId="{id}"><w:multiLevelType w:val="{kind}"/>{levels}</w:abstractNum>'
