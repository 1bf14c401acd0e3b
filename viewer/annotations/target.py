"""What an annotation is about: the words with their context, their position, and the heading they stand under.

The standard is https://www.w3.org/TR/annotation-model/#selectors: a TextQuoteSelector and a TextPositionSelector that
select the same words.
"""

from __future__ import annotations

from dataclasses import dataclass

from viewer.annotations.w3c import Json, is_type, many, objects, put, text_of

#: Code points of context on either side of a quote.
CONTEXT = 32
#: The key of the target that holds the heading; a term of ours, since the standard has none.
HEADING = "briefing:heading"


@dataclass(frozen=True, slots=True)
class Target:
    """The words an annotation is about. `start` and `end` are code points of the canonical text, half-open."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    heading: str = ""

    @classmethod
    def at(cls, text: str, start: int, end: int, heading: str = "") -> Target:
        """The words from `start` to `end` of `text` with 32 code points of context. Raises ValueError out of range."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no words at {start}–{end} of {len(text)}")
        before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        return cls(text[start:end], before, after, start, end, heading)


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
        return
    quote |= {"exact": text_of(target.exact), "prefix": text_of(target.prefix), "suffix": text_of(target.suffix)}
    chosen: list[object] = [quote]
    if target.start is not None and target.end is not None:
        position |= {"start": target.start, "end": target.end}
        chosen.append(position)
    place["selector"] = [*chosen, *rest]
    put(place, HEADING, text_of(target.heading))


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
