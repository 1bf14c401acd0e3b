"""One stored annotation: what was said about which words. Where the words stand today is the business of `anchors`.

The standard is the W3C Web Annotation Data Model (https://www.w3.org/TR/annotation-model/). An `Annotation` *is* its
JSON text; the properties read from it what this program understands and take anything unexpected for absent. Changes go
through the JSON too, so that what other tools wrote survives at every level.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from hashlib import blake2b

from viewer.annotations.json_text import canonical, parse
from viewer.annotations.target import HEADING, Target, aim, named_text, own_target
from viewer.annotations.w3c import (
    YAML,
    Json,
    comment_in,
    entity_of,
    is_declaration,
    is_tag,
    is_type,
    many,
    objects,
    put,
    quotes_in,
    text_of,
)

Clock = Callable[[], datetime]
NewId = Callable[[], str]

#: Colours by style class, with the CSS colour that other W3C tools are told to use.
COLOURS: Mapping[str, str] = {
    "yellow": "yellow",
    "green": "lightgreen",
    "blue": "lightblue",
    "pink": "pink",
    "orange": "orange",
}
#: The motivations that follow from the content. Any other came from elsewhere and stays.
MOTIVATIONS = ("highlighting", "commenting", "tagging", "identifying", "describing", "editing")
#: Marks the copy that a merge made of a note changed on two sides: the id of the note it is a version of.
CONFLICT_OF = "briefing:conflictOf"

#: The digest of a text (see `texts`) in which, as a reader has said, the note has no place.
NOT_IN = "briefing:notIn"
#: How a highlight is drawn: behind the words, or as a line under them.
STYLES = ("fill", "underline")

_FILLS = " ".join(f".{name} {{ background-color: {colour} }}" for name, colour in COLOURS.items())
_LINES = " ".join(
    f".{name}.underline {{ background: none; text-decoration: underline {colour} }}" for name, colour in COLOURS.items()
)
_STYLESHEET = {"type": "CssStylesheet", "value": _FILLS}
_STYLESHEETS = (_STYLESHEET, {"type": "CssStylesheet", "value": f"{_FILLS} {_LINES}"})
#: An offset beyond this is nobody's text; JSON readers lose whole numbers here too.
_FARTHEST = 2**53


def utc_now() -> datetime:
    """The default clock."""
    return datetime.now(UTC)


def new_uuid() -> str:
    """The default source of ids: `urn:uuid:…`."""
    return uuid.uuid4().urn


@dataclass(frozen=True)
class Annotation:
    """A frozen W3C annotation. Two are equal when their canonical JSON is.

    Make one with `new_annotation`, `Annotation.of` or `Annotation.parse`; `text` must be canonical (see `json_text`).
    No property raises: a text that is absent or not a text reads as "", lone surrogates as U+FFFD.
    """

    text: str

    @classmethod
    def of(cls, value: Mapping[str, object]) -> Annotation:
        """The annotation with this JSON. Raises ValueError for values that are not JSON or nest too deep."""
        return cls(canonical(dict(value)))

    @classmethod
    def adopt(cls, value: Json) -> Annotation:
        """Like `of`, for a value fresh from the parser that nobody will change: it need not be parsed again."""
        annotation = cls(canonical(value))
        annotation.__dict__["_json"] = value
        return annotation

    @classmethod
    def parse(cls, text: str) -> Annotation:
        """The annotation in one JSON text. Raises ValueError unless it is an object within bounds."""
        value = parse(text)
        if not isinstance(value, dict):
            raise ValueError("not an object")
        return cls.adopt(value)

    def json(self) -> Json:
        """A fresh copy of the JSON object, the caller's to change."""
        value = parse(self.text)
        assert isinstance(value, dict)
        return value

    @cached_property
    def _json(self) -> Json:
        return self.json()

    @cached_property
    def id(self) -> str:
        return text_of(self._json.get("id"))

    @property
    def motivation(self) -> str:
        """The first motivation."""
        return next((item for item in map(text_of, many(self._json.get("motivation"))) if item), "")

    @property
    def created(self) -> str:
        return text_of(self._json.get("created"))

    @property
    def modified(self) -> str:
        return text_of(self._json.get("modified"))

    @property
    def creator(self) -> str:
        """The name of the first creator, or the creator as it stands if it is only a text."""
        for item in many(self._json.get("creator")):
            if name := text_of(item.get("name") if isinstance(item, dict) else item):
                return name
        return ""

    @cached_property
    def note(self) -> str:
        """The comment, in Markdown."""
        body = comment_in(many(self._json.get("body")))
        return text_of(body.get("value")) if body is not None else text_of(self._json.get("bodyValue"))

    @cached_property
    def tags(self) -> tuple[str, ...]:
        found = (text_of(body.get("value")) for body in objects(self._json.get("body")) if is_tag(body))
        return tuple(dict.fromkeys(tag for tag in found if tag))

    @property
    def declares(self) -> str:
        """Front matter (YAML) that the reader adds to the brief by this annotation, or ""."""
        found = (text_of(body.get("value")) for body in objects(self._json.get("body")) if is_declaration(body))
        return next(found, "")

    @property
    def entity(self) -> str:
        """What the words are said to name, as a brief's links write it: `actor:ID`, `mineral:ID`, `place:ID`, or `not:`
        for no mention. From elsewhere it may be any IRI."""
        return next((id for body in objects(self._json.get("body")) if (id := entity_of(body))), "")

    @property
    def colour(self) -> str:
        """One of `COLOURS`, or ""."""
        classes = (word for item in many(self._target.get("styleClass")) for word in text_of(item).split())
        return next((word for word in classes if word in COLOURS), "")

    @property
    def style(self) -> str:
        """One of `STYLES`: how its colour is drawn."""
        classes = (word for item in many(self._target.get("styleClass")) for word in text_of(item).split())
        return "underline" if "underline" in classes else "fill"

    @property
    def source(self) -> str:
        """The file that the annotation says it is about: for show, never followed."""
        target = next(iter(many(self._json.get("target"))), None)
        return text_of(target) or text_of(self._target.get("source")) or text_of(self._target.get("id"))

    @property
    def heading(self) -> str:
        """The text of the heading it stood under when it was placed by a person."""
        return text_of(self._target.get(HEADING))

    @property
    def text_digest(self) -> str:
        """Which text the position counts in (see `texts`), "" if that is not known."""
        return named_text(self._target)

    @property
    def not_in(self) -> str:
        """The digest of a text in which the reader found no place for it, or ""."""
        return text_of(self._json.get(NOT_IN))

    @cached_property
    def exact(self) -> str:
        return text_of(self._quote.get("exact"))

    @property
    def prefix(self) -> str:
        return text_of(self._quote.get("prefix"))

    @property
    def suffix(self) -> str:
        return text_of(self._quote.get("suffix"))

    @property
    def start(self) -> int | None:
        """Code points, 0 ≤ start ≤ end; None when there is no usable position."""
        return self._position[0]

    @property
    def end(self) -> int | None:
        return self._position[1]

    @property
    def is_whole(self) -> bool:
        """Whether it is about the whole brief: it selects nothing."""
        return not many(self._target.get("selector"))

    @property
    def conflicts_with(self) -> str:
        """The id of the note that this is another version of, or "" (see `conflicts`)."""
        of = text_of(self._json.get(CONFLICT_OF))
        return of if of != self.id else ""

    @cached_property
    def digest(self) -> str:
        """Sixteen hexadecimal digits that stand for this very version."""
        return blake2b(self.text.encode(), digest_size=8).hexdigest()

    @cached_property
    def _target(self) -> Json:
        return next(objects(self._json.get("target")), {})

    @cached_property
    def _quote(self) -> Json:
        return next(quotes_in(self._target), {})

    @cached_property
    def _position(self) -> tuple[int | None, int | None]:
        # A position inside `refinedBy` counts from the start of what it refines, so only the outermost will do.
        for selector in objects(self._target.get("selector")):
            if is_type(selector, "TextPositionSelector"):
                start, end = selector.get("start"), selector.get("end")
                if type(start) is int and type(end) is int and 0 <= start <= end <= _FARTHEST:
                    return start, end
        return None, None

    def with_note(self, text: str, clock: Clock = utc_now) -> Annotation:
        """With this comment; "" takes the comment away."""
        if (text := text_of(text)) == self.note:
            return self
        value = self.json()
        bodies = many(value.get("body"))
        value.pop("bodyValue", None)  # the standard allows it only where there is no body
        body = comment_in(bodies)
        if not text:
            bodies = [item for item in bodies if item is not body]
        elif body is None:
            bodies.insert(0, {"type": "TextualBody", "format": "text/markdown", "purpose": "commenting", "value": text})
        else:
            body["value"] = text
        return changed(value, bodies, clock)

    def with_tags(self, tags: Iterable[str], clock: Clock = utc_now) -> Annotation:
        """With exactly these tags, in this order, each once; empty ones are left out."""
        wanted = tuple(dict.fromkeys(tag for tag in map(text_of, tags) if tag))
        if wanted == self.tags:
            return self
        value = self.json()
        bodies = many(value.get("body"))
        old = {text_of(body.get("value")): body for body in objects(bodies) if is_tag(body)}
        rest = [item for item in bodies if not (isinstance(item, dict) and is_tag(item))]
        new = [old.get(tag) or {"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in wanted]
        return changed(value, [*rest, *new], clock)

    def with_colour(self, colour: str, clock: Clock = utc_now) -> Annotation:
        """With one of `COLOURS`, or none for "". Raises ValueError for any other."""
        return self.with_look(colour, self.style if colour else "fill", clock)

    def with_look(self, colour: str, style: str, clock: Clock = utc_now) -> Annotation:
        """With one of `COLOURS` in one of `STYLES`, or no colour for "". Raises ValueError for any other."""
        if (colour and colour not in COLOURS) or style not in STYLES:
            raise ValueError(f"no such look: {colour} {style}")
        if (colour, style) == (self.colour, self.style):
            return self
        value = self.json()
        target = own_target(value)
        classes = [word for item in many(target.get("styleClass")) for word in text_of(item).split()]
        classes = [word for word in classes if word not in COLOURS and word != "underline"]
        classes += [colour] * bool(colour) + ["underline"] * (style == "underline")
        if colour and value.get("stylesheet") in (None, *_STYLESHEETS):
            value["stylesheet"] = _STYLESHEETS[STYLES.index(style)]
        elif value.get("stylesheet") in _STYLESHEETS:
            del value["stylesheet"]
        put(target, "styleClass", classes[0] if len(classes) == 1 else classes)
        return changed(value, None, clock)

    def with_entity(self, entity: str, clock: Clock = utc_now) -> Annotation:
        """Saying that the words name this entity (see `entity`), or nothing of the kind for ""."""
        if (entity := text_of(entity)) == self.entity:
            return self
        value = self.json()
        bodies = many(value.get("body"))
        old = next((body for body in objects(bodies) if entity_of(body)), None)
        if not entity:
            bodies = [item for item in bodies if item is not old]
        elif old is None:
            bodies.append({"type": "SpecificResource", "purpose": "identifying", "source": entity})
        else:
            old["source"] = entity
        return changed(value, bodies, clock)

    def without_place(self, text_digest: str, clock: Clock = utc_now) -> Annotation:
        """Said to have no place in the text with this digest, whatever can be found there."""
        return changed({**self.json(), NOT_IN: text_digest}, None, clock)

    def with_target(self, target: Target | None, clock: Clock = utc_now) -> Annotation:
        """About these words, or about the whole brief for None. Unknown selectors and fields of the target stay."""
        value = self.json()
        value.pop(NOT_IN, None)
        aim(own_target(value), target)
        return self if canonical(value) == self.text else changed(value, None, clock)


def new_annotation(
    source: str,
    target: Target | None = None,
    *,
    note: str = "",
    tags: Iterable[str] = (),
    colour: str = "",
    entity: str = "",
    declares: str = "",
    creator: str = "",
    clock: Clock = utc_now,
    new_id: NewId = new_uuid,
) -> Annotation:
    """An annotation of the brief whose file is called `source`; without a target, of the whole brief."""
    now = clock()
    value: Json = {"id": new_id(), "type": "Annotation", "created": stamp(now), "target": {"source": text_of(source)}}
    if creator := text_of(creator):
        value["creator"] = {"type": "Person", "name": creator}
    aim(own_target(value), target)
    if declares := text_of(declares):
        value["body"] = {"type": "TextualBody", "purpose": "editing", "format": YAML, "value": declares}
    made = changed(value, None, lambda: now)
    made = made.with_note(note, lambda: now).with_tags(tags, lambda: now)
    return made.with_colour(colour, lambda: now).with_entity(entity, lambda: now)


#: What an annotation may be known to hold of its content, as against of who made it, when, and with what.
_CONTENT = ("@context", "id", "type", "motivation", "body", "bodyValue", "target", "stylesheet", CONFLICT_OF)


def anonymous(annotation: Annotation) -> Annotation:
    """The annotation without a word on who made it, when, and with what, at any level, nor what others added to it."""
    value = {key: _impersonal(part) for key, part in annotation.json().items() if key in _CONTENT}
    return Annotation.of(value)


def _impersonal(value: object) -> object:
    if isinstance(value, dict):
        personal = ("creator", "created", "modified", "generator", "generated", "audience", "canonical", "via")
        return {key: _impersonal(part) for key, part in value.items() if key not in personal}
    return [_impersonal(part) for part in value] if isinstance(value, list) else value


def content_id(text: str) -> str:
    """An id that follows from the content."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "briefing:" + text).urn


def changed(value: Json, bodies: list[object] | None, clock: Clock) -> Annotation:
    """The annotation with this JSON and these bodies (None: as they are), its motivation following from them.

    For whoever adds to what annotations say, as `assessment` does.
    """
    if bodies is not None:
        put(value, "body", bodies)
    value["modified"] = stamp(clock())
    if "motivation" not in value or value["motivation"] in MOTIVATIONS:
        value["motivation"] = _motivation(Annotation.of(value))
    return Annotation.of(value)


def _motivation(draft: Annotation) -> str:
    if draft.declares:
        return "editing"
    if draft.is_whole:
        return "describing"
    if draft.entity:
        return "identifying"
    if draft.note:
        return "commenting"
    return "tagging" if draft.tags else "highlighting"


def stamp(moment: datetime) -> str:
    """As `created` and `modified` are written: UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
