"""What a brief can make the program open: nothing but itself. No file it names, no address, no name to look up."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

Write = Callable[..., Path]

STRACE = shutil.which("strace")


def can_trace() -> bool:
    if not STRACE:
        return False
    # Containers may forbid it.
    done = subprocess.run([STRACE, "-qq", "-e", "trace=none", "true"], capture_output=True, check=False)
    return done.returncode == 0


pytestmark = pytest.mark.skipif(not can_trace(), reason="strace is not installed, or not allowed")

BODY = """\
---
title: T
summary: "![s](/etc/hostname)"
sources:
  - title: S
    url: https://reach.invalid/source
schema: https://reach.invalid/schema
---
![absolute](/etc/shadow) ![above](../secret.png) ![through a link](linked.png) ![remote](https://reach.invalid/a.png)
![pipe](pipe.png) ![file](file:///etc/group) ![share](//reach.invalid/share/a.png) ![svg](a.svg)
[file](file:///etc/gshadow) [web](https://reach.invalid/) <https://reach.invalid/b> <mail@reach.invalid>

<img src="/etc/shadow"> <link rel="stylesheet" href="https://reach.invalid/c.css"> <iframe src="/etc/passwd-">

!!! include "/etc/shadow"
    --8<-- "/etc/shadow"

```{include} /etc/shadow
```

[ref]: /etc/shadow
"""
#: Paths that only the brief names.
NAMED = (
    "/etc/shadow",
    "/etc/hostname",
    "/etc/group",
    "/etc/gshadow",
    "/etc/passwd-",
    "secret.png",
    "pipe.png",
    "a.svg",
)


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    folder = tmp_path / "briefs"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "linked.png").symlink_to(tmp_path / "secret.png")
    os.mkfifo(folder / "pipe.png")
    (folder / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/shadow"/></svg>')
    path = folder / "b.brief.md"
    path.write_text(BODY)
    return path


@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        ["text"],
        ["mentions"],
        ["annotations"],
        ["export", "--to", "md", "-o", "-"],
        ["export", "--to", "pdf"],
    ],
    ids=" ".join,
)
def test_a_brief_opens_nothing(brief: Path, tmp_path: Path, command: list[str]) -> None:
    assert STRACE
    trace = tmp_path / "trace"
    name, *options = command
    # `open` and its kin follow links, `readlink` and `stat` only look: a picture may be looked at to be refused.
    calls = "trace=open,openat,openat2,creat,socket,connect,sendto,execve"
    for _ in range(3):
        done = subprocess.run(
            [
                STRACE,
                "-fqq",
                "-s4096",
                "-e",
                calls,
                "-o",
                trace,
                sys.executable,
                ROOT / "main.py",
                name,
                brief,
                *options,
            ],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        # Watched at every call, and on a busy machine, the parser may miss its deadline: not what is asked here.
        if "could not be read within" not in done.stderr:
            break
    assert done.returncode == 0, done.stderr
    lines = trace.read_text(errors="replace").splitlines()
    assert any("b.brief.md" in line and "openat" in line for line in lines)
    opened = [line for line in lines if re.search(r"\b(open|openat|openat2|creat)\(", line)]
    assert [line for line in opened if any(f'{named}"' in line for named in NAMED)] == []
    assert [line for line in lines if re.search(r"AF_INET|AF_PACKET|reach\.invalid", line)] == []
    started = [line for line in lines if "execve(" in line and "= 0" in line]
    assert all(f'execve("{sys.executable}"' in line or "python" in line for line in started)
    left = {path.name for path in brief.parent.iterdir()} - {"b.brief.md", "linked.png", "pipe.png", "a.svg"}
    assert left == ({"b.annotated.pdf"} if command[-1] == "pdf" else set())
