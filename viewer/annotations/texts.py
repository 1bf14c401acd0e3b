"""The texts that notes were made on, kept in the user's data folder so that the notes are found again when one changes.

A file is named after the digest of its text (`text_digest`) and holds the text in zlib's format (RFC 1950). Nothing
depends on a file being there: what is missing, damaged or too large is as good as none, and the notes are then placed
by their quotes.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import time
import zlib
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from viewer.annotations.disk import Disk, write_all

#: What the folder may hold, and the largest text that is kept or read, in bytes.
MOST_KEPT = 64 << 20
LARGEST = 32 << 20

_SUFFIX = ".text"
_DIGITS = 32
#: What a killed process left of a file is taken away after this time, in seconds.
_STALE = 3600.0


# Every note made on a text asks for the digest of it. Finding the text again costs nothing: Python keeps its hash.
@lru_cache(maxsize=2)
def text_digest(text: str) -> str:
    """The digest of a canonical text: SHA-256 of its UTF-8, cut to 128 bits, in 32 hexadecimal digits.

    It is the hash `sha-256-128` of RFC 6920, by which an annotation names the text that it was made on.
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def is_digest(name: str) -> bool:
    """Whether it looks like one; anything else must not become the name of a file."""
    return len(name) == _DIGITS and set(name) <= set("0123456789abcdef")


class TextStore:
    """Texts by digest in `folder`. No method raises OSError; every one may be called from any thread and process."""

    def __init__(self, folder: Path, disk: Disk | None = None, most: int = MOST_KEPT) -> None:
        self._folder = folder
        self._disk = disk or Disk()
        self._most = most

    def keep(self, text: str) -> bool:
        """Keeps a text, and drops those used longest ago if that is too much. Whether it is there now.

        Takes some 40 ms for 1 MB the first time, and a look at the disk from then on.
        """
        path = self._path(text_digest(text))
        try:
            if self._disk.stat(path):
                _touch(path)
                return True
            data = text.encode("utf-8", "surrogatepass")
            if len(data) > LARGEST:
                return False
            self._write(path, zlib.compress(data, 6))
            self._tidy(path)
        except OSError:
            return False
        return True

    def read(self, digest: str) -> str | None:
        """The text with this digest, None if it is not at hand. A file that is not what its name says is removed."""
        if not is_digest(digest):
            return None
        path = self._path(digest)
        try:
            found = self._disk.stat(path)
            if found is None:
                return None
            text = self._text(path) if found.st_size <= LARGEST else None
            if text is None or text_digest(text) != digest:
                self._disk.unlink(path)
                return None
        except OSError:
            return None
        _touch(path)
        return text

    def _path(self, digest: str) -> Path:
        return self._folder / (digest + _SUFFIX)

    def _text(self, path: Path) -> str | None:
        """What the file holds; None for what is no text, or would be longer than `LARGEST`. Raises OSError."""
        fd = self._disk.open(path, os.O_RDONLY)
        try:
            data = self._disk.read(fd)
        finally:
            self._disk.close(fd)
        try:
            unpacker = zlib.decompressobj()
            unpacked = unpacker.decompress(data, LARGEST)
            return unpacked.decode("utf-8", "surrogatepass") if unpacker.eof else None
        except (zlib.error, UnicodeDecodeError):
            return None

    def _write(self, path: Path, data: bytes) -> None:
        """All of the file or nothing. Raises OSError."""
        # Briefs may be confidential: for nobody else's eyes.
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{secrets.token_hex(4)}.tmp")
        fd = self._disk.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            try:
                write_all(self._disk, fd, data)
                self._disk.sync_data(fd)
            finally:
                self._disk.close(fd)
            self._disk.replace(temporary, path)
        except OSError:
            with suppress(OSError):
                self._disk.unlink(temporary)
            raise

    def _tidy(self, newest: Path) -> None:
        """Takes away what a killed process left, and the texts used longest ago beyond what the folder may hold."""
        kept: list[tuple[float, int, Path]] = []
        for path in self._folder.iterdir():
            found = self._disk.stat(path)
            if found is None or path == newest:
                continue
            if path.suffix == ".tmp" and found.st_mtime < time.time() - _STALE:
                self._disk.unlink(path)
            elif path.suffix == _SUFFIX:
                kept.append((found.st_mtime, found.st_size, path))
        mine = self._disk.stat(newest)
        total = mine.st_size if mine else 0
        for _, size, path in sorted(kept, reverse=True):
            total += size
            if total > self._most:
                self._disk.unlink(path)


def _touch(path: Path) -> None:
    """Notes that it was used."""
    with suppress(OSError):
        os.utime(path)
