"""Commands that bring files of annotations together."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from viewer.commands import basis


def merge(options: argparse.Namespace) -> int:
    """bring a colleague's annotations in, and say what came"""
    from viewer.annotations.incoming import Summary, bring_in, read_file

    brief = basis.load(options.brief)
    others = [read_file(path) for path in options.other]
    base = read_file(options.base).notes if options.base else None
    store = basis.store(options.brief, brief)
    edit = bring_in(store.annotations, others, base)
    if edit and not options.dry_run:
        store.annotations.apply(edit)
        store.append(edit)
        store.close()
    came, unreadable = Summary.of(edit), sum(other.unreadable for other in others)
    if options.json:
        rivals = [{"id": id, "of": edit.changes[id][1].conflicts_with} for id in came.conflicts]  # type: ignore[union-attr]
        rows = {"added": came.added, "changed": came.changed, "deleted": came.deleted, "conflicts": rivals}
        basis.print_json({**rows, "unreadable": unreadable, "dry_run": options.dry_run})
    else:
        print(f"{came}{'; nothing was saved' if options.dry_run else ''}")
    if unreadable:
        print(f"briefing-viewer: {unreadable} lines or items could not be read and were left out", file=sys.stderr)
    return max(basis.told(options.brief, brief.faults), int(unreadable > 0))


def git_merge(options: argparse.Namespace) -> int:
    """merge annotations for Git, as a merge driver: the ancestor, our file, which is replaced, and theirs"""
    from viewer.annotations.disk import Disk
    from viewer.annotations.sidecar import Reading, Sidecar, temporary
    from viewer.annotations.three_way import merge_pages

    disk = Disk()
    ours, theirs, base = (Sidecar(path.absolute(), disk) for path in (options.ours, options.theirs, options.base))
    try:
        mine, other, ancestor = (side.read(Reading()) for side in (ours, theirs, base))
        for name, reading in (("Our", mine), ("Their", other)):
            if reading.page.is_newer:
                raise basis.CommandError(f"{name} version was saved by a newer version of this program.")
            if reading.stat is None or not reading.page.is_readable:
                raise basis.CommandError(f"{name} version cannot be read, or not all of it. Ours is left as it is.")
        # Git gives an empty file where both sides added theirs.
        merged = merge_pages(mine.page, other.page, ancestor.page if ancestor.is_trustworthy else None)
        if merged != mine.page:
            # Git keeps what was there before; a copy beside its temporary file would only lie about.
            undamaged = replace(mine, page=replace(mine.page, damage=None))
            if not ours.replace(undamaged, merged, temporary(ours.path)):
                raise basis.CommandError("Our version was changed in the meantime.")
    except OSError as error:
        raise basis.CommandError(f"The annotations cannot be merged: {error.strerror or error}.") from error
    return 0


def _declare_merge(parser: argparse.ArgumentParser) -> None:
    basis.declare_json(parser)
    parser.add_argument(
        "other", type=Path, nargs="+", metavar="OTHER", help="an annotations file, or a brief beside one"
    )
    parser.add_argument("--base", type=Path, help="the annotations as you sent them: what was deleted since is deleted")
    parser.add_argument("--dry-run", action="store_true", help="say what would come in, and save nothing")


def _declare_git_merge(parser: argparse.ArgumentParser) -> None:
    for name, placeholder in (("base", "%O"), ("ours", "%A"), ("theirs", "%B")):
        parser.add_argument(name, type=Path, metavar=placeholder)


COMMANDS = {"merge": basis.Command(merge, _declare_merge), "git-merge": basis.Command(git_merge, _declare_git_merge)}
