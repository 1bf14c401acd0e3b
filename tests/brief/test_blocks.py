"""Each Markdown element of the format as blocks and runs, and what holds for the blocks of any text at all."""

from __future__ import annotations

import string
from collections.abc import Iterable
from itertools import accumulate

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from viewer.brief.blocks import BLOCK_LIMIT, BlockReader, Part, split_long, tidy
from viewer.brief.model import IMAGE_CHARACTER, Block, Cell, Run, Style
from viewer.brief.plain import plain_blocks
from viewer.brief.source import clean_text

BOLD, ITALIC, CODE = int(Style.BOLD), int(Style.ITALIC), int(Style.CODE)
SUPERSCRIPT, SUBSCRIPT, STRIKE = int(Style.SUPERSCRIPT), int(Style.SUBSCRIPT), int(Style.STRIKE)


def read(text: str, part: Part = "body") -> list[Block]:
    return [block for chunk in BlockReader().read(text, part) for block in chunk]


def one(text: str) -> Block:
    (block,) = read(text)
    return block


def runs(text: str) -> list[tuple[str, int]]:
    return [(run.text, run.style) for run in one(text).runs]


def outline(text: str) -> list[tuple[str, int, str]]:
    """The blocks as (marker, indent, text)."""
    return [(block.marker, block.indent, block.text) for block in read(text)]


def test_an_image_without_a_description_is_not_swallowed_by_the_words_behind_it() -> None:
    assert [(run.text, run.image) for run in one("![](b.png) behind").runs] == [
        (IMAGE_CHARACTER, "b.png"),
        (" behind", ""),
    ]


class TestParagraphs:
    def test_lines_are_joined_and_spaces_folded(self) -> None:
        assert [block.text for block in read("one\n two  \t three \n\n\n  four\n")] == ["one two three", "four"]

    def test_a_line_end_between_two_styles_is_a_space(self) -> None:
        assert one("**a**\n*b* `c`\n`d` [e](actor:m23)\n[f](place:goma)").text == "a b c d e f"

    def test_two_spaces_or_br_break_the_line(self) -> None:
        assert one("one  \ntwo<br>three <br/> four<br />\nfive").text == "one\ntwo\nthree\nfour\nfive"

    def test_breaks_at_the_end_are_dropped(self) -> None:
        assert one("one<br><br>").text == "one"
        assert read("<br>") == []

    def test_no_break_spaces_stay(self) -> None:
        assert one("5\u00a0kg of\u202fore").text == "5\u00a0kg of\u202fore"

    def test_a_long_one_is_cut_between_words(self) -> None:
        blocks = read("word " * 5000)
        assert all(len(block.text) <= BLOCK_LIMIT for block in blocks)
        assert " ".join(block.text for block in blocks) == ("word " * 5000).rstrip()

    def test_one_without_spaces_is_cut_anywhere(self) -> None:
        blocks = read("x" * 20_000)
        assert [len(block.text) for block in blocks] == [8000, 8000, 4000]


class TestHeadings:
    def test_levels(self) -> None:
        blocks = read("".join(f"{'#' * level} Level {level} ##\n\n" for level in range(1, 7)))
        assert [(block.kind, block.level, block.text) for block in blocks] == [
            ("heading", level, f"Level {level}") for level in range(1, 7)
        ]

    def test_underlined_ones(self) -> None:
        assert [(block.level, block.text) for block in read("One\n===\n\nTwo\n---\n")] == [(1, "One"), (2, "Two")]

    def test_one_right_behind_a_paragraph(self) -> None:
        assert [block.kind for block in read("text\n# heading\ntext")] == ["paragraph", "heading", "paragraph"]

    def test_anchors_are_unique_in_the_brief(self) -> None:
        blocks = read("# A\n\n# *A*\n\n# A 2\n\n# A\n\n# A-2\n\n# Where: you, are?\n\n# !\n\n# Ünïcode\n")
        anchors = [block.anchor for block in blocks]
        assert anchors[0] == "a"
        assert anchors[5:] == ["where-you-are", "section", "ünïcode"]
        assert len(set(anchors)) == len(anchors)

    def test_anchors_are_unique_across_summary_and_body(self) -> None:
        reader = BlockReader()
        chunks = [*reader.read("# A", "summary"), *reader.read("# A", "body")]
        assert [(block.part, block.anchor) for chunk in chunks for block in chunk] == [
            ("summary", "a"),
            ("body", "a-2"),
        ]

    def test_an_empty_one_is_none(self) -> None:
        assert read("#\n\n# \n") == []


class TestInline:
    @pytest.mark.parametrize(
        ("source", "style"),
        [
            ("*x*", ITALIC),
            ("_x_", ITALIC),
            ("**x**", BOLD),
            ("__x__", BOLD),
            ("***x***", BOLD | ITALIC),
            ("**_x_**", BOLD | ITALIC),
            ("`x`", CODE),
            ("``x``", CODE),
            ("**`x`**", BOLD | CODE),
            ("~x~", SUBSCRIPT),
            ("^x^", SUPERSCRIPT),
            ("<sub>x</sub>", SUBSCRIPT),
            ("<sup>x</sup>", SUPERSCRIPT),
            ("<sup>*x*</sup>", SUPERSCRIPT | ITALIC),
            ("~~x~~", STRIKE),
            ("~~**x**~~", STRIKE | BOLD),
        ],
    )
    def test_styles(self, source: str, style: int) -> None:
        assert runs(source) == [("x", style)]

    def test_scripts_stand_inside_words(self) -> None:
        assert runs("H~2~O, x^2^, CO<sub>2</sub>") == [
            ("H", 0),
            ("2", SUBSCRIPT),
            ("O, x", 0),
            ("2", SUPERSCRIPT),
            (", CO", 0),
            ("2", SUBSCRIPT),
        ]

    @pytest.mark.parametrize(
        "source", ["*a**b*c", "*a**b*[c](http://e.org)", "*a**b*`c`", "__a _b_ c_ d", "***a* b** c*"]
    )
    def test_odd_pairs_lose_no_text(self, source: str) -> None:
        assert "c" in one(source).text
        assert not {*one(source).text} - {*"abcd*_ "}

    def test_lone_signs_stay(self) -> None:
        text = "about ~5 or ~6, 2^10 and 3^ 4, snake_case_name, 2 * 3 * 4, <sub>open"
        assert one(text).text == text

    def test_code_is_not_read_and_not_escaped(self) -> None:
        block = one("`a <b> &amp; *c* [d](e) \\* <br>`")
        assert block.runs == (Run("a <b> &amp; *c* [d](e) \\* <br>", CODE),)

    def test_escapes(self) -> None:
        assert one(r"\*a\* \[b\](c) \`d\` \_e\_ \# 1\. \\").text == r"*a* [b](c) `d` _e_ # 1. " + "\\"

    def test_character_entities(self) -> None:
        assert one("&amp; &lt;b&gt; &eacute; &#233; &#x1F600; &nbsp;| &bogus; &").text == "& <b> é é 😀 \xa0| &bogus; &"

    @pytest.mark.parametrize("entity", ["&#0;", "&#xFFFC;", "&#xD800;", "&#xFDD0;", "&#129;", "&#x1FFFE;", "&#2;"])
    def test_entities_bring_back_nothing_forbidden(self, entity: str) -> None:
        text = one(f"a{entity}b").text
        assert text in ("a\ufffdb", "ab")

    @pytest.mark.parametrize("entity", ["&#10;", "&#13;", "&#x2028;", "&#x2029;", "&#9;", "&#12;"])
    def test_white_space_from_an_entity_is_white_space(self, entity: str) -> None:
        assert one(f"a{entity}b **{entity}** c").text == "a b c"


class TestRawHtml:
    @pytest.mark.parametrize(
        "html",
        [
            "<b>bold</b>",
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<!-- comment -->",
            "<div onclick='x'>text</div>",
            "<iframe src='file:///etc/passwd'></iframe>",
            "<?php x ?>",
            "<!DOCTYPE html>",
            "<![CDATA[x]]>",
            "<BR>",
            "<br class=x>",
            "<sub style=x>y</sub>",
            "<style>p { color: red }</style>",
        ],
    )
    def test_it_shows_as_the_text_it_is(self, html: str) -> None:
        assert one(html).runs == (Run(html),)
        assert one(f"before {html} after").runs == (Run(f"before {html} after"),)

    def test_markdown_inside_is_read(self) -> None:
        assert [block.text for block in read("<div markdown=1>\n\n*x*\n\n</div>")] == [
            "<div markdown=1>",
            "x",
            "</div>",
        ]

    def test_attribute_lists_are_text(self) -> None:
        source = "# H {: #id onclick=x }\n\n*em*{: style=y }\n\n[l](http://e.org){: onclick=z }\n\npara\n{: .c }\n"
        assert [block.text for block in read(source)] == [
            "H {: #id onclick=x }",
            "em{: style=y }",
            "l{: onclick=z }",
            "para {: .c }",
        ]


class TestLinks:
    def test_links_to_entities(self) -> None:
        block = one("[the rebels](actor:m23), [red metal](mineral:copper) in [the city](place:goma), [Prince](not:)")
        assert [(run.text, run.link) for run in block.runs if run.link] == [
            ("the rebels", "actor:m23"),
            ("red metal", "mineral:copper"),
            ("the city", "place:goma"),
            ("Prince", "not:"),
        ]

    @pytest.mark.parametrize(
        ("source", "target"),
        [
            ("[x](http://e.org/a?b=c&d=(e))", "http://e.org/a?b=c&d=(e)"),
            ("[x](<http://e.org/a b>)", "http://e.org/a b"),
            ('[x](#where "a title")', "#where"),
            ("[x][1]\n\n[1]: https://e.org 'T'", "https://e.org"),
            ("[x][]\n\n[x]: actor:m23", "actor:m23"),
            ("[x]\n\n[X]: actor:m23", "actor:m23"),
            ("[x](javascript:alert(1))", "javascript:alert(1)"),  # kept as written, and never opened
        ],
    )
    def test_targets(self, source: str, target: str) -> None:
        assert one(source).runs == (Run("x", link=target),)

    def test_addresses_in_angle_brackets(self) -> None:
        assert one("<https://e.org/a> <desk@e.org> <mailto:x@y.z>").runs == (
            Run("https://e.org/a", link="https://e.org/a"),
            Run(" "),
            Run("desk@e.org", link="mailto:desk@e.org"),
            Run(" "),
            Run("x@y.z", link="mailto:x@y.z"),
        )

    def test_styles_and_links_add_up(self) -> None:
        assert one("**a [b *c*](actor:x)**").runs == (
            Run("a ", BOLD),
            Run("b ", BOLD, "actor:x"),
            Run("c", BOLD | ITALIC, "actor:x"),
        )

    def test_an_undefined_reference_is_text(self) -> None:
        assert one("[x][nowhere] and [y] and [^z]").text == "[x][nowhere] and [y] and [^z]"


class TestImages:
    def test_one_is_one_character(self) -> None:
        block = one('before ![a *map*\nof Goma](maps/goma.png "T") after')
        assert block.text == f"before {IMAGE_CHARACTER} after"
        assert block.runs[1] == Run(IMAGE_CHARACTER, image="maps/goma.png", alt="a *map* of Goma")

    def test_two_in_a_row_stay_two(self) -> None:
        assert [run.image for run in one("![](a.png)![](a.png)").runs] == ["a.png", "a.png"]

    def test_one_in_a_link(self) -> None:
        assert one("[![i](a.png)](http://e.org)").runs == (
            Run(IMAGE_CHARACTER, link="http://e.org", image="a.png", alt="i"),
        )


class TestLists:
    def test_markers_and_nesting(self) -> None:
        source = "- a\n    - b\n        1. c\n        2. d\n    - e\n* f\n"
        assert outline(source) == [
            ("•", 1, "a"),
            ("•", 2, "b"),
            ("1.", 3, "c"),
            ("2.", 3, "d"),
            ("•", 2, "e"),
            ("•", 1, "f"),
        ]

    def test_numbers_count_from_the_first(self) -> None:
        assert [marker for marker, _, _ in outline("7. a\n7. b\n1. c\n")] == ["7.", "8.", "9."]

    def test_a_number_of_many_digits(self) -> None:
        assert outline("1" * 5000 + ". a") == [("1.", 1, "a")]

    def test_an_item_of_several_blocks_has_one_marker(self) -> None:
        source = "1. a\n\n    b\n\n    > c\n\n    ```\n    d\n    ```\n\n2. e\n"
        blocks = read(source)
        assert [(block.marker, block.kind, block.quote, block.text) for block in blocks] == [
            ("1.", "paragraph", 0, "a"),
            ("", "paragraph", 0, "b"),
            ("", "paragraph", 1, "c"),
            ("", "code", 0, "d"),
            ("2.", "paragraph", 0, "e"),
        ]

    def test_tasks(self) -> None:
        source = "- [ ] open\n- [x] **done**\n- [X] done\n- [y] no task\n- a [ ] b\n"
        assert outline(source) == [
            ("☐", 1, "open"),
            ("☑", 1, "done"),
            ("☑", 1, "done"),
            ("•", 1, "[y] no task"),
            ("•", 1, "a [ ] b"),
        ]
        assert read(source)[1].runs == (Run("done", BOLD),)

    def test_an_empty_item_keeps_its_marker(self) -> None:
        assert outline("- \n- b\n") == [("•", 1, ""), ("•", 1, "b")]

    def test_an_item_that_begins_with_a_list(self) -> None:
        assert outline("- - a\n") == [("•", 1, ""), ("•", 2, "a")]

    def test_an_item_that_begins_with_a_table(self) -> None:
        blocks = read("- | a |\n    |---|\n    | b |\n")
        assert blocks[0].marker == "•"
        assert all(block.cell is None for block in blocks if block.marker)


class TestQuotes:
    def test_nesting(self) -> None:
        blocks = read("> a\n>\n> > b\n>\n> - c\n\nd")
        assert [(block.quote, block.indent, block.text) for block in blocks] == [
            (1, 0, "a"),
            (2, 0, "b"),
            (1, 1, "c"),
            (0, 0, "d"),
        ]


class TestCode:
    def test_a_fence_with_a_language_is_coloured(self) -> None:
        block = one("```python\nif x < 1 & y:\n\n    pass  # &amp;\n```\n")
        assert (block.kind, block.language, block.text) == ("code", "python", "if x < 1 & y:\n\n    pass  # &amp;")
        assert {run.token for run in block.runs if run.text in ("if", "pass")} == {"k"}

    @pytest.mark.parametrize("head", ["```", "~~~", "````", "``` text", "```{.none}", "~~~ x y"])
    def test_others_show_as_they_are(self, head: str) -> None:
        code = "<b> *a* [b](c)\n    &amp; \\*"
        fence = head[: len(head) - len(head.lstrip("`~"))]
        block = one(f"{head}\n{code}\n{fence}\n")
        assert block.runs == (Run(code),)

    @pytest.mark.parametrize(
        "language", ["autohotkey", "autoit", "fan", "gherkin", "maple", "systemd", "nonsense", "guess"]
    )
    def test_slow_and_unknown_languages_are_not_coloured(self, language: str) -> None:
        block = one(f"```{language}\nGiven x\n```")
        assert (block.language, block.runs) == (language, (Run("Given x"),))

    def test_endless_code_is_not_coloured(self) -> None:
        code = "x = 1\n" * 20_000
        assert {run.token for block in read(f"```python\n{code}```") for run in block.runs} == {""}

    def test_no_language_is_guessed(self) -> None:
        assert one("```\n#!/usr/bin/python\nimport os\n```").runs == (Run("#!/usr/bin/python\nimport os"),)

    @pytest.mark.parametrize(
        ("source", "code"),
        [
            ("````\n```\nx\n```\n````", "```\nx\n```"),
            ("```\n~~~\n```", "~~~"),
            ("```\n\n\n  x\n\n```", "\n\n  x"),
            ("```\n# no heading\n[^1]: no note\n```", "# no heading\n[^1]: no note"),
            ("    indented\n\n\t*more*", "indented\n\n*more*"),
            ("```\nnever closed\n", "never closed"),
            ("```\n```", ""),
            ("    - ```\n    a < b &lt;\n    ```\n", "- ```\n    a < b &lt;\n    ```"),
        ],
    )
    def test_what_is_code(self, source: str, code: str) -> None:
        block = one(source)
        assert (block.kind, block.text) == ("code", code)

    @pytest.mark.parametrize("mark", ["- ", "* ", "1. ", "-   "])
    def test_an_item_that_begins_with_a_fence(self, mark: str) -> None:
        inside = " " * len(mark)
        blocks = read(f"{mark}```\n{inside}x\n{inside}  y\n{inside}```\n{mark}b\n\nrest *of it*\n")
        assert [(block.kind, block.text) for block in blocks] == [
            ("code", "x\n  y"),
            ("paragraph", "b"),
            ("paragraph", "rest of it"),
        ]
        assert blocks[0].marker

    def test_a_fence_in_a_list_is_dedented(self) -> None:
        blocks = read("- a\n\n    ```\n    if x:\n        y\n    ```\n\n- b\n")
        assert [(block.kind, block.indent, block.text) for block in blocks] == [
            ("paragraph", 1, "a"),
            ("code", 1, "if x:\n    y"),
            ("paragraph", 1, "b"),
        ]

    def test_long_code_is_cut_between_lines(self) -> None:
        blocks = read("```\n" + "a line of code\n" * 1000 + "```")
        assert all(block.kind == "code" and len(block.text) <= BLOCK_LIMIT for block in blocks)
        assert "\n".join(block.text for block in blocks) == "\n".join(["a line of code"] * 1000)


class TestTables:
    def test_cells_know_where_they_stand(self) -> None:
        blocks = read("| a | **b** | c | d |\n|:--|:-:|--:|---|\n| 1 | `x|y` | 3<br>4 | |\n")
        assert [block.cell for block in blocks] == [
            Cell(1, row, column, 2, 4, not row, ("left", "center", "right", "left")[column])  # type: ignore[arg-type]
            for row in range(2)
            for column in range(4)
        ]
        assert [block.text for block in blocks] == ["a", "b", "c", "d", "1", "x|y", "3\n4", ""]
        assert blocks[1].runs == (Run("b", BOLD),)

    def test_short_rows_are_filled_and_long_ones_cut(self) -> None:
        blocks = read("a|b\n-|-\n1|\n1|2|3\n")
        assert [block.text for block in blocks] == ["a", "b", "1", "", "1", "2"]

    def test_tables_are_numbered_in_the_brief(self) -> None:
        table = "|a|b|\n|-|-|\n|1|2|\n\n"
        reader = BlockReader()
        chunks = [*reader.read(table, "summary"), *reader.read(f"{table}text\n\n{table}", "body")]
        numbers = [block.cell.table for chunk in chunks for block in chunk if block.cell]
        assert numbers == [1] * 4 + [2] * 4 + [3] * 4


class TestDefinitions:
    def test_terms_and_their_definitions(self) -> None:
        blocks = read("One\nTwo\n:   *First*\n\n:   Second\n\n    more\n\nThree\n: x\n")
        assert [(block.kind, block.indent, block.text) for block in blocks] == [
            ("term", 0, "One"),
            ("term", 0, "Two"),
            ("paragraph", 1, "First"),
            ("paragraph", 1, "Second"),
            ("paragraph", 1, "more"),
            ("term", 0, "Three"),
            ("paragraph", 1, "x"),
        ]

    def test_a_fence_in_a_definition(self) -> None:
        blocks = read("Term\n:   ```\n    x\n    ```\n\nrest\n")
        assert [(block.kind, block.text) for block in blocks] == [
            ("term", "Term"),
            ("code", "x"),
            ("paragraph", "rest"),
        ]


class TestAdmonitions:
    def test_boxes_have_labels(self) -> None:
        blocks = read('!!! note "A *title*"\n    body\n\n    - item\n\n!!! warning\n    other\n\noutside\n')
        assert [(block.box, block.box_kind, block.kind, block.text) for block in blocks] == [
            (1, "note", "label", "A title"),
            (1, "note", "paragraph", "body"),
            (1, "note", "paragraph", "item"),
            (2, "warning", "label", "Warning"),
            (2, "warning", "paragraph", "other"),
            (0, "", "paragraph", "outside"),
        ]

    def test_an_empty_title_is_none(self) -> None:
        assert [block.kind for block in read('!!! danger ""\n    x\n')] == ["paragraph"]

    def test_one_of_a_kind_that_the_parser_uses_itself(self) -> None:
        assert [block.text for block in read("!!! footnote\n    kept\n")] == ["Footnote", "kept"]


class TestFootnotes:
    def test_they_stand_at_the_end_in_the_order_of_their_references(self) -> None:
        source = "b[^long], a[^1], b[^long].\n\n[^1]: one\n[^long]: two\n\n    more\n[^unused]: three\n\nEnd."
        blocks = read(source)
        assert [block.text for block in blocks] == ["b[1], a[2], b[1].", "End.", "two", "more", "one", "three"]
        assert [(block.marker, block.anchor) for block in blocks if block.part == "notes"] == [
            ("1.", "fn:long"),
            ("", ""),
            ("2.", "fn:1"),
            ("3.", "fn:unused"),
        ]
        assert blocks[0].runs[1] == Run("[1]", SUPERSCRIPT, "#fn:long")

    def test_notes_on_notes_are_numbered_as_they_stand(self) -> None:
        blocks = read("a[^2]\n\n[^1]: one\n[^2]: see[^3] and *more*\n[^3]: three\n")
        assert [(block.marker, block.text) for block in blocks] == [
            ("", "a[1]"),
            ("1.", "see[2] and more"),
            ("2.", "three"),
            ("3.", "one"),
        ]

    def test_nothing_of_the_parser_shows(self) -> None:
        blocks = read("a[^1] b[^2] c[^3]\n\n[^1]: x [y](http://e.org)\n[^2]:\n    ```\n    z\n    ```\n[^3]: *q*\n")
        assert [block.text for block in blocks] == ["a[1] b[2] c[3]", "x y", "z", "q"]

    def test_the_parsers_own_place_for_them_is_text(self) -> None:
        assert [block.text for block in read("///Footnotes Go Here///\n\na[^1]\n\n[^1]: n")] == [
            "///Footnotes Go Here///",
            "a[1]",
            "n",
        ]


def test_rules() -> None:
    assert [(block.kind, block.text) for block in read("* * *\n\n---\n\n___\n")] == [("rule", "")] * 3


def test_the_summary_says_so() -> None:
    assert {block.part for block in read("a\n\n- b\n", "summary")} == {"summary"}


def test_chunks_are_small_at_first() -> None:
    sizes = [len(chunk) for chunk in BlockReader().read("word\n\n" * 2000, "body")]
    assert sizes == [40, 100, *[200] * 9, 60]


@given(st.lists(st.builds(Run, st.text(" ab\n") | st.just("\n"), st.integers(0, 3))))
def test_tidy_leaves_no_space_where_it_would_show(given_runs: list[Run]) -> None:
    text = "".join(run.text for run in tidy(given_runs))
    assert text == text.rstrip()
    assert not text.startswith(" ")
    assert all(run.text for run in tidy(given_runs))


@given(st.text("ab \n", max_size=300), st.integers(20, 60))
def test_cutting_a_long_block_loses_one_space_a_cut(text: str, limit: int) -> None:
    block = Block("paragraph", (Run(text[:50], 1), Run(text[50:], 2)), text, marker="•", anchor="a")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("viewer.brief.blocks.BLOCK_LIMIT", limit)
        pieces = list(split_long(block))
    for piece in pieces:
        assert piece.text == "".join(run.text for run in piece.runs)
        assert len(piece.text) <= limit
    joined = "".join(piece.text for piece in pieces)
    assert joined.replace(" ", "") == text.replace(" ", "")
    assert 0 <= len(text) - len(joined) < len(pieces)
    assert [(piece.marker, piece.anchor) for piece in pieces] == [("•", "a")] + [("", "")] * (len(pieces) - 1)


PIECES = [
    *("word", "other words", " ", "  ", "\n", "\n\n", "    ", "  \n", "\t", "a", "é", "😀", "\u202e", "\u00a0"),
    *("# ", "## ", "===\n", "---\n", "> ", "- ", "* ", "1. ", "- [ ] ", ": ", "!!! note\n", '!!! x "y"\n', "***\n"),
    *("*", "**", "_", "__", "`", "``", "```", "~~~", "~", "~~", "^", "\\", "|", "|-|-|\n", "| a | b |\n", ":-:|"),
    *("[", "]", "(", ")", "](", "![", "<", ">", "<br>", "<sub>", "</sub>", "<b>", "<!--", "-->", "<![CDATA[", "<?"),
    *("[^1]", "[^1]: ", "[^2]", "[a]", "[a]: ", "actor:m23", "not:", "http://x.y", "&amp;", "&#2;", "&#xFFFC;", "&"),
    *("{: ", "}", "\x02", "\x03", "\x00", "\ufffc", "\u2028", "\ud800", "klzzwxh:0001", "///Footnotes Go Here///"),
    *("\n    ", "\n\n    ", "\n\n        ", "\n> > ", "\n\n- ", "\n- ", "\n1. ", "\n```\n", "\n```python\n"),
]
MARKDOWN = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def placed(blocks: Iterable[Block]) -> tuple[str, list[int]]:
    """The canonical text, and where each block starts in it."""
    texts = [block.text for block in blocks]
    return "\n".join(texts), [0, *accumulate(len(text) + 1 for text in texts)][: len(texts)]


@settings(max_examples=500, deadline=3000, suppress_health_check=[HealthCheck.too_slow])
@given(MARKDOWN | st.text(max_size=200) | st.text(string.printable, max_size=200))
@example("a[^1]\n\n[^1]: b[^2]\n[^2]: *c*[^1]")
@example("`\n`")
@example("[^1]:")
@example("*word**word*<br>")
@example("\n    - ```")
def test_what_holds_for_any_text(source: str) -> None:
    blocks = read(clean_text(source))
    text, starts = placed(blocks)
    images = 0
    for block, start in zip(blocks, starts, strict=True):
        assert block.start == 0  # the loader fills it in
        assert text[start : start + len(block.text)] == block.text
        assert "".join(run.text for run in block.runs) == block.text
        assert len(block.text) <= BLOCK_LIMIT or block.kind == "cell"
        assert all(run.text for run in block.runs)
        assert (block.kind == "cell") == (block.cell is not None)
        assert (block.level in range(1, 7)) == (block.kind == "heading")
        for run in block.runs:
            images += bool(run.image or run.text == IMAGE_CHARACTER)
            for value in (run.link, run.image, run.alt, run.token):
                assert value == clean_text(value)
    assert text.count(IMAGE_CHARACTER) == images
    assert clean_text(text.replace(IMAGE_CHARACTER, "")) == text.replace(IMAGE_CHARACTER, "")


@given(st.text())
def test_plain_text_is_what_it_was(source: str) -> None:
    source = clean_text(source)
    blocks = [block for chunk in plain_blocks(source) for block in chunk]
    assert placed(blocks)[0] == source.rstrip("\n")
    assert all("".join(run.text for run in block.runs) == block.text for block in blocks)
