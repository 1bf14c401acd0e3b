"""One file of found notes against what is here and what went out in it (see `matching`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from viewer.annotations.assessment import assessment_words
from viewer.annotations.conflicts import compete
from viewer.annotations.edits import Change as Values
from viewer.annotations.model import Annotation
from viewer.imports.aspects import Said, differences, is_same, later, moment, value_of, with_said
from viewer.imports.found import FoundNote, Source
from viewer.imports.ledger import NOT_YET, Ledger
from viewer.imports.making import Span
from viewer.imports.proposal import Change
from viewer.imports.wording import same_words
from viewer.language import mark, tr

#: Remarks on a change.
BOTH = mark("changed here as well; both versions are kept")
_DELETED_HERE = mark("deleted here, changed in the file")
_CHANGED_HERE = mark("deleted in the file, changed here since")
_OLDER = mark("the file may be older than what is here")
_NEAR = mark("taken to be about the nearest words")
_ALL_GONE = mark("no note is left in the file, which may have been flattened or printed")
_REPLY = mark("a reply")
#: So many comparisons of notes that stand on no words, and no more, to find those that are the same.
_MOST_COMPARED = 200_000


class OneFile:
    """Takes in one file that holds found notes."""

    def __init__(self, ledger: Ledger, source: Source) -> None:
        self._ledger = ledger
        self._here = ledger.here
        self._maker = ledger.maker
        self._clock = ledger.clock
        self._source = source
        self._kind = source.kind
        base = map(Annotation.parse, source.base or ())
        self._base = {note.id: note for note in base}
        #: Whether none of what went out in the file is here: it was sent to somebody else, and nothing deleted since.
        self._is_new_here = self._base.keys().isdisjoint(ledger.here)
        #: The notes that the file speaks of, as they would be: what a reply may answer.
        self._spoken: dict[str, Annotation] = {}
        self._ids: dict[str, str] = {}

    def take(self) -> None:
        known: dict[str, list[FoundNote]] = {}
        others: list[FoundNote] = []
        for found in self._source.notes:
            if found.id and (found.id in self._base or found.id in self._here):
                known.setdefault(found.id, []).append(found)
                self._ids[found.key] = found.id
            else:
                others.append(found)
        replies = [found for found in others if found.reply_to]
        strangers = self._paired([found for found in others if not found.reply_to], known)
        for id, parts in known.items():
            self._known(id, parts)
        for found, span in strangers:
            self._stranger(found, span)
        self._replies(replies)
        self._missing(known)

    def _paired(self, found: list[FoundNote], known: dict[str, list[FoundNote]]) -> list[tuple[FoundNote, Span | None]]:
        """Those that are none of the notes we know under an id they lost; the others go to `known`."""
        if not found:
            return []
        spans = [self._maker.span(one) for one in found]
        notes = {id: note for id, note in {**self._base, **self._here}.items() if id not in known}
        free: dict[Span | None, list[Annotation]] = {}
        for id, placed in self._ledger.places(notes.values()).items():
            # Compared is what went out, but where that stands today.
            free.setdefault(self._maker.words_at(placed), []).append(self._base.get(id, notes[id]))
        if (
            sum(one.near or not span for one, span in zip(found, spans, strict=True)) * len(free.get(None, ()))
            > _MOST_COMPARED
        ):
            del free[None]
        rest: list[tuple[FoundNote, Span | None]] = []
        for one, span in zip(found, spans, strict=True):
            candidates = list(free.get(span, ())) if span else []
            if one.near or not span:
                candidates += (note for note in free.get(None, ()) if self._is_on_none(one, note))
            same = self._that(one, candidates)
            if same is None:
                rest.append((one, span))
            else:
                free[span if span and same in free.get(span, ()) else None].remove(same)
                known.setdefault(same.id, []).append(one)
                self._ids[one.key] = same.id
        return rest

    def _is_on_none(self, found: FoundNote, note: Annotation) -> bool:
        """Whether a found note may be this one, which has no place: it is on no words, or on the same."""
        return found.near or not found.exact or self._maker.is_whole(found) or self._maker.has_words(found, note.exact)

    def _that(self, found: FoundNote, notes: list[Annotation]) -> Annotation | None:
        """Which of some notes on the same words (or of those on none) this is: the one that says the same, or else the
        only one that was made or changed at the same time."""
        same = [note for note in notes if not _of_others(found, note)]
        for note in same:
            if not differences([found], note, self._kind).keys() & {"note", "colour"}:
                return note
        times = {moment(found.created), moment(found.modified)} - {None}
        same = [note for note in same if not times.isdisjoint({moment(note.created), moment(note.modified)})]
        return same[0] if len(same) == 1 else None

    def _known(self, id: str, parts: list[FoundNote]) -> None:
        mine, base = self._here.get(id), self._base.get(id)
        ref = base or mine
        assert ref is not None
        self._spoken[id] = mine or ref
        said = differences(parts, ref, self._kind)
        if mine is None and self._is_new_here:
            self._change("added", id, None, with_said(ref, said, later(parts[0], ref, self._clock)), parts[0])
            return
        # What is missing here was deleted, and stays so unless the file says something new.
        if not said:
            self._ledger.same(id)
            return
        clock = later(parts[0], ref, self._clock)
        if mine is None:
            self._change("added", id, None, with_said(ref, said, clock), parts[0], remark=_DELETED_HERE)
            return
        open_ = {aspect: value for aspect, value in said.items() if not is_same(aspect, value_of(mine, aspect), value)}
        if not open_:
            self._ledger.same(id)
        elif base is not None and _clash(open_, base, mine):
            # Without a time of its own, the version in the file must not get another each time it comes in.
            since = moment(base.modified) or self._clock()
            self._conflict(id, with_said(base, said, later(parts[0], base, lambda: since)), parts[0])
        else:
            after = with_said(mine, open_, later(parts[0], mine, self._clock))
            theirs, own = moment(parts[0].modified), moment(mine.modified)
            is_older = base is None and (theirs is None or (own is not None and theirs < own))
            self._change("changed", id, mine, after, parts[0], _OLDER if is_older else "", is_older)

    def _conflict(self, id: str, theirs: Annotation, found: FoundNote) -> None:
        merged = dict(self._here)
        compete(merged, id, theirs)
        keys = [key for key in dict.fromkeys([*self._here, *merged]) if self._here.get(key) != merged.get(key)]
        values: dict[str, Values] = {key: (self._here.get(key), merged.get(key)) for key in keys}
        if not values:
            self._ledger.same(id)
            return
        self._change("changed", id, self._here[id], theirs, found, BOTH, values=values)

    def _stranger(self, found: FoundNote, span: Span | None) -> None:
        id = self._maker.id(found, self._kind)
        self._ids[found.key] = id
        if id in self._here or id in self._spoken:
            self._known(id, [found]) if id in self._here else self._ledger.same(id)
            return
        note = self._maker.note(found, self._kind, id, span)
        self._change("added", id, None, note, found, _NEAR if found.near and found.exact else "")

    def _replies(self, replies: list[FoundNote]) -> None:
        """In the order in which they answer each other; those that answer nothing here are notes."""
        waiting: dict[str, list[FoundNote]] = {}
        for found in replies:
            waiting.setdefault(found.reply_to, []).append(found)
        answerable = list(self._ids)
        while answerable:
            key = answerable.pop()
            for found in waiting.pop(key, ()):
                self._reply(found, self._spoken[self._ids[key]])
                answerable.append(found.key)
        for rest in waiting.values():
            for found in rest:
                self._stranger(found, self._maker.span(found))

    def _reply(self, found: FoundNote, answered: Annotation) -> None:
        id = self._maker.id(replace(found, exact=answered.id), self._kind)
        self._ids[found.key] = id
        if id in self._here:
            self._known(id, [found])
        elif id not in self._spoken:
            self._change("added", id, None, self._maker.reply(found, id, answered), found, _REPLY)

    def _missing(self, known: Mapping[str, object]) -> None:
        """What went out and did not come back."""
        shown = [note for note in self._base.values() if self._was_shown(note)]
        gone = [note for note in shown if note.id not in known]
        all_gone = len(gone) == len(shown)
        for note in gone:
            mine = self._here.get(note.id)
            if mine is None:
                continue
            remark = _CHANGED_HERE if mine != note else _ALL_GONE if all_gone else ""
            self._change("deleted", note.id, mine, None, None, remark, bool(remark))

    def _was_shown(self, note: Annotation) -> bool:
        """Whether a note was in the file as something that can be deleted: Word has no comment for a mere colour."""
        said = (note.note.strip(), note.tags, note.entity, note.declares, assessment_words(note))
        return self._kind != "docx" or any(said) or note.is_whole

    def _change(
        self,
        kind: str,
        id: str,
        before: Annotation | None,
        after: Annotation | None,
        found: FoundNote | None,
        remark: str = "",
        is_doubtful: bool = False,
        values: Mapping[str, Values] | None = None,
    ) -> None:
        if after:
            self._spoken[id] = after
        self._ledger.propose(
            Change(
                kind,  # type: ignore[arg-type]
                id,
                before,
                after,
                NOT_YET,
                values or {id: (before, after)},
                self._source.name,
                found.place if found else "",
                remark and tr(remark),
                is_doubtful,
            )
        )


def _of_others(found: FoundNote, note: Annotation) -> bool:
    """Whether they are known to be by two people."""
    return bool(found.author and note.creator) and not same_words(found.author, note.creator)


def _clash(said: Said, base: Annotation, mine: Annotation) -> bool:
    """Whether something that the file changed was changed here too."""
    return any(not is_same(aspect, value_of(base, aspect), value_of(mine, aspect)) for aspect in said)
