"""One open brief and what is being done with it. Panels and reader ask here and are told here, and never each other.

Undoable state (annotations) changes only through `apply`; selection, hidden entities and the like are set directly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from viewer.annotations.anchors import Placed, Placer, find_quote
from viewer.annotations.assessment import FIELDS, with_assessment
from viewer.annotations.conflicts import keep_all, keep_one
from viewer.annotations.edits import AnnotationSet, Edit, History, Undoable
from viewer.annotations.incoming import Summary
from viewer.annotations.model import Annotation, Target, new_annotation
from viewer.annotations.store import AnnotationStore
from viewer.annotations.texts import TextStore, text_digest
from viewer.brief.model import Brief
from viewer.language import tr, trn
from viewer.mentions.corrections import Corrections
from viewer.mentions.folding import is_word
from viewer.mentions.index import Indexer, MentionIndex
from viewer.mentions.model import Mention, Suggestion
from viewer.mentions.user_lexicon import FileChange, UserLexiconError, carry_out
from viewer.pages.theme import COLOURS
from viewer.report.corrections import NO_MENTION, corrections_of, is_correction
from viewer.report.model import Report, ReportOptions, make_report
from viewer.ui.own_names import LexiconEdit, OwnNames
from viewer.ui.recognition import Recognition
from viewer.ui.saving import Saver
from viewer.ui.tasks import Task
from viewer.ui.wording import in_quotes


@dataclass(frozen=True)
class Opened:
    """A brief, whole, with everything known about it."""

    path: Path
    brief: Brief
    indexer: Indexer
    index: MentionIndex
    store: AnnotationStore
    placed: dict[str, Placed]
    placer: Placer
    texts: TextStore
    own: OwnNames
    lost: Path | None  # an annotations file of this very text, whose brief is gone
    notices: tuple[str, ...] = ()


class Session(QObject):
    """The open brief.

    Signals: `edited(set)` with the ids of annotations that changed; `reindexed()` when a correction has changed the
    mentions; `suggested()` when it is known which names nothing explains; `entity_selected(str)`, "" for none;
    `mention_selected(Mention | None)`; `suggestion_selected(Suggestion | None)`; `annotation_selected(str)`;
    `hidden_changed()`; `failed(str)` when something could not be done, with the reason; `told(str)` with a
    sentence on what came in from outside.
    """

    edited = Signal(object)
    reindexed = Signal()
    suggested = Signal()
    entity_selected = Signal(str)
    mention_selected = Signal(object)
    suggestion_selected = Signal(object)
    annotation_selected = Signal(str)
    hidden_changed = Signal()
    failed = Signal(str)
    told = Signal(str)

    def __init__(self, opened: Opened, author: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = opened.path
        self.brief = opened.brief
        self._own = opened.own
        self.saver = Saver(opened.store, self)
        self.history = History()
        self.notices = opened.notices
        self.lost = opened.lost
        self.entity = ""
        self.mention: Mention | None = None
        self.suggestion: Suggestion | None = None
        self.annotation = ""
        self.chosen: tuple[str, ...] = ()
        self.hidden: frozenset[str] = frozenset()
        self._author = author
        self._store = opened.store
        self._placed = opened.placed
        self._placer = opened.placer
        self._texts = opened.texts
        self._keeping: Task | None = None
        self.saver.outside.connect(self._taken_in)
        self._recognition = Recognition(opened.brief, opened.indexer, opened.index, opened.own, self.corrections, self)
        self._recognition.reindexed.connect(self._reindexed)
        self._recognition.suggested.connect(self._suggested)

    # Annotations

    @property
    def annotations(self) -> AnnotationSet:
        return self._store.annotations

    def placed(self, id: str) -> Placed:
        """Where an annotation stands in today's text."""
        return self._placed[id]

    def in_order(self) -> list[Annotation]:
        """The annotations as a reader meets them: on the whole brief, then by place, then those without one."""

        def key(annotation: Annotation) -> tuple[int, int, int, str]:
            where = self._placed[annotation.id]
            if annotation.is_whole:
                return (0, 0, 0, annotation.created)
            if where.start is None:
                return (2, annotation.start or 0, 0, annotation.created)
            return (1, where.start, where.end or 0, annotation.created)

        return sorted(self.annotations.values(), key=key)

    def apply(self, edit: Edit, merge_key: str = "") -> None:
        """Make a change that the reader can undo, and save it. Edits with the same `merge_key` in quick succession are
        undone as one."""
        if not edit:
            return
        self.history.push(edit, merge_key)
        self._carry_out(edit)

    def keep(self, label: str, change: FileChange) -> None:
        """Remember, for undo, a change made to the user's own names, and find the mentions anew."""
        self.history.push(LexiconEdit(label, change))
        self.reindex()
        self.edited.emit(set())

    def undo(self) -> None:
        if not self._repeat(self.history.undo()):
            self.history.take_back()
            self.edited.emit(set())

    def redo(self) -> None:
        if not self._repeat(self.history.redo()):
            self.history.take_back_redo()
            self.edited.emit(set())

    def _repeat(self, step: Undoable | None) -> bool:
        """Whether the step could be done, if there was one."""
        if isinstance(step, Edit):
            self._carry_out(step)
        elif isinstance(step, LexiconEdit):
            try:
                carry_out(self._own.path, step.change)
            except UserLexiconError as error:
                self.failed.emit(str(error))
                self.reindex()  # the file may say something else now
                return False
            self.reindex()
            self.edited.emit(set())
        return True

    def _carry_out(self, edit: Edit) -> None:
        self.annotations.apply(edit)
        # Before anything else that could fail: what is in memory and not on the disk would be claimed to be saved.
        self.saver.save(edit)
        self._place(edit.changes)
        self._correct(edit)
        self._let_go()
        self.edited.emit(set(edit.changes))

    def _let_go(self) -> None:
        """Choose nothing that is gone."""
        self.chosen = tuple(id for id in self.chosen if id in self.annotations)
        if self.annotation not in self.annotations:
            self.select_annotation("")

    def _taken_in(self, edit: Edit) -> None:
        """What others have written is there already; it can be undone like all else."""
        self._stay_with_own_version(edit)
        self.history.forget(edit.changes)
        self.history.push(Edit(tr("changes from outside"), edit.changes))
        self.told.emit(tr("{what}, by another program or person.", what=Summary.of(edit)))
        self._place(edit.changes)
        self._correct(edit)
        self._let_go()
        self.edited.emit(set(edit.changes))

    def _stay_with_own_version(self, edit: Edit) -> None:
        """Where somebody else's version took the place of the note at hand, that is the reader's own version now."""
        before, _ = edit.changes.get(self.annotation, (None, None))
        for id, (_, other) in edit.changes.items():
            if before and other and other.conflicts_with == self.annotation and other.note == before.note:
                self._placed[id] = self._placer.place(other)
                self.annotation, self.chosen = id, (id,)
                self.annotation_selected.emit(id)
                return

    def _place(self, ids: Iterable[str]) -> None:
        for id in ids:
            annotation = self.annotations.get(id)
            if annotation is None:
                self._placed.pop(id, None)
            else:
                self._placed[id] = self._placer.place(annotation)

    def _correct(self, edit: Edit) -> None:
        """Find the mentions anew if an edit says something about them; on another thread, for a long brief's sake."""
        if any(value and is_correction(value) for values in edit.changes.values() for value in values):
            self.reindex()

    def corrections(self) -> Corrections:
        """What the reader said about this brief."""
        return corrections_of(self.annotations.values(), self._placed)

    def reindex(self) -> None:
        """Find the mentions anew, on another thread."""
        self._recognition.reindex()

    @property
    def index(self) -> MentionIndex:
        return self._recognition.index

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """The names that nothing explains."""
        return self._recognition.suggestions

    def _reindexed(self) -> None:
        if self.mention and self.mention not in self.index.of(self.mention.entity):
            self.select_mention(None)
        if self.entity not in self.index.entities:
            self.select_entity("")
        self.reindexed.emit()

    def _suggested(self) -> None:
        if self.suggestion not in self.suggestions:
            self.select_suggestion(None)
        self.suggested.emit()

    def identify(self, start: int, end: int, target: str) -> str:
        """Say what the words between two code points are: `actor:ID` and the like, or `not:` for no mention.

        Returns the id of the annotation that says so.
        """
        corrections = (one for one in self.annotations.values() if one.entity)
        before = next((one for one in corrections if self._stands(one.id, start, end)), None)
        label = _of_words(target == NO_MENTION, in_quotes(self.brief.text[start:end]))
        if before:
            self.apply(Edit.changing(label, before, before.with_entity(target)))
            return before.id
        annotation = new_annotation(self.brief.name, self._target(start, end), entity=target, creator=self._author())
        self.apply(Edit.adding(label, [annotation]))
        return annotation.id

    def declare(self, front_matter: str, label: str) -> None:
        """Add front matter to the brief, for this reader (see `report.corrections`)."""
        annotation = new_annotation(self.brief.name, declares=front_matter, creator=self._author())
        self.apply(Edit.adding(label, [annotation]))

    def _target(self, start: int, end: int) -> Target:
        if self._keeping is None:
            # So that what is marked now is found again in a later version of the brief.
            self._keeping = Task(lambda: self._texts.keep(self.brief.text), self)
            self._keeping.start()
        heading = self.brief.heading_at(start)
        return Target.at(self.brief.text, start, end, heading.text if heading else "")

    @cached_property
    def digest(self) -> str:
        """Of the canonical text (see `annotations.texts`)."""
        return text_digest(self.brief.text)

    def section_at(self, offset: int) -> str:
        """The heading over a code point, as lists name it; "" before the first."""
        heading = self.brief.heading_at(offset)
        if heading:
            return heading.text
        return tr("Key judgements") if self.brief.blocks[self.brief.block_at(offset)].part == "summary" else ""

    def _stands(self, id: str, start: int, end: int) -> bool:
        return (self._placed[id].start, self._placed[id].end) == (start, end)

    def annotate(self, start: int, end: int, *, colour: str = "", note: str = "") -> str:
        """Annotate the words between two code points; returns the new annotation's id."""
        target = self._target(start, end)
        annotation = new_annotation(self.brief.name, target, colour=colour, note=note, creator=self._author())
        self.apply(Edit.adding(tr("highlight") if colour else tr("note"), [annotation]))
        return annotation.id

    def annotate_brief(self) -> str:
        """Start a note on the whole brief; returns its id."""
        annotation = new_annotation(self.brief.name, creator=self._author())
        self.apply(Edit.adding(tr("note on the brief"), [annotation]))
        return annotation.id

    def recolour(self, ids: Iterable[str], colour: str) -> None:
        self._change(
            lambda n: trn("recolour note", "recolour {n} notes", n),
            ids,
            lambda note: note.with_colour(colour) if note.exact else note,
        )

    def restyle(self, ids: Iterable[str], style: str) -> None:
        """Draw as a `fill` or an `underline`."""
        self._change(
            lambda n: (
                trn("highlight note", "highlight {n} notes", n)
                if style == "fill"
                else trn("underline note", "underline {n} notes", n)
            ),
            ids,
            lambda note: note.with_look(note.colour or COLOURS[0], style),
        )

    def rate(self, ids: Iterable[str], field: str, value: str) -> None:
        """Fill in a field of `annotations.assessment`; "" empties it."""
        label = tr(FIELDS[field].label).lower()
        self._change(
            lambda n: trn("set {field} of note", "set {field} of {n} notes", n, field=label),
            ids,
            lambda note: with_assessment(note, field, value),
        )

    def set_note(self, id: str, note: str) -> None:
        """Change the note, as it is typed."""
        before = self.annotations[id]
        if before.note != note:
            self.apply(Edit.changing(tr("edit note"), before, before.with_note(note)), merge_key=f"note {id}")

    def set_tags(self, id: str, tags: Iterable[str]) -> None:
        before = self.annotations[id]
        tags = tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))
        if before.tags != tags:
            self.apply(Edit.changing(tr("change tags"), before, before.with_tags(tags)), merge_key=f"tags {id}")

    def add_tags(self, ids: Iterable[str], tags: Iterable[str]) -> None:
        added = [tag.strip() for tag in tags if tag.strip()]
        self._change(
            lambda n: trn("tag note", "tag {n} notes", n), ids, lambda note: note.with_tags([*note.tags, *added])
        )

    def aim(self, id: str, start: int, end: int, label: str) -> None:
        """Let an annotation be about the words between two code points."""
        before = self.annotations[id]
        self.apply(Edit.changing(label, before, before.with_target(self._target(start, end))))

    def accept(self, id: str) -> None:
        """Say that a moved note is where it belongs."""
        where = self._placed[id]
        if where.start is not None and where.end is not None:
            self.aim(id, where.start, where.end, tr("accept place"))

    def keep_lost(self, id: str) -> None:
        """Say that a note belongs nowhere in this text."""
        before = self.annotations[id]
        self.apply(Edit.changing(tr("keep without place"), before, before.without_place(self.digest)))

    def settle(self, id: str) -> None:
        """Keep just this of several versions of a note."""
        self.apply(keep_one(self.annotations, id))

    def settle_both(self, id: str) -> None:
        """Make every version of a note one in its own right."""
        self.apply(keep_all(self.annotations, id))

    def delete(self, ids: Iterable[str]) -> None:
        gone = [self.annotations[id] for id in ids]
        self.apply(Edit.removing(trn("delete note", "delete {n} notes", len(gone)), gone))

    def _change(
        self, label: Callable[[int], str], ids: Iterable[str], change: Callable[[Annotation], Annotation]
    ) -> None:
        notes = [self.annotations[id] for id in ids]
        self.apply(Edit.mapping(label(len(notes)), notes, change))

    def highlight_all(self, start: int, end: int, colour: str) -> int:
        """Highlight the words between two code points wherever the text has them as whole words, in one edit, except
        where they are highlighted already; returns how many there are."""
        text = self.brief.text
        places = find_quote(text, text[start:end])
        if _are_whole(text, start, end):
            places = [place for place in places if _are_whole(text, *place)]
        new = [
            new_annotation(self.brief.name, self._target(*place), colour=colour, creator=self._author())
            for place in places
            if not self.at(*place)
        ]
        self.apply(Edit.adding(trn("highlight note", "highlight {n} notes", len(new)), new))
        return len(places)

    def at(self, start: int, end: int) -> str:
        """The id of the note or highlight on just these words, or ""."""
        notes = (id for id, one in self.annotations.items() if not is_correction(one))
        return next((id for id in notes if self._stands(id, start, end)), "")

    def report(self, options: ReportOptions | None = None) -> Report:
        """The brief with its notes as they are now, to be written in some format."""
        return make_report(
            self.brief,
            self.annotations.values(),
            placed=self._placed,
            mentions=self.index.mentions,
            entities=self.index.entities,
            options=options or ReportOptions(underline_mentions=True),
            folder=self.path.parent,
        )

    # Selection

    def select_entity(self, entity: str) -> None:
        """Choose an entity, or none (""). The mention at hand is let go if it is another's."""
        if entity == self.entity:
            return
        self.entity = entity
        if entity:
            self.select_suggestion(None)
        if self.mention and self.mention.entity != entity:
            self.select_mention(None)
        self.entity_selected.emit(entity)

    def select_mention(self, mention: Mention | None) -> None:
        """Choose a mention, and with it its entity."""
        self.mention = mention
        if mention:
            self.select_entity(mention.entity)
        self.mention_selected.emit(mention)

    def step(self, forward: bool, offset: int) -> None:
        """Go to the next or previous mention of the chosen entity (or of any, if none is), around the ends. `offset`
        is where to step from if no mention is at hand."""
        mentions = self.index.of(self.entity) if self.entity else self.index.mentions
        start = self.mention.start if self.mention else offset - (1 if forward else 0)
        if mention := mentions.beside(start, forward):
            self.select_mention(mention)

    def select_suggestion(self, suggestion: Suggestion | None) -> None:
        """Choose a name that nothing explains, instead of an entity, or none."""
        if suggestion:
            self.select_mention(None)
            self.select_entity("")
        if suggestion != self.suggestion:
            self.suggestion = suggestion
            self.suggestion_selected.emit(suggestion)

    def select_annotation(self, id: str) -> None:
        """Choose an annotation, and no others."""
        self.chosen = (id,) if id else ()
        if id != self.annotation:
            self.annotation = id
            self.annotation_selected.emit(id)

    def select_several(self, ids: Sequence[str]) -> None:
        """Choose these besides the annotation at hand, for what is done to all of them at once."""
        self.chosen = tuple(id for id in ids if id in self.annotations)

    def set_hidden(self, entity: str, hidden: bool) -> None:
        """Switch an entity's underlines off or on."""
        self.hidden = self.hidden | {entity} if hidden else self.hidden - {entity}
        self.hidden_changed.emit()


def _are_whole(text: str, start: int, end: int) -> bool:
    """Whether no word is cut at either end."""
    cuts = (start, end)
    return not any(0 < cut < len(text) and is_word(text[cut - 1]) and is_word(text[cut]) for cut in cuts)


def _of_words(nobody: bool, name: str) -> str:
    return tr("no mention of {name}", name=name) if nobody else tr("identify {name}", name=name)
