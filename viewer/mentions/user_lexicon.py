"""The user's own names, for every brief: a YAML file in the config folder that a hand or the program edits.

    actors:                       # and minerals, places: entries as in front matter
      - id: hewa-bora
        name: Hewa Bora Trading
        kind: company
        aliases: [Hewa Bora, =HBTC]
    aliases:                      # other names of entities that are known, by id
      the river capital: kinshasa
    ignore:                       # never a mention
      - Prince

There are no patterns in it, so that nothing a user writes can make the search slow. What is wrong is a fault with its
line; the rest counts all the same.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from viewer.brief.front_matter import KINDS
from viewer.brief.model import GROUPS, DeclaredEntity, Group
from viewer.brief.source import BriefError, read_source
from viewer.brief.yaml_tree import Mapping, Node, Scalar, YamlError, compose
from viewer.brief.yaml_tree import Sequence as YamlSequence
from viewer.errors import Fault, ViewerError
from viewer.mentions.corrections import NO_CORRECTIONS, Corrections, why_no_name
from viewer.mentions.names import spelling
from viewer.mentions.yaml_text import entity_lines, quoted

FILE_NAME: Final = "lexicon.yaml"
SIZE_LIMIT: Final = 1 << 20  # bytes

_HEADER: Final = (
    "# Names of your own, for every brief. You can edit this file; the program adds to it.\n"
    "# actors, minerals, places: entries as in front matter; aliases: `other name: id`; ignore: a list of texts.\n"
)
_GROUP_KEYS: Final[dict[str, Group]] = {f"{group}s": group for group in GROUPS}
_KEYS: Final = (*_GROUP_KEYS, "aliases", "ignore")
_ENTITY_KEYS: Final = ("id", "name", "kind", "aliases", "role", "note", "country")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\Z")
_TOP_KEY = re.compile(r"([A-Za-z_]+)[ ]*:(?=\s|\Z)(.*)")
_COMMENT = re.compile(r"\s*(?:#.*)?\Z")


class UserLexiconError(ViewerError):
    """The file cannot be read, written or added to."""


@dataclass(frozen=True, slots=True)
class UserLexicon:
    """What the file says, and what is wrong with it."""

    corrections: Corrections = NO_CORRECTIONS
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class FileChange:
    """The text of the file before and after an addition; `before` is None if there was no file."""

    before: str | None
    after: str


def read_user_lexicon(path: Path, known: Container[str] | None = None) -> UserLexicon:
    """Read the file; no file is an empty lexicon, one that cannot be read a fault.

    `known` are the ids that aliases may lead to, besides the file's own.
    """
    if not path.exists():
        return UserLexicon()
    try:
        return parse_user_lexicon(_text_of(path), known)
    except UserLexiconError as error:
        return UserLexicon(faults=(Fault("error", 0, 0, str(error).rstrip(".")),))


def parse_user_lexicon(text: str, known: Container[str] | None = None) -> UserLexicon:
    """As `read_user_lexicon`, from the text of a file."""
    reader = _Reader(known)
    root = Mapping()
    try:
        compose(text, root)
    except YamlError:
        root = reader.piece_by_piece(text)
    corrections = reader.corrections(root)
    return UserLexicon(corrections, tuple(sorted(reader.faults, key=lambda fault: (fault.line, fault.column))))


def add_entity(path: Path, entity: DeclaredEntity) -> FileChange:
    """Declare an entity for every brief. Raises `UserLexiconError` if that cannot be, with the reason."""
    for text in filter(None, (entity.name, *entity.aliases)):
        _check_name(text)
    if not _ID.match(entity.id):
        raise UserLexiconError(f"“{entity.id}” is no id; use letters, digits and hyphens.")
    return _add(path, f"{entity.group}s", list(entity_lines(entity)))


def add_alias(path: Path, text: str, identity: str) -> FileChange:
    """Let `text` name an entity in every brief. Raises `UserLexiconError` if that cannot be, with the reason."""
    _check_name(text)
    return _add(path, "aliases", [f"{quoted(text)}: {quoted(identity)}"])


def add_ignored(path: Path, text: str) -> FileChange:
    """Let `text` be no mention in any brief. Raises `UserLexiconError` if that cannot be, with the reason."""
    _check_name(text)
    return _add(path, "ignore", [f"- {quoted(text)}"])


def take_back(path: Path, change: FileChange) -> None:
    """Undo an addition. Raises `UserLexiconError` if the file was edited since."""
    if _text_of(path) != change.after:
        raise UserLexiconError(f"{path} was edited since; take the entry out by hand.")
    if change.before is None:
        try:
            path.unlink()
        except OSError as error:
            raise UserLexiconError(f"{path} cannot be removed: {error.strerror}.") from None
    else:
        _write(path, change.before)


class _Reader:
    """Turns the tree into values and collects what is wrong with it."""

    def __init__(self, known: Container[str] | None) -> None:
        self._known = known
        self.faults: list[Fault] = []

    def corrections(self, root: Mapping) -> Corrections:
        for text, (key, _) in root.entries.items():
            if text not in _KEYS:
                self._fault(key, f"unknown key `{text[:40]}`; the keys are {', '.join(_KEYS)}", is_error=False)
        declared = tuple(self._entities(root))
        return Corrections(
            (), declared, dict(self._aliases(root, {e.id for e in declared})), tuple(self._ignored(root))
        )

    def piece_by_piece(self, text: str) -> Mapping:
        """What can be read where the file as a whole cannot: each entry by itself, at the line where it stands."""
        root = Mapping()
        for piece in _pieces(text):
            part = Mapping()
            try:
                compose(piece, part)
            except YamlError as error:
                self.faults.append(Fault("error", error.line, error.column, error.what))
                continue
            for name, (key, node) in part.entries.items():
                if name not in root.entries:
                    root.entries[name] = (key, node)
                else:
                    self._join(root.entries[name][1], node)
        return root

    def _join(self, whole: Node, part: Node) -> None:
        if isinstance(whole, YamlSequence) and isinstance(part, YamlSequence):
            whole.items += part.items
        elif isinstance(whole, Mapping) and isinstance(part, Mapping):
            for text, entry in part.entries.items():
                if text in whole.entries:
                    self._fault(entry[0], f"“{text[:40]}” stands twice; the first counts")
                else:
                    whole.entries[text] = entry
        elif not _is_empty(part):
            self._fault(part, "this does not go with what stands above under the same key; write one form or the other")

    def _fault(self, node: Node, what: str, is_error: bool = True) -> None:
        self.faults.append(Fault("error" if is_error else "warning", node.line, node.column, what))

    def _entities(self, root: Mapping) -> Iterator[DeclaredEntity]:
        seen: dict[str, int] = {}
        for key, group in _GROUP_KEYS.items():
            for item in self._items(root, key):
                entity = self._entity(item, group)
                if entity and entity.id in seen:
                    self._fault(item, f"the id `{entity.id}` stands twice (first in line {seen[entity.id]}); keep one")
                elif entity:
                    seen[entity.id] = entity.line
                    yield entity

    def _entity(self, item: Node, group: Group) -> DeclaredEntity | None:
        if not isinstance(item, Mapping):
            self._fault(item, f"an entry needs keys: {', '.join(_ENTITY_KEYS)}")
            return None
        for text, (key, _) in item.entries.items():
            if text not in _ENTITY_KEYS:
                self._fault(key, f"unknown key `{text[:40]}`; the keys are {', '.join(_ENTITY_KEYS)}", is_error=False)
        texts = {key: self._text(item, key) for key in _ENTITY_KEYS if key != "aliases"}
        if not _ID.match(texts["id"]):
            self._fault(item, "an entry needs an `id` of letters, digits and hyphens")
            return None
        is_new = self._known is not None and texts["id"] not in self._known
        if texts["name"]:
            if not self._is_name(item.entries["name"][1], texts["name"]):
                return None
        elif is_new:
            self._fault(item, f"`{texts['id']}` is not in the gazetteer and has no name; give it one")
            return None
        kind = texts["kind"]
        if kind and kind not in KINDS[group]:
            self._fault(item.entries["kind"][1], f"unknown kind `{kind[:40]}`; write one of {', '.join(KINDS[group])}")
            kind = ""
        aliases = tuple(text for node, text in self._listed(item, "aliases") if self._is_name(node, text))
        return DeclaredEntity(
            texts["id"], group, texts["name"], kind, aliases, texts["role"], texts["note"], texts["country"],
            item.line, item.column,
        )  # fmt: skip

    def _aliases(self, root: Mapping, own: Container[str]) -> Iterator[tuple[str, str]]:
        node = root.entries["aliases"][1] if "aliases" in root.entries else Mapping()
        if not isinstance(node, Mapping):
            if not _is_empty(node):
                self._fault(node, "`aliases` needs a line `other name: id` for each")
            return
        seen: set[str] = set()
        for text, (key, value) in node.entries.items():
            if not isinstance(value, Scalar) or _is_empty(value):
                self._fault(value, f"“{text[:40]}” needs the id of an entity behind it")
            elif self._known is not None and value.text.strip() not in self._known and value.text.strip() not in own:
                what = f"“{value.text.strip()[:40]}” is neither in the gazetteer nor above; correct the id"
                self._fault(value, what)
            elif not self._is_name(key, text):
                continue
            elif spelling(text) in seen:
                self._fault(key, f"“{text[:40]}” stands twice; the first counts")
            else:
                seen.add(spelling(text))
                yield text.strip(), value.text.strip()

    def _ignored(self, root: Mapping) -> Iterator[str]:
        return (text for node, text in self._listed(root, "ignore") if self._is_name(node, text))

    def _is_name(self, node: Node, text: str) -> bool:
        reason = why_no_name(text)
        if reason:
            self._fault(node, reason)
        return not reason

    def _items(self, mapping: Mapping, key: str) -> Sequence[Node]:
        if key not in mapping.entries:
            return ()
        node = mapping.entries[key][1]
        if isinstance(node, YamlSequence):
            return node.items
        if not _is_empty(node):
            self._fault(node, f"`{key}` must be a list; begin each entry with `- `")
        return ()

    def _listed(self, mapping: Mapping, key: str) -> Iterator[tuple[Node, str]]:
        for item in self._items(mapping, key):
            if isinstance(item, Scalar):
                yield item, item.text.strip()
            else:
                self._fault(item, f"an entry of `{key}` must be a text")

    def _text(self, mapping: Mapping, key: str) -> str:
        if key not in mapping.entries:
            return ""
        node = mapping.entries[key][1]
        if isinstance(node, Scalar):
            return "" if _is_empty(node) else node.text.strip()
        self._fault(node, f"`{key}` must be a text")
        return ""


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and (not node.text.strip() or (node.plain and node.text in ("~", "null")))


def _pieces(text: str) -> Iterator[str]:
    """Each entry under its key, with empty lines before it so that it stands at its line. (A key is two lines.)"""
    lines = text.split("\n")
    sections = list(_sections(lines))
    head = sections[0][0] if sections else len(lines)
    if not all(map(_COMMENT.match, lines[:head])):
        yield "\n".join(lines[:head])
    for top, end, match in sections:
        if not _COMMENT.match(match[2]):
            yield "\n" * top + "\n".join(lines[top:end])
            continue
        starts = _entry_starts(lines, top + 1, end)
        for start, stop in zip(starts, [*starts[1:], end], strict=False):
            yield "\n" * (start - 1) + f"{match[1]}:\n" + "\n".join(lines[start:stop])


def _sections(lines: Sequence[str]) -> Iterator[tuple[int, int, re.Match[str]]]:
    """Where each key of the file stands and where its section ends, as numbers of lines from 0."""
    tops = [(number, match) for number, line in enumerate(lines) if (match := _TOP_KEY.match(line))]
    ends = [number for number, _ in tops[1:]] + [len(lines)]
    return ((top, end, match) for (top, match), end in zip(tops, ends, strict=False))


def _entry_starts(lines: Sequence[str], start: int, end: int) -> list[int]:
    """Where in a block the entries begin: at lines that are indented no more than the first (or by a slip)."""
    filled = [number for number in range(start, end) if not _COMMENT.match(lines[number])]
    if not filled:
        return []
    indent = _indent(lines[filled[0]])
    return [number for number in filled if _indent(lines[number]) <= indent + 1]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _check_name(text: str) -> None:
    if reason := why_no_name(text):
        raise UserLexiconError(f"{reason[0].upper()}{reason[1:]}.")


def _add(path: Path, key: str, entry: list[str]) -> FileChange:
    before = _text_of(path) if path.exists() else None
    old = before or ""
    after = _with_entry(old or _HEADER, key, entry)
    was, now = parse_user_lexicon(old), parse_user_lexicon(after)
    if _size(now.corrections) != _size(was.corrections) + 1 or len(now.faults) > len(was.faults):
        raise UserLexiconError(f"{path} could not be added to (is the name in it already?); edit it by hand.")
    _write(path, after)
    return FileChange(before, after)


def _size(corrections: Corrections) -> int:
    return len(corrections.declared) + len(corrections.aliases) + len(corrections.ignored)


def _with_entry(text: str, key: str, entry: Iterable[str]) -> str:
    """`text` with one more entry at the end of the section `key`, and nothing else changed."""
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    for top, end, match in _sections(lines):
        if match[1] != key:
            continue
        filled = [number for number in range(top + 1, end) if not _COMMENT.match(lines[number])]
        if _COMMENT.match(match[2]):
            indent = " " * (_indent(lines[filled[0]]) if filled else 2)
            at = (filled[-1] if filled else top) + 1
            lines[at:at] = [indent + line for line in entry]
        else:
            _into_flow(lines, top, end, list(entry))
        return "\n".join(lines) + "\n"
    return "\n".join([*lines, *([""] if lines else []), f"{key}:", *(f"  {line}" for line in entry)]) + "\n"


def _into_flow(lines: list[str], top: int, end: int, entry: list[str]) -> None:
    """Put an entry into `key: [a, b]` or `key: {a: b}`. If that fails, the caller sees it from what it reads."""
    whole = "\n".join(lines[top:end])
    closing = max(whole.rfind("]"), whole.rfind("}"))
    if closing < 0:
        return
    first, *rest = entry
    flow = first.removeprefix("- ")
    if rest:
        flow = "{" + ", ".join([flow, *(line.strip() for line in rest)]) + "}"
    head = whole[:closing].rstrip()
    comma = "" if head.endswith(("[", "{", ",")) else ","
    lines[top:end] = f"{head}{comma} {flow}{whole[closing:]}".split("\n")


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise UserLexiconError(f"{path} is larger than {SIZE_LIMIT >> 20} MiB; shorten it.")
        return read_source(path).text
    except BriefError as error:
        raise UserLexiconError(str(error)) from None
    except OSError as error:
        raise UserLexiconError(f"{path} cannot be read: {error.strerror}.") from None


def _write(path: Path, text: str) -> None:
    """Replace the file's text whole or not at all. A link is followed, and the file's mode kept."""
    target = path.resolve()
    aside = ""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-", suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):
            Path(aside).chmod(target.stat().st_mode & 0o777)
        Path(aside).replace(target)
    except OSError as error:
        if aside:
            Path(aside).unlink(missing_ok=True)
        raise UserLexiconError(f"{path} cannot be written: {error.strerror}. Nothing was changed.") from None
