"""How JSON-LD and the W3C model write things: one value or a list, types and purposes in either form.

Everything here takes any JSON value, and takes what it does not expect for absent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Json = dict[str, object]

#: RFC 9512
YAML = "application/yaml"
_SURROGATE = re.compile("[\ud800-\udfff]")


def put(value: Json, key: str, content: object) -> None:
    if content:
        value[key] = content
    else:
        value.pop(key, None)


def text_of(value: object) -> str:
    """A text fit to be shown and encoded, "" for anything that is not one."""
    if not isinstance(value, str):
        return ""
    return value if value.isascii() else _SURROGATE.sub("\ufffd", value)


def many(value: object) -> list[object]:
    """JSON-LD writes one value or a list of them; absent is an empty list. Always a new list."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def objects(value: object) -> Iterator[Json]:
    return (item for item in many(value) if isinstance(item, dict))


def is_type(value: Json, name: str) -> bool:
    return name in many(value.get("type"))


def is_tag(body: Json) -> bool:
    return is_type(body, "TextualBody") and "tagging" in many(body.get("purpose"))


def is_declaration(body: Json) -> bool:
    """Front matter that the reader would add to the brief; other tools show it as the YAML it is."""
    return is_type(body, "TextualBody") and "editing" in many(body.get("purpose")) and body.get("format") == YAML


def is_rating(body: Json) -> bool:
    """Says of what kind something is, or how good (see `assessment`): no comment either."""
    return is_type(body, "TextualBody") and not {"classifying", "assessing"}.isdisjoint(
        map(text_of, many(body.get("purpose")))
    )


def comment_in(bodies: list[object]) -> Json | None:
    for body in objects(bodies):
        is_other = is_tag(body) or is_declaration(body) or is_rating(body)
        if is_type(body, "TextualBody") and not is_other and isinstance(body.get("value"), str):
            return body
    return None


def entity_of(body: Json) -> str:
    purposes = many(body.get("purpose"))
    if not is_type(body, "SpecificResource") or (purposes and "identifying" not in purposes):
        return ""
    source = body.get("source")
    return text_of(source.get("id") if isinstance(source, dict) else source)


def quotes_in(target: Json) -> Iterator[Json]:
    """The quote selectors, outermost first; one may refine another selector."""
    level = list(objects(target.get("selector")))
    while level:
        for selector in level:
            if is_type(selector, "TextQuoteSelector") and isinstance(selector.get("exact"), str):
                yield selector
        level = [inner for selector in level for inner in objects(selector.get("refinedBy"))]
