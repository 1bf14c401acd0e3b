"""The parsing process: reads one brief, writes messages, ends.

    python -m viewer.brief.worker markdown|plain PATH

Python-Markdown hangs on 10 kB of `[` and recurses past Python's limit on a legitimate glossary, so it runs here, where
it can be killed, on a thread with a stack that is large enough. Messages (see `wire`): `front` (front matter, title),
any number of `blocks`, then `end`; or `error` at any time.
"""

from __future__ import annotations

import os
import re
import sys
import threading
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from viewer.brief import wire
from viewer.brief.blocks import BlockReader
from viewer.brief.front_matter import parse_front_matter, split_front_matter
from viewer.brief.model import Block, FrontMatter
from viewer.brief.peek import stem
from viewer.brief.plain import plain_blocks
from viewer.brief.source import MARKDOWN_LIMIT, MIB, BriefError, read_source
from viewer.catalogue import speak
from viewer.errors import Fault
from viewer.language import tr
from viewer.untrusted import limit_memory

#: Bytes of address space. Python, the stack and the tree of 8 MiB of Markdown fit; a runaway does not.
MEMORY_LIMIT = 2048 * MIB
_STACK = 512 * MIB - 4096
_RECURSION_LIMIT = 200_000

_ENTITY_LINK = re.compile(r"(?:\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?)((?:actor|mineral|place):[^\s)>]*)", re.MULTILINE)
_OPENABLE = ("http:", "https:", "mailto:", "#", "actor:", "mineral:", "place:", "not:")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def main(arguments: list[str]) -> int:
    """Parse the brief that the command line names. Always returns 0: what went wrong is a message."""
    mode, path, *language = arguments
    # Messages go to a duplicate, and whatever prints goes to standard error: one stray line would break the protocol.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    speak(*language)
    limit_memory(MEMORY_LIMIT)
    threading.stack_size(_STACK)
    sys.setrecursionlimit(_RECURSION_LIMIT)
    thread = threading.Thread(target=_run, args=(mode, Path(path), out))
    thread.start()
    thread.join()
    out.close()
    return 0


def _run(mode: str, path: Path, out: BinaryIO) -> None:
    try:
        out.write(wire.ALIVE)
        out.flush()
        for message in parse(path, plain=mode == "plain"):
            out.write(wire.encode(message))
            out.flush()
    except BriefError as error:
        _say_error(out, str(error), error.line, error.column)
    except BrokenPipeError:
        pass  # the program does not want to know any more


def _say_error(out: BinaryIO, what: str, line: int, column: int) -> None:
    out.write(wire.encode({"type": "error", "what": what, "line": line, "column": column}))
    out.flush()


def parse(path: Path, plain: bool) -> Iterator[dict[str, object]]:
    """The messages for the brief at `path`. With `plain`, its body is not taken for Markdown."""
    source = read_source(path)
    faults = list(source.faults)
    is_text = path.suffix.lower() == ".txt"
    front, body, matter = FrontMatter(), source.text, ""
    if not is_text:
        matter, body, _ = split_front_matter(source.text)
        if matter:
            front, found = parse_front_matter(matter)
            faults += found
        elif source.text.startswith("---\n") and "\n---" not in source.text:
            faults.append(Fault("warning", 1, 1, tr("no second `---` line closes the front matter; add it")))
    if not is_text and not plain and len(body) > MARKDOWN_LIMIT:
        plain = True
        faults.append(
            Fault("warning", 1, 1, tr("over {most} MiB, so it is shown as plain text", most=MARKDOWN_LIMIT // MIB))
        )

    chunks = _chunks(front.summary, body, plain or is_text)
    first = next(chunks, [])
    title = front.title
    if not title:
        while first and first[-1].part == "summary":
            first += (more := next(chunks, []))
            if not more:
                break
        title = _first_heading(first) or stem(path.name)
    yield {
        "type": "front",
        "name": path.name,
        "title": title,
        "front": wire.pack_front(front),
        "digest": source.digest,
        "plain": plain or is_text,
        "faults": wire.pack_faults(faults),
    }
    links: Counter[str] = Counter()
    images: list[str] = []
    while first:
        yield {"type": "blocks", "blocks": [wire.pack_block(block) for block in first]}
        for block in first:
            for run in block.runs:
                links[run.link] += bool(run.link)
                images += [run.image] if run.image else []
        first = next(chunks, [])
    places = _link_places(source.text, links)
    late = list(_link_faults(source.text, links))
    yield {"type": "end", "link_places": places, "faults": wire.pack_faults(late)}


def _chunks(summary: str, body: str, plain: bool) -> Iterator[list[Block]]:
    if plain:
        if summary:
            yield from plain_blocks(summary, "summary")
        yield from plain_blocks(body)
    else:
        reader = BlockReader()
        if summary:
            yield from reader.read(summary, "summary")
        yield from (chunk for chunk in reader.read(body, "body") if chunk)


def _first_heading(blocks: Iterable[Block]) -> str:
    return next((block.text for block in blocks if block.kind == "heading" and block.part == "body"), "")


def _link_places(text: str, links: Counter[str]) -> list[tuple[str, int, int]]:
    """Where entity links stand in the source. Python-Markdown forgets lines, so they are looked up again; a link that
    the parser did not see (in code, say) is passed over."""
    left = Counter({target: count for target, count in links.items() if _ENTITY_LINK.match(f"]({target}")})
    if not left:
        return []
    lines = _Lines(text)
    places = []
    for match in _ENTITY_LINK.finditer(text):
        if left[match[1]] > 0:
            left[match[1]] -= 1
            places.append((match[1], *lines.position(match.start(1))))
    return places


def _link_faults(text: str, links: Counter[str]) -> Iterator[Fault]:
    lines = _Lines(text)
    for target in links:
        scheme = _SCHEME.match(target)
        if scheme and not target.lower().startswith(_OPENABLE):
            at = text.find(target)
            line, column = lines.position(at) if at >= 0 else (0, 0)
            yield Fault(
                "warning",
                line,
                column,
                tr("a link to `{target}` does not open; use http, https or mailto", target=target[:60]),
            )


class _Lines:
    """Lines and columns (from 1) of offsets in a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
