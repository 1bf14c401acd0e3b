"""What can go wrong when something leaves the program."""

from __future__ import annotations

from viewer.errors import ViewerError
from viewer.language import tr


class ReportError(ViewerError):
    """A report that was not written. Whatever stood in its place before still stands there."""


class ReportCancelled(ReportError):  # noqa: N818 - the user wanted it
    """The user stopped the export."""

    def __init__(self) -> None:
        super().__init__(tr("The export was stopped; nothing was written."))
