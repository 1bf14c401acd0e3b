"""The compact sequence of mentions says what a plain list of them says."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.mentions.mentions import NONE, Mentions
from viewer.mentions.model import Mention

ENTITIES = ("cobalt", "RWA", "m23")


@st.composite
def lists(draw: st.DrawFn) -> list[Mention]:
    cuts = sorted(draw(st.sets(st.integers(0, 200), max_size=40)))
    made = []
    for start, end in list(pairwise(cuts))[::2]:
        entity = draw(st.sampled_from(ENTITIES))
        others = draw(st.sampled_from([(), ("kongo",)]))
        made.append(Mention(start, end, entity, "actor", "state", "declared", entity.upper(), others))
    return made


@given(lists(), st.integers(0, 40), st.integers(0, 40))
def test_it_is_the_same_sequence(plain: list[Mention], start: int, end: int) -> None:
    compact = Mentions.of(reversed(plain))
    assert compact == plain
    assert [*compact] == plain
    assert [*reversed(compact)] == plain[::-1]
    assert compact[start:end] == plain[start:end]
    assert bool(compact) == bool(plain)
    for at, mention in enumerate(plain):
        assert compact[at] == mention
        assert compact[at - len(plain)] == mention
        assert compact.index(mention) == at
        assert mention in compact
        assert mention._replace(entity="other") not in compact


@given(lists(), st.data())
def test_others_find_their_place_among_them(plain: list[Mention], data: st.DataObject) -> None:
    apart = data.draw(st.lists(st.booleans(), min_size=len(plain), max_size=len(plain)))
    some = [mention for mention, is_apart in zip(plain, apart, strict=True) if not is_apart]
    others = [mention for mention, is_apart in zip(plain, apart, strict=True) if is_apart]
    assert Mentions.of(some).with_others(others) == plain


@given(lists())
def test_each_entity_has_its_own(plain: list[Mention]) -> None:
    found = Mentions.of(plain).by_entity()
    named = {mention.entity for mention in plain}
    assert found == {entity: [mention for mention in plain if mention.entity == entity] for entity in named}


@given(lists())
def test_what_is_said_can_be_changed_for_all(plain: list[Mention]) -> None:
    changed = Mentions.of(plain).changed(lambda tail: ("gold", *tail[1:]))
    assert changed == [mention._replace(entity="gold") for mention in plain]


@given(lists())
def test_kinds_come_in_the_order_of_the_text(plain: list[Mention]) -> None:
    assert Mentions.of(plain).kinds == [*dict.fromkeys(mention[2:] for mention in plain)]


@given(lists(), st.integers(-5, 210))
def test_the_next_one_goes_round_at_the_ends(plain: list[Mention], offset: int) -> None:
    compact = Mentions.of(plain)
    behind = [mention for mention in plain if mention.start > offset]
    before = [mention for mention in plain if mention.start < offset]
    assert compact.beside(offset, forward=True) == (behind or plain or [None])[0]
    assert compact.beside(offset, forward=False) == (before or plain or [None])[-1]


def test_what_is_not_there_has_no_place() -> None:
    with pytest.raises(ValueError, match="Mention"):
        NONE.index(Mention(1, 2, "RWA", "actor", "state", "declared", "Rwanda"))
    assert NONE.beside(3, forward=True) is None
