"""The HTML file, as a strict HTML5 parser reads it. What it looks like was looked at in a browser."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.report.briefs import brief_of, note_on, orphan, report_on, whole_note
from viewer.annotations.assessment import with_assessment
from viewer.brief.model import FrontMatter, Source
from viewer.mentions.model import Entity, Mention
from viewer.report.html import write_html
from viewer.report.html_text import clean
from viewer.report.model import Report

BODY = """Before all.

# The *offer*

A plain sentence with `code` and [a link](https://example.org/?a=b&c) and [another](javascript:alert(1)).[^1]

- one
    1. deep
    2. deeper
- two

term
:   meaning

!!! warning "Mind"
    In a box.

> said

| a | b |
|---|--:|
| 1 | 2 |

```python
x = "<b>"
```

- [x] done

[^1]: A footnote.
"""
BRIEF = brief_of(BODY)


def parsed(text: str) -> Element:
    """The document. Raises for what the HTML standard calls a parse error."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def of_class(tree: Element, name: str) -> list[Element]:
    return [element for element in tree.iter() if name in (element.get("class") or "").split()]


def text_of(element: Element) -> str:
    return "".join(element.itertext())


def article(report: Report) -> str:
    text = write_html(report)
    return text[text.index("<article>") + 10 : text.index("\n</article>")]


def test_the_body_is_html_as_an_author_would_write_it() -> None:
    assert article(report_on(BRIEF, note_on(BRIEF, "plain", "Why?", colour="yellow"))).split("\n") == [
        "<p>Before all.</p>",
        '<h2 id="s0">The <em>offer</em></h2>',
        '<p>A <mark class="yellow" id="w1" data-n="1">plain</mark>'
        '<a class="ref" href="#n1" data-n="1" aria-label="Note 1"></a> sentence with <code>code</code> and '
        '<a href="https://example.org/?a=b&amp;c" rel="noopener noreferrer">a link</a> and another.'
        '<a href="#s1"><sup>[1]</sup></a></p>',
        "<ul>", "<li>", "<p>one</p>", "<ol>", '<li value="1">', "<p>deep</p>", '</li><li value="2">', "<p>deeper</p>",
        "</li></ol>", "</li><li>", "<p>two</p>", "</li></ul>",
        "<dl>", "<dt>term</dt>", "<dd>", "<p>meaning</p>", "</dd></dl>",
        '<aside class="box warning">', '<p class="label">Mind</p>', "<p>In a box.</p>", "</aside>",
        "<blockquote>", "<p>said</p>", "</blockquote>",
        '<div class="table" tabindex="0"><table>',
        "<thead>", '<tr><th scope="col">a</th><th class="right" scope="col">b</th></tr>', "</thead>",
        "<tbody>", '<tr><td>1</td><td class="right">2</td></tr>', "</tbody></table></div>",
        '<pre dir="ltr" tabindex="0"><code><span class="k-n">x</span> <span class="k-o">=</span> '
        '<span class="k-s">"&lt;b&gt;"</span></code></pre>',
        "<ul>", '<li class="task">', '<input type="checkbox" disabled checked aria-label="Done">', "<p>done</p>",
        "</li></ul>",
        '<section class="footnotes" aria-label="Footnotes">', "<ol>", '<li value="1">', '<p id="s1">A footnote.</p>',
        "</li></ol>", "</section>",
    ]  # fmt: skip


def test_nothing_is_fetched_and_nothing_else_runs() -> None:
    text = write_html(report_on(BRIEF, note_on(BRIEF, "plain", "Why?")))
    tree = parsed(text)
    (policy,) = (meta.get("content") or "" for meta in tree.iter("meta") if meta.get("http-equiv"))
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'" and directives["img-src"] == "data:"
    for name, tag in (("style-src", "style"), ("script-src", "script")):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert directives[name] == f"'sha256-{digest}'"
    for element in tree.iter():
        assert not [
            name for name, _ in element.items() if name.startswith("on") or name in ("style", "srcset", "action")
        ]
        assert element.tag not in ("link", "iframe", "object", "base")


@pytest.mark.parametrize(
    ("first", "second"), [("sentence with", "with code"), ("A plain sentence", "plain"), ("offer\nA", "A plain")]
)
def test_overlapping_and_nested_notes_mark_their_words(first: str, second: str) -> None:
    report = report_on(BRIEF, note_on(BRIEF, first, colour="yellow"), note_on(BRIEF, second, colour="blue"))
    tree = parsed(write_html(report))
    for number, note in enumerate(report.notes, 1):
        marked = [text_of(mark) for mark in tree.iter("mark") if mark.get("data-n") == str(number)]
        assert note.span
        assert "".join(marked) == BRIEF.text[slice(*note.span)].replace("\n", "")


def test_every_link_inside_leads_somewhere() -> None:
    entity = Entity("m23", "M23", "armed-group", "actor", role="rebels", declared=True)
    at = BRIEF.text.index("one")
    mention = Mention(at, at + 3, "m23", "actor", "armed-group", "declared", "one")
    report = report_on(BRIEF, note_on(BRIEF, (at - 2, at + 2), "x"), whole_note(BRIEF, "y"), orphan(BRIEF, "gone", "z"))
    report = replace(report, entities={"m23": entity}, mentions=(mention,))
    tree = parsed(write_html(report))
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    inside = [link.get("href") or "" for link in tree.iter("a") if (link.get("href") or "").startswith("#")]
    assert {href[1:] for href in inside} <= set(ids)
    assert {"#m0", "#n2", "#w2", "#s1"} <= set(inside)
    (entities,) = [element for element in tree.iter("section") if element.get("id") == "entities"]
    assert "M23 armed group · rebels 1 mention" in text_of(entities)
    without = replace(report, options=replace(report.options, appendices=False))
    assert "M23" not in write_html(without)


def test_filters_offer_what_tells_notes_apart() -> None:
    notes = [
        note_on(BRIEF, "plain", "x", tags=["price & co"], colour="yellow"),
        with_assessment(note_on(BRIEF, "one", "y", creator="Bo"), "type", "claim"),
    ]
    tree = parsed(write_html(report_on(BRIEF, *notes)))
    boxes = {text_of(label): label[0] for label in tree.iter("label")}
    assert set(boxes) == {"yellow", "price & co", "Claim", "Ann", "Bo"}
    first, second = of_class(tree, "note")
    assert boxes["price & co"].get("value") in (first.get("data-f") or "").split()
    assert boxes["Claim"].get("value") in (second.get("data-f") or "").split()
    assert not [form for form in tree.iter("details") if form.get("id") == "filters" and form.get("hidden") is None]


@pytest.mark.parametrize(
    ("language", "lang", "direction"), [("ar", "ar", "rtl"), ("en-GB", "en-GB", "ltr"), ('"><x', None, None)]
)
def test_language_and_direction(language: str, lang: str | None, direction: str | None) -> None:
    tree = parsed(write_html(report_on(brief_of("שלום", FrontMatter(title="T", language=language)))))
    assert (tree.get("lang"), tree.get("dir")) == (lang, direction)
    (words,) = (element for element in tree.iter("p") if text_of(element) == "שלום")
    assert words.get("dir") == "auto"


def test_marking_stands_above_and_below_and_cannot_end_the_style_sheet() -> None:
    front = FrontMatter(title="T", marking='TLP:RED"}</style><script>')
    for marking in ("TLP:AMBER+STRICT", front.marking):
        text = write_html(report_on(brief_of("x", replace(front, marking=marking))))
        assert [text_of(bar) for bar in of_class(parsed(text), "marking")] == [marking, marking]
        assert text.count("<script>") == text.count("</style>") == 1
    assert "marking tlp-amber-strict" in write_html(
        report_on(brief_of("x", replace(front, marking="TLP:Amber+Strict")))
    )


def test_images_are_embedded_or_say_why_not(tmp_path: Path) -> None:
    Image.new("RGB", (3, 2)).save(tmp_path / "a.png")
    (tmp_path / "b.png").write_bytes(b"<svg onload='alert(1)'/>")
    brief = brief_of('![A "picture"](a.png) ![b](b.png) ![x](../a.png) ![y](http://x/y.png)')
    tree = parsed(write_html(report_on(brief, folder=tmp_path)))
    (image,) = tree.iter("img")
    assert (image.get("alt"), image.get("width"), image.get("height")) == ('A "picture"', "3", "2")
    assert (
        base64.b64decode((image.get("src") or "").removeprefix("data:image/png;base64,"))
        == (tmp_path / "a.png").read_bytes()
    )
    assert len(of_class(tree, "no-image")) == 3


def test_sources_link_only_to_the_web() -> None:
    sources = (Source("A <b>", url="https://a.b/?x&y"), Source("B", url="javascript:alert(1)"))
    tree = parsed(write_html(report_on(brief_of("x", FrontMatter(title="T", sources=sources)))))
    assert [link.get("href") for link in tree.iter("a")] == ["https://a.b/?x&y"]


def test_the_title_is_not_said_twice() -> None:
    brief = replace(brief_of("# Offer\n\nx", FrontMatter()), title="Offer")
    assert [text_of(one) for one in parsed(write_html(report_on(brief))).iter("h1")] == ["Offer"]


nasty = st.text(min_size=1, max_size=30) | st.text(
    st.sampled_from(list("<>&\"'/= \n\r\t\0]-!`a;#x\u202e\ufdd0\x85")), max_size=30
)


@settings(max_examples=60, deadline=None)
@given(note=nasty, tag=nasty, quote=nasty, title=nasty)
@example(note="</p></li><script>alert(1)</script>", tag='" onclick="', quote="<!--", title="</title><script>")
@example(note="0", tag="0", quote='\r"', title="0")
@example(note="\r\n\x0c\x00\ud800", tag="&amp;", quote="&#0;", title="\U0001fffe")
def test_what_anybody_writes_is_only_text(note: str, tag: str, quote: str, title: str) -> None:
    brief = replace(BRIEF, title=title or "x")
    lost = orphan(brief, quote, note).with_tags([tag])
    report = report_on(brief, lost, note_on(brief, "plain", note))
    tree = parsed(write_html(report))
    stored = report.notes[1].annotation
    span = report.notes[1].span  # a quote of little more than spaces is found in the brief after all
    quote = brief.text[slice(*span)] if span else stored.exact
    shown = of_class(tree, "note")[1]
    assert [text_of(one) for one in of_class(shown, "text")] == [clean(stored.note)] * bool(stored.note.strip())
    assert [text_of(one) for one in of_class(shown, "quote")] == [clean(quote)] * bool(quote.strip())
    assert [text_of(one) for tags in of_class(shown, "tags") for one in tags] == [clean(one) for one in stored.tags]
    assert [text_of(one) for one in tree.iter("h1")] == [clean(brief.title)]
    assert len(list(tree.iter("script"))) == 1
    assert not [name for element in tree.iter() for name, _ in element.items() if name.startswith("on")]
