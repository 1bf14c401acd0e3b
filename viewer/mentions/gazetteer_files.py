"""Reads the gazetteer's files, and keeps what YAML took long to parse as JSON for the next start."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_YAML_FILES = ("minerals.yaml", "organisations.yaml", "rulings.yaml")
_CACHE_NAME = "gazetteer.json"
_CACHE_VERSION = "1"  # of the cache's shape; the sources are known by their digest

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sources:
    """The files as they stand, parsed but not interpreted."""

    minerals: Record
    organisations: Record
    rulings: Record
    states: tuple[Mapping[str, str], ...]


def read_sources(folder: Path, cache_dir: Path | None = None) -> Sources:
    """The gazetteer's files in `folder`.

    Raises `OSError` or an error of the YAML parser if the program's own data is damaged. A cache that is damaged, out
    of date or cannot be written makes no difference but time (40 ms).
    """
    texts = [(folder / name).read_bytes() for name in _YAML_FILES]
    digest = hashlib.sha256(b"\0".join((_CACHE_VERSION.encode(), *texts))).hexdigest()
    documents = _cached(cache_dir, digest)
    if documents is None:
        documents = [_parsed(text) for text in texts]
        _keep(cache_dir, digest, documents)
    with (folder / "states.csv").open(encoding="utf-8", newline="") as file:
        states = tuple(csv.DictReader(file))
    minerals, organisations, rulings = documents
    return Sources(minerals, organisations, rulings, states)


def _parsed(text: bytes) -> Record:
    import yaml  # takes longer to import than the cache to read

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    document: Record = yaml.load(text, loader)
    return document


def _cached(cache_dir: Path | None, digest: str) -> list[Record] | None:
    if cache_dir is None:
        return None
    try:
        cache = json.loads((cache_dir / _CACHE_NAME).read_bytes())
        documents = cache["documents"] if cache["digest"] == digest else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(documents, list) or len(documents) != len(_YAML_FILES):
        return None
    return documents if all(isinstance(document, dict) for document in documents) else None


def _keep(cache_dir: Path | None, digest: str, documents: list[Record]) -> None:
    if cache_dir is None:
        return
    with contextlib.suppress(OSError):
        cache_dir.mkdir(parents=True, exist_ok=True)
        # Another viewer may be starting too: write aside, then move into place.
        handle, aside = tempfile.mkstemp(dir=cache_dir, prefix="gazetteer-", suffix=".tmp")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump({"digest": digest, "documents": documents}, file)
            Path(aside).replace(cache_dir / _CACHE_NAME)
        except OSError:
            Path(aside).unlink(missing_ok=True)
            raise
