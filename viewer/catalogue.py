"""A language's texts: Qt's `.ts` file under resources/translations/, which Qt Linguist opens and git can merge.

It is read as it is, in a few milliseconds: nothing is compiled. The parsing process, which has no Qt, reads it as well.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from viewer.language import document_in, translate_with
from viewer.resource_files import resource


class CatalogueError(Exception):
    """A catalogue that cannot be used, with the reason."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The texts of one language: from the English of `tr`, or the plural of `trn`, to one form for each number."""

    code: str
    forms: dict[str, tuple[str, ...]]

    def translate(self, text: str, number: int | None = None) -> str | None:
        """The text in this language, or None if it has none."""
        forms = self.forms.get(text)
        if not forms:
            return None
        return forms[0 if number is None or _singular(self.code, number) else -1] or None


def _singular(code: str, number: int) -> bool:
    return number in (0, 1) if code == "fr" else number == 1


def read_catalogue(path: Path) -> Catalogue:
    """The catalogue at `path`, `CODE.ts`. Raises `CatalogueError` if there is none that can be read."""
    # Imported when it is needed, and not ElementTree, which takes twice as long to import and to read.
    from xml.parsers import expat

    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text.append
    try:
        parser.Parse(path.read_bytes(), True)
    except (OSError, expat.ExpatError, ValueError, LookupError) as error:  # LookupError: an encoding that is none
        raise CatalogueError(str(error)) from error
    if reader.root != "TS":
        raise CatalogueError("this is no catalogue")
    return Catalogue(path.stem, reader.forms)


class _Reader:
    """Gathers the finished translations."""

    def __init__(self) -> None:
        self.root = ""
        self.forms: dict[str, tuple[str, ...]] = {}
        self.text: list[str] = []
        self._source = ""
        self._found: list[str] = []
        self._finished = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.root = self.root or name
        if name == "translation":
            self._finished = "type" not in attributes
        self.text.clear()

    def end(self, name: str) -> None:
        words = "".join(self.text)
        self.text.clear()
        if name == "source":
            self._source, self._found = words, []
        elif name == "numerusform":
            self._found.append(words)
        elif name == "translation" and self._finished:
            self.forms[self._source] = tuple(self._found) or (words,)


def catalogue_path(code: str) -> Path:
    """Where the catalogue of a language lies, if there is one."""
    return resource("translations", f"{code}.ts")


def speak(code: str = "en") -> None:
    """Show texts in a language in this process, which may have no Qt; its catalogue is read when the first is shown,
    and if it cannot be, they stay English."""
    if not catalogue_path(code).exists():
        return

    @cache
    def found() -> Catalogue:
        try:
            return read_catalogue(catalogue_path(code))
        except CatalogueError:
            return Catalogue(code, {})

    translate_with(lambda text, number: found().translate(text, number), code)


def document_language(tag: str) -> AbstractContextManager[None]:
    """Write what the program adds to a document, its headings and such, in the language of its brief, by a BCP 47 tag;
    in English if there is no catalogue for it."""
    code = tag.partition("-")[0].lower()
    try:
        catalogue = read_catalogue(catalogue_path(code)) if code.isalpha() else None
    except CatalogueError:
        catalogue = None
    return document_in(catalogue.translate, code) if catalogue else document_in(None)
