"""What the author of a note wrote, which is Markdown, as blocks for the list of notes in a PDF.

No parser of Markdown: those hang on what strangers write (see docs/decisions.md). This knows what people put into a
note (paragraphs, lists, quotes, code; bold, italic, struck, code and links in a line), takes time linear in its length,
and leaves everything else as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from viewer.brief.model import Block, Run, Style

_FENCE: Final = re.compile(r"\s{0,3}(?:```|~~~)")
_HEADING: Final = re.compile(r"\s{0,3}#{1,6}[ \t]+(.*)")
_QUOTE: Final = re.compile(r"\s{0,3}>[ \t]?(.*)")
_ITEM: Final = re.compile(r"([ \t]*)(?:([-*+])|([0-9]{1,9})[.)])[ \t]+(?:\[([ xX])\][ \t]+)?(.*)")
_SIGN: Final = re.compile(r"(`[^`]+`|!?\[[^\[\]]*\]\([^()\s]*\)|\\[!-/:-@\[-`{-~]|\*{1,3}|__?|~~)")
_LINK: Final = re.compile(r"!?\[([^\[\]]*)\]\(([^()\s]*)\)")
_STYLES: Final = {
    "***": Style.BOLD | Style.ITALIC,
    "**": Style.BOLD, "__": Style.BOLD, "~~": Style.STRIKE, "*": Style.ITALIC, "_": Style.ITALIC,
}  # fmt: skip


@dataclass
class _Piece:
    """Words of a line, or a sign that may turn out to be one."""

    text: str
    style: int = 0
    link: str = ""


def note_blocks(note: str) -> Iterator[Block]:
    """The blocks of a note, indented by one, with offsets yet to be given."""
    lines: list[str] = []
    shape: dict[str, Any] = {}
    code: list[str] | None = None

    def paragraph() -> Iterator[Block]:
        if lines:
            yield _block(runs_of("\n".join(lines)), **shape)
        lines.clear()
        shape.clear()

    for line in note.splitlines():
        if code is not None or _FENCE.match(line):
            if code is None:
                yield from paragraph()
                code = []
            elif _FENCE.match(line):
                yield from _code(code)
                code = None
            else:
                code.append(line)
            continue
        if not line.strip():
            yield from paragraph()
            continue
        begun, line = _begun(line)
        if begun is not None and not ("quote" in begun and begun == shape):
            yield from paragraph()
            shape |= begun
        lines.append(line.strip())
        if begun == {"kind": "label"}:
            yield from paragraph()
    yield from paragraph()
    if code is not None:
        yield from _code(code)


def _begun(line: str) -> tuple[dict[str, Any] | None, str]:
    """What sort of block begins with a line, None if it goes on with the one above; and its words."""
    if found := _HEADING.fullmatch(line):
        return {"kind": "label"}, found[1].rstrip("# ")
    if found := _QUOTE.fullmatch(line):
        return {"quote": 1}, found[1]
    if found := _ITEM.fullmatch(line):
        box = {" ": "☐", "": ""}.get(found[4] or "", "☑")
        marker = box or (f"{int(found[3])}." if found[3] else "•")
        return {"marker": marker, "indent": min(6, 2 + len(found[1].expandtabs(4)) // 2)}, found[5]
    return None, line


def _code(lines: list[str]) -> Iterator[Block]:
    if any(line.strip() for line in lines):
        yield _block((Run("\n".join(lines)),), kind="code")


def runs_of(text: str) -> tuple[Run, ...]:
    """The words of a paragraph in their styles."""
    pieces: list[_Piece] = []
    opened: dict[str, int] = {}
    at = 0
    for found in _SIGN.finditer(text):
        begin, end = found.span()
        pieces.append(_Piece(text[at:begin]))
        at = end
        if found[0] in _STYLES:
            _sign(pieces, opened, found[0], text[max(0, begin - 1) : begin], text[end : end + 1])
        else:
            pieces.append(_whole(found[0]))
    pieces.append(_Piece(text[at:]))
    alike = groupby((piece for piece in pieces if piece.text), key=lambda piece: (piece.style, piece.link))
    return tuple(Run("".join(piece.text for piece in own), *look) for look, own in alike)


def _whole(sign: str) -> _Piece:
    """Code, a link, or a character that is no sign."""
    if sign[0] == "`":
        return _Piece(sign[1:-1], Style.CODE)
    if found := _LINK.fullmatch(sign):
        return _Piece(found[1] or found[2], 0, found[2])
    return _Piece(sign[1:])


def _sign(pieces: list[_Piece], opened: dict[str, int], sign: str, before: str, after: str) -> None:
    """Take a sign that begins a style, ends it, or is none."""
    inside_word = "_" in sign and before.isalnum() and after.isalnum()
    at = opened.get(sign)
    if at is not None and before.strip() and not inside_word:
        for piece in pieces[at + 1 :]:
            piece.style |= _STYLES[sign]
        pieces[at].text = ""
        for other in [other for other, place in opened.items() if place >= at]:
            del opened[other]
        return
    if after.strip() and not inside_word:
        opened[sign] = len(pieces)
    pieces.append(_Piece(sign))


def _block(runs: tuple[Run, ...], kind: Any = "paragraph", **more: Any) -> Block:
    made = Block(kind, runs, "".join(run.text for run in runs), indent=1)
    return replace(made, **more)
