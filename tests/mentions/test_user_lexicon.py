from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.brief.model import DeclaredEntity
from viewer.mentions.user_lexicon import (
    UserLexiconError,
    add_alias,
    add_entity,
    add_ignored,
    carry_out,
    read_user_lexicon,
)
from viewer.mentions.user_lexicon_parser import parse_user_lexicon

WHOLE = """\
# mine
actors:
  - id: acme   # the firm
    name: Acme Holdings
    kind: company
    aliases: [Acme, =AH]
  - id: m23
    aliases:
      - the rebels
places:
- id: pit
  name: The Pit
aliases:
  the red metal: copper
ignore:
  - Prince
"""
KNOWN = ("m23", "copper", "goma")


def told(text: str) -> list[str]:
    return [f"{fault.line}:{fault.column} {fault.what}" for fault in parse_user_lexicon(text, KNOWN).faults]


def test_a_whole_file() -> None:
    lexicon = parse_user_lexicon(WHOLE, KNOWN)
    assert lexicon.faults == ()
    assert [(e.id, e.group, e.name, e.aliases, e.line) for e in lexicon.corrections.declared] == [
        ("acme", "actor", "Acme Holdings", ("Acme", "=AH"), 3),
        ("m23", "actor", "", ("the rebels",), 7),
        ("pit", "place", "The Pit", (), 11),
    ]
    assert lexicon.corrections.aliases == {"the red metal": "copper"}
    assert lexicon.corrections.ignored == ("Prince",)


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "actors:\n", "ignore: ~\n", "aliases:\n"])
def test_an_empty_file(text: str) -> None:
    assert parse_user_lexicon(text).faults == ()
    assert read_user_lexicon(Path("/nowhere/at/all")).faults == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("ignore:\n  - x\n", "2:5 “x” is a single letter; it would be found everywhere"),
        ("ignore:\n  - 3\n", "2:5 “3” is a single digit; it would be found everywhere"),
        (
            "actors:\n  - id: m23\n    kind: companny\n",
            "3:11 unknown kind `companny`, which does not count; did you mean `company`?",
        ),
        ("ignore:\n  - '…'\n", "2:5 “…” has no letters or digits; it would be found everywhere"),
        ("ignore: [[a]]\n", "1:10 an entry of `ignore` must be a text"),
        ("ignore: gold\n", "1:9 `ignore` must be a list; begin each entry with `- `"),
        ("aliases:\n  red: nobody\n", "2:8 “nobody” is neither in the gazetteer nor above; correct the id"),
        ("aliases:\n  red: m23\n  Red: goma\n", "3:3 “Red” stands twice; the first counts"),
        ("aliases:\n  red:\n", "2:7 “red” needs the id of an entity behind it"),
        ("actors:\n  - id: new-one\n", "2:5 `new-one` is not in the gazetteer and has no name; give it one"),
        ("actors:\n  - id: a b\n", "2:5 an entry needs an `id` of letters, digits and hyphens"),
        ("actors:\n  - m23\n", "2:5 an entry needs keys: id, name, kind, aliases, role, note, country"),
        (
            "patterns:\n  - (a+)+b\n",
            "1:1 unknown key `patterns`; the keys are actors, minerals, places, aliases, ignore",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, fault: str) -> None:
    assert fault in told(text)


@pytest.mark.parametrize(
    ("bad", "line"),
    [
        ('  - id: "unclosed\n    name: Bad One\n', 7),
        ("  - id: bad\n    name: [Bad\n", 7),
        ("  - &anchor\n    id: bad\n", 7),
        ("  - id: bad\n    id: worse\n", 8),
        ("  - {{}\n", 7),
        ("   - id: bad\n", 7),
        ("  - !!python/object:os.system x\n", 7),
    ],
)
def test_a_broken_entry_takes_no_other_with_it(bad: str, line: int) -> None:
    head, separator, tail = WHOLE.partition("  - id: m23")
    lexicon = parse_user_lexicon(head + bad + separator + tail, KNOWN)
    assert {"acme", "pit"} <= {entity.id for entity in lexicon.corrections.declared}
    assert lexicon.corrections.ignored == ("Prince",)
    assert lexicon.corrections.aliases == {"the red metal": "copper"}
    assert any(line <= fault.line <= line + 2 for fault in lexicon.faults)


def test_patterns_are_only_words() -> None:
    lexicon = parse_user_lexicon('ignore:\n  - "(a+)+$"\n')
    assert lexicon.corrections.ignored == ("(a+)+$",)


PIECES = [
    "actors:",
    "ignore:",
    "aliases:",
    "\n",
    "  ",
    "- ",
    "id: ",
    "name: ",
    "x y",
    "[",
    "]",
    "{",
    "}",
    '"',
    "'",
    ":",
]
PIECES += ["#", "&a", "*a", "!t", "|", ">", "---", "\t", "m23", "é", "\x00", "<<: ", "? "]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=60))
def test_nothing_that_a_file_may_hold_raises(text: str) -> None:
    for fault in parse_user_lexicon(text, KNOWN).faults:
        assert fault.what
        assert fault.line >= 1


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    assert "is a folder" in read_user_lexicon(tmp_path).faults[0].what
    (tmp_path / "big").write_bytes(b"#" * (1 << 21))
    assert "larger than 1 MiB" in read_user_lexicon(tmp_path / "big").faults[0].what
    (tmp_path / "image").write_bytes(b"\x89PNG\r\n")
    assert "PNG" in read_user_lexicon(tmp_path / "image").faults[0].what


def test_adding_to_no_file_and_taking_back(tmp_path: Path) -> None:
    path = tmp_path / "new" / "lexicon.yaml"
    first = add_ignored(path, "Prince")
    second = add_alias(path, 'the "red": metal', "copper")
    third = add_entity(path, DeclaredEntity("acme", "actor", "Acme", "company", ("AH", "=Ac"), role="a: b"))
    found = read_user_lexicon(path, KNOWN)
    assert found.faults == ()
    assert found.corrections.ignored == ("Prince",)
    assert found.corrections.aliases == {'the "red": metal': "copper"}
    assert found.corrections.declared[0].aliases == ("AH", "=Ac")
    assert found.corrections.declared[0].role == "a: b"
    with pytest.raises(UserLexiconError, match="edited in the meantime"):
        carry_out(path, first.inverse())
    carry_out(path, third.inverse())
    carry_out(path, second.inverse())
    carry_out(path, first.inverse())
    assert not path.exists()


STARTS = [
    "", WHOLE, "# only a comment", "ignore: [gold]\n", "ignore: []", "aliases: {red: m23}\n",
    "ignore:\n# none yet\n\nplaces:\n",
    "ignore:\n- gold\n\n\n# the end\n", 'actors:\n  - id: "broken\n\nignore:\n  - gold\n', "actors: [{id: m23}]\n",
    "ignore: [gold,\n  tin\n]\naliases:\n",
]  # fmt: skip


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("what", ["ignore", "alias", "entity"])
def test_adding_leaves_the_rest_alone(start: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / "lexicon.yaml"
    path.write_text(start, "utf-8")
    before = parse_user_lexicon(start)
    match what:
        case "ignore":
            change = add_ignored(path, "New Name")
        case "alias":
            change = add_alias(path, "New Name", "goma")
        case _:
            change = add_entity(path, DeclaredEntity("new", "actor", "New Name", aliases=("NN",)))
    after = read_user_lexicon(path)
    old, new = before.corrections, after.corrections
    assert new.ignored == old.ignored + (("New Name",) if what == "ignore" else ())
    assert dict(new.aliases) == {**old.aliases, **({"New Name": "goma"} if what == "alias" else {})}
    ids = [entity.id for entity in new.declared]
    assert sorted(ids) == sorted([*(entity.id for entity in old.declared), *(["new"] if what == "entity" else [])])
    assert len(after.faults) == len(before.faults)
    kept = [line for line in start.split("\n") if line.strip() and not line.endswith(("]", "}", "  tin"))]
    assert [line for line in change.after.split("\n") if line in kept] == kept
    carry_out(path, change.inverse())
    assert path.read_text("utf-8") == start


@pytest.mark.parametrize("text", ["x", "…", ""])
def test_a_name_that_is_none_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "lexicon.yaml"
    with pytest.raises(UserLexiconError):
        add_ignored(path, text)
    with pytest.raises(UserLexiconError):
        add_alias(path, text, "goma")
    assert not path.exists()


def test_what_stands_there_already_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.yaml"
    path.write_text(WHOLE)
    with pytest.raises(UserLexiconError, match="in it already"):
        add_alias(path, "The Red Metal", "goma")
    assert path.read_text() == WHOLE


def test_a_link_is_followed_and_the_mode_kept(tmp_path: Path) -> None:
    target, link = tmp_path / "real.yaml", tmp_path / "lexicon.yaml"
    target.write_text("ignore: [gold]\n")
    target.chmod(0o640)
    link.symlink_to(target)
    add_ignored(link, "Prince")
    assert link.is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640
    assert "Prince" in target.read_text()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lexicon.yaml", "real.yaml"]
