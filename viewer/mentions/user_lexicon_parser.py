"""Reads the user's lexicon: what can be understood counts, what is wrong is a fault with its line.

There are no patterns in the file, so that nothing a user writes can make the search slow.
"""

from __future__ import annotations

import difflib
from collections.abc import Container, Iterator, Sequence
from typing import Final

from viewer.brief.model import GROUPS, KINDS, DeclaredEntity, Group
from viewer.brief.yaml_tree import Mapping, Node, Scalar, YamlError, compose
from viewer.brief.yaml_tree import Sequence as YamlSequence
from viewer.errors import Fault
from viewer.language import tr
from viewer.mentions.corrections import Corrections, why_no_name
from viewer.mentions.names import spelling
from viewer.mentions.user_lexicon import ID, UserLexicon
from viewer.mentions.user_lexicon_lines import COMMENT, entry_starts, sections

_GROUP_KEYS: Final[dict[str, Group]] = {f"{group}s": group for group in GROUPS}
_KEYS: Final = (*_GROUP_KEYS, "aliases", "ignore")
_ENTITY_KEYS: Final = ("id", "name", "kind", "aliases", "role", "note", "country")


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


class _Reader:
    """Turns the tree into values and collects what is wrong with it."""

    def __init__(self, known: Container[str] | None) -> None:
        self._known = known
        self.faults: list[Fault] = []

    def corrections(self, root: Mapping) -> Corrections:
        for text, (key, _) in root.entries.items():
            if text not in _KEYS:
                self._fault(
                    key,
                    tr("unknown key `{text}`; the keys are {keys}", text=text[:40], keys=", ".join(_KEYS)),
                    is_error=False,
                )
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
                    self._fault(entry[0], tr("“{text}” stands twice; the first counts", text=text[:40]))
                else:
                    whole.entries[text] = entry
        elif not _is_empty(part):
            self._fault(
                part, tr("this does not go with what stands above under the same key; write one form or the other")
            )

    def _fault(self, node: Node, what: str, is_error: bool = True) -> None:
        self.faults.append(Fault("error" if is_error else "warning", node.line, node.column, what))

    def _entities(self, root: Mapping) -> Iterator[DeclaredEntity]:
        seen: dict[str, int] = {}
        for key, group in _GROUP_KEYS.items():
            for item in self._items(root, key):
                entity = self._entity(item, group)
                if entity and entity.id in seen:
                    self._fault(
                        item,
                        tr(
                            "the id `{id}` stands twice (first in line {line}); keep one",
                            id=entity.id,
                            line=seen[entity.id],
                        ),
                    )
                elif entity:
                    seen[entity.id] = entity.line
                    yield entity

    def _entity(self, item: Node, group: Group) -> DeclaredEntity | None:
        if not isinstance(item, Mapping):
            self._fault(item, tr("an entry needs keys: {keys}", keys=", ".join(_ENTITY_KEYS)))
            return None
        for text, (key, _) in item.entries.items():
            if text not in _ENTITY_KEYS:
                self._fault(
                    key,
                    tr("unknown key `{text}`; the keys are {keys}", text=text[:40], keys=", ".join(_ENTITY_KEYS)),
                    is_error=False,
                )
        texts = {key: self._text(item, key) for key in _ENTITY_KEYS if key != "aliases"}
        if not ID.match(texts["id"]):
            self._fault(item, tr("an entry needs an `id` of letters, digits and hyphens"))
            return None
        is_new = self._known is not None and texts["id"] not in self._known
        if texts["name"]:
            if not self._is_name(item.entries["name"][1], texts["name"]):
                return None
        elif is_new:
            self._fault(item, tr("`{id}` is not in the gazetteer and has no name; give it one", id=texts["id"]))
            return None
        kind = texts["kind"]
        if kind and kind not in KINDS[group]:
            near = difflib.get_close_matches(kind.lower()[:40], KINDS[group], 1)
            hint = (
                tr("did you mean `{id}`?", id=near[0])
                if near
                else tr("write one of {keys}", keys=", ".join(KINDS[group]))
            )
            what = tr("unknown kind `{kind}`, which does not count; {hint}", kind=kind[:40], hint=hint)
            self._fault(item.entries["kind"][1], what, is_error=False)
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
                self._fault(node, tr("`aliases` needs a line `other name: id` for each"))
            return
        seen: set[str] = set()
        for text, (key, value) in node.entries.items():
            if not isinstance(value, Scalar) or _is_empty(value):
                self._fault(value, tr("“{text}” needs the id of an entity behind it", text=text[:40]))
            elif self._known is not None and value.text.strip() not in self._known and value.text.strip() not in own:
                what = tr("“{id}” is neither in the gazetteer nor above; correct the id", id=value.text.strip()[:40])
                self._fault(value, what)
            elif not self._is_name(key, text):
                continue
            elif spelling(text) in seen:
                self._fault(key, tr("“{text}” stands twice; the first counts", text=text[:40]))
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
            self._fault(node, tr("`{key}` must be a list; begin each entry with `- `", key=key))
        return ()

    def _listed(self, mapping: Mapping, key: str) -> Iterator[tuple[Node, str]]:
        for item in self._items(mapping, key):
            if isinstance(item, Scalar):
                yield item, item.text.strip()
            else:
                self._fault(item, tr("an entry of `{key}` must be a text", key=key))

    def _text(self, mapping: Mapping, key: str) -> str:
        if key not in mapping.entries:
            return ""
        node = mapping.entries[key][1]
        if isinstance(node, Scalar):
            return "" if _is_empty(node) else node.text.strip()
        self._fault(node, tr("`{key}` must be a text", key=key))
        return ""


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and (not node.text.strip() or (node.plain and node.text in ("~", "null")))


def _pieces(text: str) -> Iterator[str]:
    """Each entry under its key, with empty lines before it so that it stands at its line. (A key is two lines.)"""
    lines = text.split("\n")
    found = list(sections(lines))
    head = found[0][0] if found else len(lines)
    if not all(map(COMMENT.match, lines[:head])):
        yield "\n".join(lines[:head])
    for top, end, match in found:
        if not COMMENT.match(match[2]):
            yield "\n" * top + "\n".join(lines[top:end])
            continue
        starts = entry_starts(lines, top + 1, end)
        for start, stop in zip(starts, [*starts[1:], end], strict=False):
            yield "\n" * (start - 1) + f"{match[1]}:\n" + "\n".join(lines[start:stop])
