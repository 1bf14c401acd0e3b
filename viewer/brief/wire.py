"""The messages between the parsing process and the program: JSON, one message a line.

JSON and not pickle: the parsing process reads what strangers wrote, and nothing it says may make the program run code.
For the same reason, everything is unpacked into what its type says, or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from functools import cache
from operator import attrgetter
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from viewer.brief.model import Block, BlockKind, Cell, DeclaredEntity, FrontMatter, Relation, Run, Source
from viewer.errors import Fault

_BLOCK_FIELDS = tuple(
    field.name for field in fields(Block) if field.name not in ("kind", "runs", "text", "start", "cell")
)
_KINDS = get_args(BlockKind)
_BLOCK_DEFAULTS = tuple(field.default for field in fields(Block) if field.name in _BLOCK_FIELDS)
_values_of = attrgetter(*_BLOCK_FIELDS)
_RUN_DEFAULTS = ["", 0, "", "", "", ""]
_CELL_TYPES = [int, int, int, int, int, bool, str]
_SIDES = ("left", "center", "right")
_RUN_TYPES = [type(default) for default in _RUN_DEFAULTS]

#: What `decode` and the unpackers raise for anything that `encode` and the packers did not make.
MALFORMED = (ValueError, TypeError, LookupError, AttributeError, RecursionError)

_Value = TypeVar("_Value")


#: The line that the parsing process sends first, when it has started.
ALIVE = b"\n"


def encode(message: Mapping[str, Any]) -> bytes:
    """One message as a line."""
    return json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"


def decode(line: bytes) -> dict[str, Any]:
    """The message that a line holds. Raises one of `MALFORMED` for anything else."""
    message = json.loads(line)
    if not isinstance(message, dict) or "type" not in message:
        raise ValueError("not a message")
    return message


def pack_block(block: Block) -> list[Any]:
    """A block as JSON values; its text and start are left out, as they follow from the runs and the blocks before."""
    values = _values_of(block)
    rest = (
        {}
        if values == _BLOCK_DEFAULTS
        else {
            name: value
            for name, value, default in zip(_BLOCK_FIELDS, values, _BLOCK_DEFAULTS, strict=True)
            if value != default
        }
    )
    runs = [_pack_run(run) for run in block.runs]
    cell = block.cell
    where = cell and [cell.table, cell.row, cell.column, cell.rows, cell.columns, cell.header, cell.align]
    return [block.kind, runs, rest, where]


def unpack_block(packed: list[Any], start: int) -> Block:
    """The inverse of `pack_block`, placed at `start` (code points)."""
    kind, packed_runs, rest, where = packed
    runs = tuple([_unpack_run(run) for run in packed_runs])
    text = "".join([run.text for run in runs])
    cell = _unpack_cell(where) if where else None
    if kind not in _KINDS:
        raise ValueError("not a block")
    if rest:
        _check(Block, rest)
    return Block(kind, runs, text, start, cell=cell, **rest)


def _pack_run(run: Run) -> list[Any]:
    values = [run.text, int(run.style), run.link, run.token, run.image, run.alt]
    while len(values) > 1 and values[-1] == _RUN_DEFAULTS[len(values) - 1]:
        values.pop()
    return values


def _unpack_run(packed: list[Any]) -> Run:
    # There are ten thousands of runs: not by way of `_made`.
    if [*map(type, packed)] != _RUN_TYPES[: len(packed)]:
        raise ValueError("not a run")
    return Run(*packed)


def _unpack_cell(packed: list[Any]) -> Cell:
    # As many as runs.
    if [*map(type, packed)] != _CELL_TYPES or packed[-1] not in _SIDES:
        raise ValueError("not a cell")
    return Cell(*packed)


def pack_front(front: FrontMatter) -> dict[str, Any]:
    """Front matter as JSON values."""
    return asdict(front)


def unpack_front(packed: Mapping[str, Any]) -> FrontMatter:
    """The inverse of `pack_front`."""
    values = dict(packed)
    values["sources"] = tuple(_made(Source, source) for source in packed["sources"])
    values["entities"] = tuple(
        _made(DeclaredEntity, {**entity, "aliases": _texts(entity["aliases"])}) for entity in packed["entities"]
    )
    values["relations"] = tuple(_made(Relation, relation) for relation in packed["relations"])
    values["ignore"] = _texts(packed["ignore"])
    return _made(FrontMatter, values)


def pack_faults(faults: Iterable[Fault]) -> list[list[Any]]:
    """Faults as JSON values."""
    return [[fault.severity, fault.line, fault.column, fault.what] for fault in faults]


def unpack_faults(packed: Iterable[list[Any]]) -> tuple[Fault, ...]:
    """The inverse of `pack_faults`."""
    return tuple(_made(Fault, dict(zip(Fault.__slots__, fault, strict=True))) for fault in packed)


def unpack_places(packed: Iterable[list[Any]]) -> tuple[tuple[str, int, int], ...]:
    """Places of links: (target, line, column)."""
    places = tuple((target, line, column) for target, line, column in packed)
    if any([*map(type, place)] != [str, int, int] for place in places):
        raise ValueError("not a place")
    return places


@cache
def _simple_fields(kind: type) -> dict[str, type]:
    """Which fields of a dataclass hold a text, a number or a truth."""
    return {name: hint for name, hint in get_type_hints(kind).items() if hint in (str, int, bool)}


@cache
def _choices(kind: type) -> dict[str, tuple[str, ...]]:
    """Which fields of a dataclass hold one of a few texts, and which these are."""
    return {name: get_args(hint) for name, hint in get_type_hints(kind).items() if get_origin(hint) is Literal}


def _check(kind: type, values: Mapping[str, Any]) -> None:
    simple, choices = _simple_fields(kind), _choices(kind)
    for name, value in values.items():
        if (name in simple and type(value) is not simple[name]) or (name in choices and value not in choices[name]):
            raise ValueError(f"not a {kind.__name__}")


def _made(kind: type[_Value], values: Mapping[str, Any]) -> _Value:
    """A dataclass `kind` of these values, after a look at its texts, numbers and choices."""
    _check(kind, values)
    return kind(**values)


def _texts(packed: Iterable[Any]) -> tuple[str, ...]:
    texts = tuple(packed)
    if any(type(text) is not str for text in texts):
        raise ValueError("not a list of texts")
    return texts
