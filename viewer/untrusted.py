"""Guards against files of strangers, of which neither size nor kind nor contents can be relied on."""

from __future__ import annotations

import os
import stat
from pathlib import Path


class NotRegularError(OSError):
    """A pipe or a device where a file was to be."""


def read_regular(path: Path, most: int) -> bytes:
    """The bytes of a regular file, but no more than `most` and one, which tells that it is larger.

    Raises NotRegularError and other OSErrors, ValueError for what cannot be a path.
    """
    with open(path, "rb", opener=_at_once) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise NotRegularError
        return file.read(most + 1)


def limit_memory(most: int) -> None:
    """Let this process have so many bytes of address space."""
    try:
        import resource
    except ImportError:  # Windows has no such limit for a process that sets it itself
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _at_once(path: str, flags: int) -> int:
    # Without O_NONBLOCK, opening a FIFO waits for a writer that may never come.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
