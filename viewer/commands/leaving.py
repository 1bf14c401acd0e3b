"""Commands that write what leaves the program."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from viewer.commands import basis


def export(options: argparse.Namespace) -> int:
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
    brief = basis.load(options.brief)
    if basis.is_refused(target, options.brief):
        return 2
    store = basis.store(options.brief)
    index = basis.corrected_index(brief, store)
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
    return basis.told(options.brief, brief.faults)


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


def _declare_export(parser: argparse.ArgumentParser) -> None:
    basis.declare_brief(parser)
    parser.add_argument("--to", required=True, choices=("pdf", "md"), help="the format")
    parser.add_argument("-o", "--output", metavar="OUT", help="the file to write; - is standard output (md only)")


COMMANDS = {"export": basis.Command(export, _declare_export)}
