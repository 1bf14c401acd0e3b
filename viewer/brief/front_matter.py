"""The front matter of a brief, format version 1: from YAML text to a `FrontMatter` and a list of faults.

Nothing in here stops a brief from opening, save a format version that is newer than the program.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime

from viewer.brief.model import GROUPS, KINDS, DeclaredEntity, FrontMatter, Group, Relation, Source
from viewer.brief.source import BriefError
from viewer.brief.yaml_tree import Mapping, Node, Scalar, Sequence, YamlError, compose
from viewer.errors import Fault
from viewer.language import tr

FORMAT_VERSION = 1
SIZE_LIMIT = 64 * 1024  # bytes

_LISTS: dict[str, Group] = {f"{group}s": group for group in GROUPS}
_TEXT_KEYS = ("title", "date", "author", "organisation", "language", "marking", "summary")
_KEYS = ("brief", *_TEXT_KEYS, "sources", *_LISTS, "relations", "ignore", "lexicon")
_ENTITY_KEYS = ("id", "name", "kind", "aliases", "role", "note", "country")
_SOURCE_KEYS = ("title", "publisher", "date", "url")
_RELATION_KEYS = ("from", "to", "type", "note")
#: Beyond so many in one mapping, it is not a slip of the pen, and looking for the nearest known key takes its time.
_MOST_UNKNOWN = 20

_FENCE = re.compile(r"---[ \t]*(?:\n|$)")
_CLOSING_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\Z")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}([T ].+)?)?)?\Z")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z")


def split_front_matter(text: str) -> tuple[str, str, int]:
    """Split a brief's text into front matter, body, and the line (from 1) on which the body begins.

    The front matter is empty where the text does not open with a `---` line that is closed further down.
    """
    opening = _FENCE.match(text)
    if opening:
        closing = _CLOSING_FENCE.search(text, opening.end())
        if closing:
            body = closing.end() + 1
            return text[opening.end() : closing.start()], text[body:], text.count("\n", 0, body) + 1
    return "", text, 1


def parse_front_matter(text: str) -> tuple[FrontMatter, list[Fault]]:
    """Read front matter without its `---` lines, whose first line is line 2 of the file.

    Raises `BriefError` for a format version newer than `FORMAT_VERSION`. Everything else is a fault, and what could
    be read is returned.
    """
    reader = _Reader()
    root = Mapping()
    if len(text.encode(errors="replace")) > SIZE_LIMIT:
        reader.fault(
            "error", Scalar("", True, 2, 1), tr("front matter over {most} KiB; shorten it", most=SIZE_LIMIT // 1024)
        )
        return FrontMatter(), reader.faults
    try:
        # The opening `---` is line 1 of the file: with an empty line in its place, all lines are those of the file.
        compose("\n" + text, root)
    except YamlError as error:
        reader.fault("error", Scalar("", True, error.line, error.column), error.what)
    return reader.front_matter(root), reader.faults


def slug(name: str) -> str:
    """An id made of `name`: lower-case ASCII letters, digits and hyphens, never empty."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-") or "unnamed"


class _Reader:
    """Turns the YAML tree into values and collects what is wrong with it."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def fault(self, severity: str, node: Node, what: str) -> None:
        what = " ".join(what.splitlines())  # a quoted key may go over several lines
        self.faults.append(Fault("error" if severity == "error" else "warning", node.line, node.column, what))

    def front_matter(self, root: Mapping) -> FrontMatter:
        self._check_version(root)
        self._check_keys(root, _KEYS)
        texts = {key: self._text(root, key) for key in _TEXT_KEYS}
        self._check_date(root, texts["date"])
        if texts["language"] and not _LANGUAGE.match(texts["language"]):
            self.fault(
                "warning", root.entries["language"][1], tr("not a BCP 47 language tag; write for example `en` or `fr`")
            )
        return FrontMatter(
            title=" ".join(texts["title"].split()),
            date=texts["date"],
            author=texts["author"],
            organisation=texts["organisation"],
            language=texts["language"] or "en",
            marking=" ".join(texts["marking"].split()),
            summary=texts["summary"],
            sources=tuple(self._sources(root)),
            entities=tuple(self._entities(root)),
            relations=tuple(self._relations(root)),
            ignore=tuple(self._texts(root, "ignore")),
            lexicon=self._lexicon(root),
            extra={key: _plain(node) for key, (_, node) in root.entries.items() if key not in _KEYS},
        )

    def _check_version(self, root: Mapping) -> None:
        version = self._text(root, "brief")
        if not version:
            return
        node = root.entries["brief"][1]
        if not version.isascii() or not version.isdigit():
            self.fault(
                "error",
                node,
                tr("`{version}` is no format version; write `brief: {known}`", version=version, known=FORMAT_VERSION),
            )
        elif version.lstrip("0") != str(FORMAT_VERSION):
            if len(version) > 6 or int(version) > FORMAT_VERSION:
                raise BriefError(
                    tr(
                        "this brief has format version {version}, and this program reads up to version {known}. "
                        "Update the program, or ask the sender for an older version",
                        version=version[:20],
                        known=FORMAT_VERSION,
                    ),
                    node.line,
                    node.column,
                )
            self.fault(
                "error",
                node,
                tr(
                    "there is no format version {version}; write `brief: {known}`",
                    version=version,
                    known=FORMAT_VERSION,
                ),
            )

    def _check_keys(self, mapping: Mapping, known: Iterable[str]) -> None:
        unknown = [key for text, (key, _) in mapping.entries.items() if text not in known]
        for key in unknown[:_MOST_UNKNOWN]:
            near = difflib.get_close_matches(key.text.lower()[:40], list(known), 1)
            hint = (
                tr("did you mean `{id}`?", id=near[0]) if near else tr("known keys are {keys}", keys=", ".join(known))
            )
            self.fault(
                "warning", key, tr("unknown key `{key}`, kept but not used; {hint}", key=key.text[:40], hint=hint)
            )
        if more := unknown[_MOST_UNKNOWN:]:
            self.fault(
                "warning", more[0], tr("from here on {count} more unknown keys, kept but not used", count=len(more))
            )

    def _check_date(self, root: Mapping, date: str) -> None:
        if not date:
            return
        try:
            if not _DATE.match(date):
                raise ValueError
            if len(date) >= 10:
                datetime.fromisoformat(date.replace("Z", "+00:00"))
            else:
                datetime.strptime(date, "%Y-%m" if len(date) == 7 else "%Y")
        except ValueError:
            self.fault(
                "warning", root.entries["date"][1], tr("`{date}` is no ISO 8601 date; write YYYY-MM-DD", date=date[:40])
            )

    def _text(self, mapping: Mapping, key: str) -> str:
        entry = mapping.entries.get(key)
        if entry is None:
            return ""
        node = entry[1]
        if isinstance(node, Scalar):
            return "" if _is_empty(node) else node.text.strip()
        self.fault("error", node, tr("`{key}` must be a text; write it on one line or after `|`", key=key))
        return ""

    def _texts(self, mapping: Mapping, key: str) -> Iterable[str]:
        entry = mapping.entries.get(key)
        if entry is None:
            return
        node = entry[1]
        if isinstance(node, Scalar):
            if not _is_empty(node):
                self.fault(
                    "warning",
                    node,
                    tr(
                        "`{key}` is a list; write `- {text}` on a line of its own", key=key, text=node.text.strip()[:40]
                    ),
                )
                yield node.text.strip()
            return
        for item in self._items(node, key):
            if isinstance(item, Scalar) and not _is_empty(item):
                yield item.text.strip()
            else:
                self.fault("error", item, tr("an entry of `{key}` must be a text; write `- some text`", key=key))

    def _items(self, node: Node, key: str) -> list[Node]:
        if isinstance(node, Sequence):
            return node.items
        if not (isinstance(node, Scalar) and _is_empty(node)):
            self.fault(
                "error", node, tr("`{key}` must be a list; write each entry on a line that begins with `- `", key=key)
            )
        return []

    def _mappings(self, root: Mapping, key: str, known: Iterable[str]) -> Iterable[Mapping]:
        if key not in root.entries:
            return
        for item in self._items(root.entries[key][1], key):
            if isinstance(item, Mapping):
                self._check_keys(item, known)
                yield item
            else:
                self.fault(
                    "error",
                    item,
                    tr("an entry of `{key}` must be a mapping with {keys}", key=key, keys=", ".join(known)),
                )

    def _lexicon(self, root: Mapping) -> bool:
        value = self._text(root, "lexicon").lower()
        if value not in ("", "true", "false"):
            self.fault("error", root.entries["lexicon"][1], tr("`lexicon` must be `true` or `false`; true is assumed"))
        return value != "false"

    def _sources(self, root: Mapping) -> Iterable[Source]:
        for item in self._mappings(root, "sources", _SOURCE_KEYS):
            source = Source(*(self._text(item, key) for key in _SOURCE_KEYS))
            if source.url and not source.url.lower().startswith(("http://", "https://")):
                self.fault(
                    "warning", item.entries["url"][1], tr("only http and https addresses open; it is shown as text")
                )
            yield source

    def _relations(self, root: Mapping) -> Iterable[Relation]:
        for item in self._mappings(root, "relations", _RELATION_KEYS):
            text = {key: self._text(item, key) for key in _RELATION_KEYS}
            missing = [key for key in ("from", "to", "type") if not text[key]]
            if missing:
                self.fault(
                    "error",
                    item,
                    tr("a relation needs {keys} as well", keys=", ".join(f"`{key}`" for key in missing)),
                )
            else:
                yield Relation(text["from"], text["to"], text["type"], text["note"], item.line, item.column)

    def _entities(self, root: Mapping) -> Iterable[DeclaredEntity]:
        seen: dict[str, int] = {}
        for key, group in _LISTS.items():
            if key not in root.entries:
                continue
            for item in self._items(root.entries[key][1], key):
                entity = self._entity(item, key, group)
                if entity is None:
                    continue
                if entity.id in seen:
                    what = tr(
                        "the id `{id}` is declared twice (first in line {line}); keep one",
                        id=entity.id,
                        line=seen[entity.id],
                    )
                    self.fault("error", item, what)
                    continue
                seen[entity.id] = entity.line
                yield entity

    def _entity(self, item: Node, key: str, group: Group) -> DeclaredEntity | None:
        if isinstance(item, Scalar) and not _is_empty(item):
            return DeclaredEntity(item.text.strip(), group, line=item.line, column=item.column)
        if not isinstance(item, Mapping):
            self.fault(
                "error",
                item,
                tr("an entry of `{key}` must be an id or a mapping with {keys}", key=key, keys=", ".join(_ENTITY_KEYS)),
            )
            return None
        self._check_keys(item, _ENTITY_KEYS)
        text = {name: self._text(item, name) for name in _ENTITY_KEYS if name != "aliases"}
        identity = text["id"]
        if not identity:
            if not text["name"]:
                self.fault("error", item, tr("an entity needs an `id` and a `name`"))
                return None
            identity = slug(text["name"])
            self.fault(
                "error",
                item,
                tr(
                    "the entity `{name}` needs an `id`; write `id: {identity}`",
                    name=text["name"][:40],
                    identity=identity,
                ),
            )
        elif not _SLUG.match(identity):
            node = item.entries["id"][1]
            what = tr(
                "`{identity}` is no id; use letters, digits and hyphens: `{right}`",
                identity=identity[:40],
                right=slug(identity),
            )
            self.fault("error", node, what)
        kind = text["kind"]
        if kind and kind not in KINDS[group]:
            near = difflib.get_close_matches(kind.lower()[:40], KINDS[group], 1)
            hint = (
                tr("did you mean `{id}`?", id=near[0])
                if near
                else tr("write one of {keys}", keys=", ".join(KINDS[group]))
            )
            self.fault(
                "warning",
                item.entries["kind"][1],
                tr("unknown kind `{kind}` in `{key}`; {hint}", kind=kind[:40], key=key, hint=hint),
            )
        aliases = tuple(self._texts(item, "aliases"))
        return DeclaredEntity(
            identity, group, text["name"], kind, aliases, text["role"], text["note"], text["country"],
            item.line, item.column,
        )  # fmt: skip


def _is_empty(node: Scalar) -> bool:
    return not node.text.strip() or (node.plain and node.text in ("~", "null"))


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {key: _plain(value) for key, (_, value) in node.entries.items()}
