"""Notes in JSON: W3C Web Annotations as we keep them, and Hypothesis' export.

The standards are https://www.w3.org/TR/annotation-model/ and https://h.readthedocs.io/en/latest/api-reference/v1/,
whose objects the export holds under `annotations` (the website) or `rows` (the search of the API).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from viewer.annotations.json_text import parse
from viewer.annotations.jsonld import read_page
from viewer.annotations.w3c import Json, is_type, many, objects, text_of
from viewer.imports.errors import ImportRefusedError
from viewer.imports.found import FoundNote, Source
from viewer.language import mark, tr

_MOST: Final = 20_000
_NONE: Final = mark("{file} holds no annotations: neither Web Annotation JSON-LD nor Hypothesis' export.")


def read_json(name: str, text: str) -> Source:
    """The notes in a JSON file. Raises ImportRefusedError if it holds none."""
    try:
        value = parse(text)
    except ValueError:
        value = None  # a damaged annotations file is salvaged line by line
    rows = _hypothesis_rows(value)
    if rows is not None:
        notes = [_from_hypothesis(row, index) for index, row in enumerate(rows[:_MOST])]
        return Source(name, "hypothesis", tuple(notes), left_out=_too_many(len(rows)))
    page = read_page(text.encode("utf-8", "surrogatepass"))
    found = [one for one in page.annotations.values() if '"target"' in one.text]
    if not found:
        raise ImportRefusedError(tr(_NONE, file=name))
    lost = (page.damage.lost if page.damage else 0) + len(page.loose) + len(page.annotations) - len(found)
    left_out = (tr("lines or items that could not be read: {lost}", lost=lost),) if lost else ()
    stored = (FoundNote(one.id, one.id, stored=one.text) for one in found[:_MOST])
    return Source(name, "jsonld", tuple(stored), left_out=(*left_out, *_too_many(len(found))))


def _hypothesis_rows(value: object) -> list[Json] | None:
    """The annotations of an export, None if this is none."""
    items: Iterable[object] = ()
    if isinstance(value, dict):
        items = many(value.get("annotations") or value.get("rows"))
    elif isinstance(value, list):
        items = value
    rows = [item for item in objects(list(items)) if "uri" in item and not is_type(item, "Annotation")]
    return rows or None


def _from_hypothesis(row: Json, index: int) -> FoundNote:
    quote: Json = {}
    position: Json = {}
    for target in objects(row.get("target")):
        for selector in objects(target.get("selector")):
            quote = selector if is_type(selector, "TextQuoteSelector") and not quote else quote
            position = selector if is_type(selector, "TextPositionSelector") and not position else position
    person = row.get("user_info")
    shown = text_of(person.get("display_name")) if isinstance(person, dict) else ""
    id = text_of(row.get("id"))
    references = [reference for item in many(row.get("references")) if (reference := text_of(item))]
    start, end = position.get("start"), position.get("end")
    is_usable = type(start) is int and type(end) is int and 0 <= start < end < 2**53
    return FoundNote(
        key=id or tr("row {number}", number=index + 1),
        id=f"https://hypothes.is/a/{id}" if id else "",
        exact=text_of(quote.get("exact")),
        prefix=text_of(quote.get("prefix")),
        suffix=text_of(quote.get("suffix")),
        start=start if is_usable and isinstance(start, int) else -1,
        end=end if is_usable and isinstance(end, int) else -1,
        note=text_of(row.get("text")),
        # `acct:name@authority`
        author=shown or text_of(row.get("user")).removeprefix("acct:").partition("@")[0],
        created=_utc(text_of(row.get("created"))),
        modified=_utc(text_of(row.get("updated"))),
        tags=tuple(dict.fromkeys(tag for item in many(row.get("tags")) if (tag := text_of(item)))),
        reply_to=references[-1] if references else "",
        place=tr("item {number}", number=index + 1),
    )


def _utc(text: str) -> str:
    """`2025-03-23T12:30:00.123456+00:00` as we write it."""
    from datetime import UTC, datetime

    from viewer.annotations.model import stamp

    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return ""
    try:
        return stamp(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except OverflowError:
        return ""


def _too_many(count: int) -> tuple[str, ...]:
    return (tr("notes past the first {most}: {count}", most=_MOST, count=count - _MOST),) if count > _MOST else ()
