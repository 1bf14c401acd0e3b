"""Processes that add notes for as long as they live.

`python writer.py BRIEF DATA PREFIX COUNT` adds so many notes and ends.

`python writer.py` serves a test that kills: it forks such a process, which is a hundred times faster than starting one,
for each line `BRIEF|DATA|PREFIX|FILE`, kills it with SIGKILL at the next line, and answers with a line when it is dead.
The process writes the id of each note to FILE once the store has promised it.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys
import threading
from pathlib import Path

from viewer.annotations.edits import Edit
from viewer.annotations.model import new_annotation
from viewer.annotations.store import AnnotationStore


def write(brief: Path, data: Path, prefix: str, count: int, promises: int) -> None:
    """Adds notes and folds all the time, in two threads; 0 notes are notes without end."""
    store = AnnotationStore.open(brief, data)
    stop = threading.Event()

    def fold() -> None:
        while not stop.is_set():
            store.fold()

    worker = threading.Thread(target=fold)
    worker.start()
    for number in range(count) if count else itertools.count():
        id = f"{prefix}:{number}"
        note = new_annotation(brief.name, note=f"Note {number} " + "x" * (number % 300), new_id=lambda id=id: id)
        edit = Edit.adding("Add", [note])
        store.annotations.apply(edit)
        store.append(edit)
        os.write(promises, f"{id}\n".encode())
    stop.set()
    worker.join()
    store.close()


def serve() -> None:
    for line in sys.stdin:
        brief, data, prefix, file = line.rstrip("\n").split("|")
        child = os.fork()
        if child == 0:
            write(Path(brief), Path(data), prefix, 0, os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND))
        sys.stdin.readline()
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        print("killed" if os.WIFSIGNALED(status) else f"ended by itself: {status}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        write(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]), 1)
    else:
        serve()
