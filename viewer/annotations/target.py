"""What an annotation is about: the words with their context, their position, and the heading they stand under.

The standard is https://www.w3.org/TR/annotation-model/#selectors: a TextQuoteSelector and a TextPositionSelector that
select the same words, and a State (§4.2) that names the text in which they do. The name is an IRI of RFC 6920, which
says what the text is, not where; who does not know it has the quote.
"""

from __future__ import annotations

from dataclasses import dataclass

from viewer.annotations.texts import is_digest, text_digest
from viewer.annotations.w3c import Json, is_type, many, objects, put, text_of

#: Code points of context on either side of a quote.
CONTEXT = 32
#: The key of the target that holds the heading; a term of ours, since the standard has none.
HEADING = "briefing:heading"
#: What the name of a text begins with; its digest follows. Standard: RFC 6920, section 7.
_NAMED = "nih:sha-256-128;"


@dataclass(frozen=True, slots=True)
class Target:
    """The words an annotation is about. `start` and `end` are code points of the canonical text, half-open.

    `text_digest` tells which text (see `texts`), "" if that is not known.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    heading: str = ""
    text_digest: str = ""

    @classmethod
    def at(cls, text: str, start: int, end: int, heading: str = "") -> Target:
        """The words from `start` to `end` of `text` with 32 code points of context. Raises ValueError out of range."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no words at {start}–{end} of {len(text)}")
        before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        return cls(text[start:end], before, after, start, end, heading, text_digest(text))


def aim(place: Json, target: Target | None) -> None:
    """Makes the JSON target `place` select `target`, updating our two selectors where they stand."""
    selectors = many(place.get("selector"))
    ours = ("TextQuoteSelector", "TextPositionSelector")
    quote: Json = {"type": ours[0]}
    position: Json = {"type": ours[1]}
    for found in objects(selectors):
        quote = found if is_type(found, ours[0]) else quote
        position = found if is_type(found, ours[1]) else position
    rest = [item for item in selectors if item is not quote and item is not position]
    if target is None:
        # The whole brief is what selects nothing: keeping a foreign selector would leave it about a part.
        place.pop("selector", None)
        place.pop(HEADING, None)
        _name_text(place, "")
        return
    quote |= {"exact": text_of(target.exact), "prefix": text_of(target.prefix), "suffix": text_of(target.suffix)}
    chosen: list[object] = [quote]
    if target.start is not None and target.end is not None:
        position |= {"start": target.start, "end": target.end}
        chosen.append(position)
    place["selector"] = [*chosen, *rest]
    put(place, HEADING, text_of(target.heading))
    _name_text(place, target.text_digest if target.start is not None else "")


def named_text(place: Json) -> str:
    """The digest of the text that the position in the JSON target `place` counts in, or ""."""
    return next((digest for state in objects(place.get("state")) if (digest := _named(state))), "")


def _named(state: Json) -> str:
    name = text_of(state.get("cached"))
    digest = name.removeprefix(_NAMED)
    return digest if name.startswith(_NAMED) and is_digest(digest) else ""


def _name_text(place: Json, digest: str) -> None:
    """Names the text, or none for ""; states of others stay."""
    states = [state for state in many(place.get("state")) if not (isinstance(state, dict) and _named(state))]
    if digest:
        states.append({"type": "TimeState", "cached": _NAMED + digest})
    put(place, "state", states[0] if len(states) == 1 else states)


def own_target(value: Json) -> Json:
    """The target object to change: the first one, made from a bare IRI or from nothing if need be."""
    targets = many(value.get("target"))
    first = next(objects(targets), None)
    if first is None:
        if targets and isinstance(targets[0], str):
            first = {"source": targets.pop(0)}
        else:
            first = {}
        targets.insert(0, first)
    value["target"] = targets[0] if len(targets) == 1 else targets
    return first
