"""Opening a brief: what comes when, and what happens where the parsing process hangs, dies or lies."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import ROOT, Main
from viewer.brief import loader
from viewer.brief.loader import BriefLoading, Event, Head, deadline, load_brief
from viewer.brief.model import Brief, FrontMatter
from viewer.brief.source import BriefError

Write = Callable[..., Path]

#: Two chunks that the parser reads at once, and one that it never gets out of.
HANGS_AT_ONCE = "](" + "[" * 9_998
HANGS_LATE = "---\ntitle: T\n---\n" + "word\n\n" * 200 + HANGS_AT_ONCE


def all_events(path: Path, **options: object) -> list[Event]:
    return list(BriefLoading(path, **options).events())  # type: ignore[arg-type]


def load_brief_within(path: Path, seconds: float) -> Brief:
    brief = all_events(path, seconds=seconds)[-1]
    assert isinstance(brief, Brief)
    return brief


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


class TestStreaming:
    def test_a_head_then_blocks_then_the_brief(self, write_brief: Write) -> None:
        path = write_brief("---\ntitle: T\nsummary: S\n---\n" + "# H\n\nword\n\n" * 500)
        head, *middle, brief = all_events(path)
        assert isinstance(head, Head)
        assert (head.name, head.title, head.front.summary) == ("b.brief.md", "T", "S")
        assert head.digest == hashlib.sha256(path.read_bytes()).hexdigest()
        assert isinstance(brief, Brief)
        assert all(isinstance(blocks, list) and blocks for blocks in middle)
        assert len(middle) > 2
        assert [block for blocks in middle if isinstance(blocks, list) for block in blocks] == list(brief.blocks)
        assert (brief.title, brief.front, brief.digest, brief.name) == (head.title, head.front, head.digest, head.name)

    def test_blocks_stand_where_the_text_has_them(self, write_brief: Write) -> None:
        brief = load_brief(
            write_brief(
                "---\nsummary: |\n  😀 one\n---\n# 😀\n\n- \n- a\n\n|a|\n|-|\n|😀|\n\n* * *\n\nb[^1]\n\n[^1]: c\n"
            )
        )
        assert brief.text == "\n".join(block.text for block in brief.blocks) == "😀 one\n😀\n\na\na\n😀\n\nb[1]\nc"
        for block in brief.blocks:
            assert brief.text[block.start : block.end] == block.text
        for before, after in pairwise(brief.blocks):
            assert after.start == before.end + 1

    def test_an_empty_file_is_an_empty_brief(self, write_brief: Write) -> None:
        brief = load_brief(write_brief(""))
        assert (brief.title, brief.text, brief.blocks, brief.faults) == ("b", "", (), ())

    def test_no_process_is_left(self, write_brief: Write) -> None:
        loading = BriefLoading(write_brief("text"))
        assert list(loading.events())
        assert not is_alive(loading._process.pid)

    def test_it_can_be_left_in_the_middle(self, write_brief: Write) -> None:
        loading = BriefLoading(write_brief(HANGS_LATE))
        events = loading.events()
        next(events)
        events.close()  # type: ignore[attr-defined]
        assert not is_alive(loading._process.pid)


class TestTitles:
    @pytest.mark.parametrize(
        ("text", "name", "title"),
        [
            ("---\ntitle: Front\n---\n# Heading", "file.brief.md", "Front"),
            ("---\nauthor: x\n---\ntext\n\n## *First* heading\n\n# Second", "file.brief.md", "First heading"),
            ("---\nsummary: '# In the summary'\n---\ntext\n\n# In the body", "file.brief.md", "In the body"),
            ("---\nsummary: s\n---\n", "file.brief.md", "file"),
            ("text", "file.md", "file"),
            ("text", "file.brief.md", "file"),
            ("text", "File.BRIEF.MD", "File"),
            ("# text", "notes.txt", "notes"),
            ("text", "README", "README"),
            ("text", ".md", ".md"),
        ],
    )
    def test_front_matter_else_heading_else_file(self, write_brief: Write, text: str, name: str, title: str) -> None:
        assert load_brief(write_brief(text, name)).title == title


class TestKindsOfFiles:
    def test_markdown_without_front_matter(self, write_brief: Write) -> None:
        brief = load_brief(write_brief("# H\n\n*text*\n", "a.md"))
        assert brief.text == "H\ntext"
        assert brief.front == FrontMatter()
        assert brief.faults == ()

    def test_a_text_file_is_paragraphs(self, write_brief: Write) -> None:
        source = "---\ntitle: no front matter\n---\n# *no* heading\n\n   <b>  spaces   stay  \n\n\n"
        brief = load_brief(write_brief(source, "a.txt"))
        assert brief.text == source.rstrip("\n")
        assert {block.kind for block in brief.blocks} == {"paragraph"}
        assert (brief.front, brief.faults) == (FrontMatter(), ())

    def test_plain_on_demand(self, write_brief: Write) -> None:
        brief = load_brief(write_brief("---\ntitle: T\n---\n# *x*\n"), plain=True)
        assert (brief.title, brief.text, brief.faults) == ("T", "# *x*", ())

    def test_over_8_mib_it_is_plain(self, write_brief: Write) -> None:
        brief = load_brief(write_brief((b"*word* " * 1000 + b"\n") * 1200))
        assert brief.text.startswith("*word* *word* ")
        assert [fault.what for fault in brief.faults] == ["over 8 MiB, so it is shown as plain text"]

    def test_front_matter_that_is_never_closed(self, write_brief: Write) -> None:
        brief = load_brief(write_brief("---\ntitle: T\n\nBody\n"))
        assert [fault.at("f") for fault in brief.faults] == [
            "f:1:1: warning: no second `---` line closes the front matter; add it"
        ]
        assert "Body" in brief.text

    def test_bad_front_matter_still_shows_the_body(self, write_brief: Write) -> None:
        brief = load_brief(write_brief("---\ntitle: T\ndate: &a x\n---\n# Body\n"))
        assert (brief.title, brief.text) == ("T", "Body")
        assert [fault.at("f")[:16] for fault in brief.faults] == ["f:3:7: error: th"]

    def test_links_that_do_not_open(self, write_brief: Write) -> None:
        brief = load_brief(
            write_brief("a\n\n[x](javascript:alert(1)) [y](FILE:///etc) [z](relative.md) [m](MAILTO:a@b.c)")
        )
        assert [fault.at("f").split("; ")[0] for fault in brief.faults] == [
            "f:3:5: warning: a link to `javascript:alert(1)` does not open",
            "f:3:30: warning: a link to `FILE:///etc` does not open",
        ]

    def test_places_of_entity_links(self, write_brief: Write) -> None:
        brief = load_brief(
            write_brief(
                "---\nsummary: '[s](actor:a)'\n---\n[x](mineral:b), `[no](actor:c)`\n\n"
                "- [y](<place:d>) [z][1] [n](not:)\n\n[1]: actor:e\n"
            )
        )
        assert brief.link_places == (("actor:a", 2, 15), ("mineral:b", 4, 5), ("place:d", 6, 8), ("actor:e", 8, 6))


class TestRefusals:
    def test_a_missing_file(self, tmp_path: Path) -> None:
        with pytest.raises(BriefError, match=r"no\.md does not exist\. Check the name"):
            load_brief(tmp_path / "no.md")

    def test_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(BriefError, match=r"is a folder\. Open a file in it"):
            load_brief(tmp_path)

    def test_a_newer_format_has_its_place(self, write_brief: Write) -> None:
        with pytest.raises(BriefError, match="format version 2") as refused:
            load_brief(write_brief("---\ntitle: T\nbrief: 2\n---\n"))
        assert (refused.value.line, refused.value.column) == (3, 8)

    def test_names_that_are_no_utf8(self, tmp_path: Path) -> None:
        path = tmp_path / os.fsdecode(b"\xff b.md")
        path.write_text("text")
        assert load_brief(path).text == "text"


class TestDeadline:
    def test_it_grows_with_the_file(self) -> None:
        assert deadline(0) == 2
        assert deadline(1 << 20) == 6
        assert deadline(512 << 10) == 4

    def test_then_it_starts_again_as_plain_text(self, write_brief: Write) -> None:
        first, *events = all_events(write_brief(HANGS_LATE), seconds=1.0)
        again = next(index for index, event in enumerate(events) if isinstance(event, Head))
        head, brief = events[again], events[-1]
        assert isinstance(first, Head)
        assert isinstance(head, Head)
        assert isinstance(brief, Brief)
        assert first.faults == ()
        assert [(fault.severity, fault.what) for fault in head.faults] == [
            (
                "error",
                "the Markdown could not be read within 1 s and is shown as plain text; simplify it or split the file",
            )
        ]
        assert (brief.title, brief.faults) == ("T", head.faults)
        # A line of 10,000 characters is cut in two.
        assert brief.text == "word\n\n" * 200 + HANGS_AT_ONCE[:8000] + "\n" + "[" * 2000
        assert [block for blocks in events[again + 1 : -1] if isinstance(blocks, list) for block in blocks] == list(
            brief.blocks
        )

    def test_a_parser_that_dies_is_told_from_a_slow_one(self, write_brief: Write) -> None:
        loading = BriefLoading(write_brief(HANGS_LATE))
        events = loading.events()
        assert isinstance(next(events), Head)
        os.kill(loading._process.pid, signal.SIGKILL)
        assert isinstance(next(event for event in events if isinstance(event, Head)), Head)  # tried again
        os.kill(loading._process.pid, signal.SIGKILL)
        brief = list(events)[-1]
        assert isinstance(brief, Brief)
        (fault,) = brief.faults
        assert fault.what.startswith("the Markdown could not be read and is shown as plain text: reading it ended")
        assert brief.text.startswith("word\n")

    def test_a_parser_that_dies_once_is_not_mentioned(self, write_brief: Write, tmp_path: Path) -> None:
        loading = BriefLoading(write_brief("---\ntitle: T\n---\n" + "*word*\n\n" * 20_000))
        events = loading.events()
        assert isinstance(next(events), Head)
        os.kill(loading._process.pid, signal.SIGKILL)
        *_, brief = events
        assert isinstance(brief, Brief)
        assert (brief.faults, len(brief.blocks), brief.blocks[-1].text) == ((), 20_000, "word")

    def test_a_parser_that_is_slow_to_start_is_waited_for(
        self, write_brief: Write, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(loader, "_COMMAND", f"import time; time.sleep(1.5); {loader._COMMAND}")
        assert load_brief_within(write_brief("*word*"), 1.0).faults == ()

    def test_one_that_never_starts_is_not(self, write_brief: Write, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(loader, "_COMMAND", "import time; time.sleep(60)")
        monkeypatch.setattr(loader, "_START", 0.5)
        with pytest.raises(BriefError, match=r"^b\.brief\.md could not be read: "):
            load_brief_within(write_brief("*word*"), 0.5)


class TestCancelling:
    def test_before_the_first_event(self, write_brief: Write) -> None:
        loading = BriefLoading(write_brief("text"))
        loading.cancel()
        assert not any(isinstance(event, Brief) for event in loading.events())
        assert not is_alive(loading._process.pid)

    def test_between_events_from_another_thread(self, write_brief: Write) -> None:
        loading = BriefLoading(write_brief(HANGS_LATE))
        seen: list[Event] = []
        began = threading.Event()

        def read() -> None:
            for event in loading.events():
                seen.append(event)
                began.set()

        reading = threading.Thread(target=read)
        reading.start()
        assert began.wait(10)
        start = time.monotonic()
        loading.cancel()
        reading.join(10)
        assert time.monotonic() - start < 1  # not the deadline, and no second attempt
        assert len([event for event in seen if isinstance(event, Head)]) == 1
        assert not any(isinstance(event, Brief) for event in seen)
        assert not is_alive(loading._process.pid)


#: A parsing process that says this, whatever the brief.
LIAR = "import sys; sys.stdout.buffer.write({!r})"
FRONT = (
    b'{"type":"front","name":"n","title":"t","digest":"d","faults":[],'
    b'"front":{"sources":[],"entities":[],"relations":[],"ignore":[]}}\n'
)


class TestHostileWorker:
    @pytest.mark.parametrize(
        "output",
        [
            b"",
            b"\n",
            b"Segmentation fault\n",
            b"\x80\x04\x95 a pickle\n",
            b"[]\n",
            b'{"type":"shout"}\n',
            b'{"type":[]}\n',
            b'{"type":"front"}\n',
            b'{"type":"error"}\n',
            b'{"type":"error","what":"x","line":"y","column":[]}\n',
            b'{"type":"blocks","blocks":[]}\n',
            b'{"type":"end","link_places":[],"faults":[]}\n',
            b'{"type":"front","front":{"sources":1}}\n',
            FRONT,
            FRONT + FRONT,
            FRONT + b'{"type":"blocks","blocks":[["paragraph",[[1]],{},null]]}\n',
            FRONT + b'{"type":"blocks","blocks":[["script",[["x"]],{},null]]}\n',
            FRONT + b'{"type":"blocks","blocks":7}\n',
            FRONT + b'{"type":"end","link_places":[[1,2]],"faults":[]}\n',
            FRONT + b'{"type":"end","link_places":[],"faults":["x"]}\n',
            FRONT + b'{"type":"end","link_places":[],"faults":[]',
            b"[" * 100_000 + b"\n",
        ],
    )
    def test_nonsense_is_one_brief_error(
        self, write_brief: Write, monkeypatch: pytest.MonkeyPatch, output: bytes
    ) -> None:
        monkeypatch.setattr(loader, "_COMMAND", LIAR.format(output))
        with pytest.raises(BriefError, match=r"^b\.brief\.md could not be read: "):
            load_brief(write_brief("text"))

    def test_what_it_says_after_the_end_is_not_heard(self, write_brief: Write, monkeypatch: pytest.MonkeyPatch) -> None:
        output = FRONT + b'{"type":"end","link_places":[],"faults":[]}\n' + b"nonsense\n" * 10_000
        monkeypatch.setattr(loader, "_COMMAND", LIAR.format(output))
        assert load_brief(write_brief("text")).title == "t"


POISON = "import pathlib, sys; pathlib.Path({!r}).write_text('ran'); sys.exit(66)\n"


class TestModulesBesideTheBrief:
    """A brief may come in a folder together with files that are called like modules."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        marker = str(tmp_path / "ran")
        for name in ("yaml", "markdown", "json", "re", "threading", "html", "pygments", "resource", "sitecustomize"):
            (tmp_path / f"{name}.py").write_text(POISON.format(marker))
        (tmp_path / "viewer").mkdir()
        (tmp_path / "viewer" / "__init__.py").write_text(POISON.format(marker))
        (tmp_path / "b.brief.md").write_text("---\ntitle: T\n---\n```python\npass\n```\n")
        return tmp_path

    @pytest.mark.parametrize("command", ["text", "check", "mentions", "annotations"])
    def test_the_program_runs_none_of_them(self, folder: Path, run_main: Main, command: str) -> None:
        done = run_main(command, "b.brief.md", cwd=folder)
        assert (done.returncode, done.stderr) == (0, "")
        assert not (folder / "ran").exists()

    def test_a_program_with_that_folder_on_its_path_still_keeps_it_from_the_worker(self, folder: Path) -> None:
        # As where somebody runs `python -c …` there: the program itself is lost then, its parsing process is not.
        code = (
            f"import sys; sys.path[:] = [p for p in sys.path if p]; sys.path.insert(0, {str(ROOT)!r})\n"
            "from pathlib import Path; from viewer.brief.loader import load_brief\n"
            "print(load_brief(Path('b.brief.md')).text)"
        )
        done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
        assert (done.stdout, done.stderr) == ("pass\n", "")
        assert not (folder / "ran").exists()
