"""Annotations that came by mail: whatever they hold is kept and shown, nothing is followed, and no note is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.annotations.conftest import TEXT, do
from tests.conftest import ROOT
from viewer.annotations.anchors import place_all
from viewer.annotations.edits import Edit
from viewer.annotations.json_text import canonical
from viewer.annotations.jsonld import Page, read_page, write_page
from viewer.annotations.store import AnnotationStore

QUOTE = {"type": "TextQuoteSelector", "exact": "Glencore"}


def at(start: object, end: object, **more: object) -> dict[str, Any]:
    return {"source": "b.brief.md", "selector": [{"type": "TextPositionSelector", "start": start, "end": end}], **more}


ITEMS: dict[str, dict[str, Any]] = {
    "absolute source": {"target": {"source": "/etc/passwd", "selector": QUOTE}},
    "remote source": {"target": {"source": "https://reach.invalid/x?y", "selector": QUOTE}},
    "source on a share": {"target": "\\\\reach.invalid\\share\\x"},
    "source above": {"target": {"source": "../../secret", "state": {"cached": "nih:sha-256-128;../../secret"}}},
    "remote body": {"body": {"id": "https://reach.invalid/body", "format": "text/html"}, "target": "b"},
    "entity elsewhere": {"body": {"type": "SpecificResource", "source": "file:///etc/passwd"}, "target": "b"},
    "HTML": {"bodyValue": "<script>alert(1)</script><img src=file:///etc/passwd onerror=x>", "target": "b"},
    "commands": {"bodyValue": "=cmd|' /C calc'!A0", "target": "b"},
    "bidi and controls": {"bodyValue": "\u202egnp.exe\u2066\x00\x1b[31m\u2028\ufdd0", "target": at(0, 3)},
    "lone surrogates": {
        "bodyValue": "\ud800 \udfff",
        "creator": "\ud83d",
        "x": {"\udc00": "\ude00"},
        "target": at(0, 3),
    },
    "a long body": {"bodyValue": "x" * 1_000_000, "target": "b"},
    "front matter with a bomb": {
        "body": {
            "type": "TextualBody",
            "purpose": "editing",
            "format": "application/yaml",
            "value": "a: &a [x,x]\nb: &b [*a,*a]\nactors: *b",
        },
        "target": "b",
    },
    **{
        f"position {number}": {"target": at(*position, state=[5, None, {}])}
        for number, position in enumerate(
            [
                (-5, 3),
                (3, -5),
                (9, 2),
                (0, 2**53 + 1),
                (10**18, 10**18 + 5),
                (0.5, 7.5),
                ("0", "9"),
                (None, True),
                ([], {}),
            ]
        )
    },
    "wrong types": {
        "body": 5,
        "target": [[], 7, None],
        "motivation": {},
        "created": [],
        "creator": [[[]]],
        "stylesheet": 1,
    },
    "nothing in it": {},
    "a conflict with nothing": {"briefing:conflictOf": "urn:none", "briefing:settled": [[], 5], "target": "b"},
    "a conflict with itself": {"briefing:conflictOf": "urn:x", "briefing:settled": "urn:x", "target": "b"},
    "a time that is none": {"created": "9999-99-99", "modified": "-1", "target": "b"},
}
PROPERTIES = (
    "note tags colour entity declares source heading exact prefix suffix creator created modified motivation".split()
)


def saved(brief: Path, data: bytes, make: Any, tmp_path: Path) -> AnnotationStore:
    """Opens the file, shows all of it, adds a note, and saves."""
    brief.with_name("b.annotations.jsonld").write_bytes(data)
    store = AnnotationStore.open(brief, tmp_path / "data")
    for annotation in store.annotations.values():
        for name in PROPERTIES:
            "".join(getattr(annotation, name)).encode()
        assert annotation.conflicts_with != annotation.id
    place_all(store.annotations.values(), TEXT)
    do(store, Edit.adding("Add", [make("mine")]))
    store.close()
    return store


@pytest.mark.parametrize("what", ITEMS)
def test_what_came_is_shown_and_kept(brief: Path, make: Any, tmp_path: Path, what: str) -> None:
    item = {"id": "urn:x", "type": "Annotation", **ITEMS[what]}
    data = json.dumps({"type": "AnnotationPage", "items": [item]}).encode()
    store = saved(brief, data, make, tmp_path)
    page = read_page(store.sidecar.read_bytes())
    assert not page.damage and len(page.annotations) == 2
    assert page.annotations["urn:x"].text == canonical(json.loads(json.dumps(item)))
    assert {path.name for path in brief.parent.iterdir()} <= {brief.name, store.sidecar.name, "data"}


@pytest.mark.parametrize("id", ["", None, 5, [], {"id": "x"}, "\ud800", "a\nb", "../../x", "x" * 100_000])
def test_an_odd_id_costs_no_note(brief: Path, make: Any, tmp_path: Path, id: object) -> None:
    items = [{"type": "Annotation", "bodyValue": text, "id": id} for text in ("first", "second")]
    store = saved(brief, json.dumps(items).encode(), make, tmp_path)
    page = read_page(store.sidecar.read_bytes())
    assert sorted(note.note for note in page.annotations.values()) == ["first", "mine", "second"]
    assert all(read.encode() for read in page.annotations)


@pytest.mark.parametrize(
    "value", ["[" * 100_000 + "]" * 100_000, '{"x":' * 5_000 + "1" + "}" * 5_000, "1" * 6_000, "1e400", "-1e999"]
)
def test_what_python_cannot_read_is_kept_as_it_stands(brief: Path, make: Any, tmp_path: Path, value: str) -> None:
    line = f'{{"id": "urn:x", "type": "Annotation", "x": {value}}}'
    whole = write_page(Page({}, {"label": "L"}, (line,)))
    store = saved(brief, whole, make, tmp_path)
    data = store.sidecar.read_bytes()
    assert line.encode() in data and len(read_page(data).annotations) == 1
    assert not list(brief.parent.glob("*damaged*"))


FOLLOWED = """
import sys
BAIT = ("etc/passwd", "../secret", "reach")
seen = []
sys.addaudithook(lambda event, arguments: seen.append((event, arguments)))
from pathlib import Path
from viewer.annotations.anchors import place_all
from viewer.annotations.incoming import read_file
from viewer.annotations.lost import find_lost
from viewer.annotations.store import AnnotationStore
brief = Path(sys.argv[1])
store = AnnotationStore.open(brief, brief.parent / "data")
assert len(store.annotations) == int(sys.argv[2])
place_all(store.annotations.values(), "Glencore")
for note in store.annotations.values():
    note.source, note.note, note.entity, note.declares
read_file(brief)
find_lost(brief, "0" * 32)
store.close()
for event, arguments in seen:
    text = repr(arguments)
    if event.startswith(("socket.", "urllib.", "subprocess.", "os.system", "os.exec", "webbrowser.")):
        print(event, text)
    if event in ("open", "os.listdir", "os.scandir") and any(one in text for one in BAIT):
        print(event, text)
"""


def test_nothing_that_came_is_followed(brief: Path) -> None:
    items = [{"type": "Annotation", "id": f"urn:{name}", **item} for name, item in ITEMS.items()]
    brief.with_name("b.annotations.jsonld").write_text(json.dumps({"items": items, "next": "https://reach.invalid/2"}))
    command = [sys.executable, "-c", FOLLOWED, str(brief), str(len(items))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
