"""Imports Qt without the half of it that PySide prepares for the words of its errors, which takes as long as all of Qt.

With its first module PySide compiles a dozen sources of its own, which no cache of Python's keeps, to be able to tell
signatures; and from then on it looks into every import, for `__feature__`. A program needs the first for a TypeError
at most, and ours never needs the second. Where PySide is made otherwise, all is as if this were not there.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable
from typing import Any

#: The sources that wait until something of them is asked for.
_WAITING = frozenset(
    f"shibokensupport/signature/{name}.py"
    for name in ("errorhandler", "layout", "parser", "lib/tool", "lib/enum_sig", "lib/pyi_generator")
)
_STAND_IN = """
def __getattr__(name):
    if name.startswith("__") or "__getattr__" not in globals():
        raise AttributeError(name)
    del globals()["__getattr__"]
    exec(compile({source!r}, {filename!r}, "exec"), globals())
    try:
        return globals()[name]
    except KeyError:
        raise AttributeError(name) from None
"""


def import_qt() -> None:
    """Import QtCore. Of no use once something of Qt is imported, and of no harm."""
    if "shiboken6" in sys.modules:
        return
    real = builtins.compile
    builtins.compile = _waiting(real)  # type: ignore[assignment]
    try:
        import PySide6.QtCore  # noqa: F401
    finally:
        builtins.compile = real
        builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def _waiting(real: Callable[..., Any]) -> Callable[..., Any]:
    def compile_later(source: Any, filename: Any, *args: Any, **options: Any) -> Any:
        if filename in _WAITING:
            source = _STAND_IN.format(source=source, filename=filename)
        return real(source, filename, *args, **options)

    return compile_later
