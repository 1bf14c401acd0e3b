"""YAML for documents that arrive by mail: PyYAML's event stream, composed into text, lists and mappings only.

YAML's own type rules turn `NO` into False and `12:34:56` into 45296, its aliases turn 338 bytes into 50 MB, and C
loaders crash on deep nesting. Here every scalar stays text, and anchors, aliases, tags, duplicate keys and nesting
deeper than `MAX_DEPTH` are refused with line and column.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from yaml.reader import ReaderError

from viewer.brief.source import clean_text
from viewer.language import tr

MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. `plain` is False where it was quoted, so that `~` and `"~"` differ."""

    text: str
    plain: bool
    line: int
    column: int


@dataclass(slots=True)
class Sequence:
    items: list[Node]
    line: int
    column: int


@dataclass(slots=True)
class Mapping:
    """Keys in the order of the file."""

    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    line: int = 1
    column: int = 1


Node = Scalar | Sequence | Mapping


class YamlError(Exception):
    """Something refused, at `line` and `column` (from 1, in the text that was given)."""

    def __init__(self, what: str, line: int, column: int) -> None:
        super().__init__(what)
        self.what = what
        self.line = line
        self.column = column


def compose(text: str, root: Mapping) -> None:
    """Read one YAML mapping from `text` into `root`, entry by entry.

    Raises `YamlError` at the first thing refused; what stood before it is in `root` by then.
    """
    try:
        # The pure-Python loader on purpose: libyaml crashes the process at about 25,000 nested brackets.
        loader = yaml.SafeLoader(text)
    except ReaderError as error:
        line, column = text.count("\n", 0, error.position), error.position - text.rfind("\n", 0, error.position)
        what = tr("the character {code} is not allowed; remove it", code=f"U+{error.character:04X}")
        raise YamlError(what, line + 1, column) from None
    try:
        events = iter(loader.get_event, None)
        _expect(next(events), yaml.StreamStartEvent)
        first = next(events)
        if isinstance(first, yaml.StreamEndEvent):
            return
        top = next(events)
        if not isinstance(top, yaml.MappingStartEvent):
            raise _error(top, tr("the front matter is no list of `key: value` lines; write one key a line"))
        _refuse_extras(top)
        _fill(root, events, 1)
        next(events)
        last = next(events)
        if not isinstance(last, yaml.StreamEndEvent):
            raise _error(last, tr("a second YAML document starts here; remove it"))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join(part for part in (error.context, error.problem) if part) or tr("this is not YAML")
        if error.context_mark and "end of stream" in (error.problem or ""):
            # Where it ends says nothing; the quote or bracket that is never closed is where it begins.
            mark, what = error.context_mark, tr("what opens here, a quote or a bracket, is never closed")
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise YamlError(
            tr("{what}; check the indentation, the quotes and the colons", what=what), line, column
        ) from None
    except (ValueError, OverflowError):
        # PyYAML lets slip what `chr` says to "\UFFFFFFFF", and `int` to a version number of 5,000 digits.
        what = tr("this is no character or number that YAML knows; correct or remove it")
        raise YamlError(what, loader.line + 1, loader.column + 1) from None
    finally:
        loader.dispose()


def _expect(event: yaml.Event, kind: type[yaml.Event]) -> None:
    if not isinstance(event, kind):
        raise _error(event, tr("this is not YAML"))


def _position(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _error(event: yaml.Event, what: str) -> YamlError:
    return YamlError(what, *_position(event))


def _refuse_extras(event: yaml.Event) -> None:
    if isinstance(event, yaml.AliasEvent):
        raise _error(
            event,
            tr("the alias *{anchor} is not allowed; write the value out (or quote a leading *)", anchor=event.anchor),
        )
    if anchor := getattr(event, "anchor", None):
        raise _error(
            event, tr("the anchor &{anchor} is not allowed; write the value out (or quote a leading &)", anchor=anchor)
        )
    if tag := getattr(event, "tag", None):
        raise _error(event, tr("the tag {tag} is not allowed; remove it (or quote a leading !)", tag=tag))


def _scalar(event: yaml.ScalarEvent) -> Scalar:
    # Escapes such as "\\0" and "\\ud800" bring back what was cleaned out of the file.
    return Scalar(clean_text(event.value), event.style is None, *_position(event))


def _node(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
    _refuse_extras(event)
    if depth > MAX_DEPTH:
        raise _error(event, tr("nested deeper than {most} levels; flatten it", most=MAX_DEPTH))
    line, column = _position(event)
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event)
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Node] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(_node(event, events, depth + 1))
        return Sequence(items, line, column)
    mapping = Mapping({}, line, column)
    _fill(mapping, events, depth)
    return mapping


def _fill(mapping: Mapping, events: Iterator[yaml.Event], depth: int) -> None:
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        _refuse_extras(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise _error(event, tr("a key must be a text, not a list or a mapping"))
        key = _scalar(event)
        if key.text in mapping.entries:
            first = mapping.entries[key.text][0].line
            raise _error(
                event, tr("the key `{key}` stands twice (first in line {first}); keep one", key=key.text, first=first)
            )
        mapping.entries[key.text] = (key, _node(next(events), events, depth + 1))
