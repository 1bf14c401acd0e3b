"""That names are proposed where they stand, whatever way the text is cut and whenever they are asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.mentions import scanner
from viewer.mentions.folding import WALL
from viewer.mentions.scanner import Scanner, Search

NAMES = ["Goma", "North Kivu", "Kivu", ".", "中国", "中Goma", "Straße", "Kivu.", "é"]
PIECES = [*NAMES, " ", " ", "  ", "\u00ad", "ﬁ", "\u0301", "s", "-", WALL]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def proposed(names: list[str], text: str) -> list[str]:
    return [text[start:-minus_end] for start, minus_end in Scanner(names).scan(text)]


@pytest.mark.parametrize(
    ("names", "text", "found"),
    [
        (["Kivu", "North Kivu"], "North Kivu, kivu", ["North Kivu", "Kivu", "kivu"]),
        (["Kivu."], "Kivu. Kivu", ["Kivu."]),
        ([".ch"], "a.ch .ch, ach", [".ch", ".ch"]),
        (["."], "a.", ["."]),
        (["Goma"], "中Goma中 Gomas", ["Goma"]),
        (["中国", "中Goma"], "国中国Goma中国 在中Goma", ["中国", "中国", "中Goma"]),
        (["Goma", "", "\u00ad"], "Go\u00adma  Goma", ["Go\u00adma", "Goma"]),
    ],
)
def test_words_are_proposed(names: list[str], text: str, found: list[str]) -> None:
    assert proposed(names, text) == found


@given(TEXTS)
def test_where_a_text_is_cut_makes_no_difference(text: str) -> None:
    whole = Scanner(NAMES).scan(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanner, "_STRETCH", 3)
        in_pieces = Scanner(NAMES).scan(text)
    # The wall at the end of a piece may be taken for a full stop; that no name has one in it is the matcher's business.
    assert [place for place in whole if WALL not in text[place[0] : -place[1]]] == [
        place for place in in_pieces if WALL not in text[place[0] : -place[1]]
    ]


@given(TEXTS, st.lists(st.lists(st.sampled_from(NAMES), max_size=4), max_size=4))
def test_names_may_be_asked_for_one_after_another(text: str, steps: list[list[str]]) -> None:
    search = Search()
    asked: set[str] = set()
    for names in steps:
        asked.update(names)
        assert search.candidates(text, names) == sorted(set(Scanner(asked).scan(text)))


def test_a_name_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sought: list[set[str]] = []

    class Spy(Scanner):
        def __init__(self, texts: set[str]) -> None:
            sought.append(texts)
            super().__init__(texts)

    monkeypatch.setattr(scanner, "Scanner", Spy)
    search = Search()
    for names in (["Goma"], ["Kivu", "Goma"], ["Kivu"]):
        search.candidates("Goma and Kivu", names)
    assert sought == [{"Goma"}, {"Kivu"}]
