"""Runs cut where notes begin and end."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.report.briefs import brief_of, note_on, report_on
from viewer.mentions.model import Mention
from viewer.report.bidi import visible
from viewer.report.body import DEEPEST, cut_blocks, heading_shift, web_address

BRIEF = brief_of(
    "# A\n\nsome *words* [l](http://x.y)\n\n- one\n- 😀\n\n```\nco\nde\n```\n\n---\n\n| a | |\n|---|--|\n| 1 | 2 |\n"
)
LENGTH = len(BRIEF.text)
SPANS = st.integers(0, LENGTH - 1).flatmap(lambda start: st.tuples(st.just(start), st.integers(start + 1, LENGTH)))


@settings(deadline=None)
@given(st.lists(SPANS, max_size=DEEPEST))
def test_each_note_begins_and_ends_once_and_covers_its_words(spans: list[tuple[int, int]]) -> None:
    report = report_on(BRIEF, *(note_on(BRIEF, span) for span in spans))
    begun: list[int] = []
    ended: list[int] = []
    covered: dict[int, list[str]] = {number: [] for number in range(1, len(report.notes) + 1)}
    for block, pieces in cut_blocks(report):
        assert "".join(piece.run.text for piece in pieces) == block.text
        before = len(begun)
        for piece in pieces:
            assert piece.start >= block.start
            begun += (one.number for one in piece.begin)
            for one in piece.notes:
                assert one.number in begun and one.number not in ended
                covered[one.number].append(piece.run.text)
            ended += (one.number for one in piece.end)
        assert before <= len(begun)
    assert sorted(begun) == sorted(ended) == sorted(covered)
    for number, note in enumerate(report.notes, 1):
        assert note.span
        # Newlines between blocks are of no piece, those inside code are.
        quote = BRIEF.text[slice(*note.span)]
        assert "".join(covered[number]).replace("\n", "") == quote.replace("\n", "")


def test_many_notes_on_the_same_words_are_drawn_up_to_a_depth() -> None:
    report = report_on(BRIEF, *(note_on(BRIEF, "words") for _ in range(40)))
    pieces = [piece for _, pieces in cut_blocks(report) for piece in pieces]
    assert max(len(piece.notes) for piece in pieces) == DEEPEST
    assert sum(len(piece.begin) for piece in pieces) == sum(len(piece.end) for piece in pieces) == 40


def test_a_note_on_no_words_has_a_place() -> None:
    report = report_on(BRIEF, note_on(BRIEF, "words"))
    for at in (0, BRIEF.text.index("words"), LENGTH):
        empty = replace(report, notes=(replace(report.notes[0], start=at, end=at),))
        pieces = [piece for _, pieces in cut_blocks(empty) for piece in pieces if piece.begin]
        assert [(piece.run.text, piece.start, len(piece.end)) for piece in pieces] == [("", at, 1)]


def test_mentions_are_cut_out_too() -> None:
    start = BRIEF.text.index("words")
    mention = Mention(start, start + 5, "m23", "actor", "armed-group", "declared", "words")
    report = report_on(BRIEF, note_on(BRIEF, (start - 3, start + 2)))
    found = [piece.run.text for _, pieces in cut_blocks(report, [mention]) for piece in pieces if piece.mention == 0]
    assert found == ["wo", "rds"]


def test_the_highest_heading_comes_below_the_title() -> None:
    assert heading_shift(brief_of("### a\n\n#### b"), 2) == -1
    assert heading_shift(brief_of("# a"), 2) == 1
    assert heading_shift(brief_of("no heading"), 2) == 0


@pytest.mark.parametrize("link", ["http://a.b/c?d#e", "https://a.b", "mailto:a@b.c", " https://a.b "])
def test_addresses_that_lead_out(link: str) -> None:
    assert web_address(link) == link.strip()


@pytest.mark.parametrize(
    "link",
    [
        "", "#a", "a.md", "javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:x", "data:text/html,x", "file:///x",
        "//a.b", "http:", "http:///x", "http://[", "vbscript:x", "mailto:", "actor:m23", "ht\ttps://a.b", "https://a b",
        "https://a.b/\u202egpj", "https://a.b/\x00",
    ],
)  # fmt: skip
def test_what_is_no_address(link: str) -> None:
    assert web_address(link) == ""


def test_bidi_controls_in_links_show() -> None:
    assert visible("a\u202eb") == "a\ufffdb"
