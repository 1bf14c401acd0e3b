"""What is fuzzed: each target takes any bytes, has the program read them, and fails if what came of it is not sound.

A sentence for the reader (`ViewerError`) is sound, and so is running out of depth or memory where the program reads in
a process that may. Any other exception is a find, and so is anything that does not end in `PATIENCE`, except where the
program itself would end it: the Markdown parser and the importing process have deadlines (see `ended`).
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from tests.fuzz import own_targets
from tests.fuzz.bounds import CORPUS, PATIENCE, HangError, ended, folder_in_memory, limited
from viewer.annotations.anchors import place_all
from viewer.annotations.edits import AnnotationSet, Edit
from viewer.annotations.errors import LoadError
from viewer.annotations.jsonld import Page, read_page, write_page
from viewer.annotations.model import Annotation, new_annotation
from viewer.annotations.store import AnnotationStore
from viewer.annotations.target import Target
from viewer.brief import wire as brief_wire
from viewer.brief.front_matter import parse_front_matter, split_front_matter
from viewer.brief.loader import _Intake
from viewer.brief.model import Brief
from viewer.brief.source import BriefError, clean_text, decode_source
from viewer.brief.worker import parse
from viewer.imports import wire as import_wire
from viewer.imports.errors import ImportRefusedError
from viewer.imports.formats import read
from viewer.imports.matching import propose

#: The parser gets this much, and is then shown to be ended by its deadline elsewhere (tests/hostile).
_PARSING = 2.0
_PARTS = "=== "

BRIEF = """---
title: The offer
actors: [COD, {id: m23, name: M23, kind: armed-group}]
---
# The offer

Cobalt prices rose in March. Glencore cut output in Katanga; *cobalt hydroxide* fell by a third.

- The rebels took Goma. 😀
"""


def front_matter(data: bytes) -> None:
    """Front matter gives fields or a sentence with a place."""
    text = data.decode(errors="surrogateescape")
    matter, body, _ = split_front_matter(text)
    assert matter in text and body in text
    for one in (matter, clean_text(text)):
        try:
            front, faults = parse_front_matter(one)
        except BriefError as error:
            assert (error.line, error.column) >= (2, 1)
            continue
        lines = one.count("\n") + one.count("\r") + one.count("\x85") + one.count("\u2028") + one.count("\u2029") + 3
        for fault in faults:
            assert 2 <= fault.line <= lines and fault.column >= 1 and fault.what.splitlines() == [fault.what], fault
        for value in (front.title, front.summary, front.marking, *(entity.name for entity in front.entities)):
            assert value == clean_text(value)
        assert brief_wire.unpack_front(json.loads(json.dumps(brief_wire.pack_front(front)))) == front


def markdown(data: bytes) -> None:
    """A brief is read whole, or as plain text, and gets through the wire as it is."""
    with folder_in_memory() as folder:
        path = folder / "b.brief.md"
        path.write_bytes(data)
        try:
            source = decode_source(data, path.name)
        except BriefError:
            return
        brief = None
        # Otherwise told, or shown as plain text.
        with ended(_PARSING), suppress(BriefError, RecursionError, MemoryError):
            brief = _read(path, plain=False)
        try:
            plain = _read(path, plain=True)
        except BriefError:
            return
        for one in filter(None, (brief, plain)):
            assert one.text == "\n".join(block.text for block in one.blocks)
            assert one.text.replace("\ufffc", "") == clean_text(one.text.replace("\ufffc", ""))
            assert one.digest == source.digest
            for block in one.blocks:
                assert one.text[block.start : block.end] == block.text
                assert "".join(run.text for run in block.runs) == block.text
            for fault in one.faults:
                assert fault.what.splitlines() == [fault.what]


def _read(path: Path, plain: bool) -> Brief:
    intake, event = _Intake(()), None
    for message in parse(path, plain):
        event = intake.take(brief_wire.decode(brief_wire.encode(message)))
    assert isinstance(event, Brief)
    return event


def _look_at(note: Annotation) -> None:
    """What the window shows of a note can be shown, and written."""
    for name in "note tags colour style entity declares source heading exact prefix suffix creator created".split():
        "".join(getattr(note, name)).encode()
    assert note.conflicts_with != note.id
    assert Annotation.parse(note.text).text == note.text


def sidecar(data: bytes) -> None:
    """What can be read of an annotations file is shown, kept by the next save, and never replaced by less."""
    page = read_page(data)
    for note in page.annotations.values():
        _look_at(note)
    written = write_page(page.holding(page.annotations))
    again = read_page(written)
    assert again.is_readable and write_page(again) == written
    assert dict(again.annotations) == dict(page.annotations)
    place_all(page.annotations.values(), BRIEF)
    _saved(data, b"", page.annotations)


def journal(data: bytes) -> None:
    """What can be read of a journal is shown and folded, and the rest kept."""
    first = new_annotation("b.brief.md", Target.at(BRIEF, 4, 9, ""), note="first", new_id=lambda: "urn:first")
    _saved(write_page(Page({first.id: first})), data, {first.id: first})


def _saved(content: bytes, journal: bytes, expected: Mapping[str, Annotation]) -> None:
    """Opened, added to, saved, and opened again."""
    with folder_in_memory() as folder:
        brief = folder / "b.brief.md"
        brief.write_text(BRIEF)
        file = folder / "b.annotations.jsonld"
        if content:
            file.write_bytes(content)
        if journal:
            (folder / ".b.annotations.journal").write_bytes(journal)
        try:
            store = AnnotationStore.open(brief, folder / "data")
        except LoadError as error:
            assert "\n" not in str(error)
            assert file.read_bytes() == content
            return
        before = dict(store.annotations)
        for note in before.values():
            _look_at(note)
        if not journal:
            assert before == dict(expected)
        mine = new_annotation("b.brief.md", Target.at(BRIEF, 4, 9, ""), note="mine", new_id=lambda: "urn:mine")
        edit = Edit("add", {mine.id: (before.get(mine.id), mine)})
        store.annotations.apply(edit)
        store.append(edit)
        store.close()
        reopened = AnnotationStore.open(brief, folder / "data")
        assert dict(reopened.annotations) == dict(store.annotations) == {**before, mine.id: mine}
        page = read_page(content)
        if content and not page.is_readable and not page.is_newer:
            assert content in [path.read_bytes() for path in folder.glob("*damaged*")]


def _imported(data: bytes, name: str) -> None:
    """A file is refused in a sentence, or what it says can be shown, applied and saved."""
    source = None
    with ended(PATIENCE - 1):
        try:
            source = read(name, data)
        except ImportRefusedError as error:
            assert str(error).splitlines() == [str(error)]
        except (RecursionError, MemoryError):
            pass
    if source is None:
        return
    found = import_wire.unpack(import_wire.pack(source))
    assert not isinstance(found, str) and len(found.notes) == len(source.notes)
    own = new_annotation("b.brief.md", Target.at(_brief().text, 4, 9, ""), note="own", new_id=lambda: "urn:own")
    notes = AnnotationSet()
    notes.apply(Edit.adding("add", [own]))
    proposal = propose([found], dict(notes), _brief())
    str(proposal)
    for change in proposal.changes:
        _look_at(change.note)
        assert change.placed.start is None or 0 <= change.placed.start <= (change.placed.end or 0) <= len(_brief().text)
    before = dict(notes)
    edit = proposal.edit({change.id for change in proposal.changes})
    notes.apply(edit)
    assert read_page(write_page(Page(notes))).annotations == dict(notes)
    notes.apply(edit.inverse())
    assert dict(notes) == before


_made: list[Brief] = []


def _brief() -> Brief:
    if not _made:
        with folder_in_memory() as folder:
            path = folder / "b.brief.md"
            path.write_text(BRIEF)
            _made.append(_read(path, plain=False))
    return _made[0]


def pdf(data: bytes) -> None:
    """A PDF, with its header if it lost it: anything else is another target's."""
    _imported(data if b"%PDF-" in data[:1024] else b"%PDF-1.4\n" + data, "n.pdf")


def docx(data: bytes) -> None:
    """The parts of a Word document, each behind a line `=== NAME`: packed here, as no mutation keeps a checksum."""
    out = io.BytesIO()
    names: set[str] = set()
    with zipfile.ZipFile(out, "w") as archive:
        for part in data.split(f"\n{_PARTS}".encode()):
            head, _, content = part.removeprefix(_PARTS.encode()).partition(b"\n")
            name = head.decode(errors="replace").strip()[:200] or "x"
            if name not in names and "\x00" not in name:
                names.add(name)
                archive.writestr(name, content)
    _imported(out.getvalue(), "n.docx")
    _imported(b"PK\x03\x04" + data, "n.docx")


def csv(data: bytes) -> None:
    """A table, or whatever text that is none."""
    _imported(data.replace(b"%PDF-", b"").removeprefix(b"PK\x03\x04"), "n.csv")


def json_ld(data: bytes) -> None:
    """Web annotations, or Hypothesis' export."""
    _imported(data if data.lstrip()[:1] in (b"{", b"[") else b"{" + data, "n.jsonld")


TARGETS: dict[str, Callable[[bytes], None]] = {
    "front_matter": front_matter,
    "markdown": markdown,
    "sidecar": sidecar,
    "journal": journal,
    "pdf": pdf,
    "docx": docx,
    "csv": csv,
    "json_ld": json_ld,
    **own_targets.TARGETS,
}


def check(target: str, data: bytes) -> None:
    """Have a target read this. Raises whatever is a find, `HangError` among it."""
    with limited(PATIENCE, HangError):
        TARGETS[target](data)


def seeds(target: str) -> list[bytes]:
    """The corpus of a target: what it was seen to read, and what it was found to fail on once."""
    return [path.read_bytes() for path in sorted((CORPUS / target).iterdir())]
