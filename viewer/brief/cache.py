"""Briefs as they were parsed before, kept in the user's cache folder so that they open without a parsing process.

An entry holds the messages of that process (see `wire`), in zlib's format (RFC 1950), behind a line that says what they
were made from and by. They are checked like those of a process, and nothing in an entry is ever run. What is damaged,
foreign or made by another version is as good as none; the whole folder may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from viewer import __version__
from viewer.brief.source import MARKDOWN_LIMIT
from viewer.language import spoken
from viewer.untrusted import read_regular

#: What the folder may hold, in bytes.
MOST_KEPT = 64 << 20
#: The most that is read from an entry, and that it may hold, in bytes.
LARGEST = 32 << 20
_MOST_MESSAGES = 256 << 20
#: A brief smaller than this (in bytes) is parsed before the window stands: no copy of it need lie about.
SMALLEST = 16 << 10
#: Markings of briefs of which a copy may lie about. Whatever else one says, its meaning is not ours to weigh.
_FOR_MANY = ("", "TLP:CLEAR", "TLP:WHITE", "TLP:GREEN")
#: Of the entries' form.
_VERSION = 1
_SUFFIX = ".brief"
_PARSERS = ("markdown", "pygments", "pyyaml")


class BriefCache:
    """Entries in `folder`. No method raises OSError; every one may be called from any thread and process."""

    def __init__(self, folder: Path, most: int = MOST_KEPT, smallest: int = SMALLEST) -> None:
        self._folder = folder
        self._most = most
        self._smallest = smallest

    def read(self, path: Path) -> Iterator[bytes] | None:
        """What the process would say that parses the file at `path`, message by message; None if that is not known."""
        try:
            data = read_regular(path, MARKDOWN_LIMIT)
            if not self._smallest <= len(data) <= MARKDOWN_LIMIT:
                return None
            made_from = _made_from(path.name, hashlib.sha256(data).hexdigest())
            entry = self._entry(made_from)
            kept = read_regular(entry, LARGEST)
        except (OSError, ValueError):
            return None
        messages = _unpacked(kept, made_from)
        if messages is not None:
            with suppress(OSError):
                os.utime(entry)  # used last
        return messages

    def keeping(self, path: Path, digest: str, marking: str = "") -> Keeping | None:
        """Takes what the process says of the file at `path` with that SHA-256; None for one that is not to be kept, as
        it is small, or marked for few eyes."""
        if marking.strip().upper() not in _FOR_MANY:
            return None
        try:
            size = path.stat().st_size
        except OSError:
            return None
        return Keeping(self, _made_from(path.name, digest)) if self._smallest <= size <= MARKDOWN_LIMIT else None

    def keep(self, made_from: bytes, packed: bytes) -> None:
        """Keep an entry, and drop those used longest ago if that is too much."""
        if len(packed) > LARGEST:
            return
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Another viewer may read or write the same: write aside, then move into place.
            handle, aside = tempfile.mkstemp(dir=self._folder, suffix=".tmp")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(packed)
                Path(aside).replace(self._entry(made_from))
            except OSError:
                Path(aside).unlink(missing_ok=True)
                raise
            self._tidy()

    def clear(self) -> None:
        """Forget all briefs."""
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.suffix in (_SUFFIX, ".tmp"):
                    with suppress(OSError):
                        path.unlink()

    def _entry(self, made_from: bytes) -> Path:
        return self._folder / (hashlib.sha256(made_from).hexdigest()[:32] + _SUFFIX)

    def _tidy(self) -> None:
        found = []
        for path in self._folder.iterdir():
            with suppress(OSError):  # taken away by another viewer meanwhile
                status = path.lstat()
                found.append((status.st_mtime, status.st_size, path))
        kept = 0
        for _, size, path in sorted(found, reverse=True):
            kept += size
            # What a killed process left behind grows old like everything else.
            if kept > self._most and path.suffix in (_SUFFIX, ".tmp"):
                with suppress(OSError):
                    path.unlink()


class Keeping:
    """An entry in the making: the messages of a process, one after the other."""

    def __init__(self, cache: BriefCache, made_from: bytes) -> None:
        self._cache = cache
        self._made_from = made_from
        # The quickest level: a third of the size in a fiftieth of the time that parsing took.
        self._packer = zlib.compressobj(1)
        self._packed = [self._packer.compress(made_from)]

    def add(self, line: bytes) -> None:
        """The next message."""
        self._packed.append(self._packer.compress(line))

    def keep(self) -> None:
        """That was the last one, and all of them were sound."""
        self._packed.append(self._packer.flush())
        self._cache.keep(self._made_from, b"".join(self._packed))


def _unpacked(kept: bytes, made_from: bytes) -> Iterator[bytes] | None:
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(kept, _MOST_MESSAGES)
    except zlib.error:
        return None
    if not unpacker.eof or not data.startswith(made_from):
        return None
    return iter(data[len(made_from) :].splitlines(keepends=True))


def _made_from(name: str, digest: str) -> bytes:
    """All that the messages depend on, as a line."""
    return json.dumps([_VERSION, digest, name, spoken(), *_makers()]).encode() + b"\n"


@cache
def _makers() -> tuple[str, ...]:
    """What parses: the versions of the libraries, and the state of our own code.

    Asking importlib.metadata takes longer than opening a small brief.
    """
    made = [__version__]
    with suppress(OSError, ValueError):
        code = sorted(Path(__file__).parent.glob("*.py"))
        made += (f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in code)
        libraries = find_spec("markdown")
        if libraries and libraries.origin:
            installed = os.listdir(Path(libraries.origin).parent.parent)  # noqa: PTH208 - names will do
            made += sorted(name for name in installed if name.lower().startswith(tuple(f"{p}-" for p in _PARSERS)))
    return tuple(made)
