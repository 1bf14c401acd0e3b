"""A file that appears whole or not at all.

Written to a temporary file in the same folder, checked by whoever writes it, made durable, then renamed.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from viewer.annotations.errors import reason
from viewer.report.errors import ReportError


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Yields the path of an empty temporary file, which becomes `target` when the block ends without an exception.

    Until then `target` is not touched, and no temporary file outlives a failure. A link is followed, not replaced; an
    existing file's mode is kept. Raises `ReportError` for an OSError, its own or one that leaves the block.
    """
    real = Path(os.path.realpath(target))
    temporary = real.with_name(f".{secrets.token_hex(8)}.part")
    try:
        if real.is_dir():
            raise IsADirectoryError(errno.EISDIR, "a folder of that name is in the way")
        # Not tempfile: its files are private, and a report is made to be handed on.
        fd = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
        try:
            os.close(fd)
            yield temporary
            with suppress(FileNotFoundError):
                temporary.chmod(stat.S_IMODE(real.stat().st_mode))
            _sync(temporary)
            os.replace(temporary, real)  # noqa: PTH105 - tests replace the function of os
        except BaseException:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ReportError(f"{target.name} was not written: {reason(error)}.") from error
    # The file is whole and in place; a folder that cannot be synced does not make that untrue.
    with suppress(OSError):
        _sync(real.parent)


def write_text(target: Path, text: str) -> None:
    """Write a text as UTF-8, lone surrogates as question marks. Raises `ReportError`."""
    with whole_file(target) as temporary:
        temporary.write_bytes(text.encode(errors="replace"))


def _sync(path: Path) -> None:
    # Windows flushes only what is open for writing, and cannot open folders at all.
    fd = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
