"""Opens a brief from the program's side: starts the parsing process, reads what it says, and does not wait for ever."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from viewer.brief import wire
from viewer.brief.model import Block, Brief, FrontMatter
from viewer.brief.source import MIB, BriefError
from viewer.errors import Fault

_ROOT = Path(__file__).resolve().parent.parent.parent
# -P and an explicit root: with -m, Python would import `yaml.py` from the folder that a stranger's brief lies in.
_COMMAND = "import sys; sys.path.insert(0, sys.argv.pop(1)); from viewer.brief.worker import main; main(sys.argv[1:])"
_TOO_SLOW = "the Markdown could not be read within {:.0f} s and is shown as plain text; simplify it or split the file"
_TOO_DEEP = "the Markdown could not be read (nested too deeply, or too large) and is shown as plain text; simplify it"


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a brief before its blocks. A second one means: forget what came before, we start again."""

    name: str
    title: str
    front: FrontMatter
    digest: str
    faults: tuple[Fault, ...]


Event = Head | list[Block] | Brief


def deadline(size: int) -> float:
    """How long parsing a file of `size` bytes may take, in seconds."""
    return 2.0 + 4.0 * size / MIB


class BriefLoading:
    """One brief on its way in. The parsing process starts at once, so that it works while the program starts too.

    `events()` is to be read once, from any one thread. `cancel()` may be called from any thread.
    """

    def __init__(self, path: Path, *, plain: bool = False, seconds: float | None = None) -> None:
        self.path = path
        self._seconds = seconds
        self._cancelled = False
        self._process = self._start("plain" if plain else "markdown")

    def cancel(self) -> None:
        """Stop parsing. `events()` then ends without a brief."""
        self._cancelled = True
        self._process.kill()

    def events(self) -> Iterator[Event]:
        """A `Head`, then lists of blocks in reading order, then the whole `Brief`.

        If Markdown cannot be read in time, a second `Head` follows and the body comes as plain text, with a fault
        that says so. Raises `BriefError` if the brief cannot be shown at all.
        """
        fault = yield from self._read(())
        if fault is None or self._cancelled:
            return
        self._process = self._start("plain")
        fault = yield from self._read((fault,))
        if fault and not self._cancelled:
            raise BriefError(f"{self.path.name} could not be read: {fault.what}")

    def _start(self, mode: Literal["markdown", "plain"]) -> subprocess.Popen[bytes]:
        if getattr(sys, "frozen", False):
            command = [sys.executable, "--parse-worker"]
        else:
            command = [sys.executable, "-P", "-c", _COMMAND, str(_ROOT)]
        hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        return subprocess.Popen(
            [*command, mode, str(self.path.absolute())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=hidden,
        )

    def _limit(self) -> float:
        if self._seconds is not None:
            return self._seconds
        try:
            return deadline(self.path.stat().st_size)
        except OSError:
            return deadline(0)

    def _read(self, extra: tuple[Fault, ...]) -> Generator[Event, None, Fault | None]:
        """Yields events; returns None when the brief is whole, or the fault that says why it is not."""
        seconds = self._limit()
        late = threading.Event()
        process = self._process

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            if (yield from self._messages(process, extra)):
                return None
        finally:
            timer.cancel()
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()
        return Fault("error", 0, 0, _TOO_SLOW.format(seconds) if late.is_set() else _TOO_DEEP)

    def _messages(self, process: subprocess.Popen[bytes], extra: tuple[Fault, ...]) -> Generator[Event, None, bool]:
        """Yields events; returns whether the last message came."""
        assert process.stdout
        head: Head | None = None
        blocks: list[Block] = []
        start = 0
        for line in process.stdout:
            try:
                message = wire.decode(line)
            except ValueError:
                break  # cut off in mid-line
            if message["type"] == "error":
                raise BriefError(message["what"], message["line"], message["column"])
            if message["type"] == "front":
                front = wire.unpack_front(message["front"])
                faults = extra + wire.unpack_faults(message["faults"])
                head = Head(message["name"], message["title"], front, message["digest"], faults)
                yield head
            elif message["type"] == "blocks":
                placed = []
                for packed in message["blocks"]:
                    block = wire.unpack_block(packed, start)
                    start = block.end + 1
                    placed.append(block)
                blocks += placed
                yield placed
            elif message["type"] == "end" and head:
                head = replace(head, faults=head.faults + wire.unpack_faults(message["faults"]))
                places = tuple((target, line, column) for target, line, column in message["link_places"])
                yield Brief(head.name, head.title, head.front, tuple(blocks), head.faults, places, head.digest)
                return True
        return False


def load_brief(path: Path, *, plain: bool = False) -> Brief:
    """Read a whole brief. Raises `BriefError` if it cannot be shown at all."""
    for event in BriefLoading(path, plain=plain).events():
        if isinstance(event, Brief):
            return event
    raise BriefError(f"{path.name} could not be read.")
