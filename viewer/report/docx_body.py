"""The blocks of a brief as paragraphs and tables of a Word document, with the ranges of comments in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from viewer.brief.model import Block, Cell, Run, Style
from viewer.language import tr
from viewer.report.bidi import runs_right_to_left, visible
from viewer.report.body import Piece, anchor_of, cut_blocks, heading_shift
from viewer.report.docx_comments import closing, opening
from viewer.report.docx_lists import Lists
from viewer.report.docx_xml import Relationships, escaped, paragraph, run, uri
from viewer.report.model import Report
from viewer.report.palette import load_palette, mixed
from viewer.report.pictures import Picture, PictureRefusedError, Pictures

#: Word takes a file with a wider table for damaged.
_MOST_COLUMNS: Final = 63
# English metric units: 914,400 an inch. A picture has 96 pixels to one, as far as the page has room.
_PIXEL: Final = 9_525
_WIDEST: Final = 6_120_000
_TALLEST: Final = 7_900_000
# Whole numbers: masking with an IntFlag takes six times as long, and there is a hundred thousand runs in a megabyte.
_CODE: Final = int(Style.CODE)
_RAISED: Final = int(Style.SUPERSCRIPT)
_LOWERED: Final = int(Style.SUBSCRIPT)
_STYLES: Final = (
    (int(Style.BOLD), "<w:b/>"),
    (int(Style.ITALIC), "<w:i/>"),
    (int(Style.STRIKE), "<w:strike/>"),
)


@dataclass
class Parts:
    """What the paragraphs refer to: links and images, lists, the files of the images by their names in the package."""

    relationships: Relationships = field(default_factory=Relationships)
    lists: Lists = field(default_factory=Lists)
    images: dict[str, bytes] = field(default_factory=dict)


def body_paragraphs(report: Report, parts: Parts) -> Iterator[str]:
    """Paragraphs and tables, in reading order; fills `parts`."""
    return _Body(report, parts).paragraphs()


class _Body:
    def __init__(self, report: Report, parts: Parts) -> None:
        self._report = report
        self._parts = parts
        self._pictures = Pictures(report.folder, bare=report.options.share_safely, formats=("png", "jpeg", "gif"))
        anchors = [block.anchor for block in report.brief.blocks if block.anchor]
        self._anchors = {anchor: number for number, anchor in reversed(list(enumerate(anchors, 1)))}
        self._shift = heading_shift(report.brief, 1)
        self._drawings = 0

    def paragraphs(self) -> Iterator[str]:
        for part, blocks in groupby(cut_blocks(self._report), lambda pair: pair[0].part):
            if part == "summary":
                yield paragraph(run(tr("Key judgements")), "Label")
            elif part == "notes":
                # No words of ours: they might stand in the middle of those that a comment is on.
                yield paragraph("", "Rule")
            for table, group in groupby(blocks, lambda pair: pair[0].cell.table if pair[0].cell else 0):
                cells = list(group)
                first = cells[0][0].cell
                if table and first and first.columns <= _MOST_COLUMNS:
                    yield from self._table(first, cells)
                else:
                    for block, pieces in cells:
                        yield self._block(block, pieces)

    def _block(self, block: Block, pieces: Sequence[Piece]) -> str:
        numbering, indent = self._parts.lists.properties(block)
        direction = "<w:bidi/>" if runs_right_to_left(block.text) else ""
        style = _style(block, self._shift)
        if style == "Code":
            numbering = direction = ""
        inside = self._inline(pieces, block)
        number = self._anchors.get(block.anchor) if block.anchor else None
        if number:
            start = f'<w:bookmarkStart w:id="{number}" w:name="s{number}"/>'
            inside = f'{start}{inside}<w:bookmarkEnd w:id="{number}"/>'
        return paragraph(inside, style, numbering + direction + indent)

    def _table(self, first: Cell, cells: Sequence[tuple[Block, tuple[Piece, ...]]]) -> Iterator[str]:
        self._parts.lists.properties(cells[0][0])
        grid = "<w:gridCol/>" * first.columns
        width = '<w:tblW w:w="5000" w:type="pct"/>'
        rows = []
        for row, group in groupby(cells, lambda pair: pair[0].cell.row if pair[0].cell else 0):
            columns = "".join(self._cell(block, pieces) for block, pieces in group)
            head = "" if row else "<w:tblHeader/>"
            rows.append(f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{columns}</w:tr>")
        properties = f'<w:tblPr><w:tblStyle w:val="TableGrid"/>{width}</w:tblPr>'
        yield f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
        # Without one between them, Word makes one of two tables.
        yield paragraph("", "Gap")

    def _cell(self, block: Block, pieces: Sequence[Piece]) -> str:
        assert block.cell
        direction = "<w:bidi/>" if runs_right_to_left(block.text) else ""
        align = f'<w:jc w:val="{block.cell.align}"/>' if block.cell.align != "left" else ""
        style = "TableHead" if block.cell.header else "TableText"
        inside = paragraph(self._inline(pieces, block), style, direction + align)
        return f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>{inside}</w:tc>'

    def _inline(self, pieces: Sequence[Piece], block: Block) -> str:
        parts: list[str] = []
        for piece in pieces:
            parts += (opening(one) for one in piece.begin)
            if piece.run.text:
                parts.append(self._run(piece, block))
            parts += (closing(one) for one in piece.end)
        return "".join(parts)

    def _run(self, piece: Piece, block: Block) -> str:
        source = piece.run
        is_code = block.kind == "code"
        address = uri(source.link)
        anchor = self._anchors.get(anchor_of(source.link)) if source.link else None
        is_link = bool(address or anchor) and not is_code
        text = visible(source.text) if source.link else source.text
        made = self._image(source) if source.image else run(text, _properties(piece, is_code, is_link))
        if not is_link:
            return made
        if address:
            id = self._parts.relationships.id("hyperlink", address, is_external=True)
            return f'<w:hyperlink r:id="{id}">{made}</w:hyperlink>'
        return f'<w:hyperlink w:anchor="s{anchor}">{made}</w:hyperlink>'

    def _image(self, source: Run) -> str:
        try:
            picture = self._pictures.find(source.image)
        except PictureRefusedError as reason:
            return run(f"[{source.alt or 'Image'}: {reason}]", "<w:i/>")
        names = self._parts.images
        name = next((name for name, data in names.items() if data == picture.data), "")
        if not name:
            name = f"media/image{len(names) + 1}.{picture.format}"
            names[name] = picture.data
        self._drawings += 1
        return _drawing(self._drawings, self._parts.relationships.id("image", name), picture, source.alt)


def _properties(piece: Piece, is_code: bool, is_link: bool) -> str:
    """The properties of a run, in the order of the schema (17.3.2.28)."""
    style = piece.run.style
    found = '<w:rStyle w:val="Hyperlink"/>' if is_link else ""
    if style & _CODE and not is_code:
        found += '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>'
    found += "".join(tag for flag, tag in _STYLES if style & flag)
    if is_code and (colour := _token_colour(piece.run.token)):
        found += f'<w:color w:val="{colour}"/>'
    looks = [one.note.annotation for one in piece.notes]
    line = next((look for look in reversed(looks) if look.style == "underline" or not look.colour), None)
    fill = next((look for look in reversed(looks) if look.colour and look.style != "underline"), None)
    palette = load_palette("light")
    if line:
        colour = palette.highlights.get(line.colour, "")[1:]
        found += f'<w:u w:val="single" w:color="{colour}"/>' if colour else '<w:u w:val="dotted"/>'
    if fill:
        shade = mixed("#FFFFFF", palette.highlights[fill.colour], palette.opacity)[1:]
        found += f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>'
    if style & (_RAISED | _LOWERED):
        found += f'<w:vertAlign w:val="{"superscript" if style & _RAISED else "subscript"}"/>'
    return found


def _style(block: Block, shift: int) -> str:
    """The paragraph's style; a heading's says its level to Word's outline, too."""
    if block.kind == "heading":
        return f"Heading{min(block.level + shift, 6)}"
    names = {"code": "Code", "rule": "Rule", "term": "Term", "label": "Label", "cell": "TableText"}
    if block.kind in names:
        return names[block.kind]
    if block.part == "notes":
        return "FootnoteText"
    if block.box:
        return "Box"
    return "Quote" if block.quote else "ListParagraph" if block.indent else ""


def _token_colour(token: str) -> str:
    palette = load_palette("light")
    return palette.code[name][1:] if (name := palette.token(token)) else ""


def _drawing(number: int, id: str, picture: Picture, alt: str) -> str:
    """A picture in the line (20.4.2.8)."""
    scale = min(1.0, _WIDEST / (picture.width * _PIXEL), _TALLEST / (picture.height * _PIXEL))
    extent = f'cx="{int(picture.width * _PIXEL * scale)}" cy="{int(picture.height * _PIXEL * scale)}"'
    base = "http://schemas.openxmlformats.org/drawingml/2006"
    what = f'id="{number}" name="Image {number}" descr="{escaped(alt)}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{base}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {extent}/><wp:docPr {what}/><a:graphic xmlns:a="{base}/main">'
        f'<a:graphicData uri="{base}/picture"><pic:pic xmlns:pic="{base}/picture">'
        f"<pic:nvPicPr><pic:cNvPr {what}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        f"</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
