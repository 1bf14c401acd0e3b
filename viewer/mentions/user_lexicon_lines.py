"""The lines of the user's lexicon: its sections and entries as they are written, and how one more is put among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

TOP_KEY = re.compile(r"([A-Za-z_]+)[ ]*:(?=\s|\Z)(.*)")
COMMENT = re.compile(r"\s*(?:#.*)?\Z")


def sections(lines: Sequence[str]) -> Iterator[tuple[int, int, re.Match[str]]]:
    """Where each key of the file stands and where its section ends, as numbers of lines from 0."""
    tops = [(number, match) for number, line in enumerate(lines) if (match := TOP_KEY.match(line))]
    ends = [number for number, _ in tops[1:]] + [len(lines)]
    return ((top, end, match) for (top, match), end in zip(tops, ends, strict=False))


def entry_starts(lines: Sequence[str], start: int, end: int) -> list[int]:
    """Where in a block the entries begin: at lines that are indented no more than the first (or by a slip)."""
    filled = [number for number in range(start, end) if not COMMENT.match(lines[number])]
    if not filled:
        return []
    indent = indent_of(lines[filled[0]])
    return [number for number in filled if indent_of(lines[number]) <= indent + 1]


def indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def with_entry(text: str, key: str, entry: Iterable[str]) -> str:
    """`text` with one more entry at the end of the section `key`, and nothing else changed."""
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    for top, end, match in sections(lines):
        if match[1] != key:
            continue
        filled = [number for number in range(top + 1, end) if not COMMENT.match(lines[number])]
        if COMMENT.match(match[2]):
            indent = " " * (indent_of(lines[filled[0]]) if filled else 2)
            at = (filled[-1] if filled else top) + 1
            lines[at:at] = [indent + line for line in entry]
        else:
            _into_flow(lines, top, end, list(entry))
        return "\n".join(lines) + "\n"
    return "\n".join([*lines, *([""] if lines else []), f"{key}:", *(f"  {line}" for line in entry)]) + "\n"


def _into_flow(lines: list[str], top: int, end: int, entry: list[str]) -> None:
    """Put an entry into `key: [a, b]` or `key: {a: b}`. If that fails, the caller sees it from what it reads."""
    whole = "\n".join(lines[top:end])
    closing = max(whole.rfind("]"), whole.rfind("}"))
    if closing < 0:
        return
    first, *rest = entry
    flow = first.removeprefix("- ")
    if rest:
        flow = "{" + ", ".join([flow, *(line.strip() for line in rest)]) + "}"
    head = whole[:closing].rstrip()
    comma = "" if head.endswith(("[", "{", ",")) else ","
    lines[top:end] = f"{head}{comma} {flow}{whole[closing:]}".split("\n")
