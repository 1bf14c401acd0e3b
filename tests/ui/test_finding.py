"""The search, against a slow one that says what is meant; and what a reader may expect of it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.mentions.folding import fold, fold_keeping_case, is_combining, is_word
from viewer.ui.finding import FoldedText, Hit, Query, Search

# Letters with and without accents, ligatures, what vanishes, kinds of space, an unspaced script, beyond the BMP.
ALPHABET = "abAB éÉßﬁİ’'-\u0301\u00ad\u200b\u00a0\n\t  中😀_1"
TEXTS = st.text(ALPHABET, max_size=60)
WORDS = st.text(ALPHABET, min_size=1, max_size=4)


def found(text: str, query: Query, slice_length: int = 1 << 15, start: int = 0) -> list[Hit]:
    search = Search(FoldedText(text, query.case, slice_length), query, start)
    while not search.is_done:
        search.step()
    hits = search.between(0, len(text))
    assert search.count == len(hits)
    return hits


def naive(text: str, query: Query) -> list[Hit]:
    """Fold each character by itself, note where it comes from, and compare at every place."""
    folding = fold_keeping_case if query.case else fold
    folded: list[tuple[str, int]] = []
    for at, character in enumerate(text):
        for piece in folding(character):
            if not (piece == " " and folded and folded[-1][0] == " "):
                folded.append((piece, at))
    sought = folding(query.words)
    hits: list[Hit] = []
    at = 0
    while sought.strip() and at + len(sought) <= len(folded):
        if "".join(piece for piece, _ in folded[at : at + len(sought)]) != sought:
            at += 1
            continue
        start, end = folded[at][1], folded[at + len(sought) - 1][1] + 1
        if sought[-1] == " ":
            rest = [one for one in range(end, len(text)) if folding(text[one]) not in (" ", "")]
            stop = rest[0] if rest else len(text)
            end = max((one + 1 for one in range(end, stop) if folding(text[one]) == " "), default=end)
        while end < len(text) and is_combining(text[end]):
            end += 1
        if not (query.whole and (cuts(text, start) or cuts(text, end))):
            hits.append((start, end))
        at += len(sought)
    return hits


def cuts(text: str, at: int) -> bool:
    return 0 < at < len(text) and is_word(text[at - 1]) and is_word(text[at])


@given(TEXTS, WORDS, st.booleans(), st.booleans())
def test_it_finds_what_the_slow_search_finds(text: str, words: str, whole: bool, case: bool) -> None:
    query = Query(words, whole, case)
    assert found(text, query) == naive(text, query)


@given(TEXTS, WORDS, st.booleans(), st.integers(1, 9), st.integers(0, 60))
def test_slices_do_not_show(text: str, words: str, whole: bool, length: int, start: int) -> None:
    query = Query(words, whole)
    pieces = found(text, query, length, start)
    sought = fold(words)
    if any(sought.endswith(sought[:shared]) for shared in range(1, len(sought))):
        # Words that overlap themselves may be counted anew from a slice on, but nothing goes unfound.
        assert set(pieces) <= {(a, b) for at in range(len(text)) for a, b in _shifted(found(text[at:], query), at)}
        return
    assert pieces == found(text, query)


def _shifted(hits: list[Hit], by: int) -> list[Hit]:
    return [(start + by, end + by) for start, end in hits]


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("felix", "Félix Tshisekedi", "Félix"),
        ("félix", "FE\u0301LIX", "FE\u0301LIX"),
        ("kinshasa's", "Kinshasa’s offer", "Kinshasa’s"),
        ("first offer", "the ﬁrst  \u00a0offer", "ﬁrst  \u00a0offer"),
        ("strasse", "Hauptstraße 1", "straße"),
        ("cobalt", "co\u00adbalt\u00ad!", "co\u00adbalt"),
        ("democratic republic", "Democratic\nRepublic", "Democratic\nRepublic"),
    ],
)
def test_spellings_that_fold_alike_are_found_where_they_stand(words: str, text: str, expected: str) -> None:
    ((start, end),) = found(text, Query(words))
    assert text[start:end] == expected


def test_case_and_whole_words_narrow_what_is_found() -> None:
    text = "us, US and USAID"
    assert found(text, Query("us")) == [(0, 2), (4, 6), (11, 13)]
    assert found(text, Query("US", case=True)) == [(4, 6), (11, 13)]
    assert found(text, Query("us", whole=True)) == [(0, 2), (4, 6)]
    assert found(text, Query("US", whole=True, case=True)) == [(4, 6)]


@pytest.mark.parametrize("words", ["", "   ", "\n", "\u00ad"])
def test_nothing_is_found_for_nothing(words: str) -> None:
    assert found("a b\nc\u00ad", Query(words)) == []


@given(st.integers(0, 40), st.booleans())
def test_what_follows_goes_round_at_the_ends(offset: int, forward: bool) -> None:
    text = "gold tin gold tin gold tin gold".ljust(40, ".")
    query = Query("gold")
    search = Search(FoldedText(text, slice_length=5), query, offset)
    while not search.is_done:
        search.step()
    hits = found(text, query)
    if forward:
        expected = next((hit for hit in hits if hit[0] >= offset), hits[0])
    else:
        expected = next((hit for hit in reversed(hits) if hit[0] < offset), hits[-1])
    assert search.following(offset, forward) == expected
    assert search.number(expected) == hits.index(expected) + 1


def test_nothing_is_said_that_is_not_known_yet() -> None:
    text = "gold " + "tin " * 40
    search = Search(FoldedText(text, slice_length=20), Query("gold"), 100)
    search.step()
    assert search.following(100, True) is None
    assert search.number((0, 4)) == 0
    while not search.is_done:
        search.step()
    assert search.following(100, True) == (0, 4)
    assert search.number((0, 4)) == 1
    assert search.number((5, 8)) == 0


@given(st.lists(st.integers(0, 80), min_size=2, max_size=12).map(sorted))
def test_the_rows_of_a_ruler_know_what_begins_in_them(bounds: list[int]) -> None:
    text = "tin gold tin tin gold gold ".ljust(80, "-")
    query = Query("gold")
    search = Search(FoldedText(text, slice_length=7), query)
    while not search.is_done:
        search.step()
    starts = [start for start, _ in found(text, query)]
    expected = [any(a <= at < b for at in starts) for a, b in pairwise(bounds)]
    assert list(search.begins_between(bounds)) == expected
