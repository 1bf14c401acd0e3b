"""Runs first in the one-folder build on Linux, and sees to libraries."""

import contextlib
import ctypes
import os
import sys

WORKERS = ("--parse-worker", "--import-worker")  # which have no Qt, and no time to lose

if sys.platform == "linux" and not set(WORKERS) & set(sys.argv[1:2]):
    # The bootloader points LD_LIBRARY_PATH at this folder. The loader has read it by now, and a browser that is started
    # from here would load our libraries instead of its own.
    if (original := os.environ.pop("LD_LIBRARY_PATH_ORIG", None)) is not None:
        os.environ["LD_LIBRARY_PATH"] = original
    else:
        os.environ.pop("LD_LIBRARY_PATH", None)

    # OpenGL and XCB belong to the graphics driver, so the system's come first. Qt does not load without them, even
    # where nothing is drawn with them; a server has none, and is given ours. They ask for one another in this order.
    for name in (
        *("libxcb.so.1", "libGLdispatch.so.0", "libGLX.so.0"),
        *("libGL.so.1", "libOpenGL.so.0", "libEGL.so.1"),
    ):
        try:
            ctypes.CDLL(name)
        except OSError:
            with contextlib.suppress(OSError):  # Qt will say what it misses
                ctypes.CDLL(os.path.join(sys._MEIPASS, "fallback", name), ctypes.RTLD_GLOBAL)  # noqa: PTH118
