"""Every call to the disk fails while a brief is exported, in every format: the old file or the new one, never neither.

Nobody is told “written” for a file that is not there whole, nothing is left lying about, and trying again succeeds.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from tests.conftest import ROOT
from tests.hostile.failing import CALLS, ON_FILES, Failing
from tests.report.briefs import brief_of, note_on, report_on, whole_note
from viewer.pages.export import export
from viewer.pages.fonts import serif_families
from viewer.report.errors import ReportError
from viewer.report.formats import FORMATS
from viewer.report.model import Report
from viewer.report.whole_file import write_text

OLD = b"what was there before"
#: A call that only makes sure of what is done already may fail without the file being any worse.
ERRORS = {name: (errno.EIO, errno.ENOSPC) if name in ("write", "fsync") else (errno.EIO,) for name in CALLS + ON_FILES}


@pytest.fixture(scope="module")
def report() -> Report:
    brief = brief_of("# The offer\n\nA plain *sentence* on cobalt.\n\n|a|b|\n|-|-|\n|c|d|\n")
    return report_on(brief, note_on(brief, "plain", "Why?", colour="green"), whole_note(brief, "All of it"))


def _writers(report: Report) -> dict[str, Callable[[Path], None]]:
    by_format = {id: (lambda target, row=row: export(report, row, target)) for id, row in FORMATS.items()}
    return {**by_format, "svg": lambda target: write_text(target, "<svg/>")}


@pytest.mark.parametrize("name", CALLS + ON_FILES)
@pytest.mark.parametrize("format", [*FORMATS, "svg"])
def test_old_or_new_and_never_a_false_word(
    qapp: QGuiApplication, report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str, name: str
) -> None:
    serif_families()
    write = _writers(report)[format]
    reference = tmp_path / "reference"
    write(reference)
    for error in ERRORS[name]:
        for lasting in (False, True):
            for there in (True, False):
                once(write, tmp_path, monkeypatch, Failing, name, error, lasting, there)


def once(
    write: Callable[[Path], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make: type[Failing],
    name: str,
    error: int,
    lasting: bool,
    there: bool,
) -> None:
    for at in range(400):
        folder = tmp_path / f"{error}-{lasting}-{there}-{at}"
        folder.mkdir()
        target = folder / "out"
        if there:
            target.write_bytes(OLD)
        failing = make(folder, name, at, error, lasting=lasting)
        told = ""
        with monkeypatch.context() as patch:
            failing.install(patch)
            try:
                write(target)
            except ReportError as refused:
                told = str(refused)
        names = {path.name for path in folder.iterdir()}
        if told:
            assert told.startswith("out was not written: ") and told.endswith(".")
            assert (target.read_bytes() if target.exists() else None) == (OLD if there else None)
        else:
            assert target.read_bytes() != OLD
            whole = (tmp_path / "reference").read_bytes()
            assert abs(target.stat().st_size - len(whole)) < 200 and len(whole) > 0
        # Where taking it away fails as well, the temporary file is all that may be left.
        assert names <= {"out"} or (lasting and name == "unlink")
        write(target)
        assert target.read_bytes() != OLD
        shutil.rmtree(folder)
        if not failing.failed:
            # What is there lends its mode; only what went wrong is taken away.
            assert at > 0 or name == "unlink" or (name == "chmod" and not there), f"{name} is never called"
            return
    raise AssertionError("it does not end")


STRACE = shutil.which("strace")


def _can_inject() -> bool:
    if not STRACE or sys.platform != "linux":
        return False
    command = [STRACE, "-qq", "-o", "/dev/null", "-e", "inject=getpid:error=EIO", "true"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not _can_inject(), reason="strace is not installed, too old, or not allowed")
@pytest.mark.parametrize(
    "work", ["export pdf", "export docx", "export md", "matrix png", "relations svg", "relations png"]
)
@pytest.mark.parametrize(
    ("call", "error"), [("write", "ENOSPC"), ("fsync", "EIO"), ("/^rename", "EIO"), ("/^f?chmod", "EPERM")]
)
def test_the_system_itself_says_no(tmp_path: Path, work: str, call: str, error: str) -> None:
    """The whole program, with the kernel's answers changed; only calls on the new file."""
    assert STRACE
    command, format = work.split()
    (tmp_path / "b.brief.md").write_text("# The offer\n\nKinshasa sells cobalt; China buys *tantalum*.\n")
    target = tmp_path / f"out.{format}"
    target.write_bytes(OLD)
    part = tmp_path / ".0000000000000000.part"
    code = (
        "import sys, secrets; sys.path.insert(0, sys.argv[1]); secrets.token_hex = lambda n: '0' * 2 * n\n"
        "from viewer.app import main; sys.exit(main(sys.argv[2:]))"
    )
    words = [
        *(STRACE, "-fqq", "-o", tmp_path / "trace", "-P", part, "-e", f"inject={call}:error={error}:when=1+"),
        *(sys.executable, "-c", code, ROOT, command, tmp_path / "b.brief.md", "--to", format, "-o", target),
    ]
    done = subprocess.run(list(map(str, words)), capture_output=True, text=True, check=False, timeout=60)
    injected = "INJECTED" in (tmp_path / "trace").read_text(errors="replace")
    assert injected, "the call is never made"
    assert done.returncode == 1 and target.read_bytes() == OLD and not part.exists()
    assert re.fullmatch(rf"briefing-viewer: out\.{format} was not written: [^\n]+\.\n", done.stderr)
    assert str(target) not in done.stdout and os.listdir(tmp_path).count(target.name) == 1  # noqa: PTH208
