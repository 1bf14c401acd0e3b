"""Inputs made from a corpus, for Hypothesis: a seed that is cut, repeated, spliced with another and written over."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.fuzz.targets import seeds

#: What means something to one of the readers.
_WORDS = [
    *(b"", b"\n", b"\r", b"\t", b" " * 40, b"\x00", b"\xff", b"\xfe\xff", b"\xed\xa0\x80", b"\xe2\x80\xae"),
    *(b"---\n", b"...\n", b"# ", b"- ", b"> " * 9, b"[" * 99, b"]", b"](", b"<", b"<!--", b"*" * 9, b"_", b"```", b"|"),
    *(b"[^1]", b"*[a]: b", b"!!! x", b"    ", b"&#0;", b"&amp", b"{: a=b }", b"$", b"\\", b'"', b"'", b"{" * 9, b"}"),
    *(b": ", b":", b",", b"&a ", b"*a", b"!t ", b"~", b"|\n  ", b"?", b"null", b"true", b"-1", b"1e999", b"[]"),
    *(b"\\ud800", b'{"id":', b"<<<<<<< a\n", b"=======\n", b">>>>>>> b\n", b"endobj", b"stream\n", b"<<", b"1 0 R"),
    *(b"=== word/comments.xml\n", b"<!DOCTYPE a>", b"=cmd()", b";", b'""', b"urn:uuid:1", b"20250101000000Z", b"D:"),
]  # fmt: skip
_PIECES = st.sampled_from(_WORDS) | st.binary(max_size=8) | st.text(max_size=4).map(str.encode)


@st.composite
def inputs(draw: st.DrawFn, target: str) -> bytes:
    """Bytes for a target, mostly near to one of its seeds."""
    corpus = st.sampled_from(seeds(target))
    data = draw(corpus)
    for _ in range(draw(st.integers(0, 8))):
        at, cut = draw(st.integers(0, len(data))), draw(st.sampled_from([0, 0, 1, 1, 4, 40, 400]))
        piece = draw(_PIECES)
        match draw(st.integers(0, 3)):
            case 0:
                piece *= draw(st.sampled_from([2, 10, 100]))
            case 1:
                other = draw(corpus)
                start = draw(st.integers(0, len(other)))
                piece = other[start : start + draw(st.sampled_from([4, 40, 400]))]
        data = data[:at] + piece + data[at + cut :]
    return data[:20_000]
