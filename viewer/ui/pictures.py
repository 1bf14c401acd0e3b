"""Pictures are decoded on a thread of their own, one by one, so that a large one does not hold up the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from viewer.ui.mailbox import mailbox

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor


class PictureQueue(QObject):
    """Signal: `arrived()`, in this object's thread, when a picture was delivered."""

    arrived = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._mailbox = mailbox()

    def defer(self, decode: Callable[[], QImage], deliver: Callable[[QImage], None]) -> None:
        """Call `decode` on the queue's thread, and `deliver` with its picture on this object's."""

        def work() -> None:
            picture = decode()
            self._mailbox.post(self, lambda: self._deliver(deliver, picture))

        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor  # not before: most briefs have no pictures

            self._pool = ThreadPoolExecutor(1, "pictures")
        self._pool.submit(work)

    def clear(self) -> None:
        """Forget what waits: another brief is shown."""
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _deliver(self, deliver: Callable[[QImage], None], picture: QImage) -> None:
        deliver(picture)
        self.arrived.emit()
