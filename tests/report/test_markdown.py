"""Notes as Markdown, as text and as another Markdown reader (CommonMark) takes it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.report.briefs import brief_of, note_on, orphan, report_on, whole_note
from viewer.brief.model import Brief, FrontMatter
from viewer.report.markdown import write_markdown

BODY = """Before all.

# The *offer*

A plain sentence. # not a heading, `code` and a\\_b [link](x).

1. one
2. two

## Terms

```
    indented
# comment
```
"""
BRIEF = brief_of(BODY)


def test_the_whole_document() -> None:
    notes = [
        whole_note(BRIEF, "On *all* of it."),
        note_on(BRIEF, "Before", colour="yellow"),
        note_on(
            BRIEF, "plain", "First line\n\n- a\n- b", tags=["supply chain", "x*y"], colour="blue", entity="actor:m23"
        ),
        note_on(BRIEF, "    indented\n# comment"),
        orphan(BRIEF, "# gone", "Where is it?"),
    ]
    assert write_markdown(report_on(BRIEF, *notes)) == (
        "# A \\*test\\* brief\n"
        "\n"
        "23 March 2025 · The desk · TLP:AMBER\n"
        "\n"
        "## On the whole brief\n"
        "\n"
        "- Ann · 23 March 2025\n"
        "\n"
        "  On *all* of it.\n"
        "\n"
        "## Before the first heading\n"
        "\n"
        "- > Before\n"
        "\n"
        "  yellow · Ann · 23 March 2025\n"
        "\n"
        "## The offer\n"
        "\n"
        "- > plain\n"
        "\n"
        "  blue · #supply chain · #x\\*y · **m23** · Ann · 23 March 2025\n"
        "\n"
        "  First line\n"
        "\n"
        "  - a\n"
        "  - b\n"
        "\n"
        "## Terms\n"
        "\n"
        "- > indented\\\n"
        "  > \\# comment\n"
        "\n"
        "  Ann · 23 March 2025\n"
        "\n"
        "## Not found in this version of the brief\n"
        "\n"
        "- > \\# gone\n"
        "\n"
        "  Ann · 23 March 2025 · stood under “Old part”\n"
        "\n"
        "  Where is it?\n"
    )


def test_no_notes() -> None:
    assert write_markdown(report_on(BRIEF)).endswith("\nNo notes.\n")


def test_a_moved_note_says_so() -> None:
    note = note_on(BRIEF, "plain")
    report = report_on(BRIEF, note)
    moved = replace(report.notes[0], state="moved", start=0, end=6)
    text = write_markdown(replace(report, notes=(moved,)))
    assert "- > Before\n" in text and "moved, please check; marked as “plain”" in text


def test_summary_is_a_group() -> None:
    brief = brief_of("# H\n\nbody\n", FrontMatter(title="T", summary="A judgement."))
    assert "## Key judgements\n\n- > judgement" in write_markdown(report_on(brief, note_on(brief, "judgement")))


nasty = st.text(st.sampled_from(list("ab #>`*_[]()<>&;|~-+=.1\\!\n\t\r\u2028é😀\x00")), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(quote=nasty, title=nasty, note=nasty, tag=nasty)
@example(quote="1\u2028\x00", title="1", note="1", tag="1")
def test_nothing_breaks_out(quote: str, title: str, note: str, tag: str) -> None:
    markdown_it = pytest.importorskip("markdown_it")
    front = FrontMatter(title=title, date="2025-03-23")
    brief = Brief("b.brief.md", title.strip() or "x", front, BRIEF.blocks)
    report = report_on(brief, orphan(brief, quote, note), whole_note(brief, note))
    report = replace(
        report, notes=tuple(replace(one, annotation=one.annotation.with_tags([tag])) for one in report.notes)
    )
    tokens = markdown_it.MarkdownIt("commonmark").parse(write_markdown(report))
    # Title and group; whatever a note is, it stays inside its item.
    outer = [token.type for token in tokens if token.level == 0 and token.nesting >= 0]
    assert outer == ["heading_open", "paragraph_open", *("heading_open", "bullet_list_open") * 2]
    assert sum(token.type == "list_item_open" and token.level == 1 for token in tokens) == 2
    if quote.replace("\0", "").strip():
        last = max(at for at, token in enumerate(tokens) if token.type == "bullet_list_open" and token.level == 0)
        first = next(at for at in range(last, len(tokens)) if tokens[at].type == "blockquote_open")
        end = next(at for at in range(first, len(tokens)) if tokens[at].type == "blockquote_close")
        children = [child for token in tokens[first:end] for child in token.children or ()]
        assert {child.type for child in children} <= {"text", "text_special", "hardbreak", "softbreak"}
        shown = "".join(child.content or " " for child in children)
        assert "".join(shown.split()) == "".join(quote.replace("\0", "").split())
