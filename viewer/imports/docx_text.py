"""What the XML of a Word file says (ISO/IEC 29500-1, 17): its text with the places of comments, and the comments."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

_MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
#: Paragraph ids and threads of comments (MS-DOCX, 2.5.3 and 2.7.2).
_PARA_ID: Final = "http://schemas.microsoft.com/office/word/2010/wordml paraId"
_THREADS: Final = "http://schemas.microsoft.com/office/word/2012/wordml"


def _local(name: str) -> str:
    """`name` for what is WordprocessingML, "" for anything else."""
    namespace, _, local = name.rpartition(" ")
    return local if namespace in (_MAIN, _STRICT) else ""


def _attribute(attributes: dict[str, str], name: str) -> str:
    return attributes.get(f"{_MAIN} {name}") or attributes.get(f"{_STRICT} {name}") or ""


class _Text:
    """Collects text: paragraphs on lines of their own, breaks and tabs as they are; what was deleted is passed over."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self._in_text = 0
        self._deleted = 0
        self._skipped = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if name.endswith(" Fallback"):  # the same once more, for older programs
            self._skipped += 1
        elif local == "t":
            self._in_text += 1
        elif local in ("del", "moveFrom"):
            self._deleted += 1
        elif local in ("br", "cr"):
            self.add("\n")
        elif local == "tab" and not attributes:  # those with attributes are stops
            self.add("\t")
        elif local == "noBreakHyphen":
            self.add("-")

    def end(self, name: str) -> None:
        local = _local(name)
        if name.endswith(" Fallback"):
            self._skipped -= 1
        elif local == "t":
            self._in_text -= 1
        elif local in ("del", "moveFrom"):
            self._deleted -= 1
        elif local == "p":
            self.add("\n")

    def text(self, text: str) -> None:
        if self._in_text > 0:
            self.add(text)

    def add(self, text: str) -> None:
        if not self._deleted and not self._skipped:
            self.pieces.append(text)
            self.length += len(text)


class Body(_Text):
    """The text of the document, and by a comment's number what it is about: half-open code points of that text."""

    def __init__(self) -> None:
        super().__init__()
        self.spans: dict[str, tuple[int, int]] = {}
        self._open: dict[str, int] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        super().start(name, attributes)
        local, number = _local(name), _attribute(attributes, "id")
        if local == "commentRangeStart":
            self._open.setdefault(number, self.length)
        elif local == "commentRangeEnd" and number in self._open:
            self.spans[number] = self._open[number], self.length
        elif local == "commentReference":
            self.spans.setdefault(number, (self.length, self.length))


@dataclass(slots=True)
class Comment:
    """A comment. `paragraphs` are the ids by which threads name it."""

    number: str
    author: str
    date: str
    text: str = ""
    paragraphs: list[str] = field(default_factory=list)


class Comments(_Text):
    """All comments, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Comment] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        super().start(name, attributes)
        local = _local(name)
        if local == "comment":
            self.pieces.clear()
            author, date = _attribute(attributes, "author"), _attribute(attributes, "date")
            self.found.append(Comment(_attribute(attributes, "id"), author, date))
        elif local == "p" and self.found and (id := attributes.get(_PARA_ID)):
            self.found[-1].paragraphs.append(id)

    def end(self, name: str) -> None:
        super().end(name)
        if _local(name) == "comment" and self.found:
            self.found[-1].text = "".join(self.pieces).removesuffix("\n")


class Threads:
    """Which comment answers which, by their paragraphs."""

    def __init__(self) -> None:
        self.parents: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_THREADS} commentEx":
            child, parent = (attributes.get(f"{_THREADS} {key}", "") for key in ("paraId", "paraIdParent"))
            if child and parent:
                self.parents[child] = parent
