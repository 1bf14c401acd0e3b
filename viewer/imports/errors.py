"""What can go wrong when a file of notes comes in."""

from __future__ import annotations

from viewer.errors import ViewerError


class ImportRefusedError(ViewerError):
    """A file whose notes cannot be read. Nothing was changed."""
