"""The journal: each edit, appended and on the disk before the window says "saved".

A line is `CRC LENGTH JSON`: the CRC-32 of the JSON in eight hexadecimal digits, its length in bytes, and an object with
the edit's label and its changes, each {id, base, after}. `base` is the digest of the version replaced ("" for none), so
replaying a journal that is already in the file changes nothing; see `merge`.

Two processes may share a journal. Every access holds the lock on the journal file itself.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from zlib import crc32

from viewer.annotations.disk import Disk, held
from viewer.annotations.edits import Edit
from viewer.annotations.json_text import canonical, parse
from viewer.annotations.merge import Change, digest
from viewer.annotations.model import Annotation


@dataclass(frozen=True)
class Entries:
    """What a journal held when it was read, taken apart only when asked for: reading holds a lock, this does not."""

    data: bytes = b""

    @property
    def end(self) -> int:
        """How much of the journal this is, in bytes."""
        return len(self.data)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        return tuple(change for line in self._lines if line is not None for change in line)

    @property
    def bad(self) -> int:
        """Whole lines that cannot be read. An unfinished last line was never claimed to be saved and is passed over."""
        return self._lines.count(None)

    @cached_property
    def _lines(self) -> list[list[Change] | None]:
        return [_changes(line) for line in self.data.split(b"\n")[:-1]]


class Journal:
    """One journal file. It is opened for each access, so one that was deleted or replaced is never written into."""

    def __init__(self, path: Path, disk: Disk) -> None:
        self.path = path
        self._disk = disk

    def append(self, edits: Iterable[Edit], mode: int = 0o666) -> None:
        """Durable when it returns; nothing is claimed when it raises (OSError, BusyError), and it can be tried again.

        `mode` is for a journal that has to be made.
        """
        data = b"".join(map(_line, edits))
        with held(self._disk, self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, mode) as fd:
            size = self._cut_torn_tail(fd)
            try:
                if self._disk.write(fd, data) != len(data):
                    raise OSError(errno.ENOSPC, "the disk took only a part")
                self._disk.sync_data(fd)
                if size == 0:
                    self._disk.sync_folder(self.path.parent)
            except OSError:
                # What is left behind if this fails as well is a torn tail or a repetition; neither does harm.
                with suppress(OSError):
                    self._disk.truncate(fd, size)
                raise

    def read(self) -> Entries:
        """What is there now."""
        try:
            with held(self._disk, self.path, os.O_RDONLY) as fd:
                return Entries(self._disk.read(fd))
        except FileNotFoundError:
            return Entries()

    def drop(self, entries: Entries, *, remove: bool = False) -> None:
        """Empties the journal of entries that are now in the file; with `remove`, takes the empty file away.

        If anything was appended since, all of it stays: replaying it again does no harm, and the next time will do.
        """
        with suppress(FileNotFoundError), held(self._disk, self.path, os.O_RDWR) as fd:
            if os.fstat(fd).st_size != entries.end:
                return
            if entries.end:
                self._disk.truncate(fd, 0)
            if remove and sys.platform != "win32":  # there it could only go once the lock is gone, which is too late
                self._disk.unlink(self.path)

    def _cut_torn_tail(self, fd: int) -> int:
        """The size in bytes once a last line without its end, which no one was promised, is cut off."""
        size = os.fstat(fd).st_size
        if size:
            os.lseek(fd, size - 1, os.SEEK_SET)
            if os.read(fd, 1) != b"\n":
                size = self._disk.read(fd).rfind(b"\n") + 1
                self._disk.truncate(fd, size)
        return size


def _line(edit: Edit) -> bytes:
    changes = ", ".join(
        f'{{"after": {after.text if after else "null"}, "base": "{digest(before)}", "id": {canonical(id)}}}'
        for id, (before, after) in edit.changes.items()
    )
    record = f'{{"changes": [{changes}], "label": {canonical(edit.label)}}}'.encode()
    return b"%08x %d %s\n" % (crc32(record), len(record), record)


def _changes(line: bytes) -> list[Change] | None:
    """The changes of one line, None if it is not whole."""
    crc, _, rest = line.partition(b" ")
    length, _, record = rest.partition(b" ")
    if crc != b"%08x" % crc32(record) or length != b"%d" % len(record):
        return None
    try:
        return [_change(item) for item in parse(record.decode())["changes"]]  # type: ignore[index]
    except (ValueError, TypeError, KeyError):
        return None


def _change(item: Mapping[str, object]) -> Change:
    """Raises ValueError, TypeError or KeyError unless `item` is a change as `_line` writes it."""
    id, base, after = item["id"], item["base"], item["after"]
    if not isinstance(id, str) or not isinstance(base, str):
        raise TypeError("id and base are texts")
    if after is None:
        return Change(id, base, None)
    if not isinstance(after, dict):
        raise TypeError("an annotation is an object")
    annotation = Annotation.adopt(after)
    if annotation.id != id:
        raise ValueError("filed under the wrong id")
    return Change(id, base, annotation)
