"""From bytes on disk to clean text: size limits, encodings, and characters that must not reach anything else."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from viewer.errors import Fault, ViewerError
from viewer.language import mark, tr
from viewer.untrusted import NotRegularError, read_regular

MIB = 1 << 20
#: Above this a brief opens as plain text: the Markdown parser's time grows faster than anyone would wait.
MARKDOWN_LIMIT = 8 * MIB
#: Above this a brief does not open: the text alone would take most of a laptop's memory.
SIZE_LIMIT = 128 * MIB

_BINARY_MAGIC = {
    b"%PDF-": mark("a PDF document"),
    b"PK\x03\x04": mark("a ZIP archive or an Office document"),
    b"\x89PNG": mark("a PNG picture"),
    b"\xff\xd8\xff": mark("a JPEG picture"),
    b"GIF8": mark("a GIF picture"),
    b"\x7fELF": mark("a program"),
    b"\x1f\x8b": mark("a compressed file"),
    b"\xd0\xcf\x11\xe0": mark("an old Office document"),
}

# Line ends that editors do not agree on. U+2028 is Qt's own break inside a block, U+2029 its paragraph end.
_NEWLINES = re.compile("\r\n|[\r\u0085\u2028\u2029\v\f]")
# C0 and C1 controls, lone surrogates, U+FFFC (our image character) and the noncharacters: U+FDD0 and U+FDD1 shift
# positions in Qt, NUL and surrogates raise in exporters, Python-Markdown uses STX and ETX for itself.
_UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffc\ufffe\uffff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "]"
)


class BriefError(ViewerError):
    """A brief that cannot be shown at all. `line` and `column` count from 1, 0 where there is no place."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file's text with `\\n` line ends and no unsafe characters, and the SHA-256 of its bytes in hexadecimal."""

    text: str
    digest: str
    faults: tuple[Fault, ...] = ()


def read_source(path: Path) -> SourceText:
    """Read a brief.

    Raises `BriefError` with one clear sentence for a missing, unreadable, oversized or binary file, a folder,
    a pipe or a device.
    """
    return decode_source(_read_bytes(path), path.name)


def clean_text(text: str) -> str:
    """`text` with `\\n` line ends, and U+FFFD where a character must not reach the canonical text."""
    text = _NEWLINES.sub("\n", text)
    return _UNSAFE.sub("\ufffd", text)


def decode_source(data: bytes, name: str) -> SourceText:
    """Decode the bytes of the file called `name`; see `read_source` for the errors."""
    for magic, what in _BINARY_MAGIC.items():
        if data.startswith(magic):
            raise BriefError(
                tr("{file} is {what}, not a brief. Open a Markdown or text file.", file=name, what=tr(what))
            )
    text, faults = _decode(data, name)
    return SourceText(clean_text(text), hashlib.sha256(data).hexdigest(), faults)


def _read_bytes(path: Path) -> bytes:
    try:
        data = read_regular(path, SIZE_LIMIT)
    except FileNotFoundError:
        raise BriefError(
            tr("{path} does not exist. Check the name, or whether the file was moved.", path=path)
        ) from None
    except NotRegularError:
        raise BriefError(tr("{file} is not a regular file. Open a Markdown or text file.", file=path.name)) from None
    except (IsADirectoryError, PermissionError):
        # On Windows a folder cannot be opened at all and says so as a file does that may not be read.
        if path.is_dir():
            raise BriefError(tr("{path} is a folder. Open a file in it.", path=path)) from None
        raise BriefError(tr("{path} may not be read. Ask its owner for permission to read it.", path=path)) from None
    except (OSError, ValueError) as error:
        raise BriefError(
            tr("{path} cannot be read: {why}.", path=path, why=getattr(error, "strerror", None) or error)
        ) from None
    if len(data) > SIZE_LIMIT:
        raise BriefError(
            tr("{file} is larger than {most} MiB. Split it and open a part.", file=path.name, most=SIZE_LIMIT // MIB)
        )
    return data


def _decode(data: bytes, name: str) -> tuple[str, tuple[Fault, ...]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), (
            Fault("warning", 1, 1, tr("the file is UTF-16, not UTF-8; save it as UTF-8")),
        )
    binary = tr("{file} holds binary data, not text. Open a Markdown or text file.", file=name)
    try:
        text = data.decode("utf-8-sig")
        # A stray NUL in a text is forgiven; an empty disk image, or UTF-16 without its mark, is no text.
        if _share_of_controls(data) > 0.3:
            raise BriefError(binary)
        return text, ()
    except UnicodeDecodeError as error:
        if b"\x00" in data or _share_of_controls(data) > 0.05:
            raise BriefError(binary) from None
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        text = data.decode("utf-8-sig", "replace")
        # Text with other well-formed multi-byte characters is damaged UTF-8; text without is some older encoding.
        if any(character > "\x7f" and character != "\ufffd" for character in text):
            what = tr("a byte here is not UTF-8 and shows as �; restore the file or save it as UTF-8")
            return text, (Fault("error", line, column, what),)
        what = tr("the file is not UTF-8; it was read as Windows-1252. Save it as UTF-8")
        return data.decode("cp1252", "replace"), (Fault("warning", line, column, what),)


def _share_of_controls(data: bytes) -> float:
    sample = data[:65536]
    controls = len(sample) - len(sample.translate(None, bytes([*range(9), *range(14, 32), 127])))
    return controls / max(1, len(sample))
