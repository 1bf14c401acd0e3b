"""All measurements, or those named: `./measure [NAME …]`. All of them take some minutes."""

from __future__ import annotations

import subprocess
import sys

_ALL = ("whole", "export", "saving", "recognition", "correcting", "placing", "frames", "big")

unknown = set(sys.argv[1:]) - set(_ALL)
if unknown:
    sys.exit(f"no such measurement: {', '.join(sorted(unknown))}; there are {', '.join(_ALL)}")
# Each in a process of its own: what one imports and allocates must not show in the next.
for name in sys.argv[1:] or _ALL:
    print(f"== {name}", flush=True)
    subprocess.run([sys.executable, "-m", f"bench.{name}"], check=True)
