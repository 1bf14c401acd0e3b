"""What an analyst says of a note besides its words: what it is, how sure it is, and how good its source.

The scales are those of the trade: analytic confidence in three steps, and the Admiralty code of NATO (AJP-2.1), which
rates a source from A to F and a piece of information from 1 to 6. They are stored as bodies that any W3C tool may show
or ignore: a `classifying` text (`claim`), and `assessing` texts (`confidence: moderate`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from viewer.annotations.model import Annotation, Clock, changed, utc_now
from viewer.annotations.w3c import Json, is_type, many, objects, text_of
from viewer.language import mark


@dataclass(frozen=True, slots=True)
class Field:
    """A field and its values, each with the words that explain it, in order."""

    id: str
    label: str
    values: Mapping[str, str]
    purpose: str = "assessing"
    prefix: str = ""

    def words(self, value: str) -> str:
        """A value as it stands in an export: `claim`, `confidence: moderate`."""
        return f"{self.prefix}{value}"


FIELDS: Final[Mapping[str, Field]] = {
    field.id: field
    for field in (
        Field(
            "type",
            mark("Type"),
            {
                "claim": mark("Claim"),
                "question": mark("Question"),
                "contradiction": mark("Contradiction"),
                "action": mark("Action"),
                "background": mark("Background"),
            },
            purpose="classifying",
        ),
        Field(
            "confidence",
            mark("Confidence"),
            {"low": mark("Low"), "moderate": mark("Moderate"), "high": mark("High")},
            prefix="confidence: ",
        ),
        Field(
            "reliability",
            mark("Source"),
            {
                "A": mark("Completely reliable"),
                "B": mark("Usually reliable"),
                "C": mark("Fairly reliable"),
                "D": mark("Not usually reliable"),
                "E": mark("Unreliable"),
                "F": mark("Cannot be judged"),
            },
            prefix="source reliability: ",
        ),
        Field(
            "credibility",
            mark("Information"),
            {
                "1": mark("Confirmed by other sources"),
                "2": mark("Probably true"),
                "3": mark("Possibly true"),
                "4": mark("Doubtful"),
                "5": mark("Improbable"),
                "6": mark("Cannot be judged"),
            },
            prefix="information credibility: ",
        ),
    )
}

_PURPOSES: Final = frozenset(field.purpose for field in FIELDS.values())


def assessment_of(annotation: Annotation) -> Mapping[str, str]:
    """The fields that are filled in, by their ids, in the order of `FIELDS`. Values of other scales are passed over."""
    if not any(f'"{purpose}"' in annotation.text for purpose in _PURPOSES):
        return {}  # most have none, and parsing each of thousands of notes takes its time
    bodies = list(objects(annotation.json().get("body")))
    found = {id: next((value for body in bodies if (value := _value(field, body))), "") for id, field in FIELDS.items()}
    return {id: value for id, value in found.items() if value}


def assessment_words(annotation: Annotation) -> tuple[str, ...]:
    """The fields as an export writes them: `claim`, `confidence: moderate`, `source reliability: B`."""
    return tuple(FIELDS[id].words(value) for id, value in assessment_of(annotation).items())


def with_assessment(annotation: Annotation, field: str, value: str, clock: Clock = utc_now) -> Annotation:
    """With this value of a field, or none for "". Raises ValueError for a value or a field that there is not."""
    if field not in FIELDS or (value and value not in FIELDS[field].values):
        raise ValueError(f"no such assessment: {field} {value}")
    asked = FIELDS[field]
    if assessment_of(annotation).get(field, "") == value:
        return annotation
    json = annotation.json()
    bodies = [body for body in many(json.get("body")) if not (isinstance(body, dict) and _value(asked, body))]
    if value:
        bodies.append({"type": "TextualBody", "purpose": asked.purpose, "value": asked.words(value)})
    return changed(json, bodies, clock)


def _value(field: Field, body: Json) -> str:
    """The field's value that a body holds, or ""."""
    if not is_type(body, "TextualBody") or field.purpose not in many(body.get("purpose")):
        return ""
    text = text_of(body.get("value"))
    value = text.removeprefix(field.prefix)
    return value if text.startswith(field.prefix) and value in field.values else ""
