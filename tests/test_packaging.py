"""The wheel: it carries the data inside the package, and the program runs from it."""

from __future__ import annotations

import configparser
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT
from viewer import __version__

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built offline, by the build back-end alone."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def files_below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_its_name_says_the_version(wheel: Path) -> None:
    assert wheel.name == f"briefing_viewer-{__version__}-py3-none-any.whl"
    assert PROJECT["version"] == __version__


@pytest.mark.parametrize("name", ["resources", "briefs"])
def test_data_travels_inside_the_package(unpacked: Path, name: str) -> None:
    tracked = subprocess.run(["git", "ls-files", name], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    expected = {line.removeprefix(f"{name}/") for line in tracked.splitlines()} or files_below(ROOT / name)
    assert files_below(unpacked / "viewer" / name) >= expected


def test_every_module_is_there_and_nothing_else(unpacked: Path) -> None:
    modules = {path for path in files_below(ROOT / "viewer") if path.endswith(".py")}
    packed = files_below(unpacked / "viewer")
    assert {path for path in packed if path.endswith(".py")} == modules
    assert {path.name for path in unpacked.iterdir()} == {"viewer", f"briefing_viewer-{__version__}.dist-info"}
    assert not [path for path in packed if "__pycache__" in path or path.endswith((".jsonld", ".journal"))]


def test_the_command_and_the_licence(unpacked: Path) -> None:
    info = unpacked / f"briefing_viewer-{__version__}.dist-info"
    points = configparser.ConfigParser()
    points.read(info / "entry_points.txt")
    assert dict(points["console_scripts"]) == {"briefing-viewer": "viewer.app:main"}
    metadata = (info / "METADATA").read_text()
    assert "License-Expression: MIT\n" in metadata
    assert (info / "licenses" / "LICENSE").read_text() == (ROOT / "LICENSE").read_text()
    assert "Requires-Dist: pyside6-essentials" in metadata.replace("PySide6-Essentials", "pyside6-essentials")


def test_the_program_runs_from_it(unpacked: Path, tmp_path: Path) -> None:
    # As the command that pip makes of the entry point does; -P keeps the checkout out of the path.
    code = f"import sys; sys.path.insert(0, {str(unpacked)!r}); from viewer.app import main; sys.exit(main())"

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-P", "-c", code, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    assert run("--version") == f"briefing-viewer {__version__}\n"
    brief = str(unpacked / "viewer" / "briefs" / "congo-offer.brief.md")
    assert run("check", brief) == ""
    assert "\tmineral\tcobalt\t" in run("mentions", brief)
