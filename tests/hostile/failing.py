"""Lets any one call to the system fail that has to do with one folder, once or from then on, whoever makes it.

What Python code calls goes through `os` and `io.open`; both are replaced. What C++ reads (PDFium, qpdf) does not.
"""

from __future__ import annotations

import io
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

#: Of `os`, by name, what takes a path or a descriptor first.
CALLS = ("open", "close", "fsync", "replace", "chmod", "stat", "unlink")
#: What a file object does.
ON_FILES = ("create", "write", "short", "flush")


class Failing:
    """Fails at the call of this number (from 0) to `name`. `short` is a write that takes a part and says so.

    A descriptor is closed even when closing it fails, as the system does it. Until `arm`, nothing fails or counts.
    """

    def __init__(self, folder: Path, name: str, at: int, error: int, *, lasting: bool) -> None:
        self.folder = os.path.realpath(folder)
        self.name, self.at, self.error, self.lasting = name, at, error, lasting
        self.calls: Counter[str] = Counter()
        self.failed = False
        self._armed = False
        self._descriptors: set[int] = set()
        self._real = {call: getattr(os, call) for call in CALLS}
        self._open = io.open

    def install(self, patch: pytest.MonkeyPatch) -> None:
        for call in CALLS:
            patch.setattr(os, call, self._failing(call))
        patch.setattr(io, "open", self._open_file)
        self._armed = True

    def ours(self, what: object) -> bool:
        if isinstance(what, int):
            return what in self._descriptors
        if not isinstance(what, (str, bytes, os.PathLike)):
            return False
        return os.fsdecode(os.path.abspath(what)).startswith(self.folder)  # noqa: PTH100

    def due(self, name: str) -> bool:
        if not self._armed or name != self.name:
            return False
        number = self.calls[name]
        self.calls[name] += 1
        due = number >= self.at if self.lasting else number == self.at
        self.failed |= due
        return due

    def fail(self) -> None:
        raise OSError(self.error, os.strerror(self.error))

    def _failing(self, name: str) -> Callable[..., Any]:
        real = self._real[name]

        def call(*arguments: Any, **named: Any) -> Any:
            ours = self.ours(arguments[0]) if arguments else False
            if ours and name == "close":
                self._descriptors.discard(arguments[0])
                real(*arguments)
                if self.due(name):
                    self.fail()
                return None
            if ours and self.due(name):
                self.fail()
            result = real(*arguments, **named)
            if ours and name == "open":
                self._descriptors.add(result)
            return result

        return call

    def _open_file(self, file: Any, mode: str = "r", buffering: int = -1, *arguments: Any, **named: Any) -> Any:
        if not self.ours(file) or not set(mode) & set("wax+"):
            return self._open(file, mode, buffering, *arguments, **named)
        if self.due("create"):
            self.fail()
        raw = _File(self, os.fspath(file), mode.replace("b", "").replace("t", ""))
        binary = raw if buffering == 0 else io.BufferedWriter(raw)
        return binary if "b" in mode else io.TextIOWrapper(binary, *arguments, **named)


class _File(io.FileIO):
    def __init__(self, failing: Failing, path: str, mode: str) -> None:
        super().__init__(path, mode)
        self._failing = failing

    def write(self, data: Any) -> int:
        if self._failing.due("write"):
            super().write(bytes(data)[: len(data) // 2])
            self._failing.fail()
        if self._failing.due("short") and len(data) > 1:
            return super().write(bytes(data)[: len(data) // 2])
        return super().write(data)

    def close(self) -> None:
        was_open = not self.closed
        super().close()
        if was_open and self._failing.due("flush"):
            self._failing.fail()
