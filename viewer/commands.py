"""The command line. None of its commands needs a display; only `export --to pdf` imports any Qt, and no widgets."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from viewer import __version__
from viewer.errors import Fault, ViewerError
from viewer.folders import Folders

COLOURS = ("yellow", "green", "blue", "pink", "orange")


class CommandError(ViewerError):
    """Something in the input that stops a command."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for: a command with its options, or, without one, a window with perhaps a brief."""

    command: str
    options: argparse.Namespace

    @property
    def brief(self) -> Path | None:
        """The brief that the window is to open."""
        path = self.options.brief
        return Path(path) if path else None


def read(arguments: Sequence[str]) -> Request:
    """Parse a command line. Exits with 0 after --help or --version, with 2 after wrong usage."""
    if arguments and arguments[0] in _COMMANDS:
        options = _command_parser().parse_args(arguments)
        return Request(options.command, options)
    parser = _window_parser()
    options, rest = parser.parse_known_args(arguments)
    if rest and options.brief and not rest[0].startswith("-"):
        parser.error(f"there is no command `{options.brief}`; commands are {', '.join(_COMMANDS)}")
    return Request("", parser.parse_args(arguments))


def run(request: Request) -> int:
    """Carry out a command; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    try:
        code = _COMMANDS[request.command](request.options)
        sys.stdout.flush()
        return code
    except ViewerError as error:
        print(f"briefing-viewer: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output has seen enough, as in `| head`. Python would fail to flush the rest once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _window_parser() -> argparse.ArgumentParser:
    commands = "\n".join(f"  {name:12} {function.__doc__}" for name, function in _COMMANDS.items())
    parser = argparse.ArgumentParser(
        "briefing-viewer",
        description="Read a brief, see who and what it names, annotate it, export it.",
        epilog=f"commands (each with a --help of its own; none needs a display):\n{commands}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"briefing-viewer {__version__}")
    parser.add_argument("brief", nargs="?", metavar="BRIEF", help="the brief to open in the window")
    return parser


def _command_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("briefing-viewer", allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True)
    made: dict[str, argparse.ArgumentParser] = {}
    for name, function in _COMMANDS.items():
        made[name] = commands.add_parser(name, description=function.__doc__, allow_abbrev=False)
        several = "+" if name == "check" else None
        made[name].add_argument("brief", nargs=several, type=Path, metavar="BRIEF")
    for name in ("mentions", "entities", "annotations"):
        made[name].add_argument("--json", action="store_true", help="print one JSON value")
    made["mentions"].add_argument("--suggest", action="store_true", help="print names that nothing explains instead")
    matrix = made["matrix"]
    matrix.add_argument("--to", required=True, choices=("csv", "svg"), help="the format")
    matrix.add_argument("--by", choices=("sentence", "paragraph"), default="sentence", help="what counts as together")
    matrix.add_argument(
        "-o", "--output", metavar="OUT", default="-", help="the file to write (default: standard output)"
    )
    annotate = made["annotate"]
    annotate.add_argument("--quote", required=True, help="the words to annotate, as the text has them")
    annotate.add_argument("--prefix", default="", help="what stands just before them")
    annotate.add_argument("--suffix", default="", help="what stands just behind them")
    annotate.add_argument("--start", type=int, help="where they begin, in code points of the text")
    annotate.add_argument("--note", default="", help="a note in Markdown")
    annotate.add_argument("--tag", action="append", default=[], help="a tag; may be given several times")
    annotate.add_argument("--colour", choices=COLOURS, default="yellow", help="of the highlight (default: yellow)")
    annotate.add_argument("--entity", default="", help="the id of the entity that the words stand for")
    annotate.add_argument("--author", help="who signs (default: the name of your account)")
    export = made["export"]
    export.add_argument("--to", required=True, choices=("pdf", "md"), help="the format")
    export.add_argument("-o", "--output", metavar="OUT", help="the file to write; - is standard output (md only)")
    return parser


def _load(path: Path) -> Any:
    from viewer.brief.loader import load_brief

    return load_brief(path)


def _index(brief: Any) -> Any:
    from viewer.mentions.index import index_mentions

    return index_mentions(brief, _gazetteer())


def _gazetteer() -> Any:
    from viewer.mentions.gazetteer import load_gazetteer

    return load_gazetteer(cache_dir=Folders.of_user().cache)


def _corrected_index(brief: Any, store: Any) -> Any:
    """The mentions as the reader's own corrections have them."""
    from viewer.annotations.anchors import place_all
    from viewer.mentions.index import index_mentions
    from viewer.report.corrections import corrections_of

    annotations = store.annotations.values()
    return index_mentions(brief, _gazetteer(), corrections_of(annotations, place_all(annotations, brief.text)))


def _store(path: Path) -> Any:
    from viewer.annotations.store import AnnotationStore

    store = AnnotationStore.open(path, Folders.of_user().data)
    for notice in store.notices:
        print(f"briefing-viewer: {notice}", file=sys.stderr)
    return store


def _is_refused(target: Path, brief: Path) -> bool:
    """Whether a file must not be replaced by an export; says why on standard error."""
    from viewer.report.errors import ReportError
    from viewer.report.file_names import refuse_target

    try:
        refuse_target(target, brief)
    except ReportError as error:
        print(f"briefing-viewer: {error}", file=sys.stderr)
        return True
    return False


def _told(path: Path, faults: Sequence[Fault]) -> int:
    """Say on standard error what is wrong with a brief that could be read all the same; returns the exit code."""
    for fault in sorted(faults, key=lambda fault: (fault.line, fault.column)):
        print(fault.at(str(path)), file=sys.stderr)
    return 1 if any(fault.severity == "error" for fault in faults) else 0


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


def _check(options: argparse.Namespace) -> int:
    """list what is wrong with briefs, one fault a line"""
    from viewer.brief.source import BriefError

    worst = 0
    for path in options.brief:
        try:
            brief = _load(path)
            faults = sorted([*brief.faults, *_index(brief).faults], key=lambda fault: (fault.line, fault.column))
        except BriefError as error:
            faults = [Fault("error", error.line, error.column, str(error).rstrip("."))]
        for fault in faults:
            print(fault.at(str(path)))
            worst = max(worst, int(fault.severity == "error"))
    return worst


def _text(options: argparse.Namespace) -> int:
    """print the canonical text, of which all offsets count code points"""
    brief = _load(options.brief)
    sys.stdout.write(brief.text + ("\n" if sys.stdout.isatty() else ""))
    return _told(options.brief, brief.faults)


def _mentions(options: argparse.Namespace) -> int:
    """print who and what is named, and where"""
    brief = _load(options.brief)
    index = _corrected_index(brief, _store(options.brief))
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
        _print_json(rows)
    else:
        for row in rows:
            text = str(row["text"]).replace("\n", " ")
            print(row["start"], row["end"], row["group"], row["entity"], text, sep="\t")
    return _told(options.brief, [*brief.faults, *index.faults])


def _suggestions(brief: Any, index: Any, options: argparse.Namespace) -> int:
    from viewer.mentions.suggest import suggest

    found = suggest(brief, index)
    if options.json:
        keys = ("name", "kind", "group", "aliases", "spans")
        _print_json([{key: getattr(one, key) for key in keys} for one in found])
    else:
        for one in found:
            print(len(one.spans), one.group, one.kind, one.name, ", ".join(one.aliases), sep="\t")
    return _told(options.brief, [*brief.faults, *index.faults])


def _entities(options: argparse.Namespace) -> int:
    """print the entities of a brief: how often each is named, and what is known of it"""
    brief = _load(options.brief)
    index = _corrected_index(brief, _store(options.brief))
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
        }
        for entity in index.entities.values()
    ]
    if options.json:
        _print_json(rows)
    else:
        for row in rows:
            print(row["count"], row["group"], row["id"], row["kind"], row["name"], sep="\t")
    return _told(options.brief, [*brief.faults, *index.faults])


def _matrix(options: argparse.Namespace) -> int:
    """write which actors are named with which minerals, as a table or a picture"""
    from viewer.mentions.matrix import make_matrix
    from viewer.report.matrix import matrix_csv, matrix_svg
    from viewer.report.whole_file import write_text

    brief = _load(options.brief)
    index = _corrected_index(brief, _store(options.brief))
    matrix = make_matrix(brief, index, options.by)
    text = matrix_csv(matrix) if options.to == "csv" else matrix_svg(matrix, brief.title)
    if options.output == "-":
        sys.stdout.write(text)
    else:
        target = Path(options.output)
        if _is_refused(target, options.brief):
            return 2
        write_text(target, text)
        print(target)
    return _told(options.brief, [*brief.faults, *index.faults])


def _annotate(options: argparse.Namespace) -> int:
    """annotate words, and print the id of the annotation"""
    from viewer.annotations.anchors import find_quote
    from viewer.annotations.edits import Edit
    from viewer.annotations.model import new_annotation
    from viewer.annotations.target import Target

    brief = _load(options.brief)
    places = find_quote(brief.text, options.quote, options.prefix, options.suffix, options.start)
    if len(places) != 1:
        raise CommandError(_ambiguity(brief, options, places))
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
        creator=_account() if options.author is None else options.author,
    )
    store = _store(options.brief)
    edit = Edit.adding("annotate", [annotation])
    store.annotations.apply(edit)
    store.append(edit)
    print(annotation.id)
    # Saved by now: a failure to fold is told, but the note is safe in the journal.
    store.close()
    return 0


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in containers
        return ""


def _entity_target(brief: Any, id: str) -> str:
    """The entity as annotations write it, which is as links in a brief do: `actor:m23`."""
    entity = _index(brief).entities.get(id) or _gazetteer().entities.get(id)
    if entity is None:
        raise CommandError(f"There is no entity `{id}`, neither in the brief nor in the gazetteer.")
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


def _annotations(options: argparse.Namespace) -> int:
    """print the annotations of a brief, and where they stand now"""
    from viewer.annotations.anchors import place_all

    brief = _load(options.brief)
    store = _store(options.brief)
    placed = place_all(store.annotations.values(), brief.text)
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
                "author": annotation.creator,
                "created": annotation.created,
                "modified": annotation.modified,
            }
        )
    rows.sort(key=lambda row: (row["start"] is None, row["start"] or 0, row["end"] or 0, row["created"]))
    if options.json:
        _print_json(rows)
    else:
        for row in rows:
            parts = (row["state"], row["start"], row["end"], row["colour"], row["exact"], row["note"])
            print(*("" if part is None else str(part).replace("\n", " ") for part in parts), sep="\t")
    return _told(options.brief, brief.faults)


def _export(options: argparse.Namespace) -> int:
    """write the annotated PDF, or the notes as Markdown"""
    from viewer.report.file_names import export_path
    from viewer.report.formats import FORMATS
    from viewer.report.model import ReportOptions, make_report
    from viewer.report.whole_file import write_text

    chosen = FORMATS[options.to]
    if options.output == "-" and chosen.write is None:
        print(f"briefing-viewer: {chosen.label} cannot go to standard output; give a file with -o", file=sys.stderr)
        return 2
    target = Path(options.output) if options.output else export_path(options.brief, chosen.suffix)
    brief = _load(options.brief)
    if _is_refused(target, options.brief):
        return 2
    store = _store(options.brief)
    index = _corrected_index(brief, store)
    report = make_report(
        brief,
        store.annotations.values(),
        mentions=index.mentions,
        names={id: entity.name for id, entity in index.entities.items()},
        options=ReportOptions(underline_mentions=True),
        folder=options.brief.absolute().parent,
    )
    if options.output == "-":
        assert chosen.write
        sys.stdout.write(chosen.write(report))
    else:
        if chosen.write:
            write_text(target, chosen.write(report))
        else:
            _draw_pdf(report, target)
        print(target)
    return _told(options.brief, brief.faults)


def _draw_pdf(report: Any, target: Path) -> None:
    # Never the platform of the desktop: it may not be there, and nothing is shown.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    from viewer.pages.fonts import serif_families
    from viewer.pages.pdf import export_pdf

    app = QGuiApplication([])
    serif_families()
    export_pdf(report, target)
    del app


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "check": _check,
    "text": _text,
    "mentions": _mentions,
    "entities": _entities,
    "matrix": _matrix,
    "annotate": _annotate,
    "annotations": _annotations,
    "export": _export,
}
