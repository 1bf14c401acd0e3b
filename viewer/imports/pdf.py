"""Annotations of a PDF (ISO 32000-1, 12.5.6): those that other viewers made, and ours as others left them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from typing import Final

import pikepdf

from viewer.annotations.json_text import parse
from viewer.imports.colours import nearest
from viewer.imports.errors import ImportRefusedError
from viewer.imports.found import FoundNote, Source
from viewer.imports.pdf_base import base_of
from viewer.imports.pdf_words import Area, PdfText, Words, opened
from viewer.language import tr
from viewer.report.note_words import GROUP_KEY

_MOST = 20_000
#: For finding words; the deadline of the whole is `reading.DEADLINE`.
_SECONDS = 3.0
_LONGEST = 1_000_000
#: On words; drawn around or over words; lying beside them. All else (links, form fields, …) is no note.
_ON: Final = ("Highlight", "Underline", "StrikeOut", "Squiggly")
_OVER: Final = ("Ink", "Square", "Circle", "Line", "Polygon", "PolyLine", "Redact")
_BESIDE: Final = ("Text", "FreeText", "Stamp", "Caret", "FileAttachment")
#: What such an annotation says beside its text, and those that say it only where there is no text.
_MEANING: Final = {"StrikeOut": "Struck out", "Caret": "Insert here", "Redact": "Redact"}
_DRAWING: Final = "Drawing"

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
#: A note over two pages is two annotations of ours, their names with the number of the page behind.
_PART = re.compile(r"-p\d+$")
_DATE = re.compile(r"D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([+\-Zz])(?:(\d\d)'?(\d\d)?'?)?)?")
_MARKUP = re.compile(r"<[^>]{0,2000}>")
_NEWLINE = re.compile("\r\n?")


def read_pdf(name: str, data: bytes) -> Source:
    """The notes in a PDF. Raises ImportRefusedError."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return _read(name, pdf, data)
    except pikepdf.PasswordError:
        raise ImportRefusedError(
            tr("{file} is protected by a password. Save a copy without one, and import that.", file=name)
        ) from None
    except RecursionError:
        raise
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise ImportRefusedError(
            tr("{file} is not a PDF that can be read, and was not imported. It may be damaged.", file=name)
        ) from error


@dataclass(frozen=True)
class _Mark:
    """One annotation where it stands."""

    key: str
    page: int
    kind: str
    object: pikepdf.Object


def _read(name: str, pdf: pikepdf.Pdf, data: bytes) -> Source:
    base = base_of(pdf)
    ours = {_id(parse(text)) for text in base or ()}
    left_out: Counter[str] = Counter()
    marks = list(_marks(pdf, name))
    keys = {mark.object.objgen: mark.key for mark in marks if mark.object.objgen != (0, 0)}
    seen: set[str] = set()
    notes: list[FoundNote] = []
    with opened(data, _SECONDS) as text:
        for mark in marks:
            if mark.object.get("/StateModel") == "Marked" or mark.object.get("/State") in ("None", "Unmarked"):
                left_out[tr("a state that a viewer set, without words")] += 1
                continue
            irt = mark.object.get("/IRT")
            answered = keys.get(irt.objgen, "") if isinstance(irt, pikepdf.Dictionary) else ""
            id = _name(mark.object)
            # Only what is new needs its words; a reply stands where that stands which it answers.
            is_placed = id in ours or (answered and not _is_grouped(mark))
            words = Words() if is_placed else _words(text, mark)
            if id in seen and _PART.search(_string(mark.object, "/NM")) is None:
                id = ""  # a copy that a viewer made under the same name
            seen.add(id)
            notes.append(_note(mark, id, words, answered))
        if text.is_cut:
            left_out[tr("notes without their words, as the file is too long to read them all")] += sum(
                not (note.exact or note.reply_to or note.id in ours) for note in notes
            )
    told = tuple(f"{what}: {count}" for what, count in left_out.items())
    return Source(name, "pdf", tuple(_grouped(notes, marks)), base, told)


def _marks(pdf: pikepdf.Pdf, name: str) -> Iterator[_Mark]:
    count = 0
    for page, holder in enumerate(pdf.pages):
        found = holder.obj.get("/Annots")
        for one in found if isinstance(found, pikepdf.Array) else ():
            if not isinstance(one, pikepdf.Dictionary):
                continue
            kind = str(one.get("/Subtype", ""))[1:]
            if kind in _ON or kind in _OVER or kind in _BESIDE:
                count += 1
                if count > _MOST:
                    raise ImportRefusedError(
                        tr("{file} holds more than {most} annotations. Split it.", file=name, most=_MOST)
                    )
                yield _Mark(f"{page + 1}-{count}", page, kind, one)


def _note(mark: _Mark, id: str, words: Words, answered: str) -> FoundNote:
    one = mark.object
    colour = one.get("/C")
    created, modified = _moment(_string(one, "/CreationDate")), _moment(_string(one, "/M"))
    return FoundNote(
        key=mark.key,
        id=id,
        exact=words.exact,
        prefix=words.prefix,
        suffix=words.suffix,
        note=_contents(mark),
        author=_string(one, "/T"),
        created=created or modified,
        modified=modified or created,
        colour=None if colour is None else nearest([float(value) for value in colour]),
        style="underline" if mark.kind in ("Underline", "Squiggly") else "fill",
        subject=_string(one, "/Subj") if "/Subj" in one else None,
        reply_to=answered,
        near=mark.kind not in _ON,
        place=tr("page {page}", page=mark.page + 1),
    )


def _contents(mark: _Mark) -> str:
    """What it says, with a line on what it means where the words alone would not tell."""
    one = mark.object
    text = _string(one, "/Contents")
    if not text and isinstance(popup := one.get("/Popup"), pikepdf.Dictionary):
        text = _string(popup, "/Contents")
    if not text:
        text = _MARKUP.sub("", _string(one, "/RC")).strip()
    meaning = _MEANING.get(mark.kind, "")
    if mark.kind in _OVER and not text:
        meaning = meaning or _DRAWING
    elif mark.kind == "Stamp":
        meaning = f"Stamp: {str(one.get('/Name', '/'))[1:]}".removesuffix(": ")
    elif mark.kind == "FileAttachment":
        file = one.get("/FS")
        named = _string(file, "/UF") or _string(file, "/F") if isinstance(file, pikepdf.Dictionary) else ""
        meaning = f"Attached file, not imported: {named}".removesuffix(": ")
    if "/StateModel" in one and not text:
        meaning = _string(one, "/State")
    return "\n\n".join(part for part in (f"[{meaning}]" if meaning else "", text) if part)


def _is_grouped(mark: _Mark) -> bool:
    return bool(mark.object.get("/RT") == pikepdf.Name.Group)


def _grouped(notes: list[FoundNote], marks: list[_Mark]) -> Iterator[FoundNote]:
    """What a viewer groups (Table 170, `RT`) is one note: a replacement is words struck out and words put in."""
    group = {mark.key for mark in marks if _is_grouped(mark)}
    parts: dict[str, list[FoundNote]] = {}
    for note in notes:
        if note.key in group and note.reply_to:
            parts.setdefault(note.reply_to, []).append(note)
    for note in notes:
        if note.key in group and note.reply_to:
            continue
        more = parts.get(note.key, [])
        text = "\n\n".join(part.note for part in (note, *more) if part.note)
        on = next((part for part in more if part.exact and not part.near), None) if note.near else None
        if on:
            note = replace(note, exact=on.exact, prefix=on.prefix, suffix=on.suffix, near=False)
        yield replace(note, note=text) if more else note


def _words(text: PdfText, mark: _Mark) -> Words:
    areas = list(_areas(mark.object))
    if mark.kind in _ON or mark.kind in _OVER:
        found = text.under(mark.page, areas)
        if found.exact or mark.kind in _ON:
            return found
    return text.beside(mark.page, areas[0]) if areas else Words()


def _areas(one: pikepdf.Object) -> Iterator[Area]:
    """The boxes of its quadrilaterals, whatever the order of their corners; without any, its rectangle."""
    numbers = _numbers(one.get("/QuadPoints"))
    for at in range(0, len(numbers) - 7, 8):
        xs, ys = numbers[at : at + 8 : 2], numbers[at + 1 : at + 8 : 2]
        yield min(xs), min(ys), max(xs), max(ys)
    if len(numbers) < 8 and len(box := _numbers(one.get("/Rect"))) == 4:
        yield min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])


def _numbers(value: object) -> list[float]:
    try:
        return [float(item) for item in value] if isinstance(value, pikepdf.Array) else []
    except (TypeError, ValueError):
        return []


def _name(one: pikepdf.Object) -> str:
    """The annotation's id: ours by the group that its parts name, another's by its name, an IRI if it holds a UUID."""
    name = _PART.sub("", _string(one, "/NM"))
    group = _string(one, GROUP_KEY)
    # Some viewers drop the name; a copy gets one of its own and keeps our key.
    if group and name in ("", group, _PART.sub("", group)):
        return f"urn:uuid:{group}" if _UUID.fullmatch(group) else group
    found = _UUID.search(name)
    return f"urn:uuid:{found[0].lower()}" if found else name


def _id(value: object) -> str:
    return str(value.get("id", "")) if isinstance(value, Mapping) else ""


def _string(one: pikepdf.Object, key: str) -> str:
    value = one.get(key)
    if isinstance(value, pikepdf.Stream):
        return ""
    try:
        text = str(value) if isinstance(value, pikepdf.String) else ""
    except (ValueError, RuntimeError):
        text = bytes(value).decode("latin-1") if isinstance(value, pikepdf.String) else ""
    return _NEWLINE.sub("\n", text[:_LONGEST])


def _moment(text: str) -> str:
    """The ISO 8601 time, in UTC, of a PDF date (7.9.4), "" for what is none."""
    match = _DATE.match(text)
    if match is None:
        return ""
    year, month, day, hour, minute, second = (int(part) if part else None for part in match.groups()[:6])
    sign, hours, minutes = match.groups()[6:]
    ahead = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    try:
        zone = timezone(ahead) if sign in ("+", "-") else UTC
        moment = datetime(year or 0, month or 1, day or 1, hour or 0, minute or 0, second or 0, tzinfo=zone)
        return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return ""
