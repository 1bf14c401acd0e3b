"""A brief from the cache is the brief; whatever else lies in the cache makes no difference but time."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.brief.test_blocks import MARKDOWN
from tests.brief.test_front_matter import YAML
from viewer.brief import cache as caching
from viewer.brief.cache import BriefCache
from viewer.brief.loader import BriefLoading, Head, load_brief
from viewer.brief.model import Brief
from viewer.brief.source import BriefError
from viewer.language import translate_with

Write = Callable[..., Path]
TEXT = "---\ntitle: T\nactors: [m23]\n---\n# *Cobalt*\n\n[a](actor:m23) ![x](map.png)[^1]\n\n|a|\n|-|\n|b|\n\n[^1]: c\n"


@pytest.fixture
def cache(tmp_path: Path) -> BriefCache:
    return BriefCache(tmp_path / "cache" / "briefs", smallest=1)


def opened(path: Path, cache: BriefCache) -> tuple[list[object], bool]:
    """The events of one opening, and whether it needed a process."""
    loading = BriefLoading(path, cache=cache)
    events: list[object] = list(loading.events())
    return events, loading._process is not None


def entries(folder: Path) -> list[Path]:
    return sorted((folder / "cache" / "briefs").iterdir())


def test_the_second_time_needs_no_process(write_brief: Write, cache: BriefCache) -> None:
    path = write_brief(TEXT)
    first, second = opened(path, cache), opened(path, cache)
    assert (first[1], second[1]) == (True, False)
    assert first[0] == second[0]
    assert second[0][-1] == load_brief(path)


@pytest.mark.parametrize(
    ("marking", "kept"),
    [
        *(("", True), ("TLP:CLEAR", True), ("tlp:green", True), ("TLP:AMBER", False), ("TLP:AMBER+STRICT", False)),
        *(("TLP:RED", False), ("Confidential", False), ("Vertraulich", False), ("TLP: GREEN, not for release", False)),
    ],
)
def test_no_copy_lies_about_of_a_brief_for_few_eyes(
    write_brief: Write, cache: BriefCache, tmp_path: Path, marking: str, kept: bool
) -> None:
    path = write_brief(TEXT.replace("title: T", f'title: T\nmarking: "{marking}"'))
    opened(path, cache)
    assert bool((tmp_path / "cache" / "briefs").exists() and entries(tmp_path)) is kept


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(YAML, MARKDOWN)
def test_from_the_cache_any_brief_is_what_it_was(
    tmp_path_factory: pytest.TempPathFactory, front: str, body: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    cache = BriefCache(folder / "briefs", smallest=0)
    path = folder / "any.brief.md"
    path.write_bytes(f"---\n{front}\n---\n{body}".encode(errors="surrogatepass"))
    try:
        first, _ = opened(path, cache)
    except BriefError:
        assert not list(folder.glob("briefs/*"))
        return
    second, needed_process = opened(path, cache)
    assert first == second
    assert not needed_process


def test_other_bytes_another_name_or_another_language_are_parsed(write_brief: Write, cache: BriefCache) -> None:
    path = write_brief("one\n", "one.md")
    opened(path, cache)
    for name, text in (("one.md", "two\n"), ("two.md", "one\n")):
        events, needed_process = opened(write_brief(text, name), cache)
        brief = events[-1]
        assert isinstance(brief, Brief)
        assert (needed_process, brief.text, brief.name) == (True, text.strip(), name)
    translate_with(lambda text, number: None, "fr")
    try:
        assert opened(path, cache)[1]
    finally:
        translate_with(None)


def test_in_another_folder_it_is_the_same_brief(write_brief: Write, cache: BriefCache, tmp_path: Path) -> None:
    path = write_brief(TEXT)
    opened(path, cache)
    moved = tmp_path / "elsewhere" / path.name
    moved.parent.mkdir()
    path.rename(moved)
    events, needed_process = opened(moved, cache)
    assert not needed_process
    # The path of a picture stays as it is written: where it leads is a matter of the folder that the brief lies in.
    assert [run.image for block in events[-1].blocks for run in block.runs if run.image] == ["map.png"]  # type: ignore[attr-defined]


def test_another_version_of_the_parser_parses_anew(
    write_brief: Write, cache: BriefCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_brief(TEXT)
    opened(path, cache)
    monkeypatch.setattr(caching, "_makers", lambda: ("Markdown-99",))
    assert opened(path, cache)[1]


def test_what_hung_is_not_kept(write_brief: Write, cache: BriefCache, tmp_path: Path) -> None:
    path = write_brief("](" + "[" * 9_998)
    brief = list(BriefLoading(path, cache=cache, seconds=0.5).events())[-1]
    assert isinstance(brief, Brief)
    assert brief.faults
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("smallest", [0, 1_000])
def test_small_briefs_leave_no_copy(write_brief: Write, tmp_path: Path, smallest: int) -> None:
    opened(write_brief("secret"), BriefCache(tmp_path / "cache" / "briefs", smallest=smallest))
    assert (tmp_path / "cache").exists() == (smallest == 0)


def test_nobody_else_may_read_it(write_brief: Write, cache: BriefCache, tmp_path: Path) -> None:
    opened(write_brief(TEXT), cache)
    (entry,) = entries(tmp_path)
    if os.name == "posix":
        assert entry.stat().st_mode & 0o077 == entry.parent.stat().st_mode & 0o077 == 0


HEAD = b'{"type":"front","name":"b","title":"FOREIGN","front":{},"digest":"","faults":[]}\n'
DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "cut off": lambda data: data[: len(data) // 2],
    "one bit": lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:],
    "not zlib": lambda data: b"\x80\x04cos\nsystem\n.",
    "of other bytes": lambda data: zlib.compress(b"[]\n" + zlib.decompress(data)),
    "no end": lambda data: zlib.compress(zlib.decompress(data).rsplit(b"\n", 2)[0] + b"\n"),
    "another front": lambda data: zlib.compress(zlib.decompress(data).split(b"\n", 1)[0] + b"\n" + HEAD),
    "an error": lambda data: zlib.compress(
        zlib.decompress(data).split(b"\n", 1)[0] + b'\n{"type":"error","what":"no","line":1,"column":1}\n'
    ),
    "a bomb": lambda data: zlib.compress(zlib.decompress(data) + b"\0" * (300 << 20), 1),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_entry_is_none(
    write_brief: Write, cache: BriefCache, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    path = write_brief(TEXT)
    opened(path, cache)
    (entry,) = entries(tmp_path)
    entry.write_bytes(damage(entry.read_bytes()))
    events, needed_process = opened(path, cache)
    assert needed_process
    assert events[-1] == load_brief(path)
    # Whatever was told from the damaged entry is taken back by a head of its own.
    heads = [index for index, event in enumerate(events) if isinstance(event, Head)]
    told = [block for event in events[heads[-1] + 1 : -1] for block in event]  # type: ignore[attr-defined]
    assert told == list(load_brief(path).blocks)
    # And mended for the next time.
    assert not opened(path, cache)[1]


def test_what_is_no_file_is_none(write_brief: Write, cache: BriefCache, tmp_path: Path) -> None:
    path = write_brief(TEXT)
    opened(path, cache)
    (entry,) = entries(tmp_path)
    entry.unlink()
    if hasattr(os, "mkfifo"):
        os.mkfifo(entry)
    else:
        entry.mkdir()
    assert opened(path, cache)[1]


def test_a_folder_that_cannot_be_written_makes_no_difference(write_brief: Write, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    path = write_brief(TEXT)
    cache = BriefCache(tmp_path / "file" / "briefs", smallest=0)
    assert opened(path, cache)[0] == opened(path, cache)[0]


def test_what_was_used_longest_ago_goes_first(write_brief: Write, tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "briefs"
    paths = [write_brief(f"# {name}\n\n" + f"{name} {os.urandom(3_000).hex()}\n" * 2, f"{name}.md") for name in "abc"]
    cache = BriefCache(folder, most=1 << 20, smallest=0)
    for age, path in enumerate(paths):
        opened(path, cache)
        newest = max(folder.iterdir(), key=lambda entry: entry.stat().st_mtime_ns)
        os.utime(newest, (1_000 + age, 1_000 + age))
    (folder / "killed.tmp").write_bytes(b"x" * 4_000)
    os.utime(folder / "killed.tmp", (1, 1))
    (folder / "mine.txt").write_text("not ours")
    assert not opened(paths[0], cache)[1]  # used again
    size = sum(entry.stat().st_size for entry in folder.glob("*.brief")) // 3
    opened(write_brief("# d\n" + os.urandom(3_000).hex() + "\n", "d.md"), BriefCache(folder, most=3 * size, smallest=0))
    assert (folder / "mine.txt").exists()
    assert not (folder / "killed.tmp").exists()
    assert [opened(path, BriefCache(folder, smallest=1 << 20))[1] for path in paths] == [True] * 3
    reading = BriefCache(folder, smallest=0)
    assert [reading.read(path) is not None for path in paths] == [True, False, True]


def test_cancelled_before_anything_came(write_brief: Write, cache: BriefCache) -> None:
    loading = BriefLoading(write_brief("[](" + "[" * 9_998), cache=cache)
    loading.cancel()
    assert not any(isinstance(event, Brief) for event in loading.events())
