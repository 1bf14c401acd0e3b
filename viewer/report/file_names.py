"""Names for files that leave the program: safe on every system, inside the chosen folder, overwriting nothing."""

from __future__ import annotations

import os
import re
import unicodedata
from itertools import count
from pathlib import Path

from viewer.annotations.jsonld import sidecar_path
from viewer.language import tr
from viewer.patience import ask_disk
from viewer.report.errors import ReportError

#: UTF-8 bytes. File systems allow 255; this leaves room for a suffix, for ` (2)` and for a temporary file's name.
_LONGEST = 180
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
#: Briefs, and what keeps their notes.
_OURS = re.compile(r"\.brief\.md$|\.annotations\.(jsonld|journal|lock)$", re.IGNORECASE)
#: What Windows takes for a device, whatever extension follows.
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(\.|$)", re.IGNORECASE)


def safe_name(title: str, suffix: str = "") -> str:
    """A file name made from a title: never empty, without separators, no device, no hidden file.

    Control and formatting characters go (a bidirectional one could disguise an extension), and so do dots and spaces
    at either end. The whole name takes at most 180 bytes.
    """
    text = unicodedata.normalize("NFC", title)
    text = "".join(" " if letter.isspace() else letter for letter in text)
    # Lone surrogates (Cs) could not be encoded; private and unassigned characters show as nothing.
    text = "".join(letter for letter in text if not unicodedata.category(letter).startswith("C"))
    text = " ".join(_FORBIDDEN.sub("-", text).split())
    text = _cut(text.strip(" ."), _LONGEST - len(suffix.encode())).rstrip(" .") or "brief"
    return ("_" if _RESERVED.match(text) else "") + text + suffix


def export_path(brief_path: Path, suffix: str, folder: Path | None = None) -> Path:
    """Where an export of this brief goes by default: `congo-offer.brief.md` → `congo-offer.notes.md`, beside it or in
    `folder`, and never where a file already is. Where the brief's folder may not be written to: the home folder."""
    stem = brief_path.name.removesuffix(".brief.md")
    if stem == brief_path.name:
        stem = brief_path.stem
    folder = folder or (brief_path.parent if os.access(brief_path.absolute().parent, os.W_OK) else Path.home())
    return free_path(folder / safe_name(stem, suffix), suffix)


def offered_path(brief_path: Path, suffix: str) -> Path:
    """As `export_path`, but in the home folder where the disk with the brief does not answer."""
    beside = ask_disk(brief_path.parent, lambda: export_path(brief_path, suffix), None)
    return beside or export_path(brief_path, suffix, Path.home())


def free_path(path: Path, suffix: str = "") -> Path:
    """`path`, or the first of `path (2)`, `path (3)`, … where no file is. The number goes before `suffix`, which by
    default is what follows the last dot."""
    suffix = suffix or path.suffix
    stem = path.name.removesuffix(suffix)
    numbered = (path.with_name(f"{stem} ({number}){suffix}") for number in count(2))
    return path if not _lies(path) else next(name for name in numbered if not _lies(name))


def refuse_target(target: Path, brief_path: Path) -> None:
    """Raises `ReportError` if an export to `target` would replace a brief, or notes. Links are followed."""
    real = Path(os.path.realpath(target))
    own = {Path(os.path.realpath(path)) for path in (brief_path, sidecar_path(brief_path))}
    if real in own or _OURS.search(real.name) or (real.exists() and brief_path.exists() and real.samefile(brief_path)):
        what = tr("the brief itself") if real == Path(os.path.realpath(brief_path)) else tr("a brief or its notes")
        raise ReportError(
            tr("{file} is {what}, which an export must not replace. Choose another name.", file=target.name, what=what)
        )


def _lies(path: Path) -> bool:
    return path.is_symlink() or path.exists()


def _cut(text: str, limit: int) -> str:
    """At most `limit` bytes of UTF-8, cut between code points."""
    return text.encode()[: max(1, limit)].decode(errors="ignore")
