"""The package of a Word file (ISO/IEC 29500-2): its parts, opened only as far as they promise to be small."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Final
from xml.parsers import expat

from viewer.imports.errors import ImportRefusedError
from viewer.language import mark, tr

#: What all parts, and one of them, may unpack to, in bytes; pictures are not opened but count.
_MOST_PARTS: Final = 5_000
_LARGEST_PART: Final = 64 << 20
#: A part of text that unpacks to more than a megabyte is so many times its packed size at most; deflate could do 1,000.
_MOST_PACKED: Final = 150
_SMALL: Final = 1 << 20
_DEEPEST: Final = 200

_BOMB: Final = mark("{file} unpacks to far more than a document of its size, and was not imported.")
_BROKEN: Final = mark("{file} is not a Word document that can be read, and was not imported. It may be damaged.")

#: Called with the name of an element (`namespace name`) and its attributes.
Start = Callable[[str, dict[str, str]], None]


class Package:
    """The parts of a file. Raises ImportRefusedError for one that is damaged or a bomb."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise ImportRefusedError(tr(_BROKEN, file=name)) from None
        self.names = [info.filename for info in self._archive.infolist()]
        if len(self.names) > _MOST_PARTS or len(set(self.names)) < len(self.names):
            raise ImportRefusedError(tr(_BROKEN, file=name))

    def read(self, part: str) -> bytes | None:
        """The bytes of a part, None if there is none of that name."""
        if part not in self.names:
            return None
        info = self._archive.getinfo(part)
        # What it says it unpacks to is checked first; and it is never asked for more than it said.
        size = info.file_size
        if size > _LARGEST_PART or (size > _SMALL and size > _MOST_PACKED * max(1, info.compress_size)):
            raise ImportRefusedError(tr(_BOMB, file=self._name))
        try:
            with self._archive.open(info) as file:
                data = file.read(size + 1)
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError, NotImplementedError):
            raise ImportRefusedError(tr(_BROKEN, file=self._name)) from None
        return data

    def parse(self, part: str, start: Start, end: Callable[[str], None], text: Callable[[str], None]) -> bool:
        """Calls back for what a part of XML holds; whether there is one. Neither entities nor a document type: Office
        never writes any, and nothing good comes of them."""
        data = self.read(part)
        if data is None:
            return False
        parser = expat.ParserCreate(namespace_separator=" ")
        depth = 0

        def forbidden(*_: object) -> None:
            raise ImportRefusedError(tr("{file} holds a document type, which no Word document does.", file=self._name))

        def deeper(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > _DEEPEST:
                raise ImportRefusedError(tr(_BROKEN, file=self._name))
            start(name, attributes)

        def higher(name: str) -> None:
            nonlocal depth
            depth -= 1
            end(name)

        parser.StartDoctypeDeclHandler = forbidden
        parser.EntityDeclHandler = forbidden
        parser.StartElementHandler, parser.EndElementHandler = deeper, higher
        parser.CharacterDataHandler = text
        parser.buffer_text = True
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, LookupError, ValueError):  # the latter two for the encoding that it names
            raise ImportRefusedError(tr(_BROKEN, file=self._name)) from None
        return True
