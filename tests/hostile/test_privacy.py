"""Nothing leaves the machine by itself, and what the program keeps of a brief can be told and taken away."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu

from tests.conftest import ROOT
from tests.ui.desk import Desk
from viewer.brief.cache import BriefCache
from viewer.folders import Folders
from viewer.mentions.gazetteer import Gazetteer
from viewer.resource_files import shipped_briefs

STRACE = shutil.which("strace")
#: Words that stand in the brief and nowhere in the program.
WORDS = "Zanzibarite"
BRIEF = (
    f"---\ntitle: The {WORDS} title\n---\n# {WORDS} heading\n\n{WORDS} and cobalt in the Congo.\n\n" + "word " * 8000
)


def can_trace() -> bool:
    if not STRACE:
        return False
    done = subprocess.run([STRACE, "-qq", "-e", "trace=none", "true"], capture_output=True, check=False)
    return done.returncode == 0


#: The real program: opens a brief, annotates, exports in every format, imports, closes.
SESSION = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from PySide6.QtCore import QTimer
from viewer.ui import shell
made = shell.Shell.__init__
def make(self, *arguments):
    made(self, *arguments)
    QTimer.singleShot(100, lambda: work(self))
def work(self):
    session = self.current.session
    if session is None:
        QTimer.singleShot(100, lambda: work(self))
        return
    from viewer.imports.reading import read_notes
    from viewer.pages.export import export
    from viewer.pages.fonts import serif_families
    from viewer.report.formats import FORMATS
    serif_families()
    session.annotate(0, 5, colour="green", note="Why?")
    for id, format in FORMATS.items():
        target = session.path.with_name(f"out.{id}")
        export(session.report(), format, target)
    for id in ("pdf", "docx", "csv", "jsonld"):
        read_notes(session.path.with_name(f"out.{id}"))
    QTimer.singleShot(2500, self.close)
shell.Shell.__init__ = make
from viewer.app import main
sys.exit(main([sys.argv[2]]))
"""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[dict[str, str]]:
    folders = {name: str(tmp_path / name.lower()) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    # Not below tmp_path: the name of a socket may have a hundred characters.
    with tempfile.TemporaryDirectory() as runtime:
        yield {**os.environ, **folders, "XDG_RUNTIME_DIR": runtime}


@pytest.mark.skipif(not can_trace(), reason="strace is not installed, or not allowed")
def test_no_socket_but_the_windows_own(tmp_path: Path, home: dict[str, str]) -> None:
    assert STRACE
    folder = tmp_path / "briefs"
    folder.mkdir()
    brief = folder / "b.brief.md"
    brief.write_text(BRIEF)
    trace = tmp_path / "trace"
    words = [STRACE, "-fqq", "-s200", "-e", "trace=network", "-o", trace, sys.executable, "-c", SESSION, ROOT, brief]
    done = subprocess.run(list(map(str, words)), env=home, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert {"out.pdf", "out.docx", "out.html"} <= {path.name for path in folder.iterdir()}
    lines = trace.read_text(errors="replace").splitlines()
    assert [line for line in lines if re.search(r"AF_INET|AF_NETLINK|AF_PACKET|AF_BLUETOOTH|AF_VSOCK", line)] == []
    # The name service asks its daemon for the name of the account, if there is one.
    named = {path for line in lines for path in re.findall(r'sun_path=@?"([^"]+)"', line)}
    assert {path for path in named if not path.startswith(home["XDG_RUNTIME_DIR"])} <= {"/var/run/nscd/socket"}
    assert any(path.startswith(home["XDG_RUNTIME_DIR"]) for path in named)
    assert WORDS not in done.stdout + done.stderr


@pytest.mark.skipif(not can_trace(), reason="strace is not installed, or not allowed")
@pytest.mark.skipif("PYTEST_INSIDE" in os.environ, reason="not again")
def test_a_mornings_work_needs_no_socket(tmp_path: Path) -> None:
    """The scripted session of tests/ui, with every call for another socket refused by the system."""
    assert STRACE
    trace = tmp_path / "trace"
    words = [
        *(STRACE, "-fqq", "-e", "trace=socket,connect", "-e", "inject=socket:error=EACCES", "-o", trace),
        *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/ui/test_scripted_session.py"),
    ]
    done = subprocess.run(
        list(map(str, words)), cwd=ROOT, env={**os.environ, "PYTEST_INSIDE": "1"},
        capture_output=True, text=True, check=False, timeout=400,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]
    lines = trace.read_text(errors="replace").splitlines()
    assert [line for line in lines if re.search(r"AF_INET|AF_PACKET|connect\(.*sun_path", line)] == []


def test_what_is_kept_of_a_brief_is_known_and_can_be_taken_away(
    qtbot: object, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    desk = Desk(qtbot, tmp_path, gazetteer)  # type: ignore[arg-type]
    path = desk.folder / f"{WORDS}.brief.md"
    path.write_text(BRIEF)
    window = desk.reading(path)
    settings = desk.folder / "settings.ini"
    folders = Folders(desk.folder / "config", desk.folder / "notes", desk.folder / "cache")
    window._settings.sync()
    assert WORDS in settings.read_text() and holding(WORDS, folders) <= {"briefs"}
    window.leave_brief()
    menu = next(menu for menu in window.findChildren(QMenu) if menu.title().replace("&", "") == "Open recent")
    menu.aboutToShow.emit()
    menu.actions()[-1].trigger()
    assert WORDS not in settings.read_text() and str(desk.folder) not in settings.read_text()
    assert holding(WORDS, folders) == set() == set(folders.briefs.iterdir() if folders.briefs.exists() else ())
    assert WORDS not in " ".join(button for button in window.start.findChildren(QMenu) for button in [button.title()])
    desk.close(window)
    assert WORDS not in settings.read_text()


def holding(words: str, folders: Folders) -> set[str]:
    """Which of the user's folders say these words, packed or not."""
    found = set()
    for root in (folders.config, folders.data, folders.cache):
        for path in root.rglob("*") if root.exists() else ():
            if path.is_file():
                data = path.read_bytes()
                with suppress(zlib.error):
                    data += zlib.decompress(data)
                if words.encode() in data or words in path.name:
                    found.add(path.parent.name)
    return found


def test_a_cache_that_is_cleared_holds_nothing(tmp_path: Path) -> None:
    cache = BriefCache(tmp_path / "briefs", smallest=0)
    keeping = cache.keeping(shipped_briefs()[0], "0" * 64)
    assert keeping
    keeping.add(b"{}\n")
    keeping.keep()
    assert list((tmp_path / "briefs").iterdir())
    cache.clear()
    assert not list((tmp_path / "briefs").iterdir())
    BriefCache(tmp_path / "absent").clear()
