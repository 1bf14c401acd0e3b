"""The notes of a report as HTML: a numbered list, what it can be filtered by, and whom and what the brief names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from viewer.annotations.assessment import FIELDS, assessment_words
from viewer.annotations.query import facets, facets_of
from viewer.brief.model import GROUPS, Group
from viewer.language import mark, tr, trn
from viewer.mentions.model import Entity
from viewer.report.bidi import is_mixed
from viewer.report.body import Numbered, numbered
from viewer.report.front_words import long_date
from viewer.report.html_text import attributes, element, words
from viewer.report.list_words import kind_words, look_words, moved_words
from viewer.report.model import Report

#: By what the notes can be filtered: the keys of `query`, and what they are called here.
_FILTERS: Final = {
    "colour": mark("Colour"),
    "tag": mark("Tag"),
    "type": mark("Type"),
    "confidence": mark("Confidence"),
    "reliability": mark("Source"),
    "credibility": mark("Information"),
    "author": mark("Author"),
    "state": mark("Place in the text"),
}
_MOST_VALUES: Final = 40
#: Code points of a quote. Of a longer one the ends are shown; all of it is marked in the text.
_LONGEST_QUOTE: Final = 600
_HEAD: Final = 400
_TAIL: Final = 150
_STATES: Final = {"placed": mark("as marked"), "moved": mark("moved"), "orphan": mark("not found")}
_GROUPS: Final[Mapping[Group, str]] = {"actor": mark("Actors"), "mineral": mark("Minerals"), "place": mark("Places")}
_FEW_MENTIONS: Final = 12

#: The number of each value in the document, by key and value.
Facets = Mapping[tuple[str, str], int]


def facet_numbers(report: Report) -> Facets:
    """What notes can be filtered by, most frequent first. A key of which all notes have the one value is left out."""
    found = facets((one.annotation, one.state) for one in report.notes)
    keys: list[tuple[str, str]] = []
    for key in _FILTERS:
        values = found.get(key)
        if values and (len(values) > 1 or values.total() < len(report.notes)):
            keys += ((key, value) for value, _ in values.most_common(_MOST_VALUES))
    return {pair: number for number, pair in enumerate(keys)}


def filter_lines(report: Report, facets: Facets) -> Iterator[str]:
    """The filters; hidden until the script, without which they would do nothing, shows them."""
    if not facets:
        return
    shown = '<output id="shown" aria-live="polite"></output>'
    yield f'<details id="filters" hidden><summary>{words(tr("Filter"))} {shown}</summary>'
    yield '<form autocomplete="off">'
    for key in dict.fromkeys(key for key, _ in facets):
        yield f"<fieldset><legend>{words(tr(_FILTERS[key]))}</legend>"
        for (own, value), number in facets.items():
            if own == key:
                box = f"<input{attributes(type='checkbox', value=number, data_key=key)}>"
                look = f"dot {value}" if key == "colour" else ""
                yield element("label", box + words(_shown(key, value)), class_=look)
        yield "</fieldset>"
    yield f'<p><button type="reset">{words(tr("All notes"))}</button></p>\n</form>\n</details>'


def note_lines(report: Report, facets: Facets) -> Iterator[str]:
    """The notes, numbered: on the whole brief, on its words, and those whose words were not found."""
    all_notes = numbered(report)
    groups = (
        (tr("On the whole brief"), "whole", report.whole),
        (tr("On its words"), "in-place", report.in_place),
        (tr("Not found in this version of the brief"), "orphans", report.orphans),
    )
    for title, name, notes in groups:
        ids = {note.annotation.id for note in notes}
        own = [one for one in all_notes if one.note.annotation.id in ids]
        if own:
            yield element("h3", words(title))
            yield f"<ol{attributes(class_=name)}>"
            for one in own:
                yield from _note(report, one, facets)
            yield "</ol>"


def _note(report: Report, one: Numbered, facets: Facets) -> Iterator[str]:
    number, placed = one
    stored = placed.annotation
    given = facets_of(stored, placed.state)
    numbers = [facets[key, value] for key, values in given.items() for value in values if (key, value) in facets]
    look = f"note {stored.colour or 'none'}"
    own = attributes(id=f"n{number}", value=number, class_=look, data_f=" ".join(map(str, numbers)), data_n=number)
    yield f"<li{own}>"
    quote = report.brief.text[slice(*placed.span)] if placed.span else stored.exact
    if quote.strip():
        shown = words(quote if len(quote) <= _LONGEST_QUOTE else f"{quote[:_HEAD]} … {quote[-_TAIL:]}")
        link = f'<a href="#w{number}">{shown}</a>' if placed.span else shown
        yield element("blockquote", element("p", link, dir=_direction(quote)), class_="quote")
    for text, name in ((stored.note, "text"), (stored.declares, "text code")):
        if text.strip():
            # As it was written, Markdown and all: its parser hangs on what strangers write, and stays out of here.
            yield element("p", words(text), class_=name, dir=_direction(text))
    if stored.tags:
        yield element(
            "ul", "".join(element("li", words(tag), dir=_direction(tag)) for tag in stored.tags), class_="tags"
        )
    if about := list(_about(report, one)):
        yield element("p", " · ".join(about), class_="about")
    yield "</li>"


def _about(report: Report, one: Numbered) -> Iterator[str]:
    placed = one.note
    stored = placed.annotation
    yield from (words(part) for part in assessment_words(stored))
    if stored.entity:
        yield element("b", words(report.entity_name(stored)))
    if stored.colour:
        yield words(look_words(stored))
    if stored.creator:
        yield words(stored.creator)
    if stored.created:
        yield words(long_date(stored.created[:10]))
    if placed.state == "moved":
        today = report.brief.text[slice(*placed.span)] if placed.span else ""
        same = stored.exact in ("", today)
        yield words(moved_words("" if same else stored.exact))
    elif placed.state == "orphan" and stored.heading:
        yield words(tr("stood under “{heading}”", heading=stored.heading))


def entity_lines(report: Report) -> Iterator[str]:
    """Actors, minerals and places, each with what is known of it and links to where it is named."""
    places: dict[str, list[int]] = {}
    for number, mention in enumerate(report.mentions):
        places.setdefault(mention.entity, []).append(number)
    for group in GROUPS:
        own = [entity for entity in report.entities.values() if entity.group == group]
        if own:
            yield element("h3", words(tr(_GROUPS[group])))
            yield f'<ul class="entities {group}">'
            # As often as they are named; of those that are named as often, in the order of the brief.
            for entity in sorted(own, key=lambda entity: -len(places.get(entity.id, ()))):
                yield _entity(entity, places.get(entity.id, []))
            yield "</ul>"


def _entity(entity: Entity, places: list[int]) -> str:
    about = (f"({entity.symbol})" if entity.symbol else "", kind_words(entity.kind), entity.role)
    head = element("b", words(entity.name)) + " " + words(" · ".join(part for part in about if part))
    count = words(trn("1 mention", "{n} mentions", len(places)))
    links = " ".join(f'<a href="#m{number}">{index}</a>' for index, number in enumerate(places, 1))
    if len(places) > _FEW_MENTIONS:
        found = element("details", element("summary", count) + links)
    else:
        found = element("span", f"{count} {links}".rstrip(), class_="places")
    note = element("p", words(entity.note), class_="text") if entity.note else ""
    return element("li", f"{head} {found}{note}")


def _shown(key: str, value: str) -> str:
    if key == "state":
        return _STATES.get(value, value)
    return FIELDS[key].values.get(value, value) if key in FIELDS else value


def _direction(text: str) -> str:
    return "auto" if is_mixed(text) else ""
