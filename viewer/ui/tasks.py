"""Work off the UI thread: a function on a thread of its own, its result or error back as a signal."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from viewer.errors import ViewerError
from viewer.language import tr
from viewer.ui.mailbox import mailbox

T = TypeVar("T")


class Task(QObject):
    """Runs `work` once, on a thread of its own.

    Signals, in the thread that made the task: `done(object)` with the result, or `failed(str)` with the sentence of a
    `ViewerError`. Any other exception is a fault of ours and goes to `threading.excepthook`, after `failed`: whoever
    waits for the work must not wait for ever.
    """

    done = Signal(object)
    failed = Signal(str)

    def __init__(self, work: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._mailbox = mailbox()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wait(self, seconds: float | None = None) -> None:
        """Block until the work is over, or for so long. Signals of it that are under way still arrive later."""
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _run(self) -> None:
        try:
            result = self._work()
        except ViewerError as error:
            self._tell("failed", str(error))
        except Exception:
            self._tell("failed", tr("This could not be done: the program made a mistake."))
            raise
        else:
            self._tell("done", result)

    def _tell(self, signal: str, value: object) -> None:
        # Whoever asked may have been closed meanwhile, and this object with it: then nobody waits for an answer.
        self._mailbox.post(self, lambda: getattr(self, signal).emit(value))


class Later(Generic[T]):
    """A value that is made when it is first asked for, on whichever thread asks; others that ask wait for it."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._made: list[T] = []
        self._lock = threading.Lock()

    def __call__(self) -> T:
        with self._lock:
            if not self._made:
                self._made.append(self._make())
            return self._made[0]
