"""Commands that annotate, and list annotations."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from viewer.commands import basis

# Said again here, so that --help need not read what annotations are; a test holds them together.
_SCALES = {
    "type": (("claim", "question", "contradiction", "action", "background"), "what the note is"),
    "confidence": (("low", "moderate", "high"), "analytic confidence"),
    "reliability": (tuple("ABCDEF"), "of the source, Admiralty code: A completely reliable … F cannot be judged"),
    "credibility": (tuple("123456"), "of the information, Admiralty code: 1 confirmed … 6 cannot be judged"),
}
COLOURS = ("yellow", "green", "blue", "pink", "orange")


def annotate(options: argparse.Namespace) -> int:
    """annotate words, and print the id of the annotation"""
    from viewer.annotations.anchors import find_quote
    from viewer.annotations.assessment import FIELDS, with_assessment
    from viewer.annotations.edits import Edit
    from viewer.annotations.model import new_annotation
    from viewer.annotations.target import Target

    brief = basis.load(options.brief)
    places = find_quote(brief.text, options.quote, options.prefix, options.suffix, options.start)
    if len(places) != 1:
        raise basis.CommandError(_ambiguity(brief, options, places))
    entity = _entity_target(brief, options.entity) if options.entity else ""
    start, end = places[0]
    heading = brief.heading_at(start)
    annotation = new_annotation(
        brief.name,
        Target.at(brief.text, start, end, heading.text if heading else ""),
        note=options.note,
        tags=options.tag,
        colour=options.colour,
        entity=entity,
        creator=basis.account() if options.author is None else options.author,
    )
    annotation = annotation.with_look(annotation.colour, options.style)
    for field in FIELDS:
        if value := getattr(options, field):
            annotation = with_assessment(annotation, field, value)
    store = basis.store(options.brief, brief)
    edit = Edit.adding("annotate", [annotation])
    store.annotations.apply(edit)
    store.append(edit)
    basis.texts().keep(brief.text)
    print(annotation.id)
    # Saved by now: a failure to fold is told, but the note is safe in the journal.
    store.close()
    return 0


def _entity_target(brief: Any, id: str) -> str:
    """The entity as annotations write it, which is as links in a brief do: `actor:m23`."""
    entity = basis.index(brief).entities.get(id) or basis.gazetteer().entities.get(id)
    if entity is None:
        raise basis.CommandError(f"There is no entity `{id}`, neither in the brief nor in the gazetteer.")
    return f"{entity.group}:{entity.id}"


def _ambiguity(brief: Any, options: argparse.Namespace, places: Sequence[tuple[int, int]]) -> str:
    from viewer.annotations.anchors import find_quote

    if places:
        stands = f"The quote stands in {len(places)} places; tell them apart with --prefix, --suffix or --start:"
    else:
        places = find_quote(brief.text, options.quote)
        if not options.quote.strip():
            return "The quote is empty; give at least one word."
        if not places:
            return f"The quote “{options.quote[:80]}” is not in the text of {options.brief.name}."
        stands = "The quote does not stand there with that context. It stands at:"
    lines = []
    for start, end in places[:20]:
        around = brief.text[max(0, start - 24) : end + 24].replace("\n", " ")
        lines.append(f"  {start}–{end}: …{around}…")
    if len(places) > 20:
        lines.append(f"  and {len(places) - 20} more")
    return "\n".join([stands, *lines])


def list_annotations(options: argparse.Namespace) -> int:
    """print the annotations of a brief, and where they stand now"""
    from viewer.annotations.assessment import FIELDS, assessment_of

    brief, store, placed = basis.annotated(options.brief)
    rows = []
    for annotation in store.annotations.values():
        where = placed[annotation.id]
        rows.append(
            {
                "id": annotation.id,
                "state": where.state,
                "start": where.start,
                "end": where.end,
                "exact": annotation.exact,
                "note": annotation.note,
                "tags": list(annotation.tags),
                "colour": annotation.colour,
                "style": annotation.style,
                **dict.fromkeys(FIELDS, ""),
                **assessment_of(annotation),
                "author": annotation.creator,
                "created": annotation.created,
                "modified": annotation.modified,
            }
        )
    rows.sort(key=lambda row: (row["start"] is None, row["start"] or 0, row["end"] or 0, row["created"]))
    if options.json:
        basis.print_json(rows)
    else:
        for row in rows:
            about = " ".join([*(row[field] for field in FIELDS if row[field]), *(f"#{tag}" for tag in row["tags"])])
            parts = (
                row["state"],
                row["start"],
                row["end"],
                row["colour"],
                row["exact"],
                row["note"],
                *([about] if about else []),
            )
            print(*("" if part is None else str(part).replace("\n", " ") for part in parts), sep="\t")
    return basis.told(options.brief, brief.faults)


def place(options: argparse.Namespace) -> int:
    """print where each annotation was made, where it stands now, and how sure that is"""
    brief, store, placed = basis.annotated(options.brief)
    rows = []
    for annotation in store.annotations.values():
        where = placed[annotation.id]
        rows.append(
            {
                "id": annotation.id,
                "state": where.state,
                "old": None if annotation.start is None else [annotation.start, annotation.end],
                "new": None if where.start is None else [where.start, where.end],
                "score": round(where.score, 3),
                "exact": annotation.exact,
                "text": None if where.start is None else brief.text[where.start : where.end],
            }
        )
    rows.sort(key=lambda row: (row["new"] is None, row["new"] or row["old"] or [], row["id"]))
    if options.json:
        basis.print_json(rows)
    else:
        for row in rows:
            spans = ("–".join(map(str, span)) if (span := row[key]) else "" for key in ("old", "new"))
            print(row["state"], *spans, f"{row['score']:.2f}", row["exact"].replace("\n", " "), sep="\t")
    return basis.told(options.brief, brief.faults)


def _declare_annotate(parser: argparse.ArgumentParser) -> None:
    basis.declare_brief(parser)
    parser.add_argument("--quote", required=True, help="the words to annotate, as the text has them")
    parser.add_argument("--prefix", default="", help="what stands just before them")
    parser.add_argument("--suffix", default="", help="what stands just behind them")
    parser.add_argument("--start", type=int, help="where they begin, in code points of the text")
    parser.add_argument("--note", default="", help="a note in Markdown")
    parser.add_argument("--tag", action="append", default=[], help="a tag; may be given several times")
    parser.add_argument("--colour", choices=COLOURS, default="yellow", help="of the highlight (default: yellow)")
    parser.add_argument("--style", choices=("fill", "underline"), default="fill", help="how the colour is drawn")
    for field, (values, meaning) in _SCALES.items():
        parser.add_argument(f"--{field}", choices=values, default="", help=meaning)
    parser.add_argument("--entity", default="", help="the id of the entity that the words stand for")
    parser.add_argument("--author", help="who signs (default: the name of your account)")


COMMANDS = {
    "annotate": basis.Command(annotate, _declare_annotate),
    "place": basis.Command(place, basis.declare_json),
    "annotations": basis.Command(list_annotations, basis.declare_json),
}
