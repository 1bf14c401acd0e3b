"""How the window words small things, everywhere alike and in the reader's language, and how anything becomes a tip."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt

from viewer.brief.model import Group
from viewer.language import mark, tr, trn
from viewer.mentions.model import Entity
from viewer.report.list_words import colour_words as colour_words
from viewer.report.list_words import kind_words

if TYPE_CHECKING:
    from viewer.annotations.model import Annotation
    from viewer.mentions.relations import Edge, Graph

_SHORT = 24  # code points of a quotation in a menu

_GROUPS: dict[Group, str] = {"actor": mark("Actors"), "mineral": mark("Minerals"), "place": mark("Places")}
_CONFIDENCE = {
    "low": mark("low confidence"),
    "moderate": mark("moderate confidence"),
    "high": mark("high confidence"),
}


def group_title(group: Group) -> str:
    """`Actors`."""
    return tr(_GROUPS[group])


def kind_label(entity: Entity) -> str:
    """The kind as people write it: `armed group`."""
    return kind_words(entity.kind) or kind_words(entity.group)


def confidence_words(value: str) -> str:
    """`moderate confidence`."""
    return tr(_CONFIDENCE[value])


def count_label(count: int) -> str:
    return trn("1 mention", "{n} mentions", count)


def with_article(noun: str) -> str:
    """`an armed group`, `a company`, where the language has such articles."""
    return tr("an {noun}", noun=noun) if noun[:1] in "aeiou" else tr("a {noun}", noun=noun)


def counted(count: int, unit: str) -> str:
    """`1 sentence`, `3 sentences`, `no sentence`; of sentences, paragraphs, mentions, notes, changes, connections."""
    match unit:
        case "sentence":
            return trn("1 sentence", "{n} sentences", count) if count else tr("no sentence")
        case "paragraph":
            return trn("1 paragraph", "{n} paragraphs", count) if count else tr("no paragraph")
        case "mention":
            return trn("1 mention", "{n} mentions", count) if count else tr("no mention")
        case "note":
            return trn("1 note", "{n} notes", count) if count else tr("no note")
        case "change":
            return trn("1 change", "{n} changes", count) if count else tr("no change")
        case "connection":
            return trn("1 connection", "{n} connections", count) if count else tr("no connection")
    raise ValueError(unit)


def rating_words(field: str, value: str) -> str:
    """A value of a field of `annotations.assessment`: `Claim`, `B – Usually reliable`; "" for none."""
    from viewer.annotations.assessment import FIELDS  # not before: tips are there sooner

    meaning = FIELDS[field].values.get(value, "")
    if not meaning:
        return ""
    return f"{value} – {tr(meaning)}" if len(value) == 1 else tr(meaning)


def rated_words(annotation: Annotation) -> list[str]:
    """All that an analyst said of a note: `Claim`, `moderate confidence`, `Source: B – Usually reliable`."""
    from viewer.annotations.assessment import FIELDS, assessment_of

    said = []
    for field, value in assessment_of(annotation).items():
        if field == "confidence":
            said.append(confidence_words(value))
        elif field == "type":
            said.append(rating_words(field, value))
        else:
            said.append(tr("{field}: {value}", field=tr(FIELDS[field].label), value=rating_words(field, value)))
    return said


def pair_words(one: str, other: str, count: int, unit: str) -> str:
    """`Félix Tshisekedi and cobalt: 3 sentences`."""
    return tr("{one} and {other}: {count}", one=one, other=other, count=counted(count, unit))


def number(count: int) -> str:
    """A whole number as people here write it."""
    return QLocale().toString(count)


def capitalised(words: str) -> str:
    """With a capital at the start, and the rest as it is."""
    return words[:1].upper() + words[1:]


def quoted(words: str) -> str:
    """`“the rebels”`."""
    return tr("“{words}”", words=words)


def in_quotes(words: str) -> str:
    """`“the rebels”`, shortened for a menu, on one line."""
    words = " ".join(words.split())
    return quoted(words if len(words) <= _SHORT else f"{words[: _SHORT - 1].rstrip()}…")


def moment(stamp: str) -> str:
    """An ISO 8601 time stamp as people here write day and time; what is none, as it is."""
    when = QDateTime.fromString(stamp, Qt.DateFormat.ISODate)
    return QLocale().toString(when.toLocalTime(), QLocale.FormatType.ShortFormat) if when.isValid() else stamp


def percent(share: float) -> str:
    """`125 %`, for 1.25."""
    return tr("{percent} %", percent=round(share * 100))


def plain_tip(words: str) -> str:
    """Words for a tool tip, which Qt would take for HTML if they look like it: they come from a stranger's brief."""
    return f"<span>{escape(words)}</span>".replace("\n", "<br>")


def edge_words(graph: Graph, edge: Edge) -> str:
    """An edge on two lines: who, and what."""
    source, target = graph.node(edge.source).name, graph.node(edge.target).name
    together = tr("named together in {count}", count=counted(len(edge.passages), graph.unit))
    if not edge.declared:
        return "\n".join((tr("{one} and {other}", one=source, other=target), together))
    notes = f" ({'; '.join(edge.notes)})" if edge.notes else ""
    return f"{source} → {target}\n{edge.label}{notes}; {together}"
