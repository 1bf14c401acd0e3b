"""States and territories from states.csv, and their capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from viewer.mentions.folding import fold
from viewer.mentions.model import Entity

Row = Mapping[str, str]

# Between two capitals: `Congo-Kinshasa`.
_HYPHEN = re.compile(r"(?<=\w)-(?=[A-Z])")


def state_of(row: Row) -> Entity:
    """The state or territory of a row. Its id is its alpha-3 code."""
    is_territory = row["status"] == "territory"
    return Entity(
        row["alpha3"],
        row["name"],
        kind="place" if is_territory else "state",
        group="place" if is_territory else "actor",
        aliases=_listed(row, "short_aliases"),
        facts={
            "status": row["status"],
            "capital": list(_listed(row, "capital")),
            "demonym": list(_listed(row, "demonym")),
            "adjective": list(_listed(row, "adjective")),
            "metonym_ok": row["metonym_ok"] == "yes",
            "caution": row["caution"],
        },
    )


def names_of(row: Row) -> tuple[str, ...]:
    """All that names the state: its names, also without their hyphens, its people, and the adjective."""
    names = (row["name"], *_listed(row, "short_aliases"))
    unhyphenated = (text.replace("-", " ") for text in names if _HYPHEN.search(text))
    return tuple(dict.fromkeys((*names, *unhyphenated, *_listed(row, "demonym"), *_listed(row, "adjective"))))


def adjectives_of(rows: Iterable[Row]) -> frozenset[str]:
    """The words for people and things of states, but for those that are names of states as well."""
    return frozenset(
        text
        for row in rows
        for key in ("demonym", "adjective")
        for text in _listed(row, key)
        if text not in (row["name"], *_listed(row, "short_aliases"))
    )


def capitals(rows: Iterable[Row], rulings: Mapping[str, Any], taken: Iterable[str]) -> Iterator[Entity]:
    """The capitals that cannot be mistaken, as places. Their ids are slugs, with the state's code if one is `taken`."""
    left_out = frozenset(rulings["capitals_left_out"])
    main_spelling: Mapping[str, str] = rulings["same_city"]
    ids = set(taken)
    for row in rows:
        cities: dict[str, list[str]] = {}
        for text in _listed(row, "capital"):
            if text not in left_out and text not in names_of(row):
                cities.setdefault(_slug(main_spelling.get(text, text)), []).append(text)
        for slug, texts in cities.items():
            identity = slug if slug not in ids else f"{slug}-{row['alpha3'].lower()}"
            ids.add(identity)
            name = next((text for text in texts if text not in main_spelling), texts[0])
            aliases = tuple(text for text in texts if text != name)
            yield Entity(
                identity, name, "place", "place", aliases, country=row["alpha3"], facts={"capital_of": row["alpha3"]}
            )


def _listed(row: Row, key: str) -> tuple[str, ...]:
    return tuple(filter(None, row[key].split("|")))


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name).replace("'", "")).strip("-")
