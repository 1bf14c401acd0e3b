"""From bytes to clean text: encodings, files that are none, and characters that must not reach anything else."""

from __future__ import annotations

import hashlib
import os
import socket
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.brief import source
from viewer.brief.source import BriefError, clean_text, decode_source, read_source

Write = Callable[..., Path]


def text_of(data: bytes) -> str:
    decoded = decode_source(data, "b.md")
    assert decoded.faults == ()
    return decoded.text


def told(data: bytes) -> tuple[str, str]:
    """The text, and its one fault as `line:column: severity: what`."""
    decoded = decode_source(data, "b.md")
    (fault,) = decoded.faults
    return decoded.text, fault.at("").removeprefix(":")


@pytest.mark.parametrize("text", ["", "Félix 😀 – “x”\n", "\u202eא", "a\tb"])
def test_utf8_is_read_as_it_is(text: str) -> None:
    assert text_of(text.encode()) == text
    assert text_of(text.encode("utf-8-sig")) == text


def test_the_digest_is_that_of_the_bytes(write_brief: Write) -> None:
    data = "\ufeffa\r\nb".encode()
    read = read_source(write_brief(data))
    assert read.text == "a\nb"
    assert read.digest == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_with_its_mark_is_read_and_warned_of(encoding: str) -> None:
    text, fault = told("\ufeffFélix 😀".encode(encoding))
    assert text == "Félix 😀"
    assert fault.startswith("1:1: warning: the file is UTF-16, not UTF-8; save it as UTF-8")


def test_windows_1252_is_read_and_warned_of() -> None:
    text, fault = told("one\nFélix – “x”".encode("cp1252"))
    assert text == "one\nFélix – “x”"
    assert fault.startswith("2:2: warning: the file is not UTF-8; it was read as Windows-1252")


def test_damaged_utf8_is_told_with_its_place() -> None:
    text, fault = told("Félix\nTshisekedi ".encode() + b"\xff")
    assert text == "Félix\nTshisekedi \ufffd"
    assert fault.startswith("2:12: error: a byte here is not UTF-8 and shows as �; restore the file or save it")


def test_the_column_of_a_bad_byte_counts_characters() -> None:
    assert told("é\n€uro ".encode() + b"\xff x")[1].startswith("2:6: error:")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x85", "\u2028", "\u2029", "\v", "\f", "\n"])
def test_every_line_end_is_a_newline(end: str) -> None:
    assert text_of(f"a{end}b{end}".encode()) == "a\nb\n"


def test_a_line_end_of_two_characters_is_one() -> None:
    assert text_of(b"a\r\n\r\nb\n\rc") == "a\n\nb\n\nc"


FORBIDDEN = [
    *("\x00", "\x01", "\x02", "\x03", "\x08", "\x0e", "\x1f", "\x7f", "\x80", "\x9f"),
    *(
        "\ufdd0",
        "\ufdd1",
        "\ufdef",
        "\ufffc",
        "\ufffe",
        "\uffff",
        "\U0001fffe",
        "\U0001ffff",
        "\U0010fffe",
        "\U0010ffff",
    ),
]


@pytest.mark.parametrize("character", FORBIDDEN, ids=lambda character: f"U+{ord(character):04X}")
def test_forbidden_characters_are_replaced_one_by_one(character: str) -> None:
    assert text_of(f"Some words before {character}{character} and after".encode()).split()[3] == "\ufffd\ufffd"


@pytest.mark.parametrize("surrogate", ["\ud800", "\udfff", "\udc80"])
def test_lone_surrogates_are_replaced(surrogate: str) -> None:
    assert clean_text(f"a{surrogate}b") == "a\ufffdb"
    assert "\ud800" not in decode_source("Félix a".encode() + surrogate.encode(errors="surrogatepass"), "b").text


@given(st.text() | st.text(st.sampled_from([*FORBIDDEN, "\r", "\n", "\ud800", "\u2028", "a"])))
def test_clean_text_is_clean_and_stays_so(text: str) -> None:
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert len(clean) == len(text) - text.count("\r\n")
    clean.encode()
    for character in clean:
        number = ord(character)
        assert character in "\t\n" or unicodedata.category(character) not in ("Cc", "Cs")
        assert not 0xFDD0 <= number <= 0xFDEF and number & 0xFFFE != 0xFFFE and number not in (0xFFFC, 0x2028, 0x2029)


@given(st.binary(max_size=300))
def test_any_bytes_give_clean_text_or_a_brief_error(data: bytes) -> None:
    try:
        decoded = decode_source(data, "b.md")
    except BriefError as error:
        assert str(error).startswith("b.md ")
    else:
        assert decoded.text == clean_text(decoded.text)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (b"PK\x03\x04rest", "a ZIP archive or an Office document"),
        (b"\x89PNG\r\n", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"GIF89a", "a GIF picture"),
        (b"\x7fELF\x02", "a program"),
        (b"\x1f\x8b\x08", "a compressed file"),
        (b"\xd0\xcf\x11\xe0\xa1", "an old Office document"),
    ],
)
def test_known_binaries_are_named(data: bytes, what: str) -> None:
    with pytest.raises(BriefError, match=f"^b.md is {what}, not a brief. Open a Markdown or text file.$"):
        decode_source(data, "b.md")


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        b"\xff\x00" * 50,
        b"\x00" * 1000,
        "UTF-16 without its mark".encode("utf-16-le"),
        b"\x01\x02",
    ],
    ids=["all bytes", "NUL and 0xFF", "NULs", "bare UTF-16", "controls"],
)
def test_other_binaries_are_refused(data: bytes) -> None:
    with pytest.raises(BriefError, match=r"^b\.md holds binary data, not text\."):
        decode_source(data, "b.md")


def test_a_stray_nul_in_a_text_is_forgiven() -> None:
    assert text_of(b"Hello\x00World") == "Hello\ufffdWorld"


def refusal(path: Path) -> str:
    with pytest.raises(BriefError) as refused:
        read_source(path)
    assert (refused.value.line, refused.value.column) == (0, 0)
    return str(refused.value)


def test_a_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "no.md"
    assert refusal(path) == f"{path} does not exist. Check the name, or whether the file was moved."
    assert refusal(tmp_path / "a" / "no.md").endswith("does not exist. Check the name, or whether the file was moved.")


def test_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path} is a folder. Open a file in it."


def test_a_name_behind_a_file(write_brief: Write) -> None:
    path = write_brief("x") / "y.md"
    assert refusal(path) == f"{path} cannot be read: Not a directory."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_fifo_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert refusal(tmp_path / "pipe.md") == "pipe.md is not a regular file. Open a Markdown or text file."


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="there are no sockets in folders here")
def test_a_socket_and_a_device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket may have 108 bytes
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s.md")
        assert "s.md cannot be read: " in refusal(tmp_path / "s.md")
    assert refusal(Path("/dev/null")) == "null is not a regular file. Open a Markdown or text file."


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(write_brief: Write) -> None:
    path = write_brief("x")
    path.chmod(0)
    assert refusal(path) == f"{path} may not be read. Ask its owner for permission to read it."


def test_a_permission_error_is_one_clear_sentence(write_brief: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_brief("x")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", refuse)
    assert refusal(path) == f"{path} may not be read. Ask its owner for permission to read it."


def test_a_loop_of_links(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("a.md")
    assert "cannot be read: Too many levels of symbolic links." in refusal(tmp_path / "a.md")


def test_a_name_with_nul(tmp_path: Path) -> None:
    assert "cannot be read: embedded null byte." in refusal(tmp_path / "a\0.md")


def test_a_link_to_a_brief_is_followed(write_brief: Write) -> None:
    path = write_brief("x")
    link = path.with_name("link.md")
    link.symlink_to(path)
    assert read_source(link).text == "x"


def test_a_huge_file_is_refused(write_brief: Write) -> None:
    path = write_brief("x")
    os.truncate(path, source.SIZE_LIMIT + 1)  # a hole: it takes no room
    assert refusal(path) == "b.brief.md is larger than 128 MiB. Split it and open a part."
