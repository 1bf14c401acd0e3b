"""Writes annotations into a PDF as annotations (ISO 32000-1, 12.5): highlights, notes, and their pop-ups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from viewer.annotations.model import Annotation
from viewer.pages.pdf_engine import colour
from viewer.pages.pdf_file import PdfFile
from viewer.pages.pdf_layout import Layout
from viewer.pages.pdf_marks import Look, look_of
from viewer.pages.pdf_sheet import MARGIN, Box
from viewer.pages.pdf_text import literal, stamp
from viewer.pages.theme import Theme
from viewer.report.model import PlacedNote
from viewer.report.note_words import GROUP_KEY, contents, subject

_PRINTED = 4  # F: visible, and on paper too
# Points.
_ICON = 16
_POPUP = (180, 100)


class AnnotationWriter:
    """Writes annotations for `pages`, which are known by their numbers in the file: `link` and `add_notes`."""

    def __init__(self, file: PdfFile, layout: Layout, pages: Sequence[int]) -> None:
        self._file = file
        self.pages = pages
        self._layout = layout
        self._report = layout.report
        self._sheet = layout.body.sheet
        self._theme: Theme = layout.body.document.theme
        self._safely = layout.report.options.share_safely
        self._resources: dict[float, int] = {}
        #: By page, the numbers of what was written for it.
        self.on_page: dict[int, list[int]] = {}
        self._icons: dict[tuple[int, int], int] = {}

    def add_notes(self) -> None:
        """For each note, a highlight or a line on each page where its words stand; a note at the title if they stand
        nowhere."""
        layout = self._layout
        for note, name, places in zip(self._report.notes, layout.names, layout.places, strict=True):
            for number, quads in places.items():
                part = f"-p{number + 1}" if len(places) > 1 else ""
                self._highlight(note, number, quads, name, part)
            if not places:
                self._text(note, name)

    def link(self, number: int, boxes: Sequence[Box], target: str) -> None:
        """A link over some words of a page; `target` is an action (`/A`) or a place in the file (`/Dest`)."""
        made = self._file.put(
            f"<</Type/Annot/Subtype/Link/Rect{_array(_hull(boxes))}/QuadPoints{_quad_points(boxes)}"
            f"/Border[0 0 0]/F {_PRINTED}/P {self.pages[number]} 0 R{target}>>"
        )
        self.on_page.setdefault(number, []).append(made)

    def _highlight(self, note: PlacedNote, number: int, quads: Sequence[Box], name: str, part: str) -> None:
        look = look_of(note.annotation, self._theme)
        box = _hull(quads)
        kind = "Underline" if look.is_line else "Highlight"
        # Viewers differ in what they draw by themselves, and Adobe wants the blend mode in the resources.
        areas = " ".join(
            f"{area.left:.2f} {area.bottom:.2f} {area.right - area.left:.2f} {area.top - area.bottom:.2f} re"
            for area in map(look.area, quads)
        )
        appearance = self._appearance(box, f"/G gs {colour(look.colour)} rg {areas} f", look.opacity)
        more = f"/Subtype/{kind}/QuadPoints{_quad_points(quads)}{appearance}"
        self._markup(note, number, box, (name, part), look, more)

    def _text(self, note: PlacedNote, name: str) -> None:
        """A note that is about no words: in the outer margin, at the title or where the words would be."""
        shade = self._theme.highlights.get(note.annotation.colour, self._theme.highlights["yellow"])
        number, top = self._layout.body.point(note.span[0]) if note.span else (0, self._sheet.height - MARGIN)
        # What would lie on another note lies beside or below it; past a hundred they may overlap again.
        row = int(top // _ICON)
        taken = self._icons.get((number, row), 0)
        self._icons[number, row] = taken + 1
        column, drop = divmod(taken, 36)
        right = self._sheet.width - MARGIN / 4 - (column % 3) * (_ICON + 2)
        top = max(top - drop * (_ICON + 2), _ICON + 2)
        box = Box(right - _ICON, top - _ICON, right, top)
        x, y = box.left, box.bottom
        lines = " ".join(f"{x + 4:.2f} {y + height:.2f} m {x + 12:.2f} {y + height:.2f} l" for height in (5, 8, 11))
        sheet = f"{x + 1:.2f} {y + 1:.2f} {_ICON - 2} {_ICON - 2} re B"
        appearance = self._appearance(box, f"/G gs {colour(shade)} rg 0.35 0.35 0.35 RG 0.8 w {sheet} {lines} S", 1)
        self._markup(note, number, box, (name, ""), Look(shade, 1, False), f"/Subtype/Text/Name/Comment{appearance}")

    def _markup(self, note: PlacedNote, number: int, box: Box, name: tuple[str, str], look: Look, more: str) -> None:
        """What all markup annotations have (Tables 164 and 170), with a pop-up for the text and for replies. `name` is
        that of the note and that of the part."""
        stored, page = note.annotation, self.pages[number]
        made, popup = self._file.numbers(2)
        said = f"/Contents{literal(contents(note, self._report))}/Subj{literal(subject(stored, self._report))}"
        self._file.put(
            f"<</Type/Annot{more}/Rect{_array(box)}/C[{colour(look.colour)}]/CA {look.opacity:.4g}/F {_PRINTED}"
            f"/NM{literal(''.join(name))}{GROUP_KEY}{literal(name[0])}{self._origin(stored)}{said}"
            f"/P {page} 0 R/Popup {popup} 0 R>>",
            made,
        )
        width, height = _POPUP
        left, top = self._sheet.width - width, max(height, box.top)
        self._file.put(
            f"<</Type/Annot/Subtype/Popup/Rect{_array(Box(left, top - height, left + width, top))}"
            f"/F {_PRINTED}/Open false/P {page} 0 R/Parent {made} 0 R>>",
            popup,
        )
        self.on_page.setdefault(number, []).extend((made, popup))

    def _origin(self, stored: Annotation) -> str:
        """Who made it and when, unless nobody is to know."""
        if self._safely:
            return ""
        made = self._report.made
        modified = stamp(stored.modified or stored.created, made)
        created = stamp(stored.created or stored.modified, made)
        return f"/T{literal(stored.creator)}/M({modified})/CreationDate({created})"

    def _appearance(self, box: Box, content: str, opacity: float) -> str:
        """Drawn in the page's own coordinates, so that box and rectangle agree (12.5.5)."""
        resources = self._multiplied(opacity)
        form = self._file.stream(
            f"/Type/XObject/Subtype/Form/BBox{_array(box)}/Resources {resources} 0 R", content.encode("ascii")
        )
        return f"/AP<</N {form} 0 R>>"

    def _multiplied(self, opacity: float) -> int:
        if opacity not in self._resources:
            state = f"<</Type/ExtGState/BM/Multiply/ca {opacity:.4g}/CA {opacity:.4g}>>"
            self._resources[opacity] = self._file.put(f"<</ExtGState<</G{state}>>>>")
        return self._resources[opacity]


def _hull(boxes: Iterable[Box]) -> Box:
    """The least box around some, with room for round-off and never without an area."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return Box(min(lefts) - 0.5, min(bottoms) - 0.5, max(rights) + 0.5, max(tops) + 0.5)


def _quad_points(boxes: Iterable[Box]) -> str:
    """Upper left, upper right, lower left, lower right: what all viewers read, against the letter of 12.5.6.10."""
    quads = (
        f"{left:.3f} {top:.3f} {right:.3f} {top:.3f} {left:.3f} {bottom:.3f} {right:.3f} {bottom:.3f}"
        for left, bottom, right, top in boxes
    )
    return f"[{' '.join(quads)}]"


def _array(box: Box) -> str:
    return f"[{box.left:.3f} {box.bottom:.3f} {box.right:.3f} {box.top:.3f}]"
