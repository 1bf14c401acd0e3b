"""A second start hands its brief to the process that runs already, and ends.

Without Qt, which would take ten times as long to load as the whole message takes.
"""

from __future__ import annotations

import hashlib
import json
import os
import socket
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

_CONNECT = 0.3  # seconds; who listens answers at once
_ANSWER = 2.0
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def address(config: Path) -> str:
    """Where the process listens that uses the settings in `config` on this screen: a socket's path, or on Windows the
    name of a pipe."""
    told = [str(config.absolute()), *(os.environ.get(name, "") for name in _SCREENS)]
    name = f"briefing-viewer-{hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]}"
    if sys.platform == "win32":
        return name
    return str(Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()) / name)


def hand_over(address: str, paths: Sequence[Path]) -> bool:
    """Have the process that listens at `address` open briefs and come forward; False if there is none that answers."""
    # With the token, a Wayland compositor lets the other process take the keyboard.
    message = {
        "open": [str(path.absolute()) for path in paths],
        "token": os.environ.get("XDG_ACTIVATION_TOKEN", ""),
    }
    line = json.dumps(message).encode() + b"\n"
    try:
        return _told_pipe(address, line) if sys.platform == "win32" else _told_socket(address, line)
    except OSError:
        return False  # nobody there, or nobody who answers in time


def _told_pipe(name: str, line: bytes) -> bool:
    with open(rf"\\.\pipe\{name}", "r+b", buffering=0) as pipe:  # noqa: PTH123 - a pipe has no path
        pipe.write(line)
        return bool(pipe.read(1))


def _told_socket(path: str, line: bytes) -> bool:
    if os.lstat(path).st_uid != os.getuid():
        return False  # in a folder where others may write, somebody else's
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(_CONNECT)
        client.connect(path)
        client.settimeout(_ANSWER)
        client.sendall(line)
        return bool(client.recv(1))
