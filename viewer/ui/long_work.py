"""Work that takes its time: on a thread of its own, with a bar that says how far it is and stops it."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from viewer.language import tr
from viewer.ui.mailbox import mailbox
from viewer.ui.tasks import Task

_STEPS = 1000
_PATIENCE = 300  # milliseconds before the bar is shown

#: Is given what to call with the share that is done, and what to ask whether to stop.
Work = Callable[[Callable[[float], None], Callable[[], bool]], object]


class LongWork(QObject):
    """Does one thing at a time for a window.

    Signals: `done(object)` with the result, `failed(str)`; neither after the reader has stopped it.
    """

    done = Signal(object)
    failed = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._task: Task | None = None

    def start(self, words: str, work: Work) -> None:
        """Do this, with `words` over the bar; nothing while something else is being done."""
        if self._task:
            return
        stop = threading.Event()
        bar = QProgressDialog(words, tr("Cancel"), 0, _STEPS, self._window)
        bar.setWindowModality(Qt.WindowModality.WindowModal)
        bar.setMinimumDuration(_PATIENCE)
        bar.setAutoClose(False)
        bar.setAutoReset(False)
        bar.canceled.connect(stop.set)
        post = mailbox().post

        def show(share: float) -> None:
            if not stop.is_set():
                bar.setValue(int(share * _STEPS))

        task = self._task = Task(lambda: work(lambda share: post(bar, lambda: show(share)), stop.is_set), self)

        def over(then: Callable[[], object]) -> None:
            self._task = None
            bar.reset()
            bar.deleteLater()
            if not stop.is_set():
                then()

        task.done.connect(lambda result: over(lambda: self.done.emit(result)))
        task.failed.connect(lambda message: over(lambda: self.failed.emit(message)))
        bar.setValue(0)
        task.start()
