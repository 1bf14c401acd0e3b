"""The user's own names, for every brief: a YAML file in the config folder that a hand or the program edits.

    actors:                       # and minerals, places: entries as in front matter
      - id: hewa-bora
        name: Hewa Bora Trading
        kind: company
        aliases: [Hewa Bora, =HBTC]
    aliases:                      # other names of entities that are known, by id
      the river capital: kinshasa
    ignore:                       # never a mention
      - Prince

There are no patterns in it, so that nothing a user writes can make the search slow. What is wrong is a fault with its
line; the rest counts all the same.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from viewer.brief.model import DeclaredEntity
from viewer.brief.source import BriefError, read_source
from viewer.errors import Fault, ViewerError
from viewer.language import tr
from viewer.mentions.corrections import NO_CORRECTIONS, Corrections, why_no_name
from viewer.mentions.user_lexicon_lines import with_entry
from viewer.mentions.yaml_text import entity_lines, quoted

FILE_NAME: Final = "lexicon.yaml"
SIZE_LIMIT: Final = 1 << 20  # bytes

_HEADER: Final = (
    "# Names of your own, for every brief. You can edit this file; the program adds to it.\n"
    "# actors, minerals, places: entries as in front matter; aliases: `other name: id`; ignore: a list of texts.\n"
)
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\Z")


class UserLexiconError(ViewerError):
    """The file cannot be read, written or added to."""


@dataclass(frozen=True, slots=True)
class UserLexicon:
    """What the file says, and what is wrong with it."""

    corrections: Corrections = NO_CORRECTIONS
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class FileChange:
    """The text of the file before and after a change; None if there was no file, or shall be none."""

    before: str | None
    after: str | None

    def inverse(self) -> FileChange:
        """The change that takes this one back."""
        return FileChange(self.after, self.before)


def read_user_lexicon(path: Path, known: Container[str] | None = None) -> UserLexicon:
    """Read the file; no file is an empty lexicon, one that cannot be read a fault.

    `known` are the ids that aliases may lead to, besides the file's own.
    """
    if not path.exists():
        return UserLexicon()
    # Imported when there is a file: PyYAML takes 30 ms, which most starts need not pay.
    from viewer.mentions.user_lexicon_parser import parse_user_lexicon

    try:
        return parse_user_lexicon(_text_of(path), known)
    except UserLexiconError as error:
        return UserLexicon(faults=(Fault("error", 0, 0, str(error).rstrip(".")),))


def start_user_lexicon(path: Path) -> None:
    """Make the file, with what can stand in it as a comment, unless it is there. Raises `UserLexiconError`."""
    if not path.exists():
        _write(path, _HEADER)


def add_entity(path: Path, entity: DeclaredEntity) -> FileChange:
    """Declare an entity for every brief. Raises `UserLexiconError` if that cannot be, with the reason."""
    for text in filter(None, (entity.name, *entity.aliases)):
        _check_name(text)
    if not ID.match(entity.id):
        raise UserLexiconError(tr("“{id}” is no id; use letters, digits and hyphens.", id=entity.id))
    return _add(path, f"{entity.group}s", list(entity_lines(entity)))


def add_alias(path: Path, text: str, identity: str) -> FileChange:
    """Let `text` name an entity in every brief. Raises `UserLexiconError` if that cannot be, with the reason."""
    _check_name(text)
    return _add(path, "aliases", [f"{quoted(text)}: {quoted(identity)}"])


def add_ignored(path: Path, text: str) -> FileChange:
    """Let `text` be no mention in any brief. Raises `UserLexiconError` if that cannot be, with the reason."""
    _check_name(text)
    return _add(path, "ignore", [f"- {quoted(text)}"])


def carry_out(path: Path, change: FileChange) -> None:
    """Make a change, or one that was undone, again. Raises `UserLexiconError` if the file was edited since."""
    if (_text_of(path) if path.exists() else None) != change.before:
        raise UserLexiconError(tr("{path} was edited in the meantime; edit the entry by hand.", path=path))
    if change.after is None:
        try:
            path.unlink()
        except OSError as error:
            raise UserLexiconError(tr("{path} cannot be removed: {why}.", path=path, why=error.strerror)) from None
    else:
        _write(path, change.after)


def _check_name(text: str) -> None:
    if reason := why_no_name(text):
        raise UserLexiconError(f"{reason[0].upper()}{reason[1:]}.")


def _add(path: Path, key: str, entry: list[str]) -> FileChange:
    from viewer.mentions.user_lexicon_parser import parse_user_lexicon

    before = _text_of(path) if path.exists() else None
    old = before or ""
    after = with_entry(old or _HEADER, key, entry)
    was, now = parse_user_lexicon(old), parse_user_lexicon(after)
    if _size(now.corrections) != _size(was.corrections) + 1 or len(now.faults) > len(was.faults):
        raise UserLexiconError(
            tr("{path} could not be added to (is the name in it already?); edit it by hand.", path=path)
        )
    _write(path, after)
    return FileChange(before, after)


def _size(corrections: Corrections) -> int:
    return len(corrections.declared) + len(corrections.aliases) + len(corrections.ignored)


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise UserLexiconError(
                tr("{path} is larger than {most} MiB; shorten it.", path=path, most=SIZE_LIMIT >> 20)
            )
        return read_source(path).text
    except BriefError as error:
        raise UserLexiconError(str(error)) from None
    except OSError as error:
        raise UserLexiconError(tr("{path} cannot be read: {why}.", path=path, why=error.strerror)) from None


def _write(path: Path, text: str) -> None:
    """Replace the file's text whole or not at all. A link is followed, and the file's mode kept."""
    target = path.resolve()
    aside = ""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-", suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):
            Path(aside).chmod(target.stat().st_mode & 0o777)
        Path(aside).replace(target)
    except OSError as error:
        if aside:
            Path(aside).unlink(missing_ok=True)
        raise UserLexiconError(
            tr("{path} cannot be written: {why}. Nothing was changed.", path=path, why=error.strerror)
        ) from None
