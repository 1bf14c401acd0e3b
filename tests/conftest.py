"""What all tests share: no display, folders of their own instead of the user's, and the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import hypothesis
import pytest

# Before anything imports Qt. `QT_QPA_PLATFORM=xcb ./check tests/ui` shows the windows.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A find at random belongs to whoever ran the tests, not to whose change CI happens to look at.
# Speed is measured in benchmarks: on a busy machine, an example may take any time.
hypothesis.settings.register_profile("default", deadline=None)
hypothesis.settings.load_profile("default")
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("ci")

ROOT = Path(__file__).resolve().parent.parent

Completed = subprocess.CompletedProcess[str]
Main = Callable[..., Completed]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--approve-pictures", action="store_true", help="take the window's pictures of now for right")


@pytest.fixture(scope="session", autouse=True)
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache for the whole run: the gazetteer takes half a second to parse without one."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(autouse=True)
def user_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's settings and notes are read or changed."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path_factory.getbasetemp() / "never" / os.urandom(4).hex() / name))


@pytest.fixture
def run_main() -> Main:
    """Runs `main.py` with these arguments as anybody would, and returns the completed process."""

    def run(
        *arguments: str | Path,
        cwd: Path | None = None,
        env: Mapping[str, str | None] | None = None,
        timeout: float = 60,
    ) -> Completed:
        """`env` adds to the environment, and None takes out."""
        environment = {**os.environ, **{name: value for name, value in (env or {}).items() if value is not None}}
        for name, value in (env or {}).items():
            if value is None:
                environment.pop(name, None)
        return subprocess.run(
            [sys.executable, str(ROOT / "main.py"), *map(str, arguments)],
            cwd=cwd,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
        )

    return run


@pytest.fixture
def write_brief(tmp_path: Path) -> Callable[..., Path]:
    """Writes a brief of this text into a folder of its own."""

    def write(text: str | bytes, name: str = "b.brief.md") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write
