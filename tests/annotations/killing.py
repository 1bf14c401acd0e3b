"""Kills processes that save notes, and counts what that costs. `bench.kills` runs the same by the thousand."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.annotations.writer import SHARED, note
from viewer.annotations.conflicts import versions
from viewer.annotations.edits import Edit
from viewer.annotations.jsonld import Page, read_page, write_page
from viewer.annotations.lost import take_along
from viewer.annotations.store import AnnotationStore

ROOT = Path(__file__).parents[2]
#: What may lie in the folder once the notes have been opened again.
KEPT = frozenset({"b.brief.md", "b.annotations.jsonld", ".b.annotations.journal"})


@dataclass
class Figures:
    """What was counted. All but the first three must be 0; `lost` counts a false “saved” too, `what` names it."""

    kills: int = 0
    promised: int = 0
    found: int = 0
    torn: int = 0
    lost: int = 0
    came_back: int = 0
    strays: int = 0
    notices: int = 0
    what: list[str] = field(default_factory=list)

    @property
    def harm(self) -> int:
        return self.torn + self.lost + self.came_back + self.strays + self.notices


class Killer:
    """A server that forks and kills (see `writer`)."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def say(self, *words: object) -> None:
        assert self._process.stdin
        print(*words, sep="|", file=self._process.stdin, flush=True)

    def answer(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().strip()


def start(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, str(Path(__file__).with_name("writer.py")), *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True)


@contextmanager
def killer() -> Iterator[Killer]:
    with start() as process:
        yield Killer(process)
        assert process.stdin
        process.stdin.close()


def at_random(killer: Killer, folder: Path, kills: int, seed: int, figures: Figures) -> None:
    """Lives of one or two processes on one file, each ended at a random moment and looked at."""
    brief, data, file = folder / "b.brief.md", folder.with_name(folder.name + "-data"), folder.with_suffix(".promises")
    brief.write_text("Cobalt")
    moments = random.Random(seed)
    while kills > 0:
        prefixes = [f"{kills}-{number}" for number in range(min(kills, moments.choice((1, 1, 2))))]
        killer.say("live", brief, data, file, ",".join(prefixes))
        time.sleep(moments.uniform(0.005, 0.1))
        killer.say("now")
        assert killer.answer() == ",".join(["killed"] * len(prefixes))
        kills -= len(prefixes)
        figures.kills += len(prefixes)
        look(brief, data, allowed(file), figures)
    AnnotationStore.open(brief, data).close()
    look(brief, data, allowed(file), figures)


def at_every_call(killer: Killer, work: str, folder: Path, figures: Figures) -> None:
    """The same piece of work killed before and half-way through each of its system calls."""
    for at in range(2000):
        place = folder / str(at)
        place.mkdir()
        brief, data, file = place / "b.brief.md", folder / f"{at}-data", folder / f"{at}-promises"
        brief.with_name("b.annotations.jsonld").write_bytes(write_page(Page({"old": note("old", "old")})))
        store = AnnotationStore.open(brief, data)
        edit = Edit.adding("Add", [note("journal", "journal")])
        store.annotations.apply(edit)
        store.append(edit)
        file.write_text("! old old\n! journal journal\n")
        killer.say(work, brief, data, file, at)
        state = killer.answer()
        assert state in ("killed", "ended 0")
        figures.kills += state == "killed"
        if work == "moving":
            _taken_along(brief, data, figures)
        else:
            look(brief, data, allowed(file), figures)
        if state != "killed":
            return
    raise AssertionError("it does not end")


def _taken_along(brief: Path, data: Path, figures: Figures) -> None:
    """Notes are in the one place or in the other; in the second after another try, if in the first."""
    new = brief.with_name("new.brief.md")
    expected = {id: {id} for id in ("old", "journal")}
    if not new.with_name("new.annotations.jsonld").exists():
        look(brief, data, expected, figures, {path.name for path in brief.parent.iterdir()})
        take_along(brief.with_name("b.annotations.jsonld"), new, data)
    # The lock of the file that was moved away is swept by nobody, and does no harm.
    look(new, data, expected, figures, {*KEPT, "new.brief.md", "new.annotations.jsonld", ".b.annotations.lock"})


def allowed(file: Path) -> dict[str, set[str]]:
    """The texts that each note may have, "" if it may be deleted: the last promised, and what was under way since.

    Of the note that several processes change, what each of them says is kept under the name of the process; it need no
    longer be there once another has gone on from it.
    """
    texts: dict[str, set[str]] = {}
    for line in file.read_text().splitlines():
        mark, id, text = line.split(" ", 2)
        if id == SHARED:
            id = f"{SHARED} {text.split()[0]}"
        if mark == "^":
            texts[id] |= {""} if text in texts[id] else set()
        else:
            texts[id] = {text} if mark == "!" else texts.get(id, {""}) | {text}
    return texts


def look(brief: Path, data: Path, allowed: dict[str, set[str]], figures: Figures, kept: Set[str] = KEPT) -> None:
    """Opens the notes as the next start of the program would, and counts."""
    sidecar = brief.with_name(brief.name.replace("brief.md", "annotations.jsonld"))
    figures.torn += sidecar.exists() and bool(read_page(sidecar.read_bytes()).damage)
    store = AnnotationStore.open(brief, data)
    notes = store.annotations
    figures.notices += len(store.notices)
    figures.strays += len({path.name for path in brief.parent.iterdir()} - kept)
    figures.promised, figures.found = len(allowed), len(notes)
    said = {one.note for one in versions(notes, SHARED)} | {""}
    for id, texts in allowed.items():
        found = said if id.startswith(SHARED) else {notes[id].note if id in notes else ""}
        if found.isdisjoint(texts):
            figures.came_back += texts == {""}
            figures.lost += texts != {""}
            figures.what.append(f"{brief}: {id} is {found}, not {texts}")
