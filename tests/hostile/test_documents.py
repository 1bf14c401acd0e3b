"""Briefs that came by mail: every Markdown and front-matter row of hostile-input.md, opened as the program opens them.

Each must open in 2 s and 4 s a MiB, and what the second attempt as plain text and the start of two processes take; it
must say what is wrong, and neither the program nor its parsing process may take 500 MB.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Main
from viewer.brief.loader import deadline

Write = Callable[..., Path]

#: Seconds for two interpreters, the second attempt, and a machine that has other things to do.
SLACK = 4.0
MEMORY = 500 * 1000  # kB, as getrusage counts on Linux

#: Opens a brief as the commands and the window do, and tells how that went.
OPEN = """
import json, resource, sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from viewer.brief.loader import load_brief
from viewer.errors import ViewerError
start = time.monotonic()
told = {}
try:
    brief = load_brief(Path(sys.argv[2]))
    told["text"] = brief.text
    told["title"] = brief.title
    told["blocks"] = [[b.kind, len(b.text), sorted({run.token for run in b.runs})] for b in brief.blocks]
    told["faults"] = [[fault.severity, fault.line, fault.column, fault.what] for fault in brief.faults]
except ViewerError as error:
    told["error"] = str(error)
told["seconds"] = time.monotonic() - start
# Of this process alone: what getrusage says of it begins with the memory of the one that started it.
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
own = max([int(line.split()[1]) for line in lines if line.startswith("VmHWM")], default=0)
told["memory"] = max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
print(json.dumps(told))
"""


@dataclass
class Opened:
    text: str
    title: str
    blocks: list[tuple[str, int, list[str]]]
    faults: list[tuple[str, int, int, str]]

    @property
    def told(self) -> list[str]:
        return [fault[3] for fault in self.faults]


@pytest.fixture
def open_brief(write_brief: Write) -> Callable[[str], Opened]:
    """Opens a brief of this text in a process, in time and in little memory."""

    def open_brief(text: str) -> Opened:
        path = write_brief(text)
        limit = deadline(path.stat().st_size) + SLACK
        command = [sys.executable, "-P", "-c", OPEN, str(ROOT), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit + 5, check=False)
        assert done.stderr == ""
        told: dict[str, Any] = json.loads(done.stdout)
        assert "error" not in told
        assert told["seconds"] < limit
        assert told["memory"] < MEMORY
        return Opened(told["text"], told["title"], told["blocks"], told["faults"])

    return open_brief


Open = Callable[[str], Opened]

#: The parser does not get through these; they are shown as they stand, in full.
ENDLESS = {
    "10 kB of brackets": "](" + "[" * 10_000,
    "10,000 links that are none": "[a](<b" * 10_000,
    "3,000 CDATA sections": "<![CDATA[" * 3_000,
    "3,000 footnote references": "[^1] " * 3_000 + "\n\n[^1]: n",
    "5,000 nested quotes": ">" * 5_000 + " a",
    "a table of a million cells": "|a" * 1000 + "|\n" + "|-" * 1000 + "|\n" + "||\n" * 1000,
}

#: These took seconds, or the parser's life, and are read in full by now.
TAMED = {
    "10 kB of brackets that nothing could make a link": ("[" * 10_000, "[" * 2_000),
    "3,000 abbreviations": ("".join(f"*[A{n}]: {'x' * 10}\n" for n in range(3_000)), "*[A2999]: xxxxxxxxxx"),
    "30,000 leading spaces": ("a\n\n" + " " * 30_000 + "end", "end"),
    "250 nested lists": ("- " * 250 + "end", "end"),
    "250 nested and indented lists": ("".join("    " * n + "- a\n" for n in range(250)) + "\n\nend", "end"),
    "500 nested quotes": (">" * 500 + " end", "end"),
}

TOO_SLOW = "s and is shown as plain text; simplify it or split the file"


@pytest.mark.parametrize("body", ENDLESS.values(), ids=ENDLESS)
def test_what_cannot_be_read_is_shown_as_it_stands(open_brief: Open, body: str) -> None:
    opened = open_brief(f"---\ntitle: T\n---\n{body}\n")
    assert opened.title == "T"
    # Lines that are too long to lay out are cut, where there is a space at that.
    assert "".join(opened.text.split()) == "".join(body.split())
    assert [fault[0] for fault in opened.faults] == ["error"]
    assert opened.told[0].startswith("the Markdown could not be read")
    assert opened.told[0].endswith("; simplify it or split the file") or opened.told[0].endswith("; simplify it")


@pytest.mark.parametrize(("body", "end"), TAMED.values(), ids=TAMED)
def test_what_took_long_is_read_or_shown_as_it_stands(open_brief: Open, body: str, end: str) -> None:
    opened = open_brief(body)
    assert opened.text.endswith(end)
    assert opened.faults == [] or opened.told[0].endswith(TOO_SLOW)


def test_a_legitimate_glossary_is_read_in_full(open_brief: Open) -> None:
    opened = open_brief("".join(f"Term {n}\n:   Definition of term {n}, *in full*.\n\n" for n in range(500)))
    assert opened.faults == []
    assert [block[0] for block in opened.blocks] == ["term", "paragraph"] * 500
    assert opened.text.endswith("Term 499\nDefinition of term 499, in full.")


def test_attributes_are_text(open_brief: Open) -> None:
    source = "# Title {: onclick=alert(1) }\n\n![x](a.png){: src=file:///etc/passwd style=color:red }\n"
    assert open_brief(source).text == ("Title {: onclick=alert(1) }\n\ufffc{: src=file:///etc/passwd style=color:red }")


@pytest.mark.parametrize("language", ["autohotkey", "autoit", "fan", "gherkin", "maple", "systemd"])
def test_slow_languages_show_uncoloured(open_brief: Open, language: str) -> None:
    code = ("a" * 40 + " = {[(<'\"" * 3 + "\n") * 75  # some 5 kB
    opened = open_brief(f"```{language}\n{code}```\n")
    assert opened.blocks == [["code", len(code) - 1, [""]]]
    assert opened.faults == []


@pytest.mark.parametrize("language", ["python", "json", "yaml", "sql", "markdown", "diff", "xml", "bash", "r", "html"])
def test_quick_languages_are_quick_on_bad_code(open_brief: Open, language: str) -> None:
    code = ("a" * 40 + " = {[(<'\"\\$`" * 3 + "\n") * 75 + "(" * 2_000 + "<!--" * 500 + "'''" * 500
    opened = open_brief(f"```{language}\n{code}\n```\n")
    assert opened.faults == []
    assert sum(block[1] for block in opened.blocks) > len(code) - 10


@pytest.mark.parametrize(
    ("body", "size"),
    [("x" * 1_000_000, 1_000_000), ("שלום עולם \u202eabc\u202c " * 30_000, 480_000)],
    ids=["a line of 1 MB", "500 kB in both directions"],
)
def test_endless_lines_come_in_pieces_that_can_be_laid_out(open_brief: Open, body: str, size: int) -> None:
    opened = open_brief(body)
    assert sum(block[1] for block in opened.blocks) > 0.99 * size
    assert max(block[1] for block in opened.blocks) <= 8000


def test_a_large_brief_of_text_is_read_in_time(open_brief: Open) -> None:
    opened = open_brief("Some *words* on [cobalt](mineral:cobalt) in the Congo.\n\n" * 18_000)  # 1 MiB
    assert opened.faults == []
    assert len(opened.blocks) == 18_000


LAUGHS = ["a: &a [lol, lol]"] + [
    f"{this}: &{this} [{', '.join([f'*{last}'] * 9)}]" for last, this in zip("abcdefgh", "bcdefghi", strict=True)
]
FRONT = {
    "25,000 nested brackets": ("x: " + "[" * 25_000, "2:11: error: nested deeper than 8 levels"),
    "25,000 nested braces": ("x: " + "{" * 25_000, "2:5: error: "),
    "billion laughs": ("\n".join(LAUGHS), "2:4: error: the anchor &a is not allowed"),
    "a duplicate key": ("title: a\ntitle: b", "3:1: error: the key `title` stands twice"),
    "an anchor": ("title: &a b", "2:8: error: the anchor &a is not allowed"),
    "a tag": ("title: !!python/name:os.system x", "2:8: error: the tag "),
    "a bad date": ("title: a\ndate: 2025-02-31", "3:7: warning: `2025-02-31` is no ISO 8601 date"),
    "over 64 KiB": ("x: " + "y" * 65_536, "2:1: error: front matter over 64 KiB"),
    "a character beyond Unicode": ('title: "\\UFFFFFFFF"', "2:11: error: this is no character"),
    "lone surrogates and NUL": ('title: "\\ud800\\0"\nx: 1', "3:1: warning: unknown key `x`"),
    "7,000 unknown keys": ("\n".join(f"key{n}: v" for n in range(6_000)), "2:1: warning: unknown key `key0`"),
}


@pytest.mark.parametrize(("front", "expected"), FRONT.values(), ids=FRONT)
def test_bad_front_matter_is_told_with_its_place_and_shows_the_body(
    write_brief: Write, run_main: Main, front: str, expected: str
) -> None:
    path = write_brief(f"---\n{front}\n---\n# The body\n\nstays *readable*.\n")
    done = run_main("check", path, timeout=deadline(100_000) + SLACK)
    assert done.stderr == ""
    assert f"{path}:{expected}" in done.stdout
    assert done.returncode == int(": error: " in done.stdout)
    shown = run_main("text", path, timeout=deadline(100_000) + SLACK)
    assert shown.stdout == "The body\nstays readable."
    assert shown.returncode == done.returncode


def test_norway_is_not_false(write_brief: Write, run_main: Main) -> None:
    path = write_brief(
        "---\ntitle: 12:34:56\nactors:\n  - NO\n  - id: NOR\n    aliases:\n      - NO\n---\nNorway: NO.\n"
    )
    mentions = json.loads(run_main("mentions", path, "--json").stdout)
    assert [(mention["text"], mention["entity"]) for mention in mentions] == [("Norway", "NOR"), ("NO", "NOR")]
    (fault,) = run_main("check", path).stdout.splitlines()
    assert fault.startswith(f"{path}:4:5: error: ")
    assert "NO" in fault
    assert "False" not in fault
