"""A network drive that stalls under the real program: every call for a file on it waits, in Python and in Qt.

The drive answers again only when all is done, so that whatever waited for it would wait for ever.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

COMPILER = shutil.which("cc")
pytestmark = pytest.mark.skipif(not COMPILER or sys.platform != "linux", reason="needs a C compiler, on Linux")

#: Runs `main.py` on a brief, and then the steps of a generator, one each time that the window has nothing to do.
DRIVE = """
import faulthandler, json, os, sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMenu
from viewer.ui import shell
share, local, flag = (Path(name) for name in sys.argv[2:5])
made = shell.Shell.__init__
told, waits = {}, {}
faulthandler.dump_traceback_later(30, exit=True)
def make(self, *arguments):
    made(self, *arguments)
    steps = work(self)
    QTimer.singleShot(50, lambda: step(steps))
def step(steps):
    start = time.monotonic()
    wanted = next(steps, None)
    if wanted:
        waits[wanted] = max(time.monotonic() - start, waits.get(wanted, 0))
        QTimer.singleShot(20, lambda: step(steps))
def until(name, true):
    while not true():
        yield name
def work(sh):
    yield from SCENE(sh)
    told["waits"] = waits
    print(json.dumps(told), flush=True)
    sh.close()
def shows(sh, name):
    return lambda: sh.current.session is not None and sh.current.session.path.name == name
def menu(sh):
    found = next(menu for menu in sh.current.findChildren(QMenu) if menu.title().replace("&", "") == "Open recent")
    found.aboutToShow.emit()
    return [action.text() for action in found.actions()]
def stall(on):
    flag.touch() if on else flag.unlink()
"""

READING = """
def SCENE(sh):
    yield from until("opening", shows(sh, "a.brief.md"))
    sh.open_path(share / "b.brief.md")
    yield from until("opening", shows(sh, "b.brief.md"))
    from viewer.pages.fonts import serif_families
    from viewer.ui import dialogs
    serif_families()
    stall(True)
    yield "stalling"
    told["menu"] = menu(sh)
    yield "menu of recent briefs"
    sh.current.moving.open_go_to()
    yield "go to"
    sh.current.go_to.hide()
    sh.open_path(share / "a.brief.md")
    told["tab"] = sh.current.path.name
    yield "an open tab"
    sh.current.preferences.settings.theme = "dark"
    yield "theme"
    sh.current._zoom_by(1)
    yield "zoom"
    sh.current.reader.resize(sh.current.reader.width() - 50, sh.current.reader.height())
    yield "width"
    for number in range(3):
        sh.current.session.annotate(number, 5, colour="green", note="kept")
        yield "a note"
    told["said"] = sh.current.banner.text()
    from viewer.report.file_names import offered_path
    told["offered"] = str(offered_path(sh.current.session.path, ".pdf").parent)
    yield "where to export to"
    sh.new_tab()
    yield "the start page"
    sh.open_path(local / "c.brief.md")
    yield from until("opening a local brief", shows(sh, "c.brief.md"))
    told["list"] = [(row.title, row.gone) for row in sh.current.side._briefs._rows.rows]
    yield "the list of briefs"
    dialogs.ask_discard = lambda message, parent: told.update(asked=message) or False
    for _ in range(60):
        yield "reading on"
    stall(False)
    sh.bring_forward(share / "a.brief.md")
    yield from until("saved", lambda: sh.current.status.saved.text().startswith("Saved"))
    local_one = next(window for window in sh.windows if window.path.name == "c.brief.md")
    for _ in range(60):
        told["later"] = [(row.title, row.gone) for row in local_one.side._briefs._rows.rows]
        yield "the list, later"
"""

STARTING = """
def SCENE(sh):
    yield "the window"
    told["list"] = [(row.title, row.gone) for row in sh.current.start._recent._rows.rows]
    sh.open_path(share / "a.brief.md")
    for _ in range(30):
        yield "opening"
    told["waiting"] = sh.current.status.waiting.isVisible()
    sh.current.cancel_opening()
    yield "cancelling"
    sh.open_path(local / "c.brief.md")
    yield from until("opening a local brief", shows(sh, "c.brief.md"))
    told["open"] = sh.current.session.path.name
"""

LAUNCH = """
shell.Shell.__init__ = make
from viewer.app import main
code = main(sys.argv[5:])
sys.stdout.flush()
os._exit(code)  # threads still wait for the drive, as they will when the reader closes the program
"""


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    """A folder with a share, a local folder, and what makes the one stall."""
    for name in ("share", "local", "home"):
        (tmp_path / name).mkdir()
    for name in ("share/a", "share/b", "local/c"):
        text = (
            f"---\ntitle: Title of {name[-1]}\n---\nCobalt in the Congo.\n\n![A picture](p.png)\n\n" + "Words. " * 500
        )
        (tmp_path / f"{name}.brief.md").write_text(text)
    head = b"IHDR" + b"\x00\x00\x00\x10\x00\x00\x00\x10\x08\x02\x00\x00\x00"
    chunk = (13).to_bytes(4, "big") + head + zlib.crc32(head).to_bytes(4, "big")
    (tmp_path / "share" / "p.png").write_bytes(b"\x89PNG\r\n\x1a\n" + chunk)
    assert COMPILER
    source = Path(__file__).with_name("stalling.c")
    subprocess.run([COMPILER, "-shared", "-fPIC", "-o", tmp_path / "stalling.so", source, "-ldl"], check=True)
    return tmp_path


def played(drive: Path, scene: str, *arguments: str) -> dict[str, Any]:
    home = drive / "home"
    names = {"XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_RUNTIME_DIR": ""}
    environment = {
        **os.environ,
        **{name: str(home / folder) for name, folder in names.items()},
        "HOME": str(home),
        "LD_PRELOAD": str(drive / "stalling.so"),
        "STALLING": str(drive / "share"),
        "STALLED": str(drive / "stalled"),
    }
    folders = [drive / "share", drive / "local", drive / "stalled"]
    command = [sys.executable, "-P", "-c", DRIVE + scene + LAUNCH, ROOT, *folders, *arguments]
    try:
        done = subprocess.run(
            list(map(str, command)), env=environment, capture_output=True, text=True, timeout=60, check=False
        )
    finally:
        (drive / "stalled").unlink(missing_ok=True)  # for the processes that wait for it
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[0])
    print(sorted(((round(1000 * wait), name) for name, wait in told["waits"].items()), reverse=True))
    return told


def test_reading_goes_on(drive: Path) -> None:
    told = played(drive, READING, str(drive / "share" / "a.brief.md"))
    assert str(drive / "share" / "a.brief.md") in told["menu"]
    assert told["tab"] == "a.brief.md"
    assert told["said"].startswith("Not saved yet: the disk does not answer.")
    assert told["offered"] == str(drive / "home")
    assert told["list"][:3] == [["Title of c", False], ["b", False], ["a", False]]
    assert sorted(told["later"][:3]) == [["Title of a", False], ["Title of b", False], ["Title of c", False]]
    assert (drive / "share" / "a.annotations.jsonld").read_text().count("kept") == 3


def test_the_program_starts_and_opens_other_briefs(drive: Path) -> None:
    played(drive, READING, str(drive / "share" / "a.brief.md"))
    (drive / "stalled").touch()
    told = played(drive, STARTING)
    assert [gone for title, gone in told["list"] if title in ("a", "b")] == [False, False]
    assert told["waiting"] and told["open"] == "c.brief.md"
