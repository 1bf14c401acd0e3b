"""Which notes show in the margin, in which form and where: those on the screen, and what may push them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from viewer.ui.margin_card import FULL, LINE, OPEN, SHORT, Cards, MarginNote
from viewer.ui.margin_layout import choose_levels, place_cards
from viewer.ui.reader_places import Places

DOT_RADIUS = 4.0
#: Pixels before the cards, for the line that leads to one.
LEAD = 16.0
_FORMS = (FULL, SHORT, LINE)
_GAP = 6.0  # pixels between two cards
#: Pixels above and below the screen that are laid out too: what stands there may push what is on the screen.
_BEYOND = 900.0
_BEYOND_DOTS = 40.0
#: In pixels: cards that want to stand this near to each other share the room there is.
_REACH = 300.0
_TOP = 4.0  # pixels of the document, above which no card stands


@dataclass(frozen=True, slots=True)
class Item:
    """A card, or the dots of several notes. `line` is where the words begin, `box` where the item stands: in pixels of
    the document down the page, and across it counted from the edge of the words or of the margin."""

    notes: tuple[MarginNote, ...]
    line: QRectF
    box: QRectF
    form: int | None  # None for dots


class MarginItems:
    """The notes of a brief, and their items. Asking again costs little while the page is not laid out anew."""

    def __init__(self) -> None:
        self.notes: list[MarginNote] = []
        self._starts: list[int] = []
        self._by_id: dict[str, int] = {}
        self._places: Places | None = None
        self._lines: dict[tuple[int, int], QRectF] = {}

    def set_notes(self, notes: Sequence[MarginNote]) -> None:
        self.notes = sorted(notes, key=lambda note: (note.start, -note.end))
        self._starts = [note.start for note in self.notes]
        self._by_id = {note.id: number for number, note in enumerate(self.notes)}

    def change_notes(self, changed: Mapping[str, MarginNote | None]) -> None:
        """Show some notes, by id, as they are now; None for one that is gone."""
        if not any(note or self.number(id) >= 0 for id, note in changed.items()):
            return
        for id, note in changed.items():
            old = self.get(id)
            if not (old and note and (old.start, old.end) == (note.start, note.end)):
                kept = [one for one in self.notes if one.id not in changed]
                self.set_notes([*kept, *(one for one in changed.values() if one)])
                return
        for id, note in changed.items():
            if note:
                self.notes[self._by_id[id]] = note

    def set_places(self, places: Places) -> None:
        """The page, when it is another one or has been laid out anew."""
        self._places = places
        self._lines.clear()

    def number(self, id: str) -> int:
        """Which note in the order of the text has this id, -1 for none."""
        return self._by_id.get(id, -1)

    def get(self, id: str) -> MarginNote | None:
        number = self.number(id)
        return self.notes[number] if number >= 0 else None

    def dots(self, top: float, bottom: float, width: float) -> list[Item]:
        """A dot for each line between two heights on which notes begin."""
        items: list[Item] = []
        found = self._near(top, bottom, _BEYOND_DOTS)
        for note, line in sorted(found, key=lambda one: one[1].center().y()):
            above = items[-1] if items else None
            if above and line.center().y() - above.box.center().y() < 2.5 * DOT_RADIUS:
                items[-1] = Item((*above.notes, note), above.line, above.box, None)
            else:
                items.append(Item((note,), line, QRectF(0, line.center().y() - 8, width, 16), None))
        return _within(items, top, bottom)

    def cards(self, top: float, bottom: float, cards: Cards, chosen: str) -> list[Item]:
        """The cards between two heights; where there is no room even for those of one line, dots and a count for each
        line of the text. The card of the note `chosen` is open, and stands at its words."""
        found = self._near(top, bottom, _BEYOND)
        wanted = [line.top() - 2 for _, line in found]
        levels = self._levels(cards, [note for note, _ in found], wanted)
        items: list[tuple[tuple[MarginNote, ...], QRectF, int | None]] = []
        fixed = None
        for (note, line), level in zip(found, levels, strict=True):
            if note.id == chosen:
                fixed = len(items)
                items.append(((note,), line, OPEN))
            elif level < len(_FORMS):
                items.append(((note,), line, _FORMS[level]))
            elif items and items[-1][2] is None and abs(items[-1][1].top() - line.top()) < line.height():
                items[-1] = ((*items[-1][0], note), items[-1][1], None)
            else:
                items.append(((note,), line, None))
        tall = [cards.row * 0.75 if form is None else cards.height(notes[0], form) for notes, _, form in items]
        tops = place_cards([line.top() - 2 for _, line, _ in items], tall, _GAP, fixed, _TOP)
        placed = [
            Item(notes, line, QRectF(LEAD, top, cards.width, height), form)
            for (notes, line, form), top, height in zip(items, tops, tall, strict=True)
        ]
        return _within(placed, top, bottom)

    def _levels(self, cards: Cards, notes: list[MarginNote], wanted: list[float]) -> list[int]:
        """Which of the forms each card may have, or their count for none of them."""
        reach = _REACH * cards.scale
        # Where not even lines fit, nothing need be measured: that takes longest where there is most of it.
        crowded = choose_levels(wanted, [[cards.row]] * len(notes), _GAP, reach)
        heights = [
            [cards.row if full else cards.height(note, form) for form in _FORMS]
            for note, full in zip(notes, crowded, strict=True)
        ]
        return choose_levels(wanted, heights, _GAP, reach)

    def _near(self, top: float, bottom: float, beyond: float) -> list[tuple[MarginNote, QRectF]]:
        """The notes between two heights and not far beyond them, each with the line where its words begin."""
        if not self.notes or self._places is None or not self._places.page.blocks:
            return []
        start = self._places.near(QPointF(0, max(0.0, top - beyond)))
        end = self._places.near(QPointF(self._places.page.qt.textWidth(), bottom + beyond))
        notes = self.notes[bisect_left(self._starts, start) : bisect_left(self._starts, end + 1)]
        return [(note, line) for note in notes if not (line := self._line(note)).isEmpty()]

    def _line(self, note: MarginNote) -> QRectF:
        key = (note.start, note.end)
        if key not in self._lines:
            assert self._places
            self._lines[key] = self._places.first_line(note.start, note.end)
        return self._lines[key]


def _within(items: list[Item], top: float, bottom: float) -> list[Item]:
    return [item for item in items if item.box.bottom() > top and item.box.top() < bottom]
