"""Reads files of notes from the program's side: starts the importing process and does not wait for ever."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from viewer.imports import wire
from viewer.imports.errors import ImportRefusedError
from viewer.imports.found import Source
from viewer.imports.worker import ANSWER_LIMIT
from viewer.language import spoken, tr

#: Seconds that a file may take, the start of the process included; the reader is told within five.
DEADLINE = 4.5

_ROOT = Path(__file__).resolve().parent.parent.parent
# -P and an explicit root: with -m, Python would import `json.py` from the folder that a stranger's file lies in.
_COMMAND = "import sys; sys.path.insert(0, sys.argv.pop(1)); from viewer.imports.worker import main; main(sys.argv[1:])"


class FileReading:
    """One file of notes on its way in. The process starts at once.

    `result()` is to be asked once, from any one thread; `cancel()` may be called from any thread.
    """

    def __init__(self, path: Path, seconds: float = DEADLINE) -> None:
        self.path = path
        self._rang = False
        if getattr(sys, "frozen", False):
            command = [sys.executable, "--import-worker"]
        else:
            command = [sys.executable, "-P", "-c", _COMMAND, str(_ROOT)]
        self._process = subprocess.Popen(
            [*command, str(path.absolute()), spoken()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def cancel(self) -> None:
        """Stop reading. `result()` then raises."""
        self._process.kill()

    def result(self) -> Source:
        """What the file says. Raises ImportRefusedError with a sentence for the reader, at the deadline at last."""
        try:
            assert self._process.stdout
            line = self._process.stdout.read(ANSWER_LIMIT + 1)
            answer = wire.unpack(line)
        except wire.MALFORMED:
            raise ImportRefusedError(self._why()) from None
        finally:
            self._timer.cancel()
            self._process.kill()
            self._process.wait()
            if self._process.stdout:
                self._process.stdout.close()
        if isinstance(answer, str):
            raise ImportRefusedError(answer)
        return answer

    def _ring(self) -> None:
        self._rang = True
        self._process.kill()

    def _why(self) -> str:
        if self._rang:
            return tr(
                "{file} could not be read in time and was not imported. It may be damaged or hostile.",
                file=self.path.name,
            )
        return tr("{file} could not be read and was not imported. It may be damaged or hostile.", file=self.path.name)


def read_notes(path: Path) -> Source:
    """What one file says. Raises ImportRefusedError."""
    return FileReading(path).result()
