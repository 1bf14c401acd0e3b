"""Commands that write what leaves the program."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from viewer.commands import basis

#: The choices of --to; a test holds them against the table of formats, which is not imported for a --help.
FORMATS = ("pdf", "md", "html", "csv", "jsonld", "json", "docx")


def export(options: argparse.Namespace) -> int:
    """write the annotated PDF, a Word or HTML file, or the notes as Markdown, CSV or JSON"""
    from viewer.report.file_names import export_path
    from viewer.report.formats import FORMATS
    from viewer.report.model import ReportOptions, make_report

    chosen = FORMATS[options.to]
    asked = _asked(options)
    if "page" in chosen.options and "page" not in asked:
        from viewer.pages.paper import local_paper

        asked["page"] = local_paper()
    if unknown := [name for name in asked if name not in chosen.options]:
        named = " and ".join(_SWITCHES[name] for name in unknown)
        print(f"briefing-viewer: {chosen.label} knows no {named}; leave it out", file=sys.stderr)
        return 2
    try:
        only = _only(options.only)
    except ValueError as error:
        print(f"briefing-viewer: {error}", file=sys.stderr)
        return 2
    if options.output == "-" and not chosen.is_text:
        print(f"briefing-viewer: {chosen.label} cannot go to standard output; give a file with -o", file=sys.stderr)
        return 2
    target = Path(options.output) if options.output else export_path(options.brief, chosen.suffix)
    brief = basis.load(options.brief, _import_pages if chosen.write is None else None)
    if basis.is_refused(target, options.brief):
        return 2
    store = basis.store(options.brief, brief)
    placed = basis.placed(store, brief)
    index = basis.corrected_index(brief, store, placed)
    report = make_report(
        brief,
        store.annotations.values(),
        placed=placed,
        mentions=index.mentions,
        entities=index.entities,
        options=ReportOptions(underline_mentions=True, only=only, **asked),
        folder=options.brief.absolute().parent,
    )
    if options.output == "-":
        sys.stdout.write(chosen.data(report).decode())
    else:
        _write(report, chosen, target)
        print(target)
    return basis.told(options.brief, brief.faults)


#: Fields of `ReportOptions`, and what asks for them.
_SWITCHES = {
    "page": "--page",
    "appendices": "--no-appendices",
    "flatten": "--flatten",
    "share_safely": "--share-safely",
    "archive": "--archive",
}


def _asked(options: argparse.Namespace) -> dict[str, Any]:
    """The fields of `ReportOptions` that the command line sets, whatever it sets them to."""
    found = {name: getattr(options, name) for name in _SWITCHES}
    return {name: value for name, value in found.items() if value is not None}


def _only(terms: list[str]) -> Any:
    """The query of `colour=yellow` and the like. Raises ValueError for a key that there is not."""
    from viewer.annotations.query import KEYS, Query

    values: dict[str, set[str]] = {}
    for term in terms:
        key, equals, value = term.partition("=")
        if not equals or key not in KEYS or not value:
            raise ValueError(f"--only wants KEY=VALUE, and KEY is one of {', '.join(KEYS)}; `{term}` is not")
        values.setdefault(key, set()).add(value.casefold())
    return Query(values={key: frozenset(found) for key, found in values.items()})


def _write(report: Any, chosen: Any, target: Path) -> None:
    if chosen.write is None:
        _draw_pdf(report, target)
        return
    from viewer.report.whole_file import whole_file

    data = chosen.data(report)
    with whole_file(target) as temporary:
        temporary.write_bytes(data)


def _import_pages() -> None:
    import viewer.pages.pdf  # noqa: F401 - half a second, and needed for nothing but the PDF


def _draw_pdf(report: Any, target: Path) -> None:
    app = basis.application()
    from viewer.pages.fonts import serif_families
    from viewer.pages.pdf import export_pdf

    serif_families()
    export_pdf(report, target)
    del app


def _declare_export(parser: argparse.ArgumentParser) -> None:
    basis.declare_brief(parser)
    parser.add_argument("--to", required=True, choices=FORMATS, help="the format")
    parser.add_argument(
        "-o", "--output", metavar="OUT", help="the file to write; - is standard output (not for pdf and docx)"
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="only notes with this colour, tag, type, author, …; of one key any value will do, of several each must",
    )
    parser.add_argument(
        "--page", choices=("a4", "letter"), help="size of the page (pdf, docx, html; default: your locale's)"
    )
    parser.add_argument(
        "--no-appendices",
        dest="appendices",
        action="store_const",
        const=False,
        help="no lists of names and of notes behind the text (pdf, docx, html, json)",
    )
    parser.add_argument("--flatten", action="store_const", const=True, help="paint the marks into the pages (pdf)")
    parser.add_argument(
        "--share-safely",
        action="store_const",
        const=True,
        help="without who wrote the notes and when, and without a trace of notes that are left out",
    )
    parser.add_argument("--archive", action="store_const", const=True, help="as PDF/A, to be kept (pdf)")


COMMANDS = {"export": basis.Command(export, _declare_export)}
