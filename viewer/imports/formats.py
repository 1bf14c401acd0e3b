"""Which reader a file is for. It is told by what it begins with; names lie."""

from __future__ import annotations

from viewer.imports.errors import ImportRefusedError
from viewer.imports.found import Source
from viewer.language import mark, tr

_KNOWN = mark("Notes are read from PDF, Word (.docx), CSV, Web Annotation JSON-LD and Hypothesis' JSON.")


def read(name: str, data: bytes) -> Source:
    """What the file called `name` with these bytes says. Raises ImportRefusedError if it is none that can be read.

    Only to be called in a process that may be killed.
    """
    # Viewers find the header of a PDF anywhere in the first kilobyte.
    if b"%PDF-" in data[:1024]:
        from viewer.imports.pdf import read_pdf

        return read_pdf(name, data)
    if data.startswith(b"PK\x03\x04"):
        from viewer.imports.docx import read_docx

        return read_docx(name, data)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # “Unicode text” of spreadsheets
        text = data.decode("utf-16", "replace")
    elif b"\x00" in data:
        raise ImportRefusedError(tr("{file} holds no notes that can be read. {known}", file=name, known=tr(_KNOWN)))
    else:
        text = _decoded(data)
    if text.lstrip().startswith(("{", "[")):
        from viewer.imports.json_notes import read_json

        return read_json(name, text)
    from viewer.imports.csv_rows import read_csv

    return read_csv(name, text)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # what spreadsheets write on Windows
