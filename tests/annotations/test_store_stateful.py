"""Whatever a reader, a crash and a sync client do in whatever order: no note is lost, and none comes back."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from viewer.annotations.edits import Edit, History
from viewer.annotations.incoming import Incoming, bring_in
from viewer.annotations.jsonld import Page, read_page, write_page
from viewer.annotations.model import Annotation, new_annotation
from viewer.annotations.store import AnnotationStore


class Reader(RuleBasedStateMachine):
    """One reader with undo, who may crash, beside an outside program that writes notes of its own into the file.

    `expected` is the note text of every note that must be there. The reader touches only own notes and the outsider
    only others, so nothing may ever be in conflict.
    """

    mine = Bundle("mine")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.brief = Path(self.folder.name) / "b.brief.md"
        self.numbers = itertools.count()
        self.outside: dict[str, Annotation] = {}
        self.expected: dict[str, Annotation] = {}
        self.sent: dict[str, Annotation] = {}
        self.start()

    def teardown(self) -> None:
        self.store.close()
        page = read_page(self.store.sidecar.read_bytes()) if self.store.sidecar.exists() else Page()
        assert dict(page.annotations) == {**self.expected, **self.outside}
        assert not page.damage and not self.store.notices
        left = {path.name for path in self.brief.parent.iterdir()}
        assert left <= {"b.annotations.jsonld"}
        self.folder.cleanup()

    def start(self) -> None:
        self.store = AnnotationStore.open(self.brief, Path(self.folder.name) / "data")
        self.history = History()

    def do(self, edit: Edit | None) -> None:
        if edit is not None:
            self.store.annotations.apply(edit)
            self.store.append(edit)
            for id, (_, after) in edit.changes.items():
                self.expected.pop(id, None)
                if after:
                    self.expected[id] = after

    def push(self, edit: Edit) -> None:
        self.history.push(edit)
        self.do(edit)

    @rule(target=mine, texts=st.lists(st.text(max_size=5), min_size=1, max_size=3))
    def add(self, texts: list[str]) -> str:
        notes = [new_annotation("b", note=text, new_id=lambda: f"mine:{next(self.numbers)}") for text in texts]
        self.push(Edit.adding("Add", notes))
        return notes[0].id

    @rule(id=mine, text=st.text(max_size=5))
    def change(self, id: str, text: str) -> None:
        if note := self.store.annotations.get(id):
            self.push(Edit.changing("Change", note, note.with_note(text)))

    @rule(id=mine)
    def delete(self, id: str) -> None:
        if note := self.store.annotations.get(id):
            self.push(Edit.removing("Delete", [note]))

    @rule()
    def send(self) -> None:
        """To a colleague, who has the notes as they are now."""
        self.sent = self.own()

    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        """What a colleague made of them, as one edit; conflicts are part of it."""
        theirs = dict(self.sent)
        for id in data.draw(st.lists(st.sampled_from([*theirs, f"colleague:{next(self.numbers)}"]), unique=True)):
            made = theirs.pop(id, None) or new_annotation("b", new_id=lambda id=id: id)  # type: ignore[misc]
            if id not in self.sent or data.draw(st.booleans()):
                theirs[id] = made.with_note(data.draw(st.text(max_size=5)))
        edit = bring_in(self.own(), [Incoming(theirs)], self.sent)
        if edit:
            self.push(edit)
        assert not bring_in(self.own(), [Incoming(theirs)], theirs)

    def own(self) -> dict[str, Annotation]:
        return {id: note for id, note in self.store.annotations.items() if not id.startswith("their")}

    @rule()
    def undo(self) -> None:
        self.do(self.history.undo())

    @rule()
    def redo(self) -> None:
        self.do(self.history.redo())

    @rule()
    def fold(self) -> None:
        if self.store.fold():
            self.store.absorb()
        assert {**self.expected, **self.outside} == dict(self.store.annotations)

    @rule()
    def fold_and_look_later(self) -> None:
        self.store.fold()

    @rule(torn=st.binary(max_size=30).filter(lambda data: b"\n" not in data))
    def crash(self, torn: bytes) -> None:
        """In the middle of writing a line that was never promised."""
        if self.store._home.path.exists():
            with self.store._home.path.open("ab") as file:
                file.write(torn)
        self.brief.with_name(".b.annotations.00000000.tmp").write_bytes(torn)
        self.start()

    @rule(data=st.data())
    def edit_outside(self, data: st.DataObject) -> None:
        page = read_page(self.store.sidecar.read_bytes()) if self.store.sidecar.exists() else Page()
        theirs: dict[str, Any] = {id: note for id, note in page.annotations.items() if id.startswith("their")}
        id = data.draw(st.sampled_from([*theirs, f"their:{next(self.numbers)}"]))
        if id in theirs and data.draw(st.booleans()):
            del theirs[id]
        else:
            theirs[id] = new_annotation("b", note=data.draw(st.text(max_size=5)), new_id=lambda: id)
        kept = {id: note for id, note in page.annotations.items() if not id.startswith("their")}
        self.store.sidecar.write_bytes(write_page(page.holding({**kept, **theirs})))
        self.outside = theirs

    @invariant()
    def what_was_done_is_in_memory_and_on_the_disk(self) -> None:
        assert self.own() == self.expected
        seen = dict(AnnotationStore.open(self.brief, Path(self.folder.name) / "data").annotations)
        assert seen == {**self.expected, **self.outside}


TestReader = Reader.TestCase
TestReader.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
