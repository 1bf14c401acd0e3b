"""Writes annotations into a PDF as annotations (ISO 32000-1, 12.5): highlights, notes, and their pop-ups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name
from PySide6.QtGui import QColor

from viewer.annotations.assessment import assessment_words
from viewer.annotations.model import Annotation
from viewer.pages.pdf_sheet import MARGIN, Box, Print
from viewer.pages.pdf_text import stamp, string
from viewer.pages.theme import Theme
from viewer.report.model import PlacedNote, Report

#: Ties the parts of one annotation together: the id that its parts' names (`NM`) begin with.
GROUP_KEY = "/BriefingViewerGroup"

_PRINTED = 4  # F: visible, and on paper too
# Points.
_ICON = 16
_POPUP = (180, 100)
_LINE = 1.8
#: A note without a colour: dark grey, thin.
_NEUTRAL_ROLE, _NEUTRAL_OPACITY = "muted", 0.22


class AnnotationWriter:
    """Adds a report's annotations to the pages of a PDF; `add` each, then `attach` them."""

    def __init__(self, pdf: pikepdf.Pdf, report: Report, printed: Print) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._report = report
        self._printed = printed
        self._theme: Theme = printed.document.theme
        self._resources: dict[float, pikepdf.Object] = {}
        self._on_page: dict[int, list[pikepdf.Object]] = {}
        self._icons: dict[tuple[int, int], int] = {}

    def add(self, note: PlacedNote) -> None:
        """A highlight or a line on each page where its words stand; a note at the title if they stand nowhere."""
        boxes = self._printed.boxes(*note.span) if note.span else {}
        for number, quads in boxes.items():
            name = _name(note.annotation) + (f"-p{number + 1}" if len(boxes) > 1 else "")
            self._highlight(note, number, quads, name)
        if not boxes:
            self._text(note)

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
        made = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            P=self._pages[number],
            Rect=_array(_hull(boxes)),
            QuadPoints=_quad_points(boxes),
            Border=Array([0, 0, 0]),
            F=_PRINTED,
        )
        made[f"/{key}"] = action
        self._on_page.setdefault(number, []).append(self._pdf.make_indirect(made))

    def _highlight(self, note: PlacedNote, number: int, quads: Sequence[Box], name: str) -> None:
        colour, opacity = self._colour(note.annotation)
        is_line = note.annotation.style == "underline"
        opacity = 1 if is_line else opacity
        box = _hull(quads)
        made = self._markup(note, number, box, name, colour, opacity)
        made.Subtype = Name.Underline if is_line else Name.Highlight
        made.QuadPoints = _quad_points(quads)
        # Viewers differ in what they draw by themselves, and Adobe wants the blend mode in the resources.
        areas = " ".join(
            f"{quad.left:.2f} {quad.bottom:.2f} {quad.right - quad.left:.2f} "
            f"{_LINE if is_line else quad.top - quad.bottom:.2f} re"
            for quad in quads
        )
        made.AP = self._appearance(box, f"/G gs {_rgb(colour)} rg {areas} f", opacity)

    def _text(self, note: PlacedNote) -> None:
        """A note that is about no words: in the outer margin, at the title or where the words would be."""
        colour = self._theme.highlights.get(note.annotation.colour, self._theme.highlights["yellow"])
        number, _, top = self._printed.point(note.span[0]) if note.span else (0, 0, self._printed.sheet.height - MARGIN)
        # What would lie on another note lies beside or below it; past a hundred they may overlap again.
        row = int(top // _ICON)
        taken = self._icons.get((number, row), 0)
        self._icons[number, row] = taken + 1
        column, drop = divmod(taken, 36)
        right = self._printed.sheet.width - MARGIN / 4 - (column % 3) * (_ICON + 2)
        top = max(top - drop * (_ICON + 2), _ICON + 2)
        box = Box(right - _ICON, top - _ICON, right, top)
        made = self._markup(note, number, box, _name(note.annotation), colour, 1)
        made.Subtype = Name.Text
        made.Name = Name.Comment
        x, y = box.left, box.bottom
        lines = " ".join(f"{x + 4:.2f} {y + height:.2f} m {x + 12:.2f} {y + height:.2f} l" for height in (5, 8, 11))
        sheet = f"{x + 1:.2f} {y + 1:.2f} {_ICON - 2} {_ICON - 2} re B"
        made.AP = self._appearance(box, f"/G gs {_rgb(colour)} rg 0.35 0.35 0.35 RG 0.8 w {sheet} {lines} S", 1)

    def _markup(
        self, note: PlacedNote, number: int, box: Box, name: str, colour: QColor, opacity: float
    ) -> pikepdf.Object:
        """What all markup annotations have (Tables 164 and 170), with a pop-up for the text and for replies."""
        stored, made = note.annotation, self._report.made
        page = self._pages[number]
        annotation = self._pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                P=page,
                Rect=_array(box),
                C=Array([colour.redF(), colour.greenF(), colour.blueF()]),
                CA=opacity,
                F=_PRINTED,
                NM=string(name),
                T=string(stored.creator),
                M=stamp(stored.modified or stored.created, made),
                CreationDate=stamp(stored.created or stored.modified, made),
                Contents=string(contents(note, self._report)),
                Subj=string(subject(stored, self._report)),
            )
        )
        annotation[GROUP_KEY] = string(_name(stored))
        width, height = _POPUP
        left, top = self._printed.sheet.width - width, max(height, box.top)
        annotation.Popup = self._pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Popup,
                P=page,
                Parent=annotation,
                Rect=_array(Box(left, top - height, left + width, top)),
                F=_PRINTED,
                Open=False,
            )
        )
        self._on_page.setdefault(number, []).extend((annotation, annotation.Popup))
        return annotation

    def _appearance(self, box: Box, content: str, opacity: float) -> pikepdf.Object:
        """Drawn in the page's own coordinates, so that box and rectangle agree (12.5.5)."""
        form = self._pdf.make_stream(
            content.encode(),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=_array(box),
            Resources=self._multiplied(opacity),
        )
        return Dictionary(N=form)

    def _multiplied(self, opacity: float) -> pikepdf.Object:
        if opacity not in self._resources:
            state = Dictionary(Type=Name.ExtGState, BM=Name.Multiply, ca=opacity, CA=opacity)
            self._resources[opacity] = self._pdf.make_indirect(Dictionary(ExtGState=Dictionary(G=state)))
        return self._resources[opacity]

    def _colour(self, stored: Annotation) -> tuple[QColor, float]:
        if stored.colour in self._theme.highlights:
            return self._theme.highlights[stored.colour], self._theme.highlight_opacity
        return self._theme[_NEUTRAL_ROLE], _NEUTRAL_OPACITY


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


def _name(stored: Annotation) -> str:
    return stored.id.removeprefix("urn:uuid:")


def _hull(boxes: Iterable[Box]) -> Box:
    """The least box around some, with room for round-off and never without an area."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return Box(min(lefts) - 0.5, min(bottoms) - 0.5, max(rights) + 0.5, max(tops) + 0.5)


def _quad_points(boxes: Iterable[Box]) -> pikepdf.Array:
    """Upper left, upper right, lower left, lower right: what all viewers read, against the letter of 12.5.6.10."""
    return Array(
        [
            round(value, 3)
            for box in boxes
            for value in (
                *(box.left, box.top, box.right, box.top),
                *(box.left, box.bottom, box.right, box.bottom),
            )
        ]
    )


def _array(box: Box) -> pikepdf.Array:
    return Array([round(value, 3) for value in box])


def _rgb(colour: QColor) -> str:
    return f"{colour.redF():.4f} {colour.greenF():.4f} {colour.blueF():.4f}"
