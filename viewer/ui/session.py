"""One open brief and what is being done with it. Panels and reader ask here and are told here, and never each other.

Undoable state (annotations) changes only through `apply`; selection, hidden entities and the like are set directly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from viewer.annotations.anchors import Placed, place
from viewer.annotations.edits import AnnotationSet, Edit, History, Undoable
from viewer.annotations.model import Annotation, Target, new_annotation
from viewer.annotations.store import AnnotationStore
from viewer.brief.model import Brief
from viewer.mentions.corrections import Corrections
from viewer.mentions.index import Indexer, MentionIndex
from viewer.mentions.model import Mention
from viewer.mentions.suggest import Suggestion, suggest
from viewer.mentions.user_lexicon import FileChange, UserLexiconError, carry_out
from viewer.report.corrections import corrections_of, is_correction
from viewer.report.model import Report, ReportOptions, make_report
from viewer.ui.own_names import LexiconEdit, OwnNames
from viewer.ui.saving import Saver
from viewer.ui.tasks import Task


@dataclass(frozen=True)
class Opened:
    """A brief, whole, with everything known about it."""

    path: Path
    brief: Brief
    indexer: Indexer
    index: MentionIndex
    store: AnnotationStore
    placed: dict[str, Placed]
    own: OwnNames
    notices: tuple[str, ...] = ()


class Session(QObject):
    """The open brief.

    Signals: `edited(set)` with the ids of annotations that changed; `reindexed()` when a correction has changed the
    mentions; `suggested()` when it is known which names nothing explains; `entity_selected(str)`, "" for none;
    `mention_selected(Mention | None)`; `suggestion_selected(Suggestion | None)`; `annotation_selected(str)`;
    `hidden_changed()`; `failed(str)` when something could not be done, with the reason.
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

    def __init__(self, opened: Opened, author: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = opened.path
        self.brief = opened.brief
        self.index = opened.index
        self._indexer = opened.indexer
        self._indexing: Task | None = None
        self._index_is_old = False
        self._suggesting: Task | None = None
        self._own = opened.own
        self.saver = Saver(opened.store, self)
        self.history = History()
        self.notices = opened.notices
        self.entity = ""
        self.mention: Mention | None = None
        self.suggestions: tuple[Suggestion, ...] = ()
        self.suggestion: Suggestion | None = None
        self.annotation = ""
        self.hidden: frozenset[str] = frozenset()
        self._author = author
        self._store = opened.store
        self._placed = opened.placed
        self.saver.outside.connect(self._taken_in)
        self._suggest()

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
        self._repeat(self.history.undo())

    def redo(self) -> None:
        self._repeat(self.history.redo())

    def _repeat(self, step: Undoable | None) -> None:
        if isinstance(step, Edit):
            self._carry_out(step)
        elif isinstance(step, LexiconEdit):
            try:
                carry_out(self._own.path, step.change)
            except UserLexiconError as error:
                self.failed.emit(str(error))
            self.reindex()
            self.edited.emit(set())

    def _carry_out(self, edit: Edit) -> None:
        self.annotations.apply(edit)
        self._place(edit.changes)
        self.saver.save(edit)
        self._correct(edit)
        if self.annotation not in self.annotations:
            self.select_annotation("")
        self.edited.emit(set(edit.changes))

    def _taken_in(self, edit: Edit) -> None:
        self.history.forget(edit.changes)
        self._place(edit.changes)
        self._correct(edit)
        if self.annotation not in self.annotations:
            self.select_annotation("")
        self.edited.emit(set(edit.changes))

    def _place(self, ids: Iterable[str]) -> None:
        for id in ids:
            annotation = self.annotations.get(id)
            if annotation is None:
                self._placed.pop(id, None)
            else:
                self._placed[id] = place(annotation, self.brief.text)

    def _correct(self, edit: Edit) -> None:
        """Find the mentions anew if an edit says something about them; on another thread, for a long brief's sake."""
        if any(value and is_correction(value) for values in edit.changes.values() for value in values):
            self.reindex()

    def corrections(self) -> Corrections:
        """What the reader said about this brief."""
        return corrections_of(self.annotations.values(), self._placed)

    def reindex(self) -> None:
        """Find the mentions anew, on another thread."""
        self._index_is_old = True
        self._reindex()

    def _reindex(self) -> None:
        if self._indexing or not self._index_is_old:
            return
        self._index_is_old = False
        corrections = self.corrections()
        self._indexing = Task(lambda: self._indexer.index(corrections.over(self._own.read().corrections)), self)
        self._indexing.done.connect(self._use_index)
        self._indexing.start()

    def _use_index(self, index: MentionIndex) -> None:
        self._indexing = None
        self.index = index
        if self.mention and self.mention not in index.of(self.mention.entity):
            self.select_mention(None)
        if self.entity not in index.entities:
            self.select_entity("")
        self.reindexed.emit()
        self._reindex()
        self._suggest()

    def _suggest(self) -> None:
        """Look for names that nothing explains, on another thread; once more if the index changed meanwhile."""
        if self._suggesting or self._indexing:
            return
        index = self.index
        self._suggesting = Task(lambda: suggest(self.brief, index), self)
        self._suggesting.done.connect(lambda found: self._use_suggestions(found, index))
        self._suggesting.start()

    def _use_suggestions(self, suggestions: tuple[Suggestion, ...], index: MentionIndex) -> None:
        self._suggesting = None
        if index is not self.index:
            self._suggest()
            return
        self.suggestions = suggestions
        if self.suggestion not in suggestions:
            self.select_suggestion(None)
        self.suggested.emit()

    def identify(self, start: int, end: int, target: str) -> str:
        """Say what the words between two code points are: `actor:ID` and the like, or `not:` for no mention.

        Returns the id of the annotation that says so.
        """
        corrections = (one for one in self.annotations.values() if one.entity)
        before = next((one for one in corrections if self._stands(one.id, start, end)), None)
        if before:
            self.apply(Edit.changing("correction", before, before.with_entity(target)))
            return before.id
        annotation = new_annotation(self.brief.name, self._target(start, end), entity=target, creator=self._author())
        self.apply(Edit.adding("correction", [annotation]))
        return annotation.id

    def declare(self, front_matter: str, label: str) -> None:
        """Add front matter to the brief, for this reader (see `report.corrections`)."""
        annotation = new_annotation(self.brief.name, declares=front_matter, creator=self._author())
        self.apply(Edit.adding(label, [annotation]))

    def _target(self, start: int, end: int) -> Target:
        heading = self.brief.heading_at(start)
        return Target.at(self.brief.text, start, end, heading.text if heading else "")

    def _stands(self, id: str, start: int, end: int) -> bool:
        return (self._placed[id].start, self._placed[id].end) == (start, end)

    def annotate(self, start: int, end: int, *, colour: str = "", note: str = "") -> str:
        """Annotate the words between two code points; returns the new annotation's id."""
        target = self._target(start, end)
        annotation = new_annotation(self.brief.name, target, colour=colour, note=note, creator=self._author())
        self.apply(Edit.adding("highlight" if colour else "note", [annotation]))
        return annotation.id

    def annotate_brief(self) -> str:
        """Start a note on the whole brief; returns its id."""
        annotation = new_annotation(self.brief.name, creator=self._author())
        self.apply(Edit.adding("note on the brief", [annotation]))
        return annotation.id

    def recolour(self, id: str, colour: str) -> None:
        before = self.annotations[id]
        self.apply(Edit.changing("recolour", before, before.with_colour(colour)))

    def set_note(self, id: str, note: str) -> None:
        """Change the note, as it is typed."""
        before = self.annotations[id]
        if before.note != note:
            self.apply(Edit.changing("edit note", before, before.with_note(note)), merge_key=f"note {id}")

    def set_tags(self, id: str, tags: Iterable[str]) -> None:
        before = self.annotations[id]
        tags = tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))
        if before.tags != tags:
            self.apply(Edit.changing("change tags", before, before.with_tags(tags)), merge_key=f"tags {id}")

    def delete(self, id: str) -> None:
        self.apply(Edit.removing("delete annotation", [self.annotations[id]]))

    def at(self, start: int, end: int) -> str:
        """The id of the note or highlight on just these words, or ""."""
        notes = (id for id, one in self.annotations.items() if not is_correction(one))
        return next((id for id in notes if self._stands(id, start, end)), "")

    def report(self) -> Report:
        """The brief with its notes as they are now, to be written in some format."""
        return make_report(
            self.brief,
            self.annotations.values(),
            placed=self._placed,
            mentions=self.index.mentions,
            names={id: entity.name for id, entity in self.index.entities.items()},
            options=ReportOptions(underline_mentions=True),
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
        if not mentions:
            return
        start = self.mention.start if self.mention else offset - (1 if forward else 0)
        if forward:
            following = (mention for mention in mentions if mention.start > start)
            self.select_mention(next(following, mentions[0]))
        else:
            earlier = [mention for mention in mentions if mention.start < start]
            self.select_mention(earlier[-1] if earlier else mentions[-1])

    def select_suggestion(self, suggestion: Suggestion | None) -> None:
        """Choose a name that nothing explains, instead of an entity, or none."""
        if suggestion:
            self.select_mention(None)
            self.select_entity("")
        if suggestion != self.suggestion:
            self.suggestion = suggestion
            self.suggestion_selected.emit(suggestion)

    def select_annotation(self, id: str) -> None:
        if id != self.annotation:
            self.annotation = id
            self.annotation_selected.emit(id)

    def set_hidden(self, entity: str, hidden: bool) -> None:
        """Switch an entity's underlines off or on."""
        self.hidden = self.hidden | {entity} if hidden else self.hidden - {entity}
        self.hidden_changed.emit()
