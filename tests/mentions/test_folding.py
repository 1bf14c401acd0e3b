from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.mentions.folding import IS_WORD, Stream, fold, fold_keeping_case, is_word

TRICKY = st.text(st.sampled_from("aAbß İıéÉ\u0301\u00ad\u200bﬁŉ’'‐-–\t\n\u00a0 中がไ𐐀🇨🇩_7Łл\u0306и\0")) | st.text()


@pytest.mark.parametrize(
    ("written", "same_as"),
    [
        ("Félix", "felix"),
        (unicodedata.normalize("NFD", "Félix"), "felix"),
        ("İstanbul", "istanbul"),
        ("STRASSE", "straße"),
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("Mai\u2011Mai", "mai-mai"),
        ("Rwan\u00adda", "rwanda"),
        ("South\u00a0 \n Kivu", "south kivu"),
        ("ﬁnance", "finance"),
        ("Ἀθῆναι", "αθηναι"),
        ("Йошкар", "иошкар"),
    ],
)
def test_spellings_of_one_name(written: str, same_as: str) -> None:
    assert fold(written) == fold(same_as)


@pytest.mark.parametrize(("one", "other"), [("Mai-Mai", "Mai–Mai"), ("Łódź", "Lodz"), ("が", "か"), ("US", "U S")])
def test_spellings_of_two(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_case_can_be_kept() -> None:
    assert fold_keeping_case("É’S") == "E'S"


@given(TRICKY)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TRICKY)
def test_stream_mirrors_the_fold(text: str) -> None:
    """One byte for each folded code point, a letter exactly for word characters."""
    data = Stream(text).data[:-1]
    folded = "".join(fold(text))
    assert len(data) == len(folded)
    assert [IS_WORD[byte] for byte in data] == [is_word(character) for character in folded]


@given(TRICKY)
def test_offsets_lead_back_to_where_the_fold_comes_from(text: str) -> None:
    stream = Stream(text)
    origins = [stream.original(place) for place in range(len(stream.data))]
    assert origins == sorted(origins)
    for place, character in enumerate(fold(text)):
        # No name begins or ends with a space, so that it does not matter which of a run one comes from.
        assert character == " " or character in fold(text[origins[place]])


@given(TRICKY, TRICKY)
def test_equal_folds_have_equal_streams(one: str, other: str) -> None:
    assert Stream(one).data == Stream(fold(one)).data
    if fold(one) == fold(other):
        assert Stream(one).data == Stream(other).data
