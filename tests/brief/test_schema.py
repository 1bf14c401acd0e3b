"""The JSON Schema of the front matter says what the format says: the shipped briefs pass, faulty ones do not."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from viewer.brief.front_matter import split_front_matter
from viewer.brief.model import GROUPS, KINDS
from viewer.resource_files import resource, shipped_briefs

SCHEMA: dict[str, Any] = json.loads(resource("brief.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)

GOOD = {
    "nothing": "",
    "version as text": 'brief: "1"',
    "lexicon off": "lexicon: false",
    "Norway": "actors:\n  - NO",
    "any marking": "marking: Not for quotation",
    "an id that begins with a digit": "minerals:\n  - 3tg",
    "a number where a text may stand": "title: 2025\nignore:\n  - 1502",
    "a source that knows only its year": "sources:\n  - title: A report\n    date: 2017",
    "a territory as a place": "places:\n  - id: GRL\n    kind: place",
    "an alias in exactly this case": 'actors:\n  - id: USA\n    aliases:\n      - "=US"',
    "unknown keys": "classification: low\nactors:\n  - id: m23\n    flag: none",
}

BAD = {
    "a newer format": "brief: 2",
    "a date the wrong way round": "date: 23.03.2025",
    "a thirteenth month": "date: 2025-13-01",
    "no language tag": "language: English (British)",
    "one actor instead of a list": "actors: m23",
    "an id with a space": "actors:\n  - the rebels",
    "an entity without an id": "actors:\n  - name: M23",
    "an unknown kind of actor": "actors:\n  - id: m23\n    kind: rebels",
    "an actor's kind on a mineral": "minerals:\n  - id: cobalt\n    kind: company",
    "a mineral's kind on a place": "places:\n  - id: goma\n    kind: ore",
    "one alias instead of a list": "actors:\n  - id: m23\n    aliases: the rebels",
    "an empty alias": "actors:\n  - id: m23\n    aliases:\n      - ''",
    "a role in two parts": "actors:\n  - id: m23\n    role:\n      - one\n      - two",
    "a relation without a verb": "relations:\n  - from: RWA\n    to: m23",
    "a relation to no id": "relations:\n  - from: RWA\n    to: the rebels\n    type: backs",
    "a source that is only a title": "sources:\n  - A report",
    "an address that does not open": "sources:\n  - title: A report\n    url: file:///etc/passwd",
    "an ignored mapping": "ignore:\n  - words: Congo red",
    "neither true nor false": "lexicon: perhaps",
    "a list": "- brief",
}


class _EditorLoader(yaml.SafeLoader):
    """Numbers, true and false are values, as in YAML 1.2; a date stays text, and NO is Norway."""


_EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true$|false$"), ["t", "f"])


def as_the_program_reads(text: str) -> object:
    """Every scalar stays text."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def as_an_editor_reads(text: str) -> object:
    return yaml.load(text, Loader=_EditorLoader)


def faults(document: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(document)]


readings = pytest.mark.parametrize("read", [as_the_program_reads, as_an_editor_reads])


def test_the_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("group", GROUPS)
def test_the_schema_knows_the_kinds_of_the_program(group: str) -> None:
    in_full = SCHEMA["$defs"][group]["anyOf"][1]
    assert tuple(in_full["properties"]["kind"]["enum"]) == KINDS[group]


@readings
@pytest.mark.parametrize("path", shipped_briefs(), ids=lambda path: path.name)
def test_shipped_briefs_are_valid(path: Path, read: Any) -> None:
    front_matter, _, _ = split_front_matter(path.read_text(encoding="utf-8"))
    assert front_matter
    assert faults(read(front_matter)) == []


@readings
@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD.keys())
def test_good_front_matter_is_valid(text: str, read: Any) -> None:
    assert faults(read(text)) == []


@readings
@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_bad_front_matter_is_not(text: str, read: Any) -> None:
    assert faults(read(text)) != []
