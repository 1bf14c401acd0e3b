"""Where cards in the margin stand: whatever the notes, they keep apart, in order, and near their words."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from viewer.ui.margin_layout import choose_levels, place_cards

GAP = 6.0
PLACES = st.floats(0, 5_000)
HEIGHTS = st.floats(10, 200)
CARDS = st.lists(st.tuples(PLACES, HEIGHTS), max_size=30)
SOME = st.lists(st.tuples(PLACES, HEIGHTS), min_size=1, max_size=30)


def apart(tops: list[float], heights: list[float]) -> bool:
    return all(tops[at] + heights[at] + GAP <= tops[at + 1] + 1e-6 for at in range(len(tops) - 1))


@given(CARDS)
def test_cards_keep_their_order_and_apart(cards: list[tuple[float, float]]) -> None:
    wanted, heights = [place for place, _ in cards], [height for _, height in cards]
    assert apart(place_cards(wanted, heights, GAP), heights)
    assert apart(place_cards(wanted, heights, GAP, top=40), heights)


@given(SOME, st.data())
def test_the_chosen_card_stands_at_its_words(cards: list[tuple[float, float]], data: st.DataObject) -> None:
    wanted, heights = [place for place, _ in cards], [height for _, height in cards]
    chosen = data.draw(st.integers(0, len(cards) - 1))
    tops = place_cards(wanted, heights, GAP, chosen)
    assert abs(tops[chosen] - wanted[chosen]) < 1e-6
    assert apart(tops, heights)
    # Unless there is not the room above it that the others need.
    tops = place_cards(wanted, heights, GAP, chosen, top=0)
    needed = sum(heights[:chosen]) + chosen * GAP
    assert abs(tops[chosen] - max(wanted[chosen], needed)) < 1e-6
    assert apart(tops, heights)
    assert tops[0] >= -1e-6


@given(st.lists(st.tuples(st.floats(0, 100), HEIGHTS), max_size=30))
def test_cards_with_room_do_not_move(steps: list[tuple[float, float]]) -> None:
    wanted, heights, at = [], [], 0.0
    for space, height in steps:
        at += space
        wanted.append(at)
        heights.append(height)
        at += height + GAP
    tops = place_cards(wanted, heights, GAP)
    assert all(abs(top - place) < 1e-6 for top, place in zip(tops, wanted, strict=True))


@given(SOME, st.lists(st.floats(-300, 300), min_size=30, max_size=30), st.floats(0, 1))
def test_no_other_way_to_keep_apart_moves_the_cards_less(
    cards: list[tuple[float, float]], nudges: list[float], share: float
) -> None:
    wanted, heights = [place for place, _ in cards], [height for _, height in cards]
    tops = place_cards(wanted, heights, GAP)
    # Any other row of cards in that order: push down whatever stands too near.
    other: list[float] = []
    for at, top in enumerate(tops):
        least = other[-1] + heights[at - 1] + GAP if other else top + nudges[0]
        other.append(max(least, top + share * nudges[at]))

    def moved(row: list[float]) -> float:
        return sum((top - place) ** 2 for top, place in zip(row, wanted, strict=True))

    assert moved(tops) <= moved(other) * (1 + 1e-9) + 1e-3


def test_a_crowd_spreads_to_both_sides() -> None:
    assert place_cards([100, 100, 100], [20, 20, 20], 5) == [75, 100, 125]
    assert place_cards([100, 100, 100], [20, 20, 20], 5, fixed=0) == [100, 125, 150]
    assert place_cards([100, 100, 100], [20, 20, 20], 5, fixed=2) == [50, 75, 100]
    assert place_cards([10, 10, 10], [20, 20, 20], 5, fixed=2, top=0) == [0, 25, 50]


@given(CARDS, st.floats(50, 500))
def test_cards_show_no_more_than_there_is_room_for(cards: list[tuple[float, float]], reach: float) -> None:
    wanted = [place for place, _ in cards]
    heights = [[height, height / 2, 10.0] for _, height in cards]
    levels = choose_levels(wanted, heights, GAP, reach)
    for place, level in zip(wanted, levels, strict=True):
        near = [forms for other, forms in zip(wanted, heights, strict=True) if abs(other - place) <= reach]
        room = [sum(forms[form] + GAP for forms in near) <= 2 * reach for form in range(3)]
        assert level == 0 or not room[level - 1] or abs(sum(f[level - 1] + GAP for f in near) - 2 * reach) < 1e-6
        assert level == 3 or room[level] or len(near) == 1


@given(SOME, st.floats(50, 500), PLACES)
def test_how_much_a_card_shows_depends_on_its_neighbours_alone(
    cards: list[tuple[float, float]], reach: float, place: float
) -> None:
    """So that scrolling, which brings other cards into the account, changes nothing."""
    cards = sorted(cards)

    def levels(some: list[tuple[float, float]]) -> list[int]:
        return choose_levels([at for at, _ in some], [[height, 10.0] for _, height in some], GAP, reach)

    near = [card for card in cards if abs(card[0] - place) <= 2 * reach]
    known = dict(zip(cards, levels(cards), strict=True))
    for card, level in zip(near, levels(near), strict=True):
        if abs(card[0] - place) <= reach and cards.count(card) == 1:
            assert level == known[card]


def test_levels_follow_the_crowd() -> None:
    forms = [[100.0, 50.0, 20.0]]
    assert choose_levels([0], forms, GAP, 100) == [0]
    assert choose_levels([0, 10], forms * 2, GAP, 100) == [1, 1]
    assert choose_levels([0, 10, 20, 30], forms * 4, GAP, 100) == [2] * 4
    assert choose_levels([0.0] * 40, forms * 40, GAP, 100) == [3] * 40
    lonely = choose_levels([*range(40), 1000], forms * 41, GAP, 100)
    assert lonely[-1] == 0
    assert all(a >= b for a, b in pairwise([3, *lonely[-2:]]))
