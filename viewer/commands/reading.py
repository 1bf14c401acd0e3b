"""Commands that read a brief: is it well written, and what is its text."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from viewer.commands import basis
from viewer.errors import Fault


def check(options: argparse.Namespace) -> int:
    """list what is wrong with briefs, one fault a line"""
    from viewer.brief.source import BriefError

    worst = 0
    for path in options.brief:
        try:
            brief = basis.load(path)
            faults = sorted([*brief.faults, *basis.index(brief).faults], key=lambda fault: (fault.line, fault.column))
        except BriefError as error:
            faults = [Fault("error", error.line, error.column, str(error).rstrip("."))]
        for fault in faults:
            print(fault.at(str(path)))
            worst = max(worst, int(fault.severity == "error"))
    return worst


def text(options: argparse.Namespace) -> int:
    """print the canonical text, of which all offsets count code points"""
    brief = basis.load(options.brief)
    sys.stdout.write(brief.text + ("\n" if sys.stdout.isatty() else ""))
    return basis.told(options.brief, brief.faults)


def _declare_briefs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("brief", nargs="+", type=Path, metavar="BRIEF")


COMMANDS = {
    "check": basis.Command(check, _declare_briefs),
    "text": basis.Command(text, basis.declare_brief),
}
