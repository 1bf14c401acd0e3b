"""All measurements: `python -m bench`. They take some minutes."""

from __future__ import annotations

import subprocess
import sys

# Each in a process of its own: what one imports and allocates must not show in the next.
for name in ("whole", "export", "saving", "recognition", "correcting", "placing"):
    print(f"== {name}", flush=True)
    subprocess.run([sys.executable, "-m", f"bench.{name}"], check=True)
