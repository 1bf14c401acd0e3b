"""What can go wrong, in sentences a reader understands.

Each room derives one family from `ViewerError`. A `Fault` is something wrong *inside* a brief that still opens;
a `ViewerError` is raised when there is nothing to show.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from viewer.language import mark, tr

_SEVERITIES = {"error": mark("error"), "warning": mark("warning")}


class ViewerError(Exception):
    """A failure that is told to the user as it stands: one sentence saying what happened and what to do."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a brief.

    `line` and `column` count from 1 in the file as a text editor shows it; 0 where there is no place.
    `what` says what is wrong and what to do about it, without a final full stop.
    """

    severity: Literal["error", "warning"]
    line: int
    column: int
    what: str

    def at(self, file: str) -> str:
        """The line that `main.py check` prints: `file:line:column: severity: what`."""
        return f"{file}:{max(1, self.line)}:{max(1, self.column)}: {tr(_SEVERITIES[self.severity])}: {self.what}"
