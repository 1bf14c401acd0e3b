"""Faults of our own: notes are on the disk, the report says nothing of any brief, and the reader can go on."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from tests.conftest import ROOT
from tests.ui.desk import Desk
from viewer.annotations.disk import Disk
from viewer.annotations.store import AnnotationStore
from viewer.ui.crash import REOPEN, CrashGuard, notice, to_reopen
from viewer.ui.crash_report import Reports, report_on, shortened
from viewer.ui.shell import Shell

SECRET = "Glencore’s secret offer"


@pytest.fixture
def reports(tmp_path: Path) -> Reports:
    return Reports(tmp_path / "reports")


@pytest.fixture
def shell(desk: Desk) -> Shell:
    shell = desk.shell()
    shell.open_path(desk.congo)
    desk.bot.waitUntil(lambda: shell.current.session is not None, timeout=20_000)
    return shell


@pytest.fixture
def guard(shell: Shell, reports: Reports) -> Iterator[CrashGuard]:
    guard = CrashGuard(reports, shell, lambda: None, shell)
    guard.install()
    yield guard
    guard.end()


def fail(error: Exception) -> None:
    """As Qt does with an exception that leaves a slot."""
    try:
        raise error
    except Exception as raised:
        sys.excepthook(type(raised), raised, raised.__traceback__)


def answered(desk: Desk, look: Callable[[QMessageBox], None], happen: Callable[[], object]) -> None:
    """Let something happen that leads to a box, look at it, and press Escape."""
    seen: list[bool] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(20, answer)
            return
        try:
            look(box)
            seen.append(True)
        finally:
            box.reject()

    QTimer.singleShot(20, answer)
    happen()
    desk.bot.waitUntil(lambda: bool(seen))


def test_the_reader_is_told_and_can_go_on(desk: Desk, shell: Shell, guard: CrashGuard, reports: Reports) -> None:
    session = shell.current.session
    assert session
    session.annotate(0, 5, note="before the fault")

    def look(box: QMessageBox) -> None:
        assert box.text() == "The program made a mistake. Your notes are saved."
        (path,) = reports.folder.glob("report-*")
        assert str(path) in box.informativeText()
        assert box.detailedText() == path.read_text()
        assert {button.text() for button in box.buttons()} >= {"Go on", "Start again"}

    answered(desk, look, lambda: fail(KeyError(SECRET)))
    assert [path.name[:7] for path in reports.folder.iterdir() if path.stat().st_size] == ["report-"]
    session.annotate(6, 9, note="after it")
    assert len(session.annotations) == 2
    assert reports.left() is None


def test_a_fault_is_told_once(desk: Desk, shell: Shell, guard: CrashGuard, reports: Reports) -> None:
    answered(desk, lambda _: None, lambda: fail(KeyError("a")))
    fail(KeyError("b"))
    QApplication.processEvents()
    assert QApplication.activeModalWidget() is None
    assert len([path for path in reports.folder.iterdir() if path.stat().st_size]) == 1


def test_a_fault_in_another_thread_is_told_in_the_windows(desk: Desk, guard: CrashGuard) -> None:
    def work() -> None:
        raise LookupError(SECRET)

    threads: list[threading.Thread] = []

    def look(box: QMessageBox) -> None:
        threads.append(threading.current_thread())
        assert "LookupError\n" in box.detailedText() and SECRET not in box.detailedText()

    answered(desk, look, lambda: threading.Thread(target=work).start())
    assert threads == [threading.main_thread()]


def test_what_is_not_saved_is_tried_again_and_said(
    desk: Desk, shell: Shell, guard: CrashGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = shell.current.session
    assert session
    with monkeypatch.context() as patch:

        def full(*_: Any) -> int:
            raise OSError(errno.ENOSPC, "full")

        patch.setattr(Disk, "write", full)
        session.annotate(0, 5, note="kept in memory")

        def look(box: QMessageBox) -> None:
            assert box.text().startswith("Not saved: the disk is full.")
            assert "Start again" not in [button.text() for button in box.buttons()]

        answered(desk, look, lambda: fail(KeyError("a")))
    answered(
        desk,
        lambda box: _is(box.text(), "The program made a mistake. Your notes are saved."),
        lambda: fail(ValueError("b")),
    )


def _is(found: str, expected: str) -> None:
    assert found == expected


def test_a_fault_while_a_note_is_placed_does_not_keep_it_from_the_disk(
    shell: Shell, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = shell.current.session
    assert session

    def broken(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(session, "_place", broken)
    with pytest.raises(RuntimeError):
        session.annotate(0, 5, note="safe")
    journal = next(desk.folder.glob(".congo*.journal"))
    assert b'"safe"' in journal.read_bytes()
    monkeypatch.undo()
    session._place(session.annotations)


def test_a_report_holds_nothing_of_a_brief() -> None:
    def inner(text: str) -> None:
        raise ValueError(f"{text} is not what was expected")

    try:
        try:
            inner(SECRET)
        except ValueError as error:
            raise OSError(2, "No such file", f"/home/ann/{SECRET}.brief.md") from error
    except OSError as error:
        report = report_on(error, "window")
    assert "FileNotFoundError\n  test_crash.py:" in report and "which came from\nValueError\n" in report
    for private in (SECRET, "Glencore", "/home", str(ROOT), os.path.expanduser("~")):  # noqa: PTH111
        assert private not in report


@pytest.mark.parametrize(
    ("file", "short"),
    [
        ("/home/ann/src/viewer/viewer/ui/shell.py", "viewer/ui/shell.py"),
        (r"C:\Users\Ann\viewer\ui\shell.py", "viewer/ui/shell.py"),
        ("/home/ann/.venv/lib/python3.11/site-packages/yaml/reader.py", "yaml/reader.py"),
        ("/usr/lib/python3.11/json/decoder.py", "decoder.py"),
        ("<string>", "<string>"),
    ],
)
def test_folders_are_left_out(file: str, short: str) -> None:
    assert shortened(file) == short


def test_a_recursion_without_end_is_a_short_report() -> None:
    def down() -> None:
        down()

    try:
        down()
    except RecursionError as error:
        report = report_on(error, "window")
    assert len(report) < 10_000 and " more …" in report


def test_few_are_kept(reports: Reports) -> None:
    for number in range(30):
        path = reports.write(str(number))
        assert path
        reports.seen(path)
    assert len(list(reports.folder.iterdir())) <= 11


def test_a_folder_that_cannot_be_made_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    reports = Reports(tmp_path / "file" / "reports")
    assert (reports.running(), reports.write("x"), reports.left()) == (-1, None, None)
    reports.ended()


PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from PySide6.QtCore import QTimer
from viewer.ui import shell
made = shell.Shell.__init__
def make(self, *arguments):
    made(self, *arguments)
    QTimer.singleShot(100, lambda: wait(self))
def wait(self):
    session = self.current.session
    if session is None:
        QTimer.singleShot(100, lambda: wait(self))
        return
    session.annotate(0, 5, note="typed before the end")
    exec(sys.argv[3], globals() | {"self": self})
shell.Shell.__init__ = make
from viewer.app import main
sys.exit(main([sys.argv[2]]))
"""


def run(desk: Desk, end: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, str(ROOT), str(desk.congo), end],
        capture_output=True,
        text=True,
        check=False,
        timeout=40,
        env={**os.environ, **env},
    )


@pytest.fixture
def folders(tmp_path: Path) -> dict[str, str]:
    names = {"XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_RUNTIME_DIR": "run"}
    for name in names.values():
        (tmp_path / name).mkdir(mode=0o700)
    return {key: str(tmp_path / name) for key, name in names.items()}


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
@pytest.mark.parametrize(
    ("end", "code", "told"),
    [
        ("import ctypes; ctypes.string_at(0)", -signal.SIGSEGV, "Segmentation fault"),
        ("from PySide6.QtCore import qFatal; qFatal('x')", -signal.SIGABRT, "Aborted"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", -signal.SIGKILL, ""),
    ],
    ids=["segfault", "Qt", "SIGKILL"],
)
def test_a_process_that_dies_loses_no_note_and_is_mentioned_once(
    desk: Desk, folders: dict[str, str], end: str, code: int, told: str
) -> None:
    done = run(desk, end, folders)
    assert done.returncode == code
    assert b"typed before the end" in next(desk.folder.glob(".congo*.journal")).read_bytes()
    reports = Reports(Path(folders["XDG_DATA_HOME"], "briefing-viewer", "reports"))
    sentence = notice(reports)
    if not told:
        assert sentence == ""
        return
    assert "A report is kept in" in sentence and notice(reports) == ""
    (report,) = reports.folder.iterdir()
    text = report.read_text()
    assert told in text and "shell.py" not in text.split(told)[0] and str(desk.folder) not in text
    assert "typed before" not in text and str(ROOT) not in text


@pytest.mark.skipif(sys.platform == "win32", reason="needs os.fork's kind of process")
def test_started_again_it_opens_the_same_briefs(desk: Desk, folders: dict[str, str], tmp_path: Path) -> None:
    """The process that takes over writes down what it was given, and ends."""
    other = desk.folder / "other.md"
    other.write_text("# Other\n")
    told = tmp_path / "told"
    write = f"import os; open({str(told)!r}, 'w').write(os.environ[{REOPEN!r}])"
    end = f"""
from PySide6.QtWidgets import QApplication
from viewer.ui import crash
crash._command = lambda: [sys.executable, "-c", {write!r}]
self.open_path(Path({str(other)!r}))
QTimer.singleShot(1500, lambda: QApplication.instance().findChild(crash.CrashGuard).restart())
"""
    done = run(desk, end, folders)
    assert done.returncode == 0, done.stderr
    for _ in range(100):
        if told.exists() and told.read_text():
            break
        threading.Event().wait(0.1)
    os.environ[REOPEN] = told.read_text()
    assert to_reopen() == [desk.congo, other] and to_reopen() == []
    assert not list(Path(folders["XDG_DATA_HOME"], "briefing-viewer", "reports").glob("running-*"))
    store = AnnotationStore.open(desk.congo, tmp_path)
    assert [note.note for note in store.annotations.values()] == ["typed before the end"]
