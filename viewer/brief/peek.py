"""A brief's title at a glance, for lists of briefs: a look at the first lines, no parsing."""

from __future__ import annotations

import re
from pathlib import Path

_LOOK = 4096  # bytes
_HEADING = re.compile(r"^# +(?P<title>[^\n]+?)[ #]*$", re.MULTILINE)
_TITLE = re.compile(r"^title:[ \t]+(?P<quote>[\"']?)(?P<title>[^\n]+?)(?P=quote)[ \t]*$", re.MULTILINE)


def stem(name: str) -> str:
    """The name of a brief's file without its endings."""
    for ending in (".brief.md", ".md", ".markdown", ".txt"):
        if name.lower().endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)]
    return name


def peek_title(path: Path) -> str:
    """The title in the first lines of a brief's front matter, else its first heading there, else the name of its file
    without its endings."""
    name = stem(path.name)
    try:
        if not path.is_file():
            return name
        with path.open("rb") as file:
            start = file.read(_LOOK).decode("utf-8", "replace")
    except OSError:
        return name
    match = (_TITLE if start.startswith("---") else _HEADING).search(start)
    # A quote that stands alone belongs to something that only the parser can make sense of.
    return match["title"] if match and match["title"][0] not in "\"'|>&*!{[" else name
