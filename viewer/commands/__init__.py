"""The command line. None of its commands needs a display; only those that draw import any Qt, and no widgets."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from viewer import __version__
from viewer.commands import desktop, drawing, importing, leaving, merging, naming, noting, reading
from viewer.errors import ViewerError

#: In the order in which --help lists them.
_COMMANDS = {
    **reading.COMMANDS,
    **naming.COMMANDS,
    **drawing.COMMANDS,
    **noting.COMMANDS,
    **merging.COMMANDS,
    **importing.COMMANDS,
    **leaving.COMMANDS,
}


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
    if len(arguments) == 1 and arguments[0] in desktop.OPTIONS:
        return Request(arguments[0], argparse.Namespace())
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
        code = (_COMMANDS | desktop.OPTIONS)[request.command].run(request.options)
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
    commands = "\n".join(f"  {name:12} {command.run.__doc__}" for name, command in _COMMANDS.items())
    parser = argparse.ArgumentParser(
        "briefing-viewer",
        description="Read a brief, see who and what it names, annotate it, export it.",
        epilog=f"commands (each with a --help of its own; none needs a display):\n{commands}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"briefing-viewer {__version__}")
    for option, act in desktop.OPTIONS.items():
        parser.add_argument(option, action="store_true", help=act.run.__doc__)
    parser.add_argument("brief", nargs="?", metavar="BRIEF", help="the brief to open in the window")
    return parser


def _command_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("briefing-viewer", allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, command in _COMMANDS.items():
        command.declare(commands.add_parser(name, description=command.run.__doc__, allow_abbrev=False))
    return parser
