"""What the commands share: a brief with its notes and mentions, and how they tell and write."""

from __future__ import annotations

import getpass
import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from viewer.errors import Fault, ViewerError
from viewer.folders import Folders


class Command(NamedTuple):
    """What a command does, and how its options are declared. The docstring of `run` is its help."""

    run: Callable[[Namespace], int]
    declare: Callable[[ArgumentParser], None]


class CommandError(ViewerError):
    """Something in the input that stops a command."""


def declare_brief(parser: ArgumentParser) -> None:
    parser.add_argument("brief", type=Path, metavar="BRIEF")


def declare_json(parser: ArgumentParser) -> None:
    declare_brief(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON value")


def declare_output(parser: ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", metavar="OUT", default="-", help="the file to write (default: standard output)"
    )


def load(path: Path, meanwhile: Callable[[], None] | None = None) -> Any:
    """The brief, from where the window keeps those that it has parsed, or else parsed and kept there; `meanwhile` is
    done while the parsing process works."""
    from viewer.brief.cache import BriefCache
    from viewer.brief.loader import load_brief

    cache = BriefCache(Folders.of_user().briefs)
    if meanwhile is None:
        return load_brief(path, cache=cache)
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as thread:
        loading = thread.submit(load_brief, path, cache=cache)
        meanwhile()
        return loading.result()


def index(brief: Any) -> Any:
    from viewer.mentions.index import index_mentions

    return index_mentions(brief, gazetteer())


def gazetteer() -> Any:
    from viewer.mentions.gazetteer import load_gazetteer

    return load_gazetteer(cache_dir=Folders.of_user().cache)


def corrected_index(brief: Any, store: Any, places: Any = None) -> Any:
    """The mentions as the reader's corrections and own names have them. `places` are those of the annotations, where
    they are known already."""
    from viewer.mentions.index import index_mentions
    from viewer.mentions.user_lexicon import FILE_NAME, read_user_lexicon
    from viewer.report.corrections import corrections_of

    known = gazetteer()
    own = read_user_lexicon(Folders.of_user().config / FILE_NAME, known.entities)
    for fault in own.faults:
        print(fault.at(FILE_NAME), file=sys.stderr)
    said = corrections_of(store.annotations.values(), placed(store, brief) if places is None else places)
    return index_mentions(brief, known, said.over(own.corrections))


def texts() -> Any:
    """The texts that notes were made on."""
    from viewer.annotations.texts import TextStore

    return TextStore(Folders.of_user().texts)


def placed(store: Any, brief: Any) -> Any:
    """Where the annotations stand in a brief, by id."""
    from viewer.annotations.anchors import place_all

    return place_all(store.annotations.values(), brief.text, texts().read)


def store(path: Path, brief: Any = None) -> Any:
    """The annotations of a brief; with the brief itself, it is told where they may have been left behind."""
    from viewer.annotations.lost import find_lost
    from viewer.annotations.notes_folder import notes_folder
    from viewer.annotations.store import AnnotationStore
    from viewer.annotations.texts import text_digest

    digest = text_digest(brief.text) if brief else ""
    notes = notes_folder(path, Folders.of_user())
    store = AnnotationStore.open(path, notes, text_digest=digest)
    if lost := find_lost(path, digest, fallback_dir=notes):
        print(f"briefing-viewer: the notes of this text lie in {lost.name}, whose brief is gone.", file=sys.stderr)
    for notice in store.notices:
        print(f"briefing-viewer: {notice}", file=sys.stderr)
    return store


def annotated(path: Path) -> tuple[Any, Any, Any]:
    """A brief, its annotations, and where they stand."""
    brief = load(path)
    notes = store(path, brief)
    return brief, notes, placed(notes, brief)


def is_refused(target: Path, brief: Path) -> bool:
    """Whether a file must not be replaced by an export; says why on standard error."""
    from viewer.report.errors import ReportError
    from viewer.report.file_names import refuse_target

    try:
        refuse_target(target, brief)
    except ReportError as error:
        print(f"briefing-viewer: {error}", file=sys.stderr)
        return True
    return False


def told(path: Path, faults: Sequence[Fault]) -> int:
    """Say on standard error what is wrong with a brief that could be read all the same; returns the exit code."""
    for fault in sorted(faults, key=lambda fault: (fault.line, fault.column)):
        print(fault.at(str(path)), file=sys.stderr)
    return 1 if any(fault.severity == "error" for fault in faults) else 0


def print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


def application() -> Any:
    """What Qt needs to draw; to be kept while it does. No display is asked for."""
    # Never the platform of the desktop: it may not be there, and nothing is shown.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    return QGuiApplication([])


def account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in containers
        return ""
