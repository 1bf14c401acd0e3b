"""The messages of the parsing process: what goes in comes out, and what is no message does no harm."""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.brief import wire
from viewer.brief.model import GROUPS, Block, BlockKind, Cell, DeclaredEntity, FrontMatter, Relation, Run, Source
from viewer.errors import Fault

NUMBERS = st.integers(0, 1 << 40)
TEXTS = st.text(st.characters(exclude_categories=()), max_size=20)  # lone surrogates and all
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=8,
)

RUNS = st.builds(Run, TEXTS, NUMBERS, TEXTS, TEXTS, TEXTS, TEXTS)
CELLS = st.builds(
    Cell, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.booleans(), st.sampled_from(["left", "center", "right"])
)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    runs = tuple(draw(st.lists(RUNS, max_size=4)))
    return draw(
        st.builds(
            Block,
            kind=st.sampled_from(get_args(BlockKind)),
            runs=st.just(runs),
            text=st.just("".join(run.text for run in runs)),
            start=st.just(7),
            level=NUMBERS,
            quote=NUMBERS,
            indent=NUMBERS,
            marker=TEXTS,
            box=NUMBERS,
            box_kind=TEXTS,
            part=st.sampled_from(["summary", "body", "notes"]),
            language=TEXTS,
            anchor=TEXTS,
            cell=st.none() | CELLS,
        )
    )


FAULTS = st.lists(st.builds(Fault, st.sampled_from(["error", "warning"]), NUMBERS, NUMBERS, TEXTS), max_size=4)
FRONTS = st.builds(
    FrontMatter,
    *[TEXTS] * 7,
    sources=st.lists(st.builds(Source, TEXTS, TEXTS, TEXTS, TEXTS), max_size=3).map(tuple),
    entities=st.lists(
        st.builds(
            DeclaredEntity, TEXTS, st.sampled_from(GROUPS), TEXTS, TEXTS, st.lists(TEXTS, max_size=3).map(tuple),
            TEXTS, TEXTS, TEXTS, NUMBERS, NUMBERS,
        ),
        max_size=3,
    ).map(tuple),
    relations=st.lists(st.builds(Relation, TEXTS, TEXTS, TEXTS, TEXTS, NUMBERS, NUMBERS), max_size=3).map(tuple),
    ignore=st.lists(TEXTS, max_size=3).map(tuple),
    lexicon=st.booleans(),
    extra=st.dictionaries(TEXTS, JSON, max_size=3),
)  # fmt: skip


def over(message: object) -> Any:
    """A value after its way through the pipe."""
    line = wire.encode({"type": "t", "value": message})
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    return wire.decode(line)["value"]


@given(blocks())
def test_a_block_comes_back(block: Block) -> None:
    assert wire.unpack_block(over(wire.pack_block(block)), block.start) == block


@given(FRONTS)
def test_front_matter_comes_back(front: FrontMatter) -> None:
    assert wire.unpack_front(over(wire.pack_front(front))) == front


@given(FAULTS)
def test_faults_come_back(faults: list[Fault]) -> None:
    assert wire.unpack_faults(over(wire.pack_faults(faults))) == tuple(faults)


@given(st.lists(st.tuples(TEXTS, NUMBERS, NUMBERS), max_size=4))
def test_places_come_back(places: list[tuple[str, int, int]]) -> None:
    assert wire.unpack_places(over(places)) == tuple(places)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"null",
        b"[]",
        b'"type"',
        b"{}",
        b'{"type"',
        b"\xff",
        b"\x80\x04.",
        b"[" * 100_000,
        b'{"type": ' * 50_000,
    ],
)
def test_other_lines_are_refused(line: bytes) -> None:
    with pytest.raises(wire.MALFORMED):
        wire.decode(line)


@given(JSON)
def test_anything_else_is_refused_or_of_the_right_types(value: Any) -> None:
    for unpack in (
        wire.unpack_front,
        wire.unpack_faults,
        wire.unpack_places,
        lambda packed: wire.unpack_block(packed, 0),
    ):
        try:
            unpacked = unpack(value)  # type: ignore[no-untyped-call]
        except wire.MALFORMED:
            continue
        assert unpacked == ()  # an empty list, or an empty mapping, of faults or places


BLOCK = wire.pack_block(Block("cell", (Run("a"),), "a", level=1, part="notes", cell=Cell(1, 0, 0, 1, 1)))
FRONT = wire.pack_front(
    FrontMatter(
        sources=(Source("a"),), entities=(DeclaredEntity("a", "actor", aliases=("b",)),),
        relations=(Relation("a", "b", "c"),), ignore=("x",),
    )
)  # fmt: skip


def leaves(value: Any) -> list[tuple[Any, Any]]:
    """Every place of a text, number or truth in JSON, as (container, key)."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, item in items:
        found += leaves(item) if isinstance(item, (dict, list, tuple)) else [(value, key)]
    return found


@pytest.mark.parametrize("wrong", [None, [], {}, 1.5, "text", 3, True])
def test_a_value_of_another_type_is_refused(wrong: object) -> None:
    for packed in (BLOCK, FRONT):
        good = json.loads(json.dumps(packed))
        for place in range(len(leaves(good))):
            bad = json.loads(json.dumps(packed))
            container, key = leaves(bad)[place]
            if type(container[key]) is type(wrong):
                continue
            container[key] = wrong
            with pytest.raises(wire.MALFORMED):
                wire.unpack_block(bad, 0) if packed is BLOCK else wire.unpack_front(bad)


@pytest.mark.parametrize(
    ("key", "value"), [("kind", "script"), ("text", "x"), ("start", 5), ("runs", []), ("nonsense", 1), ("part", "head")]
)
def test_a_block_cannot_lie_about_itself(key: str, value: object) -> None:
    kind, runs, rest, where = BLOCK
    with pytest.raises(wire.MALFORMED):
        wire.unpack_block([value if key == "kind" else kind, runs, {**rest, key: value}, where], 0)
