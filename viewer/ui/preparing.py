"""Everything that a session knows of a brief from the start, put together on whichever thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from viewer.annotations.anchors import Placer
from viewer.annotations.errors import LoadError
from viewer.annotations.lost import find_lost
from viewer.annotations.notes_folder import notes_folder
from viewer.annotations.store import AnnotationStore
from viewer.annotations.texts import TextStore, text_digest
from viewer.brief.model import Brief
from viewer.folders import Folders
from viewer.language import tr
from viewer.mentions.gazetteer import Gazetteer
from viewer.mentions.index import Indexer
from viewer.report.corrections import corrections_of
from viewer.ui.own_names import OwnNames
from viewer.ui.session import Opened


def prepare(
    path: Path,
    brief: Brief,
    gazetteer: Callable[[], Gazetteer],
    own: OwnNames,
    folders: Folders,
    recents: Sequence[tuple[Path, str]],
) -> Opened:
    """Open the notes of a brief, find where they stand, and who and what it names. `recents` as for `Opener.open`."""
    indexer = Indexer(brief, gazetteer())
    store, notices = _open_store(path, brief, folders)
    texts = TextStore(folders.texts)
    placer = Placer(brief.text, texts.read)
    placed = placer.place_all(store.annotations.values())
    lost = find_lost(path, text_digest(brief.text), recents, notes_folder(path, folders))
    known = own.read()
    notices += tuple(fault.at(own.path.name) for fault in known.faults)
    index = indexer.index(corrections_of(store.annotations.values(), placed).over(known.corrections))
    return Opened(path, brief, indexer, index, store, placed, placer, texts, own, lost, (*notices, *store.notices))


def _open_store(path: Path, brief: Brief, folders: Folders) -> tuple[AnnotationStore, tuple[str, ...]]:
    """The notes beside the brief; where those cannot be read and must not be touched, a fresh place for new ones,
    with a sentence that says so."""
    notes = notes_folder(path, folders)
    try:
        return AnnotationStore.open(path, notes, text_digest=text_digest(brief.text)), ()
    except LoadError as error:
        folder = notes / brief.digest[:16]
        folder.mkdir(parents=True, exist_ok=True)
        store = AnnotationStore.open(folder / brief.name, notes)
        return store, (tr("{problem} New notes are kept in {folder}.", problem=error, folder=folder),)
