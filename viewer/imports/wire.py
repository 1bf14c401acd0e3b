"""A `Source` as JSON, from the worker to the program; unpacked into what its type says, or refused."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any, get_args

from viewer.imports.found import FoundNote, Kind, Source

#: What `unpack` raises for anything that `pack` did not make.
MALFORMED = (ValueError, TypeError, LookupError, AttributeError, RecursionError)

_DEFAULTS = {field.name: field.default for field in fields(FoundNote)}
_TEXTS = (
    "key", "id", "exact", "prefix", "suffix", "note", "author", "created", "modified", "reply_to", "place", "stored",
)  # fmt: skip
_OPTIONAL = ("colour", "style", "subject", "entity")


def pack(source: Source) -> bytes:
    """One line of JSON; what a note does not say is left out."""
    notes = [{key: value for key, value in asdict(note).items() if value != _DEFAULTS[key]} for note in source.notes]
    value = {"name": source.name, "kind": source.kind, "notes": notes, "base": source.base, "left_out": source.left_out}
    return json.dumps({"source": value}, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"


def pack_refusal(why: str) -> bytes:
    """A sentence for the reader in place of a source."""
    return json.dumps({"refused": why}).encode() + b"\n"


def unpack(line: bytes) -> Source | str:
    """The source, or the sentence that says why there is none. Raises one of `MALFORMED`."""
    value = json.loads(line)
    if "refused" in value:
        return _text(value["refused"])
    found = value["source"]
    if found["kind"] not in get_args(Kind):
        raise ValueError("no such kind")
    base = found["base"]
    return Source(
        _text(found["name"]),
        found["kind"],
        tuple(_note(item) for item in found["notes"]),
        None if base is None else tuple(map(_text, base)),
        tuple(map(_text, found["left_out"])),
    )


def _note(value: dict[str, Any]) -> FoundNote:
    for key, item in value.items():
        if key in _TEXTS or key in _OPTIONAL:
            value[key] = _text(item)
        elif key in ("start", "end"):
            if type(item) is not int:
                raise TypeError(key)
        elif key == "near":
            value[key] = bool(item)
        elif key == "tags":
            value[key] = tuple(map(_text, item))
        elif key == "ratings":
            value[key] = tuple((_text(field), _text(rating)) for field, rating in item)
    return FoundNote(**value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    # An escape may stand for half a character, which nothing behind this could write.
    return value if value.isascii() else value.encode("utf-8", "replace").decode()
