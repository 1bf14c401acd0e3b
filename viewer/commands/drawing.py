"""Commands that write who stands with whom, as a table or as a picture."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from viewer.commands import basis


def matrix(options: argparse.Namespace) -> int:
    """write which actors are named with which minerals, as a table or a picture"""
    from viewer.mentions.matrix import make_matrix
    from viewer.report.matrix import matrix_csv, matrix_svg

    def text(brief: Any, index: Any) -> str:
        made = make_matrix(brief, index, options.by)
        return matrix_csv(made) if options.to == "csv" else matrix_svg(made, brief.title, brief.front.marking)

    return _write(options, "matrix", text)


def relations(options: argparse.Namespace) -> int:
    """write declared relations and names that stand together, as a table or a picture"""
    from viewer.mentions.relations import make_graph
    from viewer.report.relations import relations_csv, relations_svg, remark

    def text(brief: Any, index: Any) -> str:
        whole = make_graph(brief, index, options.by)
        if options.to == "csv":
            return relations_csv(whole)
        from viewer.report.graph_layout import lay_out

        least = whole.sensible_minimum()
        shown = whole.chosen(at_least=least).connected()
        said = remark(whole, shown, least)
        return relations_svg(shown, lay_out(shown), brief.title, brief.front.marking, remark=said)

    return _write(options, "relations", text)


def _write(options: argparse.Namespace, name: str, make: Callable[[Any, Any], str]) -> int:
    from viewer.report.file_names import export_path
    from viewer.report.whole_file import write_text

    to_stream = options.output == "-" or (options.output is None and options.to != "png")
    if to_stream and options.to == "png":
        print("briefing-viewer: a PNG cannot go to standard output; give a file with -o", file=sys.stderr)
        return 2
    brief = basis.load(options.brief)
    target = Path(options.output) if options.output else export_path(options.brief, f".{name}.png")
    if not to_stream and basis.is_refused(target, options.brief):
        return 2
    index = basis.corrected_index(brief, basis.store(options.brief))
    text = make(brief, index)
    if to_stream:
        sys.stdout.write(text)
    else:
        if options.to == "png":
            _draw(text, target)
        else:
            write_text(target, text)
        print(target)
    return basis.told(options.brief, [*brief.faults, *index.faults])


def _draw(svg: str, target: Path) -> None:
    app = basis.application()
    from viewer.pages.picture import write_png

    write_png(target, svg)
    del app


def _declare(parser: argparse.ArgumentParser) -> None:
    basis.declare_brief(parser)
    parser.add_argument("--to", required=True, choices=("csv", "svg", "png"), help="the format")
    parser.add_argument("--by", choices=("sentence", "paragraph"), default="sentence", help="what counts as together")
    parser.add_argument(
        "-o", "--output", metavar="OUT", help="the file to write (default: standard output; for png beside the brief)"
    )


COMMANDS = {"matrix": basis.Command(matrix, _declare), "relations": basis.Command(relations, _declare)}
