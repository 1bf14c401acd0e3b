"""What the notes in files mean for those that are here: which are new, changed, gone, and which are the same.

By id first. What has none, or lost it on the way, is the same note if it stands on the same words and was made by the
same person at the same time, or says the same. A file that holds what went out (`Source.base`) is compared with that:
only what differs was changed there, and what is missing was deleted there. What changed here as well stays in both
versions. From other files nothing is deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from viewer.annotations.anchors import Placed
from viewer.annotations.edits import Change as Values
from viewer.annotations.model import Annotation, Clock, utc_now
from viewer.annotations.three_way import merge_notes
from viewer.brief.model import Brief
from viewer.imports.found import Source
from viewer.imports.ledger import NOT_YET, Ledger
from viewer.imports.one_file import BOTH, OneFile
from viewer.imports.proposal import Change, Proposal
from viewer.language import tr


def propose(
    sources: Iterable[Source],
    ours: Mapping[str, Annotation],
    brief: Brief,
    placed: Mapping[str, Placed] | None = None,
    clock: Clock = utc_now,
) -> Proposal:
    """The changes that files would make to our notes. Changes nothing; for any thread.

    `placed`: where ours stand, as far as that is known.
    """
    ledger = Ledger(ours, brief, placed or {}, clock)
    left_out: list[str] = []
    for source in sources:
        if source.kind == "jsonld":
            _merge(ledger, source)
        else:
            OneFile(ledger, source).take()
        left_out += (f"{source.name}: {what}" for what in source.left_out)
    return ledger.proposal(tuple(left_out))


def _merge(ledger: Ledger, source: Source) -> None:
    """Whole annotations, merged as `main.py merge` does it."""
    theirs = {note.id: note for note in (Annotation.parse(found.stored) for found in source.notes)}
    before = dict(ledger.here)
    merged = merge_notes(before, theirs)
    rows: dict[str, dict[str, Values]] = {}
    for id in dict.fromkeys([*before, *merged]):
        if before.get(id) != merged.get(id):
            root = (merged.get(id) or before[id]).conflicts_with or id
            rows.setdefault(root, {})[id] = before.get(id), merged.get(id)
    for id in theirs.keys() - rows.keys():
        ledger.same(id)
    for root, values in rows.items():
        mine = before.get(root)
        after = theirs.get(root) or merged.get(root) or next(one for _, one in values.values() if one)
        remark = tr(BOTH) if len(values) > 1 or root not in values else ""
        ledger.propose(
            Change("changed" if mine else "added", root, mine, after, NOT_YET, values, source.name, remark=remark)
        )
