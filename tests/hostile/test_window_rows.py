"""Hostile briefs in the real window: each shows something, says what is wrong, and never holds the window up."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication

from tests.ui.desk import Desk
from tests.ui.watchdog import Watchdog
from viewer.mentions.gazetteer import Gazetteer

#: Milliseconds of the window's own work in one go. Twice the promise: beside other work on the machine, the same takes
#: the processor longer.
MOST = 200.0


def pictures(folder: Path) -> str:
    """A pipe, a drawing, a bomb of pixels, a picture that is none, and one from elsewhere."""
    os.mkfifo(folder / "pipe.png")
    (folder / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/></svg>')
    header = b"\x00\x00\xff\xff\x00\x00\xff\xff\x08\x02\x00\x00\x00"
    chunk = b"IHDR" + header
    body = len(header).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")
    (folder / "huge.png").write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    (folder / "none.png").write_bytes(b"\x89PNG\r\n\x1a\n" + os.urandom(100))
    names = ["pipe.png", "a.svg", "huge.png", "none.png", "/etc/passwd", "../../x.png", "https://reach.invalid/a.png"]
    return "# Pictures\n\n" + "\n\n".join(f"![said {name}]({name})" for name in names * 20) + "\n\nend"


ROWS: dict[str, Callable[[Path], str]] = {
    "brackets": lambda _: "](" + "[" * 10_000 + "\n\nend",
    "a glossary": lambda _: "".join(f"Term {n}\n:   Definition {n} of *cobalt*.\n\n" for n in range(500)) + "end",
    "nested quotes": lambda _: ">" * 500 + " end",
    "nested lists": lambda _: "- " * 250 + "end",
    "abbreviations": lambda _: "".join(f"*[A{n}]: {'x' * 10}\n" for n in range(3_000)) + "\n\nend",
    "a line of 1 MB": lambda _: "x" * 1_000_000 + " end",
    "in both directions": lambda _: "שלום עולם \u202eabc\u202c " * 30_000 + "end",
    "a wide table": lambda _: "|a" * 200 + "|\n" + "|-" * 200 + "|\n" + ("|b" * 200 + "|\n") * 50 + "\n\nend",
    "a long table": lambda _: "|a|b|\n|-|-|\n" + "|cobalt|China|\n" * 5_000 + "\n\nend",
    "noncharacters": lambda _: "\x00\ufdd0\ufdd1\ufffe\u2028\u2029\x0b word " * 5_000 + "end",
    "combining marks": lambda _: ("Z" + "\u0301" * 500 + " ") * 200 + "end",
    "links everywhere": lambda _: "[M23](actor:m23) " * 20_000 + "end",
    "mentions everywhere": lambda _: "China cobalt Congo M23 " * 10_000 + "end",
    "unknown keys": lambda _: "---\n" + "\n".join(f"key{n}: v" for n in range(6_000)) + "\n---\nend",
    "pictures": pictures,
}


#: Known, and said in SECURITY.md.
OPEN = pytest.mark.xfail(reason="a hundred thousand marks stand on one screen, and are painted in one go", strict=False)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files there")
@pytest.mark.parametrize("row", [pytest.param(row, marks=OPEN if row == "combining marks" else ()) for row in ROWS])
def test_it_is_shown_and_holds_nobody_up(qtbot: Any, tmp_path: Path, gazetteer: Gazetteer, row: str) -> None:
    desk = Desk(qtbot, tmp_path, gazetteer)
    path = desk.folder / "b.brief.md"
    path.write_text(ROWS[row](desk.folder))
    window = desk.window()
    watchdog = Watchdog()
    window.open_path(path)
    desk.bot.waitUntil(lambda: window.session is not None, timeout=30_000)
    session = window.session
    assert session and session.brief.text.endswith("end")
    watchdog.during(
        "going to the end", lambda: window.reader.reveal(len(session.brief.text) - 3, len(session.brief.text))
    )
    desk.bot.wait(200)
    QCoreApplication.processEvents()
    assert watchdog.blocks[0][0] < MOST
