"""What saving costs: `python -m bench.saving [NOTES]`. Prints milliseconds; medians of seven runs where not said."""

from __future__ import annotations

import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

from viewer.annotations.anchors import place_all
from viewer.annotations.edits import Edit
from viewer.annotations.model import Annotation, new_annotation
from viewer.annotations.store import AnnotationStore
from viewer.annotations.target import Target

RUNS = 7
APPENDS = 300


def timed(action: Callable[[], object]) -> float:
    """How long `action` takes, in milliseconds."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def notes(count: int, text: str) -> list[Annotation]:
    """As many notes, spread over the text."""
    step = (len(text) - 60) // count
    return [
        new_annotation("b.brief.md", Target.at(text, i * step, i * step + 40), note=f"Note {i}", tags=["supply"])
        for i in range(count)
    ]


def edited(store: AnnotationStore, annotation: Annotation, note: str) -> Edit:
    """The edit that changes the note, applied in memory and not yet saved."""
    before = store.annotations[annotation.id]
    edit = Edit.changing("Edit note", before, before.with_note(note))
    store.annotations.apply(edit)
    return edit


def report(what: str, figures: list[float]) -> None:
    print(f"{what:48} {median(figures):9.2f}   (p95 {quantiles(figures, n=20, method='inclusive')[-1]:.2f})")


def saving(folder: Path, made: list[Annotation]) -> None:
    brief = folder / "b.brief.md"
    store = AnnotationStore.open(brief, folder)
    first = Edit.adding("Import", made)
    store.annotations.apply(first)
    print(f"{'append all notes as one edit':48} {timed(lambda: store.append(first)):9.2f}")
    print(f"{'first fold':48} {timed(store.fold):9.2f}")

    edits = (edited(store, made[i], f"changed {i}") for i in range(APPENDS))
    report("append", [timed(lambda edit=edit: store.append(edit)) for edit in edits])  # type: ignore[misc]

    folds = []
    for run in range(RUNS):
        store.append(edited(store, made[run], f"fold {run}"))
        folds.append(timed(store.fold))
    report("fold after one edit", folds)

    stop = threading.Event()

    def fold_without_pause() -> None:
        while not stop.is_set():
            store.fold()

    worker = threading.Thread(target=fold_without_pause)
    worker.start()
    edits = (edited(store, made[i], f"meanwhile {i}") for i in range(APPENDS))
    report("append while another thread folds", [timed(lambda edit=edit: store.append(edit)) for edit in edits])  # type: ignore[misc]
    stop.set()
    worker.join()
    store.close()
    report("open", [timed(lambda: AnnotationStore.open(brief, folder)) for _ in range(RUNS)])
    print(f"{'size of the file, kB':48} {store.sidecar.stat().st_size / 1000:9.0f}")


def placing(text: str, made: list[Annotation]) -> None:
    report("place all, text unchanged", [timed(lambda: place_all(made, text)) for _ in range(RUNS)])
    shifted = "A paragraph put in front.\n" + text
    report("place all, everything shifted", [timed(lambda: place_all(made, shifted)) for _ in range(RUNS)])


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rng = random.Random(1)
    words = ["".join(rng.choices("aeioulnrstdmc", k=rng.randint(2, 10))) for _ in range(5_000)]
    text = " ".join(rng.choices(words, k=160_000))
    made = notes(count, text)
    print(f"{count} notes, text of {len(text) / 1e6:.2f} million code points; milliseconds")
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        saving(Path(folder), made)
    placing(text, made)


if __name__ == "__main__":
    main()
