"""Makes the program known to a Linux desktop: the menu, the type of `.brief.md`, and their icons, for one user.

Follows the freedesktop.org specifications: Desktop Entry, Shared MIME-info Database, Icon Theme, Base Directory.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path

from viewer.commands.basis import Command
from viewer.errors import ViewerError
from viewer.language import tr
from viewer.resource_files import resource

#: What is copied from resources/, and where to, below the user's data folder.
_FILES = {
    "desktop/briefing-viewer.desktop": "applications/briefing-viewer.desktop",
    "desktop/briefing-viewer.xml": "mime/packages/briefing-viewer.xml",
    "icons/briefing-viewer.svg": "icons/hicolor/scalable/apps/briefing-viewer.svg",
    "icons/brief.svg": "icons/hicolor/scalable/mimetypes/text-x-brief+markdown.svg",
}
#: The caches that desktops read instead of the files; each is made anew where its tool is there.
_CACHES = (
    ("update-mime-database", "mime"),
    ("update-desktop-database", "applications"),
    ("gtk-update-icon-cache", "icons/hicolor", "--quiet", "--force", "--ignore-theme-index"),
)
#: Characters that stand for themselves within the quotes of an Exec line only behind a backslash, which a desktop
#: entry doubles.
_QUOTED = str.maketrans({character: f"\\\\{character}" for character in '"`$'} | {"\\": "\\\\\\\\", "%": "%%"})


class DesktopError(ViewerError):
    """The files of the desktop could not be written."""


def _install(options: Namespace) -> int:
    """make the program known to this user's Linux desktop: menu, file type, icons"""
    return _say(install())


def _uninstall(options: Namespace) -> int:
    """undo that"""
    return _say(uninstall())


#: Options of the program that are carried out like commands.
OPTIONS = {
    "--install-desktop": Command(_install, lambda parser: None),
    "--uninstall-desktop": Command(_uninstall, lambda parser: None),
}


def install(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Iterator[str]:
    """Install for this user; yields what was done, a line each. Raises DesktopError."""
    if platform in ("win32", "darwin"):
        yield _elsewhere(platform)
        return
    home = data_home(environment)
    for source, target in _FILES.items():
        path = home / target
        text = resource(*source.split("/")).read_text("utf-8")
        if path.suffix == ".desktop":
            text = _started_by(command(), text)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        except OSError as error:
            raise DesktopError(tr("{file} cannot be written: {why}.", file=path, why=error.strerror)) from None
        yield tr("wrote {file}", file=path)
    yield from _refresh(home)
    yield tr("The program is in the menu, and files named .brief.md open in it.")


def uninstall(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Iterator[str]:
    """Undo `install`; yields what was done, a line each. Raises DesktopError."""
    if platform in ("win32", "darwin"):
        yield tr("Nothing was installed: this is for Linux desktops.")
        return
    home = data_home(environment)
    removed = False
    for target in _FILES.values():
        path = home / target
        try:
            path.unlink()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise DesktopError(tr("{file} cannot be removed: {why}.", file=path, why=error.strerror)) from None
        removed = True
        yield tr("removed {file}", file=path)
    if removed:
        yield from _refresh(home)
    else:
        yield tr("Nothing was installed for this user.")


def data_home(environment: Mapping[str, str]) -> Path:
    """The user's data folder of the Base Directory specification, which lets a relative path count for none."""
    named = Path(environment.get("XDG_DATA_HOME", ""))
    return named if named.is_absolute() else Path(environment.get("HOME") or Path.home(), ".local", "share")


def command() -> list[str]:
    """How this copy of the program is started: by absolute paths, as a desktop knows of no virtual environments."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    started = Path(sys.argv[0])
    if started.suffix == ".py":  # from a checkout
        return [sys.executable, str(started.absolute())]
    return [shutil.which(str(started)) or str(started.absolute())]


def _say(lines: Iterator[str]) -> int:
    for line in lines:
        print(line)
    return 0


def _started_by(words: list[str], entry: str) -> str:
    """The desktop entry with the command in place of the program's bare name."""
    line = " ".join(f'"{word.translate(_QUOTED)}"' for word in words)
    entry = entry.replace("\nExec=briefing-viewer ", f"\nExec={line} ")
    # A plain string, where only the backslash is special.
    return entry.replace("\nTryExec=briefing-viewer\n", "\nTryExec={}\n".format(words[0].replace("\\", "\\\\")))


def _refresh(home: Path) -> Iterator[str]:
    for tool, folder, *options in _CACHES:
        path = home / folder
        if shutil.which(tool) and path.is_dir():
            done = subprocess.run([tool, *options, str(path)], capture_output=True, timeout=60, check=False)
            if done.returncode:
                yield tr("{tool} failed; the desktop may notice at the next login.", tool=tool)
            else:
                yield tr("ran {tool}", tool=tool)


def _elsewhere(platform: str) -> str:
    if platform == "win32":
        return tr(
            "On Windows, right-click a .brief.md file, choose “Open with › Choose another app”, and pick {program}.",
            program=command()[0],
        )
    return tr(
        "On macOS, select a .brief.md file in the Finder, choose Get Info, and pick {program} under “Open with”.",
        program=command()[0],
    )
