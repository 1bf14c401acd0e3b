"""Print the Debian packages that Qt misses on this machine, for `run` (a window) or `check` (headless)."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from viewer.display import missing_packages

packages = missing_packages(headless=sys.argv[1] == "check")
if not any(Path("/usr/share/fonts").rglob("*.[to]tf")):
    packages.append("fonts-dejavu-core")
print(" ".join(packages))
