"""What a screen reader is told of the page besides its words: which of them are mentions, highlights and notes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QTextCursor

from viewer.language import tr, trn
from viewer.mentions.model import Mention
from viewer.ui.accessible import Part, announce
from viewer.ui.margin_card import MarginNote, spoken
from viewer.ui.reader_marks import Mark
from viewer.ui.reader_painting import Scene
from viewer.ui.wording import colour_words, kind_label

if TYPE_CHECKING:
    from viewer.ui.reader import Reader

Given = TypeVar("Given")
Result = TypeVar("Result")
_MOST = 12  # things on one line that are said


class ReaderVoice:
    """Speaks for one reader, whose scene this is. `note` finds what there is to read of an annotation, by id;
    `press_mention` and `press_mark` do what a click does."""

    def __init__(
        self,
        reader: Reader,
        scene: Scene,
        note: Callable[[str], MarginNote | None],
        press_mention: Callable[[Mention], object],
        press_mark: Callable[[str], object],
    ) -> None:
        self._reader, self._scene, self._note = reader, scene, note
        self._press_mention, self._press_mark = press_mention, press_mark

    # In words

    def mention(self, mention: Mention) -> str:
        """`the rebels: M23, armed group, mention 2 of 5`."""
        index = self._scene.index
        entity = index.entities.get(mention.entity) if index else None
        if index is None or entity is None:
            return ""
        mentions = index.of(mention.entity)
        at = mentions.index(mention) + 1 if mention in mentions else 1
        place = tr("mention {number} of {count}", number=at, count=len(mentions))
        said = f"{entity.name}, {kind_label(entity)}, {place}"
        words = self._words(mention.start, mention.end)
        return said if words == entity.name else f"{words}: {said}"

    def mark(self, mark: Mark) -> str:
        """`Note: …`, or `Highlighted in yellow`."""
        note = self._note(mark.id)
        if note and (words := spoken(note)):
            return tr("Note: {words}", words=". ".join(words.splitlines()))
        if mark.colour:
            return tr("Highlighted in {colour}", colour=colour_words(mark.colour))
        return tr("Note")

    def _words(self, start: int, end: int) -> str:
        page = self._reader.page
        return " ".join(
            block.text[max(0, start - block.start) : max(0, end - block.start)]
            for block in page.blocks[page.index_at(start) : page.index_at(end) + 1]
        ).strip()

    # Announcements

    def tell_mention(self, mention: Mention) -> None:
        """Say which mention was gone to."""
        if QAccessible.isActive():
            announce(self._reader, self.mention(mention), at_once=True)

    def tell_mark(self, mark: Mark) -> None:
        """Say which annotation was gone to, and on which words it is."""
        if QAccessible.isActive():
            announce(self._reader, f"{self._words(mark.start, mark.end)}. {self.mark(mark)}", at_once=True)

    def caret_moved(self, before: int) -> None:
        """The keyboard has moved the caret from a code point: say what it has come upon. The screen reader itself says
        the words."""
        after = self._reader.caret()
        if after == before:
            return
        start, end = self._line()
        if start <= before <= end:
            announce(self._reader, ". ".join(self._entered(before, after)))
        else:
            announce(self._reader, ". ".join(self._on_line(start, end)))

    def _entered(self, before: int, after: int) -> Iterator[str]:
        mention, old = self._scene.mention_at(after), self._scene.mention_at(before)
        if mention and mention != old:
            yield self.mention(mention)
        left = {mark.id for mark in self._scene.marks.between(before, before + 1)}
        for mark in self._scene.marks.between(after, after + 1):
            if mark.id not in left:
                yield self.mark(mark)

    def _on_line(self, start: int, end: int) -> Iterator[str]:
        mentions = list(self._mentions(start, end))
        if mentions:
            names = "; ".join(self.mention(mention) for mention in mentions[:_MOST])
            yield trn("Names: {names}", "{n} names: {names}", len(mentions), names=names)
        for mark in self._scene.marks.between(start, end)[:_MOST]:
            if mark.start >= start:
                yield self.mark(mark)

    def _line(self) -> tuple[int, int]:
        cursor = self._reader.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
        start = self._reader.page.offset(cursor.position())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfLine)
        return start, self._reader.page.offset(cursor.position())

    def _mentions(self, start: int, end: int) -> Iterator[Mention]:
        for mention in self._scene.index.in_range(start, end) if self._scene.index else ():
            if mention.entity not in self._scene.hidden:
                yield mention

    # The accessibility tree

    def parts(self) -> list[Part]:
        """The mentions and the annotations on the screen, in reading order. Notes have parts in the margin."""
        if not self._reader.page.blocks:
            return []
        start, end = self._reader.visible_range()
        found: list[tuple[int, Part]] = []
        for mention in self._mentions(start, end):
            key = ("mention", mention.start, mention.end, mention.entity)
            press = _call(self._press_mention, mention)
            chosen = _call(lambda one: one == self._scene.mention, mention)
            found.append((mention.start, self._part(key, _call(self.mention, mention), mention, press, chosen)))
        for mark in self._scene.marks.between(start, end):
            if self._note(mark.id) is None:
                name = _call(lambda one: f"{self.mark(one)}: {self._words(one.start, one.end)}", mark)
                press = _call(self._press_mark, mark.id)
                chosen = _call(lambda id: id == self._scene.mark, mark.id)
                found.append((mark.start, self._part(("mark", mark.id), name, mark, press, chosen)))
        return [part for _, part in sorted(found, key=lambda one: one[0])]

    def _part(
        self,
        key: Hashable,
        name: Callable[[], str],
        where: Mention | Mark,
        press: Callable[[], object],
        chosen: Callable[[], bool],
    ) -> Part:
        role = QAccessible.Role.Link if isinstance(where, Mention) else QAccessible.Role.Note
        return Part(key, name, role, lambda: self._box(where.start, where.end), press, chosen)

    def _box(self, start: int, end: int) -> QRect:
        page = self._reader.page
        boxes = page.rectangles(start, end) if page.blocks and end <= page.blocks[-1].end else []
        scroll = self._reader.verticalScrollBar().value()
        return boxes[0].translated(0, -scroll).toAlignedRect() if boxes else QRect()


def _call(slot: Callable[[Given], Result], argument: Given) -> Callable[[], Result]:
    return lambda: slot(argument)
