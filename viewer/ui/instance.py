"""One process for each user and screen: listens for later starts, which hand their briefs over and end."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

_LONGEST = 64 * 1024  # bytes of a message


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
            client.readyRead.connect(self._read)
            client.disconnected.connect(client.deleteLater)

    def _read(self) -> None:
        client = cast("QLocalSocket", self.sender())
        if not client.canReadLine():
            if client.bytesAvailable() > _LONGEST:
                client.abort()
            return
        try:
            message = json.loads(bytes(client.readLine().data()))
            paths, token = [Path(str(path)) for path in message["open"]], str(message["token"])
        except (ValueError, KeyError, TypeError):
            client.abort()
            return
        client.write(b"ok\n")
        client.flush()
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token
        self.asked.emit(paths)
