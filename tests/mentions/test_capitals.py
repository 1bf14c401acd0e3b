from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.brief.model import DeclaredEntity
from viewer.mentions.gazetteer import Gazetteer
from viewer.mentions.index import MentionIndex
from viewer.mentions.matcher import Matcher

Found = Callable[..., list[tuple[str, str]]]
IndexOf = Callable[..., MentionIndex]

ACTING = r"""
Kinshasa said it would wait.
“Not now,” Kinshasa said.
KINSHASA SAYS NO
Kinshasa Rejects Offer
Kinshasa’s demands were clear.
Kinshasa's long-standing claims remain.
Talks with Kinshasa stalled.
Talks with\nKinshasa stalled.
It accused Kinshasa of bad faith.
It was imposed by Kinshasa in May.
Pressure on Kinshasa grew.
A letter to Kinshasa went unanswered.
They want guarantees from Kinshasa first.
According to Kinshasa, all is well.
Ties between Kinshasa and the firm cooled.
The UN knew that Kinshasa, worried by the advance, would sign.
Kinshasa, which had warned of this, recalled its envoy.
Kinshasa and London said so|Kinshasa=COD London=GBR
Nor did Kinshasa.
Will Kinshasa pay?
Kinshasa has long refused.
Kinshasa is unwilling to sign.
Kinshasa was told on Friday.
The Kinshasa government fell silent.
Kinshasa-backed militias withdrew.
The minerals Kinshasa wants to sell are elsewhere.
Kinshasa to impose new royalties
A setback for Kinshasa came on Monday.
Kinshasa could not accept that.
Kinshasa will never yield.
"""

IN_PLACE = """
In Kinshasa said sources gathered.
Officials in Kinshasa said so.
The mayor of Kinshasa said so.
He was at Kinshasa airport.
Near Kinshasa, said the driver, it rained.
Around Kinshasa prices rose.
KINSHASA, March 3 (Reuters) - Prices rose.
He flew from Kinshasa to Goma|Kinshasa=kinshasa Goma=goma
The road to Kinshasa reopened.
The embassy in the capital, Kinshasa, said so.
Kinshasa has grown.
Kinshasa’s streets were empty.
Kinshasa-based lawyers objected.
A train links the port with Kinshasa.
Kinshasa.
Kinshasa, a city of 17 million, has flooded.
Born in Kinshasa and raised abroad, he said no.
We drove through Kinshasa.
"""


@pytest.mark.parametrize("case", ACTING.strip().splitlines())
def test_a_capital_that_acts_is_its_state(case: str, found_in: Found) -> None:
    text, _, expected = case.replace("\\n", "\n").partition("|")
    found = " ".join(
        f"{words.title()}={identity}" for words, identity in found_in(text) if identity not in ("un", "reuters")
    )
    assert found == (expected or "Kinshasa=COD")


@pytest.mark.parametrize("case", IN_PLACE.strip().splitlines())
def test_any_other_is_a_place(case: str, found_in: Found) -> None:
    text, _, expected = case.partition("|")
    found = " ".join(
        f"{words.title()}={identity}" for words, identity in found_in(text) if identity not in ("un", "reuters")
    )
    assert found == (expected or "Kinshasa=kinshasa")


def test_how_and_kind_are_those_of_the_state(index_of: IndexOf) -> None:
    mention = index_of("Washington said no.").mentions[0]
    assert (mention.entity, mention.kind, mention.group, mention.how, mention.alias) == (
        "USA", "state", "actor", "metonym", "Washington",
    )  # fmt: skip


@pytest.mark.parametrize("capital", ["Brussels", "Vienna", "Singapore", "The Hague", "Wellington"])
def test_capitals_that_speak_for_others_do_not_act(capital: str, index_of: IndexOf) -> None:
    assert all(mention.how != "metonym" for mention in index_of(f"{capital} said no.").mentions)


def test_vetoes_hold_for_acting_capitals(found_in: Found) -> None:
    assert found_in("George Washington said no. Washington Post said so.") == []


def test_a_decomposed_capital_acts(found_in: Found) -> None:
    text = unicodedata.normalize("NFD", "Yaoundé said no. Bogotá’s refusal. In Yaoundé.")
    assert [identity for _, identity in found_in(text)] == ["CMR", "COL", "yaounde"]


def test_what_the_brief_declares_is_not_second_guessed(found_in: Found) -> None:
    state = DeclaredEntity("COD", "actor", aliases=("Kinshasa",))
    place = DeclaredEntity("town", "place", "Kinshasa")
    assert found_in("In Kinshasa. Kinshasa said.", entities=[state]) == [("Kinshasa", "COD")] * 2
    assert found_in("In Kinshasa. Kinshasa said.", entities=[place]) == [("Kinshasa", "town")] * 2


def test_without_the_lexicon_only_declared_states_act(found_in: Found) -> None:
    text = "Kinshasa said. Kigali said. In Kinshasa."
    assert found_in(text, entities=[DeclaredEntity("COD", "actor")], lexicon=False) == [("Kinshasa", "COD")]


@given(st.text("Kinshas, .;’'-\u0301\0\n(wntoby)", max_size=40), st.text(max_size=40))
def test_any_surroundings_will_do(before: str, after: str) -> None:
    matcher = _matcher()
    text = f"{before} Kinshasa {after}"
    assert all(text[found.start : found.end].casefold() for found in matcher.find(text))


def _matcher(kept: list[Matcher] = []) -> Matcher:  # noqa: B006
    if not kept:
        from viewer.mentions.gazetteer import load_gazetteer

        gazetteer = load_gazetteer()
        kept.append(Matcher([*gazetteer.names["COD"], *gazetteer.names["kinshasa"]], gazetteer.manners))
    return kept[0]


CONGO, BRAZZAVILLE = DeclaredEntity("COD", "actor"), DeclaredEntity("COG", "actor")


@pytest.mark.parametrize(
    ("entities", "text", "found"),
    [
        ([], "Congo", ("COD", ())),
        ([], "The Republic of the Congo and Congo", ("COD", ("COG",))),
        ([CONGO], "Congo", ("COD", ())),
        ([BRAZZAVILLE], "Congo", ("COG", ())),
        ([BRAZZAVILLE], "DRC and Congo", ("COG", ("COD",))),
        ([CONGO, BRAZZAVILLE], "Congo", ("COD", ("COG",))),
        ([BRAZZAVILLE, CONGO], "Congolese", ("COD", ("COG",))),
        ([DeclaredEntity("COG", "actor", aliases=("Congo",)), CONGO], "Congo", ("COG", ())),
    ],
)
def test_congo(entities: list[DeclaredEntity], text: str, found: tuple[str, object], index_of: IndexOf) -> None:
    mention = index_of(text, entities=entities).mentions[-1]
    assert (mention.entity, mention.ambiguous) == found


def test_a_gem_that_begins_a_sentence(found_in: Found) -> None:
    text = "Diamond exports fell. Jade Lee left. “Ruby mines closed.” Jade and rubies. Sapphire said no. An Emerald."
    assert [words for words, _ in found_in(text, "Diamond", "Jade Lee")] == [
        "Diamond", "Ruby", "Jade", "rubies", "Diamond",
    ]  # fmt: skip


def test_the_gazetteer_knows_both_congos(gazetteer: Gazetteer) -> None:
    assert all(set(ids) <= gazetteer.entities.keys() for ids in gazetteer.ambiguous.values())
