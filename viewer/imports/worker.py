"""The importing process: reads one file of a stranger's, writes one line of JSON, ends.

    python -m viewer.imports.worker PATH

A kilobyte of PDF inflates to 600 MB and a cycle in a page tree never ends, so all formats are read here, where memory
is capped and the process can be killed. See `wire` for the line.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from viewer.imports import wire
from viewer.imports.errors import ImportRefusedError

MIB = 1 << 20
#: Bytes of address space. A PDF of 100 pages takes a tenth of it; a large file needs room for itself several times.
MEMORY_LIMIT = 512 * MIB
#: Bytes of a file, and of what is said about it.
SIZE_LIMIT = 128 * MIB
ANSWER_LIMIT = 32 * MIB

_TOO_DEEP = "{} is built in a way that cannot be read. Nothing was imported; save it anew in the program it comes from."
_TOO_LARGE = "{} takes more memory than a file of notes may. Nothing was imported."


def main(arguments: list[str]) -> int:
    """Read the file that the command line names. Always returns 0: what went wrong is the message."""
    path = Path(arguments[0])
    # The message goes to a duplicate, and whatever prints goes to standard error.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit_memory()
    try:
        answer = _answer(path)
    except MemoryError:
        answer = wire.pack_refusal(_TOO_LARGE.format(path.name))
    if len(answer) > ANSWER_LIMIT:
        answer = wire.pack_refusal(f"{path.name} holds more notes than can be imported at once. Split it.")
    out.write(answer)
    out.close()
    # PDFium and lxml may take their time to tidy up a broken file; nobody needs that.
    os._exit(0)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit for a process that sets it itself
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


def _answer(path: Path) -> bytes:
    from viewer.imports.formats import read

    try:
        return wire.pack(read(path.name, file_bytes(path)))
    except ImportRefusedError as error:
        return wire.pack_refusal(str(error))
    except RecursionError:
        return wire.pack_refusal(_TOO_DEEP.format(path.name))


def file_bytes(path: Path) -> bytes:
    """All of a regular file. Raises ImportRefusedError with one sentence for anything else."""
    try:
        # Without O_NONBLOCK, opening a FIFO waits for a writer that may never come.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise ImportRefusedError(f"{path.name} is not a regular file. Choose a file that holds notes.")
            data = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise ImportRefusedError(f"{path} cannot be read: {error.strerror or error}.") from None
    if len(data) > SIZE_LIMIT:
        raise ImportRefusedError(f"{path.name} is larger than {SIZE_LIMIT // MIB} MiB and was not imported.")
    return data


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
