"""Everything that touches the disk goes through one `Disk`, so that a test can let any single call fail.

The methods are thin: one system call each, with the platform's peculiarities and nothing of what annotations are.
All raise OSError.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from viewer.annotations.errors import BusyError
from viewer.language import tr

#: How long to wait for another window or program, in seconds.
PATIENCE = 1.0

#: Which file it is and how it was when we looked: (device, inode, size in bytes, time of change in ns).
Signature = tuple[int, int, int, int]

#: What file systems say that do not know a call.
UNSUPPORTED = frozenset(
    getattr(errno, name, errno.ENOSYS) for name in ("ENOTSUP", "EOPNOTSUPP", "EINVAL", "ENOSYS", "ENOLCK", "EBADF")
)
#: Binary on Windows; never through a planted link, never waiting for a planted FIFO.
_ALWAYS = getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)


class Disk:
    """The real disk."""

    def open(self, path: Path, flags: int, mode: int = 0o666) -> int:
        """A descriptor; the last part of `path` may not be a link. `mode` is cut by the umask."""
        return os.open(path, flags | _ALWAYS, mode)

    def close(self, fd: int) -> None:
        os.close(fd)

    def read(self, fd: int) -> bytes:
        """The whole file. Raises OSError (EINVAL) for a FIFO, a device or a folder."""
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            raise OSError(errno.EINVAL, tr("it is not a regular file"))
        os.lseek(fd, 0, os.SEEK_SET)
        parts = []
        while part := os.read(fd, 1 << 24):
            parts.append(part)
        return b"".join(parts)

    def write(self, fd: int, data: bytes) -> int:
        """How many bytes were taken: it may be fewer than given, and the caller has to look."""
        return os.write(fd, data)

    def truncate(self, fd: int, size: int) -> None:
        os.ftruncate(fd, size)

    def sync(self, fd: int) -> None:
        """Returns when the file is on the medium, not only in the drive's cache."""
        if sys.platform == "darwin":
            import fcntl

            try:
                fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
                return
            except OSError as error:
                if error.errno not in UNSUPPORTED:
                    raise
        os.fsync(fd)

    def sync_data(self, fd: int) -> None:
        """Like `sync`, without the times of the file where the platform can leave them out."""
        if hasattr(os, "fdatasync"):
            os.fdatasync(fd)
        else:
            self.sync(fd)

    def sync_folder(self, folder: Path) -> None:
        """Makes names durable. File systems that cannot, and Windows, which has no such call, are let off."""
        if sys.platform == "win32":
            return
        fd = os.open(folder, os.O_RDONLY | _ALWAYS)
        try:
            self.sync(fd)
        except OSError as error:
            if error.errno not in UNSUPPORTED:
                raise
        finally:
            os.close(fd)

    def replace(self, source: Path, target: Path) -> None:
        source.replace(target)

    def link(self, source: Path, target: Path) -> None:
        """A second name for a file. Raises FileExistsError rather than replace anything."""
        os.link(source, target)

    def unlink(self, path: Path) -> None:
        path.unlink(missing_ok=True)

    def copy_mode(self, fd: int, path: Path, like: os.stat_result) -> None:
        """Gives the open file at `path` the mode of another and, where we may, its owner."""
        if hasattr(os, "fchown"):
            mine = os.fstat(fd)
            if (mine.st_uid, mine.st_gid) != (like.st_uid, like.st_gid):
                with suppress(PermissionError):
                    os.fchown(fd, like.st_uid, like.st_gid)
        path.chmod(stat.S_IMODE(like.st_mode))

    def stat(self, path: Path) -> os.stat_result | None:
        """None where there is no such file, or could not be one because its name is too long."""
        try:
            return path.stat()
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG):
                return None
            raise

    def may_write(self, path: Path) -> bool:
        return os.access(path, os.W_OK)

    def lock(self, fd: int) -> bool:
        """Tries once to take the lock on an open file. A file system without locks counts as taken."""
        try:
            from filelock import lock_descriptor  # 20 ms that the first page need not wait for

            return lock_descriptor(fd, blocking=False)
        except OSError as error:
            if error.errno in UNSUPPORTED:
                return True
            raise

    def unlock(self, fd: int) -> None:
        with suppress(OSError):  # closing it unlocks too
            from filelock import unlock_descriptor

            unlock_descriptor(fd)


def signature(found: os.stat_result | None) -> Signature | None:
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns) if found else None


def read_whole(disk: Disk, path: Path, most: int) -> bytes:
    """What the file holds, which may be `most` bytes. Raises OSError, also for a link and for what is no file."""
    found = disk.stat(path)
    if found and found.st_size > most:
        raise OSError(errno.EFBIG, tr("the file is too large"))
    fd = disk.open(path, os.O_RDONLY)
    try:
        return disk.read(fd)
    finally:
        disk.close(fd)


def write_all(disk: Disk, fd: int, data: bytes) -> None:
    """Writes all of it, in as many pieces as the system takes. A piece of nothing is an error, not a loop."""
    view = memoryview(data)
    while view:
        taken = disk.write(fd, bytes(view[: 1 << 24]))
        if taken <= 0:
            raise OSError(errno.EIO, tr("the disk took nothing"))
        view = view[taken:]


@contextmanager
def held(disk: Disk, path: Path, flags: int, mode: int = 0o666, *, remove: bool = False) -> Iterator[int]:
    """Opens and locks `path`, waiting up to `PATIENCE`; the kernel frees the lock of a process that dies.

    The lock is on the file, not on its name. So whoever got it looks whether the name still leads to that file, and
    whoever has it may remove the name (`remove`). Raises BusyError, or OSError.
    """
    deadline = time.monotonic() + PATIENCE
    while True:
        fd = disk.open(path, flags, mode)
        try:
            if disk.lock(fd):
                named = disk.stat(path)
                if named and os.path.samestat(named, os.fstat(fd)):
                    break
                disk.unlock(fd)
        except BaseException:
            os.close(fd)
            raise
        os.close(fd)
        if time.monotonic() > deadline:
            raise BusyError(tr("another program is using {file}", file=path.name))
        time.sleep(0.001)
    try:
        yield fd
    finally:
        if remove and sys.platform != "win32":
            with suppress(OSError):
                disk.unlink(path)
        disk.unlock(fd)
        disk.close(fd)
        if remove and sys.platform == "win32":
            # An open file cannot be removed there, which is just what keeps this from taking it from under another.
            with suppress(OSError):
                disk.unlink(path)
