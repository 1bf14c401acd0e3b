"""A file appears whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from viewer.report.errors import ReportError
from viewer.report.whole_file import whole_file, write_text


def test_writes_and_replaces(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    write_text(target, "one")
    target.chmod(0o640)
    write_text(target, "two \ud800")
    assert target.read_text("utf-8") == "two ?"
    assert target.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [target]


def test_a_new_file_has_the_mode_of_any_other(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    write_text(tmp_path / "a.md", "one")
    assert (tmp_path / "a.md").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old")
    (tmp_path / "link.md").symlink_to("real.md")
    write_text(tmp_path / "link.md", "new")
    assert (tmp_path / "link.md").is_symlink() and (tmp_path / "real.md").read_text() == "new"


@pytest.mark.parametrize("function", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str) -> None:
    target = tmp_path / "a.md"
    target.write_text("old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, function, full)
    with pytest.raises(ReportError, match=r"^a\.md was not written: the disk is full\.$"):
        write_text(target, "new")
    assert target.read_text() == "old" and list(tmp_path.iterdir()) == [target]


def test_any_exception_leaves_no_temporary_file(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), whole_file(tmp_path / "a.md") as temporary:
        temporary.write_text("half")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(ReportError, match="a folder of that name is in the way"):
        write_text(tmp_path / "a.md", "new")
    assert list(tmp_path.iterdir()) == [tmp_path / "a.md"]


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="the folder is gone"):
        write_text(tmp_path / "gone" / "a.md", "new")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ReportError, match="may not be written to"):
        write_text(tmp_path / "a.md", "new")
    tmp_path.chmod(0o700)
