"""What the parsing process says of any file at all, and that it says nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.brief.test_blocks import MARKDOWN
from tests.brief.test_front_matter import YAML
from tests.conftest import Main
from viewer.brief import wire
from viewer.brief.source import BriefError, clean_text
from viewer.brief.worker import parse

Write = Callable[..., Path]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(YAML, MARKDOWN, st.booleans())
def test_any_brief_is_a_head_blocks_and_an_end(
    tmp_path_factory: pytest.TempPathFactory, front: str, body: str, plain: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.brief.md"
    path.write_bytes(f"---\n{front}\n---\n{body}".encode(errors="surrogatepass"))
    try:
        messages = [wire.decode(wire.encode(message)) for message in parse(path, plain)]
    except BriefError as error:
        assert str(error)
        return
    head, *middle, end = messages
    assert [message["type"] for message in messages] == ["front", *["blocks"] * len(middle), "end"]
    assert head["title"] == clean_text(head["title"]) != ""
    for fault in wire.unpack_faults(head["faults"] + end["faults"]):
        assert "\n" not in fault.at(path.name)
    lines = path.read_bytes().decode(errors="replace").count("\n") + body.count("\u2028") + front.count("\u2028") + 2
    for _, line, column in wire.unpack_places(end["link_places"]):
        assert 1 <= line <= lines + front.count("\x85")
        assert column >= 1


def test_a_frozen_build_starts_itself_as_the_parsing_process(run_main: Main, write_brief: Write) -> None:
    path = write_brief("---\ntitle: T\n---\n# *Body*\n")
    done = run_main("--parse-worker", "markdown", path)
    assert (done.returncode, done.stderr) == (0, "")
    alive, *messages = done.stdout.encode().splitlines(keepends=True)
    assert alive == wire.ALIVE
    assert [json.loads(message)["type"] for message in messages] == ["front", "blocks", "end"]


def test_what_goes_wrong_is_a_message(run_main: Main, tmp_path: Path) -> None:
    done = run_main("--parse-worker", "plain", tmp_path / "no.md")
    assert (done.returncode, done.stderr) == (0, "")
    message = json.loads(done.stdout)
    assert (message["type"], message["line"], message["column"]) == ("error", 0, 0)
    assert "does not exist" in message["what"]
