"""Whether a window can be opened here. Qt itself would abort the process, with a stack trace and no advice."""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

_COMMANDS = "The commands check, text, mentions, annotate, annotations and export need no display (see --help)."
#: What Qt takes from the system, the Debian package that has it, and whether it is needed without a display too.
LIBRARIES = (
    ("libEGL.so.1", "libegl1", True),
    ("libGL.so.1", "libgl1", True),
    ("libOpenGL.so.0", "libopengl0", True),
    ("libdbus-1.so.3", "libdbus-1-3", True),
    ("libfontconfig.so.1", "libfontconfig1", True),
    ("libfreetype.so.6", "libfreetype6", True),
    ("libglib-2.0.so.0", "libglib2.0-0", True),
    ("libxkbcommon.so.0", "libxkbcommon0", True),
    ("libX11.so.6", "libx11-6", True),
    ("libX11-xcb.so.1", "libx11-xcb1", False),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", False),
    ("libxcb-cursor.so.0", "libxcb-cursor0", False),
    ("libxcb-icccm.so.4", "libxcb-icccm4", False),
    ("libxcb-image.so.0", "libxcb-image0", False),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1", False),
    ("libxcb-randr.so.0", "libxcb-randr0", False),
    ("libxcb-render-util.so.0", "libxcb-render-util0", False),
    ("libxcb-shape.so.0", "libxcb-shape0", False),
    ("libxcb-sync.so.1", "libxcb-sync1", False),
    ("libxcb-xfixes.so.0", "libxcb-xfixes0", False),
    ("libxcb-xkb.so.1", "libxcb-xkb1", False),
)


def missing_packages(*, headless: bool) -> list[str]:
    """The Debian packages of `LIBRARIES` that the loader cannot find, for a window or only for work without one."""
    packages = []
    for library, package, always in LIBRARIES:
        if always or not headless:
            try:
                ctypes.CDLL(library)
            except OSError:
                packages.append(package)
    return packages


def why_not(environment: Mapping[str, str] = os.environ) -> str:
    """Why no window can be opened, in a sentence; "" where one can."""
    if sys.platform in ("win32", "darwin"):
        return ""
    named = environment.get("QT_QPA_PLATFORM", "")
    # Qt tries one platform after the other, and Wayland before X11 where the session says so.
    names = [name.partition(":")[0] for name in named.split(";")] if named else ["wayland", "xcb"]
    reasons = [_REASONS.get(name, _why_not_other)(environment) for name in names]
    # Of several, the last resort is the one to speak of.
    return "" if "" in reasons else reasons[-1]


def _why_not_wayland(environment: Mapping[str, str]) -> str:
    name = environment.get("WAYLAND_DISPLAY", "")
    if not name:
        return f"There is no display to open a window on (WAYLAND_DISPLAY is not set). {_COMMANDS}"
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(str(Path(environment.get("XDG_RUNTIME_DIR", "/"), name)))
        except OSError:
            return f"The display {name} does not answer. {_COMMANDS}"
    return ""


def _why_not_x11(environment: Mapping[str, str]) -> str:
    display = environment.get("DISPLAY")
    if not display:
        name = environment.get("WAYLAND_DISPLAY")
        if name:
            return f"The display {name} does not answer, and DISPLAY is not set. {_COMMANDS}"
        return f"There is no display to open a window on (DISPLAY is not set). {_COMMANDS}"
    if missing := _missing_library():
        packages = " ".join(missing_packages(headless=False)) or "libxcb-cursor0"
        return f"Qt cannot open a window: {missing}. On Debian or Ubuntu: sudo apt-get install {packages}"
    if not _answers(display):
        return f"The display {display} does not answer. {_COMMANDS}"
    return ""


def _why_not_other(environment: Mapping[str, str]) -> str:
    # Frame buffers and misspellings, all rare: Qt may abort here, so it does so in a process of its own.
    trial = "from PySide6.QtGui import QGuiApplication as App; app = App([]); raise SystemExit(not app.primaryScreen())"
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", trial], env=dict(environment), capture_output=True, timeout=10
        )
    except (OSError, subprocess.TimeoutExpired):
        done = None
    if done and done.returncode == 0:
        return ""
    return f"Qt cannot open a window with QT_QPA_PLATFORM={environment['QT_QPA_PLATFORM']}; unset it. {_COMMANDS}"


def _why_not_headless(environment: Mapping[str, str]) -> str:
    return ""


_REASONS = {
    "xcb": _why_not_x11,
    "wayland": _why_not_wayland,
    "offscreen": _why_not_headless,
    "minimal": _why_not_headless,
}


def _missing_library() -> str:
    """What the loader says of Qt's X11 plug-in; loading it here costs nothing, as Qt is about to."""
    spec = find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        return "PySide6 is not installed"
    folder = Path(next(iter(spec.submodule_search_locations))) / "Qt"
    try:
        ctypes.CDLL(str(folder / "plugins" / "platforms" / "libqxcb.so"))
    except OSError as error:
        # A Qt of the system's own lies elsewhere and knows its libraries.
        return "" if "libqxcb.so" in str(error) else str(error)
    return ""


def _answers(display: str) -> bool:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # let Qt find out
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    try:
        return xcb.xcb_connection_has_error(connection) == 0
    finally:
        xcb.xcb_disconnect(connection)
