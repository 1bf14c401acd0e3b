"""A PDF on its way into a file (ISO 32000-1, 7.5): each object leaves as soon as it is made, so that none is kept.

Streams go as they are, everything else in compressed object streams (7.5.7), with a cross-reference stream at the end.
The same objects in the same order give the same bytes.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import BinaryIO

#: Objects in one object stream.
_TOGETHER = 200
#: Streams that wait for being compressed.
_IN_WORK = 16
#: What compresses a page four times in half the time of zlib's own choice.
_LEVEL = 5


class PdfFile:
    """Writes to a binary file from its beginning. Objects are known by their numbers, from 1."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self._at = 0
        self._digest = hashlib.sha256()
        #: For each number: type, and two fields (7.5.8.3).
        self._places: list[tuple[int, int, int]] = [(0, 0, 65535)]
        self._waiting: list[tuple[int, bytes]] = []
        # zlib lets Python go on meanwhile. Whatever the threads do, streams are written in their order.
        self._packer = ThreadPoolExecutor(1)
        self._packed: deque[tuple[int, str, Future[bytes]]] = deque()
        # The second line tells programs that the file is binary.
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def number(self) -> int:
        """A number for an object that is to be put later."""
        self._places.append((0, 0, 65535))
        return len(self._places) - 1

    def numbers(self, count: int) -> list[int]:
        """Several of them."""
        return [self.number() for _ in range(count)]

    def put(self, value: str, number: int = 0) -> int:
        """Write an object that is no stream, in ASCII as it stands in a file, under a number of its own or a given one,
        which is returned."""
        number = number or self.number()
        self._waiting.append((number, value.encode("ascii")))
        if len(self._waiting) == _TOGETHER:
            self._put_waiting()
        return number

    def stream(self, entries: str, data: bytes, number: int = 0, *, compress: bool = True) -> int:
        """Write a stream. `entries` of its dictionary are those beside `Length` and, unless it stays as it is,
        `Filter`."""
        number = number or self.number()
        if compress:
            work = self._packer.submit(zlib.compress, data, _LEVEL)
            self._packed.append((number, f"{entries}/Filter/FlateDecode", work))
            if len(self._packed) > _IN_WORK:
                self._write_stream(*self._packed.popleft())
        else:
            self._write_packed()
            self._write_stream(number, entries, data)
        return number

    def finish(self, root: int, info: int) -> None:
        """Write what leads readers to the objects (7.5.8). Nothing may be written afterwards."""
        self._put_waiting()
        self._write_packed()
        number = self.number()
        self._places[number] = (1, at := self._at, 0)
        rows = b"".join(
            kind.to_bytes(1, "big") + first.to_bytes(5, "big") + second.to_bytes(2, "big")
            for kind, first, second in self._places
        )
        id_ = self._digest.hexdigest()[:32]
        self.stream(
            f"/Type/XRef/Size {len(self._places)}/W[1 5 2]/Root {root} 0 R/Info {info} 0 R/ID[<{id_}><{id_}>]",
            rows,
            number,
        )
        self._write_packed()
        self._packer.shutdown()
        self._write(b"startxref\n%d\n%%%%EOF\n" % at)

    def _put_waiting(self) -> None:
        if not self._waiting:
            return
        holder = self.number()
        index, offset = [], 0
        for place, (number, value) in enumerate(self._waiting):
            index.append(f"{number} {offset}")
            offset += len(value) + 1
            self._places[number] = (2, holder, place)
        head = (" ".join(index) + "\n").encode()
        body = b"\n".join(value for _, value in self._waiting)
        self.stream(f"/Type/ObjStm/N {len(index)}/First {len(head)}", head + body, holder)
        self._waiting.clear()

    def _write_packed(self) -> None:
        while self._packed:
            self._write_stream(*self._packed.popleft())

    def _write_stream(self, number: int, entries: str, data: bytes | Future[bytes]) -> None:
        data = data if isinstance(data, bytes) else data.result()
        self._places[number] = (1, self._at, 0)
        self._write(b"%d 0 obj\n<<%s/Length %d>>\nstream\n" % (number, entries.encode("ascii"), len(data)))
        self._write(data)
        self._write(b"\nendstream\nendobj\n")

    def _write(self, data: bytes) -> None:
        self._target.write(data)
        self._digest.update(data)
        self._at += len(data)


def references(numbers: Iterable[int]) -> str:
    """An array of references to objects."""
    return f"[{' '.join(f'{number} 0 R' for number in numbers)}]"
