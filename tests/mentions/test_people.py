from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from viewer.brief.model import DeclaredEntity
from viewer.mentions.gazetteer import Gazetteer
from viewer.mentions.index import MentionIndex

Found = Callable[..., list[tuple[str, str]]]


def person(identity: str, name: str = "", *aliases: str, country: str = "") -> DeclaredEntity:
    return DeclaredEntity(identity, "actor", name, "person" if name else "", aliases, country=country)


PRINCE = person("erik-prince")
LEYEN = person("vdl", "Ursula von der Leyen")
ASSAD = person("assad", "Bashar al-Assad")
SMITH = person("smith", "Jane Smith")


def words(found: list[tuple[str, str]]) -> str:
    return " | ".join(text for text, _ in found)


@pytest.mark.parametrize(
    ("name", "country", "surname"),
    [
        ("Jane Smith", "", ("Smith",)),
        ("Ursula von der Leyen", "", ("von der Leyen",)),
        ("Mohammed bin Salman", "SAU", ("bin Salman",)),
        ("Bashar al-Assad", "SYR", ("al-Assad", "Assad")),
        ("Martin Luther King, Jr.", "", ("King",)),
        ("Wang Yi", "CHN", ("Wang",)),
        ("Xi Jinping", "", ("Jinping",)),
        ("Madonna", "", ()),
    ],
)
def test_surnames(name: str, country: str, surname: tuple[str, ...], gazetteer: Gazetteer) -> None:
    assert gazetteer.manners.surnames(name, (), country) == surname


def test_an_alias_with_a_title_settles_the_surname(gazetteer: Gazetteer) -> None:
    assert gazetteer.manners.surnames("Xi Jinping", ("Mr Xi",)) == ("Xi",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Mr Smith, Mr. Smith, Mrs Smith, Ms. Smith, Dr Smith",
            "Mr Smith | Mr. Smith | Mrs Smith | Ms. Smith | Dr Smith",
        ),
        ("President Smith, General Smith, Secretary Smith, Prof. Smith", "Smith | Smith | Smith | Smith"),
        ("Smith left. Jane Smith came. Smith left", "Jane Smith | Smith"),
        ("Mr Smith came. Smith left", "Mr Smith"),
        ("Jane Smith; a smith", "Jane Smith"),
        ("Jane Smith. Robert Smith. Smith Tower. smith", "Jane Smith"),
        ("Jane Smith. Then Smith spoke. On Monday Smith left", "Jane Smith | Smith | Smith"),
        ("Jane Smith. Rwanda’s Smith", "Jane Smith | Smith"),
        ("Jane Smith met J. Smith", "Jane Smith"),
        ("Jane Smith’s and Smith’s", "Jane Smith | Smith"),
        ("JANE SMITH and SMITH", "JANE SMITH | SMITH"),
        ("Jane Smith was in Goma. Smith left", "Jane Smith | Smith"),
    ],
)
def test_a_declared_person(text: str, found: str, found_in: Found) -> None:
    assert words(found_in(text, entities=[SMITH], lexicon=False)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mr Prince and Mr. Prince", "Mr Prince | Mr. Prince"),
        ("Prince. Erik Prince. Prince said", "Erik Prince | Prince"),
        ("Erik Prince. Prince Harry, Crown Prince, the Prince, Prince of Wales, a prince", "Erik Prince"),
        ("Erik D. Prince, then Prince", "Erik D. Prince | Prince"),
    ],
)
def test_a_surname_that_is_a_rank(text: str, found: str, found_in: Found) -> None:
    assert words(found_in(text, entities=[PRINCE], lexicon=False)) == found


def test_a_person_of_the_gazetteer_needs_a_title_or_the_full_name(found_in: Found) -> None:
    text = "Prince said. Mr Prince said. Erik Prince. Prince said. Prince Harry said. The Prince of Wales."
    assert words(found_in(text)) == "Mr Prince | Erik Prince | Prince"


def test_a_surname_shared_with_a_declared_person_is_not_the_gazetteers(found_in: Found) -> None:
    text = "Erik Prince. Prince said. Ann Prince. Prince said."
    found = found_in(text, entities=[person("ann", "Ann Prince")])
    assert found == [("Erik Prince", "erik-prince"), ("Ann Prince", "ann"), ("Prince", "ann")]


def test_how_tells_a_surname(index_of: Callable[..., MentionIndex]) -> None:
    index = index_of("Jane Smith, Smith, Mr Smith, Mr Prince", entities=[SMITH])
    assert [mention.how for mention in index.mentions] == ["declared", "honorific", "honorific", "honorific"]


def test_accents_in_two_pieces_hide_no_neighbour(found_in: Found) -> None:
    text = unicodedata.normalize("NFD", "Jane Smith. André Smith. Smith Étienne. Général Smith.")
    assert words(found_in(text, entities=[SMITH], lexicon=False)) == "Jane Smith | Smith"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("President Tshisekedi", "Tshisekedi"),
        ("Mr Tshisekedi; Tshisekedi’s", "Mr Tshisekedi | Tshisekedi"),
        ("President Xi and Mr Xi", "Xi | Mr Xi"),
        ("Xi said", ""),
        ("Secretary Rubio", "Rubio"),
        ("Félix-Antoine Tshisekedi, Felix Tshisekedi", "Félix-Antoine Tshisekedi | Felix Tshisekedi"),
    ],
)
def test_persons_of_the_gazetteer(text: str, found: str, found_in: Found) -> None:
    assert words(found_in(text)) == found


def test_a_shared_surname_means_nobody(found_in: Found) -> None:
    entities = [SMITH, person("other", "Adam Smith")]
    text = "Jane Smith and Adam Smith. Smith, Mr Smith, President Smith"
    assert found_in(text, entities=entities, lexicon=False) == [("Jane Smith", "smith"), ("Adam Smith", "other")]


def test_particles_and_articles(found_in: Found) -> None:
    text = "Ms von der Leyen, Ursula von der Leyen, Von der Leyen; Mr al-Assad, Mr Assad, Bashar al-Assad, Assad"
    found = words(found_in(text, entities=[LEYEN, ASSAD], lexicon=False))
    assert found == (
        "Ms von der Leyen | Ursula von der Leyen | Von der Leyen | Mr al-Assad | Mr Assad | Bashar al-Assad | Assad"
    )


def test_the_briefs_person_comes_before_the_gazetteers(found_in: Found) -> None:
    text = "Vance. Jane Vance. Vance."
    assert found_in(text, entities=[person("jane", "Jane Vance")]) == [
        ("Vance", "jd-vance"),
        ("Jane Vance", "jane"),
        ("Vance", "jane"),
    ]
