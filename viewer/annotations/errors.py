"""What can go wrong with annotations, as sentences for the reader."""

from __future__ import annotations

import errno
from pathlib import Path

from viewer.errors import ViewerError
from viewer.language import mark, tr

#: The place may not be written to at all, as opposed to a write that failed: the notes go elsewhere.
UNWRITABLE = frozenset({errno.EROFS, errno.EACCES, errno.EPERM, errno.ENAMETOOLONG, errno.ENOENT, errno.ENOTDIR})

_REASONS = dict.fromkeys(UNWRITABLE, mark("the folder or the file may not be written to")) | {
    errno.ENOSPC: mark("the disk is full"),
    errno.EDQUOT: mark("your share of the disk is used up"),
    errno.EFBIG: mark("the file is too large"),
    errno.EIO: mark("the disk reported an error"),
    errno.ELOOP: mark("a link stands where the file should be"),
    errno.ENOENT: mark("the folder is gone"),
}


class AnnotationsError(ViewerError):
    """The family of everything that this room raises."""


class LoadError(AnnotationsError):
    """The annotations cannot be read and must not be overwritten."""


class EditConflictError(AnnotationsError):
    """An edit speaks of a note as it no longer is. Nothing was changed."""


class SaveError(AnnotationsError):
    """Something is not on the disk that should be. The old file and the journal are intact; it can be tried again."""


class MoveError(AnnotationsError):
    """Annotations could not be taken along. They are where they were."""


class BusyError(AnnotationsError):
    """Another program holds a lock for longer than we wait."""


def reason(error: OSError) -> str:
    """Why the system refused, without a capital letter and without a full stop."""
    known = _REASONS.get(error.errno or 0)
    return tr(known) if known else (error.strerror or str(error)).rstrip(".")


def not_appended(error: OSError | BusyError) -> SaveError:
    """An edit is in memory only."""
    why = reason(error) if isinstance(error, OSError) else str(error)
    return SaveError(
        tr("Not saved: {why}. Your notes are kept in memory; put this right and save again before you close.", why=why)
    )


def not_folded(error: OSError | BusyError, sidecar: Path) -> SaveError:
    """Every edit is in the journal, but the annotations file is still the old one."""
    why = reason(error) if isinstance(error, OSError) else str(error)
    return SaveError(
        tr(
            "Not saved to {file}: {why}. Your notes are safe in the journal beside it; it will be tried again.",
            file=sidecar.name,
            why=why,
        )
    )
