"""The annotations that went out in a PDF of ours: the JSON-LD file embedded in it (ISO 32000-1, 7.11.4)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import pikepdf

from viewer.annotations.jsonld import SUFFIX, read_page

#: Bytes; 10,000 notes take some 10 MB.
_LARGEST = 48 << 20


def base_of(pdf: pikepdf.Pdf) -> tuple[str, ...] | None:
    """The annotations in the embedded file, as JSON; None if there is none that can be read as a whole.

    Only what went out is in there, so that a note left out of the PDF is not taken for deleted.
    """
    for data in _attached(pdf):
        page = read_page(data)
        if page.is_readable:
            return tuple(annotation.text for annotation in page.annotations.values())
    return None


def _attached(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    try:
        for name, spec in pdf.attachments.items():
            if name.endswith(SUFFIX) or str(spec.filename).endswith(SUFFIX):
                data = _bounded(spec.obj.EF.F)
                if data is not None:
                    yield data
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError):
        return


def _bounded(stream: pikepdf.Object) -> bytes | None:
    """The bytes of a stream that is stored or deflated once, None for any other and for one that inflates too far."""
    if not isinstance(stream, pikepdf.Stream):
        return None
    filters = stream.get("/Filter")
    names = list(filters) if isinstance(filters, pikepdf.Array) else [filters] if filters is not None else []
    if len(names) > 1 or (names and names[0] != pikepdf.Name.FlateDecode) or "/DecodeParms" in stream:
        return None
    raw = stream.read_raw_bytes()
    if not names:
        return raw
    try:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(raw, _LARGEST)
    except zlib.error:
        return None
    return data if unpacker.eof else None
