"""Commands that say who and what a brief names."""

from __future__ import annotations

import argparse
from typing import Any

from viewer.commands import basis


def mentions(options: argparse.Namespace) -> int:
    """print who and what is named, and where"""
    brief = basis.load(options.brief)
    index = basis.corrected_index(brief, basis.store(options.brief))
    if options.suggest:
        return _suggestions(brief, index, options)
    rows = [
        {
            "start": mention.start,
            "end": mention.end,
            "text": brief.text[mention.start : mention.end],
            "entity": mention.entity,
            "name": index.entities[mention.entity].name,
            "group": mention.group,
            "kind": mention.kind,
            "how": mention.how,
            "alias": mention.alias,
            **({"ambiguous": list(mention.ambiguous)} if mention.ambiguous else {}),
        }
        for mention in index.mentions
    ]
    if options.json:
        basis.print_json(rows)
    else:
        for row in rows:
            text = str(row["text"]).replace("\n", " ")
            print(row["start"], row["end"], row["group"], row["entity"], text, sep="\t")
    return basis.told(options.brief, [*brief.faults, *index.faults])


def _suggestions(brief: Any, index: Any, options: argparse.Namespace) -> int:
    from viewer.mentions.suggest import suggest

    found = suggest(brief, index)
    if options.json:
        keys = ("name", "kind", "group", "aliases", "spans")
        basis.print_json([{key: getattr(one, key) for key in keys} for one in found])
    else:
        for one in found:
            print(len(one.spans), one.group, one.kind, one.name, ", ".join(one.aliases), sep="\t")
    return basis.told(options.brief, [*brief.faults, *index.faults])


def entities(options: argparse.Namespace) -> int:
    """print the entities of a brief: how often each is named, and what is known of it"""
    from viewer.mentions.about import facts

    known = basis.gazetteer()
    brief = basis.load(options.brief)
    index = basis.corrected_index(brief, basis.store(options.brief))
    rows = [
        {
            "id": entity.id,
            "name": entity.name,
            "group": entity.group,
            "kind": entity.kind,
            "declared": entity.declared,
            "count": index.counts[entity.id],
            "passages": [[mention.start, mention.end] for mention in index.of(entity.id)],
            "aliases": list(entity.aliases),
            "role": entity.role,
            "note": entity.note,
            "country": entity.country,
            "symbol": entity.symbol,
            "facts": dict(entity.facts),
            "about": [fact._asdict() for fact in facts(entity, brief, index, known)],
        }
        for entity in index.entities.values()
    ]
    if options.json:
        basis.print_json(rows)
    else:
        for row in rows:
            print(row["count"], row["group"], row["id"], row["kind"], row["name"], sep="\t")
    return basis.told(options.brief, [*brief.faults, *index.faults])


def _declare_mentions(parser: argparse.ArgumentParser) -> None:
    basis.declare_json(parser)
    parser.add_argument("--suggest", action="store_true", help="print names that nothing explains instead")


COMMANDS = {
    "mentions": basis.Command(mentions, _declare_mentions),
    "entities": basis.Command(entities, basis.declare_json),
}
