"""A reader and others change the same notes, in the file and by merging, and settle: no words are lost that anyone
still stands by."""

from __future__ import annotations

import itertools
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from viewer.annotations.conflicts import conflicts, keep_all, keep_one, versions
from viewer.annotations.edits import Edit, History
from viewer.annotations.incoming import Incoming, bring_in
from viewer.annotations.jsonld import Page, read_page, write_page
from viewer.annotations.model import Annotation, new_annotation
from viewer.annotations.store import AnnotationStore

IDS = ("a", "b")
#: The clocks of the people involved go as they please.
MINUTES = st.integers(0, 59)


class Rivals(RuleBasedStateMachine):
    """`live` holds the words of every note that are to be there: each change replaces those that it was made from."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.brief = Path(self.folder.name) / "b.brief.md"
        self.words = map(str, itertools.count())
        self.live = {f"first {id}" for id in IDS}
        self.in_step = False
        self.sent: dict[str, Annotation] = {}

    @initialize()
    def first(self) -> None:
        self.open()
        notes = [new_annotation("b", note=f"first {id}", clock=self.at(0), new_id=lambda id=id: id) for id in IDS]  # type: ignore[misc]
        self.do(Edit.adding("Add", notes))
        self.sync()

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    def at(self, minute: int):  # type: ignore[no-untyped-def]
        return lambda: datetime(2026, 3, 1, 12, minute, tzinfo=UTC)

    def open(self) -> None:
        self.store = AnnotationStore.open(self.brief, Path(self.folder.name) / "data")
        self.history = History()

    def do(self, edit: Edit) -> None:
        self.store.annotations.apply(edit)
        self.store.append(edit)

    @rule(data=st.data(), minute=MINUTES)
    def change(self, data: st.DataObject, minute: int) -> None:
        self.in_step = False
        self.do(self.rewriting(data, self.store.annotations, minute))

    @rule(data=st.data(), minute=MINUTES)
    def others_change_the_file(self, data: st.DataObject, minute: int) -> None:
        self.in_step = False
        page = read_page(self.store.sidecar.read_bytes())
        edit = self.rewriting(data, page.annotations, minute)
        ((id, (_, after)),) = edit.changes.items()
        assert after
        self.store.sidecar.write_bytes(write_page(page.holding({**page.annotations, id: after})))

    def rewriting(self, data: st.DataObject, notes: object, minute: int) -> Edit:
        """One of the notes, or another version of one, with new words."""
        before = data.draw(st.sampled_from(sorted(notes.values(), key=lambda note: note.id)))  # type: ignore[attr-defined]
        after = before.with_note(next(self.words), self.at(minute))
        self.live = self.live - {before.note} | {after.note}
        return Edit.changing("Change", before, after)

    @rule()
    def sync(self) -> None:
        self.store.fold()
        self.store.absorb()
        self.in_step = True

    @rule()
    def crash(self) -> None:
        self.open()
        self.in_step = True

    @precondition(lambda self: self.in_step)
    @rule()
    def send(self) -> None:
        self.sent = dict(self.store.annotations)
        self.theirs = dict(self.sent)

    @precondition(lambda self: self.sent)
    @rule(data=st.data(), minute=MINUTES)
    def a_colleague_changes_the_copy(self, data: st.DataObject, minute: int) -> None:
        before = data.draw(st.sampled_from(sorted(self.theirs.values(), key=lambda note: note.id)))
        after = before.with_note(next(self.words), self.at(minute))
        self.theirs[before.id] = after

    @precondition(lambda self: self.sent)
    @rule()
    def it_comes_back(self) -> None:
        """With the copy that was sent as the ancestor, what the colleague replaced is replaced, unless changed here."""
        self.in_step = False
        edit = bring_in(self.store.annotations, [Incoming(self.theirs)], self.sent)
        for id, after in self.theirs.items():
            if after != self.sent.get(id):
                self.live = self.live - {self.sent[id].note} | {after.note}
        self.history.push(edit)
        before = dict(self.store.annotations)
        self.do(edit)
        for again in (edit.inverse(), edit):
            self.do(again)
            assert dict(self.store.annotations) == before or again is edit
        self.sent = {}

    @precondition(lambda self: conflicts(self.store.annotations))
    @rule(data=st.data(), minute=MINUTES, everything=st.booleans())
    def settle(self, data: st.DataObject, minute: int, everything: bool) -> None:
        self.in_step = False
        rivals = conflicts(self.store.annotations)
        chosen = data.draw(st.sampled_from(rivals[data.draw(st.sampled_from(sorted(rivals)))]))
        if everything:
            self.do(keep_all(self.store.annotations, chosen.id, self.at(minute)))
            return
        self.live -= {one.note for one in versions(self.store.annotations, chosen.id)} - {chosen.note}
        self.do(keep_one(self.store.annotations, chosen.id, self.at(minute)))

    @invariant()
    def what_is_live_is_there(self) -> None:
        if self.in_step:
            assert {note.note for note in self.store.annotations.values()} >= self.live
            page = Page() if not self.store.sidecar.exists() else read_page(self.store.sidecar.read_bytes())
            assert not page.damage


TestRivals = Rivals.TestCase
TestRivals.settings = settings(max_examples=80, stateful_step_count=25, deadline=None)
