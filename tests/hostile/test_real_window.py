"""Hostile briefs in the program as it is started: one process for each, watched by strace.

Each is shown or refused in its time, in less than 500 MB for the program and for each process it starts; nothing is
opened but the program, the system's libraries and fonts, the reader's own folders and the brief's; no socket but the
local one for later starts.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.hostile.test_documents import ENDLESS, FRONT, MEMORY, SLACK, TAMED
from tests.hostile.test_reach import BODY, STRACE, can_trace
from tests.hostile.test_window_rows import ROWS
from viewer.brief.loader import deadline

pytestmark = pytest.mark.skipif(not can_trace(), reason="strace is not installed, or not allowed")

#: Starts `main.py` on a brief, waits until it is shown or refused, goes to its end, tells how that went, and quits.
DRIVE = """
import json, resource, sys, time
start = time.monotonic()
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from PySide6.QtCore import QTimer
from viewer.ui import shell
made = shell.Shell.__init__
told = {}
def make(self, *arguments):
    made(self, *arguments)
    QTimer.singleShot(20, lambda: look(self))
def look(self):
    window = self.current
    session, refusal = window.session, window.banner.text()
    if session is None and (not refusal or window.status.waiting.is_waiting):
        QTimer.singleShot(20, lambda: look(self))
        return
    told["seconds"] = time.monotonic() - start
    told["text"] = session.brief.text[-40:] if session else ""
    told["said"] = window.banner.text()
    if session:
        window.reader.reveal(len(session.brief.text) - 1, len(session.brief.text))
    QTimer.singleShot(300, lambda: end(self))
def end(self):
    told["size"] = [self.width(), self.height()]
    self.close()
shell.Shell.__init__ = make
from viewer.app import main
code = main([sys.argv[2]])
status = Path("/proc/self/status").read_text()
told["memory"] = int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1])
told["helpers"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps(told))
sys.exit(code)
"""

#: Where files may be opened: the program, Python with its libraries, and what the system gives every program.
SYSTEM = (
    *(str(ROOT), sys.prefix, sys.base_prefix, *sysconfig.get_paths().values()),
    *(str(Path(sys.prefix).resolve()), str(ROOT.resolve())),
    *("/usr/", "/lib", "/bin/", "/dev/null", "/dev/urandom", "/dev/shm", "/proc/", "/sys/"),
    *("/run/user/", "/var/cache/fontconfig"),
    *("/etc/ld.so", "/etc/fonts/", "/etc/localtime", "/etc/locale", "/etc/nsswitch.conf", "/etc/passwd", "/etc/xdg/"),
    *("/etc/mime.types", "/etc/selinux", "/etc/machine-id", "/var/lib/dbus/machine-id"),
    *("/etc/host.conf", "/etc/ssl/openssl.cnf", "/etc/gnutls"),
)  # fmt: skip


def reaching(folder: Path) -> str:
    """Names files everywhere; see test_reach."""
    (folder.parent / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "linked.png").symlink_to(folder.parent / "secret.png")
    os.mkfifo(folder / "pipe.png")
    (folder / "a.svg").write_text("<svg/>")
    return BODY


def _with_front(front: str) -> Callable[[Path], str]:
    return lambda _: f"---\n{front}\n---\n# The body\n\nend"


#: Below under another name.
TWICE = ("brackets", "abbreviations", "nested lists", "nested quotes")
CASES: dict[str, Callable[[Path], str]] = {
    **{name: ROWS[name] for name in ROWS if name not in TWICE},
    "files everywhere": reaching,
    **{f"endless: {name}": lambda _, body=body: body for name, body in ENDLESS.items()},  # type: ignore[misc]
    **{f"tamed: {name}": lambda _, body=body: body for name, (body, _end) in TAMED.items()},  # type: ignore[misc]
    **{f"front matter: {name}": _with_front(front) for name, (front, _expected) in FRONT.items()},
    "nothing but zeros": lambda _: "\x00" * 100_000,
}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That of somebody who has started the program before: the gazetteer takes a second to read under strace."""
    return tmp_path_factory.mktemp("cache")


@contextmanager
def home_in(folder: Path, cache: Path) -> Iterator[dict[str, str]]:
    """The environment of somebody whose home is a folder."""
    own = {
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CACHE_HOME": str(cache),
    }
    # Not below it: the name of a socket may have a hundred characters.
    with tempfile.TemporaryDirectory() as runtime:
        yield {**os.environ, **own, "HOME": str(folder), "XDG_RUNTIME_DIR": runtime, "TMPDIR": runtime}


@pytest.fixture
def home(tmp_path: Path, cache: Path) -> Iterator[dict[str, str]]:
    with home_in(tmp_path / "home", cache) as made:
        yield made


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> float:
    """Seconds that a harmless brief takes here and now: strace makes the start of any program slow."""
    folder = tmp_path_factory.mktemp("usual")
    path = folder / "b.brief.md"
    path.write_text("Gold.\n")
    with home_in(folder / "home", cache) as home:
        driven(path, home, folder / "first")  # fills the cache
        return float(driven(path, home, folder / "trace")[0]["seconds"])


@pytest.mark.parametrize("case", CASES)
def test_it_is_shown_in_time_in_little_memory_and_reaches_nothing(
    tmp_path: Path, home: dict[str, str], usual: float, case: str
) -> None:
    assert STRACE
    folder = tmp_path / "briefs"
    folder.mkdir()
    path = folder / "b.brief.md"
    path.write_text(CASES[case](folder))
    told, lines = driven(path, home, tmp_path / "trace")
    assert told["text"] or told["said"]
    assert told["memory"] < MEMORY and told["helpers"] < MEMORY
    assert told["seconds"] < usual + deadline(path.stat().st_size) + SLACK
    assert [name for name in opened(lines) if not name.startswith((*SYSTEM, str(folder), *own(home)))] == []
    assert [name for name in opened(lines) if name.endswith(("secret.png", "pipe.png", "a.svg", "/passwd-"))] == []
    assert [line for line in lines if re.search(r"socket\(AF_(?!UNIX)|reach\.invalid", line)] == []
    named = {name for line in lines for name in re.findall(r'sun_path=@?"([^"]+)"', line)}
    assert {name for name in named if not name.startswith(home["XDG_RUNTIME_DIR"])} <= {"/var/run/nscd/socket"}


def driven(path: Path, home: dict[str, str], trace: Path) -> tuple[dict[str, Any], list[str]]:
    """What the program told, and what strace saw."""
    calls = "trace=open,openat,openat2,creat,socket,connect"
    watched = [STRACE, "-fqq", "--seccomp-bpf", "-s4096", "-e", calls, "-o", trace]
    words = [*watched, sys.executable, "-P", "-c", DRIVE, ROOT, path]
    done = subprocess.run(list(map(str, words)), env=home, capture_output=True, text=True, check=False, timeout=120)
    # Pictures that are none: the library says so before the program does.
    said = [line for line in done.stderr.splitlines() if not line.startswith("libpng error: ")]
    assert (done.returncode, said) == (0, [])
    return json.loads(done.stdout), trace.read_text(errors="replace").splitlines()


def opened(lines: list[str]) -> list[str]:
    """The absolute names of files that were opened, not those that were not there."""
    found = (re.search(r'(?:open|openat|openat2|creat)\((?:AT_FDCWD, |\d+, )?"([^"]+)".*= \d', line) for line in lines)
    return sorted({os.path.normpath(match[1]) for match in found if match and match[1].startswith("/")})


def own(home: dict[str, str]) -> tuple[str, ...]:
    return home["HOME"], home["XDG_CACHE_HOME"], home["XDG_RUNTIME_DIR"]
