"""What the program is made of: each part with its version, its licence, and the notices that the licence asks for.

Versions and texts are read from what is installed, so they are those that run; in the one-folder build too.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from viewer import __version__
from viewer.language import mark
from viewer.resource_files import resource

#: File names that hold a licence or what one asks to be told.
_NOTICES = ("LICENSE", "LICENCE", "COPYING", "NOTICE", "AUTHORS", "OFL")


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its name, its licence as an SPDX expression, where its source is, and what has to be said of it (to be
    translated, "" for nothing).

    `distribution` is the package to ask for version and notices, "" if it is none; `texts` are files of ours, below
    resources/, that hold the licence where the package brings none.
    """

    name: str
    distribution: str
    licence: str
    home: str = ""
    note: str = ""
    texts: tuple[str, ...] = ()

    def version(self) -> str:
        """The version that runs, "" if it is not known or the part is not there."""
        if self.name == "Python":
            return platform.python_version()
        if self.name == "Briefing Viewer":
            return __version__
        found = _found(self.distribution)
        return found.version if found else ""

    def notices(self) -> Iterator[tuple[str, str]]:
        """The licence texts and notices: the name of each file, and what it says."""
        for name in self.texts:
            yield _read(resource(*name.split("/")))
        if self.name == "Python":
            places = (Path(sys.base_prefix), Path(platform.__file__).parent, _beside_the_build() / "python")
            yield from map(_read, [path for path in (place / "LICENSE.txt" for place in places) if path.is_file()][:1])
        elif self.name == _SYSTEM:
            yield from map(_read, sorted((_beside_the_build() / "system").glob("*.txt")))
        elif found := _found(self.distribution):
            for file in found.files or ():
                is_named = file.name.upper().startswith(_NOTICES) and file.suffix not in (".py", ".pyc")
                if is_named or ".dist-info/licenses/" in file.as_posix():
                    path = Path(str(file.locate()))
                    if path.is_file():
                        yield _read(path)


_SYSTEM = mark("Libraries of the system")
_QT = mark(
    "Qt and its Python bindings are used under the GNU Lesser General Public License, version 3, as published; nothing "
    "in them was changed. You may replace them with versions of your own: they are files of their own, in the folder "
    "PySide6. Their source is at the address above. Qt contains parts by others, under licences that allow this; they "
    "are listed at https://doc.qt.io/qt-6/licenses-used-in-qt.html."
)

#: In the order in which they are shown. The program comes first.
PARTS = (
    Part("Briefing Viewer", "", "MIT", texts=("../LICENSE",)),
    Part(
        "Qt for Python",
        "PySide6-Essentials",
        "LGPL-3.0-only",
        "https://download.qt.io/official_releases/QtForPython/pyside6/",
        _QT,
        ("licences/LGPL-3.0.txt", "licences/GPL-3.0.txt"),
    ),
    Part(
        "Shiboken",
        "shiboken6",
        "LGPL-3.0-only",
        "https://download.qt.io/official_releases/QtForPython/shiboken6/",
        mark("It joins Qt and Python, and comes with Qt for Python."),
        ("licences/LGPL-3.0.txt", "licences/GPL-3.0.txt"),
    ),
    Part("Python", "", "PSF-2.0", "https://www.python.org/"),
    Part("Markdown", "Markdown", "BSD-3-Clause", "https://github.com/Python-Markdown/markdown"),
    Part("Pygments", "Pygments", "BSD-2-Clause", "https://github.com/pygments/pygments"),
    Part("PyYAML", "PyYAML", "MIT", "https://github.com/yaml/pyyaml", mark("It contains libyaml, MIT.")),
    Part("ahocorasick_rs", "ahocorasick_rs", "Apache-2.0", "https://github.com/G-Research/ahocorasick_rs"),
    Part("RapidFuzz", "RapidFuzz", "MIT", "https://github.com/rapidfuzz/RapidFuzz"),
    Part("rustworkx", "rustworkx", "Apache-2.0", "https://github.com/Qiskit/rustworkx"),
    Part(
        "NumPy",
        "numpy",
        "BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0",
        "https://github.com/numpy/numpy",
        mark("It comes with rustworkx; the one-folder build leaves it out."),
    ),
    Part(
        "pikepdf",
        "pikepdf",
        "MPL-2.0",
        "https://github.com/pikepdf/pikepdf",
        mark("It contains qpdf, Apache-2.0, whose source is at https://github.com/qpdf/qpdf. Nothing was changed."),
    ),
    Part("lxml", "lxml", "BSD-3-Clause", "https://github.com/lxml/lxml", mark("It comes with pikepdf.")),
    Part(
        "packaging",
        "packaging",
        "Apache-2.0 OR BSD-2-Clause",
        "https://github.com/pypa/packaging",
        mark("It comes with pikepdf."),
    ),
    Part(
        "pypdfium2",
        "pypdfium2",
        "BSD-3-Clause OR Apache-2.0",
        "https://github.com/pypdfium2-team/pypdfium2",
        mark("It contains PDFium, BSD-3-Clause, and the libraries that PDFium is built of."),
    ),
    Part("Pillow", "Pillow", "MIT-CMU", "https://github.com/python-pillow/Pillow"),
    Part("platformdirs", "platformdirs", "MIT", "https://github.com/tox-dev/platformdirs"),
    Part("filelock", "filelock", "MIT", "https://github.com/tox-dev/filelock"),
    Part(
        "Phosphor Icons (QtAwesome)",
        "QtAwesome",
        "MIT",
        "https://github.com/phosphor-icons/core",
        mark("The icons, by Helena Zhang and Tobias Fried, taken from QtAwesome, which is under the MIT licence too."),
        ("licences/Phosphor.txt",),
    ),
    Part(
        "QtPy",
        "QtPy",
        "MIT",
        "https://github.com/spyder-ide/qtpy",
        mark("It comes with QtAwesome; the one-folder build leaves it out."),
    ),
    Part(
        "Source Serif",
        "font-source-serif-pro",
        "OFL-1.1",
        "https://github.com/adobe-fonts/source-serif",
        mark("The reading face. Exported PDFs contain the letters that they use."),
    ),
    Part(
        mark("Gazetteer"),
        "",
        "Unicode-3.0 AND CC0-1.0",
        "https://cldr.unicode.org/",
        mark("Names of states come from the Unicode CLDR, demonyms and capitals from The World Factbook."),
        ("gazetteer/NOTICE.txt",),
    ),
    Part(
        _SYSTEM,
        "",
        "",
        "",
        mark("Libraries of the system on which this folder was built, and which travel with it."),
    ),
)  # fmt: skip


def parts_here() -> list[Part]:
    """The parts of this copy of the program: what a one-folder build leaves out is not listed, nor what only it has."""
    return [part for part in PARTS if part.version() or (not part.distribution and any(part.notices()))]


def versions() -> str:
    """The versions of everything, a line each, for a report of a fault."""
    built = " (one-folder build)" if getattr(sys, "frozen", False) else ""
    lines = [f"Briefing Viewer {__version__}{built}", f"System {platform.platform()}"]
    for part in PARTS[1:]:
        if version := part.version():
            lines.append(f"{part.name} {version}")
    return "\n".join(lines)


def _found(name: str) -> Distribution | None:
    if not name:
        return None
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _beside_the_build() -> Path:
    """Where a one-folder build keeps the notices of what is no Python package."""
    return Path(getattr(sys, "_MEIPASS", "/nowhere"), "licences")


def _read(path: Path) -> tuple[str, str]:
    return path.name, path.read_text("utf-8", "replace").strip()
