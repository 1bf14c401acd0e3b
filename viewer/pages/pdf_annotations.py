"""Writes annotations into a PDF as annotations (ISO 32000-1, 12.5): highlights, notes, and their pop-ups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name
from PySide6.QtGui import QColor

from viewer.annotations.assessment import assessment_words
from viewer.annotations.model import Annotation
from viewer.pages.pdf_layout import Layout
from viewer.pages.pdf_marks import Look, look_of
from viewer.pages.pdf_sheet import MARGIN, Box
from viewer.pages.pdf_text import literal, stamp
from viewer.pages.theme import Theme
from viewer.report.model import PlacedNote, Report

#: Ties the parts of one annotation together: the id that its parts' names (`NM`) begin with.
GROUP_KEY = "/BriefingViewerGroup"

_PRINTED = 4  # F: visible, and on paper too
# Points.
_ICON = 16
_POPUP = (180, 100)


class AnnotationWriter:
    """Adds annotations to the `pages` of a PDF: `link` and `add_notes`, then `attach` them."""

    def __init__(self, pdf: pikepdf.Pdf, layout: Layout) -> None:
        self._pdf = pdf
        self.pages = [page.obj for page in pdf.pages]
        self._layout = layout
        self._report = layout.report
        self._sheet = layout.body.sheet
        self._theme: Theme = layout.body.document.theme
        self._safely = layout.report.options.share_safely
        self._resources: dict[float, pikepdf.Object] = {}
        self._on_page: dict[int, list[pikepdf.Object]] = {}
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

    def attach(self) -> None:
        """Put what was added on the pages, in place of whatever is there."""
        for number, page in enumerate(self._pdf.pages):
            found = self._on_page.get(number)
            if found:
                page.Annots = self._pdf.make_indirect(Array(found))
            elif "/Annots" in page:
                del page.Annots

    def link(self, number: int, boxes: Sequence[Box], action: pikepdf.Object, key: str) -> None:
        """A link over some words of a page; `key` is `A` for an action, `Dest` for a place in the file."""
        made = pikepdf.Object.parse(
            f"<</Type/Annot/Subtype/Link/Rect{_array(_hull(boxes))}/QuadPoints{_quad_points(boxes)}"
            f"/Border[0 0 0]/F {_PRINTED}>>".encode()
        )
        made.P = self.pages[number]
        made[f"/{key}"] = action
        self._on_page.setdefault(number, []).append(self._pdf.make_indirect(made))

    def _highlight(self, note: PlacedNote, number: int, quads: Sequence[Box], name: str, part: str) -> None:
        look = look_of(note.annotation, self._theme)
        box = _hull(quads)
        kind = "Underline" if look.is_line else "Highlight"
        made = self._markup(note, number, box, (name, part), look, f"/Subtype/{kind}/QuadPoints{_quad_points(quads)}")
        # Viewers differ in what they draw by themselves, and Adobe wants the blend mode in the resources.
        areas = " ".join(
            f"{area.left:.2f} {area.bottom:.2f} {area.right - area.left:.2f} {area.top - area.bottom:.2f} re"
            for area in map(look.area, quads)
        )
        made.AP = self._appearance(box, f"/G gs {_rgb(look.colour)} rg {areas} f", look.opacity)

    def _text(self, note: PlacedNote, name: str) -> None:
        """A note that is about no words: in the outer margin, at the title or where the words would be."""
        colour = self._theme.highlights.get(note.annotation.colour, self._theme.highlights["yellow"])
        number, _, top = self._layout.body.point(note.span[0]) if note.span else (0, 0, self._sheet.height - MARGIN)
        # What would lie on another note lies beside or below it; past a hundred they may overlap again.
        row = int(top // _ICON)
        taken = self._icons.get((number, row), 0)
        self._icons[number, row] = taken + 1
        column, drop = divmod(taken, 36)
        right = self._sheet.width - MARGIN / 4 - (column % 3) * (_ICON + 2)
        top = max(top - drop * (_ICON + 2), _ICON + 2)
        box = Box(right - _ICON, top - _ICON, right, top)
        made = self._markup(note, number, box, (name, ""), Look(colour, 1, False), "/Subtype/Text/Name/Comment")
        x, y = box.left, box.bottom
        lines = " ".join(f"{x + 4:.2f} {y + height:.2f} m {x + 12:.2f} {y + height:.2f} l" for height in (5, 8, 11))
        sheet = f"{x + 1:.2f} {y + 1:.2f} {_ICON - 2} {_ICON - 2} re B"
        made.AP = self._appearance(box, f"/G gs {_rgb(colour)} rg 0.35 0.35 0.35 RG 0.8 w {sheet} {lines} S", 1)

    def _markup(
        self, note: PlacedNote, number: int, box: Box, name: tuple[str, str], look: Look, more: str
    ) -> pikepdf.Object:
        """What all markup annotations have (Tables 164 and 170), with a pop-up for the text and for replies.

        Written out and parsed: setting key by key takes twice as long. `name` is that of the note and that of the part.
        """
        stored, page = note.annotation, self.pages[number]
        said = f"/Contents{literal(contents(note, self._report))}/Subj{literal(subject(stored, self._report))}"
        annotation = self._pdf.make_indirect(
            pikepdf.Object.parse(
                f"<</Type/Annot{more}/Rect{_array(box)}/C[{_rgb(look.colour)}]/CA {look.opacity:.4g}/F {_PRINTED}"
                f"/NM{literal(''.join(name))}{GROUP_KEY}{literal(name[0])}{self._origin(stored)}{said}>>".encode()
            )
        )
        width, height = _POPUP
        left, top = self._sheet.width - width, max(height, box.top)
        popup = self._pdf.make_indirect(
            pikepdf.Object.parse(
                f"<</Type/Annot/Subtype/Popup/Rect{_array(Box(left, top - height, left + width, top))}"
                f"/F {_PRINTED}/Open false>>".encode()
            )
        )
        annotation.P = popup.P = page
        annotation.Popup = popup
        popup.Parent = annotation
        self._on_page.setdefault(number, []).extend((annotation, popup))
        return annotation

    def _origin(self, stored: Annotation) -> str:
        """Who made it and when, unless nobody is to know."""
        if self._safely:
            return ""
        made = self._report.made
        modified = stamp(stored.modified or stored.created, made)
        created = stamp(stored.created or stored.modified, made)
        return f"/T{literal(stored.creator)}/M({modified})/CreationDate({created})"

    def _appearance(self, box: Box, content: str, opacity: float) -> pikepdf.Object:
        """Drawn in the page's own coordinates, so that box and rectangle agree (12.5.5)."""
        form = self._pdf.make_stream(
            content.encode(),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([round(value, 3) for value in box]),
            Resources=self._multiplied(opacity),
        )
        return Dictionary(N=form)

    def _multiplied(self, opacity: float) -> pikepdf.Object:
        if opacity not in self._resources:
            state = Dictionary(Type=Name.ExtGState, BM=Name.Multiply, ca=opacity, CA=opacity)
            self._resources[opacity] = self._pdf.make_indirect(Dictionary(ExtGState=Dictionary(G=state)))
        return self._resources[opacity]


def contents(note: PlacedNote, report: Report) -> str:
    """The note as its author typed it, below a line on what is doubtful about its place."""
    stored = note.annotation
    quote = f"“{stored.exact}”"
    doubt = ""
    if note.state == "orphan":
        doubt = f"[Not found in this version of the brief: {quote}]"
    elif note.span and note.state == "moved":
        same = stored.exact in ("", report.brief.text[slice(*note.span)])
        doubt = "[Moved, please check]" if same else f"[Moved, please check. Marked as: {quote}]"
    return "\n\n".join(part for part in (doubt, stored.note) if part)


def subject(stored: Annotation, report: Report) -> str:
    """Tags, assessment and entity."""
    parts = [*(f"#{tag}" for tag in stored.tags), *assessment_words(stored)]
    return ", ".join([*parts, report.entity_name(stored)] if stored.entity else parts)


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


def _rgb(colour: QColor) -> str:
    return f"{colour.redF():.4f} {colour.greenF():.4f} {colour.blueF():.4f}"
