"""Work off the UI thread: a function on a thread of its own, its result or error back as a signal."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal, SignalInstance

from viewer.errors import ViewerError

T = TypeVar("T")


class Task(QObject):
    """Runs `work` once, on a thread of its own.

    Signals, in the thread that made the task: `done(object)` with the result, or `failed(str)` with the sentence of a
    `ViewerError`. Any other exception goes to `threading.excepthook`, as it is a fault of ours.
    """

    done = Signal(object)
    failed = Signal(str)

    def __init__(self, work: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wait(self) -> None:
        """Block until the work is over. Signals of it that are under way still arrive later."""
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        try:
            result = self._work()
        except ViewerError as error:
            self._tell(self.failed, str(error))
        else:
            self._tell(self.done, result)

    @staticmethod
    def _tell(signal: SignalInstance, value: object) -> None:
        # Whoever asked may have been closed meanwhile, and this object with it: then nobody waits for an answer.
        with suppress(RuntimeError):
            signal.emit(value)


class Later(Generic[T]):
    """A value that is being made on another thread from now on; calling it waits for the value."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._made: list[T] = []
        self._error: Exception | None = None

        def work() -> None:
            try:
                self._made.append(make())
            except ViewerError as error:
                self._error = error

        self._thread = threading.Thread(target=work, daemon=True)
        self._thread.start()

    def __call__(self) -> T:
        self._thread.join()
        if self._error:
            raise self._error
        return self._made[0]
