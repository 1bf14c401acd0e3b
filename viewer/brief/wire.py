"""The messages between the parsing process and the program: JSON, one message a line.

JSON and not pickle: the parsing process reads what strangers wrote, and nothing it says may make the program run code.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from viewer.brief.model import Block, Cell, DeclaredEntity, FrontMatter, Relation, Run, Source
from viewer.errors import Fault

_BLOCK_FIELDS = tuple(
    field.name for field in fields(Block) if field.name not in ("kind", "runs", "text", "start", "cell")
)
_BLOCK_DEFAULTS = {field.name: field.default for field in fields(Block)}
_RUN_DEFAULTS = ["", 0, "", "", "", ""]


def encode(message: Mapping[str, Any]) -> bytes:
    """One message as a line."""
    return json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"


def decode(line: bytes) -> dict[str, Any]:
    """The message that a line holds. Raises `ValueError` for anything else."""
    message = json.loads(line)
    if not isinstance(message, dict) or "type" not in message:
        raise ValueError("not a message")
    return message


def pack_block(block: Block) -> list[Any]:
    """A block as JSON values; its text and start are left out, as they follow from the runs and the blocks before."""
    rest = {name: value for name in _BLOCK_FIELDS if (value := getattr(block, name)) != _BLOCK_DEFAULTS[name]}
    runs = [_pack_run(run) for run in block.runs]
    cell = block.cell
    where = cell and [cell.table, cell.row, cell.column, cell.rows, cell.columns, cell.header, cell.align]
    return [block.kind, runs, rest, where]


def unpack_block(packed: list[Any], start: int) -> Block:
    """The inverse of `pack_block`, placed at `start` (code points)."""
    kind, packed_runs, rest, where = packed
    runs = tuple(Run(*run) for run in packed_runs)
    text = "".join([run.text for run in runs])
    return Block(kind, runs, text, start, cell=Cell(*where) if where else None, **rest)


def _pack_run(run: Run) -> list[Any]:
    values = [run.text, int(run.style), run.link, run.token, run.image, run.alt]
    while len(values) > 1 and values[-1] == _RUN_DEFAULTS[len(values) - 1]:
        values.pop()
    return values


def pack_front(front: FrontMatter) -> dict[str, Any]:
    """Front matter as JSON values."""
    return asdict(front)


def unpack_front(packed: Mapping[str, Any]) -> FrontMatter:
    """The inverse of `pack_front`."""
    values = dict(packed)
    values["sources"] = tuple(Source(**source) for source in packed["sources"])
    values["entities"] = tuple(
        DeclaredEntity(**{**entity, "aliases": tuple(entity["aliases"])}) for entity in packed["entities"]
    )
    values["relations"] = tuple(Relation(**relation) for relation in packed["relations"])
    values["ignore"] = tuple(packed["ignore"])
    return FrontMatter(**values)


def pack_faults(faults: Iterable[Fault]) -> list[list[Any]]:
    """Faults as JSON values."""
    return [[fault.severity, fault.line, fault.column, fault.what] for fault in faults]


def unpack_faults(packed: Iterable[list[Any]]) -> tuple[Fault, ...]:
    """The inverse of `pack_faults`."""
    return tuple(Fault(*fault) for fault in packed)
