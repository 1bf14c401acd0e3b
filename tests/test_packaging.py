"""The wheel, which carries the data inside the package, and from which the program runs; the files that make it known
to a Linux desktop; and what goes into the one-folder build."""

from __future__ import annotations

import ast
import configparser
import runpy
import shlex
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

from tests.conftest import ROOT, Main
from viewer import __version__
from viewer.commands import desktop
from viewer.pages import fonts
from viewer.parts import PARTS

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
    for place in (info / "licenses" / "LICENSE", unpacked / "viewer" / "LICENSE"):
        assert place.read_text() == (ROOT / "LICENSE").read_text()
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


# The desktop

DESKTOP = ROOT / "resources" / "desktop"
TYPE = "text/x-brief+markdown"


def entry(path: Path) -> configparser.SectionProxy:
    parser = configparser.RawConfigParser(delimiters=("=",), comment_prefixes=("#",), strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(path, "utf-8")
    assert parser.sections() == ["Desktop Entry"]
    return parser["Desktop Entry"]


def test_the_desktop_files_agree() -> None:
    shown = entry(DESKTOP / "briefing-viewer.desktop")
    assert shown["Icon"] == "briefing-viewer"
    assert (ROOT / "resources" / "icons" / f"{shown['Icon']}.svg").is_file()
    assert shown["MimeType"].split(";")[0] == TYPE

    mime = "{http://www.freedesktop.org/standards/shared-mime-info}"
    kind = ElementTree.parse(DESKTOP / "briefing-viewer.xml").getroot().find(f"{mime}mime-type")
    assert kind is not None
    assert kind.get("type") == TYPE
    globs = [(glob.get("pattern"), int(glob.get("weight", 50))) for glob in kind.iter(f"{mime}glob")]
    assert globs == [("*.brief.md", 80)]

    component = ElementTree.parse(DESKTOP / "briefing-viewer.metainfo.xml").getroot()
    assert component.findtext("launchable") == "briefing-viewer.desktop"
    assert component.findtext("provides/mediatype") == TYPE
    assert component.findtext("project_license") == PROJECT["license"]


@pytest.mark.parametrize(
    ("tool", "options", "file"),
    [
        ("desktop-file-validate", (), "briefing-viewer.desktop"),
        # The program has no domain of its own that its id could be made from.
        (
            "appstreamcli",
            ("validate", "--no-net", "--override", "cid-desktopapp-is-not-rdns=info"),
            "briefing-viewer.metainfo.xml",
        ),
    ],
)
def test_the_validators_of_the_desktops_are_content(tool: str, options: tuple[str, ...], file: str) -> None:
    if not shutil.which(tool):
        pytest.skip(f"{tool} is not installed")
    done = subprocess.run([tool, *options, str(DESKTOP / file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_program_is_put_on_the_desktop_and_taken_off(run_main: Main, tmp_path: Path) -> None:
    home = tmp_path / "a home"
    env = {"XDG_DATA_HOME": str(home)}
    done = run_main("--install-desktop", env=env)
    assert (done.returncode, done.stderr) == (0, "")
    written = {Path(line.removeprefix("wrote ")) for line in done.stdout.splitlines() if line.startswith("wrote ")}
    assert {path.relative_to(home).as_posix() for path in written} == {
        "applications/briefing-viewer.desktop",
        "mime/packages/briefing-viewer.xml",
        "icons/hicolor/scalable/apps/briefing-viewer.svg",
        "icons/hicolor/scalable/mimetypes/text-x-brief+markdown.svg",
    }
    shown = entry(home / "applications" / "briefing-viewer.desktop")
    *command, field = shlex.split(shown["Exec"])
    assert field == "%f"
    ran = subprocess.run([*command, "--version"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.stdout == f"briefing-viewer {__version__}\n"
    assert Path(shown["TryExec"]).is_file()

    done = run_main("--uninstall-desktop", env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert not [path for path in written if path.exists()]
    assert "Nothing was installed" in run_main("--uninstall-desktop", env=env).stdout


def test_a_desktop_that_cannot_be_written_is_one_sentence(run_main: Main, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    done = run_main("--install-desktop", env={"XDG_DATA_HOME": str(tmp_path / "home")})
    assert done.returncode == 1
    assert done.stderr.startswith("briefing-viewer: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_elsewhere_it_says_what_to_do_instead(platform: str, tmp_path: Path) -> None:
    (said,) = desktop.install({"HOME": str(tmp_path)}, platform)
    assert ".brief.md" in said
    assert not any(tmp_path.iterdir())


def test_a_relative_data_home_counts_for_none(tmp_path: Path) -> None:
    environment = {"XDG_DATA_HOME": "here", "HOME": str(tmp_path)}
    assert desktop.data_home(environment) == tmp_path / ".local" / "share"


# The one-folder build, as far as it can be looked at without building it


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What the spec hands to PyInstaller: `datas` (source → folder), `hiddenimports`, `excludes`."""
    taken: dict[str, list[str]] = {}

    class Nothing:
        def __init__(self, *_: object, **options: object) -> None:
            self.binaries: list[object] = []
            self.datas: list[object] = []
            self.pure = self.scripts = ()
            if "hiddenimports" in options:
                taken.update(options)  # type: ignore[arg-type]

    hooks, depend = ModuleType("hooks"), ModuleType("bindepend")
    hooks.collect_submodules = lambda name: [name]  # type: ignore[attr-defined]
    hooks.copy_metadata = lambda name: [("metadata", name)]  # type: ignore[attr-defined]
    depend.get_imports = lambda _: []  # type: ignore[attr-defined]
    depend.resolve_library_path = lambda _: ""  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "PyInstaller.utils.hooks", hooks)
    monkeypatch.setitem(sys.modules, "PyInstaller.depend.bindepend", depend)
    monkeypatch.setattr(sys, "path", list(sys.path))
    names = dict.fromkeys(("Analysis", "PYZ", "EXE", "COLLECT"), Nothing)
    runpy.run_path(str(ROOT / "tools" / "briefing-viewer.spec"), {"SPECPATH": str(ROOT / "tools"), **names})
    return taken


def test_the_build_has_all_data(build: dict[str, list[tuple[str, str]]]) -> None:
    folders = {target: Path(source) for source, target in build["datas"] if source != "metadata"}
    assert folders["viewer/resources"] == ROOT / "resources"
    assert folders["viewer/briefs"] == ROOT / "briefs"
    for source, _ in build["datas"]:
        assert source == "metadata" or list(Path(source).parent.glob(Path(source).name)), source
    faces = {Path(source).stem for source, target in build["datas"] if target == "font_source_serif_pro/files"}
    assert faces >= {f"SourceSerifPro-{face}" for face in fonts._FACES}


def test_the_build_has_the_notices_of_all_parts(build: dict[str, list[tuple[str, str]]]) -> None:
    told = {name for source, name in build["datas"] if source == "metadata"}
    left_out = {part.distribution for part in PARTS if part.distribution} - told
    assert {name.lower() for name in left_out} <= set(map(str, build["excludes"]))
    assert left_out == {"numpy", "QtPy"}


def test_the_build_leaves_out_nothing_that_is_imported(build: dict[str, list[str]]) -> None:
    imported = set()
    for path in [ROOT / "main.py", *(ROOT / "viewer").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    assert imported & set(build["excludes"]) == set()
    assert {"readline", "_gdbm"} <= set(build["excludes"])  # under the GPL
