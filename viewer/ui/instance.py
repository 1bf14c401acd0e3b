"""One process for each user and screen: listens for later starts, which hand their briefs over and end."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

_LONGEST = 64 * 1024  # bytes of a message
_MOST = 50  # briefs of a message: each becomes a tab
#: What X11 and Wayland make; it goes into the environment of processes.
_TOKEN = re.compile(r"[!-~]{0,1024}\Z")


@dataclass(frozen=True, slots=True)
class Message:
    """`paths` of briefs to open, perhaps none; `token` with which the window may take the keyboard, perhaps ""."""

    paths: list[Path]
    token: str


def read_message(line: bytes) -> Message | None:
    """What a later start says, or None for anything else: whatever runs as this user can write to the socket."""
    try:
        message = json.loads(line) if len(line) <= _LONGEST else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(message, dict):
        return None
    texts, token = message.get("open"), message.get("token")
    if not isinstance(texts, list) or len(texts) > _MOST or not isinstance(token, str) or not _TOKEN.match(token):
        return None
    if not all(isinstance(text, str) and _is_path(text) for text in texts):
        return None
    return Message([Path(text) for text in texts], token)


def _is_path(text: str) -> bool:
    try:
        return b"\0" not in os.fsencode(text) and Path(text).is_absolute()
    except ValueError:  # half a character
        return False


class Instance(QObject):
    """Listens for later starts.

    Signals: `asked(list)` with the paths of the briefs to open, perhaps none, when the window is to come forward.
    """

    asked = Signal(object)

    def __init__(self, address: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Imported when the window stands: nobody waits for it.
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        if not self._server.listen(address):
            # Left behind by a process that was killed: whoever listens would have been handed the brief.
            QLocalServer.removeServer(address)
            self._server.listen(address)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _greet(self) -> None:
        while self._server.hasPendingConnections():
            client = self._server.nextPendingConnection()
            client.setReadBufferSize(_LONGEST + 1)
            client.readyRead.connect(self._read)
            client.disconnected.connect(client.deleteLater)

    def _read(self) -> None:
        client = cast("QLocalSocket", self.sender())
        if not client.canReadLine():
            if client.bytesAvailable() > _LONGEST:
                client.abort()
            return
        message = read_message(bytes(client.readLine().data()))
        if message is None:
            client.abort()
            return
        client.write(b"ok\n")
        client.flush()
        if message.token:
            os.environ["XDG_ACTIVATION_TOKEN"] = message.token
        self.asked.emit(message.paths)
