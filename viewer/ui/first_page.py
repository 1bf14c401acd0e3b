"""The page of a brief, before there is a window around it: what the program shows first when it starts with a brief.

Only what this page needs is imported until its words are on the screen (`tests/ui/test_first_page.py` holds that).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QMargins, QObject, QTimer, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from viewer.brief.loader import BriefLoading, Head
from viewer.brief.model import Block
from viewer.folders import Folders
from viewer.ui.opening import Opener
from viewer.ui.own_names import OwnNames
from viewer.ui.preferences import Preferences
from viewer.ui.reader import Reader

if TYPE_CHECKING:
    from viewer.mentions.gazetteer import Gazetteer
    from viewer.ui.session import Opened

_STATE = "page"
_USUAL = QMargins(211, 74, 331, 32)  # pixels around the reader, as long as no window has told
_PATIENCE = 400  # milliseconds after which nobody waits for words any more


class FirstPage(QWidget):
    """A reader, and the `opener` that brings a brief into it; every window is built around such a pair. Shown by
    itself, the reader stands where it will stand in the window, and what is first told of the brief is shown already;
    what needs a window waits for `hand_over`.

    Signal: `readable()`, once: the first words are on the screen, or will not be soon.
    """

    readable = Signal()

    def __init__(self, preferences: Preferences, folders: Folders, gazetteer: Callable[[], Gazetteer]) -> None:
        super().__init__()
        self._settings = settings = preferences.settings
        self._theme = preferences.look.theme
        self.own = OwnNames(folders.config, gazetteer)
        self.reader = Reader(self._theme, self)
        self.reader.set_zoom(settings.zoom * settings.type_scale)
        self.opener = Opener(gazetteer, self.own, folders, self._is_busy, self)
        self.head: Head | None = None
        self._alone = False
        self._begun = self._is_told = False
        self._folder: Path | None = None
        self.opened: Opened | None = None
        self.failed = ""
        self._around = kept_margins(settings.state(_STATE)) or _USUAL

    def open(self, path: Path, loading: BriefLoading) -> None:
        """Show the beginning of a brief, until there is a window."""
        self._alone = True
        for signal, take in self._heard():
            signal.connect(take)
        self.reader.viewport().installEventFilter(self)
        QTimer.singleShot(_PATIENCE, self._tell_readable)
        self.opener.open(path, loading, self._settings.recent_texts())
        assert self.opener.path
        self._folder = self.opener.path.parent
        self.reader.setFocus()

    def hand_over(self) -> bool:
        """From now on somebody else listens to the opener, having seen what it has told of `head`, or of `opened` or
        `failed` already, as a brief without words is; False if nothing was to be opened."""
        if self._alone:
            self._tell_readable()  # nobody need wait any more
            self._alone = False
            self._begin()
            for signal, take in self._heard():
                signal.disconnect(take)
            self.reader.viewport().removeEventFilter(self)
            return True
        return False

    def _heard(self) -> tuple[tuple[SignalInstance, Callable[..., None]], ...]:
        """What is heard of the opener until a window hears it."""
        opener = self.opener
        return (
            (opener.head, self._take_head),
            (opener.blocks, self._append),
            (opener.opened, self._keep_opened),
            (opener.failed, self._keep_failed),
        )

    def _is_busy(self) -> bool:
        # One portion fills the screen. What follows them all needs a window.
        return self.reader.is_busy or (self._alone and self.head is not None and bool(self.reader.page.blocks))

    def _take_head(self, head: Head) -> None:
        self.head, self._begun = head, False

    def _begin(self) -> None:
        """Show what stands above the words: with the first of them, as without any it would be laid out otherwise."""
        if self.head and self._folder and not self._begun:
            self._begun = True
            self.reader.begin(self.head, self._folder)

    def _append(self, blocks: Sequence[Block]) -> None:
        self._begin()
        self.reader.append(blocks)

    def _keep_opened(self, opened: Opened) -> None:
        self.opened = opened
        self._tell_readable()

    def _keep_failed(self, message: str) -> None:
        self.failed = message
        self._tell_readable()

    def _tell_readable(self) -> None:
        if self._alone and not self._is_told:
            self._is_told = True
            self.readable.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self.reader.page.blocks:
            QTimer.singleShot(0, self._tell_readable)  # when it has been painted
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self.reader.parentWidget() is self:
            self.reader.setGeometry(self.rect().marginsRemoved(self._around))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The grounds of the parts around the reader, and the lines between them."""
        painter, page, line = QPainter(self), self.reader.geometry(), self._theme["line"]
        painter.fillRect(self.rect(), self._theme["panel"])
        painter.fillRect(page.left() - 1, page.top(), page.width() + 2, page.height(), line)
        for y in (page.top() - 1, page.bottom() + 1):
            painter.fillRect(0, y, self.width(), 1, line)
        painter.end()


def kept_margins(state: QByteArray | bytes | None) -> QMargins | None:
    """What `margins_to_keep` has made."""
    try:
        left, top, right, bottom = map(int, bytes(state).split(b",")) if state else ()
    except ValueError:
        return None
    made = QMargins(left, top, right, bottom)
    return made if min(left, top, right, bottom) >= 0 and max(left, top, right, bottom) < 1000 else None


def margins_to_keep(reader: Reader) -> tuple[str, QByteArray]:
    """The name and the state to keep in the settings, so that the next start knows where the reader will stand."""
    window = reader.window()
    corner, room = reader.mapTo(window, reader.rect().topLeft()), window.rect()
    right, bottom = room.width() - corner.x() - reader.width(), room.height() - corner.y() - reader.height()
    return _STATE, QByteArray(f"{corner.x()},{corner.y()},{right},{bottom}".encode())
