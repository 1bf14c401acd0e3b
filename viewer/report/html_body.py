"""The blocks of a brief as HTML: lists, tables, quotes and boxes put together again, words marked where notes are."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from viewer.brief.model import Block, Style
from viewer.language import tr
from viewer.report.bidi import is_mixed, visible
from viewer.report.body import Numbered, Piece, anchor_of, cut_blocks, heading_shift
from viewer.report.body import web_address as address_of
from viewer.report.html_nesting import Nesting
from viewer.report.html_style import token_class
from viewer.report.html_text import attributes, element, words
from viewer.report.model import Report
from viewer.report.pictures import PictureRefusedError, Pictures

# Whole numbers: masking with an IntFlag takes six times as long, and there is a hundred thousand runs in a megabyte.
_STYLES: Final = (
    (int(Style.CODE), "code"),
    (int(Style.SUPERSCRIPT), "sup"),
    (int(Style.SUBSCRIPT), "sub"),
    (int(Style.STRIKE), "s"),
    (int(Style.ITALIC), "em"),
    (int(Style.BOLD), "strong"),
)


def body_lines(report: Report) -> Iterator[str]:
    """The elements of the body, in reading order."""
    return _Body(report).lines()


class _Body:
    def __init__(self, report: Report) -> None:
        self._report = report
        self._pictures = Pictures(report.folder, bare=report.options.share_safely)
        # Numbers, not the anchors themselves: nothing of a brief becomes an id that the page's own could be taken for.
        anchors = [block.anchor for block in report.brief.blocks if block.anchor]
        self._anchors = {anchor: f"s{number}" for number, anchor in reversed(list(enumerate(anchors)))}
        self._shift = heading_shift(report.brief, 2)
        self._told: set[int] = set()  # notes and mentions whose first words have their id

    def lines(self) -> Iterator[str]:
        report = self._report
        cut = cut_blocks(report, report.mentions if report.options.appendices else ())
        for part, blocks in groupby(cut, lambda pair: pair[0].part):
            if part == "summary":
                yield f'<section class="summary">\n<h2>{words(tr("Key judgements"))}</h2>'
            elif part == "notes":
                yield f'<section class="footnotes"{attributes(aria_label=tr("Footnotes"))}>'
            yield from self._part(blocks)
            if part != "body":
                yield "</section>"

    def _part(self, blocks: Iterable[tuple[Block, tuple[Piece, ...]]]) -> Iterator[str]:
        nesting = Nesting()
        for table, group in groupby(blocks, lambda pair: pair[0].cell.table if pair[0].cell else 0):
            cells = list(group)
            if table:
                yield from nesting.enter(cells[0][0])
                yield from self._table(cells)
            else:
                for block, pieces in cells:
                    yield from nesting.enter(block)
                    yield self._block(block, pieces)
        yield from nesting.leave()

    def _block(self, block: Block, pieces: Sequence[Piece]) -> str:
        inside = self._inline(pieces, is_code=block.kind == "code")
        id = self._anchors.get(block.anchor, "") if block.anchor else ""
        direction = "auto" if is_mixed(block.text) else ""
        if block.kind == "heading":
            return element(f"h{min(block.level + self._shift, 6)}", inside, id=id, dir=direction)
        if block.kind == "code":
            # Code runs from left to right, whatever is in it.
            return element("pre", element("code", inside), dir="ltr", tabindex="0")
        if block.kind == "rule":
            return "<hr>" + inside
        if block.kind == "term":
            return element("dt", inside, id=id, dir=direction)
        name = "label" if block.kind == "label" else ""
        return element("p", inside, id=id, dir=direction, class_=name)

    def _table(self, cells: Sequence[tuple[Block, tuple[Piece, ...]]]) -> Iterator[str]:
        yield '<div class="table" tabindex="0"><table>'
        is_head = False
        for row, group in groupby(cells, lambda pair: pair[0].cell.row if pair[0].cell else 0):
            row_cells = list(group)
            first = row_cells[0][0].cell
            if not row:
                is_head = bool(first and first.header)
                yield "<thead>" if is_head else "<tbody>"
            yield element("tr", "".join(self._cell(block, pieces) for block, pieces in row_cells))
            if not row and is_head:
                yield "</thead>\n<tbody>"
        yield "</tbody></table></div>"

    def _cell(self, block: Block, pieces: Sequence[Piece]) -> str:
        cell = block.cell
        assert cell
        return element(
            "th" if cell.header else "td",
            self._inline(pieces),
            class_=cell.align if cell.align != "left" else "",
            scope="col" if cell.header and not cell.row else "",
            dir="auto" if is_mixed(block.text) else "",
        )

    def _inline(self, pieces: Sequence[Piece], *, is_code: bool = False) -> str:
        parts = []
        for notes, group in groupby(pieces, lambda piece: piece.notes):
            inside = list(group)
            parts += [self._mark(one) for one in notes]
            for at, piece in enumerate(inside):
                parts += self._places(piece)
                parts.append(self._run(piece, is_code))
                # The numbers of notes stand behind the mark, where its last words are.
                if at == len(inside) - 1:
                    parts.append("</mark>" * len(notes))
                parts += [self._number(one) for one in piece.end]
        return "".join(parts)

    def _mark(self, one: Numbered) -> str:
        stored = one.note.annotation
        look = f"{stored.colour or 'none'} {'line' if stored.style == 'underline' else ''}".strip()
        return f"<mark{attributes(class_=look, id=self._first('w', one.number), data_n=one.number)}>"

    def _places(self, piece: Piece) -> Iterator[str]:
        """Where notes begin that have no mark: on no words, or under too many others."""
        for one in piece.begin:
            if one not in piece.notes:
                yield f"<span{attributes(id=self._first('w', one.number))}></span>"

    def _number(self, one: Numbered) -> str:
        """The link to a note. Its number is drawn by the style sheet: it is no part of the brief's text."""
        number = one.number
        named = tr("Note {number}", number=number)
        return f'<a class="ref" href="#n{number}" data-n="{number}"{attributes(aria_label=named)}></a>'

    def _run(self, piece: Piece, is_code: bool) -> str:
        run = piece.run
        if run.image:
            made = self._image(run.image, run.alt)
        elif is_code:
            made = words(run.text)
            if name := token_class(run.token):
                made = element("span", made, class_=name)
        else:
            address, anchor = address_of(run.link), self._anchors.get(anchor_of(run.link), "")
            text = visible(run.text) if run.link else run.text
            made = "<br>".join(words(line) for line in text.split("\n"))
            for style, tag in _STYLES if run.style else ():
                if run.style & style:
                    made = f"<{tag}>{made}</{tag}>"
            if address and run.text:
                made = element("a", made, href=address, rel="noopener noreferrer")
            elif anchor and run.text:
                made = element("a", made, href=f"#{anchor}")
        if piece.mention >= 0 and run.text:
            group = self._report.mentions[piece.mention].group
            made = element("span", made, class_=f"mention {group}", id=self._first("m", piece.mention))
        return made

    def _first(self, kind: str, number: int) -> str:
        """The id, for the first piece only."""
        key = number if kind == "w" else -1 - number
        if key in self._told:
            return ""
        self._told.add(key)
        return f"{kind}{number}"

    def _image(self, target: str, alt: str) -> str:
        try:
            picture = self._pictures.find(target)
        except PictureRefusedError as reason:
            return element("span", f"{words(alt or 'Image')}<br>{words(str(reason))}", class_="no-image")
        source = f"data:image/{picture.format};base64,{base64.b64encode(picture.data).decode()}"
        return f"<img{attributes(src=source, width=picture.width, height=picture.height)}{_alt(alt)}>"


def _alt(alt: str) -> str:
    # Empty, it says that the picture is an ornament; missing, a screen reader would read the address.
    return attributes(alt=alt) or ' alt=""'
