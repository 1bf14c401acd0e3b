"""Two files made one: the algebra of it, and what becomes of deletions, page fields and what is no annotation."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from viewer.annotations.conflicts import conflicts
from viewer.annotations.jsonld import Page, read_page, write_page
from viewer.annotations.model import Annotation
from viewer.annotations.three_way import merge_notes, merge_pages

IDS = "abcdef"
Notes = dict[str, Annotation]


def note(id: str, text: str, minute: int = 0) -> Annotation:
    return Annotation.of({"id": id, "bodyValue": text, "modified": f"2026-03-01T12:{minute:02}:00Z"})


BASES = st.sets(st.sampled_from(IDS)).map(lambda ids: {id: note(id, "base") for id in ids})
CHOICES = st.sampled_from(["leave", "delete", *"uvw"])


def edited(base: Notes, choices: dict[str, str]) -> Notes:
    """The base with notes deleted, changed and added."""
    notes = dict(base)
    for id, choice in choices.items():
        if choice == "delete":
            notes.pop(id, None)
        elif choice != "leave":
            notes[id] = note(id, choice, 1 + ord(choice) % 3)
    return notes


@st.composite
def disjoint(draw: Any) -> tuple[Notes, list[Notes]]:
    """Three sides that changed different notes of one file, and the file."""
    base = draw(BASES)
    owner = {id: draw(st.integers(0, 2)) for id in IDS}
    choices = draw(st.fixed_dictionaries(dict.fromkeys(IDS, CHOICES)))
    return base, [edited(base, {id: choices[id] for id in IDS if owner[id] == side}) for side in range(3)]


@given(disjoint())
def test_disjoint_changes_commute_associate_and_repeat(case: tuple[Notes, list[Notes]]) -> None:
    base, (a, b, c) = case
    ab = merge_notes(a, b, base)
    assert ab == merge_notes(b, a, base)
    assert merge_notes(ab, c, base) == merge_notes(a, merge_notes(b, c, base), base)
    assert merge_notes(ab, ab, base) == merge_notes(ab, a, base) == merge_notes(ab, b, base) == ab
    assert merge_notes(a, a, base) == a and merge_notes(a, base, base) == a
    assert not conflicts(merge_notes(ab, c, base))


@given(disjoint())
def test_disjoint_changes_are_all_there(case: tuple[Notes, list[Notes]]) -> None:
    base, sides = case
    merged = merge_notes(merge_notes(sides[0], sides[1], base), sides[2], base)
    for id in IDS:
        changed = [side.get(id) for side in sides if side.get(id) != base.get(id)]
        assert merged.get(id) == (changed[0] if changed else base.get(id))


@given(BASES, *[st.fixed_dictionaries(dict.fromkeys(IDS, CHOICES)) for _ in "ab"], st.booleans())
def test_whatever_two_sides_did_no_text_is_lost(
    base: Notes, ours: dict[str, str], theirs: dict[str, str], known: bool
) -> None:
    """Apart from what one side deleted or changed and the other left alone."""
    a, b = edited(base, ours), edited(base, theirs)
    merged = merge_notes(a, b, base if known else None)
    assert merged == merge_notes(b, a, base if known else None)
    assert merge_notes(merged, merged, base) == merged
    found = {(one.conflicts_with or one.id, one.note) for one in merged.values()}
    for side in (a, b):
        wanted = {(one.id, one.note) for one in side.values() if not known or base.get(one.id) != one}
        assert wanted <= found
    for id in IDS:
        if known and base.get(id) and (id not in a or id not in b) and base[id] in (a.get(id), b.get(id)):
            assert id not in merged


FIELDS = st.dictionaries(st.sampled_from(["label", "x", "y"]), st.none() | st.integers(0, 2) | st.text(max_size=2))
LOOSE = st.lists(st.sampled_from(['"http://one"', '"http://two"', "7"]), unique=True).map(tuple)
PAGES = st.builds(lambda fields, loose: Page({}, fields, loose), FIELDS, LOOSE)


@given(PAGES, PAGES, PAGES)
def test_what_is_not_understood_is_merged_as_well(a: Page, b: Page, base: Page) -> None:
    merged = merge_pages(a, b, base)
    assert merged == merge_pages(b, a, base) and merge_pages(merged, merged) == Page({}, merged.fields, merged.loose)
    for key in {*a.fields, *b.fields}:
        sides = [page.fields.get(key, "absent") for page in (a, b, base)]
        allowed = {repr(value) for value in sides[:2] if repr(value) != repr(sides[2]) or sides[0] == sides[1]}
        assert repr(merged.fields.get(key, "absent")) in allowed
    assert set(merged.loose) >= (set(a.loose) | set(b.loose)) - set(base.loose)
    assert not (set(merged.loose) & set(base.loose)) - (set(a.loose) & set(b.loose))
    assert merge_pages(a, Page()).fields == dict(a.fields)


def test_a_merged_file_reads_as_it_was_written(make: Any) -> None:
    page = merge_pages(Page({"a": note("a", "x")}, {"label": None}, ('"http://iri"',)), Page({"b": note("b", "y")}))
    again = read_page(write_page(page))
    assert (dict(again.annotations), again.fields["label"], again.loose) == (page.annotations, None, page.loose)
