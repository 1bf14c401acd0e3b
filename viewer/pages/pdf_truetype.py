"""Cuts a TrueType font down to the glyphs that a PDF uses (ISO/IEC 14496-22).

They keep their numbers, and the others become empty. Done here, as importing fontTools takes a quarter of a second, and
Qt cuts fonts only inside QPdfWriter.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator

#: Tables that stay as they are; a PDF wants no more than these and those below (ISO 32000-1, 9.9).
_WHOLE = ("cvt ", "fpgm", "prep")
# Flags of a part of a composite glyph.
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x0001, 0x0008, 0x0020, 0x0040, 0x0080


def subset(table: Callable[[str], bytes], used: Iterable[int]) -> bytes:
    """A font file with the glyphs `used`; `table` gives a table of the whole font, empty if it has none."""
    head, loca, glyf = bytearray(table("head")), table("loca"), table("glyf")
    if struct.unpack_from(">h", head, 50)[0]:
        places = struct.unpack(f">{len(loca) // 4}I", loca[: len(loca) // 4 * 4])
    else:
        places = tuple(2 * place for place in struct.unpack(f">{len(loca) // 2}H", loca[: len(loca) // 2 * 2]))

    def outline(glyph: int) -> bytes:
        return glyf[places[glyph] : places[glyph + 1]] if glyph + 1 < len(places) else b""

    kept: dict[int, bytes] = {}
    left = [0, *used]
    while left:
        glyph = left.pop()
        if glyph not in kept:
            kept[glyph] = outline(glyph)
            left += _parts(kept[glyph])
    count = max(kept) + 1
    offsets, outlines, at = [], [], 0
    for glyph in range(count):
        offsets.append(at)
        if data := kept.get(glyph):
            outlines.append(data + bytes(-len(data) % 4))
            at += len(outlines[-1])
    offsets.append(at)

    hhea, maxp, hmtx = bytearray(table("hhea")), bytearray(table("maxp")), table("hmtx")
    # As many have an advance of their own; the rest have that of the last one.
    advances = min(struct.unpack_from(">H", hhea, 34)[0], count)
    struct.pack_into(">H", hhea, 34, advances)
    struct.pack_into(">H", maxp, 4, count)
    struct.pack_into(">I", head, 8, 0)
    struct.pack_into(">h", head, 50, 1)
    tables = {
        "glyf": b"".join(outlines),
        "head": bytes(head),
        "hhea": bytes(hhea),
        "hmtx": hmtx[: 4 * advances + 2 * (count - advances)],
        "loca": struct.pack(f">{count + 1}I", *offsets),
        "maxp": bytes(maxp),
        **{tag: data for tag in _WHOLE if (data := table(tag))},
    }
    return _file(tables)


def _parts(outline: bytes) -> Iterator[int]:
    """The glyphs that a composite one is made of."""
    if len(outline) < 10 or struct.unpack_from(">h", outline)[0] >= 0:
        return
    at, flags = 10, _MORE
    while flags & _MORE:
        flags, glyph = struct.unpack_from(">HH", outline, at)
        yield glyph
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0


def _file(tables: dict[str, bytes]) -> bytes:
    power = 1 << (len(tables).bit_length() - 1)
    head = struct.pack(
        ">IHHHH", 0x00010000, len(tables), 16 * power, power.bit_length() - 1, 16 * (len(tables) - power)
    )
    at = len(head) + 16 * len(tables)
    directory, bodies = [], []
    for tag in sorted(tables):
        data = tables[tag]
        body = data + bytes(-len(data) % 4)
        directory.append(struct.pack(">4sIII", tag.encode(), _sum(body), at, len(data)))
        bodies.append(body)
        at += len(body)
    whole = bytearray(head + b"".join(directory) + b"".join(bodies))
    adjustment = whole.index(tables["head"], len(head) + 16 * len(tables)) + 8
    struct.pack_into(">I", whole, adjustment, (0xB1B0AFBA - _sum(bytes(whole))) & 0xFFFFFFFF)
    return bytes(whole)


def _sum(data: bytes) -> int:
    return int(sum(struct.unpack(f">{len(data) // 4}I", data))) & 0xFFFFFFFF
