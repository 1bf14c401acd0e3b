"""The front matter: every key of the format, and every refusal with line and column. Nothing else ever comes out."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from viewer.brief.front_matter import SIZE_LIMIT, parse_front_matter, slug, split_front_matter
from viewer.brief.model import KINDS, DeclaredEntity, FrontMatter, Group, Relation, Source
from viewer.brief.source import BriefError, clean_text

WHOLE = """\
brief: 1
title: "Kinshasa’s offer"
date: 2025-03-23
author: A. Author
organisation: The desk
language: en-GB
marking: TLP:AMBER+STRICT
summary: |
  - **First** judgement.
  - Second.
sources:
  - title: Interview
    publisher: Fox News
    date: 2025-03
    url: https://example.org/a
actors:
  - COD
  - id: m23
    name: M23
    kind: armed-group
    aliases:
      - the rebels
      - "=US"
    role: Took Goma
    note: A note
    country: COD
minerals:
  - cobalt
places:
  - id: goma
    kind: place
relations:
  - from: m23
    to: goma
    type: took
    note: In January
ignore:
  - Congo red
lexicon: false
classification: low
"""


def read(text: str) -> FrontMatter:
    """Front matter in which nothing is wrong."""
    front, faults = parse_front_matter(text)
    assert faults == []
    return front


def told(text: str) -> list[str]:
    """The faults as `line:column: severity: what`."""
    return [fault.at("").removeprefix(":") for fault in parse_front_matter(text)[1]]


def test_every_key_of_the_format_is_read() -> None:
    front, faults = parse_front_matter(WHOLE)
    assert [(fault.severity, fault.line) for fault in faults] == [("warning", 41)]  # `classification`
    assert front == FrontMatter(
        title="Kinshasa’s offer",
        date="2025-03-23",
        author="A. Author",
        organisation="The desk",
        language="en-GB",
        marking="TLP:AMBER+STRICT",
        summary="- **First** judgement.\n- Second.",
        sources=(Source("Interview", "Fox News", "2025-03", "https://example.org/a"),),
        entities=(
            DeclaredEntity("COD", "actor", line=18, column=5),
            DeclaredEntity(
                "m23", "actor", "M23", "armed-group", ("the rebels", "=US"), "Took Goma", "A note", "COD", 19, 5
            ),
            DeclaredEntity("cobalt", "mineral", line=29, column=5),
            DeclaredEntity("goma", "place", kind="place", line=31, column=5),
        ),
        relations=(Relation("m23", "goma", "took", "In January", 34, 5),),
        ignore=("Congo red",),
        lexicon=False,
        extra={"classification": "low"},
    )


def test_nothing_gives_the_defaults() -> None:
    assert read("") == FrontMatter() == read("# a comment\n\n")
    assert FrontMatter().language == "en"
    assert FrontMatter().lexicon


@pytest.mark.parametrize("version", ["1", '"1"', "01", "~", ""])
def test_version_one_is_read(version: str) -> None:
    assert read(f"brief: {version}\ntitle: T").title == "T"


@pytest.mark.parametrize(("version", "line", "column"), [("2", 3, 8), ("'17'", 3, 8), ("9" * 5000, 3, 8)])
def test_a_newer_version_is_refused(version: str, line: int, column: int) -> None:
    with pytest.raises(BriefError, match=r"format version \d.*reads up to version 1.*Update the program") as refused:
        parse_front_matter(f"title: T\nbrief: {version}")
    assert (refused.value.line, refused.value.column) == (line, column)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize("version", ["0", "1.0", "-1", "one", "٢", "²"])
def test_a_version_that_is_none_is_an_error(version: str) -> None:
    assert told(f"brief: {version}")[0].startswith(f"2:8: error: {version_fault(version)}")


def version_fault(version: str) -> str:
    return "there is no format version 0" if version == "0" else f"`{version}` is no format version"


@pytest.mark.parametrize(
    "text",
    ["NO", "no", "yes", "on", "12:34:56", "1_000", "0o17", "0x1F", "1e3", ".inf", "2025-03-23", "true", "=", "<<"],
)
def test_values_stay_text(text: str) -> None:
    assert read(f"title: {text}\nignore:\n  - {text}") == FrontMatter(title=text, ignore=(text,))


def test_norway_is_an_actor() -> None:
    assert [entity.id for entity in read("actors:\n  - NO\n  - YES\n").entities] == ["NO", "YES"]


@pytest.mark.parametrize("nothing", ["", "~", "null", "''"])
@pytest.mark.parametrize("key", ["title", "sources", "actors", "relations", "ignore", "lexicon", "date", "language"])
def test_a_key_without_a_value_is_as_none(key: str, nothing: str) -> None:
    assert read(f"{key}: {nothing}") == FrontMatter()


def test_quoted_signs_for_nothing_are_texts() -> None:
    assert read("title: '~'\nauthor: \"null\"") == FrontMatter(title="~", author="null")


def test_titles_and_markings_are_one_line() -> None:
    front = read("title: >-\n  Two\n  lines\nmarking: |\n  TLP:\n   RED\n")
    assert (front.title, front.marking) == ("Two lines", "TLP: RED")


@pytest.mark.parametrize(
    "date", ["2025", "2025-03", "2025-03-23", "2024-02-29", "2025-03-23T10:00:00Z", "2025-03-23 10:00:00+02:00"]
)
def test_dates(date: str) -> None:
    assert read(f"date: {date}").date == date


@pytest.mark.parametrize(
    "date", ["2025-13-01", "2025-02-30", "23.03.2025", "2025-3-1", "March", "0000", "2025-00", "٢٠٢٥-٠٣-٢٣", "2025-03-"]
)
def test_bad_dates_are_told_and_kept(date: str) -> None:
    front, (fault,) = parse_front_matter(f"title: T\ndate: {date}")
    assert front.date == date
    assert fault.at("f") == f"f:3:7: warning: `{date}` is no ISO 8601 date; write YYYY-MM-DD"


@pytest.mark.parametrize("language", ["English (x)", "en_GB", "e", "-"])
def test_bad_languages(language: str) -> None:
    (fault,) = told(f"language: '{language}'")
    assert fault.startswith("2:11: warning: not a BCP 47 language tag")


@pytest.mark.parametrize("group", KINDS)
def test_every_kind_is_known_in_its_group_and_in_no_other(group: Group) -> None:
    for other, kinds in KINDS.items():
        for kind in kinds:
            faults = told(f"{group}s:\n  - id: x\n    kind: {kind}")
            assert (faults == []) == (other == group)


REFUSED = {
    "a duplicate key": ("title: a\ntitle: b", "3:1: error: the key `title` stands twice (first in line 2); keep one"),
    "a duplicate key further in": (
        "actors:\n  - id: a\n    id: b",
        "4:5: error: the key `id` stands twice (first in line 3); keep one",
    ),
    "an anchor": ("title: &a x", "2:8: error: the anchor &a is not allowed"),
    "an anchor on a list": ("ignore: &a\n  - x", "2:9: error: the anchor &a is not allowed"),
    "an anchor on a key": ("&a title: x", "2:1: error: the anchor &a is not allowed"),
    "an anchor on everything": ("--- &a\ntitle: x", "2:5: error: the anchor &a is not allowed"),
    "an alias": ("title: *a", "2:8: error: the alias *a is not allowed"),
    "an alias as a key": ("*a : x", "2:1: error: the alias *a is not allowed"),
    "a merge key": ("actors:\n  - <<: *a", "3:9: error: the alias *a is not allowed"),
    "a tag": ("title: !x y", "2:8: error: the tag !x is not allowed"),
    "a tag of YAML": ("title: !!str 1", "2:8: error: the tag tag:yaml.org,2002:str is not allowed"),
    "a tag of Python": (
        "title: !!python/object/apply:os.system [id]",
        "2:8: error: the tag tag:yaml.org,2002:python/object/apply:os.system is not allowed",
    ),
    "depth": ("x: " + "[" * 9 + "]" * 9, "2:11: error: nested deeper than 8 levels; flatten it"),
    "a key that is a list": ("? [a]\n: b", "2:3: error: a key must be a text"),
    "a list": ("- title", "2:1: error: the front matter is no list of `key: value` lines"),
    "a text": ("no YAML to speak of", "2:1: error: the front matter is no list of `key: value` lines"),
    "two colons": ("title: a: b", "2:9: error: mapping values are not allowed here"),
    "an open quote": ("title: 'a", "2:8: error: what opens here, a quote or a bracket, is never closed"),
    "a tab": ("ignore:\n\t- a", "3:1: error: while scanning for the next token found character '\\t'"),
    "a bad escape": ('title: "\\xZZ"', "2:11: error: while scanning a double-quoted scalar expected escape sequence"),
    "a character beyond Unicode": ('title: "\\UFFFFFFFF"', "2:11: error: this is no character or number"),
    "a version of YAML with 5,000 digits": ("%YAML 1." + "9" * 5000 + "\n---\n", "2:9: error: this is no character"),
    "another version of YAML": ("%YAML 3.0\n---\ntitle: x", "2:1: error: found incompatible YAML document"),
    "a second document": ("title: a\n--- \ntitle: b", "3:1: error: a second YAML document starts here; remove it"),
    "a control character": ("title: a\ndate: \x07", "3:7: error: the character U+0007 is not allowed; remove it"),
    "too much": ("title: " + "x" * SIZE_LIMIT, "2:1: error: front matter over 64 KiB; shorten it"),
    "too much in bytes": ("title: " + "€" * (SIZE_LIMIT // 3), "2:1: error: front matter over 64 KiB; shorten it"),
    "a list for a text": ("title: [a]", "2:8: error: `title` must be a text"),
    "a text for a list": ("actors: m23", "2:9: error: `actors` must be a list"),
    "a mapping for a list": ("sources:\n  title: x", "3:3: error: `sources` must be a list"),
    "texts for sources": ("sources:\n  - x", "3:5: error: an entry of `sources` must be a mapping with title"),
    "a list in a list": ("ignore:\n  - [a]", "3:5: error: an entry of `ignore` must be a text"),
    "one text for several": ("ignore: x", "2:9: warning: `ignore` is a list; write `- x` on a line of its own"),
    "an address that does not open": (
        "sources:\n  - title: x\n    url: file:///etc/passwd",
        "4:10: warning: only http and https addresses open; it is shown as text",
    ),
    "half a relation": ("relations:\n  - from: a", "3:5: error: a relation needs `to`, `type` as well"),
    "a lexicon of its own": ("lexicon: perhaps", "2:10: error: `lexicon` must be `true` or `false`; true is assumed"),
    "an unknown key": ("titel: x", "2:1: warning: unknown key `titel`, kept but not used; did you mean `title`?"),
    "an unknown key like none": ("zzz: x", "2:1: warning: unknown key `zzz`, kept but not used; known keys are brief,"),
    "an unknown key of an entity": (
        "actors:\n  - id: a\n    alias: b",
        "4:5: warning: unknown key `alias`, kept but not used; did you mean `aliases`?",
    ),
    "an entity without an id": ("actors:\n  - name: Big Co", "3:5: error: the entity `Big Co` needs an `id`; write"),
    "an entity without anything": ("actors:\n  - role: x", "3:5: error: an entity needs an `id` and a `name`"),
    "an entity that is nothing": ("actors:\n  - ~", "3:5: error: an entry of `actors` must be an id or a mapping"),
    "an entity that is a list": ("actors:\n  - []", "3:5: error: an entry of `actors` must be an id or a mapping"),
    "an id with a space": ("actors:\n  - id: the rebels", "3:9: error: `the rebels` is no id; use letters, digits"),
    "an unknown kind": ("actors:\n  - id: a\n    kind: persn", "4:11: warning: unknown kind `persn` in `actors`; did"),
    "a kind of another group": ("places:\n  - id: a\n    kind: ore", "4:11: warning: unknown kind `ore` in `places`"),
    "an id declared twice": (
        "actors:\n  - m23\nplaces:\n  - id: m23",
        "5:5: error: the id `m23` is declared twice (first in line 3); keep one",
    ),
    "one alias for several": ("actors:\n  - id: a\n    aliases: b", "4:14: warning: `aliases` is a list; write `- b`"),
}


@pytest.mark.parametrize(("text", "expected"), REFUSED.values(), ids=REFUSED)
def test_refusals_say_where_and_what(text: str, expected: str) -> None:
    faults = told(text)
    assert any(fault.startswith(expected) for fault in faults), faults
    assert not any("\n" in fault for fault in faults)


def test_eight_levels_are_allowed() -> None:
    # The top mapping is the first, and the text in the innermost list the eighth.
    assert read_extra("x: " + "[" * 6 + "a" + "]" * 6) == [[[[[["a"]]]]]]
    assert told("x: " + "[" * 7 + "a" + "]" * 7)[0].startswith("2:11: error: nested deeper")


def read_extra(text: str) -> object:
    return parse_front_matter(text)[0].extra["x"]


def test_what_stands_before_an_error_is_kept() -> None:
    front, faults = parse_front_matter("title: T\nactors:\n  - m23\ndate: 'open\n")
    assert front.title == "T"
    assert [entity.id for entity in front.entities] == ["m23"]
    assert len(faults) == 1


def test_what_escapes_bring_back_is_cleaned_again() -> None:
    front = read('title: "\\0 \\ud800 \\x02 \\ufdd0 \\ufffc"\nsummary: "a\\Nb\\Pc"')
    assert front.title == "\ufffd " * 4 + "\ufffd"
    assert front.summary == "a\nb\nc"


def test_many_unknown_keys_are_told_in_few_words() -> None:
    faults = told("".join(f"key{number}: x\n" for number in range(5000)))
    assert len(faults) == 21
    assert faults[-1] == "22:1: warning: from here on 4980 more unknown keys, kept but not used"


def billion_laughs() -> str:
    lines = ["a: &a [lol, lol]"]
    lines += [
        f"{this}: &{this} [{', '.join([f'*{last}'] * 9)}]" for last, this in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    return "\n".join(lines)


ENDLESS = {
    "billion laughs": billion_laughs(),
    "25,000 nested brackets": "x: " + "[" * 25_000,
    "25,000 nested braces": "x: " + "{" * 25_000,
    "25,000 bare brackets": "[" * 25_000,
    "nested lists": "- " * 25_000,
    "nested keys": "? " * 25_000,
    "empty lines": "\n" * 60_000,
    "unknown keys": "\n".join(f"k{number}: v" for number in range(7000)),
    "unknown keys of entities": "actors:\n" + "".join(f"  - id: a{number}\n    kidn: x\n" for number in range(2300)),
    "escapes": 'a: "' + "\\n" * 30_000 + '"',
    "a flow": "{" + "a: b, " * 10_000 + "}",
    "blank lines folded": "a: >\n" + " x\n\n" * 15_000,
    "one long word": "a" * 65_000,
}


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_nothing_takes_long(text: str) -> None:
    start = time.process_time()
    parse_front_matter(text)
    assert time.process_time() - start < 1.9  # the deadline of the whole brief is 2 s


YAML = st.lists(
    st.sampled_from(
        [
            *("brief: ", "title: ", "date: ", "summary: |\n  ", "sources:\n", "actors:\n", "relations:\n", "ignore:\n"),
            *("  - ", "    id: ", "name: ", "aliases: ", "kind: ", "- ", "? ", ": ", "\n", "  ", "\t", "'", '"', "#"),
            *(
                "[",
                "]",
                "{",
                "}",
                ",",
                "&a ",
                "*a ",
                "!t ",
                "!!str ",
                "%YAML ",
                "%TAG ",
                "---\n",
                "...\n",
                "|",
                ">",
                "~",
            ),
            *("\\x", "\\U", "\\", "0", "9", "FFFFFFFF", "-", "+", "x", "é", "😀", "\x00", "\x85", "\u2028", "\ufeff"),
            *("\ud800", "\ufffe", "@", "`", "="),
        ]
    ),
    max_size=30,
).map("".join)


@settings(max_examples=400, deadline=None)
@given(YAML | st.text(max_size=200))
@example('x: "\\U00110000"')
@example("%TAG ! " + "%ff")
def test_any_text_gives_front_matter_or_a_brief_error(text: str) -> None:
    start = time.process_time()
    try:
        front, faults = parse_front_matter(text)
    except BriefError as error:
        assert (error.line, error.column) >= (2, 1)
        return
    finally:
        assert time.process_time() - start < 1
    for value in (
        front.title,
        front.summary,
        front.marking,
        *front.ignore,
        *(entity.name for entity in front.entities),
    ):
        assert value == clean_text(value)
    last = text.count("\n") + text.count("\x85") + text.count("\u2028") + 3
    for fault in faults:
        assert 2 <= fault.line <= last
        assert fault.column >= 1
        assert fault.what.splitlines() == [fault.what]


@pytest.mark.parametrize(
    ("text", "front", "body", "line"),
    [
        ("---\ntitle: T\n---\nBody\n", "title: T\n", "Body\n", 4),
        ("--- \ntitle: T\n...\nBody", "title: T\n", "Body", 4),
        ("---\n---\nBody", "", "Body", 3),
        ("---\ntitle: T\n---", "title: T\n", "", 3),
        ("Body\n---\nmore\n---\n", "", "Body\n---\nmore\n---\n", 1),
        ("---\ntitle: never closed\n", "", "---\ntitle: never closed\n", 1),
        ("--- x\na: b\n---\n", "", "--- x\na: b\n---\n", 1),
        ("----\na\n---\n", "", "----\na\n---\n", 1),
        ("\n---\na: b\n---\n", "", "\n---\na: b\n---\n", 1),
        ("---\na: |\n  ---\n---\nBody", "a: |\n  ---\n", "Body", 5),
        ("", "", "", 1),
    ],
)
def test_where_the_front_matter_ends(text: str, front: str, body: str, line: int) -> None:
    assert split_front_matter(text) == (front, body, line)


@given(st.text())
def test_splitting_loses_nothing_but_the_fences(text: str) -> None:
    front, body, line = split_front_matter(text)
    assert text.endswith(body)
    assert front in text
    assert text.count("\n") >= line - 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Félix Tshisekedi", "felix-tshisekedi"), ("M23!", "m23"), ("東京", "unnamed"), ("", "unnamed")],
)
def test_slugs(name: str, expected: str) -> None:
    assert slug(name) == expected
