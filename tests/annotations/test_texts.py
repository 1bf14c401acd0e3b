"""The texts that notes were made on: kept, found again by their digest, and never worse than not having them."""

from __future__ import annotations

import errno
import os
import time
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.annotations.disk import Disk
from viewer.annotations.model import Annotation, new_annotation
from viewer.annotations.target import Target
from viewer.annotations.texts import LARGEST, TextStore, is_digest, text_digest

TEXT = "Cobalt prices rose in March. 🪨\n" * 50


class Failing(Disk):
    """A disk on which one call always fails."""

    def __init__(self, name: str, error: int = errno.EIO) -> None:
        def fail(*arguments: Any, **more: Any) -> Any:
            raise OSError(error, os.strerror(error))

        setattr(self, name, fail)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "texts"


@given(st.text())
def test_a_text_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    store = TextStore(tmp_path_factory.mktemp("texts"))
    assert store.keep(text) and store.keep(text)
    assert store.read(text_digest(text)) == text


def test_what_was_never_kept_and_what_is_no_digest_is_not_there(folder: Path) -> None:
    store = TextStore(folder)
    for digest in (text_digest("other"), "", "../../secret", "A" * 32, "x" * 40, "\0"):
        assert store.read(digest) is None
    assert not folder.exists()


def test_only_its_owner_may_read_it(folder: Path) -> None:
    TextStore(folder).keep(TEXT)
    if os.name == "posix":
        assert folder.stat().st_mode & 0o077 == 0
        assert {path.stat().st_mode & 0o077 for path in folder.iterdir()} == {0}
    assert [path.name for path in folder.iterdir()] == [text_digest(TEXT) + ".text"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not zlib",
        zlib.compress(b"another text"),
        zlib.compress(TEXT.encode())[:-5],
        zlib.compress(b"\xff\xfe"),
        zlib.compress(b"a" * (LARGEST + 1)),
    ],
)
def test_a_damaged_file_is_as_no_file_and_makes_room_for_a_good_one(folder: Path, data: bytes) -> None:
    store = TextStore(folder)
    store.keep(TEXT)
    path = next(folder.iterdir())
    path.write_bytes(data)
    assert store.read(text_digest(TEXT)) is None
    assert not path.exists()
    assert store.keep(TEXT) and store.read(text_digest(TEXT)) == TEXT


def test_the_texts_used_longest_ago_go_first(folder: Path) -> None:
    texts = [os.urandom(1_000).hex() for _ in range(5)]
    store = TextStore(folder, most=3_000)
    for age, text in enumerate(texts[:4]):
        TextStore(folder).keep(text)
        moment = time.time() - 1_000 + age
        os.utime(folder / (text_digest(text) + ".text"), (moment, moment))
    assert store.read(text_digest(texts[0])) == texts[0]
    store.keep(texts[4])
    assert [bool(store.read(text_digest(text))) for text in texts] == [True, False, False, False, True]


def test_a_text_larger_than_all_there_is_room_for_stands_alone(folder: Path) -> None:
    store = TextStore(folder, most=10)
    assert store.keep("one" * 50) and store.keep("two" * 50)
    assert store.read(text_digest("one" * 50)) is None
    assert store.read(text_digest("two" * 50)) == "two" * 50


def test_what_a_killed_process_left_goes_in_time(folder: Path) -> None:
    store = TextStore(folder)
    store.keep("first")
    fresh, old = folder / "a.0.tmp", folder / "b.1.tmp"
    for stray in (fresh, old):
        stray.write_text("torn")
    os.utime(old, (0, 0))
    store.keep("second")
    assert fresh.exists() and not old.exists()


@pytest.mark.parametrize("call", ["open", "write", "sync_data", "replace", "stat", "close"])
def test_a_disk_that_fails_costs_the_text_and_nothing_else(folder: Path, call: str) -> None:
    assert TextStore(folder, Failing(call, errno.ENOSPC)).keep(TEXT) is False
    assert not folder.exists() or not list(folder.glob("*.text"))
    TextStore(folder).keep(TEXT)
    assert TextStore(folder, Failing("read")).read(text_digest(TEXT)) is None
    assert TextStore(folder).read(text_digest(TEXT)) == TEXT


def test_a_link_in_its_place_is_not_followed(folder: Path, tmp_path: Path) -> None:
    folder.mkdir(parents=True)
    secret = tmp_path / "secret"
    secret.write_bytes(zlib.compress(TEXT.encode()))
    (folder / (text_digest(TEXT) + ".text")).symlink_to(secret)
    assert TextStore(folder).read(text_digest(TEXT)) is None
    assert secret.exists()


def test_an_annotation_names_its_text_in_a_way_the_standard_knows() -> None:
    note = new_annotation("b", Target.at(TEXT, 0, 6))
    assert note.text_digest == text_digest(TEXT) and is_digest(note.text_digest)
    target: Any = note.json()["target"]
    assert target["state"] == {"type": "TimeState", "cached": f"nih:sha-256-128;{note.text_digest}"}


def test_states_of_others_stay_and_ours_goes_with_the_position() -> None:
    foreign = {"type": "HttpRequestState", "value": "Accept: text/markdown"}
    bare = Annotation.of(
        {"id": "n", "target": {"source": "b", "selector": {"type": "XPathSelector"}, "state": foreign}}
    )
    assert bare.text_digest == ""
    named = bare.with_target(Target.at(TEXT, 0, 6))
    target: Any = named.json()["target"]
    assert target["state"][0] == foreign and named.text_digest == text_digest(TEXT)
    again: Any = named.with_target(Target.at("other text", 0, 5)).json()["target"]
    assert len(again["state"]) == 2
    for target in (Target("Cobalt"), None):
        without: Any = named.with_target(target).json()["target"]
        assert without["state"] == foreign


@pytest.mark.parametrize("state", [None, "x", 5, [], {"cached": 5}, {"cached": "nih:sha-256-128;../x"}, [[{}]]])
def test_any_other_state_is_as_none(state: object) -> None:
    assert Annotation.of({"target": {"state": state}}).text_digest == ""
