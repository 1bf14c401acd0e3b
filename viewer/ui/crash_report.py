"""Reports of faults of our own: files in the user's data folder that hold nothing of any brief, and go nowhere.

A report names versions, the kinds of the errors, and lines of the program. The words of an error are left out, as they
may quote a brief, and so are the folders of files, as they name people.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

_KEPT = 10
_FRAMES = 60  # of each error; a recursion without end has a thousand
#: What the interpreter writes when the process is killed by its own fault; empty while all is well.
_RUNNING, _NEW, _SEEN = "running-", "new-", "report-"
_FILE = re.compile(r'File "(?P<path>[^"\n]*)"')


def shortened(file: str) -> str:
    """Where a file lies in the program or in a library, without the folders that lead there."""
    parts = re.split(r"[/\\]", file)
    for root in ("site-packages", "viewer"):
        if root in parts:
            at = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[at + (root == "site-packages") :])
    return parts[-1]


def signature(error: BaseException) -> str:
    """What tells faults apart: the kind of the error, and the line that it comes from."""
    last = error.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    where = f"{shortened(last.tb_frame.f_code.co_filename)}:{last.tb_lineno}" if last else ""
    return f"{type(error).__name__} {where}"


def report_on(error: BaseException, thread: str) -> str:
    """The text of a report."""
    return "\n".join([*_head(), f"Thread: {thread}", "", *_chain(error)]) + "\n"


def _head() -> Iterator[str]:
    from viewer.parts import versions

    yield "A fault in the program"
    yield f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    yield "Words of errors and names of folders are left out: they may come from a brief."
    yield ""
    yield versions()


def _chain(error: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    link: BaseException | None = error
    while link and id(link) not in seen:
        if seen:
            yield "which came from"
        seen.add(id(link))
        yield type(link).__qualname__
        yield from _frames(link.__traceback__)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _frames(link: TracebackType | None) -> Iterator[str]:
    lines = []
    while link:
        code = link.tb_frame.f_code
        lines.append(f"  {shortened(code.co_filename)}:{link.tb_lineno} in {code.co_qualname}")
        link = link.tb_next
    if len(lines) > _FRAMES:
        lines[_FRAMES // 2 : -_FRAMES // 2] = [f"  … {len(lines) - _FRAMES} more …"]
    yield from lines


class Reports:
    """The folder that reports lie in. Nothing here raises OSError: a full disk must not make a fault worse."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._mine = folder / f"{_RUNNING}{os.getpid()}.txt"

    def running(self) -> int:
        """A descriptor to write into when the process is being killed by its own fault; -1 if there can be none."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            return os.open(self._mine, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        except OSError:
            return -1

    def ended(self) -> None:
        """The process comes to a good end."""
        with suppress(OSError):
            self._mine.unlink()

    def write(self, text: str) -> Path | None:
        """Keep a report; None if that is not possible."""
        path = self.folder / f"{_NEW}{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError:
            return None
        self._thin_out()
        return path

    def seen(self, path: Path) -> Path:
        """The reader knows of a report, and is not told again; returns where it is now."""
        known = path.with_name(_SEEN + path.name.removeprefix(_NEW))
        with suppress(OSError):
            return path.replace(known)
        return path

    def left(self) -> Path | None:
        """The latest report that the reader does not know of, left by a run that ended badly. Asked once a start."""
        for path in self._all(_RUNNING):
            if path != self._mine and not _is_alive(path):
                self._take_over(path)
        new = self._all(_NEW)
        for path in new[:-1]:
            self.seen(path)
        return self.seen(new[-1]) if new else None

    def _take_over(self, path: Path) -> None:
        """What the interpreter wrote at the end of a process, if it wrote anything, as a report like others."""
        with suppress(OSError):
            text = path.read_text(encoding="utf-8", errors="replace")
            path.unlink()
            if text.strip():
                told = _FILE.sub(lambda match: f'File "{shortened(match["path"])}"', text)
                self.write("\n".join([*_head(), "", told]))

    def _all(self, prefix: str) -> list[Path]:
        try:
            return sorted(path for path in self.folder.iterdir() if path.name.startswith(prefix))
        except OSError:
            return []

    def _thin_out(self) -> None:
        for path in [*self._all(_SEEN), *self._all(_NEW)][:-_KEPT]:
            with suppress(OSError):
                path.unlink()


def _is_alive(path: Path) -> bool:
    """Whether the process that a file is named after runs. Of another user's, one cannot tell."""
    number = path.stem.removeprefix(_RUNNING)
    if not number.isdigit() or sys.platform == "win32":
        return False  # Windows does not let a file go that a process has open
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
