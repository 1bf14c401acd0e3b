"""The matcher against one that is slow and obviously right, and against the letter of its rules."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.mentions.folding import WALL, fold, is_combining, is_word
from viewer.mentions.gazetteer import Gazetteer
from viewer.mentions.matcher import Matcher
from viewer.mentions.names import Case, Name
from viewer.mentions.spans import Spans


def name_of(text: str, entity: str = "", case: Case = "any") -> Name:
    return Name(text, entity or text, "actor", "state", "declared", case)


def plain_search(names: list[Name], text: str) -> list[tuple[int, int, str]]:
    """Every stretch that folds to a name and stands between word boundaries; then leftmost, longest."""
    # Offsets where a folded code point begins; what vanishes belongs to no name, save marks on its last letter.
    spans = []
    solid = [place for place, character in enumerate(text) if fold(character)]
    for first in solid:
        for last in solid:
            words = text[first : last + 1]
            if last < first or words != words.strip() or WALL in words:
                continue
            for rank, name in enumerate(names):
                if fold(words) == fold(name.text) and _stands_free(text, first, last) and name.reads(words):
                    end = last + 1
                    while end < len(text) and is_combining(text[end]):
                        end += 1
                    spans.append((first, -end, rank))
    chosen: list[tuple[int, int, str]] = []
    for start, minus_end, rank in sorted(spans):
        if not chosen or start >= chosen[-1][1]:
            chosen.append((start, -minus_end, names[rank].entity))
    return chosen


def _stands_free(text: str, first: int, last: int) -> bool:
    before, words, after = fold(text[:first]), fold(text[first : last + 1]), fold(text[last + 1 :])
    begins_inside = before and is_word(before[-1]) and is_word(words[0])
    ends_inside = after and is_word(after[0]) and is_word(words[-1])
    return not (begins_inside or ends_inside)


PIECES = ["Goma", "goma", "GOMA", "Gómà", "Go\u00adma", "North", "Kivu", "kivu", "Straße", "Strasse", "STRASSE"]
PIECES += ["中国", "中", "İran", "Iran", "IRAN", "ﬁn", "Fin", "Mai-Mai", "Mai‐Mai", "Côte d’Ivoire", "𐐀𐐁", "🇨🇩"]
PIECES += [" ", " ", " ", "  ", "\n", "\u00a0", "-", "–", "’s", "'", ".", ",", "s", "e\u0301", "\u0301", "\u200b", WALL]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
WORDS = ["Goma", "goma", "North Kivu", "Kivu", "Straße", "中国", "国", "İran", "Fin", "Mai-Mai", "Côte d'Ivoire", "𐐀𐐁"]
WORDS += ["Goma-Kivu", "Goma Goma", "GOMA", "Kivu.", "s", "é", ".", "-", "中Goma", "中国Goma", "goma中", "Goma中Kivu"]
NAMES = st.lists(
    st.builds(name_of, st.sampled_from(WORDS), case=st.sampled_from(["any", "proper", "exact"])), min_size=1, max_size=8
)


@settings(max_examples=600, deadline=None)
@given(NAMES, TEXTS)
def test_agrees_with_a_plain_search(names: list[Name], text: str) -> None:
    found = Matcher(names, manners=None).find(text)  # type: ignore[arg-type]
    assert [(mention.start, mention.end, mention.entity) for mention in found] == plain_search(names, text)


@given(st.text(st.characters(exclude_characters=WALL), min_size=1, max_size=8), st.text(), st.text())
def test_a_name_is_found_among_anything(alias: str, before: str, after: str) -> None:
    """Whatever the alphabet: the words at the offsets that come back fold to the alias."""
    alias = alias.strip()
    text = f"{before} | {alias} | {after}"
    found = Matcher([name_of(alias)], manners=None).find(text)  # type: ignore[arg-type]
    assert all(fold(text[mention.start : mention.end]) == fold(alias) for mention in found)
    assert found or not fold(alias) or fold(alias) != fold(alias).strip()


def test_shifts_before_a_name_do_not_move_it() -> None:
    text = "İİ ﬃ Straße  \u00ad\u200b Goma\u0301 İ Goma"
    found = Matcher([name_of("Goma")], manners=None).find(text)  # type: ignore[arg-type]
    assert [text[mention.start : mention.end] for mention in found] == ["Goma\u0301", "Goma"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rwanda's and Rwanda’s", ["Rwanda", "Rwanda"]),
        ("Rwanda-backed, Rwanda‐backed, Rwanda–Uganda", ["Rwanda", "Rwanda", "Rwanda"]),
        ("Rwandas, exRwanda, Rwanda_2, Rwandá, Rwanda1", ["Rwandá"]),
        ("中国Rwanda中国", ["Rwanda"]),
        ("Kenya and 在肯尼亚Kenya的", ["Kenya", "Kenya"]),
        (unicodedata.normalize("NFD", "Rwandä!"), ["Rwanda\u0308"]),
    ],
)
def test_boundaries(text: str, found: list[str]) -> None:
    mentions = Matcher([name_of("Rwanda"), name_of("Kenya")], manners=None).find(text)  # type: ignore[arg-type]
    assert [text[mention.start : mention.end] for mention in mentions] == found


def test_a_shorter_name_counts_where_the_longer_fails() -> None:
    names = [name_of("Republic of Congo", case="exact"), name_of("Congo")]
    found = Matcher(names, manners=None).find("the republic of Congo, the Republic of Congo")  # type: ignore[arg-type]
    assert [mention.entity for mention in found] == ["Congo", "Republic of Congo"]


def test_the_first_of_equal_names_counts() -> None:
    names = [name_of("lead", "project", "exact"), name_of("Lead", "metal")]
    found = Matcher(names, manners=None).find("lead and Lead")  # type: ignore[arg-type]
    assert [mention.entity for mention in found] == ["project", "metal"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Prince said", []),
        ("PRINCE said", []),
        ("Erik Prince said", ["Erik Prince"]),
        ("Princes said", ["Princes"]),
        ("the Prince Group", []),
    ],
)
def test_ignored_words(text: str, found: list[str], gazetteer: Gazetteer) -> None:
    """What lies within ignored words is no mention; what reaches beyond them is."""
    names = [name_of(alias) for alias in ("Prince", "Erik Prince", "Princes", "Group")]
    mentions = Matcher(names, gazetteer.manners, ["prince", "Prince Group"]).find(text)
    assert [text[mention.start : mention.end] for mention in mentions] == found


@pytest.mark.parametrize("names", [[], [name_of("\u00ad")], [name_of("")]])
def test_nothing_to_look_for(names: list[Name]) -> None:
    assert Matcher(names, None, ["", "\u00ad"]).find("ab\u00adc  d") == []  # type: ignore[arg-type]


def test_words_that_are_taken_leave_room_for_shorter_names() -> None:
    names = [name_of("North Kivu"), name_of("Kivu")]
    text = "North Kivu"
    found = Matcher(names, manners=None).find(text, Spans([(0, 5)]))  # type: ignore[arg-type]
    assert [text[mention.start : mention.end] for mention in found] == ["Kivu"]


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda pair: (pair[0], sum(pair)))),
    st.integers(0, 30),
    st.integers(1, 9),
)
def test_spans(spans: list[tuple[int, int]], start: int, length: int) -> None:
    asked = set(range(start, start + length))
    held = [set(range(*span)) for span in spans]
    assert Spans(spans).hold(start, start + length) == any(asked <= span for span in held)
    assert Spans(spans).touch(start, start + length) == any(asked & span for span in held)
