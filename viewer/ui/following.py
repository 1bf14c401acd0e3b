"""What a session says, shown in the parts of the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from viewer.language import tr
from viewer.mentions.model import Mention, Suggestion
from viewer.ui.frame import Frame
from viewer.ui.margin_notes import drawing, marks_and_notes
from viewer.ui.moving import Moving
from viewer.ui.reader_marks import Mark
from viewer.ui.reviewing import Reviewing
from viewer.ui.saving import SaveState
from viewer.ui.session import Session


class Following(Frame):
    """A frame whose parts show what happens in the open session."""

    reviewing: Reviewing
    moving: Moving
    _touched: Sequence[Mark] = ()  # where the last edit changed something
    _unsaved_told = ""  # what the banner said last about notes that are not saved
    _leads_on = False  # whether the keyboard goes from a suggestion that is dealt with to the next

    def _attend(self, session: Session) -> None:
        session.edited.connect(self._edited)
        session.reindexed.connect(self._reindexed)
        session.suggested.connect(self._suggested)
        session.entity_selected.connect(self._entity_selected)
        session.suggestion_selected.connect(self._suggestion_selected)
        session.mention_selected.connect(self._mention_selected)
        session.annotation_selected.connect(self._annotation_selected)
        session.hidden_changed.connect(self._hidden_changed)
        session.told.connect(lambda message: self.banner.say([message], role="accent"))
        session.failed.connect(lambda message: self.banner.say([message], role="warning"))
        session.saver.noticed.connect(lambda message: self.banner.say([message], role="warning"))
        session.saver.state_changed.connect(self._show_saved)

    def _edited(self, ids: set[str]) -> None:
        self._change_marks(ids)
        self.who_what.show_notes(ids)
        self.reviewing.refresh()
        self._enable()

    def _reindexed(self) -> None:
        session = self.session
        assert session
        self.reader.set_index(session.index)
        self.who_what.show_session(session)
        self.who_what.show_entity(session.entity, forward=False)
        self.status.show_step(session)
        self.views.reindexed()

    def _enable(self) -> None:
        super()._enable()
        self._enable_jumps()

    def _enable_jumps(self) -> None:
        self.actions_["back"].setEnabled(self.moving.jumps.can_go_back)
        self.actions_["forward"].setEnabled(self.moving.jumps.can_go_forward)

    def _change_marks(self, ids: set[str]) -> None:
        """Draw what has changed, and nothing else anew."""
        session = self.session
        assert session
        drawn = {
            id: drawing(session.annotations[id], session.placed(id), self._settings.author)
            if id in session.annotations
            else (None, None)
            for id in ids
        }
        before = {id: self.reader.mark(id) for id in ids}
        self._touched = [there for id, (mark, _) in drawn.items() if (there := mark or before[id])]
        self.reader.change_marks({id: mark for id, (mark, _) in drawn.items()})
        self.reader.change_notes({id: note for id, (_, note) in drawn.items()})
        if not all(before[id] and mark for id, (mark, _) in drawn.items()):
            self.moving.notes_changed()

    def _repeat(self, step: Callable[[Session], None]) -> None:
        """Undo or redo something, and go where it shows."""
        if session := self.session:
            self._touched = ()
            step(session)
            start, end = self.reader.visible_range()
            if self._touched and not any(start <= mark.start < end for mark in self._touched):
                first = min(self._touched, key=lambda mark: mark.start)
                self.reader.reveal(first.start, first.end, series="undo")

    def _show_marks(self) -> None:
        if session := self.session:
            annotations = session.annotations.values()
            marks, notes = marks_and_notes(annotations, session.placed, self._settings.author)
            self.reader.set_marks(marks)
            self.reader.set_notes(notes)

    def _entity_selected(self, entity: str) -> None:
        self.reader.select_entity(entity)
        self.who_what.show_entity(entity)
        self.status.show_step(self.session)

    def _mention_selected(self, mention: Mention | None) -> None:
        self.reader.select_mention(mention)
        self.who_what.card.show_mention(mention)
        self.status.show_step(self.session)
        self._enable()

    def _suggested(self) -> None:
        self.who_what.show_suggestions()
        if self._leads_on and self.session and self.session.suggestion is None and not self.who_what.choose_next():
            self.reader.setFocus()
        self._leads_on = False

    def _suggestion_selected(self, suggestion: Suggestion | None) -> None:
        self.reader.show_places(suggestion.spans if suggestion else ())
        self.who_what.show_suggestion(suggestion)
        if suggestion:
            self.reader.reveal(*suggestion.spans[0])

    def _annotation_selected(self, id: str) -> None:
        self.reader.select_mark(id)
        self.who_what.show_annotation(id)
        self._enable()

    def _annotated(self, id: str) -> None:
        """Show what was highlighted as the annotation at hand, without taking the reader from the entities."""
        assert self.session
        self.session.annotation = id
        self.reader.select_mark(id)
        self.who_what.show_annotation(id, forward=False)
        self._enable()

    def _hidden_changed(self) -> None:
        assert self.session
        self.reader.set_hidden(self.session.hidden)
        for panel in self.who_what.panels.values():
            panel.set_hidden(self.session.hidden)

    def _show_saved(self) -> None:
        saver = self.session.saver if self.session else None
        if saver is None:
            return
        self.status.saved.setText(tr("Saved ✓") if saver.state is SaveState.SAVED else tr("Not saved"))
        if saver.state is SaveState.FAILED:
            self.banner.say([saver.message], role="danger", button=tr("Try again"), action=self._retry_saving)
        elif saver.message:
            self.banner.say([saver.message], role="warning", button=tr("Try again"), action=saver.fold)
        elif self._unsaved_told and self.banner.text() == self._unsaved_told:
            self.banner.hide()  # it came right by itself
        self._unsaved_told = saver.message if saver.state is SaveState.FAILED else ""

    def _retry_saving(self) -> None:
        self.banner.hide()
        if self.session:
            saver = self.session.saver
            saver.retry()
            self._show_saved()
