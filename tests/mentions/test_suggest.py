from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.brief.model import Block, Brief, Cell, DeclaredEntity, Run
from viewer.mentions.corrections import NO_CORRECTIONS, Corrections, Occurrence
from viewer.mentions.gazetteer import Gazetteer
from viewer.mentions.index import index_mentions
from viewer.mentions.model import Suggestion
from viewer.mentions.suggest import suggest

Suggested = Callable[..., dict[str, Suggestion]]


@pytest.fixture
def suggested(gazetteer: Gazetteer, brief_of: Callable[..., Brief]) -> Suggested:
    def suggested(
        *paragraphs: object, corrections: Corrections = NO_CORRECTIONS, **front: object
    ) -> dict[str, Suggestion]:
        brief = brief_of(*paragraphs, **front)
        found = suggest(brief, index_mentions(brief, gazetteer, corrections))
        for suggestion in found:
            assert suggestion.spans == tuple(sorted(suggestion.spans))
            forms = {brief.text[start:end] for start, end in suggestion.spans}
            assert len(forms) >= 1 + len(suggestion.aliases)
        return {suggestion.name: suggestion for suggestion in found}

    return suggested


def test_a_person_by_full_name_surname_and_title(suggested: Suggested) -> None:
    found = suggested("Robert Amisi met Ms Amisi’s lawyer. Then Amisi left, Robert Amisi said.")
    assert list(found) == ["Robert Amisi"]
    assert (found["Robert Amisi"].kind, found["Robert Amisi"].aliases) == ("person", ("Amisi",))
    assert len(found["Robert Amisi"].spans) == 4


def test_a_surname_of_two_is_neither_ones(suggested: Suggested) -> None:
    found = suggested("Robert Amisi and Jane Amisi met. Nobody told Amisi.")
    assert set(found) == {"Robert Amisi", "Jane Amisi", "Amisi"}


def test_an_acronym_in_brackets_is_the_name(suggested: Suggested) -> None:
    found = suggested("The Hewa Bora Trading Company (HBTC) sold it to us. HBTC’s men paid HBTC.")
    assert list(found) == ["Hewa Bora Trading Company"]
    assert found["Hewa Bora Trading Company"].aliases == ("HBTC",)
    assert len(found["Hewa Bora Trading Company"].spans) == 4


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("We met Colonel Mukanda.", "Mukanda", "person"),
        ("We met Dr. José Muñoz.", "José Muñoz", "person"),
        ("Shares of Bolt Ventures Ltd rose.", "Bolt Ventures Ltd", "company"),
        ("It rained in Walungu all day.", "Walungu", "place"),
        ("They sailed on Lake Edward again.", "Lake Edward", "place"),
        ("A note by the Ministry of Mines came.", "Ministry of Mines", "government-body"),
        ("A note by the Kenya Chamber of Mines came.", "Kenya Chamber of Mines", "organisation"),
        ("It was in the Kampala Gazette first.", "Kampala Gazette", "media"),
        ("A study by the Zephyr Institute says so.", "Zephyr Institute", "organisation"),
        ("It was CENCO that did it.", "CENCO", "organisation"),
        ("It was the S.E.C. The men left.", "S.E.C.", "organisation"),
        ("Then J.D. Smithers left.", "J.D. Smithers", "person"),
        ("We met the African Minerals Exchange.", "African Minerals Exchange", "organisation"),
        ("Shares of African Rainbow Minerals Ltd. rose.", "African Rainbow Minerals Ltd", "company"),
        ("It was Japan’s Sumitomo Electric Industries.", "Sumitomo Electric Industries", "company"),
        ("It was Trafigura Beheer Holdings.", "Trafigura Beheer Holdings", "company"),
        ("They like Yellow Cake, a sort of cake.", "Yellow Cake", "organisation"),
        ("They feared the Lions Brigade most.", "Lions Brigade", "armed-group"),
    ],
)
def test_kinds(text: str, name: str, kind: str, suggested: Suggested) -> None:
    found = suggested(text)
    assert (list(found), found[name].kind) == ([name], kind)
    assert found[name].group == ("place" if kind == "place" else "actor")


@pytest.mark.parametrize(
    "text",
    [
        "On Monday it rained. March came. In May they left.",
        "However, nobody came. Officials said so. Many did.",
        "The Board met. The Group left. Parliament voted; the Minister spoke.",
        "See Table 4, Annex II and Figure 3. GDP rose in Q3, the CEO said.",
        "They speak English and Arabic in West Africa.",
        "Kinshasa and the DRC, M23 and Félix Tshisekedi.",
        "US$40m was paid. It cost US$3.",
        "ALL OF THIS STANDS IN CAPITALS AND IS NO NAME",
        "Nothing here. nothing at all",
        "A Treaty of Friendship Act was signed.",
        "He bought MP Materials (MP) shares. Then MP rose, and MP fell.",
        "It belongs to Trafigura Beheer now.",
        "They met at the E.U. The men left the U.A.E. again.",
        "Western Officials left.",
    ],
)
def test_what_is_no_name(text: str, suggested: Suggested) -> None:
    assert suggested(text) == {}


@pytest.mark.parametrize(
    ("text", "name", "part"),
    [
        ("We met Orion Resource Partners. Orion paid.", "Orion Resource Partners", "Orion"),
        ("Wang left. Then Wang Guowei spoke.", "Wang Guowei", "Wang"),
    ],
)
def test_the_first_word_of_a_name_joins_it_at_the_head_of_a_sentence(
    text: str, name: str, part: str, suggested: Suggested
) -> None:
    found = suggested(text)
    assert (list(found), found[name].aliases) == ([name], (part,))


def test_a_short_form_of_two_lengths_of_a_name_is_that_names(suggested: Suggested) -> None:
    found = suggested("It was Orion Resource Partners. I met Orion Resource Partners LP. Orion paid.")
    assert [len(suggestion.spans) for suggestion in found.values()] == [3]


def test_what_only_begins_table_cells_and_items_is_no_name(suggested: Suggested) -> None:
    def cell(text: str, row: int) -> Block:
        return Block("cell", (Run(text),), text, cell=Cell(0, row, 0, 6, 1))

    def item(text: str) -> Block:
        return Block("paragraph", (Run(text),), text, marker="•", indent=1)

    cells = [cell("Refined metal", row) for row in range(5)]
    items = [item("Select one") for _ in range(5)]
    assert suggested(*cells, *items) == {}
    assert [len(found.spans) for found in suggested(*cells, "it is Refined here").values()] == [6]
    assert suggested(item("Open the tour"), "I pick Open there") == {}


def test_headings_in_title_case_only_confirm(suggested: Suggested) -> None:
    words = "Walungu Counts The Cost"
    heading = Block("heading", (Run(words),), words, level=1)
    assert suggested(heading, "it rained") == {}
    walungu = Block("heading", (Run("Walungu"),), "Walungu", level=1)
    assert len(suggested(walungu, "it rained in Walungu")["Walungu"].spans) == 2


def test_code_is_not_read(suggested: Suggested) -> None:
    assert suggested(Block("code", (Run("Robert Amisi"),), "Robert Amisi")) == {}


def test_what_is_ignored_or_declared_is_not_offered(suggested: Suggested) -> None:
    text = "We met Robert Amisi in Walungu."
    assert list(suggested(text, ignore=("Walungu",))) == ["Robert Amisi"]
    assert list(suggested(text, corrections=Corrections(ignored=("robert amisi",)))) == ["Walungu"]
    assert list(suggested(text, corrections=Corrections((Occurrence(7, 19),)))) == ["Walungu"]
    declared = DeclaredEntity("amisi", "actor", "Robert Amisi", "person")
    assert list(suggested(text, corrections=Corrections(declared=(declared,)))) == ["Walungu"]


def test_decomposed_accents_make_no_second_name(suggested: Suggested) -> None:
    text = "We met José Muñoz. " + unicodedata.normalize("NFD", "We met José Muñoz.")
    assert [len(found.spans) for found in suggested(text).values()] == [2]


@given(st.text(st.sampled_from("AaÉé\u0301 .,-’'()&0\n\0BCxyz")))
def test_any_text_will_do(text: str) -> None:
    from viewer.brief.model import FrontMatter
    from viewer.mentions.index import MentionIndex

    brief = Brief("b", "B", FrontMatter(), (Block("paragraph", (Run(text),), text),))
    for suggestion in suggest(brief, MentionIndex((), {}, ())):
        assert all(text[start:end].strip() for start, end in suggestion.spans)


def test_long_runs_of_capitals_take_no_time(suggested: Suggested) -> None:
    start = time.perf_counter()
    suggested("Aa-" * 20_000, "A. " * 20_000, "Aa de la " * 10_000, "A.A" * 20_000, "(" * 50_000)
    assert time.perf_counter() - start < 5
