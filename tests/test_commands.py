"""The command line, as checks from outside call it: exit codes, one JSON value, errors on standard error."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.conftest import ROOT, Completed, Main
from viewer import __version__, app
from viewer.resource_files import shipped_briefs

Write = Callable[..., Path]

#: Astral characters before and inside what is asked for, a name twice, and a fault that is only a warning.
TEXT = """\
---
title: Test
titel: warned of
actors:
  - COD
  - id: m23
    name: M23
    kind: armed-group
minerals:
  - cobalt
places:
  - goma
---
# 😀 First 𝔥eading

🇨🇩 The M23 took Goma. Cobalt, from [the rebels](actor:m23) 🎉.

## Second

The M23 holds Goma; *cobalt* 😀 stays.
"""
CANONICAL = (
    "😀 First 𝔥eading\n🇨🇩 The M23 took Goma. Cobalt, from the rebels 🎉.\nSecond\nThe M23 holds Goma; cobalt 😀 stays."
)


@pytest.fixture
def brief(write_brief: Write) -> Path:
    return write_brief(TEXT)


@pytest.fixture
def json_of(run_main: Main) -> Callable[..., Any]:
    """The one JSON value that a command prints."""

    def run(*arguments: str | Path) -> Any:
        done = run_main(*arguments)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


JsonOf = Callable[..., Any]


def is_one_sentence(text: str) -> bool:
    """No traceback, no words of Qt's."""
    return (
        text.count("\n") == 1 and "Traceback" not in text and "qt.qpa" not in text and text.strip().endswith((".", ")"))
    )


class TestUsage:
    def test_version(self, run_main: Main) -> None:
        done = run_main("--version")
        assert (done.returncode, done.stdout, done.stderr) == (0, f"briefing-viewer {__version__}\n", "")

    def test_help_names_every_command(self, run_main: Main) -> None:
        done = run_main("--help")
        assert (done.returncode, done.stderr) == (0, "")
        for command in ("check", "text", "mentions", "annotate", "annotations", "export"):
            assert re.search(rf"^  {command} ", done.stdout, re.MULTILINE)

    @pytest.mark.parametrize("command", ["check", "text", "mentions", "annotate", "annotations", "export"])
    def test_each_command_has_help(self, run_main: Main, command: str) -> None:
        done = run_main(command, "--help")
        assert (done.returncode, done.stderr) == (0, "")
        assert f"briefing-viewer {command}" in done.stdout

    @pytest.mark.parametrize(
        "arguments",
        [
            ["--nonsense"],
            ["--vers"],
            ["check"],
            ["check", "--json", "x"],
            ["text"],
            ["text", "a", "b"],
            ["mentions", "x", "--js"],
            ["annotate", "x"],
            ["annotate", "x", "--quote"],
            ["annotate", "x", "--quote", "a", "--start", "one"],
            ["annotate", "x", "--quote", "a", "--colour", "red"],
            ["export", "x"],
            ["export", "x", "--to", "odt"],
            ["export", "x", "--to", "pdf", "-o", "-"],
            ["one", "two"],
        ],
        ids=" ".join,
    )
    def test_wrong_usage(self, run_main: Main, arguments: list[str]) -> None:
        done = run_main(*arguments)
        assert done.returncode == 2
        assert done.stdout == ""
        assert "briefing-viewer" in done.stderr
        assert "Traceback" not in done.stderr

    @pytest.mark.parametrize("command", ["text", "mentions", "annotations", "annotate", "export"])
    @pytest.mark.parametrize("kind", ["missing", "folder", "binary", "newer", "pipe"])
    def test_what_is_no_brief(self, run_main: Main, tmp_path: Path, command: str, kind: str) -> None:
        path = tmp_path / "b.brief.md"
        if kind == "folder":
            path.mkdir()
        elif kind == "binary":
            path.write_bytes(b"%PDF-1.7")
        elif kind == "newer":
            path.write_text("---\nbrief: 2\n---\n")
        elif kind == "pipe":
            os.mkfifo(path)
        more = {"annotate": ["--quote", "x"], "export": ["--to", "md"]}.get(command, [])
        done = run_main(command, path, *more)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("briefing-viewer: ")
        assert done.stderr.count("\n") == 1
        assert "Traceback" not in done.stderr

    def test_a_reader_of_output_that_has_seen_enough(self) -> None:
        brief = shipped_briefs()[0]
        command = [sys.executable, str(ROOT / "main.py"), "text", str(brief)]
        reading, writing = os.pipe()
        os.close(reading)
        try:
            done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
        finally:
            os.close(writing)
        assert (done.returncode, done.stderr) == (0, b"")

    @pytest.mark.parametrize("name", ["a b 'c'.brief.md", "😀.brief.md", "-dash.md", "a\nb.md"])
    def test_names_of_any_kind(self, run_main: Main, write_brief: Write, name: str) -> None:
        path = write_brief("text", name)
        done = run_main("text", path)
        assert (done.returncode, done.stdout) == (0, "text")


class TestCheck:
    def test_lines_say_where_and_what(self, run_main: Main, brief: Path, write_brief: Write) -> None:
        other = write_brief("---\ndate: &a x\n---\n[x](actor:nobody)\n", "other.brief.md")
        done = run_main("check", brief, other)
        assert done.stderr == ""
        assert done.returncode == 1
        lines = done.stdout.splitlines()
        for line in lines:
            assert re.fullmatch(r".+\.md:\d+:\d+: (error|warning): \S.*[^.]", line)
        assert [re.findall(r"/(\w+)\.brief\.md:(\d+:\d+: \w+)", line) for line in lines] == [
            [("b", "3:1: warning")],
            [("other", "2:7: error")],
            [("other", "4:5: error")],
        ]
        assert "nobody" in lines[-1]

    def test_warnings_alone_are_fine(self, run_main: Main, brief: Path) -> None:
        done = run_main("check", brief)
        assert done.returncode == 0
        assert done.stdout.count("\n") == 1

    def test_nothing_wrong_says_nothing(self, run_main: Main, write_brief: Write) -> None:
        done = run_main("check", write_brief("# T\n\ntext\n"))
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

    def test_a_file_that_is_no_brief_is_a_fault_and_the_others_are_checked(
        self, run_main: Main, brief: Path, tmp_path: Path
    ) -> None:
        done = run_main("check", tmp_path / "no.md", brief)
        assert done.returncode == 1
        first, second = done.stdout.splitlines()
        assert first.startswith(f"{tmp_path}/no.md:1:1: error: {tmp_path}/no.md does not exist. Check the name")
        assert second.startswith(f"{brief}:3:1: warning")

    def test_a_newer_format_has_its_place(self, run_main: Main, write_brief: Write) -> None:
        path = write_brief("---\ntitle: T\nbrief: 2\n---\n")
        done = run_main("check", path)
        assert done.returncode == 1
        assert done.stdout.startswith(f"{path}:3:8: error: this brief has format version 2")


class TestText:
    def test_it_is_the_canonical_text(self, run_main: Main, brief: Path) -> None:
        done = run_main("text", brief)
        assert (done.returncode, done.stdout) == (0, CANONICAL)

    def test_faults_go_to_standard_error(self, run_main: Main, brief: Path, write_brief: Write) -> None:
        assert run_main("text", brief).stderr.startswith(f"{brief}:3:1: warning: ")
        done = run_main("text", write_brief("---\na: *b\n---\nstill here"))
        assert (done.returncode, done.stdout) == (1, "still here")
        assert ":2:4: error: " in done.stderr

    def test_it_is_utf8_whatever_the_locale(self, run_main: Main, brief: Path) -> None:
        done = run_main("text", brief, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
        assert done.stdout == CANONICAL


class TestMentions:
    def test_rows(self, json_of: JsonOf, brief: Path) -> None:
        rows = json_of("mentions", brief, "--json")
        for row in rows:
            assert list(row) == ["start", "end", "text", "entity", "name", "group", "kind", "how", "alias"]
            assert CANONICAL[row["start"] : row["end"]] == row["text"]
        assert [(row["text"], row["entity"], row["group"], row["how"]) for row in rows] == [
            ("M23", "m23", "actor", "declared"),
            ("Goma", "goma", "place", "declared"),
            ("Cobalt", "cobalt", "mineral", "declared"),
            ("the rebels", "m23", "actor", "link"),
            ("M23", "m23", "actor", "declared"),
            ("Goma", "goma", "place", "declared"),
            ("cobalt", "cobalt", "mineral", "declared"),
        ]
        assert rows[0]["name"] == "M23"
        assert rows[0]["kind"] == "armed-group"
        assert rows[2]["alias"].lower() == "cobalt"

    def test_lines_for_people(self, run_main: Main, brief: Path) -> None:
        done = run_main("mentions", brief)
        first = done.stdout.splitlines()[0].split("\t")
        start = CANONICAL.index("M23")
        assert first == [str(start), str(start + 3), "actor", "m23", "M23"]

    def test_none_is_an_empty_list(self, json_of: JsonOf, write_brief: Write) -> None:
        assert json_of("mentions", write_brief("nothing here"), "--json") == []

    def test_the_gazetteer_alone(self, json_of: JsonOf, write_brief: Write) -> None:
        (row,) = json_of("mentions", write_brief("Congolese cobalt: no.", "a.txt"), "--json")[-1:]
        assert (row["text"], row["how"]) == ("cobalt", "gazetteer")

    def test_the_users_own_names_count_and_their_faults_are_told(
        self, run_main: Main, write_brief: Write, tmp_path: Path
    ) -> None:
        folder = tmp_path / "config" / "briefing-viewer"
        folder.mkdir(parents=True)
        (folder / "lexicon.yaml").write_text("aliases:\n  the river men: m23\nignore: [cobalt, '!']\n", "utf-8")
        brief = write_brief("The river men sell cobalt and gold.", "a.txt")
        done = run_main("mentions", brief, "--json", env={"XDG_CONFIG_HOME": str(tmp_path / "config")})
        rows = json.loads(done.stdout)
        assert [(row["text"], row["entity"], row["how"]) for row in rows] == [
            ("The river men", "m23", "reader"),
            ("gold", "gold", "gazetteer"),
        ]
        assert done.stderr.startswith("lexicon.yaml:3:18: error: ")

    def test_a_cache_that_cannot_be_written_is_done_without(self, run_main: Main, brief: Path) -> None:
        done = run_main("mentions", brief, "--json", env={"XDG_CACHE_HOME": "/dev/null/nowhere"})
        assert done.returncode == 0
        assert len(json.loads(done.stdout)) == 7


class TestAnnotate:
    def test_there_and_back_behind_astral_characters(self, run_main: Main, json_of: JsonOf, brief: Path) -> None:
        done = run_main(
            *("annotate", brief, "--quote", "cobalt 😀 stays", "--note", "Is it? 🎉\n\n*Yes.*", "--tag", "check"),
            *("--tag", "größer", "--colour", "pink", "--entity", "cobalt", "--author", "Ana 😀"),
        )
        assert done.returncode == 0, done.stderr
        (row,) = json_of("annotations", brief, "--json")
        assert list(row) == [
            *("id", "state", "start", "end", "exact", "note", "tags", "colour", "style"),
            *("type", "confidence", "reliability", "credibility", "author", "created", "modified"),
        ]
        assert row["id"] == done.stdout.strip()
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}\n", done.stdout)
        assert CANONICAL[row["start"] : row["end"]] == row["exact"] == "cobalt 😀 stays"
        assert (row["state"], row["note"], row["tags"]) == ("placed", "Is it? 🎉\n\n*Yes.*", ["check", "größer"])
        assert (row["colour"], row["author"]) == ("pink", "Ana 😀")
        assert row["created"] == row["modified"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)", row["created"])

    def test_an_analysts_fields(self, run_main: Main, json_of: JsonOf, brief: Path) -> None:
        done = run_main(
            *("annotate", brief, "--quote", "took Goma", "--style", "underline", "--type", "claim"),
            *("--confidence", "moderate", "--reliability", "B", "--credibility", "2"),
        )
        assert done.returncode == 0, done.stderr
        (row,) = json_of("annotations", brief, "--json")
        fields = ("style", "type", "confidence", "reliability", "credibility")
        assert [row[field] for field in fields] == ["underline", "claim", "moderate", "B", "2"]
        out = run_main("export", brief, "--to", "md", "-o", "-").stdout
        assert "yellow underline · claim · confidence: moderate · source reliability: B · information credib" in out
        assert run_main("annotate", brief, "--quote", "took Goma", "--confidence", "certain").returncode == 2

    def test_the_file_beside_the_brief_is_a_web_annotation(self, run_main: Main, brief: Path) -> None:
        done = run_main("annotate", brief, "--quote", "took Goma")
        (annotation,) = json.loads((brief.parent / "b.annotations.jsonld").read_text())["items"]
        assert annotation["id"] == done.stdout.strip()
        selectors = {selector["type"]: selector for selector in annotation["target"]["selector"]}
        start = CANONICAL.index("took Goma")
        assert selectors["TextPositionSelector"]["start"] == start
        assert selectors["TextPositionSelector"]["end"] == start + 9
        assert selectors["TextQuoteSelector"]["exact"] == "took Goma"
        assert selectors["TextQuoteSelector"]["prefix"] == CANONICAL[max(0, start - 32) : start]
        assert selectors["TextQuoteSelector"]["suffix"] == CANONICAL[start + 9 : start + 41]
        assert annotation["target"]["source"] == "b.brief.md"
        assert sorted(path.name for path in brief.parent.iterdir() if not path.name.startswith(".")) == [
            "b.annotations.jsonld",
            "b.brief.md",
        ]

    def test_an_ambiguous_quote_names_the_places(self, run_main: Main, brief: Path) -> None:
        done = run_main("annotate", brief, "--quote", "Goma")
        assert (done.returncode, done.stdout) == (1, "")
        first = CANONICAL.index("Goma")
        second = CANONICAL.rindex("Goma")
        assert "stands in 2 places; tell them apart with --prefix, --suffix or --start" in done.stderr
        assert f"{first}–{first + 4}: …" in done.stderr
        assert f"{second}–{second + 4}: …" in done.stderr
        assert not (brief.parent / "b.annotations.jsonld").exists()

    @pytest.mark.parametrize(
        ("how", "which"),
        [
            (["--prefix", "took "], 0),
            (["--suffix", "; cobalt"], 1),
            (["--prefix", "holds ", "--suffix", "; "], 1),
            (["--start", str(CANONICAL.rindex("Goma"))], 1),
            (["--start", str(CANONICAL.index("Goma")), "--prefix", "took "], 0),
        ],
    )
    def test_ways_to_tell(self, run_main: Main, json_of: JsonOf, brief: Path, how: list[str], which: int) -> None:
        assert run_main("annotate", brief, "--quote", "Goma", *how).returncode == 0
        (row,) = json_of("annotations", brief, "--json")
        assert row["start"] == (CANONICAL.index("Goma"), CANONICAL.rindex("Goma"))[which]

    def test_a_quote_across_blocks(self, run_main: Main, json_of: JsonOf, brief: Path) -> None:
        assert run_main("annotate", brief, "--quote", "Second\nThe M23").returncode == 0
        (row,) = json_of("annotations", brief, "--json")
        assert row["exact"] == "Second\nThe M23"

    @pytest.mark.parametrize(
        ("how", "said"),
        [
            (["--quote", "nowhere"], "The quote “nowhere” is not in the text of b.brief.md."),
            (["--quote", ""], "The quote is empty"),
            (["--quote", "Goma", "--start", "3"], "The quote does not stand there with that context. It stands at:"),
            (["--quote", "Goma", "--prefix", "x"], "The quote does not stand there with that context. It stands at:"),
            (["--quote", "took", "--entity", "nobody"], "There is no entity `nobody`"),
        ],
    )
    def test_refusals(self, run_main: Main, brief: Path, how: list[str], said: str) -> None:
        done = run_main("annotate", brief, *how)
        assert (done.returncode, done.stdout) == (1, "")
        assert said in done.stderr
        assert not (brief.parent / "b.annotations.jsonld").exists()

    def test_the_account_signs_where_nobody_else_does(self, run_main: Main, json_of: JsonOf, brief: Path) -> None:
        run_main("annotate", brief, "--quote", "took", env={"LOGNAME": "ana"})
        run_main("annotate", brief, "--quote", "holds", "--author", "")
        assert [row["author"] for row in json_of("annotations", brief, "--json")] == ["ana", ""]

    def test_a_user_without_a_name(
        self, brief: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def unknown() -> str:
            raise KeyError("getpwuid(): uid not found: 12345")

        monkeypatch.setattr("getpass.getuser", unknown)
        assert app.main(["annotate", str(brief), "--quote", "took"]) == 0
        assert capsys.readouterr().out.startswith("urn:uuid:")

    def test_several_are_kept(self, run_main: Main, json_of: JsonOf, brief: Path) -> None:
        for quote in ("stays", "Second", "took"):
            assert run_main("annotate", brief, "--quote", quote).returncode == 0
        assert [row["exact"] for row in json_of("annotations", brief, "--json")] == ["took", "Second", "stays"]


class TestAnnotations:
    def test_none_is_an_empty_list(self, json_of: JsonOf, brief: Path) -> None:
        assert json_of("annotations", brief, "--json") == []

    def test_what_the_brief_lost_is_an_orphan(self, run_main: Main, json_of: JsonOf, brief: Path) -> None:
        for quote in ("took Goma", "cobalt 😀 stays"):
            assert run_main("annotate", brief, "--quote", quote).returncode == 0
        brief.write_text(TEXT.replace("took Goma", "went away").replace("# 😀 First", "# Now first 😀😀"))
        rows = json_of("annotations", brief, "--json")
        changed = CANONICAL.replace("took Goma", "went away").replace("😀 First", "Now first 😀😀")
        assert [(row["exact"], row["state"]) for row in rows] == [
            ("cobalt 😀 stays", "placed"),
            ("took Goma", "orphan"),
        ]
        placed, orphan = rows
        assert (orphan["start"], orphan["end"]) == (None, None)
        assert changed[placed["start"] : placed["end"]] == "cobalt 😀 stays"

    def test_lines_for_people(self, run_main: Main, brief: Path) -> None:
        run_main("annotate", brief, "--quote", "took", "--note", "one\ntwo")
        start = CANONICAL.index("took")
        line = f"placed\t{start}\t{start + 4}\tyellow\ttook\tone two\n"
        assert run_main("annotations", brief).stdout == line


class TestExport:
    def test_markdown_to_standard_output(self, run_main: Main, brief: Path) -> None:
        run_main("annotate", brief, "--quote", "took Goma", "--note", "Really? 😀", "--tag", "claim", "--author", "Ana")
        done = run_main("export", brief, "--to", "md", "-o", "-")
        assert done.returncode == 0
        assert done.stdout.startswith("# Test\n")
        for part in ("> took Goma", "Really? 😀", "claim", "Ana", "First 𝔥eading"):
            assert part in done.stdout
        assert not list(brief.parent.glob("*.notes.md"))

    @pytest.mark.parametrize(("to", "name"), [("md", "b.notes.md"), ("pdf", "b.annotated.pdf")])
    def test_the_default_name_is_safe_and_overwrites_nothing(
        self, run_main: Main, brief: Path, to: str, name: str
    ) -> None:
        first = run_main("export", brief, "--to", to)
        assert (first.returncode, first.stdout) == (0, f"{brief.parent / name}\n")
        before = (brief.parent / name).read_bytes()
        second = Path(run_main("export", brief, "--to", to).stdout.rstrip("\n"))
        assert second.parent == brief.parent
        assert second.name != name
        assert second.exists()
        assert (brief.parent / name).read_bytes() == before

    def test_a_pdf_that_another_reader_reads(self, run_main: Main, brief: Path, tmp_path: Path) -> None:
        run_main("annotate", brief, "--quote", "took Goma", "--note", "Really?")
        target = tmp_path / "out.pdf"
        done = run_main("export", brief, "--to", "pdf", "-o", target, env={"QT_QPA_PLATFORM": None, "DISPLAY": None})
        assert (done.returncode, done.stdout) == (0, f"{target}\n"), done.stderr
        pdf = pypdfium2.PdfDocument(target)
        try:
            page = pdf[0]
            text_page = page.get_textpage()
            text = text_page.get_text_bounded()
            text_page.close()
            page.close()
        finally:
            pdf.close()
        assert "took Goma" in text

    def test_faults_of_the_brief_are_told_and_it_is_exported(self, run_main: Main, write_brief: Write) -> None:
        path = write_brief("---\na: *b\n---\ntext")
        done = run_main("export", path, "--to", "md", "-o", "-")
        assert done.returncode == 1
        assert done.stdout.startswith("# ")
        assert ":2:4: error: " in done.stderr

    @pytest.mark.parametrize("to", ["md", "pdf"])
    def test_never_over_the_brief_itself(self, run_main: Main, brief: Path, to: str) -> None:
        link = brief.with_name("link.md")
        link.symlink_to(brief)
        for target in (brief, link):
            done = run_main("export", brief, "--to", to, "-o", target)
            assert (done.returncode, done.stdout) == (2, "")
            assert "is the brief itself" in done.stderr
        assert brief.read_text() == TEXT

    @pytest.mark.parametrize("to", ["md", "pdf"])
    def test_where_nothing_can_be_written(self, run_main: Main, brief: Path, tmp_path: Path, to: str) -> None:
        for target in (tmp_path / "no folder" / "x", tmp_path):
            done = run_main("export", brief, "--to", to, "-o", target)
            assert (done.returncode, done.stdout) == (1, "")
            assert is_one_sentence(done.stderr.splitlines(keepends=True)[-1])
        assert stat.S_ISDIR(tmp_path.stat().st_mode)


#: Runs a command as main.py does, then says on standard error which modules of Qt it has imported.
MODULES = """
import sys
sys.path.insert(0, sys.argv[1])
from viewer.app import main
try:
    code = main(sys.argv[2:])
except SystemExit as leaving:
    code = leaving.code
print("modules:", *sorted(name for name in sys.modules if name.startswith(("PySide6", "shiboken"))), file=sys.stderr)
raise SystemExit(code)
"""


def qt_modules(*arguments: str | Path) -> list[str]:
    command = [sys.executable, "-c", MODULES, str(ROOT), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stderr.splitlines()[-1].split()[1:]


class TestImports:
    @pytest.mark.parametrize(
        "arguments",
        [
            ["text"],
            ["mentions", "--json"],
            ["check"],
            ["annotations", "--json"],
            ["annotate", "--quote", "took"],
            ["export", "--to", "md", "-o", "-"],
        ],
        ids=" ".join,
    )
    def test_no_qt_at_all(self, brief: Path, arguments: list[str]) -> None:
        command, *more = arguments
        assert qt_modules(command, brief, *more) == []

    @pytest.mark.parametrize("option", ["--help", "--version", "--nonsense"])
    def test_none_for_options(self, option: str) -> None:
        done = subprocess.run(
            [sys.executable, "-c", MODULES, str(ROOT), option], capture_output=True, text=True, check=False
        )
        assert done.stderr.splitlines()[-1] == "modules:"

    def test_no_widgets_for_a_pdf(self, brief: Path) -> None:
        modules = qt_modules("export", brief, "--to", "pdf")
        assert "PySide6.QtGui" in modules
        assert "PySide6.QtWidgets" not in modules


HEADLESS = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR", "XDG_SESSION_TYPE"))


class TestNoDisplay:
    """One clear sentence and exit code 2, and never the abort that Qt would give."""

    @pytest.mark.parametrize(
        ("env", "said"),
        [
            ({}, "There is no display to open a window on (DISPLAY is not set)."),
            ({"DISPLAY": ""}, "There is no display to open a window on (DISPLAY is not set)."),
            ({"DISPLAY": ":4711"}, "The display :4711 does not answer."),
            ({"DISPLAY": "nonsense"}, "The display nonsense does not answer."),
            ({"WAYLAND_DISPLAY": "wayland-77"}, "The display wayland-77 does not answer, and DISPLAY is not set."),
            ({"WAYLAND_DISPLAY": "wayland-77", "DISPLAY": ":4711"}, "The display :4711 does not answer."),
            ({"QT_QPA_PLATFORM": "wayland", "WAYLAND_DISPLAY": "w"}, "The display w does not answer."),
            ({"QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": "w"}, "The display w does not answer, and DISPLAY"),
            ({"QT_QPA_PLATFORM": "nonsense"}, "Qt cannot open a window with QT_QPA_PLATFORM=nonsense; unset it."),
            ({"QT_QPA_PLATFORM": "linuxfb:fb=/dev/null"}, "Qt cannot open a window with QT_QPA_PLATFORM=linuxfb"),
        ],
    )
    def test_it_is_told(self, run_main: Main, brief: Path, env: dict[str, str], said: str) -> None:
        done = run_main(brief, env={**HEADLESS, **env})
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(said)
        assert is_one_sentence(done.stderr)
        assert "need no display" in done.stderr

    def test_the_commands_do_not_mind(self, run_main: Main, brief: Path) -> None:
        for command in (["text"], ["export", "--to", "pdf"]):
            name, *more = command
            for env in (HEADLESS, {**HEADLESS, "QT_QPA_PLATFORM": "nonsense", "DISPLAY": ":4711"}):
                assert run_main(name, brief, *more, env=env).returncode == 0

    @pytest.mark.skipif(not shutil.which("Xvfb"), reason="Xvfb is not installed")
    def test_a_display_that_answers_is_used(self) -> None:
        reading, writing = os.pipe()
        with subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "640x480x24", "-nolisten", "tcp"],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        ) as server:
            os.close(writing)
            with os.fdopen(reading) as answer:
                display = f":{answer.readline().strip()}"
            try:
                code = "import sys; from viewer.display import why_not; sys.exit(why_not() or 0)"
                for more in ({}, {"WAYLAND_DISPLAY": "wayland-77"}, {"QT_QPA_PLATFORM": "wayland;xcb"}):
                    env = {key: value for key, value in os.environ.items() if key not in HEADLESS}
                    done: Completed = subprocess.run(
                        [sys.executable, "-c", code],
                        cwd=ROOT,
                        env={**env, "DISPLAY": display, **more},
                        capture_output=True,
                        text=True,
                        check=False,
                    )
                    assert (done.returncode, done.stderr) == (0, "")
            finally:
                server.terminate()


def test_what_the_reader_says_of_words_is_a_mention(write_brief: Write, run_main: Main) -> None:
    path = write_brief("The rebels took Goma.\n")
    assert run_main("annotate", path, "--quote", "The rebels", "--entity", "m23").returncode == 0
    rows = json.loads(run_main("mentions", path, "--json").stdout)
    assert [(row["text"], row["entity"], row["how"]) for row in rows] == [
        ("The rebels", "m23", "reader"),
        ("Goma", "goma", "gazetteer"),
    ]


@pytest.mark.parametrize("name", ["other.brief.md", "a.annotations.jsonld", ".a.annotations.journal"])
def test_an_export_replaces_no_brief_and_no_notes(write_brief: Write, run_main: Main, name: str) -> None:
    path = write_brief("Gold.\n")
    target = path.parent / name
    target.write_text("precious", "utf-8")
    result = run_main("export", path, "--to", "md", "-o", target)
    assert (result.returncode, target.read_text("utf-8")) == (2, "precious")
    assert "must not replace" in result.stderr


def test_an_unknown_command_is_named(run_main: Main) -> None:
    result = run_main("frobnicate", "x.md")
    assert result.returncode == 2
    assert "no command `frobnicate`" in result.stderr
