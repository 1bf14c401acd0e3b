"""A process that adds notes for as long as it lives: `python writer.py BRIEF DATA PREFIX COUNT`.

It prints the id of each note once the store has promised it, and folds and goes on. It is killed by the tests.
"""

from __future__ import annotations

import itertools
import os
import sys
import threading
from pathlib import Path

from viewer.annotations.edits import Edit
from viewer.annotations.model import new_annotation
from viewer.annotations.store import AnnotationStore


def main() -> None:
    brief, data, prefix, count = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    store = AnnotationStore.open(brief, data)
    stop = threading.Event()

    def fold() -> None:
        while not stop.is_set():
            store.fold()

    worker = threading.Thread(target=fold)
    worker.start()
    os.write(1, b"ready\n")
    for number in range(count) if count else itertools.count():
        id = f"{prefix}:{number}"
        note = new_annotation(brief.name, note=f"Note {number} " + "x" * (number % 300), new_id=lambda id=id: id)
        edit = Edit.adding("Add", [note])
        store.annotations.apply(edit)
        store.append(edit)
        os.write(1, f"{id}\n".encode())
    stop.set()
    worker.join()
    store.close()


if __name__ == "__main__":
    main()
