"""The Markdown dialect of a brief: Python-Markdown, without the parts that make or read HTML.

Raw HTML shows as the text it is, `<br>`, `<sub>` and `<sup>` excepted. `attr_list` and `md_in_html` stay off: they let
a brief set `src`, `style` and `onclick`. Python-Markdown is stopped at its element tree, before it writes HTML.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from functools import partial
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.footnotes import NBSP_PLACEHOLDER, FootnoteTreeprocessor
from markdown.extensions.sane_lists import SaneOListProcessor
from markdown.inlinepatterns import Delimiter, DelimiterProcessor, InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor as InlineTreeprocessor
from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import ETX, STX, AtomicString, code_escape

from viewer.brief.source import clean_text

# An opening fence, alone on its line but for the language and the mark of an item that it begins, and everything up to
# a closing fence of the same character that is at least as long, or the end of the text.
_FENCE = re.compile(
    r"^(?P<before>[ ]*(?:(?:[-*+:]|\d{1,9}\.)[ ]+)?)(?P<fence>`{3,}|~{3,})[ ]*\{?\.?(?P<language>[\w#.+-]*)[^`\n]*\n"
    r"(?P<code>(?:(?![ ]*(?P=fence)).*\n)*)"
    r"(?:[ ]*(?P=fence)[`~]*[ ]*$|\Z)",
    re.MULTILINE,
)
_EMPTY_BEFORE_FENCE = re.compile(rf"\n{{3,}}(?=[^\n]*{STX}fence:)")
_MARK = re.compile(rf"{STX}(?:fence:(\d+)|[^{STX}{ETX}]*){ETX}|[{STX}{ETX}]")
_FENCE_MARK = re.compile(rf"[ ]*{STX}fence:(\d+){ETX}\Z")
# By the name of an inline pattern: what one of must be in a text for the pattern to match anywhere.
_NEEDED = {
    "backtick": ("`",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "reference": ("[",),
    "link": ("](",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("://",),
    "automail": ("@",),
    "linebreak": ("  \n",),
    "br": ("<br",),
    "subsup": ("<su",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
    "strike": ("~~",),
    "script": ("~", "^"),
}
# The same for kinds of blocks.
_NEEDED_IN_BLOCK = {
    "table": "|",
    "hashheader": "#",
    "deflist": ":",
    "quote": ">",
    "footnote": "]:",
    "reference": "]:",
}
_REFERENCES = ("reference", "image_reference", "short_reference", "short_image_ref")


class DialectMarkdown(Markdown):
    """Markdown that keeps the fenced code of the text it is reading: (language, code), by number."""

    def __init__(self) -> None:
        self.fences: list[tuple[str, str]] = []
        self.fence_sources: list[str] = []
        super().__init__(
            extensions=["tables", "footnotes", "def_list", "admonition", "sane_lists", _BriefDialect()],
            extension_configs={
                "footnotes": {
                    "USE_DEFINITION_ORDER": False,
                    # In brackets, so that the number does not run into the word before it: `Goma[1]`, not `Goma1`.
                    "SUPERSCRIPT_TEXT": "[{}]",
                    # Footnotes stand at the end. No brief can write this, so no text is taken for their place.
                    "PLACE_MARKER": f"{STX}footnotes{ETX}",
                }
            },
        )

    def tree(self, text: str) -> Element:
        """The block structure of `text`, with footnotes at its end and inline text still raw."""
        self.reset()
        self.fences.clear()
        self.fence_sources.clear()
        self.lines = text.split("\n")
        for preprocessor in self.preprocessors:
            self.lines = preprocessor.run(self.lines)
        root = self.parser.parseDocument(self.lines).getroot()
        assert root is not None
        self.treeprocessors["footnote"].run(root)
        return root

    def sort_footnotes(self, root: Element) -> None:
        """Put the footnotes at the end of `root` in the order of their references, as far as these are known."""
        # Python-Markdown's own tree processor for this fails at an empty footnote.
        processor = self.treeprocessors["footnote"]
        assert isinstance(processor, FootnoteTreeprocessor)
        footnotes = processor.footnotes
        order = {footnotes.makeFootnoteId(id): number for number, id in enumerate(footnotes.footnote_order)}
        for notes in root.iterfind("div[@class='footnote']/ol"):
            notes[:] = sorted(notes, key=lambda note: order.get(note.get("id", ""), len(order)))

    def inline(self, elements: Iterable[Element]) -> Element:
        """A holder of `elements`, the raw inline text in and below them turned into elements."""
        processor = self.treeprocessors["inline"]
        assert isinstance(processor, _SparingInlineProcessor)
        processor.prepare()
        holder = Element("div")
        for element in elements:
            if not len(element) and not element.tail and processor.is_plain(element.text or ""):
                holder.append(element)
                continue
            # One by one: Python-Markdown goes through a tree level by level, and would number the footnotes of all
            # paragraphs before those of a table that stands between them.
            part = Element("div")
            part.append(element)
            processor.run(part)
            self._clean(part)
            holder.extend(part)
        return holder

    def _clean(self, holder: Element) -> None:
        processor = self.treeprocessors["unescape"]
        assert isinstance(processor, UnescapeTreeprocessor)
        for element in holder.iter():
            if element.text and STX in element.text:
                is_code = element.tag == "code"
                text = element.text if is_code else processor.unescape(element.text)
                element.text = self._without_marks(text, is_code)
            if element.tail and STX in element.tail:
                element.tail = self._without_marks(processor.unescape(element.tail))
            for key, value in element.items():
                if STX in value:
                    element.set(key, processor.unescape(value))

    def _without_marks(self, text: str, is_escaped: bool = False) -> str:
        # Before the link back from a footnote stands one; a fence that is none after all (in indented code) leaves
        # its own; whatever else the parser loses must not reach the canonical text.
        def undo(match: re.Match[str]) -> str:
            if match[0] == NBSP_PLACEHOLDER:
                return ""
            if match[1] is None:
                return "\ufffd"
            source = self.fence_sources[int(match[1])]
            return code_escape(source) if is_escaped else source

        return _MARK.sub(undo, text)


class _SparingInlineProcessor(InlineTreeprocessor):
    """Python-Markdown's, which tries every pattern on every text; this one only those that might match.

    That is two thirds of the time of reading a brief. The method it replaces is private to Python-Markdown: should it
    go by another name one day, all patterns are tried again, and nothing else changes.
    """

    md: DialectMarkdown

    def prepare(self) -> None:
        """Look up the patterns, and what is defined in the text that is being read."""
        footnotes = self.md.treeprocessors["footnote"]
        assert isinstance(footnotes, FootnoteTreeprocessor)
        hopeless = set() if self.md.references else set(_REFERENCES)
        if not footnotes.footnotes.footnotes:
            hopeless.add("footnote")
        names = {id(self.md.inlinePatterns[name]): name for name in _NEEDED}
        self._patterns = [
            (number, pattern, _NEEDED.get(name, ("",)))
            for number, pattern in enumerate(self.md.inlinePatterns)
            if (name := names.get(id(pattern), "")) not in hopeless
        ]

    def is_plain(self, text: str) -> bool:
        """Whether nothing at all in `text` stands for anything else."""
        return STX not in text and not any(needle in text for _, _, needles in self._patterns for needle in needles)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N803
        if isinstance(data, AtomicString):
            return data
        for number, pattern, needles in self._patterns:
            if number >= patternIndex and (needles[0] in data or needles[-1] in data):
                apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
                start, matched = 0, True
                while matched:
                    data, matched, start = apply(pattern, data, number, start)
        return data


class _BriefDialect(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        assert isinstance(md, DialectMarkdown)
        md.treeprocessors.register(_SparingInlineProcessor(md), "inline", 20)
        md.preprocessors.deregister("html_block")
        md.preprocessors.register(_FencePreprocessor(md), "fence", 25)
        md.parser.blockprocessors.register(_FenceProcessor(md.parser), "fence", 85)
        md.parser.blockprocessors.register(_NumberedListProcessor(md.parser), "olist", 40)
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(_MailAddress(r"<(?:mailto:)?([^<>\s!]+@[^@<>\s]+)>", md), "automail", 110)
        md.inlinePatterns.register(_LineBreak(r"<br[ ]?/?>", md), "br", 99)
        md.inlinePatterns.register(_Tagged(r"<(su[bp])>(.+?)</\1>", md), "subsup", 98)
        md.inlinePatterns.register(_Entity(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});", md), "entity", 80)
        for name, needle in _NEEDED_IN_BLOCK.items():
            processor = md.parser.blockprocessors[name]
            setattr(processor, "test", partial(_tests, processor.test, needle))  # noqa: B010 - mypy forbids the other
        emphasis = _Emphasis("*", "strong,em", md)
        emphasis.add("_", "strong,em", smart=True)
        md.inlinePatterns.register(emphasis, "em_strong", 60)
        md.inlinePatterns.register(_Strike(r"~~(?=\S)(.+?)(?<=\S)~~", md), "strike", 59)
        md.inlinePatterns.register(_Script(r"([~^])([^\s~^]+)\1", md), "script", 58)


def _tests(test: Callable[[Element, str], bool], needle: str, parent: Element, block: str) -> bool:
    return needle in block and test(parent, block)


class _FencePreprocessor(Preprocessor):
    """Takes fenced code out of the text before anything in it can be mistaken for Markdown."""

    md: DialectMarkdown

    def run(self, lines: list[str]) -> list[str]:
        text = _FENCE.sub(self._put_aside, "\n".join(lines) + "\n")
        # Indentation after more than one empty line does not count for a footnote or a definition.
        return _EMPTY_BEFORE_FENCE.sub("\n\n", text).split("\n")

    def _put_aside(self, match: re.Match[str]) -> str:
        before = match["before"]
        code = re.sub(rf"^ {{1,{len(before)}}}", "", match["code"], flags=re.MULTILINE) if before else match["code"]
        self.md.fences.append((match["language"].lower(), code.rstrip("\n")))
        self.md.fence_sources.append(match[0].removeprefix(before))
        return f"\n\n{before}{STX}fence:{len(self.md.fences) - 1}{ETX}\n\n"


class _FenceProcessor(BlockProcessor):
    """Puts an empty `pre` where fenced code was taken out; its `fence` is the number to look it up by."""

    def test(self, parent: Element, block: str) -> bool:
        return _FENCE_MARK.match(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        match = _FENCE_MARK.match(blocks.pop(0))
        assert match
        SubElement(parent, "pre").set("fence", match[1])


class _NumberedListProcessor(SaneOListProcessor):
    """A list that begins with `3.` counts from 3, as in CommonMark."""

    LAZY_OL = False


class _MailAddress(InlineProcessor):
    # Python-Markdown spells mail addresses in character entities, which only an HTML reader would undo.
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        link = Element("a")
        link.set("href", f"mailto:{m[1]}")
        link.text = AtomicString(m[1])
        return link, m.start(), m.end()


class _LineBreak(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        return Element("br"), m.start(), m.end()


class _Tagged(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        element = Element(m[1])
        element.text = m[2]
        return element, m.start(), m.end()


class _Emphasis(DelimiterProcessor):
    # In `*a**b*c`, Python-Markdown 3.11 closes `**` with the one star that there is and with the `c` behind it, which
    # is then lost, and everything with it if it is the first character of a placeholder. Such a pair is none.
    _data = ""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        self._data = data
        return super().handleMatch(m, data)

    def add_region(self, delim: Delimiter, a: int, b: int, c: int, d: int, size: int) -> None:
        if size > 0 and self._data[a:b] == self._data[c:d] == delim.token * size:
            super().add_region(delim, a, b, c, d, size)


class _Strike(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        element = Element("del")
        element.text = m[1]
        return element, m.start(), m.end()


class _Script(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        element = Element("sub" if m[1] == "~" else "sup")
        element.text = m[2]
        return element, m.start(), m.end()


class _Entity(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        # `&#xFFFC;` and others bring back what was cleaned out of the file.
        return clean_text(html.unescape(m[0])), m.start(), m.end()
