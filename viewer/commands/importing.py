"""The command that reads notes back in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from viewer.commands import basis


def import_notes(options: argparse.Namespace) -> int:
    """read notes back in from PDF, Word, CSV or JSON, and say what came"""
    from viewer.imports.matching import propose
    from viewer.imports.reading import FileReading

    readings = [FileReading(path) for path in options.file]
    brief = basis.load(options.brief)
    sources = [reading.result() for reading in readings]
    store = basis.store(options.brief, brief)
    proposal = propose(sources, store.annotations, brief, basis.placed(store, brief))
    edit = proposal.edit({change.id for change in proposal.changes} if options.doubtful else None)
    if edit and not options.dry_run:
        store.annotations.apply(edit)
        store.append(edit)
        basis.texts().keep(brief.text)
        store.close()
    if options.json:
        rows = [_row(change, brief, change.id in edit.changes) for change in proposal.changes]
        summary = {"unchanged": proposal.unchanged, "left_out": proposal.left_out, "dry_run": options.dry_run}
        basis.print_json({"changes": rows, **summary})
    else:
        for change in proposal.changes:
            print(_line(change, brief))
        print(f"{proposal}{'; nothing was saved' if options.dry_run else ''}")
    for sentence in proposal.left_out:
        print(f"briefing-viewer: left out: {sentence}", file=sys.stderr)
    return max(basis.told(options.brief, brief.faults), int(bool(proposal.left_out)))


def _row(change: Any, brief: Any, is_taken: bool) -> dict[str, object]:
    note, placed = change.note, change.placed
    return {
        "kind": change.kind,
        "id": change.id,
        "taken": is_taken,
        "conflict": change.is_conflict,
        "remark": change.remark,
        "file": change.file,
        "place": change.place,
        "state": placed.state,
        "start": placed.start,
        "end": placed.end,
        "quote": _quote(change, brief),
        "author": note.creator,
        "before": _said(change.before),
        "after": _said(change.after),
    }


def _said(note: Any) -> dict[str, object] | None:
    if note is None:
        return None
    from viewer.annotations.assessment import assessment_of

    said = {"note": note.note, "tags": note.tags, "colour": note.colour, "style": note.style}
    return {**said, "entity": note.entity, **assessment_of(note)}


def _line(change: Any, brief: Any) -> str:
    marks = {"added": "+", "changed": "~", "deleted": "-"}
    quote = " ".join(_quote(change, brief).split())
    quote = f"“{quote[:60]}{'…' if len(quote) > 60 else ''}”" if quote else "on the whole brief"
    place = f"{change.placed.start}–{change.placed.end}" if change.placed.start is not None else change.placed.state
    said = " ".join(change.note.note.split())
    parts = (place if quote[0] == "“" else "", quote, said[:80] + "…" * (len(said) > 80), change.note.creator)
    doubt = "doubtful: " if change.is_doubtful else ""
    tail = f" ({doubt}{change.remark})" if change.remark else ""
    return f"{marks[change.kind]} {'  '.join(part for part in parts if part)}{tail}"


def _quote(change: Any, brief: Any) -> str:
    placed = change.placed
    return str(change.note.exact if placed.start is None else brief.text[placed.start : placed.end])


def _declare(parser: argparse.ArgumentParser) -> None:
    basis.declare_json(parser)
    parser.add_argument(
        "file", type=Path, nargs="+", metavar="FILE", help="PDF, .docx, CSV, JSON-LD, or Hypothesis' JSON export"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would come in, and save nothing")
    parser.add_argument("--doubtful", action="store_true", help="take in what is marked as doubtful, too")


COMMANDS = {"import-notes": basis.Command(import_notes, _declare)}
