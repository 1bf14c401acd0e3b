"""The annotations file: a W3C AnnotationPage in JSON-LD, one annotation a line, so that it diffs and survives damage.

The standards are https://www.w3.org/TR/annotation-protocol/#annotation-pages and JSON-LD 1.0. The first line opens the
page, the last closes it, the lines between are sorted by id; keys are sorted. What is not understood is kept: fields of
the page, and items that are not annotations (IRIs, objects nested past `json_text.MAX_DEPTH`) as the text they are.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from viewer.annotations.conflicts import compete
from viewer.annotations.json_text import BeyondBoundsError, canonical, is_balanced, is_shallow, parse
from viewer.annotations.model import Annotation, content_id
from viewer.annotations.w3c import Json, is_type, text_of
from viewer.language import tr, trn

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
SUFFIX = ".annotations.jsonld"
#: Fields of the page that are ours: the digest of the text that the notes were last saved beside (see `texts`), and the
#: version of this format, which is 1 where it is absent.
TEXT_DIGEST, SCHEMA = "briefing:textDigest", "briefing:schema"

_BRIEF = ".brief.md"
_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def sidecar_path(brief_path: Path) -> Path:
    """The annotations file of a brief: `NAME.brief.md` → `NAME.annotations.jsonld`.

    Any other file keeps its ending (`a.txt` → `a.txt.annotations.jsonld`): `a.brief.md`, `a.md` and `a.txt` may lie in
    one folder and must not share their notes. Nor may `a`, which has no ending and gets `a..annotations.jsonld`.
    """
    name = brief_path.name.removesuffix(_BRIEF)
    return brief_path.with_name(name + ("" if name != brief_path.name or brief_path.suffix else ".") + SUFFIX)


def briefs_of(sidecar: Path) -> tuple[Path, ...]:
    """The paths of which `sidecar_path` is this one."""
    name = sidecar.name.removesuffix(SUFFIX)
    plain = (sidecar.with_name(one) for one in (name, name.removesuffix(".")) if one)
    return (sidecar.with_name(name + _BRIEF), *(path for path in plain if sidecar_path(path) == sidecar))


@dataclass(frozen=True, slots=True)
class Damage:
    """What a damaged file gave: whole annotations, and lines that are lost. `unmerged`: it held Git's marks."""

    rescued: int
    lost: int
    unmerged: bool = False

    def sentence(self, name: str) -> str:
        """For a banner."""
        rescued = trn("1 note", "{n} notes", self.rescued)
        lost = trn("1 line", "{n} lines", self.lost)
        if self.unmerged and not self.lost:
            return tr(
                "{file} holds an unfinished merge: the notes of both sides are shown ({notes}).",
                file=name,
                notes=rescued,
            )
        return tr(
            "{file} is damaged: {notes} could be read, {lines} could not. "
            "The damaged file is kept beside it before anything is saved.",
            file=name,
            notes=rescued,
            lines=lost,
        )


@dataclass(frozen=True)
class Page:
    """What the file says: annotations by id, unknown fields of the page, and items kept as the text they are."""

    annotations: Mapping[str, Annotation] = field(default_factory=dict)
    fields: Mapping[str, object] = field(default_factory=dict)
    loose: tuple[str, ...] = ()
    damage: Damage | None = None

    @property
    def text_digest(self) -> str:
        return text_of(self.fields.get(TEXT_DIGEST))

    @property
    def is_readable(self) -> bool:
        """Whether all of the file was read, be it with Git's marks in it."""
        return self.damage is None or (self.damage.unmerged and not self.damage.lost)

    @property
    def is_newer(self) -> bool:
        """Whether a later version of this program wrote it, so that keeping what we do not know may not be enough."""
        return self.fields.get(SCHEMA, 1) != 1

    def of_text(self, digest: str) -> Page:
        """The same page saved beside the text with this digest; "" if that is not known."""
        return replace(self, fields={**self.fields, TEXT_DIGEST: digest}) if digest else self

    def holding(self, annotations: Mapping[str, Annotation]) -> Page:
        """The same page with other annotations, and whole again."""
        return replace(self, annotations=annotations, damage=None)


def write_page(page: Page) -> bytes:
    """The file, UTF-8, ending with a newline. The same page always gives the same bytes."""
    fields = {"@context": CONTEXT, "type": "AnnotationPage", **page.fields}
    before = canonical({key: value for key, value in fields.items() if key < "items"})
    after = canonical({key: value for key, value in fields.items() if key > "items"})
    items = [page.annotations[id].text for id in sorted(page.annotations)]
    body = ",\n".join([*items, *page.loose])
    opening = before[:-1] + ", " if before != "{}" else "{"
    closing = ", " + after[1:] if after != "{}" else "}"
    return f'{opening}"items": [\n{body}\n]{closing}\n'.encode()


def read_page(data: bytes) -> Page:
    """The page in a file, however damaged. Never raises: what cannot be read is counted in `damage`."""
    with _without_collecting():
        try:
            return _strict(data)
        except ValueError:
            return _salvaged(data)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Spares looking for garbage again and again among hundreds of thousands of new objects: a quarter of the time."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()


def _strict(data: bytes) -> Page:
    """Raises ValueError (as UnicodeDecodeError is) unless the whole file is one JSON page, list or annotation."""
    value = parse(data.decode("utf-8-sig"))
    fields: Json = {}
    if isinstance(value, list):
        items = value
    elif isinstance(value, dict) and _is_annotation(value):
        items = [value]
    elif isinstance(value, dict):
        found = value.pop("items", [])
        items = found if isinstance(found, list) else [found]
        fields = value
    else:
        raise ValueError("not a page")
    canonical(fields)  # it will have to be written
    annotations, loose = [], []
    for item in items:
        try:
            annotations.append(_annotation(item))
        except ValueError:
            loose.append(_verbatim(item))
    return Page(_by_id(annotations), fields, tuple(loose))


def _salvaged(data: bytes) -> Page:
    """Line by line: whole annotations, the first and the last line, deep items; the rest is lost.

    Between `|||||||` and `=======` Git quotes the version that both sides started from: it is passed over.
    """
    fields: Json = {}
    annotations: list[Annotation] = []
    loose: list[str] = []
    lost = frames = 0
    unmerged = in_base = False
    for raw in data.removeprefix(b"\xef\xbb\xbf").split(b"\n"):
        try:
            line = raw.decode().strip().removesuffix(",")
        except UnicodeDecodeError:
            lost += 1
            continue
        if line.startswith(_MARKS):
            unmerged, in_base = True, line.startswith("|||||||")
        elif not line or in_base:
            continue
        elif item := _line_item(line):
            (annotations if isinstance(item, Annotation) else loose).append(item)  # type: ignore[arg-type]
        elif (frame := _frame(line)) is not None:
            frames += 1
            fields |= frame
        else:
            lost += 1
    by_id = _by_id(annotations)
    whole = bool(loose) and frames == 2 and not lost and not unmerged
    return Page(by_id, fields, tuple(loose), None if whole else Damage(len(by_id), lost, unmerged))


def _frame(line: str) -> Json | None:
    """The fields of the page in its first or last line, None for any other line."""
    for guess in (line + "]}", '{"items": [' + line):
        try:
            value = parse(guess)
        except ValueError:
            continue
        # The end of a torn annotation looks like a last line, and would make of the page an annotation.
        if (
            isinstance(value, dict)
            and value.pop("items", None) == []
            and is_shallow(value)
            and not _is_annotation(value)
        ):
            return value
    return None


def _line_item(line: str) -> Annotation | str | None:
    """The annotation in a line, or the line as it stands if nothing but its depth keeps it from being read."""
    try:
        value = parse(line)
        return _annotation(value) if isinstance(value, dict) and _is_annotation(value) else None
    except BeyondBoundsError:
        return line if line.startswith("{") and is_balanced(line) else None
    except ValueError:
        return None


def _is_annotation(value: Json) -> bool:
    return is_type(value, "Annotation") or ("target" in value and "items" not in value)


def _annotation(item: object) -> Annotation:
    """The annotation, with an id if it had none. Raises ValueError if it is none."""
    if not isinstance(item, dict):
        raise ValueError("not an object")
    annotation = Annotation.adopt(item)
    if annotation.id:
        return annotation
    former = {} if item.get("id") in (None, "") else {"briefing:formerId": item["id"]}
    return Annotation.of({**item, **former, "id": content_id(annotation.text)})


def _by_id(annotations: Iterable[Annotation]) -> dict[str, Annotation]:
    """By id; of two that claim one id and differ, both stay."""
    found: dict[str, Annotation] = {}
    for annotation in annotations:
        first = found.setdefault(annotation.id, annotation)
        if first.text != annotation.text:
            compete(found, annotation.id, annotation)
    return found


def _verbatim(item: object) -> str:
    try:
        return json.dumps(item, sort_keys=True)
    except RecursionError:
        raise ValueError("nested too deep") from None
