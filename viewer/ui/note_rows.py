"""The rows of the notes panel: notes in some order, under headings where the order has groups, and how they look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from viewer.annotations.anchors import Placed
from viewer.annotations.assessment import FIELDS, assessment_of
from viewer.annotations.model import Annotation
from viewer.annotations.query import Query
from viewer.language import mark, tr
from viewer.pages.theme import COLOURS, Theme
from viewer.ui.row_list import Index, RowModel, paint_ground
from viewer.ui.wording import colour_words, confidence_words, number, quoted, rating_words

#: Also where they come in the panel's menu.
ORDERS = {
    "place": mark("By place"),
    "time": mark("By time, newest first"),
    "colour": mark("By colour"),
    "tag": mark("By tag"),
    "type": mark("By type"),
    "author": mark("By author"),
    "entity": mark("By entity"),
}
_LOST = mark("Not found in this text")
_NONE = {
    "colour": mark("No colour"),
    "tag": mark("No tag"),
    "type": mark("No type"),
    "author": mark("No author"),
    "entity": mark("No entity"),
}
_NOTE_LINES = 3


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation as the panel knows it. `section` is the heading that it stands under."""

    annotation: Annotation
    placed: Placed
    section: str
    entity: str = ""  # the name of whom it is said to be


@dataclass(frozen=True, slots=True)
class Heading:
    """What a group of notes has in common, and how many there are."""

    text: str
    count: int


Row = Note | Heading


def grouped(notes: Iterable[Note], order: str) -> list[Row]:
    """Notes, given in reading order, in one of `ORDERS`, with a heading before each group."""
    notes = list(notes)
    if order == "time":
        notes.sort(key=lambda note: note.annotation.modified or note.annotation.created, reverse=True)
        return list(notes)
    name = _GROUPS[order]
    if order != "place":
        ranks = {group: rank for rank, group in enumerate(_ranked(map(name, notes), order))}
        notes.sort(key=lambda note: ranks[name(note)])
    rows: list[Row] = []
    for group, members in groupby(notes, name):
        found = list(members)
        rows += [Heading(group, len(found)), *found]
    return rows


def _ranked(names: Iterable[str], order: str) -> list[str]:
    """The groups as they come: colours and types as they are listed everywhere, the rest by name, none last."""
    known = {
        "colour": [colour_words(colour) for colour in COLOURS],
        "type": [rating_words("type", value) for value in FIELDS["type"].values],
    }.get(order, [])
    none = tr(_NONE[order]) if order in _NONE else ""
    found = sorted(set(names), key=lambda name: (name == none, name.casefold()))
    found.sort(key=lambda name: known.index(name) if name in known else len(known) + (name == none))
    return found


def _type(note: Note) -> str:
    return rating_words("type", assessment_of(note.annotation).get("type", ""))


def _section(note: Note) -> str:
    if note.annotation.is_whole:
        return tr("On the whole brief")
    return tr(_LOST) if note.placed.state == "orphan" else note.section or tr("Before the first heading")


_GROUPS: Mapping[str, Callable[[Note], str]] = {
    "place": _section,
    "colour": lambda note: colour_words(note.annotation.colour) or tr(_NONE["colour"]),
    "tag": lambda note: f"#{note.annotation.tags[0]}" if note.annotation.tags else tr(_NONE["tag"]),
    "type": lambda note: _type(note) or tr(_NONE["type"]),
    "author": lambda note: note.annotation.creator or tr(_NONE["author"]),
    "entity": lambda note: note.entity or tr(_NONE["entity"]),
}


class NoteRows(RowModel[Row]):
    """The notes that pass the filter."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._all: list[Note] = []
        self._query = Query()
        self._order = "place"
        self._numbers: dict[str, int] = {}
        self._places: dict[str, int] = {}

    @property
    def notes(self) -> list[Note]:
        """All of them, in reading order."""
        return self._all

    @property
    def order(self) -> str:
        return self._order

    def set_notes(self, notes: list[Note]) -> None:
        self._all = notes
        self._places = {note.annotation.id: place for place, note in enumerate(notes)}
        self._choose()

    def update_notes(self, notes: list[Note]) -> bool:
        """Put in some notes as they are now: cheap, if they stay where they are in the list. False, and nothing done,
        if one of them is new."""
        places = [self._places.get(note.annotation.id, -1) for note in notes]
        if -1 in places:
            return False
        stay = True
        for place, note in zip(places, notes, strict=True):
            before = self._all[place]
            self._all[place] = note
            row = self._numbers.get(note.annotation.id, -1)
            stay = stay and row >= 0 and self._passes(note) and self._stays(before, note)
            if stay:
                self.rows[row] = note
                self.dataChanged.emit(self.index(row), self.index(row))
        if not stay:
            self._choose()
        return True

    def _stays(self, before: Note, note: Note) -> bool:
        name = _GROUPS.get(self._order)
        return name is not None and name(before) == name(note) and before.placed == note.placed

    def _passes(self, note: Note) -> bool:
        return self._query.matches(note.annotation, note.placed.state)

    def set_filter(self, text: str) -> None:
        self._query = Query.parse(text)
        self._choose()

    def set_order(self, order: str) -> None:
        self._order = order
        self._choose()

    def _choose(self) -> None:
        rows = grouped(filter(self._passes, self._all), self._order)
        same = [_key(row) for row in rows] == [_key(row) for row in self.rows]
        self._numbers = {row.annotation.id: number for number, row in enumerate(rows) if isinstance(row, Note)}
        if same and rows:
            # Only contents changed: keep the selection and the scroll position while somebody types.
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
        else:
            self.set_rows(rows)

    def id_at(self, number: int) -> str:
        """The annotation's id in a row; "" for a heading or no row."""
        row = self.rows[number] if 0 <= number < len(self.rows) else None
        return row.annotation.id if isinstance(row, Note) else ""

    def row_of(self, id: str) -> int:
        """Where an annotation is listed, or -1."""
        return self._numbers.get(id, -1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(QModelIndex(index))

    def text(self, row: Row) -> str:
        return row.text if isinstance(row, Heading) else row.annotation.exact or row.annotation.note

    def spoken(self, row: Row) -> str:
        if isinstance(row, Heading):
            return f"{row.text}, {number(row.count)}"
        one = row.annotation
        said = (
            one.exact or tr("On the whole brief"),
            one.note,
            " ".join(_about(row)),
            colour_words(one.colour),
            _doubt(row),
        )
        return ". ".join(part for part in said if part)


def _key(row: Row) -> str:
    return row.annotation.id if isinstance(row, Note) else f"{row.text}\n{row.count}"


def _doubt(note: Note) -> str:
    if note.annotation.conflicts_with:
        return tr("Another version – please settle")
    return {"moved": tr("Moved – please check"), "orphan": tr(_LOST)}.get(note.placed.state, "")


def _declared(front_matter: str) -> str:
    """Front matter in a line, without what YAML needs around it."""
    words = (line.strip(" -").replace('"', "").strip("[]") for line in front_matter.splitlines())
    return "  ".join(word for word in words if word)


def _about(note: Note) -> list[str]:
    """Type, confidence, source and information as `B2`, and tags."""
    rated = assessment_of(note.annotation)
    parts = [rating_words("type", rated["type"])] if "type" in rated else []
    if "confidence" in rated:
        parts.append(confidence_words(rated["confidence"]))
    if code := rated.get("reliability", "") + rated.get("credibility", ""):
        parts.append(code)
    return [*parts, *(f"#{tag}" for tag in note.annotation.tags)]


class NoteDelegate(QStyledItemDelegate):
    """Draws a note: its colour, quote, note, what else is said of it, and its section unless that is the heading."""

    def __init__(self, theme: Theme, model: NoteRows, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._model = model

    def _lines(self, note: Note) -> list[tuple[str, str]]:
        """(text, colour role) of each line drawn."""
        one = note.annotation
        quote = " ".join(one.exact.split())
        lines = [(quoted(quote), "muted" if one.note else "ink")] if quote else []
        if one.entity:
            lines.append(
                (
                    tr("No mention") if one.entity == "not:" else tr("is {name}", name=note.entity or one.entity),
                    "accent",
                )
            )
        if one.declares:
            lines += [(tr("Said of this brief by you:"), "muted"), (_declared(one.declares), "accent")]
        written = [line.strip() for line in one.note.splitlines() if line.strip()]
        lines += [(line, "ink") for line in written[:_NOTE_LINES]]
        if len(written) > _NOTE_LINES:
            lines[-1] = (lines[-1][0] + " …", "ink")
        if about := _about(note):
            lines.append(("  ".join(about), "accent"))
        if doubt := _doubt(note):
            lines.append((doubt, "warning"))
        elif self._model.order != "place":
            lines.append((_section(note), "muted"))
        return lines or [(tr("Empty note"), "muted")]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        step = option.fontMetrics.lineSpacing() + 2
        return QSize(120, step + 12 if isinstance(row, Heading) else len(self._lines(row)) * step + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        box = QRectF(option.rect)
        if isinstance(row, Heading):
            self._heading(painter, option, box, row)
        else:
            paint_ground(painter, option, self.theme)
            self._note(painter, option, box, row)
        painter.restore()

    def _heading(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, row: Heading) -> None:
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(self.theme["muted"])
        count = number(row.count)
        room = int(box.width() - 36 - painter.fontMetrics().horizontalAdvance(count))
        text = painter.fontMetrics().elidedText(row.text, Qt.TextElideMode.ElideRight, room)
        area = box.adjusted(12, 8, -12, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)

    def _note(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, row: Note) -> None:
        colour = row.annotation.colour
        ink = self.theme.highlights[colour] if colour in self.theme.highlights else self.theme["line"]
        bar = QRectF(box.left() + 4, box.top() + 6, 4, box.height() - 12)
        if row.annotation.style == "underline":
            bar = QRectF(box.left() + 6, box.top() + 6, 2, box.height() - 12)
        painter.fillRect(bar, ink)
        y = box.top() + 7
        step = option.fontMetrics.lineSpacing() + 2
        for text, role in self._lines(row):
            area = QRectF(box.left() + 16, y, box.width() - 28, step)
            painter.setPen(self.theme[role])
            shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
            y += step
