"""Brings calls from other threads to the window's.

A thread that emits a signal of an object which the window deletes at that moment crashes the program. Here threads emit
the signal of one object only, which is never deleted; whether the receiver is still there is asked in its own thread.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid


class Mailbox(QObject):
    """Runs what is posted in the thread that it was made in, between events."""

    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, receiver: QObject, call: Callable[[], object]) -> None:
        """Have `call` run, from any thread; unless `receiver` is gone by then."""
        with suppress(RuntimeError):  # the program is ending, and this object with it
            self._posted.emit(lambda: isValid(receiver) and call())

    def _run(self, call: Callable[[], object]) -> None:
        call()


@cache
def mailbox() -> Mailbox:
    """The one of the process. To be asked for in the window's thread first."""
    return Mailbox()
