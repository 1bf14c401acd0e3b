from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.report.boxes import Box, around, packed, separated
from viewer.report.curves import bent, clipped, crossings, routed
from viewer.report.svg import width, wrapped

places, sizes = st.floats(-500, 500), st.floats(1, 200)
boxes = st.builds(Box, places, places, sizes, sizes)


@given(st.lists(boxes, max_size=12), st.floats(0, 20))
def test_separated_boxes_keep_their_distance(given_: list[Box], margin: float) -> None:
    made = separated(given_, margin)
    assert [(box.width, box.height) for box in made] == [(box.width, box.height) for box in given_]
    assert not any(one.meets(other, margin - 0.001) for one, other in combinations(made, 2))


def test_what_is_far_apart_already_hardly_moves() -> None:
    far = [Box(0, 0, 10, 10), Box(100, 0, 10, 10)]
    assert all(abs(one.left - other.left) < 0.1 for one, other in zip(far, separated(far, 5), strict=True))


@given(st.lists(st.lists(boxes, min_size=1, max_size=4), max_size=6), st.floats(1, 60))
def test_packed_groups_keep_their_distance(groups: list[list[Box]], gap: float) -> None:
    moved = [[box.moved(*move) for box in group] for group, move in zip(groups, packed(groups, gap, 1.5), strict=True)]
    for one, other in combinations(moved, 2):
        assert not any(box.meets(beside, gap - 0.001) for box in one for beside in other)


def test_a_small_group_goes_into_a_free_corner() -> None:
    crooked = [Box(0, 0, 20, 300), Box(0, 0, 300, 20)]
    moves = packed([crooked, [Box(0, 0, 50, 50)]], 10, 1.5)
    assert around([*crooked, Box(0, 0, 50, 50).moved(*moves[1])]) == Box(0, 0, 300, 300)


def test_a_line_goes_round_what_is_in_its_way() -> None:
    straight = routed((0, 0), (200, 0), [Box(90, 60, 20, 20)])
    assert straight == bent((0, 0), (200, 0), 0)
    obstacle = Box(90, -10, 20, 20)
    assert not routed((0, 0), (200, 0), [obstacle]).hits(obstacle, 0)


def test_a_line_ends_at_the_rim() -> None:
    curve = clipped(bent((0, 0), (200, 0), 10), [Box(-20, -20, 40, 40)], [Box(180, -20, 40, 40)], 2)
    assert 20 < curve.start[0] < 30
    assert 170 < curve.end[0] < 180
    whole = bent((0, 0), (200, 0), 10)
    # It is the same line, only shorter.
    assert all(whole.distance(*point) < 0.5 for point in curve.points)


def test_crossings() -> None:
    cross = [((0.0, 0.0), (10.0, 10.0)), ((0.0, 10.0), (10.0, 0.0))]
    assert crossings(cross) == 1
    assert crossings([cross[0], ((10.0, 10.0), (0.0, 10.0))]) == 0


@given(st.text(max_size=120), st.floats(30, 200), st.integers(1, 5))
def test_wrapped_words_fit(words: str, limit: float, lines: int) -> None:
    made = wrapped(words, 13, limit, lines)
    assert len(made) <= lines
    assert all(width(line, 13) <= limit or len(line) <= 1 for line in made)
    if not made or not made[-1].endswith("…"):
        assert "".join(made).replace(" ", "") == "".join(words.split()).replace(" ", "")


@pytest.mark.parametrize("words", ["Félix Tshisekedi", "rare earth elements", "MINING COMPANY", "wolframite"])
def test_widths_are_on_the_wide_side(words: str) -> None:
    assert 13 * 0.45 * len(words) < width(words, 13) < 13 * len(words)
