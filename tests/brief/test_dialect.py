"""What is skipped to read a brief sooner makes no difference: the same blocks as with Python-Markdown as it comes."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown.treeprocessors import InlineProcessor

from tests.brief.test_blocks import MARKDOWN, read
from viewer.brief.blocks import BlockReader
from viewer.brief.dialect import DialectMarkdown
from viewer.brief.model import Block
from viewer.brief.source import clean_text
from viewer.resource_files import shipped_briefs


class _ThoroughMarkdown(DialectMarkdown):
    """The dialect with Python-Markdown's own processors, none of which is spared any text."""

    def __init__(self) -> None:
        super().__init__()
        self.treeprocessors.register(InlineProcessor(self), "inline", 20)
        for processor in self.parser.blockprocessors:
            vars(processor).pop("test", None)

    def inline(self, elements: Iterable[Element]) -> Element:
        holder = Element("div")
        for element in elements:
            part = Element("div")
            part.append(element)
            self.treeprocessors["inline"].run(part)
            self.treeprocessors["unescape"].run(part)
            self._clean(part)
            holder.extend(part)
        return holder


def read_thoroughly(text: str) -> list[Block]:
    reader = BlockReader()
    reader._markdown = _ThoroughMarkdown()
    return [block for chunk in reader.read(text, "body") for block in chunk]


#: Marks and words in short lines, where more of them happens to make sense than in the pieces of `MARKDOWN`.
LINES = st.lists(st.text("ab \\`*_~^[]()!<>&;:/@#|-+.1=\n\"'", max_size=30), max_size=8).map("\n\n".join)
DEFINITIONS = st.lists(
    st.sampled_from(["[a]: http://a.b 'c'", "[1]: <x>", "[^1]: *note* [a]", "[^a]: [^1] b", "*[HTML]: text"])
).map("\n".join)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MARKDOWN | LINES | st.text(max_size=200), DEFINITIONS)
@example("*a*b_c_ [a][] ![1] <http://a.b> <a@b.c> &amp; ~~x~~ H~2~O x^2^  \ny<br><sub>z</sub> \\* `c`", "[a]: b")
@example("a | b\n--|--\n`|` | c\\|d\n\nT\n: d\n\n> q\n\n# h", "")
def test_any_text_reads_as_without_sparing(text: str, definitions: str) -> None:
    text = clean_text(f"{text}\n\n{definitions}")
    assert read(text) == read_thoroughly(text)


def test_the_shipped_briefs_read_as_without_sparing() -> None:
    for path in shipped_briefs():
        body = path.read_text("utf-8").split("---\n", 2)[2]
        assert read(body) == read_thoroughly(body)
