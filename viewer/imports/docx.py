"""Comments of a Word document (ISO/IEC 29500-1, 17.13.4), ours or anybody's, with the words that they are about."""

from __future__ import annotations

from typing import Final

from viewer.annotations.jsonld import read_page
from viewer.imports.docx_package import Package
from viewer.imports.docx_text import Body, Comment, Comments, Threads
from viewer.imports.errors import ImportRefusedError
from viewer.imports.found import FoundNote, Source
from viewer.language import tr

_MOST: Final = 20_000
_CONTEXT: Final = 64
#: In a part of custom data, which Word keeps as it is: the notes that went out, as JSON-LD.
_BASE: Final = "urn:briefing-viewer:notes base"


def read_docx(name: str, data: bytes) -> Source:
    """The comments in a Word document. Raises ImportRefusedError."""
    package = Package(name, data)
    body, comments, threads = Body(), Comments(), Threads()
    if not package.parse("word/document.xml", body.start, body.end, body.text):
        raise ImportRefusedError(tr("{file} is no Word document. Notes are read from .docx files.", file=name))
    package.parse("word/comments.xml", comments.start, comments.end, comments.text)
    package.parse("word/commentsExtended.xml", threads.start, lambda _: None, lambda _: None)
    text = "".join(body.pieces)
    owners = {id: comment.number for comment in comments.found for id in comment.paragraphs}
    notes = tuple(_note(comment, body, text, threads, owners) for comment in comments.found[:_MOST])
    more = len(comments.found) - _MOST
    return Source(
        name,
        "docx",
        notes,
        _base(package),
        (tr("comments past the first {most}: {more}", most=_MOST, more=more),) if more > 0 else (),
    )


def _note(comment: Comment, body: Body, text: str, threads: Threads, owners: dict[str, str]) -> FoundNote:
    start, end = body.spans.get(comment.number, (0, 0))
    words = text[start:end]
    # A range goes over the end of its last paragraph without meaning it.
    end -= len(words) - len(words.rstrip("\n"))
    parent = next((owners.get(threads.parents[id], "") for id in comment.paragraphs if id in threads.parents), "")
    return FoundNote(
        key=comment.number,
        exact=text[start:end] if start < end else "",
        prefix=text[max(0, start - _CONTEXT) : start],
        suffix=text[end : end + _CONTEXT],
        note=comment.text,
        author=comment.author,
        created=comment.date,
        modified=comment.date,
        reply_to=parent if parent != comment.number else "",
        place=tr("comment {number}", number=comment.number),
    )


def _base(package: Package) -> tuple[str, ...] | None:
    """The notes that went out in the file, as JSON; None if it does not say."""
    for part in package.names:
        if part.startswith("customXml/item") and part.endswith(".xml") and "Props" not in part:
            found: list[str] = []
            is_ours = False

            def start(name: str, _: dict[str, str]) -> None:
                nonlocal is_ours
                is_ours = is_ours or name == _BASE

            package.parse(part, start, lambda _: None, found.append)
            if is_ours:
                page = read_page("".join(found).encode())
                return tuple(note.text for note in page.annotations.values()) if page.is_readable else None
    return None
