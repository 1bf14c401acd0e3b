"""What there is to say of an entity: which words name it and why, what the gazetteer knows and how surely, and what
the brief says of it. Each fact carries where it was read, and says what is not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator
from typing import Final, NamedTuple

from viewer.brief.model import Brief
from viewer.language import mark, tr, trn
from viewer.mentions.folding import fold
from viewer.mentions.gazetteer import Gazetteer, ListInfo
from viewer.mentions.index import MentionIndex
from viewer.mentions.model import Entity, How, Mention
from viewer.mentions.names import spelling

_COMPANIONS: Final = 5  # entities named in the same blocks
_FORMS: Final = 8  # ways of naming it

#: How a mention came about, as a sentence goes on after the words themselves.
HOW: Final[dict[How, str]] = {
    "declared": mark("declared by the brief"),
    "gazetteer": mark("from the gazetteer"),
    "link": mark("linked by the author"),
    "honorific": mark("surname or title, after the full name"),
    "metonym": mark("the capital, for its government"),
    "reader": mark("your correction"),
}


class Fact(NamedTuple):
    """A row of the card: its label, a line or more, and where that was read ("" if the brief itself says it)."""

    label: str
    text: str
    source: str = ""


def why(mention: Mention, brief: Brief, index: MentionIndex) -> str:
    """Why words are taken for a mention: `“DRC”: declared by the brief`.

    The alias is named where it is not what stands there, and whoever else may be meant.
    """
    words, how, alias = (
        _words(mention, brief),
        _how(mention.entity, mention.how, mention.alias, brief, index),
        mention.alias.removeprefix("="),
    )
    if alias and mention.how != "link" and fold(alias) != fold(words):
        reason = tr("“{words}”: {how}, as “{alias}”", words=words, how=how, alias=alias)
    else:
        reason = tr("“{words}”: {how}", words=words, how=how)
    if mention.ambiguous:
        names = ", ".join(name_of(index, id) for id in mention.ambiguous)
        return tr("{reason}; may also mean {names}", reason=reason, names=names)
    return reason


def facts(entity: Entity, brief: Brief, index: MentionIndex, gazetteer: Gazetteer) -> Iterator[Fact]:
    """The rows of an entity's card."""
    yield from _matched(entity, brief, index)
    if others := {id for mention in index.of(entity.id) for id in mention.ambiguous}:
        yield Fact(
            tr("Ambiguous"), tr("may also mean {names}", names=", ".join(sorted(name_of(index, id) for id in others)))
        )
    if entity.group == "mineral":
        yield from _mineral(entity, index, gazetteer)
    else:
        yield from _actor(entity, index)
    if relations := list(_relations(entity, brief, index)):
        yield Fact(tr("Relations"), "\n".join(relations))
    if companions := _companions(entity, brief, index):
        yield Fact(tr("With"), ", ".join(companions))
    yield from _provenance(entity, gazetteer)


def name_of(index: MentionIndex, id: str) -> str:
    """The name of an entity, also of one that the brief does not name."""
    entity = index.entities.get(id)
    return entity.name if entity else id.replace("-", " ")


def _words(mention: Mention, brief: Brief) -> str:
    return " ".join(brief.text[mention.start : mention.end].split())


def _how(entity: str, how: How, alias: str, brief: Brief, index: MentionIndex) -> str:
    if how == "declared":
        declared = next((one for one in brief.front.entities if one.id == entity), None)
        own = (declared.name, index.entities[entity].name, *declared.aliases) if declared else ()
        if declared and spelling(alias) not in map(spelling, own):
            return tr("declared by the brief, the name from the gazetteer")
    return tr(HOW[how])


def _matched(entity: Entity, brief: Brief, index: MentionIndex) -> Iterator[Fact]:
    found: Counter[tuple[str, str]] = Counter()
    forms: dict[str, str] = {}
    # Of ten thousand mentions, a dozen differ.
    alike = Counter((brief.text[one.start : one.end], one.how, one.alias) for one in index.of(entity.id))
    for (text, how, alias), count in alike.items():
        words = " ".join(text.split())
        # A sentence that begins with the name is no other way of naming.
        found[forms.setdefault(fold(words), words), _how(entity.id, how, alias, brief, index)] += count
    lines = [f"{words} – {how}{f', {count}×' if count > 1 else ''}" for (words, how), count in found.most_common()]
    if len(lines) > _FORMS:
        lines[_FORMS - 1 :] = [trn("and 1 other form", "and {n} other forms", len(lines) - _FORMS + 1)]
    if lines:
        yield Fact(tr("Matched"), "\n".join(lines))


def _mineral(entity: Entity, index: MentionIndex, gazetteer: Gazetteer) -> Iterator[Fact]:
    if use := entity.facts.get("use"):
        yield Fact(tr("Use"), str(use))
    for key, label in (("yields", tr("Ore of")), ("ores", tr("Ores")), ("member_of", tr("Belongs to"))):
        if ids := _ids(entity, key):
            yield Fact(label, ", ".join(_known_name(id, index, gazetteer) for id in ids))
    groups = entity.facts.get("lists_via_group")
    on = {id: _through(str(group), gazetteer) for id, group in groups.items()} if isinstance(groups, dict) else {}
    on |= dict.fromkeys(_ids(entity, "lists"), "")
    listed = [(gazetteer.lists[id], through) for id, through in on.items() if id in gazetteer.lists]
    listed.sort(key=lambda pair: list(gazetteer.lists).index(pair[0].id))
    if listed:
        lines = (f"{info.label}{through}{_part(info)}" for info, through in listed)
        yield Fact(tr("Listed"), "\n".join(lines), "\n".join(_source(info) for info, _ in listed))
    if entity.id in gazetteer.entities:
        yield from _unlisted(entity, on, gazetteer)
    if entity.facts.get("conflict_mineral"):
        bases = [gazetteer.legal_bases[id] for id in _ids(entity, "conflict_basis") if id in gazetteer.legal_bases]
        text = "\n".join(basis.label for basis in bases)
        yield Fact(tr("Conflict"), text or tr("conflict mineral"), "\n".join(basis.source for basis in bases))


def _unlisted(entity: Entity, on: Container[str], gazetteer: Gazetteer) -> Iterator[Fact]:
    """Lists of which only a part could be read: that a mineral is missing there says nothing, unless that was read."""
    for info in gazetteer.lists.values():
        if info.id not in on and entity.id in info.confirmed_not:
            yield Fact(tr("Not listed"), tr("{list} (confirmed)", list=info.label), _source(info))
        elif info.id not in on and not info.complete:
            yield Fact(tr("Not known"), tr("whether {list}", list=f"{info.label}{_part(info)}"), _source(info))


def _through(group: str, gazetteer: Gazetteer) -> str:
    """How a list names a mineral that it does not name itself: by a group, or as the data's own words have it."""
    known = gazetteer.entities.get(group)
    return " " + tr("(through {group})", group=known.name) if known else f" ({group})"


def _part(info: ListInfo) -> str:
    """What a list that is not whole here says of itself: ` (14 of 34 confirmed)`."""
    return "" if info.complete else f" ({info.status.partition(':')[2].partition(';')[0].strip()})"


def _source(info: ListInfo) -> str:
    note = f" {info.note}." if info.note else ""
    status = info.status.partition(":")[0]
    said = tr("{list}, {count} entries, {status}", list=info.label, count=info.official_count, status=status)
    return f"{said}: {info.source}.{note}"


def _actor(entity: Entity, index: MentionIndex) -> Iterator[Fact]:
    status = entity.facts.get("status")
    if isinstance(status, str) and entity.kind != "state":
        yield Fact(tr("Status"), status)
    if capitals := _ids(entity, "capital"):
        yield Fact(tr("Capital"), ", ".join(capitals))
    if ids := _ids(entity, "minerals"):
        yield Fact(
            tr("Produces"), tr("{minerals} (main products)", minerals=", ".join(name_of(index, id) for id in ids))
        )


def _relations(entity: Entity, brief: Brief, index: MentionIndex) -> Iterator[str]:
    for relation in brief.front.relations:
        if entity.id in (relation.from_id, relation.to_id):
            line = f"{name_of(index, relation.from_id)} {relation.type} {name_of(index, relation.to_id)}"
            yield f"{line} ({relation.note})" if relation.note else line


def _companions(entity: Entity, brief: Brief, index: MentionIndex) -> list[str]:
    """The entities most often named in the same blocks; of equals those that are named first."""
    together: Counter[str] = Counter()
    for number in dict.fromkeys(map(brief.block_at, index.of(entity.id).starts)):
        block = brief.blocks[number]
        together.update(list(dict.fromkeys(index.in_range(block.start, block.end).entities)))
    del together[entity.id]
    return [name_of(index, id) for id, _ in together.most_common(_COMPANIONS)]


def _provenance(entity: Entity, gazetteer: Gazetteer) -> Iterator[Fact]:
    if entity.id not in gazetteer.entities:
        return
    meta = gazetteer.meta["minerals" if entity.group == "mineral" else "organisations"]
    text = tr("gazetteer of {date}", date=meta.get("compiled", "")).strip()
    confidence = entity.facts.get("confidence")
    if confidence and confidence != "high":
        text = tr("{source}, {confidence} confidence", source=text, confidence=confidence)
    yield Fact(tr("Known from"), text, str(entity.facts.get("source") or ""))


def _ids(entity: Entity, key: str) -> tuple[str, ...]:
    value = entity.facts.get(key)
    return tuple(map(str, value)) if isinstance(value, (list, tuple)) else ()


def _known_name(id: str, index: MentionIndex, gazetteer: Gazetteer) -> str:
    known = index.entities.get(id) or gazetteer.entities.get(id)
    return known.name if known else id.replace("-", " ")
