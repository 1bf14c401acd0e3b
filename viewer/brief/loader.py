"""Opens a brief from the program's side: starts the parsing process, reads what it says, and does not wait for ever."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from viewer.brief import wire
from viewer.brief.cache import BriefCache, Keeping
from viewer.brief.model import Block, Brief, FrontMatter
from viewer.brief.peek import stem
from viewer.brief.source import MIB, BriefError
from viewer.errors import Fault
from viewer.language import mark, spoken, tr

_ROOT = Path(__file__).resolve().parent.parent.parent
# -P and an explicit root: with -m, Python would import `yaml.py` from the folder that a stranger's brief lies in.
_COMMAND = "import sys; sys.path.insert(0, sys.argv.pop(1)); from viewer.brief.worker import main; main(sys.argv[1:])"
#: A parser that has said nothing for so long (in seconds) hangs; between two portions it is a tenth of that.
_SILENCE = 1.0
#: How long the process may take to start, in seconds: a quarter of one, but ten times that on a machine at its limits.
_START = 15.0
_TOO_SLOW = mark(
    "the Markdown could not be read within {seconds} s and is shown as plain text; simplify it or split the file"
)
_TOO_DEEP = mark(
    "the Markdown could not be read and is shown as plain text: reading it ended before its time, which happens when "
    "it is nested very deeply, or too large for this computer"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a brief before its blocks. A second one means: forget what came before, we start again."""

    name: str
    title: str
    front: FrontMatter
    digest: str
    faults: tuple[Fault, ...]
    #: Whether all of it is paragraphs, each a line of the file.
    is_plain: bool = False

    @property
    def is_titled_by_heading(self) -> bool:
        """Whether the title is that of a heading, which stands in the text as well."""
        return not self.front.title and self.title != stem(self.name)


Event = Head | list[Block] | Brief


def deadline(size: int) -> float:
    """How long parsing a file of `size` bytes may take, in seconds."""
    return 2.0 + 4.0 * size / MIB


class BriefLoading:
    """One brief on its way in. The parsing process starts at once, so that it works while the program starts too; with
    a `cache` that has the brief there is none.

    `events()` is to be read once, from any one thread. `cancel()` may be called from any thread.
    """

    def __init__(
        self, path: Path, *, plain: bool = False, seconds: float | None = None, cache: BriefCache | None = None
    ) -> None:
        self.path = path
        self._seconds = seconds
        self._cancelled = False
        self._cache = None if plain else cache
        self._kept: Iterator[bytes] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._died = False
        self._mode: Literal["markdown", "plain"] = "plain" if plain else "markdown"
        self._looking: threading.Thread | None = None
        if self._cache:
            # Not here: whoever opens briefs need not wait for a slow disk.
            self._looking = threading.Thread(target=self._look_up, args=(self._cache,), daemon=True)
            self._looking.start()
        else:
            self._launch(self._mode)

    @property
    def is_remembered(self) -> bool:
        """Whether the events come from the cache and not from a process."""
        return self._process is None

    def cancel(self) -> None:
        """Stop parsing. `events()` then ends without a brief."""
        self._cancelled = True
        if self._process:
            self._process.kill()

    def _look_up(self, cache: BriefCache) -> None:
        self._kept = cache.read(self.path)
        if self._kept is None and not self._cancelled:
            self._launch("markdown")

    def _launch(self, mode: Literal["markdown", "plain"]) -> None:
        self._process = self._start(mode)
        if self._cancelled:  # just now, so that it was not there to be killed
            self._process.kill()

    def events(self) -> Iterator[Event]:
        """A `Head`, then lists of blocks in reading order, then the whole `Brief`.

        If Markdown cannot be read in time, a second `Head` follows and the body comes as plain text, with a fault
        that says so. Raises `BriefError` if the brief cannot be shown at all.
        """
        if self._looking:
            self._looking.join()
        if self._kept is not None:
            if (yield from self._remembered(self._kept)) or self._cancelled:
                return
            self._launch("markdown")
        fault = yield from self._read(())
        if self._died and not self._cancelled:
            # By the system's hand, or by a fault of the interpreter: perhaps not again, and nobody need know.
            self._launch(self._mode)
            fault = yield from self._read(())
        if fault is None or self._cancelled:
            return
        self._launch("plain")
        fault = yield from self._read((fault,))
        if fault and not self._cancelled:
            raise BriefError(tr("{file} could not be read: {what}", file=self.path.name, what=fault.what))

    def _start(self, mode: Literal["markdown", "plain"]) -> subprocess.Popen[bytes]:
        if getattr(sys, "frozen", False):
            command = [sys.executable, "--parse-worker"]
        else:
            command = [sys.executable, "-P", "-c", _COMMAND, str(_ROOT)]
        hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        return subprocess.Popen(
            [*command, mode, str(self.path.absolute()), spoken()],
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
        self._died = False
        process = self._process
        if not process:
            return None  # cancelled before it was started
        clock = _Clock(process, self._limit())
        try:
            if (yield from self._messages(process, clock, extra)):
                return None
            with suppress(subprocess.TimeoutExpired):
                process.wait(_SILENCE)
            self._died = not clock.rang and bool(process.returncode)
        finally:
            clock.stop()
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()
        return Fault("error", 0, 0, tr(_TOO_SLOW, seconds=round(clock.seconds)) if clock.rang else tr(_TOO_DEEP))

    def _messages(
        self, process: subprocess.Popen[bytes], clock: _Clock, extra: tuple[Fault, ...]
    ) -> Generator[Event, None, bool]:
        """Yields events; returns whether the last message came."""
        assert process.stdout
        intake = _Intake(extra)
        keeping: Keeping | None = None
        for line in process.stdout:
            if line == wire.ALIVE:
                clock.started()
                continue
            try:
                event = intake.take(wire.decode(line))
            except wire.MALFORMED:
                break  # cut off in mid-line, or not from our worker
            clock.heard()
            if isinstance(event, Head) and self._cache and not extra:
                keeping = self._cache.keeping(self.path, event.digest, event.front.marking)
            if keeping:
                keeping.add(line)
            yield event
            if isinstance(event, Brief):
                if keeping:
                    keeping.keep()
                return True
        return False

    def _remembered(self, messages: Iterator[bytes]) -> Generator[Event, None, bool]:
        """Yields events from the cache; returns whether the last message came."""
        intake = _Intake(())
        for line in messages:
            if self._cancelled:
                break
            try:
                event = intake.take(wire.decode(line))
            except (BriefError, *wire.MALFORMED):
                break  # an entry of somebody else's making
            yield event
            if isinstance(event, Brief):
                return True
        return False


class _Clock:
    """Kills a parsing process that is late. Its time runs from when it has started, for which it has some time too:
    that a machine is busy says nothing about a brief.

    One that has just sent something is no hanging parser but a long brief on a busy machine, and gets as much time
    again, twice at most.
    """

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.seconds = seconds
        self.rang = False
        self._process = process
        self._extensions = 2
        self._heard = 0.0
        self._timer = self._wound(max(_START, seconds))

    def heard(self) -> None:
        """A message came."""
        self._heard = time.monotonic()

    def started(self) -> None:
        """The process has begun to parse."""
        self._timer.cancel()
        self._timer = self._wound(self.seconds)

    def stop(self) -> None:
        self._extensions = 0
        self._timer.cancel()

    def _wound(self, seconds: float) -> threading.Timer:
        timer = threading.Timer(seconds, self._ring)
        timer.daemon = True
        timer.start()
        return timer

    def _ring(self) -> None:
        if self._extensions and time.monotonic() - self._heard < _SILENCE:
            self._extensions -= 1
            self._timer = self._wound(self.seconds)
        else:
            self.rang = True
            self._process.kill()


class _Intake:
    """Puts a brief together from the messages of one parsing process."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self._faults = faults
        self._head: Head | None = None
        self._blocks: list[Block] = []

    def take(self, message: Mapping[str, Any]) -> Event:
        """The event that a message stands for. Raises `BriefError` if it is one, `wire.MALFORMED` if it is none."""
        match message["type"]:
            case "error":
                raise BriefError(str(message["what"]), int(message["line"]), int(message["column"]))
            case "front" if not self._head:
                front = wire.unpack_front(message["front"])
                faults = self._faults + wire.unpack_faults(message["faults"])
                name, title, digest = (str(message[key]) for key in ("name", "title", "digest"))
                self._head = Head(name, title, front, digest, faults, message.get("plain") is True)
                return self._head
            case "blocks" if self._head:
                return self._place(message["blocks"])
            case "end" if self._head:
                places = wire.unpack_places(message["link_places"])
                head = self._head
                faults = head.faults + wire.unpack_faults(message["faults"])
                return Brief(head.name, head.title, head.front, tuple(self._blocks), faults, places, head.digest)
        raise ValueError("not a message that comes here")

    def _place(self, packed: Iterable[list[Any]]) -> list[Block]:
        start = self._blocks[-1].end + 1 if self._blocks else 0
        first = len(self._blocks)
        for item in packed:
            self._blocks.append(block := wire.unpack_block(item, start))
            start = block.end + 1
        return self._blocks[first:]


def load_brief(path: Path, *, plain: bool = False, cache: BriefCache | None = None) -> Brief:
    """Read a whole brief. Raises `BriefError` if it cannot be shown at all."""
    brief: Brief | None = None
    for event in BriefLoading(path, plain=plain, cache=cache).events():
        if isinstance(event, Brief):
            brief = event  # and on to the end: what has come is kept only then
    if brief is None:
        raise BriefError(tr("{file} could not be read.", file=path.name))
    return brief
