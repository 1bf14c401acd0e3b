"""Processes that edit notes until they are done or killed.

`python writer.py BRIEF DATA PREFIX COUNT` makes so many edits and ends.

`python writer.py` serves a test that kills: for each line it forks such processes, which is a hundred times faster
than starting them, and answers with a line when they are dead. `live|BRIEF|DATA|FILE|PREFIX,PREFIX` lets one for each
prefix edit until the next line comes, and sends SIGKILL. `WORK|BRIEF|DATA|FILE|AT` has one do a piece of work that
kills itself at the system call of that number; an odd number means half-way through it, which matters for a write.

The processes write to FILE `? ID TEXT` before they ask the store to save an edit, and `! ID TEXT` when it has promised
that it is saved; there is no text for a deletion. `^ ID TEXT` says what the shared note was before, which may be the
text of another process.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from viewer.annotations.disk import Disk
from viewer.annotations.edits import Edit
from viewer.annotations.errors import MoveError
from viewer.annotations.lost import take_along
from viewer.annotations.model import Annotation, new_annotation
from viewer.annotations.store import AnnotationStore

#: The note that all processes change.
SHARED = "shared"


def steps(prefix: str, count: int) -> Iterator[tuple[str, str | None]]:
    """What a process does, in order: note ids with their new texts, None to delete. Without end for 0."""
    for number in range(count) if count else itertools.count():
        kind = number % 10
        if kind in (3, 7):
            yield f"{prefix}:{number - 3}", f"Changed {number}"
        elif kind in (4, 8):
            yield f"{prefix}:{number - 3}", None
        elif kind == 9:
            yield SHARED, f"{prefix} {number}"
        else:
            yield f"{prefix}:{number}", f"Note {number} " + "x" * (number % 300)


def edit_of(store: AnnotationStore, id: str, text: str | None) -> Edit:
    before = store.annotations.get(id)
    if text is None:
        return Edit(f"delete {id}", {id: (before, None)})
    after = before.with_note(text) if before else new_annotation("b.brief.md", note=text, new_id=lambda: id)
    return Edit("edit", {id: (before, after)})


def save(store: AnnotationStore, edit: Edit, promises: int) -> None:
    ((id, (before, after)),) = edit.changes.items()
    line = f"{id} {after.note if after else ''}\n"
    replaced = f"^ {id} {before.note}\n" if before and id == SHARED else ""
    os.write(promises, f"{replaced}? {line}".encode())
    store.annotations.apply(edit)
    store.append(edit)
    os.write(promises, f"! {line}".encode())


def write(brief: Path, data: Path, prefix: str, count: int, promises: int) -> None:
    """Edits and folds all the time, in two threads."""
    store = AnnotationStore.open(brief, data)
    stop = threading.Event()

    def fold() -> None:
        while not stop.is_set():
            store.fold()

    worker = threading.Thread(target=fold)
    worker.start()
    for id, text in steps(prefix, count):
        save(store, edit_of(store, id, text), promises)
    stop.set()
    worker.join()
    store.close()


class Deadly(Disk):
    """Kills its process at the system call of this number, counted in halves."""

    def __init__(self, at: int) -> None:
        self.left = at

    def _kill(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


def _counted(name: str) -> Callable[..., Any]:
    real = getattr(Disk, name)

    def call(self: Deadly, *arguments: Any) -> Any:
        if self.left == 1 and name == "write":
            fd, data = arguments
            real(self, fd, data[: len(data) // 2])
        if self.left in (0, 1):
            self._kill()
        self.left -= 2
        return real(self, *arguments)

    return call


CALLS = [name for name, value in vars(Disk).items() if callable(value) and not name.startswith("_")]
for _name in CALLS:
    setattr(Deadly, _name, _counted(_name))


def saving(brief: Path, data: Path, promises: int, disk: Disk) -> None:
    """Opens, edits, folds, takes in what another wrote, closes."""
    store = AnnotationStore.open(brief, data, disk)
    for id, text in (("a", "a"), ("b", "b"), ("old", "edited")):
        save(store, edit_of(store, id, text), promises)
    store.fold()
    for id, text in (("a", None), ("b", "b again"), ("c", "c")):
        save(store, edit_of(store, id, text), promises)
    store.close()


def moving(brief: Path, data: Path, promises: int, disk: Disk) -> None:
    """Takes the notes of a brief that was renamed to `new.brief.md` along."""
    with suppress(MoveError):
        take_along(brief.with_name("b.annotations.jsonld"), brief.with_name("new.brief.md"), data, disk)


WORK = {"saving": saving, "moving": moving}


def fork(work: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return child


def serve() -> None:
    for line in sys.stdin:
        what, brief, data, file, more = line.rstrip("\n").split("|")
        promises = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        places = Path(brief), Path(data)
        if what == "live":
            children = [fork(partial(write, *places, prefix, 0, promises)) for prefix in more.split(",")]
            sys.stdin.readline()
            for child in children:
                os.kill(child, signal.SIGKILL)
        else:
            children = [fork(partial(WORK[what], *places, promises, Deadly(int(more))))]
        states = [os.waitpid(child, 0)[1] for child in children]
        os.close(promises)
        print(",".join("killed" if os.WIFSIGNALED(state) else f"ended {state}" for state in states), flush=True)


def note(id: str, text: str) -> Annotation:
    return new_annotation("b.brief.md", note=text, new_id=lambda: id)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        write(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]), 1)
    else:
        serve()
