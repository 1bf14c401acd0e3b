"""The annotations file: a valid page, one note a line, and what is left of it when it is damaged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.annotations.json_text import canonical, parse
from viewer.annotations.jsonld import CONTEXT, Page, read_page, sidecar_path, write_page
from viewer.annotations.model import Annotation

ITEM = st.fixed_dictionaries(
    {"id": st.text(st.characters(codec="ascii", categories=["L"]), min_size=1), "type": st.just("Annotation")},
    optional={"x": st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=5), "body": st.text()},
)


def page_of(*items: Annotation) -> Page:
    return Page({item.id: item for item in items})


def test_one_line_a_note_sorted_and_valid(make: Any) -> None:
    notes = [make(f"Note {n}: “quoted”\nsecond line 🪨", tags=["supply"], colour="green") for n in range(12)]
    data = write_page(page_of(*reversed(notes)))
    assert data.endswith(b"}\n") and b"\r" not in data
    lines = data.decode().split("\n")
    assert len(lines) == 12 + 3
    value = json.loads(data)
    assert (value["@context"], value["type"]) == (CONTEXT, "AnnotationPage")
    ids = [item["id"] for item in value["items"]]
    assert ids == sorted(ids)
    for line, item in zip(lines[1:], value["items"], strict=False):
        assert line.rstrip(",") == json.dumps(item, sort_keys=True, ensure_ascii=False)
    assert list(value) == sorted(value)


def test_an_edit_changes_one_line(make: Any) -> None:
    notes = [make(f"Note {n}") for n in range(5)]
    before = write_page(page_of(*notes)).split(b"\n")
    notes[2] = notes[2].with_note("other")
    after = write_page(page_of(*notes)).split(b"\n")
    assert [a == b for a, b in zip(before, after, strict=True)].count(False) == 1


@given(st.lists(ITEM, unique_by=lambda item: item["id"]), st.dictionaries(st.text(), st.none() | st.text()))
def test_what_was_read_is_written_again(items: list[dict[str, Any]], fields: dict[str, Any]) -> None:
    fields.pop("items", None)
    value = {
        **fields,
        "@context": [CONTEXT, {"x": "y"}],
        "type": ["AnnotationPage"],
        "items": [*items, "http://iri", 7],
    }
    page = read_page(json.dumps(value).encode())
    assert page.damage is None
    written = write_page(page)
    again = json.loads(written)
    for whole in (value, again):
        whole["items"] = sorted(map(canonical, whole["items"]))
    assert again == parse(canonical(value))
    assert write_page(read_page(written)) == written


@given(st.binary() | st.text().map(str.encode))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    page = read_page(data)
    assert write_page(page).endswith(b"\n")


def test_nothing_is_lost_of_deep_values(make: Any) -> None:
    note = make("kept")
    for depth in (150, 100_000):
        deep = '{"id": "deep", "type": "Annotation", "x": ' + "[" * depth + "]" * depth + "}"
        data = write_page(Page({note.id: note}, {"label": "mine"}, (deep,)))
        page = read_page(data)
        assert page.damage is None
        assert dict(page.annotations) == {note.id: note}
        assert [item.replace(" ", "") for item in page.loose] == [deep.replace(" ", "")]
        assert write_page(page).replace(b" ", b"") == data.replace(b" ", b"")


@pytest.mark.parametrize("wrap", ["{}", "[{}]", '{{"type": "AnnotationPage", "items": {}}}', "\ufeff{}", "\r\n{}\r\n"])
def test_other_forms_of_a_page_are_read(make: Any, wrap: str) -> None:
    note = make("a")
    page = read_page(wrap.format(note.text).encode())
    assert (dict(page.annotations), page.damage) == ({note.id: note}, None)


def test_a_page_with_a_field_of_a_note_is_still_a_page(make: Any) -> None:
    note = make("a")
    page = read_page(f'{{"type": "AnnotationPage", "target": "x", "items": [{note.text}]}}'.encode())
    assert (dict(page.annotations), page.fields["target"]) == ({note.id: note}, "x")


def test_notes_without_a_usable_id_get_one_that_stays(make: Any) -> None:
    bare = {"type": "Annotation", "bodyValue": "no id"}
    data = json.dumps({"items": [bare, {**bare, "id": 5}]}).encode()
    first, second = read_page(data), read_page(data)
    assert dict(first.annotations) == dict(second.annotations)
    assert [note.note for note in first.annotations.values()] == ["no id"] * 2
    assert sorted(str(note.json().get("briefing:formerId")) for note in first.annotations.values()) == ["5", "None"]


def test_two_notes_with_one_id_both_stay_whatever_their_order(make: Any, clock: Any) -> None:
    one = make("one")
    other = one.with_note("other", clock)
    for items in ([one, other, one], [other, one]):
        page = read_page(f'{{"items": [{",".join(item.text for item in items)}]}}'.encode())
        assert page.annotations[one.id] == other
        copies = [note for note in page.annotations.values() if note.conflicts_with == one.id]
        assert [copy.note for copy in copies] == ["one"] and len(page.annotations) == 2


def test_every_truncation_keeps_every_whole_line(make: Any) -> None:
    notes = [make(f"Note {n} 🪨") for n in range(6)]
    data = write_page(page_of(*notes))
    for cut in range(0, len(data) - 1, 3):
        page = read_page(data[:cut])
        whole = [note for note in notes if note.text.encode() in data[:cut]]
        assert list(page.annotations.values()) == whole
        if cut < len(data) - 2:
            assert page.damage is not None and page.damage.rescued == len(whole)


def test_garbage_costs_the_lines_it_stands_in(make: Any) -> None:
    notes = [make(f"Note {n}") for n in range(6)]
    lines = write_page(page_of(*notes)).split(b"\n")
    lines[2] = b"\xff\xfe\x00" + lines[2]
    lines[4] = lines[4][:20]
    lines.insert(6, b"\x00" * 512)
    page = read_page(b"\n".join(lines))
    assert [note.note for note in page.annotations.values()] == ["Note 0", "Note 2", "Note 4", "Note 5"]
    assert page.damage is not None and (page.damage.rescued, page.damage.lost) == (4, 3)
    assert "4 notes" in page.damage.sentence("b.jsonld") and "3 lines" in page.damage.sentence("b.jsonld")


@pytest.mark.parametrize("base", ["", "||||||| base\n{base},\n"])
def test_an_unfinished_merge_gives_both_sides(make: Any, base: str) -> None:
    common, note = make("common"), make("base")
    mine, theirs, added = note.with_note("mine"), note.with_note("theirs"), make("added")
    data = write_page(page_of(common, note)).decode()
    marked = (
        f"<<<<<<< HEAD\n{mine.text},\n{base.format(base=note.text)}=======\n{theirs.text},\n{added.text}\n>>>>>>> x"
    )
    page = read_page(data.replace(note.text, marked).encode())
    assert sorted(found.note for found in page.annotations.values()) == ["added", "common", "mine", "theirs"]
    assert page.damage is not None and page.damage.unmerged and not page.damage.lost
    assert "both sides" in page.damage.sentence("b.jsonld")


def test_a_part_of_a_note_is_not_taken_for_a_note(make: Any) -> None:
    data = json.dumps(json.loads(write_page(page_of(make("a", tags=["t"])))), indent=1).encode()
    assert read_page(data).damage is None
    assert not read_page(data[:-5]).annotations


@pytest.mark.parametrize(
    ("brief", "sidecar"),
    [
        ("foo.brief.md", "foo.annotations.jsonld"),
        ("foo.md", "foo.md.annotations.jsonld"),
        ("foo.txt", "foo.txt.annotations.jsonld"),
        ("foo", "foo..annotations.jsonld"),
        ("a b.c.brief.md", "a b.c.annotations.jsonld"),
    ],
)
def test_where_the_notes_of_a_brief_lie(brief: str, sidecar: str) -> None:
    assert sidecar_path(Path("folder") / brief) == Path("folder") / sidecar
