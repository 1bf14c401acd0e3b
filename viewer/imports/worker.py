"""The importing process: reads one file of a stranger's, writes one line of JSON, ends.

    python -m viewer.imports.worker PATH

A kilobyte of PDF inflates to 600 MB and a cycle in a page tree never ends, so all formats are read here, where memory
is capped and the process can be killed. See `wire` for the line.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from viewer.catalogue import speak
from viewer.imports import wire
from viewer.imports.errors import ImportRefusedError
from viewer.language import mark, tr
from viewer.untrusted import NotRegularError, limit_memory, read_regular

MIB = 1 << 20
#: Bytes of address space. A PDF of 100 pages takes a tenth of it; a large file needs room for itself several times.
MEMORY_LIMIT = 512 * MIB
#: Bytes of a file, and of what is said about it.
SIZE_LIMIT = 128 * MIB
ANSWER_LIMIT = 32 * MIB

_TOO_DEEP = mark(
    "{file} is built in a way that cannot be read. Nothing was imported; save it anew in the program it comes from."
)
_TOO_LARGE = mark("{file} takes more memory than a file of notes may. Nothing was imported.")


def main(arguments: list[str]) -> int:
    """Read the file that the command line names. Always returns 0: what went wrong is the message."""
    path = Path(arguments[0])
    speak(*arguments[1:])
    # The message goes to a duplicate, and whatever prints goes to standard error.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limit_memory(MEMORY_LIMIT)
    try:
        answer = _answer(path)
    except MemoryError:
        answer = wire.pack_refusal(tr(_TOO_LARGE, file=path.name))
    if len(answer) > ANSWER_LIMIT:
        answer = wire.pack_refusal(
            tr("{file} holds more notes than can be imported at once. Split it.", file=path.name)
        )
    out.write(answer)
    out.close()
    # PDFium and lxml may take their time to tidy up a broken file; nobody needs that.
    os._exit(0)


def _answer(path: Path) -> bytes:
    from viewer.imports.formats import read

    try:
        return wire.pack(read(path.name, file_bytes(path)))
    except ImportRefusedError as error:
        return wire.pack_refusal(str(error))
    except RecursionError:
        return wire.pack_refusal(tr(_TOO_DEEP, file=path.name))


def file_bytes(path: Path) -> bytes:
    """All of a regular file. Raises ImportRefusedError with one sentence for anything else."""
    try:
        data = read_regular(path, SIZE_LIMIT)
    except NotRegularError:
        raise ImportRefusedError(
            tr("{file} is not a regular file. Choose a file that holds notes.", file=path.name)
        ) from None
    except OSError as error:
        raise ImportRefusedError(tr("{path} cannot be read: {why}.", path=path, why=error.strerror or error)) from None
    if len(data) > SIZE_LIMIT:
        raise ImportRefusedError(
            tr("{file} is larger than {most} MiB and was not imported.", file=path.name, most=SIZE_LIMIT // MIB)
        )
    return data


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
