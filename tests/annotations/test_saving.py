"""The saver: what others write into the file is taken in without the reader doing anything, and told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.annotations.conftest import do
from viewer.annotations.edits import Edit
from viewer.annotations.incoming import Summary
from viewer.annotations.jsonld import Page, read_page, write_page
from viewer.annotations.store import AnnotationStore
from viewer.ui import saving
from viewer.ui.saving import Saver, SaveState


@pytest.fixture
def saver(qtbot: Any, store: AnnotationStore, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(saving, "WATCH_INTERVAL", 20)
    monkeypatch.setattr(saving, "FOLD_DELAY", 50)
    saver = Saver(store)
    yield saver
    saver.close()


def test_a_change_from_outside_comes_in_by_itself(qtbot: Any, saver: Saver, store: Any, make: Any) -> None:
    note = make("theirs")
    with qtbot.waitSignal(saver.outside, timeout=3000) as told:
        store.sidecar.write_bytes(write_page(Page({note.id: note})))
    assert dict(store.annotations) == {note.id: note}
    assert str(Summary.of(told.args[0])) == "1 note added" and saver.state == SaveState.SAVED


def test_a_file_replaced_by_a_sync_client_comes_in_too(
    qtbot: Any, saver: Saver, store: Any, make: Any, brief: Path
) -> None:
    mine, theirs = make("mine"), make("theirs")
    with qtbot.waitSignal(saver.outside, timeout=3000):
        do(store, Edit.adding("Add", [mine]))
        saver.fold()
        download = brief.with_name("download")
        qtbot.waitUntil(store.sidecar.exists)
        download.write_bytes(write_page(Page({mine.id: mine, theirs.id: theirs})))
        download.replace(store.sidecar)
    assert set(store.annotations) == {mine.id, theirs.id}


def test_damage_from_outside_is_told_and_takes_no_note_along(qtbot: Any, saver: Saver, store: Any, make: Any) -> None:
    saver.save(Edit("Nothing", {}))
    do(store, Edit.adding("Add", [make("a"), make("b")]))
    qtbot.waitUntil(store.sidecar.exists)
    with qtbot.waitSignal(saver.noticed, timeout=3000) as told:
        store.sidecar.write_bytes(store.sidecar.read_bytes()[:-40])
    assert "is damaged" in told.args[0]
    qtbot.waitUntil(lambda: not read_page(store.sidecar.read_bytes()).damage)
    assert len(store.annotations) == len(read_page(store.sidecar.read_bytes()).annotations) == 2


def test_a_folder_that_is_gone_is_told(qtbot: Any, saver: Saver, store: Any, make: Any, brief: Path) -> None:
    do(store, Edit.adding("Add", [make("a")]))
    store.fold()
    with qtbot.waitSignal(saver.noticed, timeout=3000) as told:
        brief.parent.rename(brief.parent.with_name("gone"))
    assert "folder of this brief is gone" in told.args[0]
