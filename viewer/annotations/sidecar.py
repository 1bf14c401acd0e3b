"""The annotations file on the disk: read whole, replaced whole, never written into."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from viewer.annotations.disk import UNSUPPORTED, Disk, Signature, read_whole, signature, write_all
from viewer.annotations.errors import LoadError
from viewer.annotations.jsonld import Page, read_page, sidecar_path, write_page
from viewer.language import tr

#: Above this size, in bytes, it is no file of ours.
LARGEST = 256 << 20

#: What file systems say that know no second names for a file.
_NO_LINKS = UNSUPPORTED | {errno.EPERM, errno.EMLINK}


@dataclass(frozen=True)
class Reading:
    """The file as it was read. `data` is kept only if it was damaged; `stat` is None if there was no file."""

    page: Page = field(default_factory=Page)
    stat: os.stat_result | None = None
    digest: bytes = b""
    data: bytes = b""

    @property
    def signature(self) -> Signature | None:
        return signature(self.stat)

    @property
    def is_trustworthy(self) -> bool:
        """Whether a note missing here was deleted by someone: a torn or vanished file says nothing of the kind."""
        return self.stat is not None and self.page.damage is None


class Sidecar:
    """One annotations file. All methods raise OSError."""

    def __init__(self, path: Path, disk: Disk) -> None:
        self.path = path
        self._disk = disk

    def read(self, last: Reading) -> Reading:
        """The file as it is now, parsed only if its bytes are not those of the last time.

        The bytes count: some file systems keep times to two seconds.
        """
        found = self._disk.stat(self.path)
        if found is None:
            return Reading(last.page.holding({}))
        data = read_whole(self._disk, self.path, LARGEST)
        digest = _digest(data)
        if last.stat and digest == last.digest:
            return Reading(last.page, found, digest, last.data)
        page = read_page(data)
        return Reading(page, found, digest, data if page.damage else b"")

    def has_changed(self, since: Reading) -> bool:
        """Whether it seems to be another file than the one read; a look at the disk, not at the bytes."""
        return signature(self._disk.stat(self.path)) != since.signature

    def replace(self, old: Reading, page: Page, temporary: Path) -> Reading | None:
        """Puts a new file in the place of the one read, keeping its mode, and a copy of the old one if it was damaged.

        None, and nothing done, if what stands there is not what was read. `temporary` is a free name in that folder.
        """
        if old.page.damage:
            self.keep_copy(self.path.name, old.data, old.stat.st_mode & 0o777 if old.stat else 0o666)
        data = write_page(page)
        try:
            self._write(temporary, data, old.stat)
            written = self._disk.stat(temporary)
            if self.has_changed(old):
                self._disk.unlink(temporary)
                return None
            self._disk.replace(temporary, self.path)
        except OSError:
            with suppress(OSError):
                self._disk.unlink(temporary)
            raise
        self._disk.sync_folder(self.path.parent)
        return Reading(page, written, _digest(data))

    def create(self, data: bytes, like: os.stat_result | None, temporary: Path) -> None:
        """Puts a file with this content where none is, with the mode of another, and reads it before it gets its name.

        Raises FileExistsError if there is one. `temporary` is a free name in that folder.
        """
        try:
            self._write(temporary, data, like)
            if read_whole(self._disk, temporary, LARGEST) != data:
                raise OSError(errno.EIO, tr("the disk holds something else than was written"))
            try:
                self._disk.link(temporary, self.path)
            except OSError as error:
                if error.errno not in _NO_LINKS:
                    raise
                if self._disk.stat(self.path):
                    raise FileExistsError(errno.EEXIST, tr("there is a file already")) from None
                self._disk.replace(temporary, self.path)
        finally:
            with suppress(OSError):
                self._disk.unlink(temporary)
        self._disk.sync_folder(self.path.parent)

    def _write(self, temporary: Path, data: bytes, like: os.stat_result | None) -> None:
        fd = self._disk.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        try:
            if like:
                self._disk.copy_mode(fd, temporary, like)
            write_all(self._disk, fd, data)
            self._disk.sync(fd)
        finally:
            self._disk.close(fd)

    def keep_copy(self, name: str, data: bytes, mode: int) -> None:
        """Keeps damaged bytes as `NAME.damaged-N` beside the file, unless a copy of just these is there."""
        number = 1
        while True:
            path = self.path.with_name(f"{name}.damaged-{number}")
            try:
                fd = self._disk.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
                break
            except FileExistsError:
                if path.is_file() and path.read_bytes() == data:
                    return
                number += 1
        try:
            try:
                write_all(self._disk, fd, data)
                self._disk.sync(fd)
            finally:
                self._disk.close(fd)
        except OSError:
            with suppress(OSError):
                self._disk.unlink(path)
            raise
        self._disk.sync_folder(path.parent)


def real_sidecar(brief_path: Path) -> Path:
    """The annotations file with links followed. Raises LoadError for a link to something that is no annotations file.

    It stands beside the brief as named or, when the brief is named by a link and nothing stands there, beside the brief
    itself.
    """
    named = sidecar_path(brief_path)
    if not os.path.lexists(named):
        named = sidecar_path(Path(os.path.realpath(brief_path)))
    real = Path(os.path.realpath(named))
    if real.suffix != ".jsonld":
        raise LoadError(
            tr(
                "{file} is a link to {target}, which is not an annotations file. It is left as it is.",
                file=named.name,
                target=real.name,
            )
        )
    return real


def home_journal(sidecar: Path) -> Path:
    return _hidden(sidecar, "journal")


def away_journal(sidecar: Path, fallback_dir: Path) -> Path:
    """Where the edits go if the folder of the annotations file may not be written to."""
    key = blake2b(os.fsencode(sidecar), digest_size=16).hexdigest()
    return fallback_dir / f"{key}.annotations.journal"


def lock_of(sidecar: Path) -> Path:
    return _hidden(sidecar, "lock")


def temporary(sidecar: Path) -> Path:
    """A free name in the same folder; should the process die, the next one that opens the file takes it away."""
    return _hidden(sidecar, f"{secrets.token_hex(4)}.tmp")


def _hidden(sidecar: Path, ending: str) -> Path:
    return sidecar.with_name(f".{sidecar.name.removesuffix('.jsonld')}.{ending}")


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()
