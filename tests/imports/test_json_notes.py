"""W3C Web Annotations and Hypothesis' export, read back."""

from __future__ import annotations

import json

import pytest

from tests.imports.papers import applied, kinds
from tests.imports.test_round_trip import BRIEF, TEXT, notes
from viewer.annotations.jsonld import Page, write_page
from viewer.annotations.model import Annotation
from viewer.imports.errors import ImportRefusedError
from viewer.imports.formats import read
from viewer.imports.making import REPLYING
from viewer.imports.matching import propose
from viewer.imports.proposal import Proposal

HYPOTHESIS = {
    "export_date": "2025-04-02T10:00:00Z",
    "export_userid": "acct:bo@hypothes.is",
    "annotations": [
        {
            "id": "aaaaaaaaaaaaaaaaaaaaaa",
            "uri": "https://example.org/brief",
            "created": "2025-04-01T10:15:00.123456+00:00",
            "updated": "2025-04-01T11:15:00.123456+00:00",
            "user": "acct:bo@hypothes.is",
            "user_info": {"display_name": "Bo Berg"},
            "text": "Is that *so*?",
            "tags": ["supply", "doubt"],
            "target": [
                {
                    "source": "https://example.org/brief",
                    "selector": [
                        {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 3},
                        {"type": "TextPositionSelector", "start": 9999, "end": 10016},
                        {
                            "type": "TextQuoteSelector",
                            "exact": "first  tantalum",
                            "prefix": "offers cobalt and ",
                            "suffix": " to the United",
                        },
                    ],
                }
            ],
        },
        {
            "id": "bbbbbbbbbbbbbbbbbbbbbb",
            "uri": "https://example.org/brief",
            "created": "2025-04-01T12:00:00+00:00",
            "updated": "2025-04-01T12:00:00+00:00",
            "user": "acct:cy@hypothes.is",
            "text": "It is.",
            "tags": [],
            "references": ["aaaaaaaaaaaaaaaaaaaaaa"],
            "target": [{"source": "https://example.org/brief"}],
        },
        {"id": "c", "uri": "https://example.org/brief", "user": "acct:di@hypothes.is", "text": "A page note"},
        {
            "id": "d",
            "uri": "https://example.org/brief",
            "text": "",
            "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "words of another page altogether"}]}],
        },
    ],
}


def proposed(value: object, ours: list[Annotation]) -> Proposal:
    source = read("export.json", json.dumps(value).encode())
    return propose([source], {note.id: note for note in ours}, BRIEF)


@pytest.mark.parametrize("key", ["annotations", "rows"])
def test_hypothesis(key: str) -> None:
    export = {key: HYPOTHESIS["annotations"]}
    found = proposed(export, [])
    assert kinds(found) == ["added"] * 4
    first, reply, page, orphan = (
        next(change for change in found.changes if change.id.endswith(f"/{name}"))
        for name in ("aaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbb", "c", "d")
    )
    note = first.note
    assert (note.exact, note.note, note.tags, note.creator) == (
        "first tantalum",
        "Is that *so*?",
        ("supply", "doubt"),
        "Bo Berg",
    )
    assert (note.created, note.modified) == ("2025-04-01T10:15:00Z", "2025-04-01T11:15:00Z")
    assert note.start == TEXT.index("first tantalum")
    assert (reply.note.motivation, reply.note.exact, reply.note.creator) == (REPLYING, "first tantalum", "cy")
    assert page.note.is_whole
    assert orphan.is_orphan and orphan.note.colour == "yellow"
    after = applied(found, [])
    assert kinds(proposed(export, list(after.values()))) == []


def test_hypothesis_later_words_come_in() -> None:
    after = list(applied(proposed(HYPOTHESIS, []), []).values())
    again = json.loads(json.dumps(HYPOTHESIS))
    again["annotations"][0] |= {"text": "So it is", "updated": "2025-04-03T11:15:00+00:00"}
    found = proposed(again, after)
    assert [(change.kind, change.note.note) for change in found.changes] == [("changed", "So it is")]
    assert found.changes[0].note.modified == "2025-04-03T11:15:00Z"


def page_of(ours: list[Annotation]) -> bytes:
    return write_page(Page({note.id: note for note in ours}))


def test_our_own_file_there_and_back() -> None:
    ours = notes()
    here = {note.id: note for note in ours}
    assert kinds(propose([read("n.jsonld", page_of(ours))], here, BRIEF)) == []
    # Notes that the file lacks may be newer than it.
    assert kinds(propose([read("n.jsonld", page_of(ours[2:]))], here, BRIEF)) == []
    theirs = [ours[0].with_note("theirs"), *ours[1:]]
    found = propose([read("n.jsonld", page_of(theirs))], {note.id: note for note in ours[:-1]}, BRIEF)
    assert kinds(found) == ["added", "changed"]
    after = applied(found, ours[:-1])
    assert after[ours[0].id].note == "theirs"
    assert after[ours[-1].id] == ours[-1]


def test_our_own_file_changed_on_both_sides() -> None:
    ours = notes()[:2]
    mine = [ours[0].with_note("mine"), ours[1]]
    theirs = [ours[0].with_note("theirs"), ours[1]]
    found = propose([read("n.jsonld", page_of(theirs))], {note.id: note for note in mine}, BRIEF)
    assert [(change.kind, change.id, change.is_conflict) for change in found.changes] == [("changed", ours[0].id, True)]
    assert {note.note for note in applied(found, mine).values()} == {"mine", "theirs", ours[1].note}


def test_fields_of_others_come_along() -> None:
    value = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "items": [
            {
                "type": "Annotation",
                "body": {"type": "TextualBody", "value": "hm"},
                "audience": {"id": "https://example.org/desk"},
                "target": {"source": "x", "selector": {"type": "TextQuoteSelector", "exact": "first tantalum"}},
            }
        ],
    }
    found = proposed(value, [])
    (change,) = found.changes
    assert (change.placed.state, change.placed.start) == ("placed", TEXT.index("first tantalum"))
    assert "audience" in change.note.json()
    assert kinds(proposed(value, [change.note])) == []


@pytest.mark.parametrize(
    "text", ["{}", "[]", '{"a": 1}', "[1, 2]", '{"annotations": "x"}', '{"items": [{}]}', "{" * 9000]
)
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(ImportRefusedError):
        read("x.json", text.encode())


def test_a_damaged_file_gives_what_is_whole() -> None:
    data = page_of(notes()[:3])
    lines = data.split(b"\n")
    source = read("n.jsonld", b"\n".join([lines[0], lines[1][:40], *lines[2:]]))
    assert len(source.notes) == 2 and source.left_out
